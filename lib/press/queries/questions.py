"""Questions of journalists with their state, what came out, the town's own media."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import clock, store
from lib.access import User, needs
from lib.press.rules.questions import Medium, Output, Question
from lib.store import Database

QUESTIONS = {
    "id": pl.Int64,
    "came_at": pl.String,
    "medium": pl.String,
    "journalist": pl.String,
    "question": pl.String,
    "answer_by": pl.String,
    "information_request": pl.Boolean,
    "solved_by": pl.String,
    "material_at": pl.String,
    "sent_at": pl.String,
    "published_on": pl.Date,
    "outputs": pl.Int64,
}
OUTPUTS = {
    "id": pl.Int64,
    "on_day": pl.Date,
    "medium": pl.String,
    "title": pl.String,
    "url": pl.String,
    "tone": pl.String,
    "topic": pl.String,
    "event": pl.String,
    "release": pl.String,
    "query_id": pl.Int64,
    "event_id": pl.Int64,
    "release_id": pl.Int64,
}
MEDIA = {
    "id": pl.Int64,
    "name": pl.String,
    "kind": pl.String,
    "account": pl.String,
    "keeper": pl.String,
    "deputy": pl.String,
    "since": pl.Date,
    "until": pl.Date,
    "yearly_cost": pl.Int64,
    "contract": pl.String,
    "metric": pl.String,
    "exported_on": pl.Date,
}
_QUESTIONS = """
select id, came_at, medium, journalist, question, answer_by, is_information_request, solved_by, material_at, sent_at,
    published_on, (select count(*) from media_output o where o.query_id = q.id) as outputs from media_query q"""
_OUTPUTS = """
select o.id, on_day, o.medium, o.title, o.url, tone, topic, e.title as event, r.number as release, query_id,
    e.id as event_id, release_id
from media_output o left join press_release r on r.id = release_id
left join event e on e.id = coalesce(o.event_id, r.event_id)"""


@dataclass(frozen=True)
class Kept:
    """A question as it is kept; moments are UTC text, `state` is derived."""

    id: int
    question: Question
    state: str
    extended_because: str
    material_at: str | None
    answer: str
    approved_by: str | None
    sent_at: str | None
    published_on: str | None
    came_out: str
    version: int


@needs("press.read")
def questions(db: Database, *, by: User) -> pl.DataFrame:
    """All questions, those that wait first by their deadline, then the newest: `QUESTIONS` and `state`."""
    order = "order by sent_at is not null, case when sent_at is null then coalesce(answer_by, '9') end, came_at desc"
    found = store.frame(db, f"{_QUESTIONS} {order}", QUESTIONS)
    states = [_state(row) for row in found.iter_rows(named=True)]
    return found.with_columns(state=pl.Series(states, dtype=pl.String))


@needs("press.read")
def question(db: Database, query_id: int, *, by: User) -> Kept:
    """One question, or NotFound."""
    return kept(db, query_id)


@needs("press.read")
def outputs(db: Database, query_id: int | None = None, *, by: User) -> pl.DataFrame:
    """What came out, the newest first, of one question when given: columns of `OUTPUTS`."""
    which = " where query_id = ?" if query_id else ""
    params = (query_id,) if query_id else ()
    return store.frame(db, f"{_OUTPUTS}{which} order by on_day desc, o.id desc", OUTPUTS, params)


@needs("press.read")
def output(db: Database, output_id: int, *, by: User) -> Output:
    """What came out, as it was written down, or NotFound."""
    return kept_output(db, output_id)


@needs("press.read")
def outputs_of(db: Database, event_id: int, *, by: User) -> pl.DataFrame:
    """What came out about an event, also after a press release about it, the newest first: columns of `OUTPUTS`."""
    where = "where o.event_id = :event or r.event_id = :event order by on_day desc, o.id desc"
    return store.frame(db, f"{_OUTPUTS} {where}", OUTPUTS, {"event": event_id})


@needs("press.read")
def media(db: Database, *, by: User) -> pl.DataFrame:
    """The town's own media by name: columns of `MEDIA`."""
    return store.frame(db, f"select {', '.join(MEDIA)} from town_medium order by name collate czech", MEDIA)


@needs("press.read")
def medium(db: Database, medium_id: int, *, by: User) -> Medium:
    """One medium of the town, or NotFound."""
    names = tuple(Medium.__dataclass_fields__)
    found = store.rows(db, f"select {', '.join(names)} from town_medium where id = ?", (medium_id,))
    row = store.existing(found[0] if found else None, "This medium is not in the register.")
    days = {name: dt.date.fromisoformat(row[name]) if row[name] else None for name in ("since", "until", "exported_on")}
    return Medium(**{**row, **days})


def kept(db: Database, query_id: int) -> Kept:
    """`question` for the room's own actions."""
    found = store.rows(db, "select * from media_query where id = ?", (query_id,))
    row = store.existing(found[0] if found else None, "This question does not exist.")
    asked = Question(
        row["medium"], row["question"], row["journalist"], row["contact"], row["came_at"], row["answer_by"],
        bool(row["is_information_request"]), row["solved_by"],
    )  # fmt: skip
    rest = {name: row[name] for name in Kept.__dataclass_fields__ if name not in ("question", "state")}
    return Kept(question=asked, state=_state(row), **rest)


def kept_output(db: Database, output_id: int) -> Output:
    """`output` for the room's own actions."""
    sql = """select on_day, medium, title, url, tone, topic, event_id, query_id, release_id from media_output
        where id = ?"""
    found = db.conn.execute(sql, (output_id,)).fetchone()
    day, *rest = store.existing(found, "This is not written down any more.")
    return Output(dt.date.fromisoformat(day), *rest)


def _state(row: dict[str, Any]) -> str:
    if row["sent_at"]:
        return "answered"
    if row["answer_by"] and row["answer_by"] < clock.stamp():
        return "late"
    if row["answer_by"] and clock.prague(row["answer_by"]).date() == clock.today():
        return "today"
    return "to_answer" if row["material_at"] else "waits"
