"""What is due on the days of the board: photographs and reports from events, answers to journalists."""

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urlencode

import polars as pl

from lib import clock
from lib.access import User
from lib.coverage.queries import plan as coverage
from lib.czech import dates
from lib.i18n import t
from lib.press.queries import questions as press
from lib.ui import cached, menu
from lib.ui.board import Note
from lib.ui.coverage import kind_word

Due = dict[dt.date, list[Note]]
LATEST = dt.timedelta(days=60)
"""So long after an event something from it may be due."""
DONE = ("delivered", "cancelled", "no")


def between(first: dt.date, last: dt.date, user: User) -> Due:
    """Day → what is due on it, by the hour; only what the person may see."""
    found = [*_outputs(first, last, user), *_answers(user)]
    days: Due = {}
    for moment, note in sorted(found, key=lambda one: one[0]):
        if first <= moment.date() <= last:
            days.setdefault(moment.date(), []).append(note)
    return days


def _outputs(first: dt.date, last: dt.date, user: User) -> Iterator[tuple[dt.datetime, Note]]:
    if not user.may("coverage.read"):
        return
    wanted = cached.read(coverage.between, first - LATEST, last, by=user)
    open_ones = wanted.filter((pl.col("intent") == "intended") & ~pl.col("state").is_in(DONE))
    for row in open_ones.iter_rows(named=True):
        said = t("to deliver by {time}: {what}, {title}", time=dates.time(row["due_at"]), what=kind_word(row["kind"]),
                 title=row["title"])  # fmt: skip
        yield row["due_at"], Note("deadline", "photo_camera", said, _way("pages/events/event.py", row["event_id"]))


def _answers(user: User) -> Iterator[tuple[dt.datetime, Note]]:
    if not user.may("press.read"):
        return
    asked = cached.read(press.questions, by=user)
    waiting = asked.filter(pl.col("sent_at").is_null() & pl.col("answer_by").is_not_null())
    for row in waiting.iter_rows(named=True):
        by = clock.prague(row["answer_by"]).replace(tzinfo=None)
        said = t("to answer by {time}: {medium}", time=dates.time(by), medium=row["medium"])
        yield by, Note("deadline", "contact_support", said, _way("pages/press/question.py", row["id"]))


def _way(page: str, record: int) -> str:
    return f"/{menu.of(page).address}?{urlencode({'id': record})}"
