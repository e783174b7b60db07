"""Three years of events and four months ahead: no hall holds two on one day, except where the sample wants a clash."""

import datetime as dt
from dataclasses import dataclass, replace
from random import Random

from data.samples.days import SAT, WED, beginning, holidays, horizon, month_start, span, weekday_from
from data.samples.expected import EXPECTED
from data.samples.people import BY_NAME, LEADERS, MAIN_HALL, PARTNER_TOWNS, Organisation
from data.samples.year import COUNCIL, HALL, TOWN, Custom, Plan, annual, customs, monthly

FLAWS = {"range": "date_ranges", "weekday": "weekday_contradictions", "ico": "bad_ico", "date": "impossible_dates"}


@dataclass(frozen=True)
class Event:
    """One event of the office or of the house of culture. `flaw` says what its row will have wrong."""

    day: dt.date
    start: dt.time | None
    end: dt.time | None
    title: str
    kind: str
    venue: str
    organiser: Organisation
    audience: str
    leader: str
    state: str
    about: str = ""
    note: str = ""
    id: str = ""
    flaw: str = ""


class Diary:
    """Who and what is taken on which day."""

    def __init__(self) -> None:
        self.taken: set[tuple[str, dt.date]] = set()
        self.events: list[Event] = []

    def free(self, what: str, day: dt.date) -> bool:
        """Is the place (or the person) free all day?"""
        return (what, day) not in self.taken

    def put(self, event: Event) -> Event:
        """Write the event down; a leader who is elsewhere that day is left out."""
        if event.leader and not self.free(event.leader, event.day):
            event = replace(event, leader="")
        self.taken |= {(event.venue, event.day), (event.leader, event.day)}
        self.events.append(event)
        return event


def clock(text: str) -> dt.time | None:
    """`17.30` as a time, nothing as none."""
    return dt.time.fromisoformat(text.replace(".", ":").zfill(5)) if text else None


def of_plan(plan: Plan, as_of: dt.date, rng: Random) -> Event:
    """An event from a plan, in the state it has on the as-of day."""
    return Event(
        *(plan.day, clock(plan.start), clock(plan.end), plan.title, plan.kind, plan.venue),
        *(BY_NAME[plan.organiser], plan.audience, plan.leader, state_of(plan.day, as_of, rng), plan.about),
    )


def state_of(day: dt.date, as_of: dt.date, rng: Random) -> str:
    """Past events took place, near ones are agreed, far ones often only proposed; a few are off."""
    chance = rng.random()
    if day < as_of:
        return "zrušeno" if chance < 0.015 else "proběhlo"
    if chance < 0.02:
        return "zrušeno"
    return "návrh" if chance < min(0.8, (day - as_of).days / 120) else "potvrzeno"


# weeks ahead | start, end, title, kind, organiser of the first and the second event | place
_CLASHES = (
    "0|9.00|15.00|Charitativní bleší trh|městská|Město Brázdov|13.00|17.00|Ukázky hasičské techniky|spolek|SDH Brázdov"
    "|náměstí Svobody",
    "1|8.00|18.00|Turnaj ve stolním tenise|spolek|TJ Tatran Brázdov|14.00|16.00|Generální zkouška souboru|spolek"
    "|Folklorní soubor Klásek|sokolovna",
    "2|9.00|12.00|Vítání občánků|obřad|Město Brázdov|11.00|12.00|Diamantová svatba|obřad|Město Brázdov"
    "|radnice – obřadní síň",
    "0|16.00|19.00|Setkání s podnikateli|městská|Město Brázdov|18.00|20.00|Večer s písničkou|DK|Dům kultury Brázdov"
    "|Dům kultury – velký sál",
    "2|17.00|19.00|Vyhlášení sportovců roku|městská|Město Brázdov|18.30|20.30|Divadlo: Zkouška nanečisto|DK"
    "|Dům kultury Brázdov|Dům kultury – velký sál",
)


def clash_plans(as_of: dt.date) -> list[tuple[Plan, Plan]]:
    """The five double bookings ahead; in the last two the second event is in the programme of the house of culture."""
    pairs = []
    for line in _CLASHES:
        weeks, *cells, venue = line.split("|")
        nearest = weekday_from(as_of + dt.timedelta(2), WED) if venue == MAIN_HALL else _saturday(as_of)
        day = nearest + dt.timedelta(7 * int(weeks))
        first, second = (
            Plan(day, start, end, title, kind, venue, who) for start, end, title, kind, who in (cells[:5], cells[5:])
        )
        pairs.append((replace(first, leader=LEADERS[int(weeks)]), second))
    return pairs


def _saturday(as_of: dt.date) -> dt.date:
    return weekday_from(as_of + dt.timedelta(5), SAT)


def this_week(as_of: dt.date) -> list[Plan]:
    """Something today and in the days after, so that the first page has work to show."""
    later = [as_of + dt.timedelta(n) for n in range(5)]
    return [
        Plan(later[0], "9.00", "11.00", "Porada vedení města", "zasedání", COUNCIL, TOWN, "vedení", LEADERS[0]),
        Plan(later[0], "17.00", "", "Beseda s pamětníky", "městská", "městská knihovna", "Městská knihovna Brázdov"),
        Plan(later[1], "10.00", "", "Exkurze žáků na radnici", "škola", HALL, "ZŠ Školní", "žáci", LEADERS[2]),
        Plan(later[3], "14.00", "16.00", "Trénink paměti", "spolek", "Domov seniorů Lípa", "Klub důchodců Pohoda"),
        Plan(
            later[4],
            "17.00",
            "",
            "Vernisáž výstavy betlémů",
            "městská",
            "muzeum",
            "Muzeum Brázdovska",
            leader=LEADERS[0],
        ),
    ]


def office_events(as_of: dt.date, rng: Random) -> tuple[list[Event], Diary]:
    """The office's calendar, flawed rows included, by day and with IDs; the diary also knows what is taken."""
    diary, wanted = Diary(), EXPECTED["office_calendar"]
    for first, second in clash_plans(as_of):
        diary.put(replace(of_plan(first, as_of, rng), state="potvrzeno"))
        if second.kind != "DK":
            diary.put(replace(of_plan(second, as_of, rng), state="potvrzeno"))
    for plan in this_week(as_of):
        diary.put(replace(of_plan(plan, as_of, rng), state="potvrzeno"))
    for year in range(beginning(as_of).year, horizon(as_of).year + 1):
        for plan in (*annual(year), *(p for month in range(1, 13) for p in monthly(year, month))):
            _place(diary, plan, as_of, rng)
    fill(diary, wanted["good"] + sum(wanted[name] for name in FLAWS.values()), as_of, rng)
    return _numbered(_flawed(diary.events, as_of, rng)), diary


def _place(diary: Diary, plan: Plan, as_of: dt.date, rng: Random) -> None:
    """Put a plan on its day, or on one of the next six when the place is taken."""
    if "partnerského" in plan.title:
        plan = replace(plan, title=f"Návštěva z partnerského města {rng.choice(PARTNER_TOWNS)}")
    for day in span(plan.day, plan.day + dt.timedelta(6)):
        if diary.free(plan.venue, day) and beginning(as_of) <= day <= horizon(as_of):
            diary.put(of_plan(replace(plan, day=day), as_of, rng))
            return


def fill(diary: Diary, count: int, as_of: dt.date, rng: Random) -> None:
    """Add seasonal events of clubs and schools until there are so many; the far future stays thin."""
    known, days = customs(), (horizon(as_of) - beginning(as_of)).days
    while len(diary.events) < count:
        day = beginning(as_of) + dt.timedelta(rng.randrange(days))
        custom, far = rng.choice(known), (day - month_start(as_of, 1)).days
        venue = rng.choice(custom.venues)
        if _suits(custom, day) and diary.free(venue, day) and rng.random() >= far / 100:
            diary.put(_of_custom(custom, day, venue, as_of, rng))


def _suits(custom: Custom, day: dt.date) -> bool:
    """In season, not over Christmas, and for schools on a school day."""
    quiet = (day.month, day.day) == (1, 1) or (day.month == 12 and day.day > 22)
    lessons = day.weekday() < SAT and day not in holidays(day.year)
    return day.month in custom.months and not quiet and (lessons or custom.kind != "škola")


def _of_custom(custom: Custom, day: dt.date, venue: str, as_of: dt.date, rng: Random) -> Event:
    leader = rng.choice(LEADERS) if rng.random() < 0.22 else ""
    plan = Plan(day, custom.start, custom.end, custom.title, custom.kind, venue, rng.choice(custom.organisers))
    event = of_plan(replace(plan, audience=custom.audience, leader=leader), as_of, rng)
    return replace(event, start=None, end=None) if rng.random() < 0.06 else event


def _flawed(events: list[Event], as_of: dt.date, rng: Random) -> list[Event]:
    """Mark past rows that will be wrong, as many of each kind as expected; impossible dates need their months."""
    marks: dict[int, str] = {}
    past = [n for n, event in enumerate(events) if event.day < as_of and event.state == "proběhlo"]
    for month in (4, 2, 11):
        marks[rng.choice([n for n in past if events[n].day.month == month and n not in marks])] = "date"
    for flaw in ("range", "weekday", "ico"):
        pool = [n for n in past if n not in marks and events[n].day.day < 26]
        for n in rng.sample(pool, EXPECTED["office_calendar"][FLAWS[flaw]]):
            marks[n] = flaw
    return [replace(event, flaw=marks.get(n, "")) for n, event in enumerate(events)]


def _numbered(events: list[Event]) -> list[Event]:
    """By day, each with its ID `A-2026-014`."""
    counts: dict[int, int] = {}
    numbered = []
    for event in sorted(events, key=lambda e: (e.day, str(e.start), e.venue, e.title)):
        counts[event.day.year] = counts.get(event.day.year, 0) + 1
        numbered.append(replace(event, id=f"A-{event.day.year}-{counts[event.day.year]:03}"))
    return numbered
