"""Ten years of an office, written fast and always the same: 12 000 events, two thirds of them in 400 series, 400 items
with 200 000 movements, posts."""

import datetime as dt
import random
from collections.abc import Iterator

from lib import accounts, clock, store
from lib.flows import installation
from lib.store import Database

NOW = "2026-11-23T08:00:00+01:00"
"""The moment at which the pages are opened; half a year of events lies after it."""
TODAY = dt.date(2026, 11, 23)
FIRST = dt.date(2016, 11, 23)
DAYS = (TODAY - FIRST).days
EVENTS, EVENTS_DAYS = 12_000, DAYS + 180
SERIES, TURN = 400, 600
"""Of each `TURN` events in a row the first `SERIES` belong to as many series."""
ITEMS, MOVEMENTS, POSTS = 400, 200_000, 10_000
HEAD = "karel.hora"
"""The login of somebody who may see every page."""
VENUES = tuple(
    f"{where} {n}" for n in range(1, 9) for where in ("Dům kultury", "Náměstí", "Škola", "Sokolovna", "Kostel")
)
EVENT = (
    *("code", "uid", "title", "kind", "starts_on", "ends_on", "starts_at", "ends_at"),
    *("venue_id", "organiser_id", "state", "created_at", "updated_at", "calendar", "series_id", "occurs_on"),
)
KINDS = ("town", "culture_house", "club", "school", "memorial")
CALENDARS = ("town", "culture_house", "town", "ceremonies", "memorial", "leadership")
STATES = ("proposed", "confirmed", "confirmed", "confirmed", "postponed", "cancelled")
CATEGORIES = ("Textil", "Keramika", "Papír", "Sklo", "Potraviny", "Hračky")


def fill() -> None:
    """Make the store of this installation and fill it: a second or two, not through the actions."""
    installation.open_store()
    with clock.fixed(NOW), store.write() as db:
        accounts.ensure_demo_accounts(db)
        events(db)
        stock(db)
        posts(db)


def events(db: Database) -> None:
    """Events of ten years and half a year ahead in forty venues, a hundred a month."""
    chance = random.Random(11)
    store.insert_many(db, "venue", ("name", "folded"), ((name, name.lower()) for name in VENUES))
    store.insert_many(db, "party", ("kind", "name", "folded", "created_at"), (_club(number) for number in range(1, 61)))
    columns = ("uid", "rule", "starts_on", "starts_at", "filled_until", "created_at", "updated_at")
    store.insert_many(db, "event_series", columns, (_series(number) for number in range(SERIES)))
    store.insert_many(
        db,
        "event",
        EVENT,
        (_event(number, chance) for number in range(EVENTS)),
    )


def _club(number: int) -> tuple[str, ...]:
    return "organisation", f"Spolek {number}", f"spolek {number}", clock.stamp()


def _day(number: int) -> dt.date:
    return FIRST + dt.timedelta(number * EVENTS_DAYS // EVENTS)


def _series(number: int) -> tuple[str, ...]:
    last = (FIRST + dt.timedelta(EVENTS_DAYS)).isoformat()
    return (
        f"rada-{number}@brazdov.example",
        "FREQ=WEEKLY",
        _day(number).isoformat(),
        "17:00",
        last,
        clock.stamp(),
        clock.stamp(),
    )


def _event(number: int, chance: random.Random) -> tuple[object, ...]:
    day = _day(number)
    last = day + dt.timedelta(chance.choice((0,) * 9 + (2,)))
    hour = chance.randint(8, 19)
    times = (f"{hour:02}:00", f"{hour + 2:02}:30")
    state = "held" if day < TODAY else chance.choice(STATES)
    place = chance.randint(1, len(VENUES)), chance.randint(1, 60)
    title = f"Akce {number}"
    named = f"AK-{number:05}", f"{number}@brazdov.example", title, chance.choice(KINDS)
    series = (number % TURN + 1, day.isoformat()) if number % TURN < SERIES else (None, None)
    entered = state, clock.stamp(), clock.stamp(), CALENDARS[number % len(CALENDARS)], *series
    return *named, day.isoformat(), last.isoformat(), *times, *place, *entered


def stock(db: Database, movements: int = MOVEMENTS) -> None:
    """Cards, and ten years of receipts, transfers, issues and returns in three places."""
    columns = ("code", "name", "category", "purchase_price", "minimum", "supplier", "created_at")
    store.insert_many(db, "item", columns, (_card(number) for number in range(ITEMS)))
    columns = ("kind", "day", "item_id", "quantity", "unit_price", "from_place_id", "to_place_id", "created_at")
    store.insert_many(db, "movement", columns, _movements(movements))


def _card(number: int) -> tuple[object, ...]:
    category = CATEGORIES[number % len(CATEGORIES)]
    return f"K-{number:03}", f"Předmět {number}", category, 5000, number % 90, f"Dodavatel {number % 30}", clock.stamp()


def _movements(count: int) -> Iterator[tuple[object, ...]]:
    chance = random.Random(7)
    sides = (("P", None, 1), ("T", 1, 2), ("T", 1, 3), ("V", 1, None), ("V", 2, None), ("V", 3, None), ("R", None, 1))
    for number in range(count):
        kind, source, target = chance.choice(sides)
        day = (FIRST + dt.timedelta(number * DAYS // count)).isoformat()
        yield kind, day, chance.randint(1, ITEMS), chance.randint(1, 40), 5000, source, target, clock.stamp()


def posts(db: Database) -> None:
    """Published posts of ten years, which lie in the same file although the measured pages do not show them."""
    columns = ("channel", "remote_id", "kind", "published_on", "title", "created_at", "updated_at")
    store.insert_many(db, "media_post", columns, (_post(number) for number in range(POSTS)))


def _post(number: int) -> tuple[object, ...]:
    day = (FIRST + dt.timedelta(number * DAYS // POSTS)).isoformat()
    return "facebook", f"f{number}", "photo", day, f"Příspěvek {number}", clock.stamp(), clock.stamp()
