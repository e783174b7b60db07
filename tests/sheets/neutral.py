"""A neutral kind of spreadsheet with a table of its own: parcels, so that the engine is tested without any room."""

import io
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import xlsxwriter

from lib import store
from lib.access import User
from lib.sheets.kind import Field, SheetKind
from lib.store import Database

FIELDS = (
    Field("code", "Parcel: number", synonyms=("Číslo", "Číslo balíku"), required=True),
    Field("title", "Parcel: title", synonyms=("Název", "Popis"), required=True),
    Field("day", "Parcel: date", "date", ("Datum", "Datum podání")),
    Field("start", "Parcel: start", "time_from", ("Čas",)),
    Field("end", "Parcel: end", "time_to", ("Čas",)),
    Field("ico", "IČO", "ico", ("IČ",)),
    Field("price", "Parcel: price", "money", ("Cena", "Cena s DPH")),
    Field("pieces", "Parcel: pieces", "whole", ("Kusů", "Ks")),
    Field("paid", "Parcel: paid", "yes_no", ("Zaplaceno",)),
    Field("note", "Parcel: note", synonyms=("Poznámka",)),
)
NAMES = tuple(field.name for field in FIELDS)
STORED = dict.fromkeys(NAMES, pl.String) | {"day": pl.Date, "price": pl.Int64, "pieces": pl.Int64, "paid": pl.Boolean}
TABLE = """create table parcel (id integer primary key, code text not null, title text not null, day text, start text,
    end text, ico text, price integer, pieces integer, paid integer, note text) strict"""


def _current(db: Database, record_ids: Sequence[int]) -> pl.DataFrame:
    ids = "[" + ",".join(map(str, record_ids)) + "]"
    sql = f"select id, {', '.join(NAMES)} from parcel where id in (select value from json_each(?))"
    return store.frame(db, sql, {"record_id": pl.Int64} | STORED, (ids,))


def _values(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(NAMES).with_columns(pl.col("day").cast(pl.String), pl.col("paid").cast(pl.Int64))


def _insert(db: Database, rows: pl.DataFrame, by: User) -> list[int]:
    first = store.scalar(db, "select coalesce(max(id), 0) + 1 from parcel")
    numbered = _values(rows).select(pl.int_range(first, first + rows.height).alias("id"), *NAMES)
    store.insert_many(db, "parcel", ("id", *NAMES), numbered.iter_rows())
    return list(range(first, first + rows.height))


def _update(db: Database, rows: pl.DataFrame, by: User) -> None:
    sql = f"update parcel set {', '.join(f'{name} = ?' for name in NAMES)} where id = ?"
    values = _values(rows).with_columns(record_id=rows["record_id"])
    db.conn.executemany(sql, values.iter_rows())


def _remove(db: Database, record_ids: Sequence[int], by: User) -> None:
    db.conn.executemany("delete from parcel where id = ?", [(number,) for number in record_ids])


def _find(db: Database, rows: pl.DataFrame) -> pl.DataFrame:
    known = store.frame(db, "select id as record_id, code from parcel", {"record_id": pl.Int64, "code": pl.String})
    wanted = rows.select("code").with_columns(position=pl.int_range(pl.len(), dtype=pl.Int64))
    return wanted.join(known, on="code").select("position", "record_id")


PARCELS = SheetKind(
    "parcels", "Parcels", "events.edit", FIELDS, ("code",), _current, _insert, _update, _remove, find=_find
)


def make_table() -> None:
    """The kind's table in the store of the test."""
    connection = store.open_connection(store.path())
    connection.execute(TABLE)
    connection.close()


def parcels() -> pl.DataFrame:
    """Every parcel as the store has it."""
    with store.read() as db:
        return store.frame(db, f"select id, {', '.join(NAMES)} from parcel order by id", {"id": pl.Int64} | STORED)


HEADER = ("Číslo", "Název", "Datum", "Čas", "IČO", "Cena", "Kusů", "Zaplaceno", "Poznámka")
ROWS: list[tuple[object, ...]] = [
    ("A1", "Hrnky", "1. 5. 2026", "9.00–15.00", "99000016", "1 815,50 Kč", 12, "ano", None),
    ("A2", "Pera", "so 12. 12. 2026", "dle dohody", None, "zdarma", "250 ks", "ne", "volat předem"),
    ("A3", "Mapy", "31.12.2026", "17.00", None, "1 815,- Kč", 40, None, None),
]


def workbook(sheets: dict[str, Sequence[Sequence[object]]]) -> bytes:
    """An xlsx with these rows by sheet; None is an empty cell."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "d. m. yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, ["" if cell is None else cell for cell in row])
    return out.getvalue()


def simple(*rows: Sequence[object]) -> bytes:
    """A workbook with one sheet of parcels."""
    return workbook({"Balíky": [HEADER, *(rows or ROWS)]})


def put(folder: Path, data: bytes, name: str = "baliky.xlsx") -> Path:
    """Save a file into the shared folder."""
    file = folder / "shared" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    return file
