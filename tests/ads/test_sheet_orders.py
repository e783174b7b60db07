"""Orders that come with the old spreadsheet: their state is that of their ads, and an order of the office stays."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from lib import clock, store
from lib.access import SYSTEM
from lib.ads import actions, queries, sheet
from lib.ads.rules import OrderEntry
from lib.errors import Refused
from tests.ads.orders import rows

UNPAID: dict[str, Any] = {"order_number": "OI-1"}
PAID = UNPAID | {"paid_on": dt.date(2026, 5, 2)}
BARE = UNPAID | {"invoice_number": None, "issued_on": None, "due_on": None}


def _write(*said: dict[str, Any], gone: tuple[int, ...] = ()) -> list[int]:
    new = rows(*said)
    with store.write() as db:
        return sheet.ADS.written(db, new, new.clear().with_columns(record_id=pl.lit(0)), gone, SYSTEM)


def _update(ids: list[int], *said: dict[str, Any]) -> None:
    changed = rows(*said).with_columns(record_id=pl.Series(ids, dtype=pl.Int64))
    with store.write() as db:
        sheet.ADS.written(db, rows(*said).clear(), changed, (), SYSTEM)


def _orders() -> list[tuple[Any, ...]]:
    with store.read() as db:
        return (
            queries.orders(db, by=SYSTEM)
            .sort("number")
            .select("number", "source", "state", "without_vat", "ads")
            .rows()
        )


@pytest.mark.parametrize(
    ("ads", "state"),
    [
        ((UNPAID,), "invoiced"), ((PAID,), "paid"), ((BARE,), "out"), ((BARE | {"issue": "12/2026"},), "ordered"),
        ((PAID, UNPAID | {"issue": "5/2026"}), "invoiced"), ((PAID, BARE | {"issue": "5/2026"}), "out"),
        ((BARE | {"note": "storno"},), "cancelled"), ((PAID, BARE | {"issue": "5/2026", "note": "storno"}), "paid"),
    ],
)  # fmt: skip
def test_the_state_of_an_order_is_that_of_its_ads(office: Path, ads: tuple[dict[str, Any], ...], state: str) -> None:
    _write(*ads)
    revenue = sum(270000 for ad in ads if ad.get("note") != "storno")
    assert _orders() == [("OI-1", "sheet", state, revenue, len(ads))]


def test_an_import_again_updates_and_an_undo_removes(office: Path) -> None:
    ids = _write(UNPAID, UNPAID | {"order_number": "oi-1", "issue": "5/2026"}, PAID | {"order_number": "OI-2"})
    assert [(number, state, ads) for number, _, state, _, ads in _orders()] == [("OI-1", "invoiced", 2),
                                                                                ("OI-2", "paid", 1)]  # fmt: skip
    _update(ids[:2], PAID, PAID | {"issue": "5/2026", "price_without_vat": 100})
    assert _orders()[0] == ("OI-1", "sheet", "paid", 270100, 2)
    _write(gone=(ids[0], ids[2]))
    assert _orders() == [("OI-1", "sheet", "paid", 100, 1)]
    _write(gone=(ids[1],))
    assert _orders() == []


def test_what_the_editor_mends_moves_the_order_too(office: Path) -> None:
    (ad_id,) = _write(UNPAID)
    with store.write() as db:
        actions.mark_paid(db, ad_id, clock.today(), by=SYSTEM)
    assert _orders()[0][2] == "paid"
    with store.write() as db:
        actions.set_note(db, ad_id, "STORNO", by=SYSTEM)
    assert _orders()[0][2] == "cancelled"


def test_time_takes_an_order_of_the_spreadsheet_out(office: Path) -> None:
    _write(BARE | {"issue": "12/2026"})
    with clock.fixed("2026-12-01T08:00:00+01:00"), store.write() as db:
        actions.come_out(db, by=SYSTEM)
    assert _orders()[0][2] == "out"


def test_an_order_of_the_office_is_never_overwritten(office: Path) -> None:
    with store.write() as db:
        actions.fill_year(db, 2026, by=SYSTEM)
        entry = OrderEntry(("2026-12",), "1/4", advertiser="Optika")
        actions.add_order(db, entry, state="enquiry", by=SYSTEM)
    said = rows({"order_number": "oi-2026-0001"}, {"order_number": "OI-5"})
    with store.read() as db:
        assert sheet.ADS.check is not None
        assert sheet.ADS.find is not None
        told = sheet.ADS.check(db, said)
        assert sheet.ADS.find(db, said).is_empty()
    assert told.filter("blocks").select("position", "field", "value").rows() == [(0, "order_number", "oi-2026-0001")]
    assert "Kanceláři" not in told["sentence"][0]
    _write({"order_number": "OI-2026-0001"})  # even if somebody forgot to check
    assert [(number, source, state) for number, source, state, *_ in _orders()] == [
        ("OI-2026-0001", "office", "enquiry")
    ]


@pytest.mark.slow
def test_the_sheet_keeps_its_orders_and_the_office_its_own(imported: Callable[[], dict[str, int]]) -> None:
    with store.read() as db:
        found = queries.orders(db, by=SYSTEM)
        ads = queries.ads(db, by=SYSTEM)
    assert set(found["source"]) == {"sheet"}
    assert found["without_vat"].sum() == ads["revenue"].sum()
    assert found["ads"].sum() == ads.height
    assert set(found["state"]) <= {"ordered", "out", "invoiced", "paid", "cancelled"}
    order_id = found["id"][0]
    for deed in (
        lambda db: actions.step(db, order_id, "cancelled", "proto", by=SYSTEM),
        lambda db: actions.edit_order(
            db, order_id, dataclasses.replace(queries.entry_of(queries.order(db, order_id, by=SYSTEM)), item="1/4",
                                              issues=("2026-12",)),
            started_from=0, by=SYSTEM,
        ),
        lambda db: actions.approve(db, order_id, "late", "proto", by=SYSTEM),
        lambda db: actions.end_run(db, order_id, "proto", by=SYSTEM),
    ):  # fmt: skip
        with pytest.raises(Refused), store.write() as db:
            deed(db)
    imported()
    with store.read() as db:
        assert queries.orders(db, by=SYSTEM).drop("updated_at").equals(found.drop("updated_at"))
