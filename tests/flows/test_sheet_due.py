"""What the worker does by itself: new content is imported, old is left, a failure is told once and never raised."""

from pathlib import Path

import pytest

from lib import config, store
from lib.access import User
from lib.errors import Unavailable
from lib.flows import sheet_fetch, sheet_kinds, sheet_sync
from lib.sheets import runs, sources
from tests.fakes.google import google_fake
from tests.sheets import neutral
from tests.sheets.neutral import HEADER, ROWS, put, simple


def states(source: int, people: dict[str, User]) -> list[tuple[str, str]]:
    """The imports of a source, oldest first."""
    with store.read() as db:
        return runs.history(db, source, by=people["head"]).reverse().select("state", "text").rows()


def test_new_content_is_imported_once(source: int, parcels: Path, people: dict[str, User]) -> None:
    assert len(sheet_sync.sync_due()) == 1
    assert sheet_sync.sync_due() == []
    put(parcels, simple(*ROWS, ("A4", "Nové")))
    sheet_sync.sync_due()
    assert neutral.parcels().height == 4
    assert states(source, people) == [("applied", ""), ("applied", "")]


def test_a_file_saved_again_without_a_change_is_left(source: int, parcels: Path, people: dict[str, User]) -> None:
    sheet_sync.sync_due()
    file = parcels / "shared/baliky.xlsx"
    file.write_bytes(file.read_bytes())
    assert sheet_sync.sync_due() == []
    assert len(states(source, people)) == 1


def test_an_undone_import_is_not_repeated_by_the_worker(source: int, people: dict[str, User]) -> None:
    (run_id,) = sheet_sync.sync_due()
    with store.write() as db:
        sheet_sync.undo(db, run_id, by=people["head"])
    assert sheet_sync.sync_due() == []
    assert neutral.parcels().height == 0


def test_a_missing_file_fails_once_and_mends_itself(source: int, parcels: Path, people: dict[str, User]) -> None:
    data = (parcels / "shared/baliky.xlsx").read_bytes()
    (parcels / "shared/baliky.xlsx").unlink()
    for _ in range(3):
        sheet_sync.sync_due()
    (told,) = states(source, people)
    assert told[0] == "failed"
    assert "není ve sdílené složce" in told[1]
    put(parcels, data)
    sheet_sync.sync_due()
    assert neutral.parcels().height == 3


def test_a_bad_file_is_refused_once_and_others_go_on(source: int, parcels: Path, people: dict[str, User]) -> None:
    with store.write() as db:
        other = sources.add(db, "Druhé", "parcels", "file", "druhe.xlsx", by=people["head"])
    put(parcels, b"PK\x03\x04zkr\xc3\xa1ceno")
    put(parcels, simple(), "druhe.xlsx")
    for _ in range(2):
        sheet_sync.sync_due()
    (told,) = states(source, people)
    assert told == ("refused", "Soubor baliky.xlsx je neúplný, předčasně končí. Zkopírujte ho nebo stáhněte znovu.")
    assert states(other, people)[0][0] == "applied"


def test_an_accident_in_a_room_is_written_down_and_not_raised(
    source: int, people: dict[str, User], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    kind = neutral.PARCELS.__class__(**{**vars(neutral.PARCELS), "insert": broken})
    monkeypatch.setitem(sheet_kinds.KINDS, "parcels", kind)
    sheet_sync.sync_due()
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert "nečekaného" in states(source, people)[0][1]
    assert neutral.parcels().height == 0


def test_a_content_that_met_a_locked_store_is_tried_again(
    source: int, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise Unavailable("The data are being written by somebody else for too long. Try to save again.")

    kind = neutral.PARCELS.__class__(**{**vars(neutral.PARCELS), "insert": locked})
    with monkeypatch.context() as patch:
        patch.setitem(sheet_kinds.KINDS, "parcels", kind)
        for _ in range(2):
            sheet_sync.sync_due()
    sheet_sync.sync_due()
    assert neutral.parcels().height == 3
    assert [state for state, _ in states(source, people)] == ["refused", "applied"]


def test_sources_put_aside_or_uploaded_are_not_looked_at(source: int, people: dict[str, User]) -> None:
    with store.write() as db:
        sources.add(db, "Nahrané", "parcels", "upload", "", by=people["head"])
        sources.change(db, source, watch=False, by=people["head"])
    assert sheet_sync.sync_due() == []


SHEET = "abcdefghijklmnopqrstuvwxyz0123456789"


def test_google_is_read_when_it_changed(
    parcels: Path, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    with google_fake() as fake:
        fake.put(SHEET, {"Balíky": [["" if cell is None else str(cell) for cell in row] for row in (HEADER, *ROWS)]})
        monkeypatch.setenv("KANCELAR_GOOGLE_ENDPOINT", fake.url)
        sheet_fetch.google_key().write_bytes(Path(fake.credentials_file).read_bytes())
        with store.write() as db:
            source = sources.add(db, "Google", "parcels", "google", SHEET, by=people["head"])
        (run_id,) = sheet_sync.sync_due()
        asked = ("token", "files.get", "spreadsheets.get", "values.batchGet")
        assert [fake.count(question) for question in asked] == [1, 1, 1, 1], "one client, each thing asked once"
        assert sheet_sync.sync_due() == []
    assert neutral.parcels()["price"].to_list() == [181550, None, 181500]
    with store.read() as db:
        run = runs.get(db, run_id, by=people["head"])
    assert run.raw_path
    assert run.raw_path.endswith(".json")
    assert (config.current().incoming / run.raw_path).exists()
    assert states(source, people)[0] == ("applied", "")


def test_google_without_a_key_says_what_is_missing(parcels: Path, people: dict[str, User]) -> None:
    with store.write() as db:
        source = sources.add(db, "Google", "parcels", "google", SHEET, by=people["head"])
    sheet_sync.sync_due()
    (told,) = states(source, people)
    assert told[0] == "failed"
    assert told[1]
