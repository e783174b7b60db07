"""What invoices ask of ads and tell them: what waits for an invoice, what stands on one, what is paid."""

import datetime as dt
from pathlib import Path

import pytest

from lib import store
from lib.access import SYSTEM
from lib.ads import actions, queries
from lib.errors import NotFound, Refused
from lib.tariffs.records import Quote
from tests.ads.orders import add

DAY, DUE = dt.date(2026, 11, 20), dt.date(2026, 12, 4)


def _order(ad_ids: list[int], state: str, **columns: object) -> int:
    """An order of the office over ads that are there, in a state."""
    price = Quote(1, 0, 1, 21, (), (), 1).to_json()
    values = {"number": "OI-9", "party_id": 1, "state": state, "kind": "display", "price": price,
              "created_at": "", "created_by": "x", "updated_at": "", **columns}  # fmt: skip
    with store.write() as db:
        store.insert_many(db, "ad_order", list(values), [list(values.values())])
        order_id = int(store.scalar(db, "select max(id) from ad_order"))
        db.conn.executemany("update ad set order_id = ?, invoice_number = '' where id = ?",
                            [(order_id, ad_id) for ad_id in ad_ids])  # fmt: skip
    return order_id


@pytest.fixture
def ad_ids(office: Path) -> list[int]:
    return add({"order_number": "OI-9", "issue": "10/2026"}, {"order_number": "OI-9", "issue": "11/2026"})


def _waiting(**given: int) -> list[int]:
    with store.read() as db:
        return queries.to_invoice(db, by=SYSTEM, **given)["ad_id"].to_list()


@pytest.mark.parametrize(
    ("state", "columns", "waits"),
    [
        ("placed", {}, True), ("out", {}, True), ("approved", {}, False), ("approved", {"prepaid": 1}, True),
        ("enquiry", {"prepaid": 1}, False), ("complaint", {}, False), ("out", {"source": "sheet"}, False),
    ],
)  # fmt: skip
def test_what_waits_for_an_invoice(ad_ids: list[int], state: str, columns: dict[str, object], waits: bool) -> None:
    order_id = _order(ad_ids, state, **columns)
    assert _waiting() == _waiting(order_id=order_id) == (ad_ids if waits else [])
    assert _waiting(order_id=order_id + 1) == []


def test_a_line_of_an_invoice_says_what_is_paid_for(ad_ids: list[int]) -> None:
    _order(ad_ids, "out")
    with store.read() as db:
        row = queries.to_invoice(db, by=SYSTEM).row(0, named=True)
    assert row["text"] == "Inzerce – plošná 1/4, Brázdovské noviny č. 10/2026, objednávka OI-9"
    assert (row["without_vat"], row["vat"], row["with_vat"], row["rate"]) == (270000, 56700, 326700, 21)
    assert (row["issue"], row["out_on"], row["payment"]) == ("10/2026", dt.date(2026, 10, 1), "transfer")


def test_an_order_follows_its_invoices_and_payments(ad_ids: list[int]) -> None:
    order_id = _order(ad_ids, "out")

    def state() -> str:
        with store.read() as db:
            return queries.order(db, order_id, by=SYSTEM).state

    with store.write() as db:
        actions.invoiced(db, ad_ids[:1], "2026040001", DAY, DUE, by=SYSTEM)
    assert (state(), _waiting()) == ("out", ad_ids[1:])
    with store.write() as db:
        actions.invoiced(db, ad_ids[1:], "2026040002", DAY, DUE, by=SYSTEM)
    assert state() == "invoiced"
    with store.write() as db:
        actions.paid(db, ad_ids, DUE, by=SYSTEM)
    assert state() == "paid"
    with store.write() as db:
        actions.paid(db, ad_ids[:1], None, by=SYSTEM)
    assert state() == "invoiced"
    with store.write() as db:
        actions.invoice_undone(db, ad_ids[:1], by=SYSTEM)
    assert (state(), _waiting()) == ("out", ad_ids[:1])
    with store.read() as db:
        steps = queries.order_steps(db, order_id, by=SYSTEM)
        assert queries.history(db, ad_ids[0], by=SYSTEM)[0]["what"] == "ads.invoice_undone"
    assert steps.filter(what="step")["state"].to_list() == ["out", "invoiced", "paid", "invoiced"]


def test_what_is_paid_ahead_waits_until_it_is_out(ad_ids: list[int]) -> None:
    order_id = _order(ad_ids, "approved", prepaid=1)
    with store.write() as db:
        actions.paid(db, ad_ids, DAY, by=SYSTEM)
        assert queries.order(db, order_id, by=SYSTEM).state == "approved"


def test_money_that_cannot_be(ad_ids: list[int]) -> None:
    _order(ad_ids, "out")
    with store.write() as db:
        actions.invoiced(db, ad_ids[:1], "1", DAY, DUE, by=SYSTEM)
        db.conn.execute("update ad set cancelled = 1 where id = ?", (ad_ids[1],))
    for ids, refusal in (([ad_ids[0]], Refused), ([ad_ids[1]], Refused), ([999], NotFound)):
        with pytest.raises(refusal), store.write() as db:
            actions.invoiced(db, ids, "2", DAY, DUE, by=SYSTEM)
