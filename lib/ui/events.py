"""How events look in lists and calendars: the words of their kinds, the words and tones of their states."""

from collections.abc import Mapping, Sequence

import polars as pl

from lib.czech.sorting import sort_key
from lib.events import rules
from lib.i18n import t
from lib.ui import shaping
from lib.ui.badges import State


def kind_word(kind: str) -> str:
    """The kind as people call it."""
    return t(rules.KINDS[kind])


def states() -> dict[str, State]:
    """State of an event → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in rules.STATES.items()}  # type: ignore[arg-type]


def for_list(events: pl.DataFrame) -> pl.DataFrame:
    """Events with `kind` in words and `time` as `9:00–15:00`."""
    words = {code: kind_word(code) for code in rules.KINDS}
    ends = pl.when(pl.col("ends_at").is_not_null()).then("–" + pl.col("ends_at").str.strip_prefix("0"))
    return events.with_columns(
        kind=pl.col("kind").replace_strict(words),
        time=pl.col("starts_at").str.strip_prefix("0") + ends.fill_null(""),
    )


def choices(events: pl.DataFrame, column: str) -> list[str]:
    """What can be chosen of a column, in Czech order."""
    return shaping.kept(events, ("choices", column), lambda: sorted(events[column].drop_nulls().unique(), key=sort_key))


def chosen(events: pl.DataFrame, wanted: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """The events that fit every filter in which something was chosen."""
    for column, values in wanted.items():
        if values:
            events = events.filter(pl.col(column).is_in(list(values)))
    return events
