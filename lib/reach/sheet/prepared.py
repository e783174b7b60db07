"""What an export does not say in its cells but in its name or around its table: the day, the month, the metric."""

import datetime as dt
import re

import polars as pl

from lib.errors import BadInput
from lib.reach import rules
from lib.sheets.kind import Field, RawSheets
from lib.sheets.mapping import plain, words

TIMES = ("%m/%d/%Y %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M", "%d.%m.%Y %H:%M")
_DAY = re.compile(r"(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")
_MONTH = re.compile(r"(?<!\d)(\d{4})[-_.](\d{1,2})(?![\d])|(?<!\d)(\d{1,2})[-_.](\d{4})(?!\d)")


def moment(said: pl.Expr) -> pl.Expr:
    """Wall clock from the ways in which Meta writes a time; null where it is none of them."""
    cut = said.str.replace(r"(\.\d+)?(Z|[+-]\d\d:?\d\d)?$", "")
    return pl.coalesce(cut.str.to_datetime(form, strict=False, time_unit="us") for form in TIMES)


def with_snapshot_day(raw: RawSheets, name: str, id_field: Field, day_field: Field, time_field: Field) -> RawSheets:
    """The sheets with a column of the day of which the totals hold, unless they have one.

    Meta does not write that day into its export. A full date in the name of the file is taken (the last one), else
    the day of the newest post: the totals are at least as new, and the same file gives the same day for ever.
    """
    return {sheet: _with_day(data, name, id_field, day_field, time_field) for sheet, data in raw.items()}


def _with_day(data: pl.DataFrame, name: str, id_field: Field, day_field: Field, time_field: Field) -> pl.DataFrame:
    at, places = _header(data, id_field)
    if at is None or any(heading in words(day_field) for heading in places):
        return data
    times = [place for heading, place in places.items() if heading in words(time_field)]
    newest = data.select(moment(pl.col(times[0])).dt.date().max()).item() if times else None
    day = day_in(name) or newest
    if day is None:
        raise BadInput(
            "{name} does not say of which day its numbers are. Write the day of the export into the name of the file,"
            " like {example}.",
            name=name,
            example="export-2026-11-22.csv",
        )
    return _with_column(data, at, "snapshot_on", day.isoformat())


def with_month(raw: RawSheets, name: str, id_field: Field, month_field: Field) -> RawSheets:
    """The sheets with a column of the month of which they are, read from the name of the file."""
    month = month_in(name)
    prepared: RawSheets = {}
    for sheet, data in raw.items():
        at, places = _header(data, id_field)
        if at is None or any(heading in words(month_field) for heading in places):
            prepared[sheet] = data
            continue
        if month is None:
            raise BadInput(
                "{name} does not say which month it is of. Write the month into the name of the file, like {example}.",
                name=name,
                example="matomo-2026-10.csv",
            )
        prepared[sheet] = _with_column(data, at, "month", f"{month:%Y-%m}")
    return prepared


def _header(data: pl.DataFrame, field: Field) -> tuple[int | None, dict[str, str]]:
    """The index of the line that has a heading of the field, and its headings with their columns."""
    places = [name for name in data.columns if name != "row"]
    for index, line in enumerate(data.select(places).head(30).rows()):
        found = {plain(cell): place for cell, place in zip(line, places, strict=True) if cell}
        if words(field) & found.keys():
            return index, found
    return None, {}


def _with_column(data: pl.DataFrame, header: int, heading: str, value: str) -> pl.DataFrame:
    place = f"c{max(int(name[1:]) for name in data.columns if name != 'row') + 1}"
    cell = pl.when(pl.int_range(pl.len()) == header).then(pl.lit(heading))
    return data.with_columns(cell.when(pl.int_range(pl.len()) > header).then(pl.lit(value)).alias(place))


def day_in(name: str) -> dt.date | None:
    """The last full date in a file's name."""
    days = [_date(*map(int, found)) for found in _DAY.findall(name)]
    return max((day for day in days if day), default=None)


def month_in(name: str) -> dt.date | None:
    """The month in a file's name: `2026-10`, `10-2026`, `říjen 2026`, or the whole month between two dates."""
    days = sorted(day for found in _DAY.findall(name) if (day := _date(*map(int, found))))
    if days:
        month = days[0].replace(day=1)
        return month if (days[0], days[-1]) == (month, rules.month_end(month)) else None
    if found := _MONTH.search(name):
        year, number = (int(found[1]), int(found[2])) if found[1] else (int(found[4]), int(found[3]))
        return _date(year, number, 1)
    spelt = [rules.month_of(" ".join(pair)) for pair in re.findall(r"([^\W\d_]+)[ _-](\d{4})", name)]
    return next((month for month in spelt if month), None)


def _date(year: int, month: int, day: int) -> dt.date | None:
    right = 1990 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= rules.month_end(dt.date(year, month, 1)).day
    return dt.date(year, month, day) if right else None


def blocks_to_table(raw: RawSheets, name: str) -> RawSheets:
    """Stacked blocks of Meta's page series (a line with the metric, a line `Date, Primary`, days) as one table of
    `series`, `day`, `value`; a block without days (ages, towns) is left out. Row numbers stay."""
    return {sheet: _blocks(data) for sheet, data in raw.items()}


def _blocks(data: pl.DataFrame) -> pl.DataFrame:
    if "c1" not in data.columns:
        return data
    lone = pl.col("c0").is_not_null() & pl.col("c1").is_null()
    head = pl.col("c0").str.to_lowercase().is_in(["date", "datum"])
    other = ~head & ~pl.col("c0").str.contains(r"^\d")
    marked = data.with_columns(
        series=pl.when(lone).then("c0").forward_fill(),
        daily=pl.when(lone | head | other).then(head).forward_fill().fill_null(False),
    )
    days = marked.filter(pl.col("daily") & ~head & pl.col("c1").is_not_null())
    if not days.height:
        return data
    table = days.select(c0="series", c1=pl.col("c0").str.slice(0, 10), c2="c1", row="row")
    top = {"c0": "series", "c1": "day", "c2": "value", "row": int(days["row"][0]) - 1}
    return pl.concat([pl.DataFrame([top], schema=table.schema), table])
