"""The event calendars as files: the office's workbook, the programme of the house of culture as ods."""

import datetime as dt
from itertools import groupby
from random import Random

from data.samples.book import GREY, ORANGE, RED, Row, Sheet
from data.samples.days import MONTHS, WEEKDAYS, WEEKDAYS_LONG, czech
from data.samples.events import Event
from data.samples.expected import EXPECTED
from data.samples.house import Show
from data.samples.people import broken_ico, is_ico
from data.samples.typed import Cell, date_cell, ico_cell, name_cell, text_cell, time_cell, wrong_weekday

COLUMNS = [
    "ID akce",
    "Název akce",
    "Typ",
    "Datum",
    "Čas",
    "Místo",
    "Pořadatel",
    "IČO pořadatele",
    "Popis",
    "Cílová skupina",
    "Stav",
    "Účast vedení",
    "Poznámka",
]
WIDTHS = (12, 38, 11, 14, 14, 28, 28, 14, 40, 15, 12, 22, 30)
DK_COLUMNS = ["Datum", "Den", "Začátek", "Název pořadu", "Sál", "Vstupné", "Pořadatel", "Poznámka"]

_LAST_DAY = {2: 30, 4: 31, 6: 31, 9: 31, 11: 31}  # the slip people make: a last day that the month does not have
_SHORT = {
    "náměstí Svobody": "nám. Svobody",
    "Dům kultury – velký sál": "DK – velký sál",
    "městská knihovna": "knihovna",
    "Lipový park": "Lipový park (u altánu)",
}
_ABOUT = {
    "spolek": "Pořádá {who}. Občerstvení zajištěno.",
    "škola": "Akce školy, město zapůjčí ozvučení a předá drobné dárky.",
    "obřad": "Obřad v režii kanceláře starosty, květiny a pamětní listy.",
    "pietní": "Kladení věnců, čestná stráž, hymna. Věnec objednat týden předem.",
    "městská": "Akce města, fotografie a článek zajistí kancelář.",
    "návštěva": "Přijetí na radnici, prohlídka města, dárkové balíčky.",
    "zasedání": "",
}
_NOTES = ("", "", "", "", "", "", "foto zajistí Malá", "plakát hotov", "dárky ze skladu", "ozvučení TS", "ověřit čas!")


def calendar(events: list[Event], as_of: dt.date, rng: Random) -> list[Sheet]:
    """A sheet for each year and the empty `List2` nobody deleted."""
    off = _off_by_colour(events, as_of, rng)
    sheets = []
    for year, group in groupby(events, key=lambda event: event.day.year):
        sheets.append(_year(year, list(group), off, as_of, rng))
    for n in range(EXPECTED["office_calendar"]["duplicates"]):
        _repeat(sheets[n % (len(sheets) - 1)], rng)
    return [*sheets, Sheet("List2")]


def _off_by_colour(events: list[Event], as_of: dt.date, rng: Random) -> set[str]:
    pool = [e.id for e in events if e.day < as_of and not e.flaw and e.state == "proběhlo" and e.kind == "spolek"]
    return set(rng.sample(pool, EXPECTED["office_calendar"]["cancelled_by_colour_only"]))


def _year(year: int, events: list[Event], off: set[str], as_of: dt.date, rng: Random) -> Sheet:
    sheet = Sheet(str(year), widths=WIDTHS)
    sheet.title(
        f"MĚSTO BRÁZDOV – Kancelář starosty – KALENDÁŘ AKCÍ {year}",
        "Doplňuje každý sám, změny hlásit V. Malé (kl. 214)!",
        "Legenda: červeně = ZRUŠENO, oranžově = přesunuto, šedě = měsíc",
    )
    sheet.rows.append(Row(COLUMNS, fill=GREY, bold=True))
    for month, group in groupby(events, key=lambda event: event.day.month):
        sheet.rows.append(Row([f"{MONTHS[month - 1].upper()} {year}", *[None] * 12], fill=GREY, bold=True))
        sheet.rows += [_row(event, event.id in off, as_of, rng) for event in group]
        if month % 3 == 0:
            sheet.rows.append(Row([]))
    sheet.rows.append(Row(["Celkem akcí:", len(events)], bold=True))
    return sheet


def _row(event: Event, off: bool, as_of: dt.date, rng: Random) -> Row:
    ico = broken_ico(event.organiser.ico) if event.flaw == "ico" else ico_cell(rng, event.organiser.ico)
    about = event.about or _ABOUT[event.kind].format(who=event.organiser.name)
    state, fill, note = _state(event, off, as_of, rng)
    venue = event.venue + rng.choice(("", "", "", " "))
    if event.day < as_of and rng.random() < 0.15:
        venue = _SHORT.get(event.venue, venue)
    leader = event.leader + rng.choice(("", "", " (řeč)", " ")) if event.leader else None
    cells: list[Cell] = [event.id, event.title + rng.choice(("", "", "", " ")), text_cell(rng, event.kind)]
    cells += [_date(event, rng), time_cell(rng, event.start, event.end), venue, name_cell(rng, event.organiser), ico]
    cells += [about or None, event.audience, text_cell(rng, state), leader, note or None]
    return Row(cells, fill=fill)


def _state(event: Event, off: bool, as_of: dt.date, rng: Random) -> tuple[str, str | None, str]:
    """The state as it is typed, the colour of the row and the note."""
    if off:
        return "potvrzeno", RED, "ZRUŠENO – nemoc účinkujících"
    if event.state == "zrušeno":
        return "zrušeno", RED, rng.choice(("", "pro počasí", "pořadatel odřekl"))
    if event.state == "potvrzeno" and event.kind == "spolek" and rng.random() < 0.1:
        return "přesunuto", ORANGE, f"přesunuto z {czech(event.day - dt.timedelta(7))}"
    state = event.state
    if state == "proběhlo" and event.day < as_of - dt.timedelta(10):
        state = rng.choice(("proběhlo", "proběhlo", "zdokumentováno", "uzavřeno"))
    return state, None, rng.choice(_NOTES)


def _date(event: Event, rng: Random) -> Cell:
    if event.flaw == "date":
        return f"{_LAST_DAY[event.day.month]}. {event.day.month}. {event.day.year}"
    if event.flaw == "weekday":
        return wrong_weekday(event.day)
    if event.flaw == "range":
        return f"{event.day.day}.–{event.day.day + 2}. {event.day.month}. {event.day.year}"
    return date_cell(rng, event.day)


def _repeat(sheet: Sheet, rng: Random) -> None:
    """Copy a row without a flaw to the end of its sheet, as if pasted twice."""
    plain = [row for row in sheet.rows if len(row.cells) == len(COLUMNS) and isinstance(row.cells[3], dt.date)]
    row = rng.choice([row for row in plain if not row.fill and is_ico(str(row.cells[7]))])
    sheet.rows.insert(len(sheet.rows) - 1, row)


def house_programme(shows: list[Show], rng: Random) -> list[Sheet]:
    """One sheet: two titles, header, a row for each show, a line for each season."""
    sheet = Sheet("Program", widths=(12, 8, 10, 40, 12, 12, 28, 24))
    sheet.title("DŮM KULTURY BRÁZDOV – PROGRAM", "Změna programu vyhrazena. Předprodej v pokladně DK út–pá 14–18 hod.")
    sheet.rows.append(Row(DK_COLUMNS))
    for season, group in groupby(shows, key=lambda show: show.event.day.year - (show.event.day.month < 9)):
        rows = [_show(show, rng) for show in group]
        sheet.rows += [Row([]), Row([f"SEZÓNA {season}/{season + 1}"]), *rows]
    good = [row for row, show in _good_rows(sheet, shows)]
    for row in rng.sample(good, EXPECTED["dk_programme"]["duplicates"]):
        sheet.rows.insert(sheet.rows.index(row) + 1, row)
    sheet.rows += [Row([]), Row(["Celkem pořadů", None, None, len(shows)])]
    return [sheet]


def _good_rows(sheet: Sheet, shows: list[Show]) -> list[tuple[Row, Show]]:
    rows = [row for row in sheet.rows[3:] if len(row.cells) == len(DK_COLUMNS)]
    return [(row, show) for row, show in zip(rows, shows, strict=True) if not show.event.flaw]


def _show(show: Show, rng: Random) -> Row:
    event = show.event
    day: Cell = date_cell(rng, event.day) if event.flaw != "date" else _date(event, rng)
    if isinstance(day, str) and day[0].isalpha():
        day = czech(event.day)
    names = rng.choice((WEEKDAYS, WEEKDAYS, WEEKDAYS_LONG))
    weekday = names[(event.day.weekday() + (event.flaw == "weekday")) % 7]
    price: Cell = show.price
    if show.price == 0:
        price = rng.choice(("zdarma", "vstup volný", "dobrovolné", 0))
    elif show.price:
        price = rng.choice((show.price, f"{show.price},- Kč", f"{show.price} Kč", f"{show.price},-"))
    note = rng.choice((None, None, None, None, "vyprodáno", "předprodej od pondělí", "foto – kancelář starosty"))
    start = time_cell(rng, event.start, event.end)
    if weekday and event.flaw == "date":
        weekday = ""
    return Row([day, weekday or None, start, event.title, show.hall, price, name_cell(rng, event.organiser), note])
