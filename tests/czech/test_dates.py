import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.czech import dates
from lib.errors import BadInput

days = st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31))


def test_holidays_have_their_czech_names_in_order():
    assert list(dates.holidays(2026).items()) == [
        (dt.date(2026, 1, 1), "Den obnovy samostatného českého státu; Nový rok"),
        (dt.date(2026, 4, 3), "Velký pátek"),
        (dt.date(2026, 4, 6), "Velikonoční pondělí"),
        (dt.date(2026, 5, 1), "Svátek práce"),
        (dt.date(2026, 5, 8), "Den vítězství"),
        (dt.date(2026, 7, 5), "Den slovanských věrozvěstů Cyrila a Metoděje"),
        (dt.date(2026, 7, 6), "Den upálení mistra Jana Husa"),
        (dt.date(2026, 9, 28), "Den české státnosti"),
        (dt.date(2026, 10, 28), "Den vzniku samostatného československého státu"),
        (dt.date(2026, 11, 17), "Den boje za svobodu a demokracii a Mezinárodní den studentstva"),
        (dt.date(2026, 12, 24), "Štědrý den"),
        (dt.date(2026, 12, 25), "1. svátek vánoční"),
        (dt.date(2026, 12, 26), "2. svátek vánoční"),
    ]
    assert dates.holidays(2027)[dt.date(2027, 3, 26)] == "Velký pátek"


@pytest.mark.parametrize("at", ["2026-11-24T08:00:00Z", "2026-11-24T09:00", dt.datetime(2026, 11, 24, 9)])
def test_a_moment_is_said_by_the_clock_in_prague(at):
    assert dates.moment(at).replace(dates.NBSP, " ") == "24. 11. 2026 9:00"
    assert dates.short_moment(at).replace(dates.NBSP, " ") == "út 24. 11. 2026 9:00"


def test_working_days_skip_weekends_and_holidays():
    assert not dates.is_working_day(dt.date(2026, 4, 3))
    assert dates.next_working_day(dt.date(2026, 4, 2)) == dt.date(2026, 4, 7)
    assert dates.previous_working_day(dt.date(2026, 11, 18)) == dt.date(2026, 11, 16)
    assert dates.add_working_days(dt.date(2026, 12, 23), 3) == dt.date(2026, 12, 30)
    assert dates.add_working_days(dt.date(2026, 12, 25), 0) == dt.date(2026, 12, 25)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)), st.integers(1, 30))
def test_working_days_lead_there_and_back(day, n):
    there = dates.add_working_days(day, n)
    assert dates.is_working_day(there)
    back = dates.add_working_days(there, -n)
    assert back == day if dates.is_working_day(day) else back < day


def test_how_dates_are_written():
    day = dt.date(2026, 11, 24)
    assert dates.date(day) == "24.\u00a011. 2026"
    assert dates.short_date(day) == "út 24.\u00a011. 2026"
    assert dates.long_date(day) == "úterý 24.\u00a0listopadu 2026"
    assert dates.weekday(day) == "úterý"
    assert [dates.month_name(m) for m in (1, 7, 12)] == ["leden", "červenec", "prosinec"]
    assert [dates.month_short(m) for m in (1, 2, 6, 7)] == ["led", "úno", "čvn", "čvc"]


def test_how_times_are_written():
    assert dates.time(dt.time(9)) == "9:00"
    assert dates.time("17:00") == "17:00"
    assert dates.time(dt.datetime(2026, 11, 23, 7, tzinfo=dt.UTC)) == "8:00"
    assert dates.time(dt.datetime(2026, 11, 23, 7)) == "7:00"


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (dt.time(9), dt.time(15), "9:00–15:00"),
        ("09:00", "15:30", "9:00–15:30"),
        ("09:00", None, "9:00"),
        (dt.date(2026, 5, 1), dt.date(2026, 5, 3), "1.–3.\u00a05. 2026"),
        (dt.date(2026, 5, 1), dt.date(2026, 5, 1), "1.\u00a05. 2026"),
        (dt.date(2026, 5, 1), None, "1.\u00a05. 2026"),
        (dt.date(2026, 4, 28), dt.date(2026, 5, 3), "28.\u00a04. – 3.\u00a05. 2026"),
        (dt.date(2026, 12, 30), dt.date(2027, 1, 2), "30.\u00a012. 2026 – 2.\u00a01. 2027"),
        (dt.datetime(2026, 5, 1, 9), dt.datetime(2026, 5, 1, 15), "1.\u00a05. 2026, 9:00–15:00"),
        (dt.datetime(2026, 5, 1, 9), None, "1.\u00a05. 2026, 9:00"),
        (dt.datetime(2026, 5, 1, 20), dt.datetime(2026, 5, 2, 2), "1.\u00a05. 2026, 20:00 – 2.\u00a05. 2026, 2:00"),
    ],
)
def test_how_ranges_are_written(start, end, written):
    assert dates.span(start, end) == written


def test_the_wall_clock_in_prague():
    assert dates.wall(dt.date(2026, 11, 23), "08:00").isoformat() == "2026-11-23T08:00:00+01:00"
    assert dates.wall(dt.date(2026, 10, 25), "02:30").isoformat() == "2026-10-25T02:30:00+02:00"
    with pytest.raises(BadInput, match=r"Čas 2:30 dne 29.\s3. 2026 neexistuje"):
        dates.wall(dt.date(2026, 3, 29), "02:30")


@pytest.mark.parametrize(
    "typed",
    [
        "12. 12. 2026",
        "12.12.2026",
        " 12.\u00a012.\u00a02026 ",
        "12. prosince 2026",
        "12. PROSINEC 2026",
        "12. pro 2026",
        "12.12.26",
        "2026-12-12",
        "2026-12-12 00:00:00",
        "2026-12-12T00:00:00",
        "so 12. 12. 2026",
        "So. 12. 12. 2026",
        "sobota 12. 12. 2026",
        "v sobotu 12. prosince 2026",
    ],
)
def test_typed_dates_are_read(typed):
    assert dates.parse_date(typed) == dt.date(2026, 12, 12)


@given(days)
def test_written_dates_are_read_back(day):
    for write in (dates.date, dates.short_date, dates.long_date, dt.date.isoformat):
        assert dates.parse_date(write(day)) == day
    assert dates.parse_date(f"{day.day}.{day.month}.{day:%y}") == day


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31. 4. 2026", "Datum 31.\u00a04. 2026 neexistuje. Duben má 30\u00a0dní."),
        ("29. 2. 2027", "Datum 29.\u00a02. 2027 neexistuje. Únor 2027 má 28\u00a0dní."),
        ("31. 6. 2026", "Datum 31.\u00a06. 2026 neexistuje. Červen má 30\u00a0dní."),
        ("31.9.2026", "Datum 31.\u00a09. 2026 neexistuje. Září má 30\u00a0dní."),
        ("31.11.2026", "Datum 31.\u00a011. 2026 neexistuje. Listopad má 30\u00a0dní."),
        ("32. 1. 2026", "Datum 32.\u00a01. 2026 neexistuje. Tento měsíc má 31\u00a0dní."),
        ("0. 1. 2026", "Datum 0.\u00a01. 2026 neexistuje. Tento měsíc má 31\u00a0dní."),
        ("1. 13. 2026", "Měsíc 13 neexistuje. Rok má 12\u00a0měsíců."),
        ("2026-13-01", "Měsíc 13 neexistuje. Rok má 12\u00a0měsíců."),
        ("pondělí 5. 5. 2026", "5.\u00a05. 2026 je úterý, ne „pondělí“."),
        ("v sobotu 5. 5. 2026", "5.\u00a05. 2026 je úterý, ne „sobotu“."),
        ("Po. 5. 5. 2026", "5.\u00a05. 2026 je úterý, ne „Po“."),
        ("brzy", "Z\u00a0textu „brzy“ nelze přečíst datum. Napište ho jako 1.\u00a05. 2026."),
    ],
)
def test_why_a_date_cannot_be_used(typed, sentence):
    with pytest.raises(BadInput) as refused:
        dates.parse_date(typed)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("day", range(4, 11))
def test_each_weekday_has_its_sentence(day):
    said = "po" if day != 4 else "út"
    with pytest.raises(BadInput, match=f"je {dates.weekday(dt.date(2026, 5, day))}, ne „{said}“"):
        dates.parse_date(f"{said} {day}. 5. 2026")


@pytest.mark.parametrize("typed", ["", "1. 5.", "1. 5. 202", "1/5/2026", "5. 1. 20266", "46143", "1. 5. 2026 asi"])
def test_uncertain_dates_are_refused(typed):
    with pytest.raises(BadInput, match="nelze přečíst datum"):
        dates.parse_date(typed)


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("9.00–15.00", ("09:00", "15:00")),
        ("9:00 - 15:00", ("09:00", "15:00")),
        ("14.30 hod.", ("14:30", None)),
        ("od 17 h", ("17:00", None)),
        ("v 17 hodin", ("17:00", None)),
        ("17:00", ("17:00", None)),
        ("09:00:00", ("09:00", None)),
        ("8-16 hodin", ("08:00", "16:00")),
        ("od 8 do 16 hod.", ("08:00", "16:00")),
        ("od 8 až do 16 h", ("08:00", "16:00")),
        ("do 15.00", (None, "15:00")),
        ("20–24 hod.", ("20:00", "00:00")),
        ("dle dohody", (None, None)),
        ("Celý den", (None, None)),
        ("", (None, None)),
        ("–", (None, None)),
    ],
)
def test_typed_times_are_read(typed, times):
    assert dates.parse_time_span(typed) == times


@pytest.mark.parametrize(
    "typed", ["odpoledne", "25:00", "9.75", "9.5", "0.375", "1730", "9:00 15:00", "po obědě 14:00"]
)
def test_uncertain_times_are_refused(typed):
    with pytest.raises(BadInput, match="nelze přečíst čas"):
        dates.parse_time_span(typed)


@given(st.times(), st.times())
def test_written_times_are_read_back(start, end):
    assert dates.parse_time_span(dates.span(start, end)) == (f"{start:%H:%M}", f"{end:%H:%M}")
