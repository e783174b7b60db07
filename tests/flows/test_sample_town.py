"""The first start of the made-up town: resumed when it was interrupted, and never on top of a real office."""

import datetime as dt
import shutil
import sys
from pathlib import Path

import pytest

from lib import config, outbox, photos, start, store
from lib.access import SYSTEM
from lib.errors import Refused
from lib.flows import installation, sample_desk, sample_town, sheet_sync
from lib.press.queries import messages, questions, radio, releases
from lib.sheets import runs

FILES = ("facebook-sledujici.csv", "matomo-stranky-2026-09.csv", "matomo-stranky-2026-10.csv")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder and a town of three small spreadsheets."""

    def make(today: dt.date, shared: Path) -> None:
        shared.mkdir(parents=True, exist_ok=True)
        for file in FILES:
            shutil.copy(config.ROOT / "data/samples" / file, shared)

    monkeypatch.setenv("KANCELAR_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("KANCELAR_DEMO", "1")
    monkeypatch.setattr(sample_town.make, "make", make)
    few = tuple(source for source in sample_town.SOURCES if source[2] in FILES)
    monkeypatch.setattr(sample_town, "SOURCES", few)
    return tmp_path / "data"


def imports() -> list[tuple[str, int]]:
    """Every source of the town and how many times it was imported."""
    with store.read() as db:
        found = store.rows(
            db, "select location, (select count(*) from import_run where source_id = source.id) as n from source"
        )
    return [(row["location"], row["n"]) for row in found]


@pytest.mark.parametrize("step", ["fetch", "remember"])
def test_an_interrupted_start_is_finished_by_the_next(folder: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    whole, seen = sheet_sync.import_source, []

    def cut(source_id: int, **given: object) -> int:
        seen.append(source_id)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return whole(source_id, **given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(*((sheet_sync, "import_source", cut) if step == "fetch" else (runs, "record_problems", _cut)))
        with pytest.raises(KeyboardInterrupt):
            start._prepare(fresh=False)
    assert not sample_town.is_whole()
    start._prepare(fresh=False)
    assert sample_town.is_whole()
    assert sorted(imports()) == [(file, 1) for file in FILES]


def _cut(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_start_cut_before_the_first_spreadsheet_is_finished_too(folder: Path) -> None:
    sample_town.claim()
    installation.open_store()
    start._prepare(fresh=False)
    assert len(imports()) == len(FILES)


def test_a_whole_town_is_not_filled_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start._prepare(fresh=False)
    monkeypatch.setattr(sample_town, "build", _cut)
    start._prepare(fresh=False)


def test_the_demo_does_not_open_a_real_office(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANCELAR_DEMO", "0")
    start._prepare(fresh=False)
    monkeypatch.setenv("KANCELAR_DEMO", "1")
    with pytest.raises(Refused):
        start._prepare(fresh=False)


@pytest.mark.parametrize("lost", ["nothing", "office.db"])
def test_a_fresh_demo_leaves_a_real_office_whole(folder: Path, monkeypatch: pytest.MonkeyPatch, lost: str) -> None:
    monkeypatch.setenv("KANCELAR_DEMO", "0")
    start._prepare(fresh=False)
    (folder / "files").mkdir()
    (folder / "files" / "protokol.pdf").write_bytes(b"%PDF")
    (folder / lost).unlink(missing_ok=True)
    monkeypatch.setenv("KANCELAR_DEMO", "1")
    monkeypatch.setattr(sys, "argv", ["start", "--fresh-demo"])
    assert start.main() == 1
    assert (folder / "files" / "protokol.pdf").exists()


def test_a_fresh_demo_starts_anew(folder: Path) -> None:
    start._prepare(fresh=False)
    with store.write() as db:
        db.conn.execute("update source set name = name || ' (staré)'")
    start._prepare(fresh=True)
    assert sorted(imports()) == [(file, 1) for file in FILES]


def test_a_real_office_carries_no_marker_of_a_demo(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample_town.claim()
    monkeypatch.setenv("KANCELAR_DEMO", "0")
    start._prepare(fresh=False)
    assert not sample_town.is_here()


def test_the_made_up_office_works_for_the_public_and_the_media(folder: Path) -> None:
    start._prepare(fresh=False)
    with store.write() as db:
        sample_desk.media.fill(db)
        sample_desk.posts.fill(db)
        stages = store.rows(db, "select stage, count(*) as n from story group by stage order by stage")
        assert {row["stage"]: row["n"] for row in stages} == {"approved": 2, "idea": 1, "planned": 1}
        assert outbox.hand_over(db) == 1
        waits = questions.questions(db, by=SYSTEM)["state"].to_list()
        assert waits == ["today", "waits"]
        assert messages.messages(db, by=SYSTEM)["state"].sort().to_list() == ["approved", "proved"]
        assert releases.releases(db, by=SYSTEM)["sent"].to_list() == [4]
        assert radio.briefs(db, by=SYSTEM)["items"].to_list() == [1]
        assert set(photos.photos(db, by=SYSTEM)["standing"]) == {"ready"}
