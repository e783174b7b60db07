"""Both calendars hold what is promised: counts, the dirt that was put in, and only the clashes that are meant."""

import datetime as dt
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest

from data.samples import events, house, make
from data.samples.expected import EXPECTED, ON_DEFAULT_DAY
from data.samples.people import HALLS, MAIN_HALL, is_ico
from tests.samples.reading import Rows, typed_day

YEARS = ("2024", "2025", "2026", "2027")
WANTED = EXPECTED["office_calendar"]
DK = EXPECTED["dk_programme"]


@pytest.fixture(scope="module")
def office(cells: Callable[[str, str], Rows]) -> Rows:
    return [row for year in YEARS for row in cells("kalendar-akci.xlsx", year)]


@pytest.fixture(scope="module")
def programme(town: Path) -> list[list[str]]:
    """The cells of the ods as shown."""
    with zipfile.ZipFile(town / "program-dk.ods") as archive:
        root = ElementTree.fromstring(archive.read("content.xml"))
    rows = [["".join(cell.itertext()) for cell in row] for row in root.iter() if row.tag.endswith("table-row")]
    return [row for row in rows if re.match(r"\d", row[0])]


def test_every_count_of_the_office_calendar(office: Rows) -> None:
    once = {row[0]: row for row in office}
    dates = {key: typed_day(row[3]) for key, row in once.items()}
    lost = [str(once[key][3]) for key, day in dates.items() if day is None]
    ranges, weekdays = [d for d in lost if "–" in d], [d for d in lost if d[0].isalpha()]
    bad_ico = [row for row in once.values() if not is_ico(str(row[7]))]
    assert len(office) - len(once) == WANTED["duplicates"]
    assert (len(ranges), len(weekdays)) == (WANTED["date_ranges"], WANTED["weekday_contradictions"])
    assert len(lost) - len(ranges) - len(weekdays) == WANTED["impossible_dates"]
    assert len(bad_ico) == WANTED["bad_ico"]
    assert len(once) - len(lost) - len(bad_ico) == WANTED["good"]


def test_the_calendar_is_kept_as_people_keep_it(town: Path, office: Rows) -> None:
    book = openpyxl.load_workbook(town / "kalendar-akci.xlsx")
    assert book.sheetnames == [*YEARS, "List2"]
    assert book["List2"].max_row == 1
    assert book["List2"]["A1"].value is None
    assert len(book["2026"].merged_cells.ranges) == 3
    assert "Celkem akcí:" in [cell.value for cell in book["2026"]["A"]]
    kinds = Counter(type(row[3]).__name__ for row in office)
    assert kinds["datetime"] > 300
    assert kinds["str"] > 300
    assert any(isinstance(row[7], int) and len(str(row[7])) == 6 for row in office)  # 00990116 lost its zeros
    assert {"dle dohody", "17 hod."} <= {str(row[4]) for row in office}


def test_red_rows_are_cancelled_even_where_the_state_says_otherwise(town: Path) -> None:
    book = openpyxl.load_workbook(town / "kalendar-akci.xlsx")
    red = [row for year in YEARS for row in book[year].iter_rows(min_row=5) if row[0].fill.fgColor.rgb == "FFF4B6B0"]
    silent = [row for row in red if "zrušeno" not in row[10].value.lower()]
    assert len(silent) == WANTED["cancelled_by_colour_only"]
    assert all("ZRUŠENO" in row[12].value for row in silent)
    assert len(red) > len(silent)


def test_every_count_of_the_programme(programme: list[list[str]]) -> None:
    unique = {tuple(row): row for row in programme}
    days = {key: typed_day(key[0]) for key in unique}
    wrong = [key for key, day in days.items() if day and key[1] and not _is_weekday(day, key[1])]
    lost = [key for key, day in days.items() if day is None]
    assert len(programme) - len(unique) == DK["duplicates"]
    assert len(wrong) == DK["weekday_contradictions"]
    assert [key[0][:5] for key in lost] == ["31. 9"] * DK["impossible_dates"]
    assert len(unique) - len(wrong) - len(lost) == DK["good"]
    assert {row[4] for row in programme} <= set(HALLS)


def test_real_times_in_the_programme(town: Path) -> None:
    with zipfile.ZipFile(town / "program-dk.ods") as archive:
        count = archive.read("content.xml").decode().count('office:value-type="time"')
    assert count == ON_DEFAULT_DAY["ods_time_cells"]


def test_twelve_hundred_events_and_five_clashes_ahead(office: Rows, programme: list[list[str]]) -> None:
    assert WANTED["good"] + DK["good"] == 1200
    taken: dict[tuple[Any, str], list[str]] = {}
    for row in {row[0]: row for row in office}.values():
        taken.setdefault((typed_day(row[3]), row[5].strip()), []).append(row[1].strip())
    for row in {tuple(row): row for row in programme}.values():
        taken.setdefault((typed_day(row[0]), f"Dům kultury – {row[4]}"), []).append(row[3].strip())
    twice = {key: titles for key, titles in taken.items() if key[0] and key[0] >= make.AS_OF and len(titles) > 1}
    meant = {(dt.date.fromisoformat(day), place): [a, b] for day, place, a, b in ON_DEFAULT_DAY["clashes"]}
    assert twice == meant
    today = [titles for (day, _), titles in taken.items() if day == make.AS_OF]
    assert len(today) == ON_DEFAULT_DAY["events_today"]


def test_twins_share_the_hall_and_the_day() -> None:
    rng = Random(make.SEED)
    known, diary = events.office_events(make.AS_OF, rng)
    shows = house.programme(make.AS_OF, known, diary, rng)
    office = {(event.day, event.venue): event for event in known}
    inside = [day for day, *_ in ON_DEFAULT_DAY["clashes"][:3]]
    assert len(known) - len(office) == len(inside)  # no other place is taken twice on one day, ahead or past
    assert len({(show.event.day, show.hall) for show in shows}) == len(shows)
    twins = [show for show in shows if (show.event.day, show.event.venue) in office and show.event.day < make.AS_OF]
    assert len(twins) == DK["twins_of_office"]
    assert MAIN_HALL in {show.event.venue for show in twins}


@pytest.mark.parametrize(
    "title", ["Městský ples", "Vítání občánků", "Den dětí", "Brázdovské posvícení", "Adventní jarmark"]
)
def test_the_year_has_its_feasts(office: Rows, title: str) -> None:
    assert any(str(row[1]).strip() == title for row in office)


def _is_weekday(day: dt.date, said: str) -> bool:
    names = ["pondělí", "úterý", "středa", "čtvrtek", "pátek", "sobota", "neděle"]
    short = ["po", "út", "st", "čt", "pá", "so", "ne"]
    return said in (names[day.weekday()], short[day.weekday()])
