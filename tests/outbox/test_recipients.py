"""A message that goes to recipients one by one and is stopped on the way: it is out at those who have it."""

import datetime as dt
from collections.abc import Callable

import pytest

from lib import audit, clock, jobs, store
from lib.access import SYSTEM, User
from lib.connectors.one_by_one import PutOff, send_each
from lib.outbox import Message, NoAnswer, Sent, cancel, expire, miss_late, parts, resolve, stop
from tests.outbox.conftest import Scripted, claimed, delivered, got, later, put

EVERYBODY = ("a", "b", "c", "d")


class Mailing(Scripted):
    """Sends to everybody; `before(recipient)` may stop it, or raise what the server says."""

    before: Callable[[str], object] = staticmethod(lambda recipient: None)

    def submit(self, message: Message, prepared: object) -> Sent:
        self.way = "idempotent"
        return send_each(message.key, EVERYBODY, self._one)

    def _one(self, recipient: str) -> str:
        self.before(recipient)
        self.out.append(recipient)
        return "250"


@pytest.fixture
def mailing(channel: Scripted) -> Mailing:
    return Mailing(way="idempotent")


def _stop(*_: object) -> None:
    with store.write() as db:
        stop(db, 1, by=SYSTEM)


def _row() -> tuple[str, int | None, str | None, int]:
    with store.read() as db:
        found: tuple[str, int | None, str | None, int] = db.conn.execute(
            "select state, recipients, error, stopped from outbox"
        ).fetchone()
    return found


def _deeds() -> list[str]:
    with store.read() as db:
        return [entry["what"] for entry in audit.history(db, "outbox:1")]


CUT = ("published", 2, "Odesláno 2 z 4 příjemců, zbytek zastaven.", 1)


def test_a_whole_mailing_says_how_many_have_it(people: dict[str, User], mailing: Mailing) -> None:
    put(people)
    delivered(mailing)
    assert _row() == ("published", 4, None, 0)


def test_stopped_in_the_middle_nobody_else_gets_it(people: dict[str, User], mailing: Mailing) -> None:
    put(people)
    mailing.before = lambda recipient: _stop() if recipient == "b" else None
    delivered(mailing)
    assert (_row(), mailing.out) == (CUT, ["a", "b"])
    assert _deeds()[0] == "outbox.cut_short"
    assert claimed() is None


def test_stopped_before_anybody_has_it_it_is_cancelled(people: dict[str, User], mailing: Mailing) -> None:
    def put_off(recipient: str) -> None:
        _stop()
        raise PutOff("later")

    put(people)
    mailing.before = put_off
    delivered(mailing)
    assert (_row()[0], mailing.out) == ("cancelled", [])


def _some(recipient: str) -> None:
    if recipient in "cd":
        raise PutOff("later")


def test_cancelled_between_two_tries_it_is_out_at_those_who_have_it(people: dict[str, User], mailing: Mailing) -> None:
    put(people)
    mailing.before = _some
    delivered(mailing)
    assert got().state == "queued"
    with store.write() as db:
        cancel(db, 1, by=people["spokesperson"])
    assert (_row(), _deeds()[0]) == (CUT, "outbox.cut_short")


def test_late_when_some_have_it_does_not_say_that_nothing_was_sent(people: dict[str, User], mailing: Mailing) -> None:
    put(people)
    mailing.before = _some
    delivered(mailing)
    with later(hours=3), store.write() as db:
        miss_late(db)
    assert (got().state, "jen část příjemců" in str(got().error)) == ("missed", True)


def test_a_killed_sender_of_a_stopped_one_leaves_the_last_recipient_to_a_person(
    people: dict[str, User], mailing: Mailing
) -> None:
    put(people)
    claimed()
    with store.write() as db:
        db.conn.execute("update outbox set left_at = ?, addressed = 4", (clock.stamp(),))
        parts.begin(db, "k-1", "a")
        parts.settle(db, "k-1", "a", "accepted")
        parts.begin(db, "k-1", "b")
        stop(db, 1, by=SYSTEM)
    with later(minutes=5):
        with store.write() as db:
            expire(db)
        delivered(mailing)
        with store.write() as db:
            (row,) = parts.unsure(db, by=people["spokesperson"]).rows(named=True)
            assert (row["part"], row["title"], row["channel_name"], row["stopped"]) == (
                "b", "Rozsvícení stromu", "Web města", True,
            )  # fmt: skip
            assert _row()[1:] == (1, "Odesláno 1 z 4 příjemců, zbytek zastaven.", 1)
            parts.decide(db, "k-1", "b", arrived=True, by=people["spokesperson"])
        assert (_row(), mailing.out) == (CUT, [])


def test_a_part_that_did_not_arrive_of_a_stopped_one_stays_so(people: dict[str, User], mailing: Mailing) -> None:
    def silence(recipient: str) -> None:
        if recipient == "b":
            _stop()
            raise NoAnswer("silence")

    put(people)
    mailing.before = silence
    delivered(mailing)
    with store.write() as db:
        parts.decide(db, "k-1", "b", arrived=False, by=people["spokesperson"])
    assert _row()[:2] == ("published", 1)
    assert claimed() is None


def test_a_stopped_one_whose_only_recipient_did_not_get_it_is_cancelled(
    people: dict[str, User], mailing: Mailing
) -> None:
    def silence(recipient: str) -> None:
        _stop()
        raise NoAnswer("silence")

    put(people)
    mailing.before = silence
    delivered(mailing)
    assert _row()[0] == "published"
    with store.write() as db:
        parts.decide(db, "k-1", "a", arrived=False, by=people["spokesperson"])
    assert _row()[:2] == ("cancelled", None)


def test_said_not_to_be_out_it_is_still_out_at_those_who_have_it(people: dict[str, User], mailing: Mailing) -> None:
    put(people)
    mailing.before = _some
    delivered(mailing)
    with store.write() as db:
        db.conn.execute("update outbox set state = 'unknown', stopped = 1")
        resolve(db, 1, was_published=False, by=people["spokesperson"])
    assert _row() == CUT


def test_the_worker_is_seen_to_live_during_a_long_mailing(people: dict[str, User], mailing: Mailing) -> None:
    def alive(at: dt.timedelta) -> bool:
        with clock.fixed(clock.now() + at):
            with store.write() as db:
                parts.begin(db, "k-1", str(at))
            with store.read() as db:
                return jobs.worker_alive(db) and jobs.last_beat(db) == clock.stamp()

    put(people)
    assert [alive(dt.timedelta(seconds=n)) for n in (0, 9, 120)] == [True, False, True]
