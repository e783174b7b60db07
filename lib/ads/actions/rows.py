"""Ads of a spreadsheet as rows: a whole import at once."""

from collections.abc import Sequence

import polars as pl

from lib import clock, contacts, store
from lib.access import User, needs
from lib.ads import rules
from lib.store import Database

COLUMNS = (
    "order_number", "issue_year", "issue_number", "issue_first", "party_id", "kind", "format", "page",
    "price_without_vat", "vat", "price_with_vat", "invoice_number", "issued_on", "due_on", "paid_on", "cancelled",
    "note",
)  # fmt: skip
TEXTS = ("format", "page", "invoice_number", "note")
DATES = ("issued_on", "due_on", "paid_on")
UPDATE = f"update ad set {', '.join(f'{column} = ?' for column in COLUMNS)}, updated_at = ? where id = ?"


@needs("sheets.sync")
def insert_imported(db: Database, rows: pl.DataFrame, *, by: User) -> list[int]:
    """Add ads from a spreadsheet (refined rows of `sheet.ADS`); gives their ids in the order of the rows."""
    now, first = clock.stamp(), store.next_id(db, "ad")
    ids = range(first, first + rows.height)
    values = [(ad_id, *row, now, now) for ad_id, row in zip(ids, _as_stored(db, rows, by), strict=True)]
    store.insert_many(db, "ad", ("id", *COLUMNS, "created_at", "updated_at"), values)
    return list(ids)


@needs("sheets.sync")
def update_imported(db: Database, rows: pl.DataFrame, *, by: User) -> None:
    """Change ads to what a spreadsheet says now; `record_id` names each."""
    now, stored = clock.stamp(), _as_stored(db, rows, by)
    db.conn.executemany(UPDATE, [(*row, now, ad_id) for row, ad_id in zip(stored, rows["record_id"], strict=True)])


@needs("sheets.sync")
def remove_imported(db: Database, ad_ids: Sequence[int], *, by: User) -> None:
    """Take back ads that an import added."""
    db.conn.executemany("delete from ad where id = ?", [(ad_id,) for ad_id in ad_ids])


def _as_stored(db: Database, rows: pl.DataFrame, by: User) -> list[tuple[object, ...]]:
    issue = rules.issues(rows["issue"])
    stored = rows.with_columns(
        issue_year=issue["year"],
        issue_first=issue["first"],
        issue_number=issue["number"],
        party_id=_parties(db, rows, by),
        cancelled=rules.is_cancelled(rows["note"]).cast(pl.Int64),
        **{name: pl.col(name).fill_null("") for name in TEXTS},
        **{name: pl.col(name).dt.to_string("%Y-%m-%d") for name in DATES},
    )
    return stored.select(COLUMNS).rows()


def _parties(db: Database, rows: pl.DataFrame, by: User) -> pl.Series:
    """The advertisers' ids row by row. Who orders a memorial without an IČO is a person."""
    pairs = rows.select("advertiser", "ico", person=pl.col("kind").is_in(rules.OF_PEOPLE) & pl.col("ico").is_null())
    distinct = pairs.unique(maintain_order=True)
    firms = contacts.find_or_add_many(db, distinct.filter(~pl.col("person")).select("advertiser", "ico").rows(), by=by)
    ids = [
        contacts.find_or_add(db, name, kind="person", by=by) if person else firms[name, ico]
        for name, ico, person in distinct.rows()
    ]
    known = distinct.with_columns(party_id=pl.Series(ids, dtype=pl.Int64))
    return pairs.join(known, on=pairs.columns, how="left", maintain_order="left", nulls_equal=True)["party_id"]
