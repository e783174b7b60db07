"""Clashes on the screen: alarms while an event is being typed, and the rows of the year's report."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import polars as pl

from lib import clock
from lib.access import User
from lib.events import clashes
from lib.events.entry import Entry
from lib.flows import clashes as every_clash
from lib.i18n import t, tn
from lib.ui import cached, rows
from lib.ui.badges import State

SHOWN = 6
"""Alarms beside a form; the rest is counted."""
COMING = "rok"


def panel(entry: Entry, event_id: int | None, user: User) -> None:
    """What the typed event collides with, each a link to the other event. Draws nothing when all is well or over."""
    if max(entry.last_day, entry.starts_on) < clock.today():
        return
    found = cached.fresh(every_clash.of_entry, entry, event_id, by=user)
    subject = every_clash.subject_of(event_id)
    alarms = [_alarm(row, subject) for row in found.head(SHOWN).iter_rows(named=True)]
    if alarms:
        rows.rows("clashes", alarms, empty="")
    if found.height > SHOWN:
        said = tn("{n} more clash", "{n} more clashes", found.height - SHOWN)
        rows.rows("clashes.more", [rows.Row(said, "", "pages/events/clashes.py", {})], empty="")


def _alarm(row: Mapping[str, Any], subject: str) -> rows.Row:
    other = clashes.other(row, subject)
    page, query = every_clash.page_of(other, row["day"]) if other else ("pages/events/calendar.py", _day(row))
    what = t(clashes.RULES[row["rule"]]).capitalize()
    return rows.Row(what, clashes.say(row, subject), page, query, levels()[row["level"]])


def _day(row: Mapping[str, Any]) -> dict[str, str]:
    return {"kalendar.day": row["day"].isoformat()}


def levels() -> dict[str, State]:
    """Level → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in clashes.LEVELS.items()}  # type: ignore[arg-type]


def periods() -> dict[str, tuple[dt.date, dt.date]]:
    """Name of a period in the address → its days: the coming twelve months, and whole years around today."""
    today = clock.today()
    years = {str(year): (dt.date(year, 1, 1), dt.date(year, 12, 31)) for year in range(today.year - 1, today.year + 2)}
    return {COMING: (today, today + dt.timedelta(days=365)), **years}


def period_word(name: str) -> str:
    """The period as people call it."""
    return t("coming 12 months") if name == COMING else name


def for_list(found: pl.DataFrame) -> pl.DataFrame:
    """The report as a list shows it, errors first: `id` (the event to open), `rule` in words, `first` and `second` with
    their hours, `said` (the whole sentence)."""
    order = pl.col("level").replace_strict({level: place for place, level in enumerate(clashes.LEVELS)})
    everybody = pl.when((pl.col("rule") == "audience") & (pl.col("what") == "")).then(pl.lit(t("for everybody")))
    listed = found.sort(order, "day", maintain_order=True).with_columns(what=everybody.otherwise("what"))
    shown = [_listed(row) for row in listed.iter_rows(named=True)]
    schema = {"id": pl.Int64, "rule": pl.String, "one": pl.String, "other": pl.String, "said": pl.String}
    return listed.select("day", "level", "what").hstack(pl.DataFrame(shown, schema=schema, orient="row"))


def _listed(row: Mapping[str, Any]) -> tuple[int | None, str, str, str, str]:
    events = [side for side in (row["first"], row["second"]) if side and side.startswith("event:")]
    opened = int(events[0].partition(":")[2]) if events else None
    return (
        opened,
        t(clashes.RULES[row["rule"]]),
        clashes.named(row, "first"),
        clashes.named(row, "second"),
        clashes.say(row),
    )
