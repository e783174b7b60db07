"""The worker's turn with the outbox, kinds of channels, and their hourly tests."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from lib import clock, outbox, store
from lib.access import User
from lib.connectors import channel_http, mail_server
from lib.errors import BadInput, NotAllowed, Refused, Unavailable
from lib.flows import channel_kinds, deliver, work
from lib.outbox import Kind, Reauth, Transient, Trouble, WrongContent
from tests.outbox.conftest import BY_HAND, KIND, Scripted, channel, got, later, put

__all__ = ["channel"]


class Office:
    """The kinds of this test: everything goes to one scripted channel; `made` counts how often it was set up."""

    def __init__(self, scripted: Scripted) -> None:
        self.scripted, self.made, self.closed, self.broken = scripted, 0, 0, False
        scripted.close = self._close  # type: ignore[attr-defined]

    def _close(self) -> None:
        self.closed += 1

    def _make(self, options: Mapping[str, Any], secrets: Mapping[str, str]) -> Scripted:
        self.made += 1
        if self.broken:
            raise BadInput("The address is missing.")
        return self.scripted

    @property
    def kinds(self) -> dict[str, Kind]:
        return {"scripted": replace(KIND, make=self._make), "by_hand": BY_HAND}


@pytest.fixture
def own(channel: Scripted) -> Office:
    return Office(channel)


def test_a_turn_sends_all_that_is_due_over_one_connection(people: dict[str, User], own: Office) -> None:
    beats: list[int] = []
    for number in range(5):
        put(people, f"k-{number}")
    put(people, "k-later", minutes=5)
    assert deliver.turn(kinds=own.kinds, between=lambda: beats.append(1)) == 5
    assert len(own.scripted.out) == len(beats) == 5
    assert (own.made, own.closed) == (1, 1)
    assert deliver.turn(kinds=own.kinds) == 0


def test_a_turn_tidies_first(people: dict[str, User], own: Office) -> None:
    put(people, "late", minutes=-300)
    put(people, "radio", channel="radio")
    put(people, "dead")
    with store.write() as db:
        assert outbox.claim(db) is not None
    with later(minutes=3):
        assert deliver.turn(kinds=own.kinds) == 1
    assert [got(number).state for number in (1, 2, 3)] == ["missed", "handover", "published"]


@pytest.mark.parametrize(("trouble", "made"), [(Reauth("token"), 3), (Transient("no connection"), 2)])
def test_a_channel_mended_during_a_turn_is_set_up_anew(
    people: dict[str, User], own: Office, trouble: outbox.Trouble, made: int
) -> None:
    def mend() -> None:
        with store.write() as db:
            outbox.checked(db, "web", outbox.Health("Město"), by=people["head"])
            db.conn.execute("update outbox set next_try_at = ? where state = 'queued'", (clock.stamp(),))

    with store.write() as db:
        outbox.save_channel(db, "other", KIND, "Jiný", {}, {}, by=people["head"])
    put(people)
    put(people, "k-2", channel="other")
    own.scripted.said["submit"] = [trouble]
    assert deliver.turn(kinds=own.kinds, between=mend) == 3
    assert sorted(own.scripted.out) == ["k-1", "k-2"]
    assert own.made == own.closed == made


@pytest.mark.parametrize("left", [False, True])
def test_a_channel_that_cannot_be_set_up_waits_for_a_person(people: dict[str, User], own: Office, left: bool) -> None:
    put(people)
    if left:
        with store.write() as db:
            db.conn.execute("update outbox set state = 'unknown', left_at = ?", (clock.stamp(),))
    own.broken = True
    assert deliver.turn(kinds=own.kinds) == 1
    assert (got().state, got().error) == ("unknown" if left else "queued", "The address is missing.")
    with store.read() as db:
        assert outbox.set_up(db, "web").trouble == "disconnected"
    assert deliver.turn(kinds=own.kinds) == 0


def test_a_fault_of_ours_in_setting_up_is_no_end(
    people: dict[str, User], channel: Scripted, capsys: pytest.CaptureFixture[str]
) -> None:
    def make(options: Mapping[str, Any], secrets: Mapping[str, str]) -> Scripted:
        raise ZeroDivisionError

    put(people)
    assert deliver.turn(kinds={"scripted": replace(KIND, make=make)}) == 1
    assert got().state == "queued"
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_the_worker_sends_by_the_clock_and_amid_a_long_job(
    people: dict[str, User], own: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lib import jobs

    monkeypatch.setattr(channel_kinds, "KINDS", own.kinds)
    put(people)
    work.ByTheClock().run()
    assert own.scripted.out == ["k-1"]

    def run(job: jobs.Job, progress: work.Progress) -> dict[str, Any]:
        put(people, "k-2")
        progress(1, 2, "half")
        return {"out": len(own.scripted.out)}

    monkeypatch.setitem(work.KINDS, "test.long", run)
    with store.write() as db:
        jobs.ask(db, "test.long", {}, by=people["head"])
    assert work.run_one_job()
    assert own.scripted.out == ["k-1", "k-2"]


def test_a_fault_in_sending_stops_no_other_duty(
    people: dict[str, User], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fall(**_: Any) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(deliver, "turn", fall)
    work.ByTheClock().run()
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_channels_are_tested_every_hour(
    people: dict[str, User], own: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    deliver.check_channels(own.kinds)
    deliver.check_channels(own.kinds)
    assert own.scripted.calls == ["check"]
    own.scripted.said["check"] = [Transient("no connection"), ZeroDivisionError(), Reauth("token")]
    for hour, (trouble, error) in enumerate([(None, "no connection"), (None, "no connection"), ("reauth", "token")], 1):
        with later(hours=hour, minutes=hour):
            deliver.check_channels(own.kinds)
            with store.read() as db:
                kept = outbox.set_up(db, "web")
        assert (kept.trouble, kept.error) == (trouble, error), hour
    with later(hours=9):
        deliver.check_channels(own.kinds)
    assert own.scripted.calls == ["check"] * 4, "what is in trouble waits for a person"
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_person_tests_a_channel(people: dict[str, User], own: Office) -> None:
    assert channel_kinds.check("web", by=people["head"], kinds=own.kinds).account == "Město Brázdov"
    own.scripted.said["check"] = [Reauth("The token of {who} ended.", who="Město")]
    with pytest.raises(Unavailable, match="The token of Město ended"):
        channel_kinds.check("web", by=people["head"], kinds=own.kinds)
    with store.read() as db:
        assert outbox.set_up(db, "web").trouble == "reauth"
    channel_kinds.check("web", by=people["spokesperson"], kinds=own.kinds)
    with store.read() as db:
        assert outbox.set_up(db, "web").trouble is None
    with pytest.raises(NotAllowed):
        channel_kinds.check("web", by=people["editor"], kinds=own.kinds)
    with pytest.raises(Refused, match="ručně"):
        channel_kinds.check("radio", by=people["head"], kinds=own.kinds)


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (Transient(channel_http.UNREACHABLE, host="web.example"), "Zkontrolujte adresu a síť"),
        (Transient(mail_server.AWAY, host="posta.example"), "port a šifrování"),
        (WrongContent("{host} refused this content (code {code}).", host="web.example", code=404, status=404), "404"),
    ],
)
def test_a_failed_test_does_not_speak_of_sending(
    people: dict[str, User], own: Office, trouble: Trouble, said: str
) -> None:
    own.scripted.said["check"] = [trouble]
    with pytest.raises(Unavailable, match=said) as raised:
        channel_kinds.check("web", by=people["head"], kinds=own.kinds)
    assert "zopakuje" not in str(raised.value)
    with store.read() as db:
        assert outbox.set_up(db, "web").error == str(raised.value)


def test_every_kind_can_be_set_up_and_is_told_apart() -> None:
    kinds = list(channel_kinds.KINDS.values())
    assert len({kind.code for kind in kinds}) == len(kinds)
    assert {kind.code for kind in kinds if kind.make is None} == {"munipolis", "radio", "tv", "press"}
    for kind in kinds:
        names = [asked.name for asked in kind.fields]
        assert len(set(names)) == len(names), kind.code
        assert all(asked.choices for asked in kind.fields if asked.kind == "choice"), kind.code
