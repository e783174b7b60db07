"""Words of the record of changes: what its keys and codes are called, which are money, and which say nothing to people.

A key is looked for as `deed.key`, then `room.key`, then alone; a setting's value as `setting:code.value`.
"""

from lib.i18n import N
from lib.roles import ROLES

KEYS: dict[str, str] = {
    "arrived": N("It arrived"), "channels.name": N("Name"), "channel": N("Channel"), "recipients": N("Recipients"),
    "addressed": N("Recipients in all"),
    "outbox.at": N("When"),
    "error": N("What went wrong"), "switched_on": N("Switched on"), "new_secret": N("New secret"),
    "title": N("Title"), "number": N("Number"), "users.name": N("Name"), "contacts.add_holder.name": N("Name"),
    "contacts.change_holder.name": N("Name"), "name": N("Title"), "template": N("Template"), "topic": N("Topic"),
    "television": N("Television"), "what": N("What"), "coverage.tv_draft.what": N("What to shoot"),
    "coverage.tv_edit.what": N("What to shoot"), "item": N("Item of stock"), "ads.item": N("What is ordered"),
    "category": N("Category"), "code": N("Code"), "kind": N("Kind"), "calendar": N("Calendar"),
    "ads.party": N("Advertiser"), "advertiser": N("Advertiser"), "person": N("A private person"),
    "holder": N("For whom"), "office": N("Office"), "diary.offer.office": N("To whom it was offered"), "who": N("Who"),
    "assignee": N("Given to"), "original": N("Original"), "invoice": N("Invoice"), "invoices": N("Invoices"),
    "issue": N("Issue"), "issues": N("Issues"), "event": N("Event"), "about": N("What is approved"),
    "intent": N("Decision"), "decision": N("Decision"), "state": N("State"), "was": N("Before"), "due_at": N("Due"),
    "due_on": N("Due"), "control_on": N("Control at a meeting on"), "until": N("Until"), "starts_on": N("First day"),
    "ends_on": N("Last day"), "starts_at": N("Start"), "ends_at": N("End"), "day": N("Day"), "all_day": N("Whole day"),
    "first_on": N("First day"), "last_on": N("Last day"), "last_day": N("Last day"), "days": N("Days"),
    "shoot_on": N("Day of shooting"), "shoot_at": N("Time"), "closes_at": N("Ads close"), "out_on": N("Comes out"),
    "anchor": N("Counted from"), "valid_from": N("Holds from"), "valid_to": N("Holds until"), "paid_on": N("Paid on"),
    "sent_on": N("Sent on"), "confirmed_on": N("Confirmed on"), "broadcast_on": N("Broadcast on"),
    "snapshot_on": N("As of"), "expires_on": N("Expires on"), "year": N("Year"), "rule": N("Repetition"),
    "scope": N("Which of them"), "terms": N("Terms"), "asked_again": N("Asked again"),
    "coverage": N("Called off outputs"), "coverage.drop_of.television": N("Called off reports"), "place": N("Place"),
    "meeting": N("Meeting point"), "venue": N("Venue"), "town_part": N("Part of the town"), "capacity": N("Capacity"),
    "accessible": N("Step-free"), "amount": N("Amount"), "open": N("Left to pay"), "level": N("Reminder"),
    "price": N("Price"), "value": N("Value"), "purchase_price": N("Purchase price"), "minimum": N("Minimum"),
    "unit": N("Unit"), "supplier": N("Supplier"), "invoices.source": N("Way of payment"),
    "payment": N("Way of payment"), "prepaid": N("Payment first"), "price_note": N("Price"),
    "reports": N("Reports a year"), "days_ahead": N("Order how many days ahead"),
    "ad_area": N("Area for ads in an issue (cm²)"), "copies": N("Copies"), "print_cost": N("Cost of print"),
    "distribution_cost": N("Cost of distribution"), "quantity": N("Pieces"), "lost": N("Pieces short"),
    "counted": N("Counted in stock"), "difference": N("Difference of stocktake"),
    "over_limit": N("Over the limit of a year"), "file": N("File"), "source": N("Where from"),
    "location": N("Where it lies"), "storage": N("What it is"), "sheet_pattern": N("Sheet"),
    "master": N("What holds where they differ"), "watch": N("Watched"), "sheets.active": N("In use"),
    "import": N("Number of the import"), "added": N("Records added"), "changed": N("Records changed"),
    "removed": N("Records removed"), "put back": N("Records put back"), "problems": N("Problems"),
    "conflicts": N("Conflicts"), "missing": N("Missing"), "new": N("New payments"), "known": N("Known already"),
    "kept": N("Stays"), "merged": N("Merged"), "rows": N("Records pointed here"), "events": N("Number of events"),
    "events.stop_series.removed": N("Events removed"), "attendances": N("Attendances found"),
    "tasks": N("Number of tasks"), "items": N("Items"), "orders": N("Number of orders"),
    "movements": N("Number of movements"), "guests": N("Number of guests"), "came": N("Came"), "answer": N("Answer"),
    "coming": N("How many come"), "way": N("Way of inviting"), "outlet": N("Where to"), "texts": N("Channels"),
    "count": N("How many"), "link": N("Link"), "seconds": N("Length in seconds"), "views": N("Views"),
    "editor": N("Confirmed by whom"), "over_by": N("Over the contract allowed by"),
    "short_notice": N("On short notice"), "speaker_name": N("Speaker"), "speaker_office": N("Office of the speaker"),
    "speaker_consents": N("The speaker consents to be recorded"), "embargo": N("Embargo"), "despite": N("Despite"),
    "contact": N("Contact"), "contact_name": N("Contact on the spot"), "contact_phone": N("Phone"),
    "contact_person": N("Contact person"), "with_whom": N("With whom"), "ico": N("Company ID"), "dic": N("Tax ID"),
    "country": N("Country"), "address": N("Address"), "email": N("E-mail"), "phone": N("Phone"),
    "account": N("Bank account"), "data_box": N("Data box"), "pays_first": N("Why payment first"),
    "rank": N("Order in lists"), "title_before": N("Academic title"), "salutation": N("Addressed as"),
    "login": N("Sign-in name"), "roles": N("Roles"), "by": N("In what way"),
    "link_by": N("Who made the link"), "shared": N("For all colleagues"),
    "shows_private": N("Shows private entries"), "holds": N("Whose version holds"), "waited": N("What waited"),
    "was_published": N("It went out"), "notebook": N("Analysis"), "resolution": N("Approved by a resolution"),
    "version": N("Version of the act"), "coverage.version": N("Version of the request"), "organiser": N("Organiser"),
    "organiser_ico": N("Organiser's IČO"), "co_organisers": N("Organised with"), "summary": N("Summary"),
    "description": N("Description"), "audience": N("For whom"), "for_children": N("Suitable for children"),
    "admission": N("Admission"), "attendees": N("Leadership attending"), "attended_by": N("Attended by"),
    "patronage": N("Patronage"), "web": N("Web page"), "publish_to": N("Publish to"),
    "paper_issue": N("Issue of the newspaper"), "public": N("In the public calendar"),
    "picture_alt": N("Description of the picture"), "picture_credit": N("Author of the picture"),
    "responsible": N("Responsible"), "deputy": N("Deputy"), "text": N("Text of the ad"), "width_mm": N("Width (mm)"),
    "height_mm": N("Height (mm)"), "persons": N("Persons"), "photos": N("Photos"), "surcharges": N("Surcharges"),
    "placement": N("Wished placement"), "political": N("Political advertising"), "advertorial": N("Paid article (PR)"),
    "register_link": N("Link to the register of contracts"),
    "sold_at_info_centre": N("For sale in the information centre"), "note": N("Note"), "result": N("Result"),
    "ads.note.change": N("Note"), "events.note.change": N("Note"), "ads.paid.change": N("Paid on"),
    "ads.unpaid.change": N("Paid on"), "ads.page.change": N("Page"), "stock.change_reserved.change": N("Pieces"),
    "tasks.save_items.change": N("Number of items"), "change": N("Change"), "before": N("Before"),
    "original_name": N("Name of the file"), "credit": N("Author of the photograph"),
    "licence": N("What it may be used for"), "licence_note": N("Note to the use"),
    "licence_until": N("May be used until"), "alt": N("What it shows"), "medium": N("Medium"),
    "cost": N("Price"), "reason": N("Reason"),
    "subject": N("Whose data"), "basis": N("Basis"), "publishing.consent.scope": N("Channels"),
    "publishing.consent.reference": N("Where the consent is kept"),
    "publishing.at": N("When"), "publishing.operation": N("What was done"), "check_on": N("Look again on"),
}  # fmt: skip
"""Key → its label; a detail is said in this order."""

LEFT_OUT = frozenset({
    "id", "event_id", "contract_id", "corrects_id", "default_place_id", "folded", "created_by", "payment_id",
    "party_id", "series", "content", "guid", "photo", "picture", "mapping", "sheet_kind", "values", "list", "movement",
    "reading", "source_id", "latitude", "longitude", "invoices.payment", "stock.place", "contacts.merged",
    "publishing.wrong", "publishing.tried",
    "publishing.original", "first", "publishing.before", "publishing.after", "jobs.source", "jobs.issue",
    "events.remove_occurrence.event", "unchanged", "last_modified", "last_hash",
})  # fmt: skip
"""Numbers of rows, hashes and keys of the machine: nothing that a person could read."""

COUNTED = frozenset({
    "added", "changed", "removed", "put back", "tasks", "orders", "movements", "guests", "sheets.changed", "rows",
})  # fmt: skip
"""Lists of numbers of rows, or of their runs: said by how many there are."""

MONEY = frozenset({
    "amount", "open", "price", "cost", "purchase_price", "print_cost", "distribution_cost",
    "setting:sms.price_per_part.value", "setting:stock.limit_per_year.value", "setting:ads.contract_limit.value",
})  # fmt: skip
FLAGS = frozenset({
    "switched_on", "new_secret",
    "watch", "sheets.active", "shared", "short_notice", "speaker_consents", "shows_private", "was_published",
    "accessible", "for_children", "sold_at_info_centre", "all_day", "public", "political", "advertorial", "prepaid",
    "over_limit",
})  # fmt: skip
"""Yes or no, which the store keeps as 1 and 0."""
ROW_NUMBERS = frozenset({"event", "import", "year", "ads.party"})
"""Numbers that name something, so they have no thousands."""
PAIRED = frozenset({
    "ads.edit_issue", "ads.edit_order", "contacts.change_holder", "contacts.correct", "stock.correct_item",
    "tasks.edit", "tasks.save_template", "users.change", "photos.edit",
    "publishing.plan",
})  # fmt: skip
"""Deeds whose values are [before, after]."""

_ORDER = {
    "enquiry": N("enquiry for an ad"), "ordered": N("ordered ad"), "reserved": N("space reserved"),
    "material": N("material is here"), "preview": N("preview sent"), "approved": N("approved by the advertiser"),
    "placed": N("placed in the issue"), "out": N("published in the issue"), "invoiced": N("invoiced order"),
    "paid": N("paid order"), "cancelled": N("cancelled order"), "complaint": N("complaint about an ad"),
}  # fmt: skip
CHANNELS = {
    "web": N("Website"), "facebook": N("Facebook"), "instagram": N("Instagram"), "sms": N("Text message"),
    "paper": N("Newspaper"), "open_data": N("Open data"), "tourism": N("Tourist portals"),
}  # fmt: skip
CHANNEL_KINDS = {
    "wordpress": N("Website (WordPress)"), "facebook": N("Facebook page"), "instagram": N("Instagram"),
    "newsletter": N("Newsletter"), "sms": N("SMS gateway"), "mail": N("E-mail"), "mastodon": "Mastodon",
    "bluesky": "Bluesky", "telegram": "Telegram", "munipolis": N("MUNIPOLIS"), "radio": N("Radio"),
    "tv": N("Television"), "press": N("Press release"),
}  # fmt: skip
ATTENDS = {
    "asked": N("asked"), "confirmed": N("confirmed"), "excused": N("excused"), "deputy": N("sends a deputy"),
}  # fmt: skip
CODES: dict[str, dict[str, str]] = {
    "ads.state": _ORDER,
    "ads.about": {
        "late": N("order after the closing"), "quota": N("ads over the quota of the issue"),
        "political": N("political advertising"),
    },
    "ads.payment": {"transfer": N("by bank transfer"), "cash": N("in cash at the till")},
    "caldav.holds": {"ours": N("ours"), "theirs": N("theirs")},
    "caldav.waited": {
        "changed": N("changed on both sides"), "deleted": N("deleted there"), "refused": N("refused by the calendar"),
    },
    "channel": {**CHANNEL_KINDS, "feed": N("The town's feeds")},
    "channels.kind": CHANNEL_KINDS,
    "contacts.kind": {
        "person": N("citizen"), "organisation": N("company or organisation"), "own": N("town's own organisation"),
    },
    "coverage.kind": {
        "text": N("article"), "photo": N("photographs"), "video": N("video"), "radio": N("radio"),
        "tv": N("television"),
    },
    "coverage.intent": {
        "intended": N("we want it"), "undecided": N("not decided"), "no": N("we do not want it"),
        "on_request": N("on request"),
    },
    "coverage.state": {
        "draft": N("draft"), "sent": N("sent, not confirmed"), "confirmed": N("confirmed"), "shot": N("shot"),
        "broadcast": N("broadcast"), "refused": N("refused"), "cancelled": N("called off"),
    },
    "diary.decision": {"accepted": N("accepted"), "excused": N("excused"), "deputy": N("a deputy goes")},
    "events.calendar": {
        "town": N("Events of the town"), "culture_house": N("Programme of the house of culture"),
        "ceremonies": N("Ceremonies"), "memorial": N("Memorial acts"), "leadership": N("Leadership of the town"),
    },
    "events.kind": {
        "town": N("town event"), "culture_house": N("house of culture"), "club": N("club"), "school": N("school"),
        "memorial": N("memorial act"), "ceremony": N("ceremony"), "visit": N("visit"), "council": N("council meeting"),
        "other": N("other event"),
    },
    "events.publish_to": CHANNELS,
    "events.scope": {"following": N("This and all that follow"), "all": N("All of the series")},
    "events.state": {
        "proposed": N("proposed"), "confirmed": N("confirmed"), "postponed": N("postponed"),
        "cancelled": N("called off"), "held": N("held"), "documented": N("documented"), "closed": N("closed"),
    },
    "guests.answer": {"accepted": N("comes"), "excused": N("excused")},
    "guests.way": {"post": N("by post"), "email": N("by e-mail"), "hand": N("by hand"), "phone": N("by phone")},
    "invoices.kind": {
        "invoice": N("invoice"), "advance": N("advance invoice"), "advance_tax": N("tax document for a payment"),
        "credit": N("credit note"), "cash": N("cash receipt"), "basis": N("basis for invoicing"),
    },
    "invoices.level": {"1": N("first reminder"), "2": N("second reminder"), "3": N("demand before a lawsuit")},
    "invoices.source": {
        "bank": N("by bank"), "cash": N("in cash"), "hand": N("entered by hand"), "advance": N("deducted advance"),
        "rounding": N("rounding"),
    },
    "photos.licence": {
        "news": N("news only"), "consent": N("with consent"), "no_promotion": N("not for promotion"),
    },
    "publishing.basis": {
        "name_only": N("names only, people were told"), "consent": N("consent of the person"),
        "news_licence": N("report of a public event"), "official": N("a person in an office"),
    },
    "publishing.by": {"office": N("in the office"), "link": N("by a link"), "paper": N("on paper")},
    "publishing.operation": {
        "publish": N("publish"), "correct": N("correct elsewhere"), "withdraw": N("withdraw elsewhere"),
    },
    "publishing.rule": {"week": N("every week"), "month": N("every month"), "year": N("every year")},
    "session.by": {
        "password": N("by a password"), "oidc": N("by an account of the office"), "link": N("by a link"),
        "demo": N("in the demo"),
    },
    "setting:press.radio_weekday.value": {
        "monday": N("Monday"), "tuesday": N("Tuesday"), "wednesday": N("Wednesday"), "thursday": N("Thursday"),
        "friday": N("Friday"), "-": N("no regular day"),
    },
    "press.kind": {"release": N("press release"), "invitation": N("invitation for journalists")},
    "press.way": {"mail": N("by e-mail"), "phone": N("by phone"), "person": N("in person")},
    "setting:invoices.numbered_by.value": {"office": N("our office"), "finance": N("the finance department")},
    "sheets.master": {"sheet": N("The spreadsheet"), "office": N("Kancelář")},
    "sheets.storage": {
        "file": N("File in the shared folder"), "upload": N("Uploaded file"), "google": N("Google Sheets"),
    },
    "tasks.anchor": {
        "event": N("the day of an event"), "issue": N("the first day of distribution"), "month": N("a month"),
        "year": N("a year"), "day": N("a chosen day"),
    },
    "tasks.was": {"open": N("open task"), "done": N("finished task"), "dropped": N("dropped task")},
    "texts": CHANNELS,
    "users.by": {"self": N("in the own account"), "link": N("by a link")},
    "users.roles": {code: word for code, (word, _) in ROLES.items()},
}  # fmt: skip
"""Key → its codes and their words; the rooms call them the same, which a test holds."""
