"""What invoicing waits for: advances whose tax document has a term by law, and issues that are out and not invoiced."""

import datetime as dt

from lib import clock
from lib.access import User, needs
from lib.czech import dates, numbers
from lib.flows import issue_invoices
from lib.flows.today import Matter
from lib.i18n import t, tn
from lib.invoices import queries
from lib.store import Database

LIST, ISSUE = "pages/invoices/invoices.py", "pages/invoices/issue.py"
AFTER = dt.timedelta(days=3)
"""The office invoices on the third day after an issue came out (duties §2.9 b)."""
SOON = dt.timedelta(days=5)


@needs("invoices.issue")
def matters(db: Database, *, by: User) -> list[Matter]:
    """A line an advance that was not taxed yet, a line an issue that should be invoiced."""
    return [*_advances(db, by), *_issues(db, by)]


def _advances(db: Database, by: User) -> list[Matter]:
    today = clock.today()
    return [
        Matter(
            "late" if row["until"] < today + SOON else "due",
            t("tax document"),
            t("{customer}: an advance came, {sum}", customer=row["customer"], sum=numbers.money(row["amount"])),
            t("issue its tax document by {day}", day=dates.short_date(row["until"])),
            LIST,
        )
        for row in queries.to_tax(db, by=by).iter_rows(named=True)
    ]


def _issues(db: Database, by: User) -> list[Matter]:
    due = clock.today() - AFTER
    return [
        Matter(
            "due",
            t("to be invoiced"),
            t("Issue {issue}", issue=row["issue"]),
            tn("{n} order for {sum}, out since {day}", "{n} orders for {sum}, out since {day}", row["orders"],
               sum=numbers.money(row["total"]), day=dates.date(row["out_on"])),
            ISSUE,
            {"cislo": str(row["issue_id"])},
        )
        for row in issue_invoices.issues(db, by=by).iter_rows(named=True)
        if row["out_on"] <= due
    ]  # fmt: skip
