"""Invoices of the past for tests of what is owed: issued through the room on their day."""

import datetime as dt
from collections.abc import Sequence

from lib import clock, store
from lib.access import SYSTEM, User
from lib.invoices import actions, queries, rules
from lib.invoices.records import Draft
from tests.invoices.orders import add_order


def invoice(
    name: str,
    ico: str,
    number: str,
    issued: str,
    due: str,
    *,
    by: User = SYSTEM,
    prices: Sequence[tuple[int, int]] = ((100_000, 21),),
    party: int | None = None,
) -> tuple[int, str, int]:
    """The id and the number of an invoice over lines (price without VAT, rate), and its customer."""
    with store.write() as db, clock.fixed(f"{issued}T09:00:00+01:00"):
        if party is None:
            party, _, _ = add_order(db, name, ico, number=number)
        lines = tuple(rules.line(f"Inzerce {n}", price, rate) for n, (price, rate) in enumerate(prices, 1))
        draft = Draft("invoice", party, lines, dt.date.fromisoformat(issued), dt.date.fromisoformat(due))
        invoice_id = actions.issue(db, draft, by=by)
        return invoice_id, queries.existing(db, invoice_id).number, party
