"""What came of an event: coverage, tasks, gifts, posts; and what is missing, with the part where it is mended."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import clock, coverage, tasks
from lib.access import User, needs
from lib.events import Event, outlets, rules
from lib.i18n import t, tn
from lib.publishing import queries as publishing
from lib.stock import queries as stock
from lib.store import Database

PHOTOS = ("photo", "video")


@dataclass(frozen=True)
class Missing:
    """Something that ought to be there: a sentence, and the part of the event's page where it is mended."""

    sentence: str
    part: str


@dataclass(frozen=True)
class Outcome:
    """Everything that hangs on an event, as frames of the rooms' own questions."""

    coverage: pl.DataFrame
    tasks: pl.DataFrame
    reserved: pl.DataFrame
    handed_out: pl.DataFrame
    posts: pl.DataFrame
    outlets: pl.DataFrame
    missing: tuple[Missing, ...]

    @property
    def photos(self) -> int:
        """Photographs and videos that were delivered."""
        found = self.coverage.filter(pl.col("kind").is_in(PHOTOS))
        return int(found["pieces"].fill_null(0).sum())


@needs("events.read")
def outcome(db: Database, event: Event, *, by: User) -> Outcome:
    """What came of the event, with what is missing as of today."""
    found: dict[str, Any] = {
        "coverage": coverage.of(db, event.id, by=by),
        "tasks": tasks.of(db, f"event:{event.id}", by=by),
        "reserved": stock.reservations_of(db, event.id, by=by).filter(pl.col("state") == "held"),
        "handed_out": stock.handovers_of(db, event.id, by=by).filter(pl.col("state") != "cancelled"),
        "posts": publishing.posts_of(db, event.id, by=by),
        "outlets": outlets.of(db, event.id, by=by),
    }
    return Outcome(**found, missing=tuple(_missing(event, found, clock.today())))


def _missing(event: Event, found: dict[str, pl.DataFrame], today: dt.date) -> list[Missing]:
    """Before the event what is undecided, after it what was not brought; of a cancelled one only corrections."""
    over = event.last_day < today
    said = [_stale(found["outlets"])]
    if event.state not in rules.NOT_HELD:
        said += [_overdue(found["tasks"], today), _coverage(found["coverage"], over=over)]
        said += [_no_post(event, found["posts"])] if event.public and event.state != "proposed" else []
    if over and event.state not in rules.NOT_HELD:
        said += [_left_over(found["reserved"]), _not_closed(event)]
    return [one for one in said if one]


def _stale(out: pl.DataFrame) -> Missing | None:
    wrong = out.filter("stale")["label"].to_list()
    return (
        Missing(t("To be corrected, the event has changed: {outlets}.", outlets=", ".join(wrong)), "")
        if wrong
        else None
    )


def _overdue(found: pl.DataFrame, today: dt.date) -> Missing | None:
    late = found.filter((pl.col("state") == "open") & (pl.col("due_on") < today)).height
    return Missing(tn("{n} task is overdue.", "{n} tasks are overdue.", late), "ukoly") if late else None


def _coverage(found: pl.DataFrame, *, over: bool) -> Missing | None:
    if found.is_empty():
        return Missing(t("Nobody has decided about the coverage."), "dokumentace")
    if over and not found.filter(pl.col("state") == "late").is_empty():
        return Missing(t("Wanted coverage was not delivered."), "dokumentace")
    nobody = found.filter(pl.col("state").is_in(["nobody", "declined"]))
    return None if nobody.is_empty() else Missing(t("Wanted coverage has nobody yet."), "dokumentace")


def _no_post(event: Event, posts: pl.DataFrame) -> Missing | None:
    if not posts.filter(pl.col("state") == "published").is_empty():
        return None
    return Missing(t("No post about the event is out."), "prispevek")


def _left_over(reserved: pl.DataFrame) -> Missing | None:
    left = int(reserved["quantity"].sum())
    return (
        Missing(tn("{n} piece is still reserved.", "{n} pieces are still reserved.", left), "darky") if left else None
    )


def _not_closed(event: Event) -> Missing | None:
    if event.state in ("proposed", "confirmed"):
        return Missing(t("The event is over, but nobody has said that it was held."), "prehled")
    if event.state == "held":
        return Missing(t("The event was held and is not documented yet."), "dokumentace")
    return None
