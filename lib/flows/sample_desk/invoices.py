"""Invoices of the made-up town for ads that are out: two of the older issue are overdue, and two orders of the last one
still wait, so that there is something to issue.
"""

import datetime as dt
from dataclasses import replace
from itertools import count

from lib import clock, store
from lib.access import SYSTEM
from lib.contacts import actions as contacts
from lib.contacts.queries import card
from lib.flows import issue_invoices
from lib.invoices import actions, queries
from lib.store import Database

STREETS = ("Školní", "Zámecká", "Nádražní", "U Lesa", "Dlouhá")
LEFT = 2
"""Orders of the last issue that are left to be invoiced."""
UNPAID = 2
"""Invoices of the older issue that nobody has paid."""
AFTER = dt.timedelta(days=3)
"""An issue is invoiced on the third day (duties §2.9 b)."""


def fill(db: Database) -> None:
    """Issue by the office's own actions. Nothing where no order is out, or at a second run."""
    if store.scalar(db, "select 1 from invoice"):
        return
    found = issue_invoices.issues(db, by=SYSTEM)
    out = found.filter(found["out_on"] <= clock.today()).sort("out_on").rows(named=True)
    for row in out:
        waiting = issue_invoices.waiting(db, row["issue_id"], by=SYSTEM)
        last = row is out[-1]
        day = min(row["out_on"] + AFTER, clock.today())
        with clock.fixed(dt.datetime.combine(day, dt.time(10), clock.PRAGUE)):
            issued = [_issue(db, one) for one in (waiting[:-LEFT] if last else waiting)]
        if not last:
            _paid(db, issued[UNPAID:])


def _issue(db: Database, one: issue_invoices.Waiting) -> int:
    known = card(db, one.draft.party_id, by=SYSTEM)
    street = STREETS[known.id % len(STREETS)]
    filled = replace(known.card, dic=f"CZ{known.card.ico}", address=f"{street} {known.id % 90 + 1}, 739 99 Brázdov")
    contacts.change(db, known.id, filled, started_from=known.card, by=SYSTEM)
    return actions.issue(db, one.draft, by=SYSTEM)


def _paid(db: Database, invoices: list[int]) -> None:
    for days, invoice_id in zip(count(4, 3), invoices, strict=False):
        one = queries.invoice(db, invoice_id, by=SYSTEM)
        day = min(one.issued_on + dt.timedelta(days=days), clock.today())
        actions.pay(db, invoice_id, one.open, day, "hand", by=SYSTEM)
