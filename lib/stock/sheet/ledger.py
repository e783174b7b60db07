"""Rows of the sheet of movements enter the ledger: those that may, in one go; the ledger itself is never rewritten."""

import json
from collections.abc import Sequence

import polars as pl

from lib import contacts, store
from lib.access import User
from lib.czech.sorting import fold_frame
from lib.i18n import N
from lib.sheets.kind import Field
from lib.stock.actions.ledger import Entry, append, reversals
from lib.stock.sheet import reading
from lib.store import Database

FIELDS = (
    Field("number", N("Number"), "text", ("č.", "číslo", "číslo pohybu", "doklad"), required=True),
    Field("day", N("Date"), "date", ("datum", "dne"), required=True),
    Field("kind", N("Kind"), "text", ("druh", "druh pohybu", "pohyb"), required=True),
    Field("code", N("Code"), "text", ("kód", "kod", "kód předmětu"), required=True),
    Field("quantity", N("Quantity"), "whole", ("množství", "počet", "ks", "kusů"), required=True),
    Field("unit_price", N("Unit price"), "money", ("cena/ks", "cena za kus", "cena")),
    Field("from_place", N("From place"), "text", ("z místa", "odkud", "ze skladu")),
    Field("to_place", N("To place"), "text", ("na místo", "kam", "do skladu")),
    Field("party", N("To whom"), "text", ("komu", "příjemce", "od koho")),
    Field("ico", N("Company ID"), "ico", ("ičo", "ič")),
    Field("purpose", N("Purpose"), "text", ("účel / akce", "účel", "akce")),
    Field("handed_by", N("Issued by"), "text", ("vydal", "vydala")),
    Field("received_by", N("Received by"), "text", ("převzal", "převzala", "přijal")),
    Field("note", N("Note"), "text", ("poznámka", "pozn.")),
)
SCHEMA = {
    "record_id": pl.Int64,
    "number": pl.String,
    "day": pl.Date,
    "kind": pl.String,
    "code": pl.String,
    "quantity": pl.Int64,
    "unit_price": pl.Int64,
    "from_place": pl.String,
    "to_place": pl.String,
    "party": pl.String,
    "ico": pl.String,
    "purpose": pl.String,
    "handed_by": pl.String,
    "received_by": pl.String,
    "note": pl.String,
}
# A corrected record is its newest row; the record keeps the id of the first one.
NEWEST = """
select max(id) as id, coalesce(corrects_id, id) as record_id from movement
where kind <> 'O' and (id in (select value from json_each(:ids)) or corrects_id in (select value from json_each(:ids)))
group by 2"""
CURRENT = f"""
select n.record_id, m.source, m.day, m.kind, i.code, m.quantity, m.unit_price, f.name, t.name, p.name, p.ico,
    nullif(m.purpose, ''), nullif(m.handed_by, ''), nullif(m.received_by, ''), nullif(m.note, '')
from ({NEWEST}) n
join movement m on m.id = n.id
join item i on i.id = m.item_id
left join place f on f.id = m.from_place_id
left join place t on t.id = m.to_place_id
left join party p on p.id = m.party_id
where not exists (select 1 from movement o where o.reverses_id = n.id)"""
STANDING = """
select coalesce(m.corrects_id, m.id) as record_id, m.source as number, i.code, m.day
from movement m join item i on i.id = m.item_id left join movement o on o.reverses_id = m.id
where m.source is not null and m.kind <> 'O' and o.id is null"""


def check(db: Database, rows: pl.DataFrame) -> pl.DataFrame:
    """Unknown items, places and kinds, impossible quantities and days to come, and whatever would take a balance
    below zero: the row is left out. Rows that the ledger already has are judged as their own replacement."""
    return reading.problems(db, rows)


def current(db: Database, record_ids: Sequence[int]) -> pl.DataFrame:
    """The movements as the ledger has them now; what people have taken back is gone."""
    return store.frame(db, CURRENT, SCHEMA, {"ids": json.dumps(list(record_ids))})


def find(db: Database, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows that stand in the ledger and were not taken back: of the same number, item and year. A book of each year
    numbers its movements from 1 anew, so the number alone would overwrite another book."""
    schema = {"record_id": pl.Int64, "number": pl.String, "code": pl.String, "day": pl.Date}
    known = _same(store.frame(db, STANDING, schema)).unique(SAME, keep="last").select("record_id", *SAME)
    tied = _same(reading.placed(rows)).join(known, on=SAME, maintain_order="left")
    return tied.select("position", "record_id")


SAME = ["number", "folded", "year"]


def _same(movements: pl.DataFrame) -> pl.DataFrame:
    return movements.with_columns(folded=fold_frame(pl.col("code")), year=pl.col("day").dt.year())


def insert(db: Database, rows: pl.DataFrame, by: User) -> list[int]:
    """Append the rows. Refused as a whole when a balance would fall below zero; `check` has left such rows out."""
    return write(db, rows, rows.clear(), (), by)


def update(db: Database, rows: pl.DataFrame, by: User) -> None:
    """Rows that changed: what stood is taken back, what stands now is appended, in one go."""
    write(db, rows.clear(), rows, (), by)


def remove(db: Database, record_ids: Sequence[int], by: User) -> None:
    """Undo: every row is taken back by a row that names it. Refused when the goods have gone on since."""
    append(db, reversals(db, _newest(db, record_ids).values(), "", by.name))


def write(db: Database, new: pl.DataFrame, changed: pl.DataFrame, gone: Sequence[int], by: User) -> list[int]:
    """All of an import or of its undo in one go: a receipt raised to 15 bears a new issue of 12, whichever row is
    written first, so only the end of it is judged. Gives the ids of the new rows."""
    replaced = changed["record_id"].to_list() if changed.height else []
    back = reversals(db, _newest(db, [*replaced, *gone]).values(), "", by.name)
    added = _entries(db, new, by) if new.height else []
    again = _entries(db, changed, by) if changed.height else []
    again = [entry._replace(corrects_id=record_id) for entry, record_id in zip(again, replaced, strict=True)]
    return append(db, [*added, *back, *again])[: len(added)]


def _newest(db: Database, record_ids: Sequence[int]) -> dict[int, int]:
    found = store.rows(db, NEWEST, {"ids": json.dumps(list(record_ids))})
    return {row["record_id"]: row["id"] for row in found}


def _entries(db: Database, rows: pl.DataFrame, by: User) -> list[Entry]:
    known = reading.resolved(db, rows)
    named = rows.select(pl.col("party").str.strip_chars(), "ico")
    who = {pair for pair in named.iter_rows() if pair[0]}
    parties = contacts.find_or_add_many(db, sorted(who, key=str), by=by)
    texts = [pl.col(name).fill_null("") for name in ("purpose", "handed_by", "received_by", "note")]
    lines = known.with_columns(
        *texts,
        pl.col("day").cast(pl.String),
        pl.Series("party_id", [parties.get(pair) for pair in named.iter_rows()], dtype=pl.Int64),
        *[pl.lit(None, pl.Int64).alias(name) for name in ("handover_id", "reverses_id", "corrects_id")],
        pl.col("number").alias("source"),
    )
    return [Entry(*line) for line in lines.select(Entry._fields).iter_rows()]
