"""Tasks beside what they belong to: the events' titles, and the list of tasks of a week as a paper."""

import datetime as dt
import re
from collections.abc import Collection

import polars as pl

from lib import clock, sender, store
from lib.access import User, needs
from lib.czech import dates
from lib.i18n import speaking, t
from lib.store import Database
from lib.tasks import documents, queries
from lib.tasks.documents import Line, TaskSheet

FORM_VERSION = "1"
AT_ONCE = 500
"""Events whose titles one statement asks for."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@needs("tasks.read")
def about(db: Database, subjects: Collection[str], *, by: User) -> dict[str, str]:
    """What each subject is called: `event:12` the event's title with its day, `year:2027` → `rok 2027`."""
    ids = sorted({int(key) for kind, _, key in (one.partition(":") for one in subjects) if kind == "event"})
    titles: dict[int, str] = {}
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        marks = ", ".join("?" * len(some))
        for row in store.rows(db, f"select id, title, starts_on from event where id in ({marks})", some):
            day = dates.date(dt.date.fromisoformat(row["starts_on"]))
            titles[row["id"]] = t("{title}, {day}", title=row["title"], day=day)
    return {one: _called(one, titles) for one in subjects if one}


def _called(subject: str, titles: dict[int, str]) -> str:
    kind, _, key = subject.partition(":")
    if kind == "event":
        return titles.get(int(key), t("an event that is gone"))
    if kind == "year":
        return t("year {year}", year=key)
    if kind == "month":
        return f"{dates.month_name(int(key[5:7]))} {key[:4]}"
    if kind == "photo":
        return t("photograph {number}", number=key)
    day = dates.date(dt.date.fromisoformat(key)) if _DAY.fullmatch(key) else key
    return {"issue": t("the paper of {day}", day=day), "day": day}.get(kind, subject)


def with_about(found: pl.DataFrame, called: dict[str, str]) -> pl.DataFrame:
    """Tasks with `about`, what they belong to in words ("" for nothing)."""
    return found.with_columns(about=pl.col("subject").replace_strict(called, default="", return_dtype=pl.String))


@needs("tasks.read")
def sheet(db: Database, monday: dt.date, login: str | None = None, *, by_person: bool = True, by: User) -> bytes:
    """The list of tasks (D21) of the week that begins on a Monday, of one person or of everybody, as a PDF."""
    found = queries.week(db, monday, login, by=by)
    with speaking("cs"):
        called = about(db, found["subject"].unique().to_list(), by=by)
    lines = tuple(_line(row, called) for row in found.iter_rows(named=True))
    paper = TaskSheet(monday, lines, sender.letterhead(db), FORM_VERSION, clock.today())
    return documents.task_sheet(paper, by_person=by_person)


def _line(row: dict[str, object], called: dict[str, str]) -> Line:
    same = ("number", "set_on", "title", "with_whom", "due_on", "state", "result", "closed_on", "control_on", "note")
    values = {name: row[name] for name in same}
    subject = str(row["subject"])
    return Line(**values, about=called.get(subject, ""), doer=str(row["assignee_name"] or ""))  # type: ignore[arg-type]
