"""Ads made up for tests: a plain one, and others that differ from it."""

import datetime as dt
from typing import Any

import polars as pl

from lib import store
from lib.access import SYSTEM
from lib.ads import actions, sheet
from lib.sheets import memory

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


def rows(*changes: dict[str, Any]) -> pl.DataFrame:
    """Rows as the sheets engine hands them over, each the plain one with some changes."""
    said = [{**PLAIN, "order_number": f"OI-{number:04}", **change} for number, change in enumerate(changes, 1)]
    return sheet.ADS.refine(pl.DataFrame(said, schema=memory.fields_schema(sheet.ADS)))


def add(*changes: dict[str, Any]) -> list[int]:
    """Ads in the store; gives their ids."""
    with store.write() as db:
        return actions.insert_imported(db, rows(*changes), by=SYSTEM)
