"""Calling an event off: everything that hangs on it is released or listed to be told, all in one transaction."""

from dataclasses import dataclass

import polars as pl

from lib import coverage, guests, stock, tasks
from lib.access import SYSTEM, User, needs
from lib.events import actions, outlets, queries, rules
from lib.flows import publishing_events
from lib.i18n import t, tn
from lib.store import Database


@dataclass(frozen=True)
class Consequences:
    """What calling an event off does: tasks dropped, pieces released, coverage called off, guests to be told, the
    places where it is out and has to be corrected, posts that are held back and to be approved again."""

    tasks: int
    pieces: int
    coverage: int
    guests: int
    outlets: tuple[str, ...]
    posts: int = 0

    def __str__(self) -> str:
        """`Uvolní se 20 kusů a zruší se 3 úkoly; …` – nothing when nothing hangs on the event."""
        parts = [
            (self.pieces, lambda n: tn("{n} reserved piece is released", "{n} reserved pieces are released", n)),
            (self.tasks, lambda n: tn("{n} task is dropped", "{n} tasks are dropped", n)),
            (self.coverage, lambda n: tn("{n} coverage is called off", "{n} coverages are called off", n)),
            (self.guests, lambda n: tn("{n} guest is to be told", "{n} guests are to be told", n)),
            (self.posts, lambda n: tn("{n} post is to be approved again", "{n} posts are to be approved again", n)),
        ]
        said = [say(count) for count, say in parts if count]
        if self.outlets:
            said.append(t("to be corrected: {outlets}", outlets=", ".join(self.outlets)))
        text = "; ".join(said)
        return text[:1].upper() + text[1:] + "." if text else ""


@needs("events.read")
def consequences(db: Database, event_id: int, *, by: User) -> Consequences:
    """What would follow, for the question before it."""
    open_tasks = tasks.of(db, f"event:{event_id}", by=by).filter(pl.col("state") == "open")
    held = stock.reservations_of(db, event_id, by=by).filter(pl.col("state") == "held")
    awaited = coverage.of(db, event_id, by=by).filter(~pl.col("state").is_in(["delivered", "cancelled", "no"]))
    out = outlets.of(db, event_id, by=by)
    return Consequences(
        open_tasks.height,
        int(held["quantity"].sum()),
        awaited.height,
        guests.to_tell_count(db, event_id, by=by),
        tuple(out["label"]),
        publishing_events.concerned(db, event_id),
    )


@needs("events.edit")
def cancel(db: Database, event_id: int, reason: str, *, by: User) -> Consequences:
    """Call the event off and give what followed. Whatever fails, nothing has happened."""
    publishing_events.tell_outlets(db, by=SYSTEM)
    following = consequences(db, event_id, by=by)
    actions.step(db, event_id, "cancelled", reason, by=by)
    release(db, event_id, reason, by)
    return following


@needs("events.edit")
def postpone(db: Database, event_id: int, reason: str, *, by: User) -> None:
    """The event waits for a new day: what was to go out about it is held back."""
    publishing_events.tell_outlets(db, by=SYSTEM)
    actions.step(db, event_id, "postponed", reason, by=by)
    publishing_events.postponed(db, event_id, reason, by)


def release(db: Database, event_id: int, reason: str, by: User) -> None:
    """Release what hangs on an event that has just been called off; for the office's own flows."""
    tasks.drop_of(db, f"event:{event_id}", reason, by=by)
    coverage.drop_of(db, event_id, reason, by=by)
    guests.to_be_told(db, event_id, t("called off: {reason}", reason=reason.strip()), by=by)
    stock.release_of(db, event_id, reason, by=by)
    publishing_events.called_off(db, event_id, reason, by)


@needs("events.edit")
def take_back(db: Database, event_id: int, to: str, reason: str, *, by: User) -> None:
    """The event was called off by mistake: it is again what it was, and its guests are to be told that it is held.
    What was released stays released."""
    actions.step(db, event_id, to, reason, by=by)
    held_after_all(db, event_id, by)


def held_after_all(db: Database, event_id: int, by: User) -> None:
    """Guests must not hear any more that the event is called off; for the office's own flows."""
    one = queries.event(db, event_id, by=by)
    when = rules.when(one.day, one.last_day, one.starts_at, one.ends_at)
    guests.to_be_told(db, event_id, t("held after all: {when}", when=when), by=by)
