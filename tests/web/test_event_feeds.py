"""Feeds of events as independent readers see them: series over both clock changes, calendars, news, open data."""

import datetime as dt
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import feedparser
import httpx
import icalendar
import jsonschema
import pytest
import recurring_ical_events
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from referencing import Registry, Resource

from lib import clock, feeds, store
from lib.access import SYSTEM
from lib.events import actions, queries
from lib.events.entry import Entry
from lib.web import event_feeds
from tests import standards
from tests.laws import examples

TUESDAY = dt.date(2026, 12, 1)
HALL = "Dům kultury – velký sál"
GEOJSON = "https://raw.githubusercontent.com/ropensci/geojsonlint/master/inst/schema/geojson.json"


@pytest.fixture
def anybody(site: str) -> Iterator[httpx.Client]:
    """A reader of feeds: no cookie, no origin."""
    with httpx.Client(base_url=site) as client:
        yield client


def added(title: str = "Čtení", day: dt.date = TUESDAY, **words: Any) -> int:
    entry = Entry(title, day, **{"starts_at": "17:00", "ends_at": "19:00", "venue": HALL, **words})
    with store.write() as db:
        return actions.add(db, entry, state="confirmed", by=SYSTEM)


def repeated(rule: str, **words: Any) -> int:
    """A series; gives its number."""
    event_id = added(**words)
    with store.write() as db:
        return actions.repeat(db, event_id, rule, by=SYSTEM)


def rows(series_id: int) -> dict[dt.date, dict[str, Any]]:
    """The events of a series by the day that the rule had meant."""
    with store.read() as db:
        found = queries.occurrences(db, series_id, by=SYSTEM).rows(named=True)
    return {row["occurs_on"]: row for row in found}


def change(event_id: int, scope: str = "one", **words: Any) -> None:
    with store.write() as db:
        seen = queries.event(db, event_id, by=SYSTEM).sequence
        entry = replace(queries.entry(db, event_id, by=SYSTEM), **words)
        actions.edit(db, event_id, entry, started_from=seen, scope=scope, reason="změna", by=SYSTEM)  # type: ignore[arg-type]


def taken(anybody: httpx.Client, path: str = "/feeds/akce.ics") -> icalendar.Calendar:
    answer = anybody.get(path)
    assert answer.status_code == 200
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    return icalendar.Calendar.from_ical(answer.content)


def told(calendar: icalendar.Calendar, last: dt.date) -> list[tuple[str, str, str, str]]:
    """What a reader of the calendar shows: start, end, title, state of every date."""
    found = recurring_ical_events.of(calendar).between(dt.date(2026, 1, 1), last + dt.timedelta(days=1))
    return sorted(
        (_clock(one["dtstart"].dt), _clock(one["dtend"].dt), str(one["summary"]), str(one["status"])) for one in found
    )


def _clock(moment: dt.date) -> str:
    assert not isinstance(moment, dt.datetime) or str(moment.tzinfo) == "Europe/Prague"
    return f"{moment:%Y-%m-%d %H:%M}"


def ours(last: dt.date) -> list[tuple[str, str, str, str]]:
    """The same of our rows."""
    with store.read() as db:
        found = queries.events(db, by=SYSTEM).rows(named=True)
    return sorted(_row(row) for row in found if row["starts_on"] <= last)


def _row(row: dict[str, Any]) -> tuple[str, str, str, str]:
    off = row["state"] in ("cancelled", "postponed")
    title = ("Zrušeno: " if off else "") + row["title"]
    starts, ends = row["starts_at"] or "00:00", row["ends_at"] or "00:00"
    last = row["ends_on"] if row["starts_at"] else row["ends_on"] + dt.timedelta(days=1)
    state = "CANCELLED" if off else "CONFIRMED"
    return f"{row['starts_on']} {starts}", f"{last} {ends}", title, state


RULES = (
    "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270430",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=12",
    "FREQ=DAILY;COUNT=130",
    "FREQ=MONTHLY;BYDAY=-1SU;COUNT=11",
    "FREQ=MONTHLY;BYMONTHDAY=20;UNTIL=20271101",
    "FREQ=YEARLY;COUNT=3",
)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("hours", [("17:00", "19:00"), ("01:30", "03:30"), (None, None)])
def test_dates_of_a_series_agree_with_our_rows_over_both_changes_of_the_clock(
    anybody: httpx.Client, rule: str, hours: tuple[str | None, str | None]
) -> None:
    day = dt.date(2026, 10, 25) if "SU" in rule else dt.date(2026, 10, 20)
    with clock.fixed("2026-10-20T08:00+02:00"):
        repeated(rule, day=day, starts_at=hours[0], ends_at=hours[1], all_day=hours[0] is None)
        last = dt.date(2027, 11, 30)
        assert told(taken(anybody), last) == ours(last)
        assert len(ours(last)) >= 2


def test_a_changed_a_cancelled_and_a_removed_date_are_told_apart(anybody: httpx.Client) -> None:
    series_id = repeated("FREQ=WEEKLY;COUNT=6")
    dates = sorted(rows(series_id).items())
    change(dates[1][1]["id"], title="Čtení s autorem", starts_at="18:00", ends_at="20:00")
    change(dates[2][1]["id"], starts_on=TUESDAY + dt.timedelta(days=16), ends_on=TUESDAY + dt.timedelta(days=16))
    with store.write() as db:
        actions.step(db, dates[3][1]["id"], "cancelled", "nemoc", by=SYSTEM)
        actions.remove_occurrence(db, dates[4][1]["id"], "omyl", by=SYSTEM)
    last = dt.date(2027, 3, 1)
    calendar = taken(anybody)
    assert told(calendar, last) == ours(last)
    master, *changed = calendar.walk("VEVENT")
    assert "RRULE" in master
    assert "EXDATE" in master
    assert [str(one["uid"]) for one in changed] == [str(master["uid"])] * 3
    assert all(one["sequence"] >= master["sequence"] for one in changed)


def test_what_follows_after_a_change_of_a_series_is_told(anybody: httpx.Client) -> None:
    series_id = repeated("FREQ=WEEKLY;COUNT=8")
    dates = sorted(rows(series_id).items())
    change(dates[4][1]["id"], scope="following", starts_at="18:00", ends_at="20:00")
    last = dt.date(2027, 3, 1)
    assert told(taken(anybody), last) == ours(last)


def test_every_change_raises_the_sequence(anybody: httpx.Client) -> None:
    single, series_id = added("Trh"), repeated("FREQ=WEEKLY;COUNT=3", title="Čtení")
    before = {str(one["summary"]): one["sequence"] for one in taken(anybody).walk("VEVENT")}
    change(single, starts_on=TUESDAY + dt.timedelta(days=1), ends_on=TUESDAY + dt.timedelta(days=1))
    change(sorted(rows(series_id).items())[0][1]["id"], scope="all", venue="Klub")
    after = {str(one["summary"]): one["sequence"] for one in taken(anybody).walk("VEVENT")}
    assert after["Trh"] > before["Trh"]
    assert after["Čtení"] > before["Čtení"]


def test_a_date_that_is_hidden_or_is_again_like_the_others_raises_its_series(anybody: httpx.Client) -> None:
    date = sorted(rows(repeated("FREQ=WEEKLY;COUNT=3")).values(), key=lambda row: row["starts_on"])[1]["id"]
    raised = [max(one["sequence"] for one in taken(anybody).walk("VEVENT"))]
    for words in ({"public": False}, {"public": True}, {"title": "Čtení s hostem"}, {"title": "Čtení"}):
        change(date, **words)
        raised.append(max(one["sequence"] for one in taken(anybody).walk("VEVENT")))
    assert len(taken(anybody).walk("VEVENT")) == 1
    assert raised == sorted(set(raised))


def test_each_calendar_has_a_feed_of_its_own(anybody: httpx.Client) -> None:
    added("Trh")
    added("Komedie", kind="culture_house")
    repeated("FREQ=WEEKLY;COUNT=3", title="Bohoslužba", kind="memorial")
    titles = {
        name: {str(one["summary"]) for one in taken(anybody, f"/feeds/akce-{name}.ics").walk("VEVENT")}
        for name in event_feeds.CALENDARS
    }
    assert titles == {
        "mesto": {"Trh"}, "dum-kultury": {"Komedie"}, "pietni-akty": {"Bohoslužba"}, "obrady": set(), "vedeni": set(),
    }  # fmt: skip
    assert "X-WR-CALNAME:Akce: Brázdov – " in anybody.get("/feeds/akce-mesto.ics").text
    assert anybody.get("/feeds/akce-jine.ics").status_code == 404


def test_one_date_of_a_series_may_be_taken_alone(anybody: httpx.Client) -> None:
    series_id = repeated("FREQ=WEEKLY;COUNT=3")
    second = sorted(rows(series_id).items())[1][1]["id"]
    (event,) = taken(anybody, f"/feeds/akce/{second}.ics").walk("VEVENT")
    assert "RRULE" not in event
    assert event["dtstart"].dt == dt.datetime(2026, 12, 8, 17, tzinfo=clock.PRAGUE)


def test_what_an_event_says(anybody: httpx.Client) -> None:
    event_id = added(
        "Trh; a, b\\c", summary="Řádek\nDruhý", organiser="Technické služby", starts_at="20:00", ends_at="02:00",
        ends_on=TUESDAY + dt.timedelta(days=1), description="jen pro nás", note="tajné",
    )  # fmt: skip
    with store.write() as db:
        db.conn.execute("update venue set latitude = 49.85, longitude = 18.43")
    (event,) = taken(anybody).walk("VEVENT")
    assert str(event["summary"]) == "Trh; a, b\\c"
    assert str(event["description"]) == "Řádek\nDruhý\nPořadatel: Technické služby"
    assert (event["geo"].latitude, event["geo"].longitude) == (49.85, 18.43)
    assert str(event["url"]) == f"{anybody.base_url}/akce-verejne/{event_id}"
    assert event["dtend"].dt == dt.datetime(2026, 12, 2, 2, tzinfo=clock.PRAGUE)


TEXTS = st.text(max_size=120)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2035, 1, 1))
HOURS = st.sampled_from([None, "00:00", "09:05", "17:00", "23:59"])


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, TEXTS, DAYS, st.integers(0, 3), HOURS, HOURS)
def test_whatever_is_typed_is_read_back_by_another_program(
    title: str, about: str, first: dt.date, over: int, starts: str | None, ends: str | None
) -> None:
    event = feeds.CalendarEvent(
        "akce-1@kancelar", 0, title, first, first + dt.timedelta(days=over), starts, ends if starts else None, "", "",
        "", "CONFIRMED", dt.datetime(2026, 11, 1, tzinfo=dt.UTC), about=about, url="https://a.example/\r\nX:1",
    )  # fmt: skip
    written = feeds.calendar("Akce", "https://a.example/", [event])
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    (read,) = icalendar.Calendar.from_ical(written).walk("VEVENT")
    assert str(read["summary"]) == _said(title)
    assert str(read.get("description", "")) == _said(about)
    assert read.errors == []
    assert read["dtstart"].dt < read["dtend"].dt


def _said(text: str) -> str:
    return "".join(
        letter for letter in text if (letter >= " " and letter not in "\x7f\x85\u2028\u2029") or letter == "\n"
    )


@pytest.mark.parametrize("path", ["/feeds/akce.rss", "/feeds/akce.atom"])
def test_coming_events_are_news(anybody: httpx.Client, path: str) -> None:
    added("Trh", organiser="Spolek", summary="Přijďte.", admission="vstup volný")
    added("Výlov", dt.date(2026, 11, 20))
    added("Návštěva", kind="visit")
    answer = anybody.get(path)
    parsed = feedparser.parse(answer.content)
    assert parsed.bozo is False
    assert parsed.feed.title == "Brázdov: akce"
    (entry,) = parsed.entries
    assert entry.title.replace("\u00a0", " ") == "Trh (út 1. 12. 2026, 17:00–19:00)"
    assert entry.link == f"{anybody.base_url}/akce-verejne/1"
    assert "Přijďte." in entry.content[-1].value
    assert anybody.get(path, headers={"if-none-match": answer.headers["etag"]}).status_code == 304


def _norm() -> jsonschema.protocols.Validator:
    """The norm's schema with everything that it refers to; nothing is fetched."""
    point = {"type": "object", "required": ["type", "coordinates"], "properties": {"type": {"const": "Point"}}}
    registry: Registry[Any] = Registry().with_resource(GEOJSON, Resource.from_contents({"$schema": DRAFT, **point}))
    for file in sorted(standards.folder("ofn").rglob("schémata/*.json")):
        schema = json.loads(file.read_text(encoding="utf-8"))
        # One of the schemas writes its own address in letters put together otherwise than those who refer to it.
        address = unicodedata.normalize("NFC", schema["$id"])
        registry = registry.with_resource(address, Resource.from_contents(schema | {"$schema": DRAFT}))
    wanted = {"$ref": "https://ofn.gov.cz/události/2020-07-01/schémata/události.json"}
    return jsonschema.Draft201909Validator(wanted, registry=registry, format_checker=jsonschema.FormatChecker())


DRAFT = "https://json-schema.org/draft/2019-09/schema"


def _open_events() -> list[int]:
    return [
        added("Trh", organiser="Město Brázdov", organiser_ico="99000016", summary="Přijďte.", admission="120 Kč",
              contact="akce@brazdov.example, 500 000 100", web="https://www.brazdov.example/trh", for_children=True),
        added("Sbírka", all_day=True, starts_at=None, ends_at=None, organiser="Spolek Lípa", admission="zdarma"),
        added("Koncert", ends_at=None, admission="dospělí 120 Kč, děti 60 Kč"),
        added("Výstava", ends_on=TUESDAY + dt.timedelta(days=4), venue=""),
    ]  # fmt: skip


def test_events_are_open_data_by_the_norm(anybody: httpx.Client) -> None:
    ids = _open_events()
    with store.write() as db:
        db.conn.execute("update venue set latitude = 49.85, longitude = 18.43, accessible = 1, address = 'Hlavní 1'")
        actions.step(db, ids[1], "cancelled", "déšť", by=SYSTEM)
    found = anybody.get("/feeds/ofn/akce.jsonld")
    assert found.headers["content-type"] == "application/ld+json; charset=utf-8"
    market, collection, concert, _ = sorted(found.json(), key=lambda one: ids.index(int(one["iri"].rsplit("/")[-1])))
    assert market["pořadatel"] == [{"typ": "Osoba", "ičo": "99000016", "název": {"cs": "Město Brázdov"}}]
    assert market["umístění"][0]["geometrie"] == {"type": "Point", "coordinates": [18.43, 49.85]}
    assert market["vstupné"][0]["cena"]["výše"] == 120
    assert market["kontakt"][0]["telefon"] == "tel:+420500000100"
    interval = market["doba_trvání"][0]["časový_interval"]
    assert interval["začátek"] == {"typ": "Časový okamžik", "datum_a_čas": "2026-12-01T17:00:00+01:00"}
    assert "zneplatněno" in collection
    assert "cena" not in concert["vstupné"][0]
    (one,) = [anybody.get(f"/feeds/ofn/akce/{ids[0]}.jsonld").json()]
    assert one == market


def test_open_data_hold_against_the_published_norm(anybody: httpx.Client) -> None:
    norm = _norm()
    ids = _open_events()
    with store.write() as db:
        db.conn.execute("update venue set latitude = 49.85, longitude = 18.43, accessible = 0, address = 'Hlavní 1'")
        actions.step(db, ids[1], "cancelled", "déšť", by=SYSTEM)
    norm.validate(anybody.get("/feeds/ofn/akce.jsonld").json())


def test_the_check_by_the_norm_would_find_a_mistake(anybody: httpx.Client) -> None:
    norm = _norm()
    _open_events()
    wrong = anybody.get("/feeds/ofn/akce.jsonld").json()
    wrong[0]["pořadatel"] = [{"typ": "Osoba", "název": {"cs": "bez IČO"}}]
    with pytest.raises(jsonschema.ValidationError):
        norm.validate(wrong)


def test_what_is_not_public_is_no_open_data(anybody: httpx.Client) -> None:
    event_id = added("Návštěva", kind="visit")
    assert anybody.get(f"/feeds/ofn/akce/{event_id}.jsonld").status_code == 404
    assert anybody.get("/feeds/ofn/akce.jsonld").json() == []
