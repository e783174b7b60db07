"""One message by one channel: every way in which it can go, and that none publishes twice."""

import datetime as dt

import pytest

from lib import audit, clock, outbox, store
from lib.access import User
from lib.errors import BadInput
from lib.outbox import (
    Disconnected,
    Health,
    Message,
    NoAnswer,
    RateLimited,
    Reauth,
    Sent,
    Transient,
    Trouble,
    WrongContent,
    deliver,
)
from tests.outbox.conftest import Scripted, claimed, delivered, got, later, put

BELIEVED = outbox.PACE.believed_after.total_seconds()
PAUSE = outbox.PACE.pause


def test_a_message_is_prepared_sent_once_and_confirmed(people: dict[str, User], channel: Scripted) -> None:
    put(people)
    delivered(channel)
    assert channel.calls == ["prepare", "submit", "confirm"]
    now = got()
    assert (now.state, now.remote_id, now.remote_url) == ("published", "r-1", "https://channel.example/1")
    assert (now.left_at, now.error, now.trouble) == (None, None, None)
    with store.read() as db:
        assert outbox.set_up(db, "web").worked_at == clock.stamp()
        assert [one["what"] for one in audit.history(db, "outbox:1")] == ["outbox.published"]
        assert outbox.attempts(db, 1, by=people["reader"])["phase"].to_list() == ["submit", "confirm"]


def test_that_it_leaves_is_on_the_disk_before_it_leaves(people: dict[str, User], channel: Scripted) -> None:
    seen: list[Message] = []

    class Watching(Scripted):
        def submit(self, message: Message, prepared: object) -> Sent:
            seen.append(got())
            return super().submit(message, prepared)

    put(people)
    delivered(Watching())
    assert (seen[0].state, seen[0].left_at) == ("sending", clock.stamp())


@pytest.mark.parametrize("phase", ["prepare", "submit"])
@pytest.mark.parametrize(
    ("trouble", "state", "kind", "channel_trouble", "counted"),
    [
        (Transient("no connection"), "queued", "transient", None, 1),
        (Reauth("token"), "queued", "reauth", "reauth", 0),
        (Disconnected("gone"), "queued", "disconnected", "disconnected", 0),
        (WrongContent("too long"), "failed", "content", None, 0),
        (RateLimited("slowly", dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)), "queued", "rate_limited", None, 0),
    ],
)
def test_what_was_surely_not_published(
    people: dict[str, User], channel: Scripted, phase: str, trouble: Trouble, state: str, kind: str,
    channel_trouble: str | None, counted: int,
) -> None:  # fmt: skip
    put(people)
    channel.said[phase] = [trouble]
    delivered(channel)
    now = got()
    assert (now.state, now.trouble, now.error, now.left_at) == (state, kind, trouble.sentence, None)
    assert now.failures == counted
    with store.read() as db:
        assert outbox.set_up(db, "web").trouble == channel_trouble
        assert outbox.attempts(db, 1, by=people["reader"])["outcome"].to_list()[-1] == kind


def test_a_limit_is_remembered_for_the_whole_channel(people: dict[str, User], channel: Scripted) -> None:
    put(people)
    put(people, "k-2")
    channel.said["submit"] = [RateLimited("slowly", clock.now() + dt.timedelta(minutes=15))]
    delivered(channel)
    with later(minutes=14):
        assert claimed() is None
    with later(minutes=15):
        delivered(channel)
        delivered(channel)
        assert claimed() is None
    assert sorted(channel.out) == ["k-1", "k-2"]


@pytest.mark.parametrize(("asked", "kept"), [(-60, 1), (3 * 86_400, 86_400)])
def test_a_strange_limit_is_neither_in_the_past_nor_endless(
    people: dict[str, User], channel: Scripted, asked: int, kept: int
) -> None:
    put(people)
    channel.said["submit"] = [RateLimited("slowly", clock.now() + dt.timedelta(seconds=asked))]
    outcome = delivered(channel)
    assert outcome is not None
    assert outcome.next_try_at == clock.now() + dt.timedelta(seconds=kept)


def test_eight_failures_in_a_row_are_enough_and_the_pauses_grow(people: dict[str, User], channel: Scripted) -> None:
    put(people, grace_minutes=10_000)
    channel.said["submit"] = [Transient("no connection")] * 9
    pauses: list[float] = []
    moment = clock.now()
    while (outcome := _at(moment, channel)).next_try_at:
        pauses.append((outcome.next_try_at - moment).total_seconds())
        moment = outcome.next_try_at
    assert pauses == [30, 60, 120, 240, 480, 900, 900]
    assert (got().state, channel.calls.count("submit")) == ("failed", 8)


def _at(moment: dt.datetime, channel: Scripted) -> outbox.Outcome:
    with clock.fixed(moment):
        outcome = delivered(channel)
    assert outcome is not None
    return outcome


def test_an_account_in_trouble_takes_nothing_until_a_person_mends_it(
    people: dict[str, User], channel: Scripted
) -> None:
    put(people)
    channel.said["submit"] = [Reauth("token")]
    delivered(channel)
    with later(minutes=20):
        assert claimed() is None
        with store.read() as db:
            assert "připojit" in outbox.waiting(db, by=people["reader"])["why"][0]
        with store.write() as db:
            outbox.checked(db, "web", Health("Město"), by=people["head"])
        delivered(channel)
    assert channel.out == ["k-1"]


def test_without_an_answer_a_findable_message_is_looked_for_and_not_sent_again(
    people: dict[str, User], channel: Scripted
) -> None:
    put(people)
    channel.out.append("k-1")
    channel.said["submit"] = [NoAnswer("timeout")]
    delivered(channel)
    assert (got().state, got().trouble, got().left_at) == ("unknown", "unknown", clock.stamp())
    with later(seconds=30):
        delivered(channel)
    assert (got().state, got().remote_id, channel.out) == ("published", "r-found", ["k-1"])


def test_not_there_is_believed_the_second_time_and_not_too_soon(people: dict[str, User], channel: Scripted) -> None:
    put(people)
    channel.said["submit"] = [NoAnswer("timeout")]
    delivered(channel)
    for seconds, submits in [(30, 1), (BELIEVED + 1, 1), (BELIEVED + PAUSE + 2, 2)]:
        with later(seconds=seconds):
            delivered(channel)
        assert channel.calls.count("submit") == submits, seconds
    assert (got().state, channel.out) == ("published", ["k-1"])
    assert channel.calls.count("find") == 3


def test_two_answers_in_a_breath_are_one(people: dict[str, User], channel: Scripted) -> None:
    put(people)
    channel.said["submit"] = [NoAnswer("timeout")]
    delivered(channel)
    for seconds in (1, 6):
        with later(seconds=BELIEVED + seconds):
            with store.write() as db:
                db.conn.execute("update outbox set next_try_at = publish_at")
            delivered(channel)
    assert (got().state, channel.out) == ("unknown", [])


def test_what_a_slow_channel_takes_in_meanwhile_is_found(people: dict[str, User], channel: Scripted) -> None:
    put(people)
    channel.said["submit"] = [NoAnswer("timeout")]
    delivered(channel)
    with later(seconds=BELIEVED + 1):
        delivered(channel)
        assert got().absent_at is not None
    channel.out.append("k-1")
    with later(seconds=BELIEVED + PAUSE + 2):
        delivered(channel)
    assert (got().state, channel.out) == ("published", ["k-1"])


@pytest.mark.parametrize("trouble", [Transient("503"), NoAnswer("reset"), Reauth("token"), ZeroDivisionError()])
def test_a_channel_that_cannot_be_asked_proves_nothing(
    people: dict[str, User], channel: Scripted, trouble: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    put(people)
    channel.said = {"submit": [NoAnswer("timeout")], "find": [trouble]}
    delivered(channel)
    with later(seconds=BELIEVED + 1):
        delivered(channel)
    now = got()
    assert (now.state, now.absent_at) == ("unknown", None)
    assert now.left_at is not None
    assert channel.calls.count("submit") == 1
    capsys.readouterr()


def test_a_refused_question_leaves_it_to_a_person(people: dict[str, User], channel: Scripted) -> None:
    put(people)
    channel.said = {"submit": [NoAnswer("timeout")], "find": [WrongContent("no search here")]}
    delivered(channel)
    with later(seconds=60):
        delivered(channel)
    with later(days=1):
        assert claimed() is None
    assert got().state == "unknown"


def test_without_an_answer_and_without_a_search_a_person_decides(people: dict[str, User], channel: Scripted) -> None:
    put(people)
    channel.way, channel.said["submit"] = "manual", [NoAnswer("timeout")]
    delivered(channel)
    with later(days=1):
        assert claimed() is None
    assert (got().state, channel.calls.count("submit")) == ("unknown", 1)
    with store.read() as db:
        assert [one["what"] for one in audit.history(db, "outbox:1")] == ["outbox.unknown"]


def test_a_manual_message_of_a_dead_sender_waits_for_a_person(people: dict[str, User], channel: Scripted) -> None:
    put(people)
    message = claimed()
    assert message is not None
    with store.write() as db:
        assert outbox.queue.leaves(db, message)
    channel.way = "manual"
    with later(minutes=3):
        delivered(channel)
    for days in (0, 1):
        with later(minutes=10, days=days):
            assert claimed() is None
    assert (got().state, channel.calls) == ("unknown", [])


def test_an_idempotent_message_goes_again_with_its_key_when_the_first_call_is_surely_over(
    people: dict[str, User], channel: Scripted
) -> None:
    put(people)
    channel.way, channel.said["submit"] = "idempotent", [NoAnswer("timeout")]
    delivered(channel)
    with later(seconds=30):
        delivered(channel)
    assert channel.calls.count("submit") == 1
    with later(seconds=BELIEVED + 1):
        delivered(channel)
    assert (got().state, channel.calls.count("find")) == ("published", 0)


@pytest.mark.parametrize("trouble", [Transient("503"), WrongContent("duplicate"), Reauth("token")])
def test_a_refusal_of_the_second_call_says_nothing_about_the_first(
    people: dict[str, User], channel: Scripted, trouble: Trouble
) -> None:
    put(people)
    channel.way, channel.said["submit"] = "idempotent", [NoAnswer("timeout"), trouble]
    delivered(channel)
    with later(seconds=BELIEVED + 1):
        delivered(channel)
    assert got().state == "unknown"
    assert got().left_at is not None


def test_a_forgotten_key_protects_no_more(people: dict[str, User], channel: Scripted) -> None:
    """The age counts from the first call: later ones do not renew the key."""
    put(people)
    channel.way, channel.key_seconds = "idempotent", 3600  # type: ignore[attr-defined]
    channel.said["submit"] = [NoAnswer("timeout")] * 2
    delivered(channel)
    channel.out.append("k-1")
    with later(seconds=3000):
        delivered(channel)
    with later(seconds=3601):
        delivered(channel)
    assert (got().state, got().remote_id, channel.out) == ("published", "r-found", ["k-1"])


@pytest.mark.parametrize("operation", ["correct", "withdraw"])
def test_a_correction_is_harmless_to_repeat(people: dict[str, User], channel: Scripted, operation: str) -> None:
    put(people, operation=operation, remote_id="r-1")
    channel.way, channel.said["submit"] = "manual", [NoAnswer("timeout")]
    delivered(channel)
    with later(seconds=BELIEVED + 1):
        delivered(channel)
    assert (got().state, channel.calls.count("submit")) == ("published", 2)


def test_an_older_correction_goes_first_or_holds_the_newer_one(people: dict[str, User], channel: Scripted) -> None:
    put(people, "c-1", operation="correct", remote_id="r-1")
    put(people, "c-2", operation="correct", remote_id="r-1")
    put(people, "c-3", operation="correct", remote_id="r-2")
    channel.said["submit"] = [NoAnswer("timeout")]
    delivered(channel)
    delivered(channel)
    assert channel.out == ["c-3"]
    assert claimed() is None


def test_a_failed_confirmation_does_not_unpublish(people: dict[str, User], channel: Scripted) -> None:
    put(people)
    channel.said["confirm"] = [Transient("503")]
    delivered(channel)
    assert (got().state, got().remote_id, got().error) == ("published", "r-1", "503")


@pytest.mark.parametrize(
    ("phase", "error", "state"),
    [
        ("prepare", BadInput("The picture is missing."), "failed"),
        ("prepare", ZeroDivisionError(), "queued"),
        ("prepare", NoAnswer("the upload of a picture"), "queued"),
        ("submit", ZeroDivisionError(), "unknown"),
        ("submit", BadInput("odd"), "unknown"),
        ("confirm", ZeroDivisionError(), "published"),
    ],
)
def test_our_own_faults_are_taken_for_the_safe_thing(
    people: dict[str, User], channel: Scripted, phase: str, error: Exception, state: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    put(people)
    channel.said[phase] = [error]
    delivered(channel)
    assert got().state == state
    assert ("Traceback" in capsys.readouterr().err) == (phase != "prepare" or isinstance(error, ZeroDivisionError))


def test_a_sender_that_lost_its_message_sends_nothing(people: dict[str, User], channel: Scripted) -> None:
    put(people)
    slow = claimed()
    assert slow is not None
    with later(minutes=3):
        delivered(channel)
        assert deliver(slow, channel) is None
    assert channel.calls.count("submit") == 1


def test_a_slow_sender_whose_message_nobody_took_goes_on(people: dict[str, User], channel: Scripted) -> None:
    put(people)
    slow = claimed()
    assert slow is not None
    with later(minutes=3), store.write() as db:
        outbox.expire(db)
        assert got().state == "sending"
    assert deliver(slow, channel) is not None
    assert channel.out == ["k-1"]


def test_a_message_that_a_person_cancelled_meanwhile_does_not_leave(people: dict[str, User], channel: Scripted) -> None:
    put(people)
    slow = claimed()
    assert slow is not None
    with later(minutes=3), store.write() as db:
        outbox.expire(db)
        outbox.cancel(db, 1, by=people["spokesperson"])
    assert deliver(slow, channel) is None
    assert channel.out == []


def test_a_late_answer_that_it_is_out_is_true_whoever_asks_meanwhile(
    people: dict[str, User], channel: Scripted
) -> None:
    put(people)
    slow = claimed()
    assert slow is not None
    outcome = deliver(slow, channel)
    assert outcome is not None
    with later(minutes=3):
        asking = claimed()
        assert asking is not None
        with store.write() as db:
            assert outbox.settle(db, slow, outcome)
            assert not outbox.settle(db, asking, outbox.Outcome("unknown", may_be_out=True))
    assert (got().state, got().remote_id) == ("published", "r-1")


def test_a_late_failure_does_not_change_what_others_know(people: dict[str, User], channel: Scripted) -> None:
    put(people)
    slow = claimed()
    assert slow is not None
    with store.write() as db:
        outbox.queue.leaves(db, slow)
    with later(minutes=3), store.write() as db:
        outbox.expire(db)
        assert not outbox.settle(db, slow, outbox.Outcome("failed", trouble=Transient("late")))
    assert got().state == "unknown"


def test_tokens_never_reach_the_record(people: dict[str, User], channel: Scripted) -> None:
    put(people)
    body = '{"access_token": "EAAB1", "x": "hunter22 and /bot123:abcdefghijkl", "u": "?access_token=EAAB2&a=1"}'
    body += "ž" * 4096
    headers = {"Set-Cookie": "session=1", "Retry-After": "5", "X-App-Usage": "Bearer abcdef123"}
    channel.said["submit"] = [Transient("no connection", status=503, headers=headers, body=body)]
    message = claimed()
    assert message is not None
    outcome = deliver(message, channel, secrets=["hunter22"])
    assert outcome is not None
    with store.write() as db:
        outbox.settle(db, message, outcome)
        kept = outbox.attempts(db, 1, by=people["reader"]).row(0, named=True)
    assert (kept["phase"], kept["outcome"], kept["status"]) == ("submit", "transient", 503)
    assert kept["headers"] == "Retry-After: 5\nX-App-Usage: Bearer •••"
    assert len(kept["body"].encode()) <= 4096
    for secret in ("EAAB", "hunter22", "abcdefghijkl"):
        assert secret not in kept["body"]


def test_what_is_another_message_is_not_taken_for_this_one(people: dict[str, User], channel: Scripted) -> None:
    """Two posts with the same words and no link: the one that is out proves nothing of the one that was refused."""
    put(people)
    delivered(channel)
    put(people, "k-2")
    channel.said = {"submit": [Transient("no connection")], "find": [Sent("r-1"), Sent("r-1")]}
    delivered(channel)
    with later(minutes=30):
        delivered(channel)
    assert (got(2).state, got(2).remote_id) == ("published", "r-2")
    assert channel.out == ["k-1", "k-2"]
