"""Bank statements: what was read, bringing another, what could not be read."""

from lib.bank import queries
from lib.czech import dates
from lib.i18n import t, tn
from lib.ui import bank as look
from lib.ui import bank_statements, cached
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import Column, Empty, show_list

user = guard("bank.read")
found = cached.read(queries.statements, by=user)
last = found["last_day"].max() if found.height else None
head(
    t("Bank statements"),
    t("Read until {day}.", day=dates.short_date(last)) if last else "",
    others=(Link(t("Payments to match"), look.PAYMENTS, ":material/link:"),) if user.may("bank.match") else (),
)
bank_statements.problems(user)
if user.may("bank.match"):
    bank_statements.bring(user)
show_list(
    "bank.statements",
    found,
    [
        Column("number", t("Number")),
        Column("last_day", t("Until"), "date"),
        Column("first_day", t("From"), "date", on_phone=False),
        Column("lines", t("Movements"), "whole"),
        Column("came", t("What came"), "money"),
        Column("closing", t("Closing balance"), "money", on_phone=False),
        Column("file_name", t("File"), on_phone=False),
        Column("read_at", t("Read at"), "moment", shown=False),
        Column("read_by", t("Read by"), shown=False),
    ],
    search=("number", "file_name"),
    sort="-last_day",
    row_page=look.STATEMENT,
    empty=Empty(t("No statement has been read yet. Download one from the bank in the format GPC or camt.053.")),
    by=user,
    count=lambda n: tn("{n} statement", "{n} statements", n),
    title=t("Bank statements"),
)
