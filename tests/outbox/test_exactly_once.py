"""Whatever goes wrong in whatever order: exactly one post in a channel that has keys or can be searched."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lib import clock, outbox, store
from lib.access import SYSTEM, User
from lib.outbox import Disconnected, Health, Message, NoAnswer, RateLimited, Reauth, Sent, Transient
from lib.outbox.records import Way
from tests.laws import examples
from tests.outbox.conftest import KIND, PARCEL

FAULTS = st.lists(
    st.sampled_from(
        ["", "refused", "limited", "reauth", "disconnected", "lost", "late", "silent", "killed", "killed_out"]
    ),
    max_size=12,
)


class Killed(BaseException):
    """kill -9: nothing catches it, nothing is settled."""


@dataclass
class Remote:
    """A channel with a plan of faults, one for each call. A late one takes the post in within the call's patience."""

    way: Way
    plan: list[str]
    posts: Counter[str] = field(default_factory=Counter)
    coming: list[tuple[dt.datetime, str]] = field(default_factory=list)

    def _arrive(self, key: str) -> None:
        if self.way != "idempotent" or not self.posts[key]:
            self.posts[key] += 1

    def settle(self) -> None:
        for moment, key in list(self.coming):
            if moment <= clock.now():
                self.coming.remove((moment, key))
                self._arrive(key)

    def _fault(self) -> str:
        self.settle()
        return self.plan.pop(0) if self.plan else ""

    def _refuse(self, fault: str) -> None:
        if fault == "refused":
            raise Transient("503")
        if fault == "limited":
            raise RateLimited("429", clock.now() + dt.timedelta(minutes=2))
        if fault == "reauth":
            raise Reauth("401")
        if fault == "disconnected":
            raise Disconnected("gone")
        if fault == "killed":
            raise Killed

    def prepare(self, message: Message) -> Any:
        self._refuse(self._fault())

    def submit(self, message: Message, prepared: Any) -> Sent:
        fault = self._fault()
        self._refuse(fault)
        if fault == "late":
            slow = dt.timedelta(seconds=outbox.PACE.answer)
            self.coming.append((clock.now() + slow, message.key))
        if fault in ("late", "silent"):
            raise NoAnswer("timeout")
        self._arrive(message.key)
        if fault == "killed_out":
            raise Killed
        if fault == "lost":
            raise NoAnswer("reset")
        return Sent("r-1")

    def find(self, message: Message) -> Sent | None:
        fault = self._fault()
        self._refuse(fault)
        if fault in ("lost", "late", "silent", "killed_out"):
            raise NoAnswer("timeout")
        return Sent("r-1") if self.posts[message.key] else None

    def confirm(self, message: Message, sent: Sent) -> Sent:
        if self._fault():
            raise Transient("503")
        return sent

    def check(self) -> Health:
        return Health("")


@pytest.mark.parametrize("way", ["idempotent", "findable", "manual"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(25))
@example(plan=["", "killed_out"])
@example(plan=["", "late"])
@example(plan=["", "late", "refused", "killed"])
@example(plan=["", "lost", "reauth", "lost"])
@example(plan=["", "silent", "", "limited", ""])
@given(plan=FAULTS)
def test_exactly_one_post_whatever_goes_wrong(people: dict[str, User], way: Way, plan: list[str]) -> None:
    remote = Remote(way, list(plan))
    with store.write() as db:
        db.conn.execute("delete from outbox_attempt")
        db.conn.execute("delete from outbox")
        db.conn.execute("delete from channel")
        outbox.save_channel(db, "web", KIND, "Web", {}, {}, by=people["head"])
        outbox.put(db, "web", "k", PARCEL, clock.now(), grace_minutes=100_000, by=people["head"])
    end = _until_settled(remote)
    assert (end.state, remote.posts["k"]) == ("published", 1)


def _until_settled(remote: Remote) -> Message:
    """The worker's turns, each when the next thing may happen; a person mends the channel and decides."""
    moment = clock.now()
    for _ in range(100):
        with clock.fixed(moment):
            remote.settle()
            _turn(remote)
            with store.write() as db:
                message = _decided(db, remote)
                due = store.scalar(
                    db, "select max(coalesce(iif(state = 'sending', lease_until, next_try_at), ''),"
                    " coalesce(limited_until, '')) from outbox join channel on code = channel"
                )  # fmt: skip
        if message.state == "published":
            return message
        moment = max(clock.parse(due) if due else moment, moment) + dt.timedelta(seconds=1)
        moment = max([moment, *(when for when, _ in remote.coming)]) if not due else moment
    raise AssertionError(f"not settled: {message}")


def _decided(db: store.Database, remote: Remote) -> Message:
    """What people do: connect the channel again, look whether the message is there, try a failed one again."""
    db.conn.execute("update channel set trouble = null")
    number, state, waits = db.conn.execute("select id, state, next_try_at is null from outbox").fetchone()
    if state == "unknown" and waits and not remote.coming:
        outbox.resolve(db, number, was_published=remote.posts["k"] > 0, by=SYSTEM)
    if state == "failed":
        outbox.send_now(db, number, by=SYSTEM)
    return outbox.get(db, number)


def _turn(remote: Remote) -> None:
    with store.write() as db:
        outbox.expire(db)
        message = outbox.claim(db)
    if message is None:
        return
    try:
        outcome = outbox.deliver(message, remote)
    except Killed:
        return
    if outcome is not None:
        with store.write() as db:
            outbox.settle(db, message, outcome)
