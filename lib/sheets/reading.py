"""Reads the cells of one field, whole columns at once, and says in a sentence why a cell could not be read."""

from collections.abc import Callable

import polars as pl

from lib.czech import columns, identifiers, numbers, reading
from lib.czech.sorting import fold_frame
from lib.errors import BadInput
from lib.i18n import N
from lib.sheets.kind import Cell

TYPES: dict[Cell, type[pl.DataType]] = {
    "text": pl.String,
    "whole": pl.Int64,
    "money": pl.Int64,
    "decimal": pl.Float64,
    "date": pl.Date,
    "date_from": pl.Date,
    "date_to": pl.Date,
    "time_from": pl.String,
    "time_to": pl.String,
    "ico": pl.String,
    "yes_no": pl.Boolean,
}
UNREADABLE = N("“{text}” cannot be read. Write it in another way.")
NOTHING = r"^(?:[-–—?x]|bude upresnen[oay]?|neuveden[oay]?|upresnime|n/a|neni|nema|termin bude upresnen)\.?$"
NO_PRICE = r"^(?:(?:vstup )?(?:zdarma|voln[ye]|dobrovoln[ye])(?: vstup(?:ne)?)?|dle dohody|dohodou|bez poplatku)\.?$"
YES = r"^(?:ano|a|x|yes|y|true|1|pravda|✓|✔)$"
NO = r"^(?:ne|n|no|false|0|nepravda)$"
LONG_NUMBER = r"^-?[0-9]+\.[0-9]{4,}$|^-?[0-9]{4,}\.[0-9]{3}$"
DATES = r"^(.*?[0-9.])\s*(?:[-\u2010-\u2015\u2212]|až|az|do)\s*(\D*[0-9].*)$"
DECIMAL = r"^-?[0-9]+(?:\.[0-9]+)?$"


def read(cells: pl.Series, cell: Cell) -> pl.DataFrame:
    """`value` (typed as `TYPES`) and `lost` (the cell said something that could not be read), row by row."""
    if cell == "text":
        return pl.DataFrame({"value": cells, "lost": pl.repeat(False, len(cells), eager=True)})
    distinct = pl.DataFrame({"said": cells.unique()}).drop_nulls()
    read = distinct.with_columns(value=_READ[cell](pl.col("said")).cast(TYPES[cell]))
    lost = read.filter(pl.col("value").is_null()).filter(~_KNOWN[cell](pl.col("said")))["said"]
    told = read.with_columns(lost=pl.col("said").is_in(lost.implode()))
    joined = pl.DataFrame({"said": cells}).join(told, on="said", how="left", maintain_order="left")
    return joined.select("value", pl.col("lost").fill_null(False))


def _money(said: pl.Expr) -> pl.Expr:
    """A computed number has more decimals than haléře; what Excel shows rounded is taken rounded."""
    computed = pl.when(said.str.contains(LONG_NUMBER)).then(said.cast(pl.Float64, strict=False))
    return pl.coalesce(
        (computed * 100).round(6).round(0, mode="half_away_from_zero").cast(pl.Int64, strict=False), columns.money(said)
    )


def _decimal(said: pl.Expr) -> pl.Expr:
    plain = (
        said.str.replace_all(r"[\s%]", "").str.replace("\u2212", "-", literal=True).str.replace(",", ".", literal=True)
    )
    return pl.when(plain.str.contains(DECIMAL)).then(plain.cast(pl.Float64, strict=False))


def _yes_no(said: pl.Expr) -> pl.Expr:
    folded = fold_frame(said)
    return pl.when(folded.str.contains(YES)).then(True).when(folded.str.contains(NO)).then(False)


def _date_to(said: pl.Expr) -> pl.Expr:
    """The date, or the second one of `5.–7. 6. 2026`; null when the second comes before the first."""
    start, end = _first(said), columns.date(said.str.extract(DATES, 2))
    return pl.coalesce(columns.date(said), pl.when(start <= end).then(end))


def _date_from(said: pl.Expr) -> pl.Expr:
    """The date, or the first one of `30. 12. – 2. 1. 2027`; what it leaves out is as in the second."""
    start, end = _first(said), columns.date(said.str.extract(DATES, 2))
    return pl.coalesce(columns.date(said), pl.when(start <= end).then(start))


def _first(said: pl.Expr) -> pl.Expr:
    first, end = said.str.extract(DATES, 1).str.strip_chars(), columns.date(said.str.extract(DATES, 2))
    year = end.dt.year().cast(pl.String)
    this_year = columns.date(first + " " + year)
    last_year = columns.date(first + " " + (end.dt.year() - 1).cast(pl.String))
    same_month = columns.date(first + " " + end.dt.month().cast(pl.String) + ". " + year)
    return pl.coalesce(columns.date(first), pl.when(this_year <= end).then(this_year), last_year, same_month)


def _nothing(said: pl.Expr) -> pl.Expr:
    return fold_frame(said).str.contains(NOTHING)


def _no_price(said: pl.Expr) -> pl.Expr:
    return _nothing(said) | fold_frame(said).str.contains(NO_PRICE)


def _said_without_time(said: pl.Expr) -> pl.Expr:
    """Nothing was lost when the cell says on purpose that there is no time, or says only the other end."""
    return columns.without_time(said) | columns.time_from(said).is_not_null() | columns.time_to(said).is_not_null()


_READ: dict[Cell, Callable[[pl.Expr], pl.Expr]] = {
    "whole": columns.whole,
    "money": _money,
    "decimal": _decimal,
    "date": columns.date,
    "date_from": _date_from,
    "date_to": _date_to,
    "time_from": columns.time_from,
    "time_to": columns.time_to,
    "ico": columns.ico,
    "yes_no": _yes_no,
}
_KNOWN: dict[Cell, Callable[[pl.Expr], pl.Expr]] = {
    "whole": _no_price,
    "money": _no_price,
    "decimal": _no_price,
    "date": _nothing,
    "date_from": _nothing,
    "date_to": _nothing,
    "time_from": _said_without_time,
    "time_to": _said_without_time,
    "ico": _nothing,
    "yes_no": _nothing,
}
_WHY: dict[Cell, Callable[[str], object]] = {
    "whole": numbers.parse_whole,
    "money": numbers.parse_money,
    "date": reading.parse_date,
    "date_from": reading.parse_date,
    "date_to": reading.parse_date,
    "time_from": reading.parse_time_span,
    "time_to": reading.parse_time_span,
    "ico": identifiers.ico,
}
OTHERWISE: dict[Cell, str] = {
    "decimal": N("“{text}” is not a number. Write it like 12,5."),
    "yes_no": N("“{text}” is neither yes nor no."),
}


def why(text: str, cell: Cell) -> BadInput:
    """The sentence for a cell that could not be read."""
    if cell in _WHY:
        try:
            _WHY[cell](text)
        except BadInput as problem:
            return problem
    return BadInput(OTHERWISE.get(cell, UNREADABLE), text=text)
