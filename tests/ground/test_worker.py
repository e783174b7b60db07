"""The worker's turns: jobs done, failures told in a sentence, one worker at a time."""

from pathlib import Path

import pytest

from lib import backups, clock, jobs, store, worker
from lib.access import User
from lib.errors import Refused, Unavailable
from lib.flows import work
from lib.jobs import Job


def _ask(people: dict[str, User], kind: str) -> int:
    with store.write() as db:
        return jobs.ask(db, kind, {}, by=people["editor"])


def _job(number: int) -> Job:
    with store.read() as db:
        found = jobs.get(db, number)
    assert found is not None
    return found


def test_a_job_is_done_and_says_how_far_it_is(people: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    def run(job: Job, progress: work.Progress) -> dict[str, object]:
        progress(1, 2, "half")
        assert _job(job.id).message == "half"
        return {"answer": 42}

    monkeypatch.setitem(work.KINDS, "test.run", run)
    number = _ask(people, "test.run")
    assert work.run_one_job()
    assert not work.run_one_job()
    assert (_job(number).state, _job(number).result) == ("done", '{"answer": 42}')


def test_a_refused_job_keeps_its_sentence(people: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    def run(job: Job, progress: work.Progress) -> dict[str, object]:
        raise Refused("Zavřeno.")

    monkeypatch.setitem(work.KINDS, "test.run", run)
    number = _ask(people, "test.run")
    work.run_one_job()
    assert (_job(number).state, _job(number).message) == ("failed", "Zavřeno.")


def test_an_unexpected_failure_does_not_stop_the_worker(
    people: dict[str, User], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(work.KINDS, "test.run", lambda job, progress: {"n": 1 // 0})
    number, unknown = _ask(people, "test.run"), _ask(people, "no.such")
    assert work.run_one_job()
    assert work.run_one_job()
    assert _job(number).state == _job(unknown).state == "failed"
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_only_one_worker_holds_the_lock(office: Path) -> None:
    with worker.only_one() as first, worker.only_one() as second:
        assert (first, second) == (True, False)
    with worker.only_one() as again:
        assert again


def test_a_start_fails_what_a_dead_worker_left(people: dict[str, User]) -> None:
    number = _ask(people, "test.run")
    with store.write() as db:
        jobs.claim(db)
    assert work.start() == 1
    assert _job(number).state == "failed"


def test_a_copy_that_fails_holds_up_no_job_and_is_tried_again_in_an_hour(
    people: dict[str, User], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tries = []

    def full() -> None:
        tries.append(clock.now())
        raise Unavailable("The disk is full; nothing was saved. Free some space and save again.")

    monkeypatch.setattr(backups, "make", full)
    monkeypatch.setitem(work.KINDS, "test.run", lambda job, progress: {})
    duties, number = work.ByTheClock(), _ask(people, "test.run")
    for _ in range(3):
        worker.turn(duties)
    assert _job(number).state == "done"
    assert len(tries) == 1
    assert "Unavailable" in capsys.readouterr().err
    with clock.fixed("2026-11-23T09:00:01+01:00"):
        worker.turn(duties)
    assert len(tries) == 2


def test_a_job_that_could_not_be_closed_does_not_run_for_ever(
    people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(work.KINDS, "test.run", lambda job, progress: {})
    first, second = _ask(people, "test.run"), _ask(people, "test.run")
    with store.write() as db:
        jobs.claim(db)
    assert work.run_one_job()
    assert (_job(first).state, _job(second).state) == ("failed", "done")
