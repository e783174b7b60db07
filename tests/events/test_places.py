"""Templates and duplicates, venues described and merged, special days, events of spreadsheets in whole events."""

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from lib import store
from lib.access import SYSTEM, User
from lib.errors import BadInput, Conflict, NotFound, Refused
from lib.events import Attendee, actions, queries
from lib.events.actions import VenueCard
from lib.events.sheet import FIELDS
from tests.events.sample import SATURDAY, entered, entry, holder, ledger, like, one

DAY = dt.date(2027, 6, 5)


def test_an_event_from_a_template(people: dict[str, User]) -> None:
    mayor = holder()
    event_id = entered(ends_on=SATURDAY + dt.timedelta(days=1), attendees=(Attendee(mayor, "confirmed", True),),
                       note="klíče", paper_issue="12/2026")  # fmt: skip
    with store.write() as db:
        number = actions.save_template(db, " Strom ", entry(event_id), task_template="memorial", by=people["editor"])
    with store.read() as db:
        kept = queries.template(db, number, by=people["reader"])
        assert queries.templates(db, by=SYSTEM).select("name", "title", "venue", "task_template").rows() == [
            ("Strom", "Rozsvícení stromu", "náměstí Svobody", "memorial")
        ]
    with store.write() as db:
        made = actions.add(db, kept.on(DAY), by=people["editor"])
    new = one(made)
    assert (new.starts_on, new.ends_on, new.starts_at, new.note, new.paper_issue) == (
        "2027-06-05", "2027-06-06", "17:00", "", "",
    )  # fmt: skip
    assert entry(made).attendees == (Attendee(mayor, "asked", True),)


def test_a_template_is_edited_and_removed(office: Path) -> None:
    with store.write() as db:
        number = actions.save_template(db, "Strom", like(), by=SYSTEM)
        actions.save_template(db, "Koncert", like(title="Koncert"), by=SYSTEM)
        assert actions.save_template(db, "Stromek", like(title="Stromek"), template_id=number, by=SYSTEM) == number
    for name, changes in [("koncert", {}), ("  ", {}), ("Jiný", {"title": ""})]:
        with pytest.raises(BadInput), store.write() as db:
            actions.save_template(db, name, like(**changes), template_id=number, by=SYSTEM)
    with store.write() as db:
        assert list(queries.templates(db, by=SYSTEM)["title"]) == ["Koncert", "Stromek"]
        actions.remove_template(db, number, by=SYSTEM)
    with pytest.raises(NotFound), store.write() as db:
        actions.remove_template(db, number, by=SYSTEM)


def test_a_duplicate_has_the_words_and_asks_anew(office: Path) -> None:
    mayor = holder()
    event_id = entered(state="confirmed", attendees=(Attendee(mayor, "excused"),), note="klíče",
                       web="https://b.example/strom-2026")  # fmt: skip
    with store.write() as db:
        new = one_of(actions.duplicate(db, event_id, DAY, by=SYSTEM), db)
    assert (new.title, new.venue, new.state, new.code, new.note, new.web) == (
        "Rozsvícení stromu", "náměstí Svobody", "proposed", None, "", "",
    )  # fmt: skip
    assert entry(new.id).attendees == (Attendee(mayor),)
    with pytest.raises(BadInput, match="2:30"), store.write() as db:
        night = actions.add(db, like(starts_at="02:30", ends_at=None), by=SYSTEM)
        actions.duplicate(db, night, dt.date(2027, 3, 28), by=SYSTEM)


def one_of(event_id: int, db: store.Database) -> Any:
    return queries.event(db, event_id, by=SYSTEM)


def test_a_venue_is_described(people: dict[str, User]) -> None:
    ahead, past = entered(), entered(starts_on=dt.date(2026, 5, 1))
    card = VenueCard("náměstí T. G. Masaryka", "Náměstí 1", "Lazy", 49.85, 18.43, 800, True, " pódium ")
    with store.write() as db:
        actions.edit_venue(db, int(str(one(ahead).venue_id)), card, by=people["editor"])
        known = queries.venue(db, 1, by=people["reader"])
        assert dataclasses.astuple(known) == (1, card.name, "Náměstí 1", "Lazy", 49.85, 18.43, 800, True, "pódium")
        assert queries.venues(db, by=SYSTEM)["events"].to_list() == [2]
        assert actions.venue_id_of(db, "nám. Svobody") == 1
    assert (one(ahead).sequence, one(past).sequence) == (1, 0)
    assert ledger(ahead)[0]["said"] == "Místo konání: náměstí Svobody → náměstí T. G. Masaryka"


@pytest.mark.parametrize(
    ("card", "field"),
    [
        (VenueCard(" – "), "name"),
        (VenueCard("A", capacity=0), "capacity"),
        (VenueCard("A", latitude=49.8), "longitude"),
        (VenueCard("A", longitude=18.4), "latitude"),
        (VenueCard("A", latitude=18.43, longitude=49.85), "latitude"),
        (VenueCard("A", latitude=49.85, longitude=1.8), "longitude"),
        (VenueCard("Lipový park (altán)"), "name"),
    ],
)
def test_what_a_venue_cannot_be(office: Path, card: VenueCard, field: str) -> None:
    with store.write() as db:
        actions.venue_id_of(db, "náměstí Svobody")
        actions.venue_id_of(db, "Lipový park")
    with pytest.raises((BadInput, Refused)) as refused, store.write() as db:
        actions.edit_venue(db, 1, card, by=SYSTEM)
    assert refused.value.field == field
    with pytest.raises(NotFound), store.write() as db:
        actions.edit_venue(db, 77, VenueCard("A"), by=SYSTEM)


def test_two_spellings_of_a_venue_become_one(people: dict[str, User]) -> None:
    event_id, other = entered(venue="DK Brázdov"), entered(venue="Kulturák")
    with store.write() as db:
        keep, gone = int(str(one(event_id).venue_id)), int(str(one(other).venue_id))
        actions.edit_venue(db, gone, VenueCard("Kulturák", address="Masarykova 2", capacity=400), by=SYSTEM)
        assert actions.merge_venues(db, keep, gone, by=people["editor"]) == 1
        known = queries.venue(db, keep, by=SYSTEM)
        assert (known.name, known.address, known.capacity) == ("DK Brázdov", "Masarykova 2", 400)
        with pytest.raises(NotFound):
            queries.venue(db, gone, by=SYSTEM)
    assert one(entered(venue="kulturák")).venue == "DK Brázdov"
    assert ledger(other)[0]["said"] == "Místo konání: Kulturák → DK Brázdov"
    with pytest.raises(BadInput), store.write() as db:
        actions.merge_venues(db, keep, keep, by=SYSTEM)


def test_special_days_come_and_go(people: dict[str, User]) -> None:
    first, last = dt.date(2027, 2, 1), dt.date(2027, 2, 7)
    with store.write() as db:
        number = actions.add_special_day(db, "school_holiday", first, last, "Jarní prázdniny", by=people["editor"])
        actions.add_special_day(db, "election", dt.date(2027, 10, 8), None, "Volby", by=people["editor"])
        found = queries.special_days(db, last, last, by=people["reader"])
        assert found.rows() == [(number, "school_holiday", first, last, "Jarní prázdniny")]
    for kind, name, until in [("party", "x", None), ("election", " ", None), ("election", "x", dt.date(2026, 1, 1))]:
        with pytest.raises(BadInput), store.write() as db:
            actions.add_special_day(db, kind, first, until, name, by=SYSTEM)
    with pytest.raises(Refused), store.write() as db:
        actions.add_special_day(db, "school_holiday", first, last, "Jarní prázdniny", by=SYSTEM)
    with store.write() as db:
        actions.remove_special_day(db, number, by=people["editor"])
    with pytest.raises(NotFound), store.write() as db:
        actions.remove_special_day(db, number, by=SYSTEM)


def _rows(**changes: Any) -> pl.DataFrame:
    row = {field.name: None for field in FIELDS}
    row |= {"code": "A-1", "title": "Koncert", "kind": "town", "state": "confirmed", "starts_on": DAY, "ends_on": DAY}
    schema = {name: pl.Date if name in ("starts_on", "ends_on") else pl.String for name in row}
    return pl.DataFrame([row | changes], schema=schema)


def _imported(**changes: Any) -> int:
    with store.write() as db:
        return actions.insert_imported(db, _rows(**changes), by=SYSTEM)[0]


def _again(event_id: int, by: User = SYSTEM, **changes: Any) -> None:
    with store.write() as db:
        actions.update_imported(db, _rows(**changes).with_columns(record_id=pl.lit(event_id)), by=by)


@pytest.mark.parametrize(
    ("kind", "calendar", "public"),
    [("town", "town", True), ("culture_house", "culture_house", True), ("visit", "leadership", False),
     ("ceremony", "ceremonies", False)],
)  # fmt: skip
def test_an_imported_event_lies_in_the_usual_calendar(office: Path, kind: str, calendar: str, public: bool) -> None:
    event_id = _imported(kind=kind)
    assert (one(event_id).calendar, one(event_id).public) == (calendar, public)


def test_a_kind_that_changes_takes_the_calendar_along_unless_somebody_chose_it(office: Path) -> None:
    event_id = _imported()
    _again(event_id, kind="visit")
    assert (one(event_id).calendar, one(event_id).public) == ("leadership", False)
    with store.write() as db:
        chosen = dataclasses.replace(entry(event_id), calendar="memorial", public=True)
        actions.edit(db, event_id, chosen, started_from=1, by=SYSTEM)
    _again(event_id, kind="ceremony")
    assert (one(event_id).calendar, one(event_id).public) == ("memorial", True)


def test_what_a_spreadsheet_changes_is_in_the_ledger(people: dict[str, User]) -> None:
    event_id = _imported(venue="náměstí Svobody")
    mine = entry(event_id)
    later = DAY + dt.timedelta(days=1)
    _again(event_id, by=people["editor"], venue="Lipový park", starts_on=later, ends_on=later, state="postponed")
    line = ledger(event_id)[0]
    assert (line["what"], line["moved_from"], line["sequence"], line["name"]) == ("moved", DAY, 1, "Petra Dlouhá")
    assert "Místo konání: náměstí Svobody → Lipový park; Stav: potvrzeno → " in line["said"]
    with store.read() as db:
        assert queries.ghosts(db, DAY, DAY, by=SYSTEM)["event_id"].to_list() == [event_id]
    with pytest.raises(Conflict, match="Petra Dlouhá"), store.write() as db:
        actions.edit(db, event_id, mine, started_from=0, by=people["secretary"])


@pytest.mark.parametrize("hung", ["story", "task"])
def test_an_import_on_which_people_have_worked_is_not_taken_back(office: Path, hung: str) -> None:
    free, worked = _imported(), _imported(code="A-2", title="Ples")
    with store.write() as db:
        if hung == "story":
            db.conn.execute(
                "insert into story (event_id, title, created_by, created_at, updated_by, updated_at)"
                " values (?, 'Ples', 'x', '', 'x', '')",
                (worked,),
            )
        else:
            from lib import tasks

            tasks.add(db, "Objednat", subject=f"event:{worked}", due_on=DAY, by=SYSTEM)
    with pytest.raises(Refused, match="Ples") as refused, store.write() as db:
        actions.remove_imported(db, [free, worked], by=SYSTEM)
    assert "Koncert" not in str(refused.value)
    with store.write() as db:
        actions.remove_imported(db, [free], by=SYSTEM)
    assert one(worked).title == "Ples"


def test_a_night_that_a_spreadsheet_writes_on_one_day_can_be_edited(office: Path) -> None:
    event_id = _imported(starts_at="20:00", ends_at="02:00")
    shown = entry(event_id)
    assert shown.ends_on == DAY + dt.timedelta(days=1)
    with store.write() as db:
        actions.edit(db, event_id, dataclasses.replace(shown, summary="Ples"), started_from=0, by=SYSTEM)
    assert ledger(event_id)[0]["said"] == "Perex: — → Ples"
