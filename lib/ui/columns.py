"""What a list is made of: its columns and filters, and how each kind of value is written in a cell."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import polars as pl

from lib import clock
from lib.access import User
from lib.czech import dates, numbers
from lib.i18n import t
from lib.store import Database
from lib.ui.badges import State
from lib.ui.head import Link

Kind = Literal[
    "text", "whole", "money", "decimal", "percent", "date", "moment", "time", "state", "photo", "yes_no", "phone"
]
NUMERIC: frozenset[str] = frozenset({"whole", "money", "decimal", "percent"})


@dataclass(frozen=True)
class Column:
    """A column of a list: the frame's column, its heading, what the values are.

    `money` is haléře, `percent` a share (0.18), `date` pl.Date or ISO text, `moment` UTC text of the store, `time`
    `HH:MM`, `photo` the address of a small picture, `phone` a number that is not broken into lines. `state` takes its
    words and colours from `states`.
    A column with `shown=False` waits in the menu, one with `on_phone=False` is left out of the cards of a narrow
    screen unless it is chosen in the menu. The first column that is not a photo names the row.
    """

    name: str
    label: str
    kind: Kind = "text"
    states: Mapping[Any, State] = field(default_factory=dict)
    shown: bool = True
    on_phone: bool = True
    places: int | None = None

    def text(self, value: Any) -> str:
        """The value as people read it; nothing is an empty text."""
        return "" if value is None else _TEXTS[self.kind](self, value)

    def words(self) -> pl.Expr:
        """The whole column as the words that people would search and filter by."""
        column = pl.col(self.name)
        if self.kind == "state" and self.states:
            known = {str(value): one.word for value, one in self.states.items()}
            return column.cast(pl.String).replace(known)
        if self.kind == "yes_no":
            return (
                pl.when(column.is_null())
                .then(None)
                .when(column.cast(pl.Boolean))
                .then(pl.lit(t("yes")))
                .otherwise(pl.lit(t("no")))
            )
        return column.cast(pl.String)


@dataclass(frozen=True)
class Filter:
    """A choice above a list: by the column's words, or by the year or month of a date.

    `pills` show every choice (at most about six), `select` opens.
    """

    column: str
    label: str
    kind: Literal["select", "pills"] = "select"
    by: Literal["value", "year", "month"] = "value"


@dataclass(frozen=True)
class Empty:
    """What an empty list says: why it is empty, and the button that ends it."""

    sentence: str
    link: Link | None = None


@dataclass(frozen=True)
class Edit:
    """Editing in place: which columns, and the action `save(db, record_id, changes, by=user)` of one changed row.

    `changes` holds only what changed, money in haléře, dates as ISO text; the action refuses with an OfficeError.
    """

    columns: Sequence[str]
    save: Callable[[Database, int, dict[str, Any], User], Any]
    label: str = ""


def _moment(_: Column, value: Any) -> str:
    return dates.moment(as_moment(value))


def _date(_: Column, value: Any) -> str:
    return dates.short_date(as_date(value))


def as_date(value: Any) -> dt.date:
    """A date from pl.Date's value or from ISO text."""
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def as_moment(value: Any) -> dt.datetime:
    """A moment as the clock in Prague showed it, from the store's text or from pl.Datetime's value."""
    if isinstance(value, str):
        return clock.prague(value)
    return value.astimezone(clock.PRAGUE) if value.tzinfo else value


def _state(column: Column, value: Any) -> str:
    known = column.states.get(value)
    return known.word if known else str(value)


_TEXTS: dict[str, Callable[[Column, Any], str]] = {
    "text": lambda _, value: str(value),
    "whole": lambda _, value: numbers.number(value),
    "money": lambda _, value: numbers.money(value),
    "decimal": lambda column, value: numbers.number(value, column.places),
    "percent": lambda column, value: numbers.percent(value, column.places or 0),
    "date": _date,
    "moment": _moment,
    "time": lambda _, value: dates.time(value),
    "state": _state,
    "photo": lambda _, value: str(value),
    "yes_no": lambda _, value: t("yes") if value else t("no"),
    "phone": lambda _, value: str(value),
}
