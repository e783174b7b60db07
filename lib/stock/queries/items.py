"""Cards of items and how many pieces of them there are, where, for how much, and until when they last."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import audit, clock, settings, store
from lib.access import User, needs
from lib.errors import BadInput
from lib.stock import rules
from lib.stock.queries.ledger import balances
from lib.stock.queries.reservations import promised
from lib.store import Database

CARDS = """select id, code, name, category, unit, purchase_price, minimum, supplier, default_place_id, for_children,
    sold_at_info_centre, photo, photo_name, expires_on, retired, note from item"""
CARD_COLUMNS = {
    "id": pl.Int64,
    "code": pl.String,
    "name": pl.String,
    "category": pl.String,
    "unit": pl.String,
    "purchase_price": pl.Int64,
    "minimum": pl.Int64,
    "supplier": pl.String,
    "default_place_id": pl.Int64,
    "for_children": pl.Boolean,
    "sold_at_info_centre": pl.Boolean,
    "photo": pl.String,
    "photo_name": pl.String,
    "expires_on": pl.Date,
    "retired": pl.Boolean,
    "note": pl.String,
}
# What people took: handed out less returned, without what was taken back as a mistake.
USED = """
select m.item_id, sum(case m.kind when 'V' then m.quantity else -m.quantity end) as used
from movement m left join movement o on o.reverses_id = m.id
where m.day > :since and m.day <= :until and m.kind in ('V', 'R') and o.id is null
group by m.item_id"""


@dataclass(frozen=True)
class Item:
    """The card of an item. `purchase_price` in haléře including VAT, `photo` a name in the store of files."""

    id: int
    code: str
    name: str
    category: str
    unit: str
    purchase_price: int
    minimum: int
    supplier: str
    default_place_id: int | None
    for_children: bool
    sold_at_info_centre: bool
    photo: str | None
    photo_name: str
    expires_on: str | None
    retired: bool
    note: str


@needs("stock.read")
def item(db: Database, item_id: int, *, by: User) -> Item:
    """One card, or NotFound."""
    return card(db, item_id)


def card(db: Database, item_id: int) -> Item:
    """`item` for the room's own actions, which have already checked who asks. BadInput for no item at all."""
    if not item_id:
        raise BadInput("Choose the item.", field="item")
    found = store.one(db, Item, f"{CARDS} where id = ?", (item_id,))
    return store.existing(found, "This item does not exist.")


@needs("stock.read")
def item_id_of(db: Database, code: str, *, by: User) -> int | None:
    """The item of this code, or None."""
    found: int | None = store.scalar(db, "select id from item where code = ?", (code.strip(),))
    return found


@needs("stock.read")
def places(db: Database, *, by: User) -> pl.DataFrame:
    """The places where items lie, the main one first: id, name."""
    return store.frame(db, "select id, name from place order by id", {"id": pl.Int64, "name": pl.String})


@needs("stock.read")
def place_names(db: Database, *, by: User) -> dict[int, str]:
    """Place id → name, the main place first."""
    return dict(places(db, by=by).iter_rows())


@needs("stock.read")
def categories(db: Database, *, by: User) -> list[str]:
    """The categories in use, in Czech order."""
    found = store.rows(db, "select distinct category from item where category <> '' order by category collate CZECH")
    return [row["category"] for row in found]


@needs("stock.read")
def items(db: Database, on: dt.date | None = None, *, by: User) -> pl.DataFrame:
    """All cards with what there is of them at the end of a day (now when not said), by code.

    Beside the card: `quantity` in all places and one column `place_column(id)` for each, `reserved` for events and
    `available` as they are now, `value` in haléře at the card's purchase price, `used` in the last
    `stock.forecast_days` days, `runs_out` (date or null) and `state`.
    """
    day = on or clock.today()
    days, soon = settings.value(db, "stock.forecast_days", day), settings.value(db, "stock.run_out_days", day)
    since = day - dt.timedelta(days=days)
    used = store.frame(db, USED, {"item_id": pl.Int64, "used": pl.Int64}, {"since": str(since), "until": str(day)})
    cards = store.frame(db, f"{CARDS} order by code collate CZECH", CARD_COLUMNS)
    here = item_places(db, on, by=by)
    stock = cards.join(here, left_on="id", right_on="item_id", how="left", maintain_order="left")
    stock = stock.join(used, left_on="id", right_on="item_id", how="left", maintain_order="left")
    stock = stock.join(promised(db), left_on="id", right_on="item_id", how="left", maintain_order="left")
    counts = ["quantity", "used", "reserved", *(name for name in here.columns if name != "item_id")]
    stock = stock.with_columns(pl.col(sorted(set(counts))).fill_null(0))
    return _judged(stock, days, day, day + dt.timedelta(days=soon))


@needs("stock.read")
def item_places(db: Database, on: dt.date | None = None, *, by: User) -> pl.DataFrame:
    """Balances with one row an item: item_id, a column `place_column(id)` for each place, and their sum `quantity`."""
    held = balances(db, on, by=by)
    columns = [
        pl.col("quantity").filter(pl.col("place_id") == place_id).sum().alias(place_column(place_id))
        for place_id in places(db, by=by)["id"]
    ]
    return held.group_by("item_id", maintain_order=True).agg(*columns, pl.col("quantity").sum())


def place_column(place_id: int) -> str:
    """The name of a place's column in `items`."""
    return f"place_{place_id}"


def _judged(stock: pl.DataFrame, days: int, day: dt.date, soon: dt.date) -> pl.DataFrame:
    """The frame with value, run-out and state, by the room's rules."""
    facts = stock.select("quantity", "minimum", "used", "retired").rows()
    ends = [rules.run_out(quantity, used, days, day) for quantity, _, used, _ in facts]
    states = [
        rules.state(quantity, minimum, end, soon, retired=retired)
        for (quantity, minimum, _, retired), end in zip(facts, ends, strict=True)
    ]
    return stock.with_columns(
        (pl.col("quantity") - pl.col("reserved")).alias("available"),
        (pl.col("quantity") * pl.col("purchase_price")).alias("value"),
        pl.Series("runs_out", ends, dtype=pl.Date),
        pl.Series("state", states, dtype=pl.String),
    )


@needs("stock.read")
def running_low(db: Database, *, by: User) -> pl.DataFrame:
    """The items that somebody should order: none left, below the minimum, or running out soon; the worst first."""
    order = pl.col("state").replace_strict({"out": 0, "low": 1, "soon": 2}, default=3, return_dtype=pl.Int8)
    wanted = items(db, by=by).filter(pl.col("state").is_in(["out", "low", "soon"]))
    return wanted.sort(order, "runs_out", "code", nulls_last=True, maintain_order=True)


@needs("stock.read")
def stock_value(db: Database, on: dt.date | None = None, *, by: User) -> pl.DataFrame:
    """Pieces and their value in haléře by category at the end of a day, for the half-year overview.

    Columns: category, items, quantity, value. At the purchase prices of the cards as they are now.
    """
    here = items(db, on, by=by).filter(pl.col("quantity") > 0)
    return here.group_by("category").agg(pl.len().alias("items"), pl.col("quantity", "value").sum()).sort("category")


@needs("stock.read")
def history(db: Database, item_id: int, *, by: User) -> list[dict[str, Any]]:
    """Who changed the card, newest first: at, who, what, detail."""
    return audit.history(db, f"item:{item_id}")
