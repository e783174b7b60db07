"""Ads made up for tests: a plain one, and others that differ from it."""

import dataclasses
import datetime as dt
from typing import Any

import polars as pl

from lib import settings, store
from lib.access import SYSTEM
from lib.ads import actions, sheet
from lib.ads.rules import OrderEntry
from lib.sheets import memory
from lib.tariffs import actions as tariffs
from lib.tariffs.templates import template

ORDER = OrderEntry(("2026-12",), "1/4", advertiser="Truhlářství Javorek", text="Kuchyně na míru")
PLAIN: dict[str, Any] = {
    "order_number": "OI-2026-0001",
    "issue": "4/2026",
    "advertiser": "Truhlářství Javorek",
    "ico": None,
    "kind": "plošná",
    "format": "1/4",
    "page": "8",
    "price_without_vat": 270000,
    "vat": 56700,
    "price_with_vat": 326700,
    "invoice_number": "2026040001",
    "issued_on": dt.date(2026, 4, 3),
    "due_on": dt.date(2026, 4, 24),
    "paid_on": None,
    "note": None,
}


def plan_paper(area: int = 250) -> None:
    """Issues of this year and the next that close a week before, and Suchdol's price list."""
    with store.write() as db:
        for code, value in (("ads.closing_days", 7), ("ads.area_of_issue", area)):
            settings.change(db, code, value, valid_from=dt.date(2026, 1, 1), by=SYSTEM)
        for year in (2026, 2027):
            actions.fill_year(db, year, by=SYSTEM)
        content = template("suchdol").content
        list_id = tariffs.add(db, "Ceník", dt.date(2026, 1, 1), content, resolution="1/26", by=SYSTEM)
        tariffs.put_in_force(db, list_id, by=SYSTEM)


def order(state: str = "ordered", **changes: Any) -> int:
    """An order like ORDER in the store; gives its id."""
    with store.write() as db:
        return actions.add_order(db, dataclasses.replace(ORDER, **changes), state=state, by=SYSTEM)


def rows(*changes: dict[str, Any]) -> pl.DataFrame:
    """Rows as the sheets engine hands them over, each the plain one with some changes."""
    said = [{**PLAIN, "order_number": f"OI-{number:04}", **change} for number, change in enumerate(changes, 1)]
    return sheet.ADS.refine(pl.DataFrame(said, schema=memory.fields_schema(sheet.ADS)))


def add(*changes: dict[str, Any]) -> list[int]:
    """Ads in the store; gives their ids."""
    with store.write() as db:
        return actions.insert_imported(db, rows(*changes), by=SYSTEM)
