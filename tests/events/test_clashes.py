"""Clashes: what collides and what does not, the sweep against comparing everything, sentences."""

import datetime as dt
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.events import clashes
from lib.events.clashes import Thing
from lib.events.clashes.sweep import SPECIAL
from lib.events.clashes.things import READ
from tests.laws import examples

DAY = dt.date(2026, 11, 28)
SCHEMA = {
    "id": pl.Int64, "title": pl.String, "starts_on": pl.Date, "ends_on": pl.Date, "starts_at": pl.String,
    "ends_at": pl.String, "all_day": pl.Int64, "venue": pl.String, "audience": pl.String, "public": pl.Int64,
    "state": pl.String,
}  # fmt: skip
USUAL = {"travel_minutes": 30, "evening_from": "17:00"}
TOLD = {  # case: (one event, another, level that they get or None); an event is (day from DAY, times, venue, more)
    "one hall": ((0, "9:00-15:00", "A"), (0, "13:00-17:00", "A"), "error"),
    "the other way round": ((0, "13:00-17:00", "A"), (0, "9:00-15:00", "A"), "error"),
    "one after another": ((0, "9:00-13:00", "A"), (0, "13:00-17:00", "A"), None),
    "two halls": ((0, "9:00-15:00", "A"), (0, "13:00-17:00", "B"), None),
    "one inside": ((0, "9:00-20:00", "A"), (0, "12:00-13:00", "A"), "error"),
    "two hours without an end": ((0, "9:00", "A"), (0, "10:59", "A"), "error"),
    "not three": ((0, "9:00", "A"), (0, "11:00", "A"), None),
    "spelled otherwise": ((0, "9:00", "DK – velký sál"), (0, "10:00", "Dům kultury - velký sál"), "error"),
    "cancelled": ((0, "9:00-15:00", "A", {"state": "cancelled"}), (0, "13:00", "A"), None),
    "postponed": ((0, "9:00-15:00", "A", {"state": "postponed"}), (0, "13:00", "A"), None),
    "nobody knows the time": ((0, "", "A"), (0, "13:00", "A"), None),
    "no venue": ((0, "9:00-15:00", None), (0, "13:00", None), None),
    "past midnight": ((0, "20:00-02:00", "A"), (1, "1:00-03:00", "A"), "error"),
    "past midnight with its day": ((0, "20:00-02:00", "A", {"days": 1}), (1, "1:00-03:00", "A"), "error"),
    "over at two": ((0, "20:00-02:00", "A"), (1, "2:00-03:00", "A"), None),
    "until 24:00": ((0, "20:00-24:00", "A"), (0, "23:30-23:50", "A"), "error"),
    "24:00 is the end": ((0, "20:00-24:00", "A"), (1, "0:00-01:00", "A"), None),
    "0:00 is the end too": ((0, "20:00-00:00", "A"), (1, "0:00-01:00", "A"), None),
    "the same minute is no end": ((0, "9:00-09:00", "A"), (0, "12:00", "A"), None),
    "in the night of several days": ((0, "9:00-18:00", "A", {"days": 2}), (1, "20:00-21:00", "A"), "error"),
    "several days without an end": ((0, "9:00", "A", {"days": 2}), (2, "20:00-21:00", "A"), "error"),
    "after several days": ((0, "9:00-18:00", "A", {"days": 2}), (2, "18:00-21:00", "A"), None),
    "all day and hours": ((0, "", "A", {"all_day": 1}), (0, "13:00", "A"), "warning"),
    "two whole days": ((0, "", "A", {"all_day": 1}), (0, "", "A", {"all_day": 1}), "error"),
    "the next whole day": ((0, "", "A", {"all_day": 1}), (1, "", "A", {"all_day": 1}), None),
    "the clock goes back at 3": ((-34, "01:00-02:30", "A"), (-34, "02:00-04:00", "A"), "error"),
    "the clock goes forward at 2": ((120, "01:00-03:00", "A"), (120, "03:00-04:00", "A"), None),
}
Told = tuple[Any, ...]


def event(number: int, told: Told, **more: Any) -> dict[str, Any]:
    """(days from DAY, times, venue, more) as a row of events."""
    offset, times, venue, *rest = told
    start, _, end = times.partition("-")
    more = (rest[0] if rest else {}) | more
    first = DAY + dt.timedelta(offset)
    last = first + dt.timedelta(more.pop("days", 0))
    return {
        "id": number, "title": f"Akce {number}", "starts_on": first, "ends_on": last,
        "starts_at": start.zfill(5) if start else None, "ends_at": end or None, "all_day": 0, "venue": venue,
        "audience": "", "public": 0, "state": "confirmed",
    } | more  # fmt: skip


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=SCHEMA)


def things(*rows: dict[str, Any]) -> list[Thing]:
    return clashes.of_events(frame(*rows))


def pairs(held: list[Thing], people: list[tuple[str, str, Thing]] | None = None) -> list[tuple[str, str, str, str]]:
    found = clashes.found(held, people or [], **USUAL)
    return [tuple(row) for row in found.select("level", "rule", "first", "second").iter_rows()]  # type: ignore[misc]


@pytest.mark.parametrize("case", TOLD)
def test_a_venue_is_taken_once(case: str) -> None:
    one, other, level = TOLD[case]
    found = [pair[0] for pair in pairs(things(event(1, one), event(2, other)))]
    assert found == ([level] if level else [])


WAYS = {
    "at one time": ((0, "9:00-11:00", "A"), (0, "10:00-12:00", "B"), "error"),
    "no time for the way": ((0, "9:00-11:00", "A"), (0, "11:00-12:00", "B"), "error"),
    "29 minutes": ((0, "9:00-11:00", "A"), (0, "11:29-12:00", "B"), "error"),
    "30 minutes": ((0, "9:00-11:00", "A"), (0, "11:30-12:00", "B"), None),
    "no way within one venue": ((0, "9:00-11:00", "A"), (0, "11:00-12:00", "A"), None),
    "two things in one venue": ((0, "9:00-11:00", "A"), (0, "10:00-12:00", "A"), "error"),
    "nobody wrote where": ((0, "9:00-11:00", None), (0, "11:00-12:00", None), None),
    "nobody wrote where to": ((0, "9:00-11:00", None), (0, "11:00-12:00", "A"), None),
    "at one time somewhere": ((0, "9:00-11:00", None), (0, "10:00-12:00", "A"), "error"),
    "a whole day somewhere": ((0, "", None, {"all_day": 1}), (0, "10:00-12:00", "B"), None),
    "a whole day elsewhere": ((0, "", "A", {"all_day": 1}), (0, "10:00-12:00", "B"), "warning"),
    "in the programme of the day": ((0, "", "A", {"all_day": 1}), (0, "10:00-12:00", "A"), None),
    "the way over midnight": ((0, "20:00-23:50", "A"), (1, "00:10-01:00", "B"), "error"),
}


@pytest.mark.parametrize("case", WAYS)
def test_a_person_is_in_one_place(case: str) -> None:
    one, other, level = WAYS[case]
    held = things(event(1, one), event(2, other))
    found = pairs(held, [("holder:1", "Alena Dvorská", thing) for thing in held])
    assert [pair[0] for pair in found if pair[1] == "person"] == ([level] if level else [])
    two = [("holder:1", "Alena Dvorská", held[0]), ("holder:2", "Martin Kubík", held[1])]
    assert not [pair for pair in pairs(held, two) if pair[1] == "person"]


def block(times: str, place: str = "", **more: Any) -> Thing:
    row = event(7, (0, times, None), **more)
    schema = {name: SCHEMA.get(name, pl.String) for name in (*SCHEMA, "place")}
    return clashes.of_blocks(pl.DataFrame([row | {"place": place}], schema=schema))[0]


def test_leave_in_the_diary_takes_the_whole_day() -> None:
    held = things(event(1, (0, "10:00-12:00", "A")))
    mayor = [("holder:1", "Alena Dvorská", held[0]), ("holder:1", "Alena Dvorská", block(""))]
    assert pairs(held, mayor) == [("error", "person", "block:7", "event:1")]


def test_one_who_attends_and_takes_photos_is_there_once() -> None:
    held = things(event(1, (0, "10:00-12:00", "A")))
    assert pairs(held, [("login:a", "A", held[0]), ("login:a", "A", held[0])]) == []


@pytest.mark.parametrize(
    ("one", "other", "warned"),
    [
        ("", "", True),
        ("senioři", "Senioři", True),
        ("senioři", "děti", False),
        ("senioři", "", True),
        ("Veřejnost", "všichni", True),
    ],
)
def test_one_audience_on_one_evening(one: str, other: str, warned: bool) -> None:
    told = [event(1, (0, "17:00", "A"), audience=one, public=1), event(2, (0, "19:30", "B"), audience=other, public=1)]
    assert pairs(things(*told)) == ([("warning", "audience", "event:1", "event:2")] if warned else [])
    for change in ({"public": 0}, {"starts_at": "16:59"}, {"starts_on": DAY - dt.timedelta(1)}, {"starts_at": None}):
        assert pairs(things(told[0] | change, told[1])) == []


def test_the_audience_is_said_as_it_was_written() -> None:
    told = [
        event(number, (0, "18:00", venue), audience=audience, public=1)
        for number, venue, audience in ((1, "A", "Senioři"), (2, "B", ""), (3, "C", "všichni"))
    ]
    found = clashes.found(things(*told), **USUAL)
    assert found.select("first", "second", "what").rows() == [
        ("event:1", "event:2", "Senioři"), ("event:1", "event:3", "Senioři"), ("event:2", "event:3", ""),
    ]  # fmt: skip


def test_what_day_it_is() -> None:
    special = [
        ("holiday", "Den české státnosti", DAY, DAY),
        ("school", "Podzimní prázdniny", DAY - dt.timedelta(5), DAY + dt.timedelta(5)),
        ("election", "Volby", DAY + dt.timedelta(2), DAY + dt.timedelta(3)),
    ]
    held = things(event(1, (-9, "9:00", "A")), event(2, (-6, "", "A", {"days": 9})), event(3, (3, "9:00", "B")))
    found = clashes.found(held, special=special, **USUAL)
    assert found.select("rule", "first", "day", "second").rows() == [
        ("school", "event:2", DAY - dt.timedelta(5), None),
        ("holiday", "event:2", DAY, None),
        ("election", "event:2", DAY + dt.timedelta(2), None),
        ("election", "event:3", DAY + dt.timedelta(3), None),
        ("school", "event:3", DAY + dt.timedelta(3), None),
    ]
    assert set(found["level"]) == {"info"}
    assert set(SPECIAL) == {"school_holiday", "election"}


times = st.integers(0, 47).map(lambda half: f"{half // 2:02}:{half % 2 * 30:02}")
told_events = st.lists(
    st.builds(
        lambda offset, start, end, venue, audience, all_day, days: event(
            0, (offset, "" if all_day else f"{start}-{end}", venue),
            audience=audience, public=1, all_day=all_day, days=days,
        ),
        st.integers(0, 2), times, st.one_of(st.just(""), times), st.sampled_from(["A", "B", None]),
        st.sampled_from(["", "děti", "senioři"]), st.integers(0, 1), st.integers(0, 1),
    ),
    max_size=9,
).map(lambda rows: [row | {"id": number} for number, row in enumerate(rows, 1)])  # fmt: skip


def naive(held: list[Thing]) -> set[tuple[str, str, frozenset[str]]]:
    """Each with each, said as the rules say it; everybody is one person."""
    found = set()
    for place, one in enumerate(held):
        for other in held[:place]:
            if one.begins is None or other.begins is None or one.ends is None or other.ends is None:
                continue
            both = frozenset({one.subject, other.subject})
            early, late = sorted((one, other), key=lambda thing: (thing.begins, thing.subject))
            overlap, loose = late.begins < early.ends, one.loose or other.loose
            if one.place and one.place == other.place and overlap:
                found.add(("venue", "warning" if one.loose != other.loose else "error", both))
            elsewhere = one.place and other.place and one.place != other.place
            if loose:
                if overlap and elsewhere:
                    found.add(("person", "warning", both))
            elif overlap or (elsewhere and late.begins < early.ends + 30):
                found.add(("person", "error", both))
            evening = all(thing.begins % 1440 >= 17 * 60 and not thing.loose for thing in (one, other))
            if (
                evening
                and one.first == other.first
                and (one.audience == other.audience or "" in (one.audience, other.audience))
            ):
                found.add(("audience", "warning", both))
    return found  # fmt: skip


def swept(held: list[Thing]) -> set[tuple[str, str, frozenset[str]]]:
    found = pairs(held, [("login:a", "A", thing) for thing in held])
    assert len(found) == len(set(found)), "a pair is said once"
    return {(rule, level, frozenset(pair)) for level, rule, *pair in found}


@settings(max_examples=examples(150), deadline=None)
@given(told_events)
def test_the_sweep_finds_what_comparing_everything_finds(rows: list[dict[str, Any]]) -> None:
    held = things(*rows)
    assert swept(held) == naive(held)
    assert swept(held[::-1]) == naive(held)


@settings(max_examples=examples(60), deadline=None)
@given(told_events, st.data())
def test_an_event_moved_away_takes_its_clashes_with_it(rows: list[dict[str, Any]], data: st.DataObject) -> None:
    if not rows:
        return
    before = swept(things(*rows))
    chosen = data.draw(st.sampled_from(rows))
    away = {"starts_on": DAY + dt.timedelta(60), "ends_on": DAY + dt.timedelta(60)}
    after = swept(things(*[row | away if row is chosen else row for row in rows]))
    subject = f"event:{chosen['id']}"
    assert after == {one for one in before if subject not in one[2]}


SENTENCES = {
    "venue": "A: dvě akce najednou, Akce 1 (9:00–15:00) a Akce 2 (13:00–17:00). Domluvte se, kdo termín změní.",
    "programme": "A: Akce 1 (celý den) a Akce 2 (13:00–17:00). Patří jedna do programu druhé?",
    "person": "Alena Dvorská má být na dvou místech: Akce 1 (9:00–15:00) a Akce 2 (13:00–17:00). "
    "Přesuňte jednu z akcí, nebo pošlete zástupce.",
    "way": "Alena Dvorská má na cestu 10 minut: Akce 1 (9:00–12:50) a Akce 2 (13:00–17:00). "
    "Přesuňte jednu z akcí, nebo pošlete zástupce.",
    "audience": "Pro stejné lidi v jeden večer: Akce 1 (18:00–20:00) a Akce 2 (19:00–21:00).",
}


@pytest.mark.parametrize(
    ("case", "one", "other", "attends"),
    [
        ("venue", (0, "9:00-15:00", "A"), (0, "13:00-17:00", "A"), False),
        ("programme", (0, "", "A", {"all_day": 1}), (0, "13:00-17:00", "A"), False),
        ("person", (0, "9:00-15:00", "A"), (0, "13:00-17:00", "B"), True),
        ("way", (0, "9:00-12:50", "A"), (0, "13:00-17:00", "B"), True),
        ("audience", (0, "18:00", "A", {"public": 1}), (0, "19:00", "B", {"public": 1}), False),
    ],
)
def test_clashes_are_sentences(case: str, one: Told, other: Told, attends: bool) -> None:
    held = things(event(1, one), event(2, other))
    people = [("holder:1", "Alena Dvorská", thing) for thing in held if attends]
    row = clashes.found(held, people, **USUAL).row(0, named=True)
    assert clashes.say(row) == SENTENCES[case]
    assert "Akce 1" in clashes.say(row, "event:2")
    assert "Akce 2" not in clashes.say(row, "event:2")


def test_the_day_is_a_sentence_too() -> None:
    row = clashes.found(
        things(event(1, (0, "9:00", "A"))), special=[("election", "Volby", DAY, DAY)], **USUAL
    ).row(0, named=True)  # fmt: skip
    assert clashes.say(row) == "Akce 1: so 28.\u00a011. 2026 je den voleb, Volby."
    assert clashes.say(row, "event:1") == "So 28.\u00a011. 2026 je den voleb: Volby."


def test_it_asks_for_the_columns_that_events_have() -> None:
    assert set(READ) == set(SCHEMA)
