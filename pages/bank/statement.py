"""One bank statement: its balances, what is to be known about it, its movements and what they paid."""

from lib.bank import queries
from lib.i18n import t
from lib.ui import bank as look
from lib.ui import bank_statements, cached
from lib.ui.facts import facts
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head
from lib.ui.lists import Column, Filter, show_list

user = guard("bank.read")
read = cached.read(queries.statement, chosen_id() or 0, by=user)
head(
    t("Statement {number}", number=read.number or read.file_name),
    bank_statements.days(read),
    others=(Link(t("Bank statements"), look.STATEMENTS),),
)
bank_statements.notes(read)
facts(bank_statements.about(read))
show_list(
    "bank.lines",
    cached.read(queries.lines, read.id, by=user),
    [*look.payment_columns(), Column("state", t("State"), "state", look.states()),
     Column("counter_account", t("Counter-account"), shown=False)],
    search=("counter_name", "vs", "message", "counter_account"),
    filters=(Filter("state", t("State"), "pills"),),
    sort="-booked_on",
    row_page=look.PAYMENT,
    by=user,
    count=look.movements,
    title=t("Movements"),
)  # fmt: skip
