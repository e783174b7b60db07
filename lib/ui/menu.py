"""Every page of the app: where it lies, what it is called, its address, and who sees it in the menu."""

from dataclasses import dataclass

from lib.config import ROOT
from lib.i18n import N


@dataclass(frozen=True)
class Page:
    """A screen. `path` is the file, `address` the last part of its URL; a page without a group is not in the menu."""

    path: str
    title: str
    address: str
    permission: str
    icon: str
    group: str | None = None


TODAY = "pages/today/today.py"
GROUPS = (
    N("Work"),
    N("Leadership"),
    N("Publishing"),
    N("Promotional items"),
    N("Media"),
    N("Advertising"),
    N("Data"),
    N("Administration"),
)

PAGES = (
    Page(TODAY, N("Today"), "", "events.read", ":material/today:", N("Work")),
    Page("pages/events/calendar.py", N("Event calendar"), "kalendar", "events.read", ":material/calendar_month:", N("Work")),
    Page("pages/events/events.py", N("Events"), "akce", "events.read", ":material/event_note:", N("Work")),
    Page("pages/events/event.py", N("Event"), "akce-karta", "events.read", ":material/event:"),
    Page("pages/events/quick.py", N("Quick entry"), "rychly-zapis", "events.edit", ":material/bolt:", N("Work")),
    Page("pages/events/edit.py", N("Edit event"), "akce-upravit", "events.edit", ":material/edit_calendar:"),
    Page("pages/events/clashes.py", N("Clashes of events"), "kolize", "events.read", ":material/crisis_alert:", N("Work")),
    Page("pages/events/prints.py", N("Print the calendar"), "tisk-kalendare", "events.read", ":material/print:"),
    Page("pages/events/programme.py", N("House of culture and us"), "program-dk", "events.read", ":material/theater_comedy:"),
    Page("pages/events/venues.py", N("Venues"), "mista", "events.read", ":material/location_on:", N("Administration")),
    Page("pages/events/venue.py", N("Venue"), "misto", "events.read", ":material/location_on:"),
    Page("pages/events/templates.py", N("Templates of events"), "sablony-akci", "events.edit", ":material/content_copy:", N("Administration")),
    Page("pages/events/special_days.py", N("School holidays and elections"), "zvlastni-dny", "events.read", ":material/beach_access:", N("Administration")),
    Page("pages/tasks/tasks.py", N("Tasks"), "ukoly", "tasks.read", ":material/task_alt:", N("Work")),
    Page("pages/tasks/task.py", N("Task"), "ukol", "tasks.read", ":material/task_alt:"),
    Page("pages/tasks/templates.py", N("Templates of tasks"), "sablony-ukolu", "tasks.read", ":material/checklist:", N("Administration")),
    Page("pages/coverage/coverage.py", N("Coverage"), "dokumentace", "coverage.read", ":material/photo_camera:", N("Work")),
    Page("pages/coverage/away.py", N("Who is away"), "nepritomnosti", "coverage.read", ":material/event_busy:"),
    Page("pages/coverage/tv.py", N("Television reports"), "reportaze", "coverage.read", ":material/videocam:", N("Media")),
    Page("pages/coverage/tv_request.py", N("Request for a report"), "reportaz", "coverage.read", ":material/videocam:"),
    Page("pages/guests/guests.py", N("Guests"), "hoste", "guests.read", ":material/diversity_3:"),
    Page("pages/guests/guest.py", N("Guest"), "host", "guests.read", ":material/person:"),
    Page("pages/memorial/acts.py", N("Memorial acts"), "pietni-akty", "memorial.read", ":material/local_florist:", N("Work")),
    Page("pages/memorial/act.py", N("Memorial act"), "pietni-akt", "memorial.read", ":material/local_florist:"),
    Page("pages/diary/diary.py", N("Leadership's diary"), "diar", "diary.read", ":material/calendar_view_day:", N("Leadership")),
    Page("pages/diary/entry.py", N("Diary entry"), "zaznam-diare", "diary.edit", ":material/edit:"),
    Page("pages/diary/invitations.py", N("Invitations"), "pozvanky", "diary.read", ":material/mail:", N("Leadership")),
    Page("pages/diary/invitation.py", N("Invitation"), "pozvanka", "diary.read", ":material/mail:"),
    Page("pages/diary/day.py", N("Day sheet"), "denni-list", "diary.read", ":material/today:", N("Leadership")),
    Page("pages/diary/holders.py", N("Office-holders"), "funkcionari", "diary.read", ":material/badge:", N("Leadership")),
    Page("pages/publishing/board.py", N("Publishing plan"), "redakcni-plan", "publishing.read", ":material/view_kanban:", N("Publishing")),
    Page("pages/publishing/approvals.py", N("To be approved"), "ke-schvaleni", "publishing.read", ":material/rule:", N("Publishing")),
    Page("pages/publishing/posts.py", N("Posts"), "prispevky", "publishing.read", ":material/campaign:", N("Publishing")),
    Page("pages/publishing/new.py", N("New post"), "novy-prispevek", "publishing.write", ":material/edit_note:"),
    Page("pages/publishing/post.py", N("Post"), "prispevek", "publishing.read", ":material/article:"),
    Page("pages/publishing/campaigns.py", N("Campaigns"), "kampane", "publishing.read", ":material/campaign:", N("Administration")),
    Page("pages/newsletter/readers.py", N("Newsletter"), "odberatele", "newsletter.read", ":material/mark_email_read:", N("Publishing")),
    Page("pages/photos/photos.py", N("Photographs"), "fotografie", "photos.read", ":material/photo_library:", N("Publishing")),
    Page("pages/photos/photo.py", N("Photograph"), "fotografie-karta", "photos.read", ":material/photo:"),
    Page("pages/photos/poster.py", N("Poster and pictures"), "plakat", "events.read", ":material/imagesmode:"),
    Page("pages/channels/outbox.py", N("Outbox"), "odesilani", "channels.read", ":material/outbox:", N("Publishing")),
    Page("pages/channels/channels.py", N("Channels"), "kanaly", "channels.read", ":material/hub:", N("Publishing")),
    Page("pages/channels/channel.py", N("Channel"), "kanal", "channels.read", ":material/hub:"),
    Page("pages/press/releases.py", N("Press releases"), "tiskove-zpravy", "press.read", ":material/newsmode:", N("Media")),
    Page("pages/press/release.py", N("Press release"), "tiskova-zprava", "press.read", ":material/newsmode:"),
    Page("pages/press/questions.py", N("Questions of the media"), "dotazy-medii", "press.read", ":material/contact_support:", N("Media")),
    Page("pages/press/question.py", N("Question of a journalist"), "dotaz-novinare", "press.read", ":material/contact_support:"),
    Page("pages/press/messages.py", N("Messages to citizens"), "zpravy-obcanum", "press.read", ":material/sms:", N("Media")),
    Page("pages/press/message.py", N("Message to citizens"), "zprava-obcanum", "press.read", ":material/sms:"),
    Page("pages/press/radio.py", N("Materials for the radio"), "rozhlas", "press.read", ":material/radio:", N("Media")),
    Page("pages/press/radio_brief.py", N("Material for the radio"), "podklad-pro-rozhlas", "press.read", ":material/radio:"),
    Page("pages/press/television.py", N("Programme for television"), "programovy-list", "press.read", ":material/videocam:"),
    Page("pages/press/outputs.py", N("Media outputs"), "medialni-vystupy", "press.read", ":material/breaking_news:", N("Media")),
    Page("pages/press/contacts.py", N("Media contacts"), "kontakty-na-media", "press.read", ":material/contacts:", N("Media")),
    Page("pages/press/contact.py", N("Contact of a medium"), "kontakt-na-medium", "press.read", ":material/person:"),
    Page("pages/press/town_media.py", N("Town's media"), "media-mesta", "press.read", ":material/hub:", N("Media")),
    Page("pages/stock/items.py", N("Stock of items"), "sklad", "stock.read", ":material/inventory_2:", N("Promotional items")),
    Page("pages/stock/item.py", N("Item"), "predmet", "stock.read", ":material/redeem:"),
    Page("pages/stock/edit_item.py", N("Edit item"), "predmet-upravit", "stock.edit", ":material/edit:"),
    Page("pages/stock/hand_out.py", N("Hand out"), "vydej", "stock.move", ":material/outbound:", N("Promotional items")),
    Page("pages/stock/receive.py", N("Receive, move, write off"), "pohyb", "stock.move", ":material/move_down:", N("Promotional items")),
    Page("pages/stock/handovers.py", N("Handover protocols"), "protokoly", "stock.read", ":material/contract:", N("Promotional items")),
    Page("pages/stock/handover.py", N("Handover protocol"), "protokol", "stock.read", ":material/contract:"),
    Page("pages/stock/movements.py", N("Movements"), "pohyby", "stock.read", ":material/swap_vert:", N("Promotional items")),
    Page("pages/stock/reservations.py", N("Reservations"), "rezervace", "stock.read", ":material/bookmark:", N("Promotional items")),
    Page("pages/stock/recipients.py", N("Who got what"), "kdo-co-dostal", "stock.read", ":material/groups:", N("Promotional items")),
    Page("pages/ads/revenue.py", N("Revenue from ads"), "prijmy-z-inzerce", "ads.read", ":material/payments:", N("Media")),
    Page("pages/ads/ads.py", N("Ads"), "inzeraty", "ads.read", ":material/ad_units:", N("Media")),
    Page("pages/ads/ad.py", N("Ad"), "inzerat", "ads.read", ":material/ad_units:"),
    Page("pages/ads/orders.py", N("Orders of ads"), "objednavky", "ads.read", ":material/assignment:", N("Advertising")),
    Page("pages/ads/order.py", N("Order of an ad"), "objednavka", "ads.read", ":material/assignment:"),
    Page("pages/ads/new_order.py", N("New order of an ad"), "nova-objednavka", "ads.edit", ":material/add:"),
    Page("pages/ads/closing.py", N("Closing of an issue"), "uzaverka-cisla", "ads.read", ":material/newspaper:", N("Advertising")),
    Page("pages/ads/issues.py", N("Issues of the paper"), "cisla-novin", "ads.read", ":material/calendar_month:", N("Advertising")),
    Page("pages/ads/advertisers.py", N("Advertisers"), "inzerenti", "ads.read", ":material/storefront:", N("Advertising")),
    Page("pages/ads/advertiser.py", N("One advertiser"), "inzerent", "ads.read", ":material/storefront:"),
    Page("pages/tariffs/price_lists.py", N("Price lists"), "ceniky", "tariffs.read", ":material/request_quote:", N("Advertising")),
    Page("pages/tariffs/price_list.py", N("Price list"), "cenik", "tariffs.read", ":material/request_quote:"),
    Page("pages/tariffs/new.py", N("New price list"), "novy-cenik", "tariffs.edit", ":material/add:"),
    Page("pages/tariffs/calculator.py", N("Calculator of prices"), "kalkulacka", "tariffs.read", ":material/calculate:", N("Advertising")),
    Page("pages/invoices/invoices.py", N("Invoices"), "faktury", "invoices.read", ":material/receipt_long:", N("Advertising")),
    Page("pages/invoices/invoice.py", N("Invoice"), "faktura", "invoices.read", ":material/receipt_long:"),
    Page("pages/invoices/issue.py", N("Issue invoices"), "vystavit-faktury", "invoices.issue", ":material/receipt_long:"),
    Page("pages/invoices/aging.py", N("What is owed"), "pohledavky", "invoices.read", ":material/hourglass_bottom:", N("Advertising")),
    Page("pages/invoices/reminders.py", N("Reminders"), "upominky", "invoices.read", ":material/mark_email_unread:", N("Advertising")),
    Page("pages/invoices/accounting.py", N("For the accounting"), "pro-ucetnictvi", "invoices.read", ":material/account_balance:", N("Advertising")),
    Page("pages/ads/plan.py", N("Plan and result"), "plan-inzerce", "ads.read", ":material/flag:", N("Advertising")),
    Page("pages/bank/statements.py", N("Bank statements"), "vypisy", "bank.read", ":material/receipt_long:", N("Advertising")),
    Page("pages/bank/statement.py", N("Bank statement"), "vypis", "bank.read", ":material/receipt_long:"),
    Page("pages/bank/payments.py", N("Payments to match"), "platby", "bank.match", ":material/link:", N("Advertising")),
    Page("pages/bank/payment.py", N("Payment"), "platba", "bank.read", ":material/payments:"),
    Page("pages/reach/overview.py", N("Media reach"), "dosah", "reach.read", ":material/monitoring:", N("Media")),
    Page("pages/reach/posts.py", N("Best posts"), "nejlepsi-prispevky", "reach.read", ":material/trending_up:", N("Media")),
    Page("pages/reach/report.py", N("Monthly report"), "mesicni-zprava", "reach.read", ":material/summarize:", N("Media")),
    Page("pages/reach/record.py", N("Record reach"), "zapsat-dosah", "reach.edit", ":material/edit:"),
    Page("pages/sheets/sources.py", N("Shared spreadsheets"), "tabulky", "sheets.read", ":material/table_view:", N("Data")),
    Page("pages/sheets/source.py", N("Spreadsheet"), "tabulka", "sheets.read", ":material/table_view:"),
    Page("pages/sheets/add.py", N("Add a spreadsheet"), "nova-tabulka", "sheets.manage", ":material/add:"),
    Page("pages/analyses/analyses.py", N("Analyses"), "rozbory", "analyses.read", ":material/analytics:", N("Data")),
    Page("pages/analyses/analysis.py", N("Analysis"), "rozbor", "analyses.read", ":material/analytics:"),
    Page("pages/admin/accounts.py", N("Accounts"), "ucty", "users.manage", ":material/manage_accounts:", N("Administration")),
    Page("pages/admin/settings.py", N("Settings"), "nastaveni", "settings.edit", ":material/settings:", N("Administration")),
    Page("pages/admin/changes.py", N("Record of changes"), "zaznam-zmen", "audit.read", ":material/history:", N("Administration")),
    Page("pages/admin/guide.py", N("Guide"), "prirucka", "events.read", ":material/menu_book:"),
    Page("pages/admin/me.py", N("My account"), "muj-ucet", "events.read", ":material/person:"),
    Page("pages/admin/missing.py", N("Page not found"), "nenalezeno", "events.read", ":material/help:"),
)  # fmt: skip


def of(path: str) -> Page:
    """The page that lies at a path."""
    return next(page for page in PAGES if page.path == path)


def file(path: str) -> str:
    """The page's file as Streamlit wants it: relative paths would be taken from the folder of the frame."""
    return str(ROOT / path)


def addresses() -> frozenset[str]:
    """The last parts of all addresses that exist."""
    return frozenset(page.address for page in PAGES)
