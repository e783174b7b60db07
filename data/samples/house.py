"""The programme of the house of culture: shows in its four halls, some known to the office too."""

import datetime as dt
from dataclasses import dataclass, replace
from random import Random

from data.samples.days import FRI, beginning, horizon
from data.samples.events import Diary, Event, clash_plans, of_plan
from data.samples.expected import EXPECTED
from data.samples.people import BY_NAME, CLUBS, HOUSE_OF_CULTURE

_PREFIX = "Dům kultury – "
# title | halls | start | price | how often
_SHOWS = """
Divadlo: Zkouška nanečisto|velký sál|19.00|350
Divadlo: Slepice a kohout|velký sál|19.00|390
Divadlo: Tři tety a jedna závěť|velký sál|19.30|420
Pohádka: O líném mlynáři|velký sál,malý sál|10.00|90
Pohádka: Kocour na poště|velký sál,malý sál|15.00|90
Koncert: Kapela Půlnoční rychlík|velký sál|20.00|290
Koncert: Smyčcové kvarteto Brázda|malý sál,foyer|18.00|180
Koncert: Big band Klapka|velký sál|19.00|250
Taneční podvečer|velký sál|17.00|80
Kurz tance pro dospělé|malý sál|18.30|120
Taneční pro mládež|velký sál|17.30|
Vernisáž: Krajina kolem nás|galerie|17.00|0
Vernisáž: Portréty sousedů|galerie|17.00|0
Výstava fotografií|galerie,foyer|9.00|30
Přednáška: Hvězdná obloha|malý sál|18.00|60
Travesti večer|velký sál|20.00|380
Burza dětského oblečení|malý sál,foyer|8.00|0
Zábavný pořad pro seniory|velký sál|14.00|100
Filmový klub|malý sál|19.00|70
Nedělní odpoledne s muzikou|velký sál|15.00|100
"""


@dataclass(frozen=True)
class Show:
    """A row of the programme: the event, its hall and its price in crowns (none: not said)."""

    event: Event
    hall: str
    price: int | None


def programme(as_of: dt.date, office: list[Event], diary: Diary, rng: Random) -> list[Show]:
    """All rows by day: the twins of office events, the two clashes ahead, and shows in halls that are free."""
    wanted = EXPECTED["dk_programme"]
    shows = _twins(as_of, office, rng)
    for _, second in clash_plans(as_of):
        if second.kind == "DK":
            shows.append(Show(replace(of_plan(second, as_of, rng), state="potvrzeno"), "velký sál", 290))
    total = wanted["good"] + wanted["impossible_dates"] + wanted["weekday_contradictions"]
    days = (horizon(as_of) - beginning(as_of)).days
    while len(shows) < total:
        day = beginning(as_of) + dt.timedelta(rng.randrange(days))
        title, halls, start, price = rng.choice(_SHOWS.strip().splitlines()).split("|")
        hall = rng.choice(halls.split(","))
        if day.month in (7, 8) or not diary.free(_PREFIX + hall, day) or (day.weekday() < FRI and rng.random() < 0.6):
            continue
        shows.append(Show(diary.put(_event(day, title, start, hall, rng)), hall, int(price) if price else None))
    return _flawed(sorted(shows, key=lambda s: (s.event.day, s.event.title)), as_of, rng)


def _event(day: dt.date, title: str, start: str, hall: str, rng: Random) -> Event:
    organiser = rng.choice(CLUBS) if rng.random() < 0.12 else HOUSE_OF_CULTURE
    hours, minutes = map(int, start.split("."))
    return Event(
        *(day, dt.time(hours, minutes), None, title, "DK", _PREFIX + hall, organiser, "veřejnost", "", ""),
    )


def _twins(as_of: dt.date, office: list[Event], rng: Random) -> list[Show]:
    """The same events as in the office's calendar, named a little differently; all past."""
    pool = [e for e in office if e.venue.startswith(_PREFIX) and e.day < as_of and e.start and not e.flaw]
    pool = [e for e in pool if e.state == "proběhlo"]
    twins = []
    for event in rng.sample(pool, EXPECTED["dk_programme"]["twins_of_office"]):
        title = rng.choice((event.title.upper(), event.title + " ", f"{event.title} – vstup volný"))
        twins.append(Show(replace(event, title=title, id=""), event.venue.removeprefix(_PREFIX), 0))
    return twins


def _flawed(shows: list[Show], as_of: dt.date, rng: Random) -> list[Show]:
    """Mark past rows that will be wrong: one in September (31. 9.), some with a wrong weekday."""
    pool = [n for n, show in enumerate(shows) if show.event.day < as_of and not show.event.leader]
    own = [
        n for n in pool if shows[n].event.organiser == BY_NAME["Dům kultury Brázdov"] and shows[n].event.kind == "DK"
    ]
    marks = {rng.choice([n for n in own if shows[n].event.day.month == 9]): "date"}
    rest = [n for n in own if n not in marks]
    marks |= dict.fromkeys(rng.sample(rest, EXPECTED["dk_programme"]["weekday_contradictions"]), "weekday")
    return [replace(s, event=replace(s.event, flaw=marks.get(n, ""))) for n, s in enumerate(shows)]
