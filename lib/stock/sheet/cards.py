"""Rows of the sheet of cards become items. Photos named there are read from the folder `fotky` of the shared files."""

import json
import re
from collections.abc import Sequence
from typing import Any

import polars as pl

from lib import clock, config, files, store
from lib.access import User
from lib.czech.sorting import fold
from lib.errors import BadInput, Refused
from lib.i18n import N
from lib.sheets.kind import Field
from lib.stock.actions import cards
from lib.store import Database

PHOTOS = "fotky"
FIELDS = (
    Field("code", N("Code"), "text", ("kód", "kod", "číslo předmětu"), required=True),
    Field("name", N("Item"), "text", ("název", "předmět", "název předmětu"), required=True),
    Field("category", N("Category"), "text", ("kategorie", "druh zboží")),
    Field("unit", N("Unit"), "text", ("mj", "jednotka", "měrná jednotka")),
    Field("purchase_price", N("Purchase price"), "money", ("nákupní cena s dph", "nákupní cena", "cena s dph", "cena")),
    Field("minimum", N("Minimum"), "whole", ("min. zásoba", "minimum", "minimální zásoba")),
    Field("supplier", N("Supplier"), "text", ("dodavatel",)),
    Field("place", N("Default place"), "text", ("umístění", "místo", "sklad")),
    Field("for_children", N("Suitable for children"), "yes_no", ("vhodné pro děti", "pro děti")),
    Field(
        "sold_at_info_centre", N("Sold in the info centre"), "yes_no", ("prodejné v ic", "prodejné v mic", "prodej ic")
    ),
    Field("photo", N("Photo"), "text", ("foto", "fotka", "obrázek")),
    Field("note", N("Note"), "text", ("poznámka", "pozn.")),
)
SCHEMA = {
    "record_id": pl.Int64,
    "code": pl.String,
    "name": pl.String,
    "category": pl.String,
    "unit": pl.String,
    "purchase_price": pl.Int64,
    "minimum": pl.Int64,
    "supplier": pl.String,
    "place": pl.String,
    "for_children": pl.Boolean,
    "sold_at_info_centre": pl.Boolean,
    "photo": pl.String,
    "note": pl.String,
}
CURRENT = """
select i.id, i.code, i.name, nullif(i.category, ''), i.unit, i.purchase_price, i.minimum, nullif(i.supplier, ''),
    p.name, i.for_children, i.sold_at_info_centre, nullif(i.photo_name, ''), nullif(i.note, '')
from item i left join place p on p.id = i.default_place_id
where i.id in (select value from json_each(?))"""
COLUMNS = (
    *("code", "name", "category", "unit", "purchase_price", "minimum", "supplier", "default_place_id"),
    *("for_children", "sold_at_info_centre", "photo_name", "photo", "note"),
)
# An undone import leaves retired cards behind (their movements are history); the next import wakes them.
INSERT = f"""
insert into item ({", ".join(COLUMNS)}, created_at) values ({", ".join("?" * len(COLUMNS))}, ?)
on conflict (code) do update set {", ".join(f"{name} = excluded.{name}" for name in COLUMNS if name != "photo")},
    photo = coalesce(excluded.photo, photo), retired = 0
returning id"""
UPDATE = f"""
update item set {", ".join(f"{name} = ?" for name in COLUMNS if name != "photo")}, photo = coalesce(?, photo)
where id = ?"""


def check(db: Database, rows: pl.DataFrame) -> pl.DataFrame:
    """Prices and minimums below zero are problems; the row is left out."""
    placed = rows if "position" in rows.columns else rows.with_row_index("position")
    wrong = [
        placed.filter(pl.col(name) < 0).select(
            pl.col("position").cast(pl.Int64),
            field=pl.lit(name),
            value=pl.col(name).cast(pl.String),
            sentence=pl.lit(N("This number cannot be negative. Correct the cell.")),
            blocks=pl.lit(True),
        )
        for name in ("purchase_price", "minimum")
    ]
    return pl.concat(wrong)


def current(db: Database, record_ids: Sequence[int]) -> pl.DataFrame:
    """The cards as the office has them now."""
    return store.frame(db, CURRENT, SCHEMA, (json.dumps(list(record_ids)),))


def find(db: Database, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows whose code is on a card in use."""
    known = store.frame(db, "select id, code from item where not retired", {"record_id": pl.Int64, "code": pl.String})
    placed = rows if "position" in rows.columns else rows.with_row_index("position")
    folded = placed.select("position", pl.col("code").str.to_lowercase())
    tied = folded.join(known.with_columns(pl.col("code").str.to_lowercase()), on="code", maintain_order="left")
    return tied.select(pl.col("position").cast(pl.Int64), "record_id")


def insert(db: Database, rows: pl.DataFrame, by: User) -> list[int]:
    """New cards; one retired by an undone import is used again."""
    at = clock.stamp()
    return [db.conn.execute(INSERT, (*line, at)).fetchone()[0] for line in _lines(db, rows, by)]


def update(db: Database, rows: pl.DataFrame, by: User) -> None:
    """Cards whose row has changed. A photo that cannot be found leaves the card the one it has."""
    for line, record_id in zip(_lines(db, rows, by), rows["record_id"], strict=True):
        values = dict(zip(COLUMNS, line, strict=True))
        photo = values.pop("photo")
        db.conn.execute(UPDATE, (*values.values(), photo, record_id))


def remove(db: Database, record_ids: Sequence[int], by: User) -> None:
    """Take cards of an undone import away: those that never moved are deleted, those that did and are empty are
    retired; Refused when there are pieces of one."""
    wanted = (json.dumps(list(record_ids)),)
    held = store.rows(db, HELD, wanted)
    if held:
        raise Refused(
            "There are pieces of {item} in the cupboard. Undo the import of movements first.", item=held[0]["name"]
        )
    moved = "id in (select item_id from movement)"
    among = "id in (select value from json_each(?))"
    db.conn.execute(f"update item set retired = 1 where {among} and {moved}", wanted)
    db.conn.execute(f"delete from item where {among} and not {moved}", wanted)


HELD = """
select i.name from item i join movement m on m.item_id = i.id where i.id in (select value from json_each(?))
group by i.id having sum(m.quantity * ((m.to_place_id is not null) - (m.from_place_id is not null))) <> 0 limit 1"""


def _lines(db: Database, rows: pl.DataFrame, by: User) -> list[tuple[Any, ...]]:
    """Rows as values of `COLUMNS`; places that nobody knows yet are added."""
    places = {name: cards.add_place(db, name, by=by) for name in rows["place"].drop_nulls().unique(maintain_order=True)}
    photos = {name: _photo(name) for name in rows["photo"].drop_nulls().unique(maintain_order=True)}
    texts = [pl.col(name).fill_null("").str.strip_chars() for name in ("name", "category", "supplier", "note")]
    tidy = rows.with_columns(
        *texts,
        pl.col("code").str.strip_chars(),
        pl.col("unit").str.strip_chars().fill_null("ks"),
        pl.col("purchase_price", "minimum").fill_null(0),
        pl.col("for_children", "sold_at_info_centre").fill_null(False).cast(pl.Int64),
        pl.col("place").replace_strict(places, default=None, return_dtype=pl.Int64).alias("default_place_id"),
        pl.col("photo").fill_null("").alias("photo_name"),
        pl.col("photo").replace_strict(photos, default=None, return_dtype=pl.String),
    )
    return tidy.select(COLUMNS).rows()


def _photo(name: str) -> str | None:
    """The stored name of a photo from the folder, None when it is not there or is not a picture.

    Only the last part of what the cell says counts (`fotky/hrnek.png`): a cell leads nowhere else on the disk.
    """
    folder = config.current().shared / PHOTOS
    known = {fold(file.name): file for file in folder.iterdir()} if folder.is_dir() else {}
    file = known.get(fold(re.split(r"[/\\]", name)[-1]))
    try:
        return files.keep(cards.redrawn(file.read_bytes(), name), "jpg") if file else None
    except (BadInput, OSError):
        return None
