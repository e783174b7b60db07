"""How the cupboard looks: words and tones of its states, small photos, the columns of its lists."""

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import polars as pl
import streamlit as st
from PIL import Image

from lib import files
from lib.czech import dates, numbers
from lib.errors import OfficeError
from lib.i18n import N, t, tn
from lib.stock import rules
from lib.stock.queries import Handover, Item, Limit
from lib.ui.badges import State, Tone
from lib.ui.columns import Column, Empty
from lib.ui.head import Link

TONES: dict[str, Tone] = {"out": "late", "low": "due", "soon": "due", "enough": "done", "retired": "planned"}
HANDOVERS: dict[str, tuple[str, Tone]] = {
    "given": (N("given"), "done"),
    "lent": (N("lent"), "info"),
    "late": (N("not returned in time"), "late"),
    "returned": (N("returned"), "done"),
    "cancelled": (N("cancelled"), "planned"),
}
NEW_ITEM = Item(0, "", "", "", "ks", 0, 0, "", 1, False, False, None, "", None, False, "")
"""What an empty card shows."""


def states() -> dict[str, State]:
    """State of an item → its word and tone."""
    return {code: State(t(word), TONES[code]) for code, word in rules.STATES.items()}


def handover_states() -> dict[str, State]:
    """State of a protocol → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in HANDOVERS.items()}


def kinds() -> dict[str, str]:
    """Kind of a movement → its word."""
    return {kind: t(word) for kind, word in rules.KINDS.items()}


@dataclass(frozen=True)
class Sums:
    """The stock in three figures: items in use, their value in haléře, how many should be ordered."""

    items: int
    value: int
    low: int


def sums(items: pl.DataFrame) -> Sums:
    """What stands under the title of the stock."""
    low = items["state"].is_in(["out", "low", "soon"]).sum()
    return Sums(items.height - int(items["retired"].sum()), int(items["value"].sum()), int(low))


def items_for_list(items: pl.DataFrame) -> pl.DataFrame:
    """Items with `thumbnail`, the address of a small photo."""
    names = items["photo"].drop_nulls().unique().to_list()
    small = {name: thumbnail(name) for name in names}
    drawn = pl.col("photo").replace_strict(small, default="", return_dtype=pl.String)
    return items.with_columns(drawn.alias("thumbnail"))


def movements_for_list(movements: pl.DataFrame) -> pl.DataFrame:
    """Movements with `kind` in words; one that was taken back says so in the note."""
    taken_back = pl.when("reversed").then(pl.lit(t("taken back") + " · ") + pl.col("note")).otherwise(pl.col("note"))
    return movements.with_columns(
        pl.col("kind").replace_strict(kinds(), return_dtype=pl.String), taken_back.str.strip_chars(" ·").alias("note")
    )


@lru_cache(maxsize=1024)
def thumbnail(name: str) -> str:
    """A photo of 64 px as an address, nothing when the file is missing. Kept: a name never means other bytes."""
    try:
        with Image.open(io.BytesIO(files.read(name))) as picture:
            picture.thumbnail((64, 64))
            small = io.BytesIO()
            picture.save(small, "JPEG", quality=80)
    except (OfficeError, OSError):
        return ""
    return f"data:image/jpeg;base64,{base64.b64encode(small.getvalue()).decode()}"


def photo(item: Item) -> None:
    """The item's photo, if it has one."""
    if item.photo:
        try:
            st.image(files.read(item.photo), alt=item.name, width=160)
        except OfficeError as error:
            st.caption(str(error))


def movement_columns(*, item: bool) -> list[Column]:
    """The columns of a ledger; of one item without its name and with the balance after each movement."""
    what = [Column("item", t("Item")), Column("code", t("Code"), shown=False)] if item else []
    after = [] if item else [Column("balance", t("Balance"), "whole")]
    return [
        Column("day", t("Date"), "date"),
        *what,
        Column("kind", t("Kind")),
        Column("quantity", t("Quantity"), "whole"),
        *after,
        Column("from_place", t("From place"), on_phone=False),
        Column("to_place", t("To place"), on_phone=False),
        Column("party", t("To whom")),
        Column("purpose", t("Purpose")),
        Column("handover", t("Protocol")),
        Column("note", t("Note")),
        Column("unit_price", t("Unit price"), "money", shown=False),
        Column("handed_by", t("Issued by"), shown=False),
        Column("received_by", t("Received by"), shown=False),
    ]


def no_movements(item_id: int | None) -> Empty:
    """What a ledger without movements says."""
    query = {"id": str(item_id)} if item_id else {}
    way = Link(t("Record a movement"), "pages/stock/receive.py", ":material/move_down:", query)
    return Empty(t("Nothing has moved here yet."), way)


def over_limit(limit: Limit) -> str:
    """The warning before a receiver gets more than the office allows in a year."""
    return t(
        "This would be request no. {requests} this year, {value} together. The office allows {most_requests} requests"
        " and {most_value} a year. It can be handed out; write down who allowed it.",
        requests=limit.requests,
        value=numbers.money(limit.value),
        most_requests=limit.most_requests,
        most_value=numbers.money(limit.most_value),
    )


def handover_facts(handover: Handover) -> dict[str, str | None]:
    """What a protocol says beside its lines."""
    allowed = handover.decision or t("not said")
    return {
        t("To whom"): handover.receiver,
        t("Represented by"): handover.represented_by,
        t("Purpose"): handover.purpose,
        t("Event"): handover.event,
        t("From place"): handover.place,
        t("Issued by"): handover.issued_by,
        t("To be returned by"): dates.date(dates.parse_date(handover.return_by)) if handover.return_by else None,
        t("Over the yearly limit, allowed by"): allowed if handover.over_limit else None,
    }


def handover_line(line: Mapping[str, Any]) -> str:
    """A line of a protocol in one row: the item, how many, for how much, how many came back."""
    pieces, price = f"{numbers.number(line['quantity'])} {line['unit']}", numbers.money(line["unit_price"])
    back = tn("{n} returned", "{n} returned", line["returned"]) if line["returned"] else ""
    return " · ".join(part for part in (line["item"], pieces, price, back) if part)


def recorded(kind: str, item: str, quantity: int, done: int) -> str:
    """What was recorded, for the message after it. `done` is the difference of a stocktake."""
    if kind == "I":
        facts = {"item": item, "quantity": quantity, "difference": numbers.number(done)}
        return t("{item}: counted {quantity}, difference {difference}.", **facts)
    pieces = tn("{n} piece", "{n} pieces", quantity)
    return t("{kind}: {item}, {pieces}.", kind=kinds()[kind].capitalize(), item=item, pieces=pieces)


def price_text(item: Item) -> str:
    """A price as it is typed: `120,50`."""
    return numbers.money(item.purchase_price).removesuffix("\u00a0Kč") if item.id else ""
