"""How an invoice stands: a pure sentence over its sums and its day, and the same over a whole frame."""

import datetime as dt

import polars as pl

from lib.i18n import N

STATES: dict[str, tuple[str, str]] = {
    "overdue": (N("overdue"), "late"),
    "part": (N("paid in part"), "due"),
    "over": (N("overpaid"), "due"),
    "open": (N("waits for payment"), "info"),
    "paid": (N("paid"), "done"),
    "credited": (N("credited"), "planned"),
    "withdrawn": (N("revoked"), "planned"),
    "issued": (N("issued"), "done"),
}
"""State → its word and tone. `issued` are documents that wait for no money: credit notes, tax documents of payments."""
CLAIMS = frozenset({"invoice", "advance", "cash", "basis"})
"""Kinds that somebody pays."""


def state(
    kind: str, open_: int, paid: int, credited: int, due_on: dt.date | None, withdrawn: bool, today: dt.date
) -> str:
    """The state of one document; sums in haléře, `credited` is zero or negative."""
    if withdrawn:
        return "withdrawn"
    if kind not in CLAIMS:
        return "issued"
    if open_ < 0:
        return "over"
    if open_ == 0:
        return "credited" if credited and not paid else "paid"
    if due_on is not None and due_on < today:
        return "overdue"
    return "part" if paid else "open"


def state_column(today: dt.date) -> pl.Expr:
    """`state` over a frame with kind, open, paid, credited, due_on, withdrawn."""
    return (
        pl.when(pl.col("withdrawn")).then(pl.lit("withdrawn"))
        .when(~pl.col("kind").is_in(sorted(CLAIMS))).then(pl.lit("issued"))
        .when(pl.col("open") < 0).then(pl.lit("over"))
        .when((pl.col("open") == 0) & (pl.col("credited") != 0) & (pl.col("paid") == 0)).then(pl.lit("credited"))
        .when(pl.col("open") == 0).then(pl.lit("paid"))
        .when(pl.col("due_on") < today).then(pl.lit("overdue"))
        .when(pl.col("paid") != 0).then(pl.lit("part"))
        .otherwise(pl.lit("open"))
    )  # fmt: skip
