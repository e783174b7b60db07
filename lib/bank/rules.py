"""What a line of a statement is to the office: money that waits for its invoice, or nothing to match."""

from collections.abc import Sequence

import polars as pl

from lib.bank.records import CROWN
from lib.i18n import N

STATES: dict[str, tuple[str, str]] = {
    "waiting": (N("to be matched"), "due"),
    "rest": (N("matched in part"), "due"),
    "matched": (N("matched"), "done"),
    "aside": (N("set aside"), "planned"),
    "foreign": (N("foreign currency"), "info"),
    "reversal": (N("reversal"), "late"),
    "out": (N("outgoing"), "planned"),
}
"""State of a line → its word and tone."""
KINDS: dict[str, tuple[str, str]] = {
    "exact": (N("whole invoice"), "done"),
    "rounded": (N("rounded"), "done"),
    "several": (N("several invoices"), "info"),
    "part": (N("part payment"), "due"),
    "over": (N("overpayment"), "due"),
}
"""Kind of a suggestion → its word and tone."""
OPEN = ("waiting", "rest")
SMALL_CHANGE = 100
"""Haléře; less than one koruna that is left of a payment or an invoice is rounding."""


def state() -> pl.Expr:
    """State of lines with amount, currency, reversal, set_aside and used (haléře matched so far)."""
    free = pl.col("amount") - pl.col("used")
    return (
        pl.when(pl.col("reversal")).then(pl.lit("reversal"))
        .when(pl.col("amount") <= 0).then(pl.lit("out"))
        .when((pl.col("used") > 0) & (free < SMALL_CHANGE)).then(pl.lit("matched"))
        .when(pl.col("set_aside") != "").then(pl.lit("aside"))
        .when(pl.col("currency") != CROWN).then(pl.lit("foreign"))
        .when(pl.col("used") > 0).then(pl.lit("rest"))
        .otherwise(pl.lit("waiting"))
    )  # fmt: skip


def shared_out(free: int, invoices: Sequence[tuple[int, int]]) -> dict[int, int]:
    """What invoices (id, open) chosen by hand get of a payment: each what is open, in their order, until it is used."""
    found: dict[int, int] = {}
    for invoice_id, left in invoices:
        share = min(free, left)
        if share > 0:
            found[invoice_id] = share
            free -= share
    return found


def same_account(account: str, ours: str) -> bool:
    """Whether the account of a statement is ours; GPC does not say its bank."""
    number, _, bank = account.partition("/")
    our_number, _, our_bank = ours.partition("/")
    return number == our_number and bank in ("", our_bank)
