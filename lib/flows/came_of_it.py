"""What came of an event: coverage, photographs, tasks, gifts, posts with their channels and reach, what went to the
media and what they wrote; and what is missing, with the part where it is mended."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import clock, coverage, photos, store, tasks
from lib.access import User, needs
from lib.events import Event, outlets, rules
from lib.i18n import t, tn
from lib.press.queries import questions, releases
from lib.publishing import queries as publishing
from lib.reach import queries as reach
from lib.stock import queries as stock
from lib.store import Database

PHOTOS = ("photo", "video")
CHANNELS = {
    "story_id": pl.Int64,
    "channel": pl.String,
    "state": pl.String,
    "link": pl.String,
    "at": pl.String,
}
_CHANNELS = """
select story_id, coalesce(channel.name, post.channel) as channel, outbox.state, remote_url as link,
    coalesce(settled_at, publish_at) as at
from post join outbox on outbox.id = message_id join story on story.id = story_id
left join channel on channel.code = post.channel
where event_id = ? and post.operation = 'publish' and outbox.state <> 'cancelled' order by at, post.id
"""


@dataclass(frozen=True)
class Missing:
    """Something that ought to be there: a sentence, and the part of the event's page where it is mended."""

    sentence: str
    part: str


@dataclass(frozen=True)
class Outcome:
    """Everything that hangs on an event, as frames of the rooms' own questions.

    `channels` says where each post goes and is (columns of `CHANNELS`), `media` what came out in the media, `register`
    which photographs the register has; `reach` has a row per channel and metric, which are never added up.
    """

    coverage: pl.DataFrame
    tasks: pl.DataFrame
    reserved: pl.DataFrame
    handed_out: pl.DataFrame
    posts: pl.DataFrame
    channels: pl.DataFrame
    releases: pl.DataFrame
    media: pl.DataFrame
    reach: pl.DataFrame
    register: pl.DataFrame
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
        "channels": store.frame(db, _CHANNELS, CHANNELS, (event.id,)),
        "releases": releases.of_event(db, event.id, by=by),
        "media": questions.outputs_of(db, event.id, by=by),
        "reach": reach.of_event(db, event.id, by=by),
        "register": photos.of_event(db, event.id, by=by),
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
        said += [_by_hand(found["channels"]), _unreleased(found["releases"])]
    if over and event.state not in rules.NOT_HELD:
        said += [_no_photograph(found), _left_over(found["reserved"]), _not_closed(event)]
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
    seen = pl.col("published_at").is_not_null() & (pl.col("stage") != "withdrawn")
    if not posts.filter(seen | (pl.col("stage") == "out")).is_empty():
        return None
    return Missing(t("No post about the event is out."), "prispevek")


def _by_hand(channels: pl.DataFrame) -> Missing | None:
    waits = channels.filter(pl.col("state") == "handover")["channel"].unique(maintain_order=True).to_list()
    said = t("A post waits to be sent by hand: {channels}.", channels=", ".join(waits))
    return Missing(said, "") if waits else None


def _unreleased(found: pl.DataFrame) -> Missing | None:
    drafts = found.filter(pl.col("state") == "draft").height
    return Missing(t("A press release is written and was not released."), "") if drafts else None


def _no_photograph(found: dict[str, pl.DataFrame]) -> Missing | None:
    """Somebody brought photographs and the register has none of them."""
    brought = found["coverage"].filter((pl.col("kind") == "photo") & (pl.col("state") == "delivered")).height
    said = t("Photographs were delivered, the register has none of them.")
    return Missing(said, "fotografie") if brought and found["register"].is_empty() else None


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
