"""A post is looked at once more before it leaves: what was right when it was queued may have changed since.

An election regime has begun and the post names somebody, a consent or the right to a photograph has ended, it goes
later than planned. Such a post is held back with the reason and waits to be approved again; it never leaves silently.
Who changes a text, an embargo or a picture ends the approval at once (`publishing.actions.keeping`); this is for what
changes around the post.
"""

import datetime as dt
import traceback
from dataclasses import dataclass

from lib import audit, clock, store
from lib.access import SYSTEM
from lib.errors import Refused
from lib.outbox import Message, decisions
from lib.publishing.actions import approving, posts
from lib.publishing.checks.regime import POLLS_DAYS
from lib.publishing.queries import approved_usually, knowing, story
from lib.publishing.records import Story
from lib.store import Database

_DOUBTS = f"""
select coalesce(embargo_until > :at, 0)
    or exists (select 1 from consent where story_id = story.id and (revoked_at is not null or valid_until < :day))
    or exists (select 1 from story_photo join photo on photo.id = photo_id where story_id = story.id
        and (withdrawn_at is not null or licence_until < :day or licence <> 'news'))
    or exists (select 1 from special_day where kind = 'election'
        and :day between date(first_on, '-{POLLS_DAYS} days') and last_on) as doubted,
    exists (select 1 from setting where code = 'publishing.election_from') as regime
from story where id = :story
"""
"""Whether it is worth checking the whole post again, which takes as long as sending it."""
_WAITING = """
select story_id, iif(outbox.state = 'queued', max(publish_at, :now), :now) as at
from post join outbox on outbox.id = message_id
where post.operation <> 'withdraw' and outbox.state in ('queued', 'handover') order by post.id
"""

SOON, AGAIN = dt.timedelta(days=1), dt.timedelta(hours=1)
_Day = tuple[int, dt.date]
"""A post and the day on which it goes out."""


def may_go(db: Database, message: Message) -> bool:
    """Whether a message that was just claimed may leave. A post that may not is held back, in the same transaction.

    What may be out already, and what takes a post back, goes on.
    """
    if message.operation == "withdraw" or message.left_at is not None:
        return True
    story_id = store.scalar(db, "select story_id from post where message_id = ?", (message.id,))
    wrong = _wrong(db, story_id, clock.now()) if story_id else None
    if wrong is None:
        return True
    decisions.put_back(db, message)
    _hold(db, story_id, wrong)
    return False


class LookAhead:
    """What waits, looked at before its time comes, so that people learn sooner that it may not go, and before they hand
    it over themselves. A worker that starts anew looks at everything once."""

    def __init__(self) -> None:
        self._looked: dict[_Day, tuple[object, dt.datetime]] = {}
        """What was looked at: the store then (`audit.version`), and when."""

    def hold_lapsed(self) -> int:
        """Hold back what could not leave on its day; gives how many posts. A fault keeps no other duty waiting."""
        try:
            version = audit.version()
            with store.read() as db:
                days = _days(db)
                worth = {day: at for day, at in days.items() if self._worth_looking(day, at, version)}
                lapsed = [(story_id, at) for (story_id, _), at in worth.items() if _wrong(db, story_id, at)]
            held = sum(_held(story_id, at) for story_id, at in lapsed)
        except Exception:
            traceback.print_exc()
            return 0
        waiting = {day: seen for day, seen in self._looked.items() if day in days}
        self._looked = waiting | dict.fromkeys(worth, (version, clock.now()))
        return held

    def _worth_looking(self, day: _Day, at: dt.datetime, version: object) -> bool:
        """Nothing is looked at twice before somebody does something; what goes later than in a day, once an hour."""
        if day not in self._looked:
            return True
        known, when = self._looked[day]
        return known != version and (at - clock.now() <= SOON or clock.now() - when >= AGAIN)


def _days(db: Database) -> dict[_Day, dt.datetime]:
    """When a post goes out first on each of its days: rules hold for whole days, and an embargo ends for the first as
    for those after it."""
    found: dict[_Day, dt.datetime] = {}
    for row in store.rows(db, _WAITING, {"now": clock.stamp()}):
        at = clock.parse(row["at"])
        day = (row["story_id"], at.astimezone(clock.PRAGUE).date())
        found[day] = min(at, found.get(day, at))
    return found


def _held(story_id: int, at: dt.datetime) -> bool:
    """Looked at again under the lock: somebody may have mended it, and the first message holds back all of a post."""
    with store.write() as db:
        waits = any(row["story_id"] == story_id for row in store.rows(db, _WAITING, {"now": clock.stamp()}))
        wrong = _wrong(db, story_id, at) if waits else None
        if wrong is not None:
            _hold(db, story_id, wrong)
        return wrong is not None


@dataclass(frozen=True)
class Wrong:
    """Why a post must not leave, in words; `approved` says that its approvals hold, only there are too few of them."""

    why: str
    approved: bool


def _wrong(db: Database, story_id: int, at: dt.datetime) -> Wrong | None:
    day = at.astimezone(clock.PRAGUE).date()
    (seen,) = store.rows(db, _DOUBTS, {"story": story_id, "day": day.isoformat(), "at": clock.stamp(at)})
    if not seen["doubted"] and not (seen["regime"] and knowing.regime(db, day).holds(day)):
        return None
    return against(db, story(db, story_id, by=SYSTEM), at)


def against(db: Database, now: Story, at: dt.datetime, *, feed: bool = False) -> Wrong | None:
    """What stands against a post that goes out at a moment; `feed`: in the town's own feeds. Everywhere where somebody
    is told whether it may go, this is asked."""
    try:
        posts.refuse_embargo(now, at)
        approving.checks_passed(db, now, feed=feed, goes_at=at)
    except Refused as error:
        return Wrong(str(error), approved=False)
    try:
        posts.refuse_not_approved(db, now, at)
    except Refused as error:
        return Wrong(str(error), approved=approved_usually(db, now))
    return None


def _hold(db: Database, story_id: int, wrong: Wrong) -> None:
    approving.review_again(db, story(db, story_id, by=SYSTEM), wrong.why, SYSTEM, stands=wrong.approved)
