"""A bank statement as it was read, and what came of taking it in."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from lib.sheets.problems import Note

CROWN = "CZK"
LINES = {
    "part": pl.Int32,
    "document_no": pl.String,
    "amount": pl.Int64,
    "currency": pl.String,
    "booked_on": pl.Date,
    "value_on": pl.Date,
    "counter_account": pl.String,
    "counter_name": pl.String,
    "vs": pl.String,
    "ks": pl.String,
    "ss": pl.String,
    "message": pl.String,
    "reversal": pl.Boolean,
}
"""`amount` in haléře, positive for money that came; `part` is the place of its `Part`; symbols without leading zeros;
`counter_account` as `19-2000145399/0800`, an IBAN when foreign, "" when there is none."""


@dataclass(frozen=True)
class Part:
    """One statement of a file (a day, a month). Balances in haléře, None where the bank did not state them.

    `account` is as complete as the file says: GPC knows no bank code of the account itself.
    """

    account: str
    number: str
    first_day: dt.date | None
    last_day: dt.date | None
    opening: int | None
    closing: int | None
    currency: str = CROWN

    @property
    def stated(self) -> bool:
        """Whether both balances are known, so that lines can be held against them."""
        return self.opening is not None and self.closing is not None


@dataclass(frozen=True)
class Statement:
    """A file of a bank: its parts in their order, their lines (`LINES`), and what should be known about it."""

    format: str
    parts: tuple[Part, ...]
    lines: pl.DataFrame
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class TakenIn:
    """What came of a file: how many lines are new and how many were there already."""

    statement_id: int
    new: int
    known: int
    notes: tuple[Note, ...]
