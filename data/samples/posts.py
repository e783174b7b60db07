"""What Brázdov published on its web, Facebook and Instagram, and how many people it reached; totals grow with age."""

import datetime as dt
from dataclasses import dataclass
from random import Random

from data.samples.days import MONTHS, advent, czech, month_start
from data.samples.events import Event
from data.samples.expected import EXPECTED
from data.samples.typed import Cell

DAY = dt.timedelta(1)
TOPICS = (
    "Uzavírka ulice Na Příkopě|Ulice bude uzavřena kvůli opravě vodovodu, objížďka je značena.|1.7",
    "Svoz odpadu o svátcích|Popelnice vyvezou technické služby o den později.|1.3",
    "Zápis do mateřských škol|Zápis proběhne ve všech mateřských školách, vezměte si rodný list dítěte.|1.2",
    "Výběrové řízení|Město hledá kolegu nebo kolegyni na odbor životního prostředí.|0.9",
    "Rekonstrukce chodníků|Stavba v Zahradní ulici začíná v pondělí.|1.1",
    "Nové stromy v Lipovém parku|Vysadili jsme dvacet lip, děkujeme všem dobrovolníkům.|1.4",
    "Upozornění na odstávku vody|Voda nepoteče od 8 do 14 hodin, cisterna stojí u školy.|2.2",
    "Vyšlo nové číslo Brázdovských novin|Najdete je ve schránkách a na webu města.|0.8",
    "Dotace na kotle|Poradíme vám s žádostí každou středu na radnici.|0.7",
    "Ztracený pejsek|Čeká na svého pána v útulku, má modrý obojek.|2.6",
    "Úřední hodiny o prázdninách|Radnice je v pátek zavřená.|0.8",
    "Kotlíkové posezení zrušeno|Kvůli bouřce se dnešní akce nekoná.|1.5",
)


@dataclass(frozen=True)
class Post:
    """One post: `reach` is what it will reach in the end, `kind` is Photos, Videos, Links, Reels or web."""

    id: str
    at: dt.datetime
    title: str
    text: str
    kind: str
    reach: int

    def reached(self, on: dt.date) -> int:
        """Reach so far: two thirds on the first day, the rest over two months."""
        age = max(0, (on - self.at.date()).days)
        return round(self.reach * (1 - 0.35 * 0.93**age))


def exports(as_of: dt.date) -> tuple[dt.date, dt.date]:
    """The days of the two exports: the end of last month and the day before the as-of day."""
    return month_start(as_of) - DAY, as_of - DAY


def channel(name: str, first: dt.date, last: dt.date, events: list[Event], rng: Random) -> list[Post]:
    """The posts of a channel from the first day to the last, oldest first, exactly as many as expected."""
    count, days = EXPECTED["posts"][name], (last - first).days
    by_day: dict[dt.date, list[Event]] = {}
    for event in events:
        if event.kind != "zasedání" and not event.flaw:
            by_day.setdefault(event.day, []).append(event)
    whens = sorted((first + rng.randrange(days + 1) * DAY, rng.randint(7 * 60, 21 * 60)) for _ in range(count))
    return [_post(name, n, day, minute, by_day, rng) for n, (day, minute) in enumerate(whens)]


def _post(name: str, n: int, day: dt.date, minute: int, by_day: dict[dt.date, list[Event]], rng: Random) -> Post:
    near = [event for ahead in range(-1, 8) for event in by_day.get(day + ahead * DAY, [])]
    weight = 1.0
    if near and rng.random() < 0.6:
        event = rng.choice(near)
        title, text = _about(event, day)
        weight = {"městská": 1.5, "pietní": 0.7, "škola": 1.1, "obřad": 0.8}.get(event.kind, 0.9)
    else:
        title, text, share = rng.choice(TOPICS).split("|")
        weight = float(share)
    kinds = {
        "facebook": ("Photos", "Photos", "Links", "Videos", "Reels"),
        "instagram": ("IG image", "IG reel", "IG carousel"),
    }
    kind = rng.choice(kinds.get(name, ("web",)))
    base = {"facebook": 2300, "instagram": 620, "web": 260}[name]
    weight *= {"Reels": 1.9, "IG reel": 1.8, "Videos": 1.3, "Links": 0.7}.get(kind, 1.0) * _season(day)
    at = dt.datetime.combine(day, dt.time(minute // 60, minute % 60))
    number = {"facebook": 122, "instagram": 179, "web": 100}[name] * 10**12 + day.toordinal() * 1000 + n
    return Post(str(number), at, title, text, kind, _spread(base * weight, rng))


def _spread(base: float, rng: Random) -> int:
    return max(12, round(base * rng.lognormvariate(0, 0.45)))


def _season(day: dt.date) -> float:
    """Advent reaches nearly twice as many people, July and August fewer."""
    if advent(day.year) - 7 * DAY <= day <= dt.date(day.year, 12, 24):
        return 1.8
    return 0.75 if day.month in (7, 8) else 1.0


def _about(event: Event, day: dt.date) -> tuple[str, str]:
    when = f"{event.day.day}. {event.day.month}." + (f" v {event.start:%H.%M}" if event.start else "")
    if event.day < day:
        return f"{event.title} – ohlédnutí", f"Děkujeme všem, kdo přišli. {event.venue}, {czech(event.day)}."
    return event.title, f"Zveme vás {when}, místo: {event.venue}. Pořádá {event.organiser.name}."


def month_label(day: dt.date, rng: Random) -> Cell:
    """A month as people type it: `leden 2026`, `1/2026`, `01/2026` or the first day as a date."""
    return rng.choice((f"{MONTHS[day.month - 1]} {day.year}", f"{day.month}/{day.year}", f"{day:%m/%Y}", day))
