"""What the media wait for: questions that are late or due, the material for the radio, what is sent by hand."""

import datetime as dt
from typing import Any

import polars as pl

from lib import clock
from lib.access import User, needs
from lib.czech import dates
from lib.flows import press_posts
from lib.flows.today import Matter
from lib.i18n import t, tn
from lib.press.queries import messages, questions, radio
from lib.press.rules import radio as rules
from lib.store import Database

QUESTION = "pages/press/question.py"
RADIO, BRIEF = "pages/press/radio.py", "pages/press/radio_brief.py"
MESSAGE = "pages/press/message.py"
POST = "pages/publishing/post.py"
SHOWN = 6
SOON = dt.timedelta(days=3)
RADIO_SOON = 2
"""Days before the material for the radio is due."""


@needs("press.edit")
def matters(db: Database, *, by: User) -> list[Matter]:
    """Questions first, then what is sent by hand, then the radio."""
    found = questions.questions(db, by=by).filter(pl.col("sent_at").is_null())
    soon = clock.stamp(clock.now() + SOON)
    urgent = found.filter(pl.col("answer_by").is_null() | (pl.col("answer_by") <= soon))
    waiting = messages.messages(db, by=by).filter(pl.col("state") == "approved")
    return [
        *(_question(row) for row in urgent.iter_rows(named=True)),
        *(_message(row) for row in waiting.iter_rows(named=True)),
        *_posts(db, by),
        *_radio(db, by),
    ]


def _question(row: dict[str, Any]) -> Matter:
    late = row["state"] == "late"
    until = clock.prague(row["answer_by"]) if row["answer_by"] else None
    when = t("answer by {day} {time}", day=dates.short_date(until.date()), time=dates.time(until)) if until else ""
    who = ", ".join(filter(None, (row["medium"], row["journalist"])))
    word = t("the answer is late") if late else t("a journalist waits")
    what = row["question"] if len(row["question"]) <= 80 else f"{row['question'][:80]} …"
    detail = ", ".join(filter(None, (who, when)))
    return Matter("late" if late else "due", word, what, detail, QUESTION, {"id": str(row["id"])})


def _message(row: dict[str, Any]) -> Matter:
    detail = t("Copy it into MUNIPOLIS, send it and confirm it.")
    return Matter("due", t("to be sent by hand"), row["title"], detail, MESSAGE, {"id": str(row["id"])})


def _posts(db: Database, by: User) -> list[Matter]:
    """Posts for the media; of those who publish, `today_publishing` reminds already."""
    if by.may("publishing.publish") or not by.may("publishing.read"):
        return []
    found = press_posts.waiting(db, by=by).head(SHOWN)
    return [
        Matter("due", t("to be handed over"), row["title"], row["channel"], POST,
               {"id": str(row["story_id"]), "cast": "odeslani"})
        for row in found.iter_rows(named=True)
    ]  # fmt: skip


def _radio(db: Database, by: User) -> list[Matter]:
    today = clock.today()
    begun = radio.briefs(db, by=by).filter((pl.col("state") == "draft") & (pl.col("ends_on") >= today))
    found = [_brief(row, today) for row in begun.iter_rows(named=True) if (row["due_on"] - today).days <= RADIO_SOON]
    missing = radio.missing(db, by=by)
    if missing and (missing - today).days <= RADIO_SOON:
        first, last = rules.period_after(missing)
        what = t("Material for the radio, {period}", period=dates.span(first, last))
        until = t("due {day}, nobody has begun it", day=dates.short_date(missing))
        found.append(Matter("due", t("for the radio"), what, until, RADIO))
    return found


def _brief(row: dict[str, Any], today: dt.date) -> Matter:
    late = row["due_on"] < today
    what = t("Material for the radio, {period}", period=dates.span(row["starts_on"], row["ends_on"]))
    items = tn("{n} item to read", "{n} items to read", row["items"])
    detail = t("due {day}, {items}. Hand it over.", day=dates.short_date(row["due_on"]), items=items)
    return Matter("late" if late else "due", t("for the radio"), what, detail, BRIEF, {"id": str(row["id"])})
