"""The town is made: the same each time, for any day, small, and all of it invented."""

import datetime as dt
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from data.samples import make
from data.samples.expected import EXPECTED
from data.samples.people import BY_NAME, FIRMS, ORGANISATIONS, VENUES, broken_ico, ico, is_ico
from data.samples.year import annual, customs, monthly
from lib.czech import identifiers

REAL = (
    "Orlov",
    "ORLOV",
    "Lutyn",
    "Poruba",
    "Lazy",
    "Brzysz",
    "Chlubna",
    "Kuča",
    "muor",
    "DKMO",
    "Rydułtow",
    "Námestov",
)


def content(path: Path) -> object:
    """What a file says: cells of workbooks, bytes of all else."""
    if path.suffix == ".xlsx" and not path.name.startswith("~$"):
        book = openpyxl.load_workbook(path)
        return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}
    if path.suffix == ".ods":
        return zipfile.ZipFile(path).read("content.xml")
    return path.read_bytes()


def files(folder: Path) -> list[str]:
    kinds = (".xlsx", ".ods", ".csv")
    return sorted(path.name for path in folder.iterdir() if path.suffix in kinds)


def test_same_day_gives_the_same_bytes(town: Path, tmp_path: Path) -> None:
    make.make(make.AS_OF, tmp_path)
    assert files(town) == files(tmp_path)
    for name in files(town):
        assert (town / name).read_bytes() == (tmp_path / name).read_bytes(), name


def test_files_in_the_repository_are_what_the_script_makes(town: Path) -> None:
    assert files(make.HERE) == files(town)
    for name in files(town):
        assert content(make.HERE / name) == content(town / name), f"{name}: run python -m data.samples.make"
    assert {p.name for p in (make.HERE / "fotky").iterdir()} == {p.name for p in (town / "fotky").iterdir()}


def test_all_files_are_under_two_megabytes(town: Path) -> None:
    assert sum(path.stat().st_size for path in town.rglob("*") if path.is_file()) < 2_000_000
    assert len([name for name in files(town) if name.startswith("~$")]) == EXPECTED["lock_files"]


@pytest.mark.parametrize("day", ["2026-01-02", "2027-06-15", "2028-12-31"])
def test_any_day_will_do(day: str, tmp_path: Path) -> None:
    make.make(dt.date.fromisoformat(day), tmp_path)
    assert len(files(tmp_path)) == 13


def test_identification_numbers_are_invented_and_valid() -> None:
    bodies = (*ORGANISATIONS, *FIRMS)
    assert all(identifiers.is_ico(body.ico) and is_ico(body.ico) for body in bodies)
    assert len({body.ico for body in bodies}) == len(bodies)
    assert all(re.match("99|00990", body.ico) for body in bodies)
    assert ico("9900001") == "99000016"
    assert [number for number in ("29198950", "25596641", "00000019", "12345678") if not is_ico(number)] == ["12345678"]
    assert not is_ico(broken_ico("99000016"))
    assert len(FIRMS) >= 60


def test_plans_name_only_known_places_and_organisers() -> None:
    plans = [*annual(2026), *(plan for month in range(1, 13) for plan in monthly(2026, month))]
    assert {plan.venue for plan in plans} <= set(VENUES)
    assert {plan.organiser for plan in plans} <= set(BY_NAME)
    assert {venue for custom in customs() for venue in custom.venues} <= set(VENUES)
    assert {body for custom in customs() for body in custom.organisers} <= set(BY_NAME)


def test_nobody_and_nothing_real_is_named(town: Path) -> None:
    for name in files(town):
        said = content(town / name)
        text = (
            said.decode("utf-16" if said[:2] == b"\xff\xfe" else "cp1250", "replace")
            if isinstance(said, bytes)
            else str(said)
        )
        also = said.decode("utf-8", "replace") if isinstance(said, bytes) else ""
        assert not [word for word in REAL if word in text or word in also], name


def test_command_line_takes_the_day_and_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["make", "--as-of", "2026-11-23", "--to", str(tmp_path / "town")])
    make.main()
    assert (tmp_path / "town" / "kalendar-akci.xlsx").exists()
