"""A message whose text ceased to hold while it was on its way: it never leaves (again), and nobody says it is not out
until that is sure."""

import pytest

from lib import outbox, store
from lib.access import SYSTEM, User
from lib.errors import Refused
from lib.outbox import Message, NoAnswer, Sent, Transient
from lib.outbox.records import Way
from tests.outbox.conftest import Scripted, claimed, delivered, got, later, put

BELIEVED = outbox.PACE.believed_after.total_seconds()


def _stop(message_id: int = 1) -> None:
    with store.write() as db:
        outbox.stop(db, message_id, by=SYSTEM)


def test_what_has_not_left_does_not_leave(people: dict[str, User], channel: Scripted) -> None:
    class Slow(Scripted):
        def prepare(self, message: Message) -> object:
            _stop()
            return super().prepare(message)

    put(people)
    slow = Slow()
    delivered(slow)
    assert (got().state, slow.out) == ("cancelled", [])
    assert claimed() is None


@pytest.mark.parametrize("operation", ["publish", "correct"])
def test_what_was_refused_for_now_is_not_tried_again(
    people: dict[str, User], channel: Scripted, operation: str
) -> None:
    class Refusing(Scripted):
        def submit(self, message: Message, prepared: object) -> Sent:
            _stop()
            raise Transient("busy")

    put(people, operation=operation, remote_id=None if operation == "publish" else "r-1")
    delivered(Refusing())
    assert got().state == "cancelled"
    with later(hours=1):
        assert claimed() is None


def test_a_dead_senders_message_is_cancelled(people: dict[str, User], channel: Scripted) -> None:
    put(people)
    claimed()
    _stop()
    with later(minutes=3):
        assert claimed() is None
    assert got().state == "cancelled"


def test_an_unknown_one_that_is_not_there_is_cancelled(people: dict[str, User], channel: Scripted) -> None:
    put(people)
    channel.said["submit"] = [NoAnswer("silence")]
    delivered(channel)
    _stop()
    with later(seconds=BELIEVED + 5):
        delivered(channel)
    with later(seconds=BELIEVED + 60):
        delivered(channel)
    assert (got().state, channel.out) == ("cancelled", [])


def test_an_unknown_one_that_is_there_is_out(people: dict[str, User], channel: Scripted) -> None:
    put(people)
    channel.said["submit"] = [NoAnswer("silence")]
    delivered(channel)
    _stop()
    channel.out.append("k-1")
    with later(minutes=1):
        delivered(channel)
    assert (got().state, got().remote_id) == ("published", "r-found")


@pytest.mark.parametrize(("was_published", "state"), [(True, "published"), (False, "cancelled")])
@pytest.mark.parametrize("way", ["manual", "idempotent"])
def test_where_only_sending_again_would_tell_a_person_says(
    people: dict[str, User], channel: Scripted, way: Way, was_published: bool, state: str
) -> None:
    put(people)
    channel.way = way
    channel.said["submit"] = [NoAnswer("silence")]
    delivered(channel)
    _stop()
    with later(seconds=BELIEVED + 5):
        if way == "idempotent":
            delivered(channel)
    with later(hours=1):
        assert claimed() is None
    with store.write() as db:
        outbox.resolve(db, 1, was_published=was_published, by=people["spokesperson"])
    assert (got().state, channel.out) == (state, [])


def test_what_only_waits_is_cancelled_instead(people: dict[str, User], channel: Scripted) -> None:
    put(people)
    with pytest.raises(Refused):
        _stop()
