"""Events that repeat: entered ahead, changed one by one, from one on or all, and told to calendars in one entry."""

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any, Literal

import pytest

from lib import clock, store
from lib.access import SYSTEM, User
from lib.errors import BadInput, Refused
from lib.events import Attendee, actions, queries
from lib.flows import work
from lib.settings import DEFAULTS
from tests.events.sample import entered, entry, holder, ledger, one
from tests.events.test_series_rule import expanded

TUESDAY = dt.date(2026, 11, 24)
WEEKLY = "FREQ=WEEKLY;BYDAY=TU"
WEEK = dt.timedelta(days=7)


def repeated(rule: str = f"{WEEKLY};COUNT=6", **changes: Any) -> tuple[int, list[int]]:
    """A series and its events in order."""
    event_id = entered(**({"state": "confirmed", "starts_on": TUESDAY} | changes))
    with store.write() as db:
        series_id = actions.repeat(db, event_id, rule, by=SYSTEM)
    return series_id, numbers(series_id)


def numbers(series_id: int) -> list[int]:
    with store.read() as db:
        return list(queries.occurrences(db, series_id, by=SYSTEM)["id"])


def days(series_id: int) -> list[str]:
    with store.read() as db:
        return [str(day) for day in queries.occurrences(db, series_id, by=SYSTEM)["starts_on"]]


def rule_of(series_id: int) -> str:
    with store.read() as db:
        return queries.series(db, series_id, by=SYSTEM).rule


def edit(event_id: int, scope: Literal["one", "following", "all"], by: User = SYSTEM, **changes: Any) -> None:
    wanted = dataclasses.replace(entry(event_id), **changes)
    with store.write() as db:
        actions.edit(db, event_id, wanted, started_from=one(event_id).sequence, scope=scope, reason="proto", by=by)


def agrees_with_a_calendar(series_id: int) -> None:
    """What a feed would write expands to the days that the rows stand for, except those it excludes."""
    with store.read() as db:
        told = queries.series_in_feed(db, dt.date(2020, 1, 1)).masters.filter(series_id=series_id).row(0, named=True)
        rows = queries.occurrences(db, series_id, by=SYSTEM)
        filled = queries.series(db, series_id, by=SYSTEM).filled_to
    theirs = expanded(told["rule"], told["starts_on"], told["starts_at"], set(told["exdates"]))
    assert [day for day, _ in theirs if day <= filled] == [
        day for day in rows["occurs_on"] if day not in told["exdates"] and day <= dt.date(2027, 4, 30)
    ]


def test_occurrences_are_ordinary_events(people: dict[str, User]) -> None:
    mayor = holder()
    attending = (Attendee(mayor, "confirmed", True),)
    series_id, ids = repeated(attendees=attending, note="klíče", paper_issue="12/2026", publish_to=("web",))
    assert days(series_id) == [str(TUESDAY + n * WEEK) for n in range(6)]
    first, last = one(ids[0]), one(ids[-1])
    assert (last.title, last.venue, last.state, last.publish_to) == (first.title, first.venue, "confirmed", ("web",))
    assert (last.note, last.paper_issue, last.sequence, last.detached) == ("", "", 0, False)
    assert last.uid == f"akce-{last.id}@brazdov.example"
    assert entry(ids[-1]).attendees == (Attendee(mayor, "asked", True),)
    assert [line["what"] for line in ledger(ids[-1])] == ["added"]
    with store.read() as db:
        assert queries.series(db, series_id, by=SYSTEM).said == "každý týden: úterý, celkem 6×"
    agrees_with_a_calendar(series_id)


@pytest.mark.parametrize("starts_at", ["02:30", "17:00", None])
@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY;COUNT=300", "FREQ=WEEKLY;BYDAY=SU;UNTIL=20261130", "FREQ=MONTHLY;COUNT=9"]
)
def test_rows_are_what_a_calendar_shows_over_both_changes_of_the_clock(
    office: Path, rule: str, starts_at: str | None
) -> None:
    with clock.fixed("2026-03-01T08:00+01:00"):
        series_id, ids = repeated(rule, starts_on=dt.date(2026, 3, 22), starts_at=starts_at, ends_at=None)
        with store.write() as db:
            actions.remove_occurrence(db, ids[1], by=SYSTEM)
            actions.step(db, ids[2], "cancelled", "nemoc", by=SYSTEM)
    assert len(ids) > 8
    agrees_with_a_calendar(series_id)


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("FREQ=WEEKLY;BYDAY=WE", "takový den"),
        ("FREQ=DAILY;COUNT=1002", "1000"),
        (f"{WEEKLY};UNTIL=20261101", "dřív, než začne"),
        ("nesmysl", "přečíst"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_and_leaves_nothing(office: Path, rule: str, says: str) -> None:
    event_id = entered(starts_on=TUESDAY)
    with pytest.raises(BadInput, match=says) as refused, store.write() as db:
        actions.repeat(db, event_id, rule, by=SYSTEM)
    assert refused.value.field == "rule"
    with store.read() as db:
        assert store.scalar(db, "select count(*) from event") == 1
        assert store.scalar(db, "select count(*) from event_series") == 0


def test_what_repeats_or_is_off_does_not_begin_a_series(office: Path) -> None:
    _, ids = repeated()
    off = entered(starts_on=TUESDAY)
    with store.write() as db:
        actions.step(db, off, "cancelled", "x", by=SYSTEM)
    for event_id in (ids[2], off):
        with pytest.raises(Refused), store.write() as db:
            actions.repeat(db, event_id, WEEKLY, by=SYSTEM)
    with pytest.raises(Refused, match="neopakuje"), store.write() as db:
        actions.stop(db, off, by=SYSTEM)


def test_a_series_without_end_is_filled_by_the_worker(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DEFAULTS, "events.series_horizon_days", 30)
    series_id, ids = repeated(WEEKLY)
    ended, _ = repeated(f"{WEEKLY};COUNT=2")
    assert days(series_id)[-1] == "2026-12-22"
    with store.write() as db:
        actions.remove_occurrence(db, ids[-1], by=SYSTEM)
        assert actions.fill_series(db, by=SYSTEM) == 0
    with clock.fixed("2026-12-10T08:00+01:00"):
        edit(ids[-2], "one", title="Jednou jinak")
        work.ByTheClock().run()
    assert days(series_id)[-3:] == ["2026-12-15", "2026-12-29", "2027-01-05"]
    assert one(numbers(series_id)[-1]).title == "Rozsvícení stromu"
    assert len(days(ended)) == 2
    agrees_with_a_calendar(series_id)


def test_one_occurrence_changes_alone(office: Path) -> None:
    series_id, ids = repeated()
    edit(ids[1], "one", title="Host z Polska")
    with store.write() as db:
        actions.move(db, ids[2], starts_on=dt.date(2026, 12, 10), reason="sál", started_from=0, by=SYSTEM)
    assert [one(number).detached for number in ids] == [False, True, True, False, False, False]
    assert (one(ids[2]).occurs_on, one(ids[2]).series_id) == ("2026-12-08", series_id)
    edit(ids[0], "all", title="Kurz", starts_at="18:00", ends_at="19:00")
    assert [one(number).title for number in ids] == ["Kurz", "Host z Polska", "Rozsvícení stromu", *["Kurz"] * 3]
    assert [one(number).starts_at for number in ids] == ["18:00", "17:00", "17:00", *["18:00"] * 3]
    agrees_with_a_calendar(series_id)


def test_all_means_words_of_what_is_past_and_everything_ahead(office: Path) -> None:
    with clock.fixed("2026-10-01T08:00+01:00"):
        _, ids = repeated(starts_on=dt.date(2026, 11, 10))
    edit(ids[3], "all", title="Kurz", venue="Lipový park", starts_at="18:00", ends_at="20:00", ends_on=None)
    assert [one(number).title for number in ids] == ["Kurz"] * 6
    assert [one(number).venue for number in ids] == ["náměstí Svobody"] * 2 + ["Lipový park"] * 4
    assert [one(number).ends_at for number in ids] == ["18:30"] * 2 + ["20:00"] * 4
    assert ledger(ids[0])[0]["said"] == "Název: Rozsvícení stromu → Kurz"
    assert [one(number).sequence for number in ids] == [2, 1, 1, 1, 1, 1]


def test_those_who_attend_are_asked_for_each_day(office: Path) -> None:
    mayor, deputy = holder(), holder("Petr Starý", "místostarosta")
    _, ids = repeated(attendees=(Attendee(mayor),))
    edit(ids[1], "one", attendees=(Attendee(mayor, "excused"),))
    edit(ids[2], "all", attendees=(Attendee(mayor, "confirmed"), Attendee(deputy, "confirmed", True)))
    assert entry(ids[1]).attendees == (Attendee(mayor, "excused"),)
    assert entry(ids[3]).attendees == (Attendee(mayor, "asked"), Attendee(deputy, "asked", True))


def test_this_and_all_that_follow_is_a_new_series(people: dict[str, User]) -> None:
    old, ids = repeated(f"{WEEKLY};COUNT=6")
    with store.write() as db:
        actions.remove_occurrence(db, ids[1], by=SYSTEM)
        actions.remove_occurrence(db, ids[4], by=SYSTEM)
    edit(ids[2], "following", by=people["editor"], starts_at="18:00", ends_at="19:30")
    new = one(ids[2]).series_id
    assert new is not None
    assert new != old
    with store.read() as db:
        told, before = queries.series(db, new, by=SYSTEM), queries.series(db, old, by=SYSTEM)
    assert (before.rule, told.rule, told.continues_id) == (f"{WEEKLY};UNTIL=20261207", f"{WEEKLY};COUNT=4", old)
    assert (before.exdates, told.exdates) == ((TUESDAY + WEEK,), (TUESDAY + 4 * WEEK,))
    assert (days(old), len(days(new))) == ([str(TUESDAY)], 3)
    assert [one(number).starts_at for number in numbers(new)] == ["18:00"] * 3
    agrees_with_a_calendar(old)
    agrees_with_a_calendar(new)


@pytest.mark.parametrize("end", ["", ";COUNT=6", ";UNTIL=20261229"])
def test_a_series_moves_to_another_day_from_one_occurrence_on(office: Path, end: str) -> None:
    series_id, ids = repeated(f"{WEEKLY}{end}")
    with store.write() as db:
        actions.remove_occurrence(db, ids[3], by=SYSTEM)
    edit(ids[4], "one", title="Jednou jinak")
    edit(ids[1], "following", starts_on=TUESDAY + WEEK + dt.timedelta(days=2), ends_on=None)
    new = int(str(one(ids[1]).series_id))
    assert days(series_id) == [str(TUESDAY)]
    assert days(new)[:4] == ["2026-12-03", "2026-12-10", "2026-12-22", "2026-12-31"]
    assert rule_of(new).startswith("FREQ=WEEKLY;BYDAY=TH")
    assert one(ids[2]).state == "confirmed"
    assert ledger(ids[2])[0]["moved_from"] == dt.date(2026, 12, 8)
    assert one(ids[4]).occurs_on == "2026-12-24"
    agrees_with_a_calendar(series_id)
    agrees_with_a_calendar(new)


def test_the_day_does_not_change_where_it_cannot(office: Path) -> None:
    with clock.fixed("2026-10-01T08:00+01:00"):
        _, ids = repeated(starts_on=dt.date(2026, 11, 10))
    with pytest.raises(BadInput) as refused:
        edit(ids[3], "all", starts_on=dt.date(2026, 12, 2), ends_on=None)
    assert refused.value.field == "scope"
    with pytest.raises(Refused, match="už není před vámi"):
        edit(ids[0], "following", starts_on=dt.date(2026, 11, 11), ends_on=None)
    _, several = repeated("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=6")
    with pytest.raises(BadInput) as refused:
        edit(several[2], "following", starts_on=dt.date(2026, 12, 2), ends_on=None)
    assert refused.value.field == "starts_on"


def test_a_series_ends_where_somebody_says(office: Path) -> None:
    series_id, ids = repeated(WEEKLY)
    with store.write() as db:
        assert actions.stop(db, ids[2], "málo lidí", by=SYSTEM) == len(ids) - 3
    assert rule_of(series_id) == f"{WEEKLY};UNTIL=20261208"
    assert len(days(series_id)) == 3
    with store.write() as db:
        assert actions.fill_series(db, by=SYSTEM) == 0
    agrees_with_a_calendar(series_id)


def test_another_rule_holds_from_one_occurrence_on(office: Path) -> None:
    old, ids = repeated(f"{WEEKLY};COUNT=8")
    edit(ids[3], "one", title="Jednou jinak")
    with store.write() as db:
        actions.remove_occurrence(db, ids[6], by=SYSTEM)
        new = actions.change_rule(db, ids[2], "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=6", "hala", by=SYSTEM)
    assert days(old) == ["2026-11-24", "2026-12-01"]
    assert days(new) == ["2026-12-08", "2026-12-10", "2026-12-22", "2026-12-24", "2027-01-07"]
    assert numbers(new)[2] == ids[4]
    assert one(ids[3]).series_id is None
    with store.read() as db:
        assert store.scalar(db, "select count(*) from event where id in (?, ?)", (ids[5], ids[7])) == 0
    agrees_with_a_calendar(old)
    agrees_with_a_calendar(new)


def test_an_occurrence_on_which_work_hangs_is_not_removed(office: Path) -> None:
    _, ids = repeated()
    with store.write() as db:
        db.conn.execute(
            "insert into story (event_id, title, created_by, created_at, updated_by, updated_at)"
            " values (?, 'Kurz', 'x', '', 'x', '')",
            (ids[3],),
        )
    for deed in (actions.remove_occurrence, actions.stop):
        with pytest.raises(Refused, match="navazují"), store.write() as db:
            deed(db, ids[3] if deed is actions.remove_occurrence else ids[2], by=SYSTEM)
    assert len(numbers(1)) == 6


def test_a_feed_writes_one_entry_and_what_differs(office: Path) -> None:
    series_id, ids = repeated(f"{WEEKLY};COUNT=6")
    hidden, _ = repeated(f"{WEEKLY};COUNT=2", public=False)
    edit(ids[1], "one", title="Host z Polska")
    with store.write() as db:
        actions.remove_occurrence(db, ids[2], by=SYSTEM)
        actions.step(db, ids[3], "cancelled", "nemoc", by=SYSTEM)
        actions.move(db, ids[4], starts_on=dt.date(2026, 12, 23), reason="svátky", started_from=0, by=SYSTEM)
        actions.step(db, ids[5], "proposed", "nejisté", by=SYSTEM)
    with store.read() as db:
        feed = queries.series_in_feed(db, dt.date(2026, 11, 23))
        (master,) = feed.masters.to_dicts()
        assert hidden not in feed.masters["series_id"]
        assert queries.series_in_feed(db, dt.date(2028, 1, 1)).masters.is_empty()
    assert (master["title"], master["starts_on"], master["ends_on"]) == ("Rozsvícení stromu", TUESDAY, TUESDAY)
    assert (master["rule"], master["exdates"]) == (f"{WEEKLY};COUNT=6", [TUESDAY + 2 * WEEK, TUESDAY + 5 * WEEK])
    assert master["uid"] == f"serie-{series_id}@brazdov.example"
    assert [(row["id"], row["state"], row["uid"]) for row in feed.overrides.to_dicts()] == [
        (ids[1], "confirmed", master["uid"]), (ids[3], "cancelled", master["uid"]),
        (ids[4], "confirmed", master["uid"]),
    ]  # fmt: skip
