"""Where a spreadsheet comes from: the shared folder and nothing beside it, kept dated, read even while it is open."""

import struct
from pathlib import Path

import pytest

from lib import config
from lib.errors import BadInput, NotFound, Refused, Unavailable
from lib.sheets import fetch


@pytest.fixture
def shared(office: Path) -> Path:
    folder = config.current().shared
    folder.mkdir()
    (folder / "inzerce.xlsx").write_bytes(b"obsah")
    return folder


def lock(shared: Path, name: str) -> None:
    """What Excel leaves beside an open workbook: [MS-XLSX] says nothing, every Excel does this."""
    narrow, wide = name.encode("cp1250"), name.ljust(54).encode("utf-16-le")
    data = bytes([len(narrow)]) + narrow.ljust(54, b" ") + struct.pack("<H", len(name)) + wide
    (shared / "~$inzerce.xlsx").write_bytes(data)


def test_the_last_saved_version_is_read_and_kept_once(shared: Path) -> None:
    first, second = fetch.from_folder("inzerce.xlsx"), fetch.from_folder("inzerce.xlsx")
    assert first == second
    assert first.raw_path.startswith("2026-11-23/inzerce-")
    assert fetch.kept(first.raw_path) == b"obsah"
    assert len([file for file in config.current().incoming.rglob("*") if file.is_file()]) == 1
    assert first.modified == fetch.modified("inzerce.xlsx")


def test_an_open_workbook_is_read_with_a_note_and_not_written(shared: Path) -> None:
    lock(shared, "Věra Malá")
    (note,) = fetch.from_folder("inzerce.xlsx").notes
    assert str(note) == "Soubor inzerce.xlsx má otevřený v Excelu Věra Malá. Načetla se naposledy uložená verze."
    with pytest.raises(Refused, match="Věra Malá"):
        fetch.refuse_open(shared / "inzerce.xlsx")


def test_a_lock_that_names_nobody(shared: Path) -> None:
    (shared / "~$inzerce.xlsx").write_bytes(b"")
    assert "má někdo otevřený" in str(fetch.from_folder("inzerce.xlsx").notes[0])


def test_a_closed_workbook_may_be_written(shared: Path) -> None:
    fetch.refuse_open(shared / "inzerce.xlsx")
    assert fetch.from_folder("inzerce.xlsx").notes == ()


@pytest.mark.parametrize("location", ["../office.db", "/etc/passwd", "a/../../office.db", ".", ""])
def test_nothing_outside_the_folder_is_read(shared: Path, location: str) -> None:
    with pytest.raises(BadInput, match="mimo sdílenou složku"):
        fetch.from_folder(location)


def test_a_link_that_leads_out_is_refused(shared: Path) -> None:
    (shared / "odkaz.xlsx").symlink_to(shared.parent / "office.db")
    with pytest.raises(BadInput):
        fetch.from_folder("odkaz.xlsx")


def test_a_missing_file_says_what_to_do(shared: Path) -> None:
    for ask in (fetch.from_folder, fetch.modified):
        with pytest.raises(NotFound, match="není ve sdílené složce"):
            ask("neni.xlsx")


def test_a_folder_is_no_file(shared: Path) -> None:
    (shared / "slozka").mkdir()
    with pytest.raises(Unavailable):
        fetch.from_folder("slozka")


def test_the_folder_offers_spreadsheets_only(shared: Path) -> None:
    lock(shared, "x")
    (shared / "b").mkdir()
    for name in ("b/program.ods", "c.csv", "foto.png", ".skryty.xlsx"):
        (shared / name).write_bytes(b"x")
    assert fetch.shared_files() == ["b/program.ods", "c.csv", "inzerce.xlsx"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [("Příjmy z inzerce.XLSX", "prijmy-z-inzerce-"), ("../../x.csv", "x-"), ("bez přípony", "bez-pripony-")],
)
def test_names_of_uploads_are_tamed(shared: Path, name: str, kept: str) -> None:
    raw_path = fetch.from_upload(name, b"1").raw_path
    assert raw_path.split("/")[1].startswith(kept)
    assert (config.current().incoming / raw_path).resolve().is_relative_to(config.current().incoming.resolve())
