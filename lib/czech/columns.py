"""The readers of typed cells for whole polars columns of texts, for imports of tens of thousands of rows.

Each function takes an expression of String cells and gives null where the cell cannot be read; a caller that must
report such cells compares with the original. They share their patterns with `numbers`, `reading` and `identifiers`
and agree with them cell by cell; only a sentence for a person is left to those.
"""

from collections.abc import Callable

import polars as pl

from lib.czech.identifiers import ICO, ICO_WEIGHTS
from lib.czech.numbers import MONEY, WHOLE
from lib.czech.reading import DATE, ISO_DATE, MONTHS, NO_TIME, TIME_SPAN, WEEKDAYS
from lib.czech.sorting import fold_frame


def money(expr: pl.Expr) -> pl.Expr:
    """Haléře (Int64), as `numbers.parse_money` reads them."""
    halere = pl.col("2").cast(pl.Int64) * 100 + pl.col("3").fill_null("").str.pad_end(2, "0").cast(pl.Int64)
    return _read(expr, pl.Int64, lambda cells: _groups(cells, MONEY).with_columns(_digits("2")).select(_signed(halere)))


def whole(expr: pl.Expr) -> pl.Expr:
    """Whole numbers (Int64), as `numbers.parse_whole` reads them."""
    count = pl.col("2").cast(pl.Int64)
    return _read(expr, pl.Int64, lambda cells: _groups(cells, WHOLE).with_columns(_digits("2")).select(_signed(count)))


def date(expr: pl.Expr) -> pl.Expr:
    """Dates, as `reading.parse_date` reads them; a date whose weekday contradicts it is null."""
    return _read(expr, pl.Date, _dates)


def time_from(expr: pl.Expr) -> pl.Expr:
    """The start as `HH:MM`, as `reading.parse_time_span` reads it; null also for a cell that says no time."""
    return _read(expr, pl.String, lambda cells: _spans(cells).select("start"))


def time_to(expr: pl.Expr) -> pl.Expr:
    """The end as `HH:MM`, as `reading.parse_time_span` reads it; null also for a cell that says no end."""
    return _read(expr, pl.String, lambda cells: _spans(cells).select("end"))


def without_time(expr: pl.Expr) -> pl.Expr:
    """True where the cell says on purpose that there is no time (`celý den`, `dle dohody`, nothing)."""
    return fold_frame(expr.cast(pl.String)).fill_null("").str.contains(NO_TIME)


def ico(expr: pl.Expr) -> pl.Expr:
    """IČO of eight digits, padded with zeros; null where its check digit does not fit."""
    total = pl.sum_horizontal(pl.col("1") // 10 ** (7 - place) % 10 * w for place, w in enumerate(ICO_WEIGHTS))
    fits = (11 - total % 11) % 10 == pl.col("1") % 10
    padded = pl.when(fits).then(pl.col("1").cast(pl.String).str.zfill(8))
    return _read(expr, pl.String, lambda cells: _groups(cells, ICO).select(_digits("1").cast(pl.Int64)).select(padded))


def _read(expr: pl.Expr, dtype: type[pl.DataType], read: Callable[[pl.Series], pl.DataFrame]) -> pl.Expr:
    """Fold the cells and read them as one step; a tree of expressions would repeat the pattern for each of its uses."""
    folded = fold_frame(expr.cast(pl.String))
    return folded.map_batches(
        lambda cells: read(cells).to_series().alias(cells.name), return_dtype=dtype, is_elementwise=True
    )


def _groups(folded: pl.Series, pattern: str) -> pl.DataFrame:
    """The groups of the pattern as text columns `1`, `2`, …"""
    return folded.str.extract_groups(pattern).struct.unnest()


def _digits(group: str) -> pl.Expr:
    return pl.col(group).str.replace_all("[ .]", "")


def _signed(amount: pl.Expr) -> pl.Expr:
    return pl.when(pl.col("1").is_null()).then(amount).otherwise(-amount)


def _dates(cells: pl.Series) -> pl.DataFrame:
    said = pl.col("1").replace_strict(WEEKDAYS, default=None, return_dtype=pl.Int8)
    month = pl.col("4").replace_strict(MONTHS, default=None, return_dtype=pl.Int8).cast(pl.String)
    full = pl.col("5").str.len_chars() > 2
    century = pl.when(full).then(pl.lit("")).when(pl.col("5") < "50").then(pl.lit("20")).otherwise(pl.lit("19"))
    czech = _groups(cells, DATE).select(
        _existing(century + pl.col("5"), pl.coalesce("3", month), pl.col("2")).alias("date"), said.alias("said")
    )
    agreed = pl.when(pl.col("said").is_null() | (pl.col("said") == pl.col("date").dt.weekday())).then(pl.col("date"))
    iso = _groups(cells, ISO_DATE).select(_existing(pl.col("1"), pl.col("2"), pl.col("3"))).to_series()
    return czech.select(pl.coalesce(agreed, iso))


def _existing(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    iso = pl.concat_str(year, month.str.zfill(2), day.str.zfill(2), separator="-")
    return iso.str.to_date("%Y-%m-%d", strict=False)


def _spans(cells: pl.Series) -> pl.DataFrame:
    """Columns `start` and `end` of `HH:MM`."""
    times = _groups(cells, TIME_SPAN).select("1", first=_clock("2", "3"), second=_clock("4", "5"))
    only_end = (pl.col("1") == "do").fill_null(False) & pl.col("second").is_null()
    return times.select(start=pl.when(~only_end).then("first"), end=pl.when(only_end).then("first").otherwise("second"))


def _clock(hour: str, minute: str) -> pl.Expr:
    return pl.col(hour).str.zfill(2).str.replace("24", "00") + ":" + pl.col(minute).fill_null("00")
