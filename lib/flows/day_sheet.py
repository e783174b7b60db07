"""A day of an office-holder gathered from the rooms: events, the diary, what is known of each, gifts from the stock."""

import datetime as dt
from typing import Any

from lib import clock, contacts, sender, settings
from lib.access import User, needs
from lib.czech import dates
from lib.diary import queries, rules
from lib.diary.documents import DaySheet, Item
from lib.diary.queries import Briefing
from lib.events import rules as event_rules
from lib.i18n import speaking, t
from lib.stock import queries as stock
from lib.store import Database

_NO_BRIEFING = Briefing(None, 0)
Row = dict[str, Any]


@needs("diary.read")
def gather(db: Database, holder_id: int, day: dt.date, *, by: User) -> DaySheet:
    """The day in order of time; a private entry is “obsazeno” whoever asks."""
    return _gather(db, holder_id, day, queries.blocks, by)


@needs("diary.private")
def gather_in_full(db: Database, holder_id: int, day: dt.date, *, by: User) -> DaySheet:
    """`gather` with the words of private entries, for the sheet that the office-holder carries."""
    return _gather(db, holder_id, day, queries.blocks_in_full, by)


@speaking("cs")
def _gather(db: Database, holder_id: int, day: dt.date, blocks: Any, by: User) -> DaySheet:
    holder = contacts.known_holder(db, holder_id)
    next_day = day + dt.timedelta(days=1)
    tomorrow = _items(db, holder_id, next_day, blocks, by)
    coming = next((item for item in tomorrow if not item.state), None)
    return DaySheet(
        name=holder.full_name,
        office=holder.office,
        day=day,
        holiday=dates.holidays(day.year).get(day, ""),
        items=tuple(_items(db, holder_id, day, blocks, by)),
        tomorrow=f"{dates.short_date(next_day)}, {coming.time} {coming.title}" if coming else "",
        letterhead=sender.letterhead(db, day),
        printed=clock.today(),
    )


def _items(db: Database, holder_id: int, day: dt.date, blocks: Any, by: User) -> list[Item]:
    known = queries.briefings(db, holder_id, day, by=by)
    wanted = queries.wanted_gifts(db, holder_id, day, by=by)
    travel = int(settings.value(db, "events.travel_minutes", day))
    found: list[tuple[str, Item]] = []
    for row in queries.attended(db, day, day, holder_id, by=by).iter_rows(named=True):
        subject = ("event", int(row["event_id"]))
        gift = "; ".join(filter(None, (*_reserved(db, subject[1], by), wanted.get(subject, ""))))
        found.append((_order(row, day), _event(row, day, known.get(subject, _NO_BRIEFING), gift, travel)))
    for row in blocks(db, day, day, by=by).filter(holder_id=holder_id).iter_rows(named=True):
        subject = ("block", int(row["id"]))
        item = _block(row, day, known.get(subject, _NO_BRIEFING), wanted.get(subject, ""))
        found.append((_order(row, day), item))
    return [item for _, item in sorted(found, key=lambda pair: pair[0])]


def _order(row: Row, day: dt.date) -> str:
    """Things of the whole day first, and those that last since yesterday."""
    return (row["starts_at"] or "") if row["starts_on"] == day else ""


def _time(row: Row, day: dt.date) -> str:
    first, last = row["starts_on"], row["ends_on"]
    if last > first:
        begins = row["starts_at"] if first == day else None
        ends = row["ends_at"] if last == day else None
        if begins:
            return t("from {time}", time=dates.time(begins))
        return t("until {time}", time=dates.time(ends)) if ends else t("all day")
    if row["starts_at"] is None:
        return t("all day")
    return dates.span(row["starts_at"], row["ends_at"])


def _event(row: Row, day: dt.date, known: Briefing, gift: str, travel: int) -> Item:
    off = row["state"] in event_rules.NOT_HELD
    asked = t("she has not answered yet") if row["answer"] == "asked" else ""
    speech = known.says or (t("She speaks; nobody has written what about.") if row["speaks"] else "")
    return Item(
        _time(row, day), row["title"], ("event", row["event_id"]),
        state=t(event_rules.STATES[row["state"]][0]) if off else asked,
        place=", ".join(filter(None, (row["venue"], row["address"]))),
        leaves=_leaves(row, day, known, travel),
        meets=_person(known) or row["contact"],
        says=speech, gift="; ".join(filter(None, (gift, known.gift))), parking=known.parking, dress=known.dress,
        driver=known.driver, note=t("Stands in for: {office}", office=row["for_office"]) if row["for_office"] else "",
    )  # fmt: skip


def _block(row: Row, day: dt.date, known: Briefing, gift: str) -> Item:
    title = row["title"] or t(rules.KINDS[row["kind"]]).capitalize()
    meets = _person(known) or row["with_whom"]
    return Item(
        _time(row, day), title, ("block", row["id"]), place=row["place"],
        leaves=dates.time(known.leaves_at) if known.leaves_at else "", meets=meets, says=known.says,
        gift="; ".join(filter(None, (gift, known.gift))), parking=known.parking, dress=known.dress,
        driver=known.driver, prepares=row["prepares"], note=row["note"],
    )  # fmt: skip


def _leaves(row: Row, day: dt.date, known: Briefing, travel: int) -> str:
    """When somebody said so, else counted from the usual way in the town."""
    if known.leaves_at:
        return dates.time(known.leaves_at)
    if row["starts_at"] is None or row["starts_on"] != day or not row["venue"]:
        return ""
    begins = dt.datetime.combine(day, dt.time.fromisoformat(row["starts_at"]))
    return t(
        "{time} (the way is counted as {n} minutes)", time=dates.time(begins - dt.timedelta(minutes=travel)), n=travel
    )


def _person(known: Briefing) -> str:
    return ", ".join(filter(None, (known.meets, known.meets_phone)))


def _reserved(db: Database, event_id: int, by: User) -> list[str]:
    held = stock.reservations_of(db, event_id, by=by).filter(state="held")
    return [f"{n}× {item}" for n, item in held.select("quantity", "item").iter_rows()]
