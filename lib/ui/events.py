"""How events look in lists and calendars: the words of their kinds, the words and tones of their states."""

import polars as pl

from lib.events import rules
from lib.i18n import t
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
