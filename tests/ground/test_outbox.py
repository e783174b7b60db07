"""The outbox: sent once, unknown when unsure, never queued again by itself."""

import datetime as dt
import json

import pytest

from lib import clock, outbox, store
from lib.access import User
from lib.errors import NotAllowed, NotFound, Refused
from lib.outbox import Message


def _put(people: dict[str, User], key: str, minutes: int = 0) -> None:
    with store.write() as db:
        due = clock.now() + dt.timedelta(minutes=minutes)
        outbox.put(db, "web", key, {"text": "Ahoj"}, due, by=people["spokesperson"])


def _claim() -> Message | None:
    with store.write() as db:
        return outbox.claim(db)


def _state(message_id: int = 1) -> str:
    with store.read() as db:
        return outbox.get(db, message_id).state


def test_what_is_due_is_claimed_once(people: dict[str, User]) -> None:
    _put(people, "story-1")
    claimed = _claim()
    assert claimed is not None
    assert (claimed.key, claimed.tries, json.loads(claimed.payload)) == ("story-1", 1, {"text": "Ahoj"})
    assert _claim() is None


def test_what_is_not_due_waits(people: dict[str, User]) -> None:
    _put(people, "story-1", minutes=10)
    assert _claim() is None
    with clock.fixed("2026-11-23T08:10:00+01:00"):
        assert _claim() is not None


def test_the_same_key_goes_out_once(people: dict[str, User]) -> None:
    _put(people, "story-1")
    _put(people, "story-1")
    assert _claim() is not None
    assert _claim() is None


@pytest.mark.parametrize("state", ["published", "failed", "unknown"])
def test_each_end_is_kept(people: dict[str, User], state: str) -> None:
    _put(people, "story-1")
    _claim()
    with store.write() as db:
        getattr(outbox, state)(db, 1, "remote 7")
    assert _state() == state
    assert _claim() is None


def test_a_sender_that_died_leaves_an_unknown_outcome(people: dict[str, User]) -> None:
    _put(people, "story-1")
    _claim()
    with clock.fixed("2026-11-23T08:01:59+01:00"), store.write() as db:
        assert outbox.expire(db) == 0
    with clock.fixed("2026-11-23T08:02:01+01:00"), store.write() as db:
        assert outbox.expire(db) == 1
        assert outbox.claim(db) is None
    assert _state() == "unknown"


def test_a_late_answer_does_not_change_what_a_person_sees(people: dict[str, User]) -> None:
    _put(people, "story-1")
    _claim()
    with clock.fixed("2026-11-23T08:10:00+01:00"), store.write() as db:
        outbox.expire(db)
        outbox.failed(db, 1, "too late")
    assert _state() == "unknown"


@pytest.mark.parametrize(("was_published", "state"), [(True, "published"), (False, "queued")])
def test_a_person_resolves_the_unknown(people: dict[str, User], was_published: bool, state: str) -> None:
    _put(people, "story-1")
    _claim()
    with store.write() as db:
        outbox.unknown(db, 1, "no answer")
        outbox.resolve(db, 1, was_published=was_published, by=people["spokesperson"])
    assert _state() == state


def test_only_the_unknown_can_be_resolved_and_only_by_who_publishes(people: dict[str, User]) -> None:
    _put(people, "story-1")
    with store.write() as db:
        with pytest.raises(Refused):
            outbox.resolve(db, 1, was_published=True, by=people["spokesperson"])
        with pytest.raises(NotAllowed):
            outbox.resolve(db, 1, was_published=True, by=people["editor"])
        with pytest.raises(NotFound):
            outbox.resolve(db, 9, was_published=True, by=people["spokesperson"])
