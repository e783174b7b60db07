"""How events look in lists and calendars: the words of their kinds, the words and tones of their states."""

import datetime as dt
from collections.abc import Mapping, Sequence

import polars as pl

from lib import clock
from lib.czech import dates
from lib.czech.sorting import sort_key
from lib.events import Event, rules
from lib.i18n import N, t
from lib.ui import shaping
from lib.ui.badges import State

SPANS = {"ahead": N("Ahead"), "past": N("Past"), "all": N("All")}
"""Which events a list shows by time."""


def kind_word(kind: str) -> str:
    """The kind as people call it."""
    return t(rules.KINDS[kind])


def states() -> dict[str, State]:
    """State of an event → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in rules.STATES.items()}  # type: ignore[arg-type]


def for_list(events: pl.DataFrame) -> pl.DataFrame:
    """Events with `kind` and `calendar` in words, `time` as `9:00–15:00`, `repeats` of those in a series."""
    words = {code: kind_word(code) for code in rules.KINDS}
    calendars = {code: calendar_word(code) for code in rules.CALENDARS}
    ends = pl.when(pl.col("ends_at").is_not_null()).then("–" + pl.col("ends_at").str.strip_prefix("0"))
    time = pl.col("starts_at").str.strip_prefix("0") + ends.fill_null("")
    return events.with_columns(
        kind=pl.col("kind").replace_strict(words),
        calendar=pl.col("calendar").replace_strict(calendars),
        time=pl.when("all_day").then(pl.lit(t("whole day"))).otherwise(time),
        repeats=pl.col("series_id").is_not_null(),
    )


def ahead(events: pl.DataFrame) -> pl.DataFrame:
    """The events that are not over."""
    return events.filter(pl.col("ends_on") >= clock.today())


def in_span(events: pl.DataFrame, ahead: pl.DataFrame, span: str) -> pl.DataFrame:
    """The events of one of `SPANS`."""
    if span == "past":
        return events.filter(pl.col("ends_on") < clock.today())
    return ahead if span == "ahead" else events


def choices(events: pl.DataFrame, column: str) -> list[str]:
    """What can be chosen of a column, in Czech order."""
    return shaping.kept(events, ("choices", column), lambda: sorted(events[column].drop_nulls().unique(), key=sort_key))


def chosen(events: pl.DataFrame, wanted: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """The events that fit every filter in which something was chosen."""
    for column, values in wanted.items():
        if values:
            events = events.filter(pl.col(column).is_in(list(values)))
    return events


def calendar_word(calendar: str) -> str:
    """The calendar as people call it."""
    return t(rules.CALENDARS[calendar])


def when(event: Event) -> str:
    """`so 28. 11. 2026, 9:00–15:00`, `út 24. 11. 2026, celý den`, or the days of a longer event."""
    if event.all_day and event.starts_on == event.ends_on:
        return f"{dates.short_date(event.day)}, {t('whole day')}"
    return rules.when(event.day, event.last_day, event.starts_at, event.ends_at)


def day_word(day: dt.date) -> str:
    """`so 28. 11. 2026`."""
    return dates.short_date(day)


def yes_no(value: bool) -> str:
    """`ano` or `ne`."""
    return t("yes") if value else t("no")
