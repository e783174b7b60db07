"""One message by one channel: asked about when it may be out, prepared, sent by a single call, confirmed.

The only place that calls `submit`. Network calls happen outside any transaction; just before the body leaves, that it
leaves is on the disk.
"""

import datetime as dt
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from lib import clock, store
from lib.errors import OfficeError
from lib.i18n import N
from lib.outbox import outcome as out
from lib.outbox import places, queue, recipients
from lib.outbox.outcome import Attempt, Outcome, Phase
from lib.outbox.pace import PACE, Pace
from lib.outbox.records import (
    Channel,
    Message,
    NoAnswer,
    RateLimited,
    Sent,
    State,
    Transient,
    Trouble,
    Way,
    WrongContent,
)  # fmt: skip

Answer = TypeVar("Answer")
A_SECOND = dt.timedelta(seconds=1)
MOVED = N("The channel was set up for another address or account since. Look where it led before.")
LONGEST_LIMIT = dt.timedelta(hours=24)


@dataclass
class _Delivery:
    """A delivery under way and the record of what was said."""

    message: Message
    channel: Channel
    pace: Pace
    secrets: tuple[str, ...]
    attempts: list[Attempt] = field(default_factory=list)

    def call(self, phase: Phase, ask: Callable[[], Answer]) -> Answer:
        """One call of the channel, written down; whatever it raises becomes `Trouble`."""
        at, began = clock.now(), time.monotonic()
        try:
            answer = ask()
        except Exception as error:
            trouble = _trouble(phase, error)
            self._note(phase, at, began, trouble.kind, trouble)
            raise trouble from error
        self._note(phase, at, began, "absent" if answer is None and phase == "find" else "ok", answer)
        return answer

    def _note(self, phase: Phase, at: dt.datetime, began: float, ended: str, said: Any) -> None:
        if phase == "prepare" and ended == "ok":
            return
        raw = said if isinstance(said, Sent | Trouble) else Sent("")
        self.attempts.append(
            Attempt(
                phase,
                at,
                ended,
                round(1000 * (time.monotonic() - began)),
                raw.status,
                out.headers(raw.headers, self.secrets),
                out.without_tokens(raw.body, self.secrets),
            )
        )


def deliver(message: Message, channel: Channel, pace: Pace = PACE, secrets: Iterable[str] = ()) -> Outcome | None:
    """Deliver a message that `claim` gave and say how it ended, for `queue.settle`; None when it is no longer ours.

    `secrets` are left out of the record of attempts. The channel may raise anything: it never takes the worker down.
    """
    if places.elsewhere(message):
        return _moved(message)
    delivery = _Delivery(message, channel, pace, tuple(secrets))
    ended = _asked(delivery) if message.left_at or message.tries > 1 else None
    if ended is None:
        ended = _sent(delivery, doubt=bool(message.left_at) and _way(message, channel) == "idempotent")
    return ended.after(delivery.attempts) if ended else None


def _moved(message: Message) -> Outcome:
    """The channel leads elsewhere since: a person mends what is out where it is, and says what became of the rest."""
    trouble = WrongContent(MOVED)
    if message.operation == "publish":
        return Outcome("unknown", trouble=trouble, may_be_out=True)
    return Outcome("handover", trouble=trouble)


def _way(message: Message, channel: Channel) -> Way:
    """How an unknown outcome is cleared up. Corrections and withdrawals repeat harmlessly everywhere."""
    if message.operation != "publish":
        return "idempotent"
    remembers = getattr(channel, "key_seconds", None)
    if channel.way == "idempotent" and remembers is not None and message.first_left_at:
        forgotten = clock.now() >= clock.parse(message.first_left_at) + dt.timedelta(seconds=remembers)
        return "findable" if forgotten else "idempotent"
    return channel.way


def _asked(delivery: _Delivery) -> Outcome | None:
    """How a message stands that was tried before; None when it may be sent now."""
    message, way = delivery.message, _way(delivery.message, delivery.channel)
    if way == "findable":
        return _found(delivery)
    if message.left_at is None:
        return None
    if way == "manual":
        return Outcome("unknown", may_be_out=True)
    settled = clock.parse(message.left_at) + delivery.pace.believed_after
    # Keys are often written down after the post: two calls at once would both pass.
    return None if clock.now() > settled else _wait(settled)


def _found(delivery: _Delivery) -> Outcome | None:
    message, pace, now = delivery.message, delivery.pace, clock.now()
    try:
        sent = delivery.call("find", lambda: delivery.channel.find(message))
    except Trouble as trouble:
        return after(message, delivery.channel, trouble, pace, doubt=message.left_at is not None)
    if sent is not None and not _another(message, sent):
        return Outcome("published", sent=sent)
    if message.left_at is None:
        return None
    believed = clock.parse(message.left_at) + pace.believed_after
    if now <= believed:
        return _wait(believed)
    pause = dt.timedelta(seconds=pace.pause)
    if message.absent_at is None:
        return _wait(now + pause, absent=True)
    again = clock.parse(message.absent_at) + pause
    return None if now > again else _wait(again)


def _wait(until: dt.datetime, *, absent: bool = False) -> Outcome:
    return Outcome("unknown", next_try_at=until + A_SECOND, may_be_out=True, absent=absent)


def _sent(delivery: _Delivery, *, doubt: bool) -> Outcome | None:
    """Prepare and submit. `doubt` means that an earlier call may have published it, whatever this one says."""
    message, channel = delivery.message, delivery.channel
    try:
        prepared = delivery.call("prepare", lambda: channel.prepare(message))
    except Trouble as trouble:
        return after(message, channel, trouble, delivery.pace, doubt=doubt)
    with store.write() as db:
        if not queue.leaves(db, message, delivery.pace, doubt=doubt):
            known = recipients.goes_to_many(db, message.id)
            return _held(delivery, known) if queue.stopped(db, message) else None
    try:
        sent = delivery.call("submit", lambda: channel.submit(message, prepared))
    except Trouble as trouble:
        doubt = doubt or isinstance(trouble, NoAnswer)
        return after(message, channel, trouble, delivery.pace, doubt=doubt)
    try:
        return Outcome("published", sent=delivery.call("confirm", lambda: channel.confirm(message, sent)))
    except Trouble as trouble:
        return Outcome("published", sent=sent, trouble=trouble)


def _another(message: Message, sent: Sent) -> bool:
    """Whether what was found is known as another message: of two with the same words the newer one is found first."""
    sql = "select 1 from outbox where channel = ? and remote_id = ? and operation = 'publish' and id <> ?"
    with store.read() as db:
        return store.scalar(db, sql, (message.channel, sent.remote_id, message.id)) is not None


def _held(delivery: _Delivery, known: bool) -> Outcome:
    """A message that was stopped: the end, unless only sending it again would tell whether it is out. `known`: its
    recipients' own records tell."""
    message = delivery.message
    sure = (
        known
        or message.left_at is None
        or message.operation != "publish"
        or _way(message, delivery.channel) == "findable"
    )
    return Outcome("cancelled") if sure else Outcome("unknown", may_be_out=True)


def after(message: Message, channel: Channel | None, trouble: Trouble, pace: Pace = PACE, *, doubt: bool) -> Outcome:
    """What a trouble means for the message: again, a person, or the end. Without a channel it could not be set up."""
    now, failures = clock.now(), message.failures + 1
    state: State = "unknown" if doubt else "queued"
    if isinstance(trouble, WrongContent):
        return Outcome("unknown" if doubt else "failed", trouble=trouble, may_be_out=doubt)
    if isinstance(trouble, RateLimited):
        until = min(max(trouble.until, now + A_SECOND), now + LONGEST_LIMIT)
        return Outcome(state, until, trouble=trouble, may_be_out=doubt)
    if trouble.kind in ("reauth", "disconnected"):
        return Outcome(state, now, trouble=trouble, may_be_out=doubt)
    if doubt and channel is not None and _way(message, channel) == "manual":
        return Outcome("unknown", trouble=trouble, may_be_out=True, counted=True)
    if not doubt and failures >= pace.tries:
        return Outcome("failed", trouble=trouble, counted=True)
    return Outcome(state, now + pace.wait(failures), trouble=trouble, may_be_out=doubt, counted=True)


def _trouble(phase: Phase, error: Exception) -> Trouble:
    """A fault of our own code in the channel's terms: before the body left nothing is out, afterwards nobody knows."""
    if isinstance(error, Trouble):
        return error
    if isinstance(error, OfficeError) and phase == "prepare":
        return WrongContent(error.sentence, **error.values)
    traceback.print_exception(error)
    sentence = N("Something unexpected went wrong; the record is in the worker's log.")
    return NoAnswer(sentence) if phase == "submit" else Transient(sentence)
