"""Does a text agree with the event that it tells about: its day, time and place, and whether it is held at all."""

import re
from collections.abc import Iterator, Sequence

from lib.czech import dates
from lib.czech.sorting import fold
from lib.events import Event
from lib.i18n import N
from lib.publishing.checks import said
from lib.publishing.checks.check import Check
from lib.publishing.checks.days import WEEKDAYS


def happens(text: str, event: Event) -> Iterator[Check]:
    words = {"cancelled": r"zrus|nekona|neuskutecni", "postponed": r"presun|presouv|odloz|odklad|nekona|novy termin"}
    sentences = {
        "cancelled": N("The event is cancelled, but the text does not say so."),
        "postponed": N("The event is postponed, but the text does not say so."),
    }
    if event.state in words and not re.search(words[event.state], fold(text)):
        yield Check("state", True, sentences[event.state])


def days(text: str, event: Event) -> Iterator[Check]:
    found = said.days(text, event.day)
    if found and not any(event.day <= day.date <= event.last_day for day in found):
        yield Check("date_differs", True, N("The text says {said}, but the event is on {date}."), {
            "said": dates.date(found[0].date), "date": _span(event)})  # fmt: skip
    weekday = said.wrong_weekday(text, event.day, event.last_day)
    if not found and weekday:
        yield Check("weekday", False, N("The text says “{said}”, but the event is on {date}."), {
            "said": WEEKDAYS[weekday - 1], "date": _span(event)})  # fmt: skip


def _span(event: Event) -> str:
    return dates.span(event.day, event.last_day) if event.last_day > event.day else dates.short_date(event.day)


def times(text: str, event: Event) -> Iterator[Check]:
    found = said.times(text)
    if not found:
        return
    if event.starts_at is None:
        yield Check("time_unknown", False, N("The text says {said}, but the calendar has no time for the event."),
                    {"said": dates.time(found[0])})  # fmt: skip
    elif event.starts_at not in found:
        yield Check("time_differs", True, N("The text says {said}, but the event starts at {time}."),
                    {"said": dates.time(found[0]), "time": dates.time(event.starts_at)})  # fmt: skip


def place(text: str, event: Event, venues: Sequence[str]) -> Iterator[Check]:
    if not event.venue or said.names_place(text, event.venue):
        return
    other = next((venue for venue in venues if said.spells_out(text, venue)), None)
    if other:
        yield Check("place_differs", True, N("The text names “{said}”, but the event is held at “{venue}”."),
                    {"said": other, "venue": event.venue})  # fmt: skip
    else:
        yield Check("no_place", False, N("The text does not say where the event is held: {venue}."),
                    {"venue": event.venue})  # fmt: skip


def price(text: str, event: Event) -> Iterator[Check]:
    """The admission: free against paid, or another amount. Prices of food or rides beside it are no contradiction."""
    asked, told = said.admission(f"vstupné {event.admission}"), said.admission(text)
    if asked is None or told is None:
        return
    if (asked.free and told.amounts) or (told.free and asked.amounts) or not agree(asked.amounts, told.amounts):
        yield Check("price_differs", True, N("The text says of the admission: {said}. The calendar says: {admission}."),
                    {"said": told.written, "admission": event.admission},
                    advice=N("Correct the one that is wrong."))  # fmt: skip


def agree(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two sets of amounts can be of one price list: one is a part of the other, or nothing is said."""
    return not one or not other or bool(one & other)
