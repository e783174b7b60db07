"""The made-up town's orders: every state on the way, one allowed after the closing, invoices but for two; a second run
changes nothing."""

from pathlib import Path

import polars as pl
import pytest

from lib import accounts, clock, store
from lib.access import SYSTEM
from lib.ads import queries
from lib.flows.sample_desk import invoices, orders, price_lists
from lib.invoices.queries import open_invoices


@pytest.mark.parametrize("day", ["2026-11-23", "2027-01-01", "2027-07-15", "2026-12-31"])
def test_the_desk_has_orders_on_any_day(office: Path, day: str) -> None:
    with clock.fixed(f"{day}T08:00:00+01:00"):
        with store.write() as db:
            for role, (login, name) in accounts.DEMO_PEOPLE.items():
                db.conn.execute("insert into user (login, name, created_at) values (?, ?, '')", (login, name))
                db.conn.execute("insert into user_role values (?, ?)", (login, role))
            price_lists.fill(db)
            orders.fill(db)
            orders.fill(db)
            owed = queries.to_invoice(db, by=SYSTEM).filter(state="out").height
            invoices.fill(db)
            invoices.fill(db)
        with store.read() as db:
            found = queries.orders(db, by=SYSTEM)
            waiting = queries.to_invoice(db, by=SYSTEM)
            overdue = open_invoices(db, by=SYSTEM).filter(pl.col("due_on") < clock.today()).height
            closing = queries.closing(db, queries.to_order(db, by=SYSTEM)[-1].id, by=SYSTEM)
    assert found.height == len(orders.STATES) + 2 * orders.PRINTED + 1
    assert set(orders.STATES) | {"out", "invoiced", "paid"} == set(found["state"])
    assert owed == 2 * orders.PRINTED
    assert waiting.filter(state="out").height == invoices.LEFT
    assert overdue >= invoices.UNPAID
    assert closing.orders.is_empty()
