"""The worker's turn with the outbox: what is due goes out, what is late or by hand waits for a person.

Each message is its own short transactions (claimed; it leaves; settled) with the network in between, so that a worker
killed anywhere loses nothing and two workers never hold the same message.
"""

import datetime as dt
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field

from lib import clock, outbox, store
from lib.access import SYSTEM
from lib.errors import OfficeError
from lib.flows import channel_kinds, publishing_last_look
from lib.i18n import N
from lib.outbox import PACE, Channel, Disconnected, Kind, Message, Outcome, Pace, Trouble
from lib.outbox.delivery import after
from lib.store import Database

CHECK_EVERY = dt.timedelta(hours=1)
_WORK = """select (select count(*) from outbox where state = 'sending' and lease_until < :now)
    + (select count(*) from outbox where state in ('queued', 'unknown') and next_try_at <= :now)"""


@dataclass
class Desk:
    """The channels that one turn has already set up; `kinds` are those of the office unless a trial brings its own."""

    kinds: dict[str, Kind] = field(default_factory=lambda: channel_kinds.KINDS)
    _made: dict[str, tuple[Channel, tuple[str, ...]]] = field(default_factory=dict)

    def channel(self, code: str) -> tuple[Channel, tuple[str, ...]]:
        """The channel and its secrets (to be kept out of the record of attempts)."""
        if code not in self._made:
            with store.read() as db:
                channel = channel_kinds.connected(db, code, self.kinds)
            self._made[code] = channel, tuple(outbox.secrets_of(code).values())
        return self._made[code]

    def forget(self, code: str) -> None:
        """Set the channel up anew the next time."""
        if code in self._made:
            channel_kinds.close(self._made.pop(code)[0])

    def close(self) -> None:
        for code in tuple(self._made):
            self.forget(code)


def turn(*, pace: Pace = PACE, kinds: dict[str, Kind] | None = None, between: Callable[[], None] = lambda: None) -> int:
    """Send all that is due and give how many messages were taken; `between` is called after each (a heartbeat)."""
    if not _anything():
        return 0
    desk, taken = Desk(channel_kinds.KINDS if kinds is None else kinds), 0
    with store.write() as db:
        tidy(db)
        message = _claimed(db, pace)
    try:
        while message is not None:
            message = _handled(message, desk, pace)
            taken += 1
            between()
    finally:
        desk.close()
    return taken


def _handled(message: Message, desk: Desk, pace: Pace) -> Message | None:
    """Deliver a message, write down how it ended, and take the next one in the same step."""
    outcome = _delivered(message, desk, pace)
    with store.write() as db:
        if outcome is not None:
            outbox.settle(db, message, outcome)
        return _claimed(db, pace)


def _claimed(db: Database, pace: Pace) -> Message | None:
    """The next message that is due and may leave still; posts before it that may not are held back."""
    message = outbox.claim(db, pace)
    while message is not None and not publishing_last_look.may_go(db, message):
        message = outbox.claim(db, pace)
    return message


def _anything() -> bool:
    with store.read() as db:
        return bool(store.scalar(db, _WORK, {"now": clock.stamp()}))


def tidy(db: Database) -> None:
    """What senders that died held, what is late, what a person has to hand over."""
    outbox.expire(db)
    outbox.miss_late(db)
    outbox.hand_over(db)


def _delivered(message: Message, desk: Desk, pace: Pace) -> Outcome | None:
    try:
        channel, secrets = desk.channel(message.channel)
    except Exception as error:
        return after(message, None, _not_set_up(error), pace, doubt=message.left_at is not None)
    outcome = outbox.deliver(message, channel, pace, secrets)
    if outcome is not None and outcome.trouble is not None and outcome.trouble.kind in ("reauth", "disconnected"):
        desk.forget(message.channel)
    return outcome


def _not_set_up(error: Exception) -> Trouble:
    """Why the channel cannot be made of its settings; a person has to look at them."""
    if isinstance(error, OfficeError | Trouble):
        return Disconnected(error.sentence, **error.values)
    traceback.print_exception(error)
    return Disconnected(N("Something unexpected went wrong; the record is in the worker's log."))


def check_channels(kinds: dict[str, Kind] | None = None) -> None:
    """Test each channel that is on and was not tested for an hour; what is in trouble waits for a person."""
    since = clock.stamp(clock.now() - CHECK_EVERY)
    with store.read() as db:
        codes = [row["code"] for row in store.rows(
            db,
            "select code from channel where switched_on and not by_hand and trouble is null"
            " and coalesce(checked_at, '') <= ? order by code",
            (since,),
        )]  # fmt: skip
    for code in codes:
        try:
            channel_kinds.check(code, by=SYSTEM, kinds=kinds)
        except OfficeError:
            # What is wrong stands with the channel now, or it cannot be made at all.
            continue
        except Exception:
            traceback.print_exc()
