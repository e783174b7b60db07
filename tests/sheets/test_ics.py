"""Calendars as tables: days and times as people in Prague count them, dates of series, files that would harm."""

import datetime as dt

import polars as pl
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from lib.errors import BadInput
from lib.sheets import cells
from lib.sheets.ics import occurrences, parts, table, trouble
from lib.sheets.ics.parts import CalendarFault
from lib.sheets.ics.row import COLUMNS
from tests.laws import examples
from tests.real import ics_packages

TODAY = dt.date(2026, 11, 23)
UID, REPETITION, TITLE, DAY, LAST, FROM, UNTIL, PLACE, WHO, ABOUT, _, STATE, _, TROUBLES = COLUMNS


def event(*lines: str, uid: str = "UID:1", title: str = "SUMMARY:Koncert") -> str:
    return "\r\n".join(["BEGIN:VEVENT", uid, title, *lines, "END:VEVENT"])


def calendar(*blocks: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *blocks, "END:VCALENDAR", ""]).encode()


def read(*blocks: str, today: dt.date = TODAY) -> list[dict[str, str | None]]:
    """The rows by heading."""
    return rows(calendar(*blocks), today)


def rows(data: bytes, today: dt.date = TODAY) -> list[dict[str, str | None]]:
    sheet = table.read(data, today).drop("row")
    assert sheet.row(0) == COLUMNS
    return [dict(zip(COLUMNS, row, strict=True)) for row in sheet.rows()[1:]]


def one(*lines: str, **named: str) -> dict[str, str | None]:
    (row,) = read(event(*lines, **named))
    return row


def words(row: dict[str, str | None]) -> list[str]:
    return [word for word, _ in trouble.told(row[TROUBLES] or "")]


@pytest.mark.parametrize(
    ("lines", "day", "last", "begins", "ends"),
    [
        (["DTSTART;TZID=Europe/Prague:20261127T190000", "DTEND;TZID=Europe/Prague:20261127T213000"],
         "2026-11-27", "2026-11-27", "19:00", "21:30"),
        (["DTSTART:20261127T190000", "DURATION:PT90M"], "2026-11-27", "2026-11-27", "19:00", "20:30"),
        (["DTSTART:20261127T180000Z"], "2026-11-27", None, "19:00", None),
        (["DTSTART:20260701T180000Z", "DTEND:20260701T180000Z"], "2026-07-01", None, "20:00", None),
        (["DTSTART;TZID=America/New_York:20261127T190000"], "2026-11-28", None, "01:00", None),
        (["DTSTART;TZID=W. Europe Standard Time:20261127T190000"], "2026-11-27", None, "19:00", None),
        (["DTSTART;VALUE=DATE:20261205"], "2026-12-05", None, None, None),
        (["DTSTART;VALUE=DATE:20261205", "DTEND;VALUE=DATE:20261206"], "2026-12-05", "2026-12-05", None, None),
        (["DTSTART;VALUE=DATE:20261205", "DTEND;VALUE=DATE:20261208"], "2026-12-05", "2026-12-07", None, None),
        (["DTSTART;TZID=Europe/Prague;VALUE=DATE:20261205", "DURATION:P2D"], "2026-12-05", "2026-12-06", None, None),
        (["DTSTART:20261231T200000", "DTEND:20270101T020000"], "2026-12-31", "2026-12-31", "20:00", "02:00"),
        (["DTSTART:20261231T200000", "DTEND:20270101T000000"], "2026-12-31", "2026-12-31", "20:00", "00:00"),
        (["DTSTART:20261204T090000", "DTEND:20261206T180000"], "2026-12-04", "2026-12-06", "09:00", "18:00"),
        (["DTSTART:19990102T090000"], "1999-01-02", None, "09:00", None),
    ],
)  # fmt: skip
def test_days_and_times_are_those_of_the_clock_in_prague(
    lines: list[str], day: str, last: str | None, begins: str | None, ends: str | None
) -> None:
    row = one(*lines)
    until = ends and f"do {ends}"
    assert (row[DAY], row[LAST], row[FROM], row[UNTIL], row[TROUBLES]) == (day, last, begins, until, None)


def test_what_else_an_event_says() -> None:
    row = one(
        "DTSTART:20261127T190000", "LOCATION:velký\\, ale opravdu velký", "  sál", "STATUS:cancelled",
        'ORGANIZER;CN="Dům kultury: Brázdov":mailto:dk@brazdov.example', "DESCRIPTION:Řádek\\nDruhý",
        "CATEGORIES:hudba,děti", "CATEGORIES:zdarma", "BEGIN:VALARM", "DESCRIPTION:budík", "END:VALARM",
        "ATTACH;ENCODING=BASE64;VALUE=BINARY:AAAA", " BBBB",
    )  # fmt: skip
    assert row[PLACE] == "velký, ale opravdu velký sál"
    assert (row[WHO], row[STATE], row[ABOUT]) == ("Dům kultury: Brázdov", "CANCELLED", "Řádek\nDruhý")
    assert row["Kategorie"] == "hudba, děti, zdarma"
    assert one("DTSTART:20261127", "ORGANIZER:mailto:dk@brazdov.example")[WHO] is None


def test_a_calendar_may_name_its_zone_in_its_head() -> None:
    (row,) = read("X-WR-TIMEZONE:America/New_York", event("DTSTART:20261127T190000"))
    assert (row[DAY], row[FROM]) == ("2026-11-28", "01:00")
    weekly = event("DTSTART:20261015T150000Z", "RRULE:FREQ=WEEKLY;COUNT=3")
    assert [row[FROM] for row in read(weekly)] == ["17:00", "17:00", "16:00"]
    assert [row[FROM] for row in read("X-WR-TIMEZONE:Europe/Prague", weekly)] == ["17:00", "17:00", "17:00"]
    (row,) = read("X-WR-TIMEZONE:Mars/Phobos", event("DTSTART:20261127T190000"))
    assert (row[FROM], words(row)) == ("19:00", [trouble.UNKNOWN_ZONE])


def test_a_file_may_define_its_own_zone() -> None:
    zone = ("BEGIN:VTIMEZONE", "TZID:Naše", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0300",
            "TZOFFSETTO:+0300", "END:STANDARD", "END:VTIMEZONE")  # fmt: skip
    used = event("DTSTART;TZID=Naše:20261127T190000")
    assert read(*zone, used)[0][FROM] == "17:00"
    (row,) = read(*zone[:2], *zone[-1:], used)
    assert (row[FROM], words(row)) == ("19:00", [trouble.UNKNOWN_ZONE])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART;TZID=Mars/Phobos:20261127T190000"], [trouble.UNKNOWN_ZONE]),
        (["DTSTART:20261127T190000", "DTEND:20261127T180000"], [trouble.ENDS_FIRST]),
        (["DTSTART;VALUE=DATE:20261127", "DTEND;VALUE=DATE:20261126"], [trouble.ENDS_FIRST]),
        (["DTSTART:20261127T190000", "DTEND:20261131T180000"], [trouble.LOST]),
        (["DTSTART:20261127T190000", "RRULE:FREQ=NIKDY"], [trouble.LOST]),
        (["DTSTART:20261127T190000", "RRULE:FREQ=WEEKLY;UNTIL=2027"], [trouble.LOST]),
        (["DTSTART:20261127T190000", "CLASS:PRIVATE"], [trouble.PRIVATE]),
        (["DTSTART;TZID=Europe/Prague:20260329T023000"], [trouble.NO_HOUR]),
        (["DTSTART;TZID=Europe/Prague:20261025T023000"], [trouble.TWO_HOURS]),
        (["DTSTART:20261025T013000Z"], [trouble.TWO_HOURS]),
        (["DTSTART:99991231T235900Z"], [trouble.SENSELESS]),
        (["DTSTART:20261127T190000", "DURATION:P99999999D"], [trouble.SENSELESS]),
    ],
)
def test_what_is_wrong_with_an_event_is_told(lines: list[str], expected: list[str]) -> None:
    assert words(one(*lines)) == expected


def test_an_impossible_day_stands_as_it_was_said() -> None:
    row = one("DTSTART:20260431T100000")
    assert (row[DAY], words(row)) == ("2026-04-31", [trouble.LOST])


def test_events_without_a_uid_are_told_apart() -> None:
    first, second = read(event("DTSTART:20261127T190000", uid="X-A:1"), event("DTSTART:20261128T190000", uid="X-A:1"))
    assert (first[UID], second[UID]) == ("Koncert 2026-11-27 19:00", "Koncert 2026-11-28 19:00")
    assert words(first) == [trouble.NO_UID]


def test_the_newest_version_counts() -> None:
    old, new = read(event("SEQUENCE:1", "DTSTART:20261127"), event("SEQUENCE:2", "DTSTART:20261128"))
    assert (words(old), words(new), new[DAY]) == ([trouble.OLDER], [], "2026-11-28")


def test_a_series_gives_its_dates_with_changes_and_gaps() -> None:
    found = read(
        event("DTSTART;TZID=Europe/Prague:20261020T170000", "RRULE:FREQ=WEEKLY;COUNT=4", "RDATE:20261212T170000",
              "EXDATE;TZID=Europe/Prague:20261027T170000"),
        event("RECURRENCE-ID;TZID=Europe/Prague:20261103T170000", "DTSTART;TZID=Europe/Prague:20261105T180000",
              title="SUMMARY:Jinde"),
        event("RECURRENCE-ID;TZID=Europe/Prague:20261110T170000", "DTSTART;TZID=Europe/Prague:20261110T170000",
              "STATUS:CANCELLED"),
    )  # fmt: skip
    said = sorted((row[DAY], row[FROM], row[REPETITION], row[TITLE], row[STATE]) for row in found)
    assert said == [
        ("2026-10-20", "17:00", None, "Koncert", None),
        ("2026-11-05", "18:00", "2026-11-03", "Jinde", None),
        ("2026-11-10", "17:00", "2026-11-10", "Koncert", "CANCELLED"),
        ("2026-12-12", "17:00", "2026-12-12", "Koncert", None),
    ]


def test_a_series_is_the_same_when_its_hour_changes_and_tells_two_a_day_apart() -> None:
    weekly = [row[REPETITION] for row in read(event("DTSTART:20261120T170000", "RRULE:FREQ=WEEKLY;COUNT=2"))]
    later = [row[REPETITION] for row in read(event("DTSTART:20261120T180000", "RRULE:FREQ=WEEKLY;COUNT=2"))]
    assert weekly == later == [None, "2026-11-27"]
    twice = read(event("DTSTART:20261120T100000", "RRULE:FREQ=DAILY;BYHOUR=10,15;COUNT=3"))
    assert [row[REPETITION] for row in twice] == [None, "2026-11-20 15:00", "2026-11-21 10:00"]


def test_an_endless_series_gives_three_years() -> None:
    found = read(event("DTSTART;TZID=Europe/Prague:20100101T170000", "RRULE:FREQ=DAILY"))
    days = [row[DAY] for row in found]
    assert (days[0], days[-1], len(set(days))) == ("2025-11-22", "2028-11-22", 1097)
    assert {row[FROM] for row in found} == {"17:00"}


RULES = st.sampled_from(
    ["FREQ=DAILY;COUNT=200", "FREQ=WEEKLY;BYDAY=MO,SU", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20270401T000000Z",
     "FREQ=MONTHLY;BYDAY=-1SU", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"]
)  # fmt: skip
ZONES = st.sampled_from([";TZID=Europe/Prague:{}", ";TZID=America/New_York:{}", ":{}", ":{}Z"])
STARTS = st.sampled_from(["20260320T023000", "20261020T023000", "20261025T013000", "20260101T170000"])


@settings(max_examples=examples(20))
@given(RULES, ZONES, STARTS)
def test_dates_of_series_agree_with_the_library_over_both_changes_of_the_clock(
    rule: str, zone: str, start: str
) -> None:
    data = calendar(event("DTSTART" + zone.format(start), f"RRULE:{rule}"))
    first, last = (dt.datetime.combine(TODAY + by, dt.time()) for by in (-occurrences.BACK, occurrences.AHEAD))
    theirs = recurring_ical_events.of(Calendar.from_ical(data)).between(first, last)
    ours = [(row[DAY], row[FROM]) for row in rows(data)]
    assert sorted(ours) == sorted(ics_packages.wall(found["DTSTART"].dt) for found in theirs)


@pytest.mark.parametrize(
    ("rule", "word"),
    [
        ("FREQ=SECONDLY", trouble.TOO_MANY),
        ("FREQ=MINUTELY;COUNT=1000000", trouble.TOO_MANY),
        ("FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30", trouble.TOO_LONG),
        ("FREQ=DAILY;INTERVAL=0", trouble.TOO_LONG),
    ],
)
def test_a_series_that_never_ends_does_not_take_the_others_along(
    rule: str, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if word == trouble.TOO_LONG:
        monkeypatch.setattr(occurrences, "CPU_SECONDS", 0.2)  # these would take for ever
    fine = event("DTSTART:20261127T190000", uid="UID:2")
    bad, good = read(event("DTSTART:20261127T190000", f"RRULE:{rule}"), fine)
    assert (words(bad), words(good)) == ([word], [])


def test_a_series_with_a_million_steps_before_our_time_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(occurrences, "MOST_STEPS", 100)
    assert words(one("DTSTART:20200101T080000", "RRULE:FREQ=DAILY")) == [trouble.TOO_LONG]


def test_a_file_full_of_series_is_read_up_to_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_REPEATED", 5)
    found = read(*[event("DTSTART:20261127", "RRULE:FREQ=DAILY;COUNT=3", uid=f"UID:{n}") for n in range(3)])
    assert [words(row) for row in found] == [[], [], [], [trouble.FULL], [trouble.FULL]]


def test_lines_folded_in_the_middle_of_a_letter_and_old_encodings_are_read() -> None:
    whole = calendar(event("DTSTART:20261127", title="SUMMARY:Žluťoučký kůň"))
    folded = whole.replace("ť".encode(), b"\xc5\r\n \xa5")
    mixed = whole.replace("Žluťoučký kůň".encode(), "Žluťoučký kůň".encode("cp1250"))
    sixteen = whole.decode().encode("utf-16")
    marked = b"\xef\xbb\xbf" + whole.replace(b"\r\n", b"\n").replace(b"k", b"k\0")
    for data in (whole, folded, mixed, sixteen, marked):
        assert parts.is_calendar(data)
        assert rows(data)[0][TITLE] == "Žluťoučký kůň"


def test_blank_lines_inside_a_folded_line_belong_to_it() -> None:
    (row,) = rows(calendar("BEGIN:VEVENT", "UID", "", " :7", "SUMMARY:A", "DTSTART:20261127", "END:VEVENT"))
    assert (row[UID], row[TITLE]) == ("7", "A")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (calendar(event("DTSTART:20261127"))[:-16], "truncated"),
        (calendar(event("DTSTART:20261127"))[:60], "truncated"),
        (calendar("CALSCALE:ISLAMIC", event("DTSTART:20261127")), "calscale"),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 50, "unreadable"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_whole(data: bytes, word: str) -> None:
    with pytest.raises(CalendarFault, match=word):
        table.read(data, TODAY)


def test_a_file_with_too_many_events_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST_EVENTS", 2)
    with pytest.raises(CalendarFault, match="events"):
        read(*[event("DTSTART:20261127", uid=f"UID:{n}") for n in range(3)])


def test_people_are_told_the_line_and_rows_stand_in_its_order() -> None:
    data = calendar(event("DTSTART:20261127"), event("DTSTART:20261128", uid="UID:2"))
    assert table.read(data, TODAY)["row"].to_list() == [0, 3, 8]


@pytest.mark.slow
def test_the_guarded_process_reads_calendars_around_today_and_refuses_the_rest_in_a_sentence() -> None:
    (sheet,) = cells.read_workbook(calendar(event("DTSTART:20200101", "RRULE:FREQ=YEARLY")), "program.ics").values()
    assert sheet.filter(pl.col("row") > 0)["c3"].to_list() == ["2026-01-01", "2027-01-01", "2028-01-01"]
    with pytest.raises(BadInput, match=r"program\.ics je neúplný"):
        cells.read_workbook(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "program.ics")


@pytest.mark.slow
@pytest.mark.parametrize(("package", "at_least"), [("icalendar", 50), ("recurring_ical_events", 40)])
def test_real_calendars_of_public_packages_are_read_as_their_own_library_reads_them(
    package: str, at_least: int
) -> None:
    """Small files only; `python -m tests.real.ics_packages` reads all of them."""
    small = [(name, path.read_bytes()) for name, path in ics_packages.files() if path.stat().st_size < 10_000]
    verdicts = [ics_packages.verdict(name, data) for name, data in small if name.startswith(package)]
    assert [one for one in verdicts if one.word == ics_packages.WRONG] == []
    assert sum(one.word == ics_packages.READ for one in verdicts) >= at_least
