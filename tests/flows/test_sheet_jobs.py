"""Synchronising on request: who may ask, what the worker does with each source, what the person is told."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from lib import jobs, store
from lib.access import User
from lib.errors import NotAllowed, Refused, SignedOut
from lib.flows import sheet_jobs, sheet_kinds, sheet_sync, work
from lib.jobs import Job
from lib.sheets import runs, sources
from lib.store import Database
from tests.sheets import neutral
from tests.sheets.neutral import put, simple

Told = list[tuple[int, int, str]]


def ask(by: User, source: int | None = None) -> int:
    with store.write() as db:
        return sheet_jobs.ask(db, source, by=by)


def done(by: User, source: int | None = None) -> Job:
    """A job that was asked for and that the worker did."""
    number = ask(by, source)
    assert work.run_one_job()
    with store.read() as db:
        job = jobs.get(db, number)
    assert job is not None
    return job


def test_all_sources_are_imported_with_progress(source: int, people: dict[str, User]) -> None:
    told: Told = []
    ask(people["head"])
    with store.write() as db:
        job = jobs.claim(db)
    assert job is not None
    found = sheet_jobs.run(job, lambda *said: told.append(said))
    assert found == {"imported": ["Balíky"], "unchanged": [], "failed": [], "not_allowed": []}
    assert told == [(0, 1, "Balíky"), (1, 1, "")]
    with store.read() as db:
        assert runs.get(db, 1, by=people["head"]).by == "head"


def test_what_has_not_changed_is_not_imported_again(source: int, people: dict[str, User]) -> None:
    done(people["head"])
    assert sheet_jobs.summary(done(people["head"])) == "Beze změny: 1."
    with store.read() as db:
        assert runs.last(db, source) == 1


def test_a_broken_source_stops_no_other(source: int, parcels: Path, people: dict[str, User]) -> None:
    put(parcels, b"no workbook", "rozbite.xlsx")
    with store.write() as db:
        broken = sources.add(db, "A rozbité", "parcels", "file", "rozbite.xlsx", by=people["head"])
    job = done(people["head"])
    assert (job.state, job.done, job.total) == ("done", 2, 2)
    assert sheet_jobs.summary(job) == "Načteno: Balíky. Nenačteno: A rozbité."
    assert "A rozbité" in sheet_jobs.summary(done(people["head"])), "still broken, though nothing new was tried"
    with store.read() as db:
        last = runs.last(db, broken)
        assert last is not None
        assert runs.load(db, last).state == "refused"


def test_a_row_left_out_comes_in_once_the_office_knows_what_was_missing(
    source: int, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(db: Database, rows: pl.DataFrame) -> pl.DataFrame:
        left_out = {"position": [0], "field": ["code"], "value": ["A1"], "sentence": ["Unknown."], "blocks": [True]}
        return pl.DataFrame(left_out)

    with monkeypatch.context() as patch:
        patch.setitem(sheet_kinds.KINDS, "parcels", replace(neutral.PARCELS, check=unknown))
        done(people["head"])
        assert neutral.parcels()["code"].to_list() == ["A2", "A3"]
        assert sheet_jobs.summary(done(people["head"])) == "Beze změny: 1.", "nothing was mended yet"
    assert sheet_sync.sync_due() == [], "the worker by itself reads only what has changed"
    assert sheet_jobs.summary(done(people["head"], source)) == "Načteno: Balíky."
    assert neutral.parcels()["code"].to_list() == ["A2", "A3", "A1"]


def test_one_source_leaves_the_others_alone(source: int, parcels: Path, people: dict[str, User]) -> None:
    put(parcels, simple(), "jine.xlsx")
    with store.write() as db:
        other = sources.add(db, "Jiné", "parcels", "file", "jine.xlsx", by=people["head"])
    done(people["head"], other)
    with store.read() as db:
        assert (runs.last(db, source), runs.last(db, other)) == (None, 1)


def test_what_one_may_not_change_is_left_to_others(
    source: int, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.write() as db:
        db.conn.execute("update user_role set role = 'reader' where login = 'editor'")
        db.conn.execute("update source set sheet_kind = 'ads.ads'")
    job = done(people["storekeeper"])
    assert sheet_jobs.summary(job) == "Načtou je ti, kdo je smějí měnit: Balíky."
    with store.read() as db:
        assert runs.last(db, source) is None


def test_uploads_and_sources_put_aside_are_not_fetched(source: int, people: dict[str, User]) -> None:
    with store.write() as db:
        sources.add(db, "Nahrané", "parcels", "upload", "", by=people["head"])
        sources.deactivate(db, source, by=people["head"])
    with pytest.raises(Refused):
        ask(people["head"])
    with pytest.raises(Refused):
        ask(people["head"], source)


def test_a_waiting_job_is_not_asked_for_twice(source: int, people: dict[str, User]) -> None:
    assert ask(people["head"]) == ask(people["editor"])
    assert ask(people["head"], source) == 2
    work.run_one_job()
    work.run_one_job()
    assert ask(people["head"]) == 3


def test_only_those_who_synchronise_may_ask(source: int, people: dict[str, User]) -> None:
    with pytest.raises(NotAllowed):
        ask(people["reader"])


def test_a_job_of_a_closed_account_is_not_done(source: int, people: dict[str, User]) -> None:
    number = ask(people["head"])
    with store.write() as db:
        db.conn.execute("update user set active = 0 where login = 'head'")
    work.run_one_job()
    with store.read() as db:
        job = jobs.get(db, number)
        assert job is not None
        assert (job.state, runs.last(db, source)) == ("failed", None)
    assert "uzavřen" in sheet_jobs.summary(job)
    with pytest.raises(SignedOut):
        sheet_jobs.run(job, lambda *_: None)
