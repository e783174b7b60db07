"""Events: venues spelled in many ways, both spreadsheets of the sample town, undo, notes."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from data.samples.expected import EXPECTED
from lib import audit, store
from lib.access import SYSTEM, User
from lib.errors import NotAllowed, NotFound, Refused
from lib.events import actions, queries, rules
from lib.events.sheet import FIELDS, OFFICE
from lib.flows import sheet_sync
from lib.sheets import runs, sources

DAY = dt.date(2026, 11, 28)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DK – velký sál", "Dům kultury - velký sál"),
        ("nám. Svobody", "náměstí Svobody "),
        ("Lipový park", "Lipový park (u altánu)"),
    ],
)
def test_a_venue_is_known_however_it_is_spelled(one: str, other: str) -> None:
    assert rules.same_venue(one) == rules.same_venue(other)


def test_different_halls_stay_different() -> None:
    assert rules.same_venue("DK – velký sál") != rules.same_venue("DK – malý sál")


def test_when_an_event_is() -> None:
    saturday = dt.date(2026, 11, 28)
    assert rules.when(saturday, saturday, "09:00", "15:00") == "so 28.\u00a011. 2026, 9:00–15:00"
    assert rules.when(saturday, saturday, "17:00", None) == "so 28.\u00a011. 2026, 17:00"
    assert rules.when(saturday, saturday, None, None).endswith("čas neuveden")
    assert rules.when(saturday, dt.date(2026, 11, 30), None, None) == "28.–30.\u00a011. 2026"
    assert rules.when(saturday, dt.date(2026, 11, 30), "09:00", "15:00") == "28.–30.\u00a011. 2026, 9:00–15:00"
    assert rules.when(saturday, dt.date(2026, 11, 29), "20:00", "02:00") == "so 28.\u00a011. 2026, 20:00–2:00"


def _run_of(kind: str) -> runs.Run:
    with store.read() as db:
        number = store.scalar(
            db,
            "select max(import_run.id) from import_run join source on source.id = source_id where sheet_kind = ?",
            (kind,),
        )
        return runs.load(db, number)


def test_the_office_calendar_of_the_town_comes_in_with_every_problem_named(town: Path) -> None:
    expected, run = EXPECTED["office_calendar"], _run_of("events.office")
    assert run.new == expected["good"] + expected["date_ranges"] + expected["bad_ico"]
    assert run.problems == expected["impossible_dates"] + expected["weekday_contradictions"] + expected["bad_ico"]
    with store.read() as db:
        days = queries.events(db, by=SYSTEM).filter(pl.col("ends_on") > pl.col("starts_on"))
    assert days.height == expected["date_ranges"]


def test_the_programme_of_the_house_doubles_nothing(town: Path) -> None:
    expected, run = EXPECTED["dk_programme"], _run_of("events.culture_house")
    assert run.new == expected["good"] - expected["twins_of_office"]
    assert run.problems == expected["impossible_dates"] + expected["weekday_contradictions"]


def test_a_red_row_whose_note_says_so_is_cancelled(town: Path) -> None:
    with store.read() as db:
        said_off = store.rows(db, "select state from event where note like 'ZRUŠENO%'")
    assert len(said_off) == EXPECTED["office_calendar"]["cancelled_by_colour_only"]
    assert {row["state"] for row in said_off} == {"cancelled"}


def test_the_clashes_ahead_are_found_between_both_calendars(town: Path) -> None:
    with store.read() as db:
        found = queries.clashes(db, dt.date(2026, 11, 23), dt.date(2027, 3, 31), by=SYSTEM)
        first = found.row(0, named=True)
        others = queries.clashes_of(db, first["first"], by=SYSTEM)
    assert 4 <= found.height <= 6
    assert first["second"] in others["id"]


def test_the_same_calendar_again_changes_nothing_and_undo_takes_it_all_back(town: Path) -> None:
    with store.read() as db:
        before = queries.events(db, by=SYSTEM)
        source = next(one for one in sources.watched(db) if one.sheet_kind == "events.culture_house")
    again = sheet_sync.import_source(source.id, by=SYSTEM)
    with store.read() as db:
        assert runs.load(db, again).new == runs.load(db, again).changed == 0
        assert queries.events(db, by=SYSTEM).equals(before)
    with store.write() as db, pytest.raises(Refused, match="už navazují"):
        sheet_sync.undo(db, _first_run(source.id), by=SYSTEM)
    _clear_the_desk()
    with store.write() as db:
        sheet_sync.undo(db, _first_run(source.id), by=SYSTEM)
    with store.read() as db:
        left = queries.events(db, by=SYSTEM)
        assert runs.load(db, _first_run(source.id)).state == "undone"
    assert before.height - left.height == EXPECTED["dk_programme"]["good"] - EXPECTED["dk_programme"]["twins_of_office"]


def _clear_the_desk() -> None:
    """The town as it was right after the import, before anybody hung anything on its events."""
    with store.write() as db:
        db.conn.execute("delete from task where subject like 'event:%'")
        db.conn.execute("delete from radio_item")
        db.conn.execute("update photo set event_id = null")
        for table in ("delivery", "assignment", "tv_request", "coverage"):
            db.conn.execute(f"delete from {table}")


def _first_run(source_id: int) -> int:
    with store.read() as db:
        return int(store.scalar(db, "select min(id) from import_run where source_id = ?", (source_id,)))


def test_a_note_is_kept_by_who_may_and_remembered(town: Path, people_of_town: dict[str, User]) -> None:
    with store.write() as db:
        actions.set_note(db, 1, "  ozvučení objednáno ", by=people_of_town["editor"])
    with store.read() as db:
        assert queries.event(db, 1, by=SYSTEM).note == "ozvučení objednáno"
        assert audit.history(db, "event:1")[0]["detail"]["after"] == "ozvučení objednáno"
    with store.write() as db, pytest.raises(NotAllowed):
        actions.set_note(db, 1, "x", by=people_of_town["reader"])
    with store.write() as db, pytest.raises(NotFound):
        actions.set_note(db, 99999, "x", by=people_of_town["editor"])


def _office_rows(**changes: object) -> pl.DataFrame:
    """One row as the calendar of the office says it."""
    row = {field.name: None for field in FIELDS}
    row |= {"code": "A-1", "title": "Koncert", "kind": "town", "state": "confirmed", "starts_on": DAY, "ends_on": DAY}
    schema = {name: pl.Date if name in ("starts_on", "ends_on") else pl.String for name in row}
    return pl.DataFrame([row | changes], schema=schema)


def test_an_event_taken_back_never_lends_its_number_to_another(office: Path) -> None:
    with store.write() as db:
        (first,) = actions.insert_imported(db, _office_rows(), by=SYSTEM)
        actions.remove_imported(db, [first], by=SYSTEM)
        (second,) = actions.insert_imported(db, _office_rows(code="A-2"), by=SYSTEM)
    assert second > first


def test_the_same_number_in_another_file_is_the_same_event(office: Path) -> None:
    assert OFFICE.find is not None
    with store.write() as db:
        (known,) = actions.insert_imported(db, _office_rows(), by=SYSTEM)
        rows = pl.concat([_office_rows(code="B-7"), _office_rows()])
        assert OFFICE.find(db, rows).rows() == [(1, known)]
