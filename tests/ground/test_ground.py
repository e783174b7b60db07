"""Number series, settings, views, jobs, backups: the small rooms of the ground floor."""

import datetime as dt
from pathlib import Path

import pytest

from lib import audit, backups, clock, files, jobs, series, settings, store, uids, upkeep, views
from lib.access import User
from lib.errors import BadInput, NotAllowed, NotFound, Unavailable


def test_numbers_follow_each_other_and_come_back_after_a_failure(office: Path) -> None:
    for expected in (1, 2):
        with store.write() as db:
            assert series.take(db, "PP", 2026) == expected
    with pytest.raises(RuntimeError), store.write() as db:
        series.take(db, "PP", 2026)
        raise RuntimeError
    with store.write() as db:
        assert series.take(db, "PP", 2026) == 3
        assert series.take(db, "PP", 2027) == 1
        series.raise_to(db, "PP", 2027, 9)
        series.raise_to(db, "PP", 2027, 4)
        assert series.take(db, "PP", 2027) == 10


def test_a_setting_holds_from_its_day(people: dict[str, User]) -> None:
    with store.write() as db:
        settings.change(db, "sms.price_per_part", 200, valid_from=dt.date(2027, 1, 1), by=people["head"])
        assert settings.value(db, "sms.price_per_part") == 121
        assert settings.value(db, "sms.price_per_part", dt.date(2027, 1, 1)) == 200
        with pytest.raises(KeyError):
            settings.change(db, "no.such", 1, valid_from=dt.date(2027, 1, 1), by=people["head"])
        with pytest.raises(NotAllowed):
            settings.change(db, "sms.price_per_part", 1, valid_from=dt.date(2027, 1, 1), by=people["editor"])


def test_views_are_mine_or_shared(people: dict[str, User]) -> None:
    editor, reader = people["editor"], people["reader"]
    with store.write() as db:
        views.save(db, "stock", "Hrnky", "q=hrnek", shared=True, by=editor)
        mine = views.save(db, "stock", "Čepice", "q=cepice", shared=False, by=editor)
        assert [view["name"] for view in views.of_list(db, "stock", by=editor)] == ["Čepice", "Hrnky"]
        assert [view["name"] for view in views.of_list(db, "stock", by=reader)] == ["Hrnky"]
        assert views.save(db, "stock", "Čepice", "q=cap", shared=False, by=editor) == mine
        with pytest.raises(NotFound):
            views.remove(db, mine, by=reader)
        with pytest.raises(NotAllowed):
            views.save(db, "stock", "Moje", "q=", shared=True, by=reader)
        with pytest.raises(BadInput):
            views.save(db, "stock", "  ", "q=", shared=False, by=reader)
        views.remove(db, mine, by=editor)
        assert [view["name"] for view in views.of_list(db, "stock", by=editor)] == ["Hrnky"]


def test_a_job_goes_from_asking_to_its_result(people: dict[str, User]) -> None:
    with store.write() as db:
        number = jobs.ask(db, "analyses.run", {"year": 2026}, by=people["editor"])
        assert jobs.waiting(db)
        job = jobs.claim(db)
        assert job is not None
        assert (job.id, job.argument("year"), job.state) == (number, 2026, "running")
        assert jobs.claim(db) is None
        jobs.progress(db, number, 1, 4, "reading")
        jobs.finish(db, number, {"charts": 2})
        done = jobs.get(db, number)
        assert done is not None
        assert (done.state, done.done, done.total, done.finished) == ("done", 1, 4, True)
        assert [job.id for job in jobs.latest(db, "analyses.run")] == [number]


def test_a_job_that_was_running_when_the_worker_died_has_failed(people: dict[str, User]) -> None:
    with store.write() as db:
        number = jobs.ask(db, "analyses.run", {}, by=people["editor"])
        jobs.claim(db)
        assert jobs.fail_interrupted(db, "stopped") == 1
        job = jobs.get(db, number)
        assert job is not None
        assert (job.state, job.message) == ("failed", "stopped")


def test_a_worker_is_alive_for_a_minute_after_its_word(office: Path) -> None:
    with store.write() as db:
        assert not jobs.worker_alive(db)
        jobs.beat(db, "0.1.0")
        assert jobs.worker_alive(db)
    with clock.fixed("2026-11-23T08:01:01+01:00"), store.read() as db:
        assert not jobs.worker_alive(db)


def test_what_is_cached_lives_until_the_next_deed(people: dict[str, User]) -> None:
    before = audit.version()
    with store.write() as db:
        jobs.beat(db, "0.1.0")
    assert audit.version() == before
    with store.write() as db:
        audit.record(db, people["head"], "test", "x:1")
    assert audit.version() != before


def test_a_backup_is_whole_and_the_oldest_goes(office: Path, people: dict[str, User]) -> None:
    assert backups.due()
    for day in range(1, 18):
        with clock.fixed(f"2026-12-{day:02d}T08:00:00+01:00"):
            copy = backups.make()
            assert upkeep.sound(copy)
            assert not backups.due()
    copies = sorted(path.name for path in (office / "backups").glob("*.db"))
    assert len(copies) == backups.KEPT
    assert copies[0] == "office-2026-12-04.db"


def test_photos_and_papers_are_copied_once(office: Path, people: dict[str, User]) -> None:
    paper = files.keep(b"%PDF protokol", "pdf")
    backups.make()
    photo = files.keep(b"obrazek", "png")
    (office / "backups" / "files" / paper).write_bytes(b"as it was copied")
    backups.make()
    assert (office / "backups" / "files" / paper).read_bytes() == b"as it was copied"
    assert (office / "backups" / "files" / photo).read_bytes() == b"obrazek"


def test_a_damaged_copy_is_not_kept(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "sound", lambda file: False)
    with pytest.raises(Unavailable):
        backups.make()
    assert list((office / "backups").iterdir()) == []


def test_calendars_know_an_event_by_the_town_it_is_from(office: object, people: dict[str, User]) -> None:
    with store.write() as db:
        assert uids.home(db) == "brazdov.example"
        assert uids.is_ours(db, "akce-12@brazdov.example")
        settings.change(db, "town.web", "https://www.jinde.example", valid_from=dt.date(2026, 1, 1), by=people["head"])
        ours = [name for name in ("akce-1@jinde.example", "serie-2@kancelar", "akce-1@obec.example", "x@jinde.example")
                if uids.is_ours(db, name)]  # fmt: skip
        assert ours == ["akce-1@jinde.example", "serie-2@kancelar"]
        settings.change(db, "town.web", "bez adresy", valid_from=dt.date(2026, 1, 1), by=people["head"])
        assert uids.home(db) == "kancelar"
