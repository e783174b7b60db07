"""Reach asked from the channels that tell it: every post of the last month once a day, outside any transaction."""

import datetime as dt
import traceback
from collections.abc import Sequence
from typing import Any, Protocol, runtime_checkable

import polars as pl

from lib import audit, clock, store
from lib.access import SYSTEM
from lib.connectors.metric import Metric
from lib.errors import OfficeError
from lib.flows import channel_kinds
from lib.outbox import Kind, RateLimited, Trouble, WrongContent
from lib.outbox.delivery import LONGEST_LIMIT
from lib.reach import rules
from lib.reach.actions import imports
from lib.store import Database

DAYS = 30
"""Later a post is hardly seen any more; an export still brings it up to date."""
AGAIN = dt.timedelta(hours=1)
"""A channel that could not be asked at all is asked again after this."""
_DUE = """
select post.id, channel.code, channel.kind, outbox.remote_id, outbox.remote_url, outbox.settled_at, story.title,
    coalesce((select text from variant where story_id = story.id and variant.channel = channel.kind), '') as caption
from post join outbox on outbox.id = post.message_id join channel on channel.code = outbox.channel
join story on story.id = post.story_id
where post.operation = 'publish' and outbox.state = 'published' and outbox.remote_id is not null
    and outbox.settled_at >= :since and channel.switched_on = 1
    and channel.trouble is null and coalesce(channel.limited_until, '') <= :now
    and coalesce(channel.reach_from, iif(:stopped, '9999', '')) <= :now
    and not exists (select 1 from outbox as later where later.channel = outbox.channel
        and later.remote_id = outbox.remote_id and later.operation = 'withdraw' and later.state = 'published')
    and not exists (select 1 from reading join media_post on media_post.id = reading.post_id
        where media_post.channel = channel.kind and media_post.remote_id = outbox.remote_id
            and reading.snapshot_on = :today)
order by channel.code, post.id
"""


@runtime_checkable
class Tells(Protocol):
    """A channel that can say how many people saw a post, or what they did with it; nothing of one that is gone."""

    def insights(self, post_id: str) -> list[Metric]: ...


def run(kinds: dict[str, Kind] | None = None) -> int:
    """Ask for every post that has no number of today; gives how many answered. A channel in trouble ends its turn."""
    return _run(kinds, stopped=False)


def go_on(kinds: dict[str, Kind] | None = None) -> int:
    """Ask the channels that ended their turn and may be asked again for the posts that were left; gives how many
    answered."""
    with store.read() as db:
        if not store.scalar(db, "select 1 from channel where reach_from <= ?", (clock.stamp(),)):
            return 0
    return _run(kinds, stopped=True)


def _run(kinds: dict[str, Kind] | None, *, stopped: bool) -> int:
    now, today = clock.now(), clock.today()
    asked = {"since": clock.stamp(now - dt.timedelta(days=DAYS)), "today": today.isoformat(), "now": clock.stamp(now)}
    with store.read() as db:
        due = store.rows(db, _DUE, {**asked, "stopped": stopped})
    return sum(_of_channel(code, [row for row in due if row["code"] == code], kinds) for code in _codes(due))


def _codes(due: Sequence[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(row["code"] for row in due))


def _of_channel(code: str, due: Sequence[dict[str, Any]], kinds: dict[str, Kind] | None) -> int:
    try:
        with store.read() as db:
            channel = channel_kinds.connected(db, code, kinds)
    except (OfficeError, Trouble):
        return 0  # the page of channels says what is wrong with its settings
    if not isinstance(channel, Tells):
        channel_kinds.close(channel)
        return 0
    told, again = 0, None
    try:
        for row in due:
            told += _asked(channel, row)
    except RateLimited as trouble:
        again = min(max(trouble.until, clock.now()), clock.now() + LONGEST_LIMIT)
    except Trouble:
        traceback.print_exc()
        again = clock.now() + AGAIN
    finally:
        channel_kinds.close(channel)
    _remember(code, again)
    return told


def _remember(code: str, again: dt.datetime | None) -> None:
    """From when the channel may be asked again; None: it has answered for everything."""
    with store.write() as db:
        db.conn.execute(
            "update channel set reach_from = :again where code = :code and reach_from is not :again",
            {"again": clock.stamp(again) if again else None, "code": code},
        )


def _asked(channel: Tells, row: dict[str, Any]) -> int:
    """Keep what the channel says of one post; a refusal of it, or an answer that nobody can read, stops none of the
    others. Any other trouble concerns the whole channel."""
    try:
        numbers = channel.insights(row["remote_id"])
    except Exception as error:
        if isinstance(error, Trouble) and not isinstance(error, WrongContent):
            raise
        traceback.print_exc()
        return 0
    with store.write() as db:
        return keep(db, row, numbers)


def keep(db: Database, post: dict[str, Any], numbers: Sequence[Metric]) -> int:
    """Keep what a channel said of one post today; 1 when it said anything that the office counts.

    `named` is the API's own name and version, so numbers from before a change are never compared with those after it.
    """
    known = {rules.PULLED[one.name]: one for one in numbers if one.name in rules.PULLED}
    if not known:
        return 0
    out = clock.prague(post["settled_at"])
    row = {
        "remote_id": post["remote_id"], "kind": "", "published_at": post["settled_at"], "published_on": out.date(),
        "title": post["title"], "caption": post["caption"], "permalink": post["remote_url"] or "",
        "snapshot_on": clock.today(), "period_from": None, "period_to": None,
        **{metric: number.value for metric, number in known.items()},
    }  # fmt: skip
    one = next(iter(known.values()))
    named = {metric: f"{number.name} ({number.api_version})" for metric, number in known.items()}
    frame = pl.DataFrame([row], schema_overrides={"period_from": pl.Date, "period_to": pl.Date})
    imports.insert_posts(db, frame, post["kind"], named, f"{one.api} {one.api_version}", by=SYSTEM)
    audit.record(db, SYSTEM, "reach.pulled", f"post:{post['id']}", {"count": len(known)})
    return 1
