"""The programme of the house of culture as a calendar: read, matched with ours, changed, called off, taken back."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from lib import store
from lib.access import SYSTEM
from lib.events import actions, queries
from lib.events.sheet import CULTURE_HOUSE_ICS, FIELDS, twins
from lib.flows import sheet_plan, sheet_sync
from lib.sheets import runs, sources

DAY = dt.date(2026, 11, 28)


def ics(*events: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""]).encode()


def show(uid: str, start: str, title: str, *more: str, place: str = "velký sál") -> str:
    return "\r\n".join(
        ["BEGIN:VEVENT", f"UID:{uid}", f"DTSTART;TZID=Europe/Prague:{start}", f"SUMMARY:{title}", f"LOCATION:{place}",
         *more, "END:VEVENT"]
    )  # fmt: skip


@pytest.fixture
def programme(office: Path) -> int:
    """The number of a source whose file is `program.ics` in the shared folder."""
    with store.write() as db:
        return sources.add(
            db, "Program DK", "events.culture_house_ics", "file", "program.ics", master="office", by=SYSTEM
        )


def come(office: Path, programme: int, *events: str) -> runs.Run:
    """The file as it is now, imported."""
    (office / "shared").mkdir(exist_ok=True)
    (office / "shared/program.ics").write_bytes(ics(*events))
    run_id = sheet_sync.import_source(programme, by=SYSTEM)
    with store.read() as db:
        return runs.load(db, run_id)


def known() -> list[dict[str, object]]:
    with store.read() as db:
        return queries.events(db, by=SYSTEM).rows(named=True)


def ours(**changes: object) -> int:
    """An event of the office."""
    row = {field.name: None for field in FIELDS} | {"title": "Vánoční koncert", "kind": "town", "state": "confirmed"}
    row |= {"starts_on": DAY, "ends_on": DAY, "starts_at": "17:00", "venue": "Dům kultury – velký sál"}
    schema = {name: pl.Date if name in ("starts_on", "ends_on") else pl.String for name in row}
    with store.write() as db:
        return actions.insert_imported(db, pl.DataFrame([row | changes], schema=schema), by=SYSTEM)[0]


def test_the_programme_comes_in_and_the_same_file_again_changes_nothing(office: Path, programme: int) -> None:
    weekly = show("2", "20261201T180000", "Čtení", "RRULE:FREQ=WEEKLY;COUNT=3", place="Dům kultury Brázdov\\, klub")
    run = come(office, programme, show("1", "20261128T190000", "Komedie", "DTEND:20261128T200000Z"), weekly)
    assert (run.new, run.problems) == (4, 0)
    first, *repeated = known()
    assert (first["title"], first["kind"], first["state"]) == ("Komedie", "culture_house", "confirmed")
    assert (first["starts_at"], first["ends_at"], first["venue"]) == ("19:00", "21:00", "Dům kultury – velký sál")
    assert [str(row["starts_on"]) for row in repeated] == ["2026-12-01", "2026-12-08", "2026-12-15"]
    assert {row["venue"] for row in repeated} == {"Dům kultury Brázdov, klub"}
    again = come(office, programme, show("1", "20261128T190000", "Komedie", "DTEND:20261128T200000Z"), weekly)
    assert (again.new, again.changed, len(known())) == (0, 0, 4)


def test_a_moved_and_a_cancelled_event_are_the_same_events(office: Path, programme: int) -> None:
    come(office, programme, show("1", "20261128T190000", "Komedie"), show("2", "20261129T190000", "Drama"))
    run = come(
        office,
        programme,
        show("1", "20261205T200000", "Komedie"),
        show("2", "20261129T190000", "Drama", "STATUS:CANCELLED"),
    )
    assert (run.new, run.changed) == (0, 2)
    drama, comedy = known()
    assert (str(comedy["starts_on"]), comedy["starts_at"]) == ("2026-12-05", "20:00")
    assert drama["state"] == "cancelled"


@pytest.mark.parametrize("title", ["ZRUŠENO: Drama", "Zrušeno – Drama", "Drama (zrušeno)"])
def test_a_title_may_say_that_it_is_called_off(office: Path, programme: int, title: str) -> None:
    come(office, programme, show("1", "20261129T190000", title))
    (event,) = known()
    assert event["state"] == "cancelled"
    assert str(event["title"]).startswith("Drama")


def test_one_date_of_a_series_may_be_called_off_and_a_single_event_may_become_a_series(
    office: Path, programme: int
) -> None:
    come(office, programme, show("1", "20261201T180000", "Čtení"))
    series = show("1", "20261201T180000", "Čtení", "RRULE:FREQ=WEEKLY;COUNT=2")
    off = show("1", "20261208T180000", "Čtení", "RECURRENCE-ID;TZID=Europe/Prague:20261208T180000", "STATUS:CANCELLED")
    run = come(office, programme, series, off)
    assert (run.new, run.missing) == (1, 0)
    assert [event["state"] for event in known()] == ["confirmed", "cancelled"]


def test_what_ours_has_too_is_not_doubled_and_the_differences_are_conflicts(office: Path, programme: int) -> None:
    event_id = ours()
    come_in = show("1", "20261128T172000", "Vánoční koncert sboru Lilie", place="Dům kultury")
    (office / "shared").mkdir()
    (office / "shared/program.ics").write_bytes(ics(come_in, show("2", "20261128T190000", "Komedie")))
    with store.read() as db:
        plan = sheet_plan.plan(db, programme, by=SYSTEM)
    assert (plan.counts["new"], plan.counts["conflicts"]) == (1, 1)
    assert set(plan.changes().filter("conflict")["label"]) == {"Název", "Začátek", "Místo konání"}
    sheet_sync.import_source(programme, by=SYSTEM)
    assert len(known()) == 2
    mine = next(event for event in known() if event["id"] == event_id)
    assert (mine["title"], mine["starts_at"], mine["kind"]) == ("Vánoční koncert", "17:00", "town")


@pytest.mark.parametrize(
    ("start", "title", "venue", "same"),
    [
        ("17:00", "Vánoční koncert", "DK - velký sál", True),
        ("17:30", "VÁNOČNÍ KONCERT ZUŠ", "Dům kultury – velký sál", True),
        ("16:30", "Koncert vánoční", "Dům kultury", True),
        (None, "Vánoční koncert", None, True),
        ("17:31", "Vánoční koncert", "Dům kultury – velký sál", False),
        ("17:00", "Výroční schůze", "Dům kultury – velký sál", False),
        ("17:00", "Vánoční koncert", "Dům kultury – malý sál", False),
        ("17:00", "Vánoční koncert", "náměstí Svobody", False),
        ("17:00", "Vánoce", "Dům kultury", False),
    ],
)
def test_who_is_a_twin(office: Path, start: str | None, title: str, venue: str | None, same: bool) -> None:
    event_id = ours()
    rows = pl.DataFrame(
        [{"starts_on": DAY, "starts_at": start, "title": title, "venue": venue}],
        schema={"starts_on": pl.Date, "starts_at": pl.String, "title": pl.String, "venue": pl.String},
    )
    with store.read() as db:
        assert twins.find(db, rows).rows() == ([(0, event_id)] if same else [])


def test_each_event_is_the_twin_of_one_row_the_most_similar(office: Path) -> None:
    morning, afternoon = ours(starts_at="10:00"), ours(starts_at="10:20", title="Vánoční koncert II")
    rows = pl.DataFrame(
        {"starts_on": [DAY] * 3, "starts_at": ["10:10"] * 3, "venue": [None] * 3,
         "title": ["Vánoční koncert II", "Vánoční koncert", "Vánoční koncert III"]},
        schema={"starts_on": pl.Date, "starts_at": pl.String, "venue": pl.String, "title": pl.String},
    )  # fmt: skip
    with store.read() as db:
        found = dict(twins.find(db, rows).rows())
    assert len(found) == 2
    assert set(found.values()) == {morning, afternoon}


def test_what_is_wrong_in_the_calendar_is_told_with_its_line(office: Path, programme: int) -> None:
    endless = show("1", "20261128T190000", "Vteřiny", "RRULE:FREQ=SECONDLY")
    run = come(
        office, programme, endless, show("2", "20260431T190000", "Nikdy"),
        show("3", "20261128T190000", "Tajné", "CLASS:PRIVATE"),
        "BEGIN:VEVENT\r\nUID:4\r\nDTSTART;TZID=Mars/Phobos:20261128T090000\r\nSUMMARY:Kino\r\nEND:VEVENT",
    )  # fmt: skip
    assert (run.new, run.problems) == (1, 4)
    with store.read() as db:
        told = runs.problems_of(db, run.id, by=SYSTEM).select("row", "text", "blocks").sort("row").rows()
    assert [row for row, _, _ in told] == [3, 10, 16, 23]
    assert [blocks for _, _, blocks in told] == [1, 1, 1, 0]
    assert "víc než 1200 dat" in told[0][1]
    assert any("Duben má 30\u00a0dní" in text for _, text, _ in told)
    assert "Mars/Phobos" in told[-1][1]


def test_a_calendar_that_turned_empty_changes_nothing(office: Path, programme: int) -> None:
    come(office, programme, show("1", "20261128T190000", "Komedie"))
    (office / "shared/program.ics").write_bytes(ics())
    sheet_sync.sync_due()
    with store.read() as db:
        last = runs.load(db, runs.last(db, programme) or 0)
    assert (last.state, len(known())) == ("refused", 1)
    assert "je teď prázdný" in last.text


def test_an_import_of_a_calendar_is_taken_back_whole(office: Path, programme: int) -> None:
    run = come(office, programme, show("1", "20261201T180000", "Čtení", "RRULE:FREQ=WEEKLY;COUNT=3"))
    with store.write() as db:
        sheet_sync.undo(db, run.id, by=SYSTEM)
    assert known() == []


def test_the_kind_says_what_identifies_a_date() -> None:
    assert CULTURE_HOUSE_ICS.key == ("uid", "occurrence")
    assert not CULTURE_HOUSE_ICS.field("uid").compared
