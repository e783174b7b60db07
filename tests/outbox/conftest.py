"""A channel that does what a test tells it, and messages for it."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from lib import clock, outbox, store
from lib.access import User
from lib.outbox import Health, Kind, Limits, Message, Outcome, Parcel, Sent
from lib.outbox.records import Way

KIND = Kind("scripted", "Scripted", "web", (), Limits(None), lambda options, secrets: Scripted())
BY_HAND = replace(KIND, code="by_hand", make=None)
PARCEL = Parcel("Rozsvícení stromu", "V neděli v 17 hodin.", mark="k-1")


@dataclass
class Scripted:
    """Answers from lists: an exception is raised, anything else is given. `out` holds what was really published."""

    way: Way = "findable"
    said: dict[str, list[Any]] = field(default_factory=dict)
    out: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)

    def _next(self, call: str, usual: Callable[[], Any]) -> Any:
        self.calls.append(call)
        script = self.said.get(call, [])
        answer = script.pop(0) if script else usual()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def prepare(self, message: Message) -> Any:
        return self._next("prepare", lambda: "prepared")

    def submit(self, message: Message, prepared: Any) -> Sent:
        def publish() -> Sent:
            self.out.append(message.key)
            return Sent(f"r-{len(self.out)}", "https://channel.example/1", 201, {"X-App-Usage": "1"}, "{}")

        sent: Sent = self._next("submit", publish)
        return sent

    def find(self, message: Message) -> Sent | None:
        def look() -> Sent | None:
            return Sent("r-found") if message.key in self.out else None

        found: Sent | None = self._next("find", look)
        return found

    def confirm(self, message: Message, sent: Sent) -> Sent:
        confirmed: Sent = self._next("confirm", lambda: sent)
        return confirmed

    def check(self) -> Health:
        health: Health = self._next("check", lambda: Health("Město Brázdov"))
        return health


@pytest.fixture
def channel(people: dict[str, User]) -> Scripted:
    """The channel `web` of this office, findable unless the test changes its way; `radio` is served by hand."""
    with store.write() as db:
        outbox.save_channel(db, "web", KIND, "Web města", {}, {}, by=people["head"])
        outbox.save_channel(db, "radio", BY_HAND, "Rádio", {}, {}, by=people["head"])
    return Scripted()


def put(people: dict[str, User], key: str = "k-1", minutes: int = 0, channel: str = "web", **more: Any) -> int:
    """A message due in so many minutes."""
    with store.write() as db:
        due = clock.now() + dt.timedelta(minutes=minutes)
        return outbox.put(db, channel, key, PARCEL, due, by=people["spokesperson"], **more)


def got(message_id: int = 1) -> Message:
    with store.read() as db:
        return outbox.get(db, message_id)


def claimed() -> Message | None:
    with store.write() as db:
        outbox.expire(db)
        return outbox.claim(db)


def delivered(channel: Scripted) -> Outcome | None:
    """One whole way of the next message, as the worker does it."""
    message = claimed()
    assert message is not None, "nothing is due"
    outcome = outbox.deliver(message, channel)
    if outcome is not None:
        with store.write() as db:
            outbox.settle(db, message, outcome)
    return outcome


@contextmanager
def later(**passed: float) -> Iterator[None]:
    """The clock so much later: `with later(minutes=3):`."""
    with clock.fixed(clock.now() + dt.timedelta(**passed)):
        yield
