"""What a row of the sheet of movements means: its item, its places, and whether the ledger can bear it."""

import json

import polars as pl

from lib import clock, store
from lib.czech.sorting import fold_frame
from lib.i18n import N
from lib.store import Database

KINDS = {
    **dict.fromkeys(("p", "prijem", "prijemka", "nakup"), "P"),
    **dict.fromkeys(("v", "vydej", "vydejka"), "V"),
    **dict.fromkeys(("t", "prevod", "presun"), "T"),
    **dict.fromkeys(("r", "vratka", "vraceni"), "R"),
    **dict.fromkeys(("z", "ztrata", "skoda", "ztrata/skoda"), "Z"),
    **dict.fromkeys(("i", "inventura", "inventurni rozdil"), "I"),
}
UNKNOWN_KIND = N("The kind is one of P, V, T, R, Z, I. Correct the cell.")
UNKNOWN_ITEM = N("No card has this code. Correct it, or add the item first.")
UNKNOWN_PLACE = N("This place is not known. Correct it, or add the place first.")
NO_PLACE = N("It is not said where the goods went from or to. Fill in the place.")
SAME_PLACE = N("The goods went from a place to itself. Correct one of the places.")
TOO_FEW = N("The quantity must be at least 1. Correct the cell.")
NEGATIVE_PRICE = N("The price cannot be negative. Correct the cell.")
TO_COME = N("This day has not come yet. Correct the date.")
BELOW_ZERO = N("There were not so many pieces in the place on that day. Check the quantity, the place and the date.")

STANDING = """
select m.item_id, m.from_place_id, m.to_place_id, m.day, sum(m.quantity) as quantity
from movement m left join movement o on o.reverses_id = m.id
where m.kind <> 'O' and o.id is null
    and m.item_id in (select value from json_each(:items)) and {not_replaced}
group by 1, 2, 3, 4"""
FLOW = {"item_id": pl.Int64, "place_id": pl.Int64, "day": pl.Date, "delta": pl.Int64, "position": pl.Int64}


def placed(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with their `position`, Int64."""
    known = rows if "position" in rows.columns else rows.with_row_index("position")
    return known.with_columns(pl.col("position").cast(pl.Int64))


def resolved(db: Database, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with `kind` as its letter, `item_id`, `from_place_id`, `to_place_id` and `unit_price`; null where unknown.

    A receipt, an issue, a return and a loss without a place happened in the item's default place.
    """
    cards = store.frame(db, "select id, code, purchase_price, default_place_id from item", _CARD)
    cards = cards.with_columns(fold_frame(pl.col("code")).alias("folded")).drop("code").unique("folded")
    places = store.frame(db, "select id, name from place", {"id": pl.Int64, "name": pl.String})
    known = dict(places.select(fold_frame(pl.col("name")), pl.col("id")).iter_rows())
    letters = (
        fold_frame(pl.col("kind")).str.strip_chars(" .").replace_strict(KINDS, default=None, return_dtype=pl.String)
    )
    read = placed(rows).with_columns(letters.alias("kind"), fold_frame(pl.col("code")).alias("folded"))
    read = read.join(cards, on="folded", how="left", maintain_order="left")
    source, target = (_place(pl.col(name), known) for name in ("from_place", "to_place"))
    return read.with_columns(
        pl.col("unit_price").fill_null(pl.col("purchase_price")),
        pl.when(pl.col("kind").is_in(["V", "Z"])).then(_or_default(source, "from_place"))
        .when(pl.col("kind").is_in(["T", "I"])).then(source).alias("from_place_id"),
        pl.when(pl.col("kind").is_in(["P", "R"])).then(_or_default(target, "to_place"))
        .when(pl.col("kind").is_in(["T", "I"])).then(target).alias("to_place_id"),
    )  # fmt: skip


_CARD = {"item_id": pl.Int64, "code": pl.String, "purchase_price": pl.Int64, "default_place_id": pl.Int64}


def _place(said: pl.Expr, known: dict[str, int]) -> pl.Expr:
    return fold_frame(said).replace_strict(known, default=None, return_dtype=pl.Int64)


def _or_default(place: pl.Expr, said: str) -> pl.Expr:
    return pl.when(pl.col(said).is_null()).then(pl.col("default_place_id")).otherwise(place)


def problems(db: Database, rows: pl.DataFrame) -> pl.DataFrame:
    """Every problem of the rows: position, field, value, sentence, blocks."""
    found = resolved(db, rows)
    said = placed(rows)
    takes, brings = pl.col("kind").is_in(["V", "Z", "T"]), pl.col("kind").is_in(["P", "R", "T"])
    source, target = pl.col("from_place_id"), pl.col("to_place_id")
    lost = (takes & source.is_null()) | (brings & target.is_null())
    one_sided = (pl.col("kind") == "I") & (source.is_null() == target.is_null())
    named = (pl.col("from_place").is_not_null() & source.is_null() & takes) | (
        pl.col("to_place").is_not_null() & target.is_null() & brings
    )
    where = pl.when(takes & source.is_null()).then(pl.lit("from_place")).otherwise(pl.lit("to_place"))
    wrong = [
        _told(found, said, pl.col("kind").is_null(), pl.lit("kind"), UNKNOWN_KIND),
        _told(found, said, pl.col("item_id").is_null(), pl.lit("code"), UNKNOWN_ITEM),
        _told(found, said, named, where, UNKNOWN_PLACE),
        _told(found, said, ((lost & ~named) | one_sided) & pl.col("item_id").is_not_null(), where, NO_PLACE),
        _told(found, said, (pl.col("kind") == "T") & (source == target), pl.lit("to_place"), SAME_PLACE),
        _told(found, said, pl.col("quantity") < 1, pl.lit("quantity"), TOO_FEW),
        _told(found, said, pl.col("unit_price") < 0, pl.lit("unit_price"), NEGATIVE_PRICE),
        _told(found, said, pl.col("day") > clock.today(), pl.lit("day"), TO_COME),
    ]
    told = pl.concat(wrong)
    sound = found.join(told.select("position"), on="position", how="anti", maintain_order="left")
    sound = sound.drop_nulls(["day", "quantity", "item_id", "kind"])
    over = pl.col("position").is_in(list(overdrawn(db, sound)))
    return pl.concat([told, _told(found, said, over, pl.lit("quantity"), BELOW_ZERO)])


def _told(found: pl.DataFrame, said: pl.DataFrame, wrong: pl.Expr, field: pl.Expr, sentence: str) -> pl.DataFrame:
    """The rows where something is wrong, with what their cell says."""
    names = ("kind", "code", "from_place", "to_place", "quantity", "unit_price", "day")
    bad = found.filter(wrong).select("position", field.alias("field"))
    cells = said.select("position", *[pl.col(name).cast(pl.String) for name in names])
    cells = cells.unpivot(names, index="position", variable_name="field", value_name="value")
    told = bad.join(cells, on=["position", "field"], how="left", maintain_order="left")
    return told.select("position", "field", "value", sentence=pl.lit(sentence), blocks=pl.lit(True))


def overdrawn(db: Database, rows: pl.DataFrame) -> set[int]:
    """Positions of the rows to leave out so that at the end of no day an item has less than nothing in a place.

    Rows are taken in the order of days, on one day what comes before what goes; the row that finds too little is the
    one left out. A transfer that is left out brings nothing, so it is gone through again until all is well.
    """
    flow = pl.concat([_sides(_standing(db, rows)), _sides(rows)])
    out: set[int] = set()
    while True:
        left = flow.filter(pl.col("position").is_null() | ~pl.col("position").is_in(list(out)))
        more = _too_much(left)
        if not more:
            return out
        out |= more


def _standing(db: Database, rows: pl.DataFrame) -> pl.DataFrame:
    """What stands in the ledger for these items, without movements that these rows replace."""
    schema = {
        "item_id": pl.Int64,
        "from_place_id": pl.Int64,
        "to_place_id": pl.Int64,
        "day": pl.Date,
        "quantity": pl.Int64,
    }
    # The same movement as in `ledger.find`: of the same number, item and year.
    same = pl.format("{}/{}/{}", pl.col("day").dt.year(), "item_id", "number")
    named = "substr(m.day, 1, 4) || '/' || m.item_id || '/' || m.source"
    replaced = f"(m.source is null or {named} not in (select value from json_each(:same)))"
    params = {
        "items": json.dumps(rows["item_id"].unique().to_list()),
        "same": json.dumps(rows.select(same).to_series().drop_nulls().unique().to_list()),
    }
    found = store.frame(db, STANDING.format(not_replaced=replaced), schema, params)
    return found.with_columns(pl.lit(None, pl.Int64).alias("position"))


def _sides(rows: pl.DataFrame) -> pl.DataFrame:
    """Movements as what comes to a place and what goes from it."""
    sides = [
        rows.filter(pl.col(place).is_not_null()).select(
            "item_id", pl.col(place).alias("place_id"), "day", pl.col("quantity") * sign, "position"
        )
        for place, sign in (("to_place_id", 1), ("from_place_id", -1))
    ]
    return pl.concat(sides).rename({"quantity": "delta"}).cast(FLOW)  # type: ignore[arg-type]


def _too_much(flow: pl.DataFrame) -> set[int]:
    ordered = flow.sort("item_id", "place_id", "day", pl.col("delta") < 0, "position", maintain_order=True)
    pair = ["item_id", "place_id"]
    lowest = ordered.with_columns(pl.col("delta").cum_sum().over(pair).alias("balance"))
    bad = lowest.group_by(pair).agg(pl.col("balance").min()).filter(pl.col("balance") < 0)
    groups = ordered.join(bad.select(pair), on=pair, how="semi", maintain_order="left").partition_by(pair)
    return {position for group in groups for position in _walk(group)}


def _walk(group: pl.DataFrame) -> list[int]:
    """Walk through one place of one item: a row that finds too little is left out; a movement of the ledger that finds
    too little drives out the last rows before it."""
    balance, taken, out = 0, [], []
    for delta, position in group.select("delta", "position").iter_rows():
        if balance + delta < 0 and position is not None:
            out.append(position)
            continue
        balance += delta
        if delta < 0 and position is not None:
            taken.append((position, delta))
        while balance < 0 and taken:
            last, amount = taken.pop()
            out.append(last)
            balance -= amount
    return out
