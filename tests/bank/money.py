"""Payments and invoices as frames, with what does not matter filled in."""

import datetime as dt
from typing import Any

import polars as pl

DAY = dt.date(2026, 11, 23)
LINE = {
    "id": pl.Int64, "free": pl.Int64, "booked_on": pl.Date, "counter_account": pl.String, "counter_name": pl.String,
    "vs": pl.String, "ss": pl.String, "message": pl.String,
}  # fmt: skip
INVOICE = {
    "id": pl.Int64, "number": pl.String, "vs": pl.String, "party_id": pl.Int64, "customer": pl.String,
    "account": pl.String, "total": pl.Int64, "open": pl.Int64, "due_on": pl.Date,
}  # fmt: skip


def lines(*rows: dict[str, Any]) -> pl.DataFrame:
    """Payments numbered from 1."""
    empty = {"booked_on": DAY, "counter_account": "", "counter_name": "", "vs": "", "ss": "", "message": ""}
    return pl.DataFrame([{"id": place, **empty, **row} for place, row in enumerate(rows, 1)], schema=LINE)


def invoices(*rows: dict[str, Any]) -> pl.DataFrame:
    """Invoices numbered from 1, of the advertiser 1, with the symbols 2026100001 and so on."""
    found = []
    for place, row in enumerate(rows, 1):
        number = f"20261{place:05d}"
        empty = {
            "number": number,
            "vs": number,
            "party_id": 1,
            "customer": "Květinářství Šťastná s.r.o.",
            "account": "",
        }
        found.append({"id": place, **empty, "total": row["open"], "due_on": DAY, **row})
    return pl.DataFrame(found, schema=INVOICE)
