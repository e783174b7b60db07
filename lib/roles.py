"""What can be done in the office and who may: permissions and the roles that hold them."""

from lib.i18n import N

PERMISSIONS: dict[str, str] = {
    "contacts.read": N("See organisations and people"),
    "contacts.edit": N("Edit organisations and people"),
    "events.read": N("See the calendar of events"),
    "events.edit": N("Add and edit events"),
    "tasks.read": N("See tasks"),
    "tasks.edit": N("Set and finish tasks"),
    "coverage.read": N("See who covers what"),
    "coverage.edit": N("Plan coverage and deliver it"),
    "guests.read": N("See lists of guests"),
    "guests.edit": N("Invite guests and record their answers"),
    "diary.read": N("See when the leadership has time"),
    "diary.private": N("See private entries of the leadership"),
    "diary.edit": N("Keep the leadership's diary and invitations"),
    "memorial.read": N("See memorial acts"),
    "memorial.edit": N("Prepare memorial acts"),
    "memorial.sign": N("Lock and sign off memorial acts"),
    "stock.read": N("See promotional items"),
    "stock.edit": N("Edit the cards of promotional items"),
    "stock.reserve": N("Reserve items for events"),
    "stock.move": N("Receive, hand out, move, return and write off items"),
    "ads.read": N("See revenue from ads"),
    "ads.edit": N("Take orders of ads and edit them"),
    "ads.approve": N("Approve late orders and ads over the quota"),
    "tariffs.read": N("See price lists"),
    "tariffs.edit": N("Keep price lists"),
    "invoices.read": N("See invoices and what is owed"),
    "invoices.issue": N("Issue invoices, credit notes and cash receipts"),
    "invoices.remind": N("Send reminders"),
    "bank.read": N("See bank statements"),
    "bank.match": N("Read bank statements and confirm payments"),
    "photos.read": N("See photographs"),
    "photos.edit": N("Add photographs and say what they may be used for"),
    "press.read": N("See what goes to the media and what they ask"),
    "press.edit": N("Write to the media and answer them"),
    "newsletter.read": N("See the newsletter's readers"),
    "newsletter.edit": N("Keep the newsletter's readers"),
    "publishing.read": N("See posts"),
    "publishing.write": N("Write posts"),
    "publishing.approve": N("Approve posts"),
    "publishing.publish": N("Publish and withdraw posts"),
    "channels.read": N("See channels and what waits in them"),
    "channels.edit": N("Set channels up"),
    "reach.read": N("See media reach"),
    "reach.edit": N("Record media reach"),
    "sheets.read": N("See shared spreadsheets"),
    "sheets.sync": N("Synchronise shared spreadsheets and undo imports"),
    "sheets.manage": N("Add and change sources"),
    "analyses.read": N("See analyses"),
    "analyses.run": N("Run analyses"),
    "views.keep": N("Save views of lists"),
    "views.share": N("Share views of lists"),
    "users.manage": N("Manage accounts"),
    "settings.edit": N("Change settings"),
    "audit.read": N("Read the record of changes"),
}
_READ = frozenset(code for code in PERMISSIONS if code.endswith(".read")) - {
    "audit.read",
    "guests.read",
    "bank.read",
    "newsletter.read",
}
_STAFF = _READ | {
    "views.keep", "views.share", "analyses.run", "sheets.sync", "contacts.edit", "events.edit", "tasks.edit",
    "coverage.edit", "stock.reserve", "photos.edit",
}  # fmt: skip
_GUESTS = frozenset({"guests.read", "guests.edit", "memorial.edit"})
"""Lists of guests are personal data: those who invite see them."""
_MONEY = frozenset({"ads.edit", "tariffs.edit", "invoices.issue", "invoices.remind", "bank.read", "bank.match"})
"""Statements show who paid the town what: only those who match payments see them."""

ROLES: dict[str, tuple[str, frozenset[str]]] = {
    "spokesperson": (
        N("Spokesperson"),
        _STAFF
        | _GUESTS
        | {
            "memorial.sign",
            "press.edit",
            "newsletter.read",
            "newsletter.edit",
            "publishing.write",
            "publishing.approve",
            "publishing.publish",
            "channels.edit",
            "reach.edit",
            "sheets.manage",
        },
    ),
    "editor": (
        N("Newspaper editor"),
        _STAFF | _MONEY | {"press.edit", "publishing.write", "publishing.approve", "reach.edit", "sheets.manage"},
    ),
    "secretary": (N("Secretary of the mayor"), _STAFF | _GUESTS | {"diary.edit", "diary.private"}),
    "storekeeper": (N("Storekeeper"), _STAFF | {"stock.edit", "stock.move"}),
    "head": (N("Head of the office"), frozenset(PERMISSIONS)),
    "reader": (N("Read only"), _READ | {"views.keep"}),
}
