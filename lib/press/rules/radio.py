"""Material for the radio (document D24): items that are read aloud, how long they take, when they are due."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lib.czech import spoken
from lib.errors import BadInput, Refused
from lib.i18n import N

STATES = {
    "draft": (N("being prepared"), "planned"),
    "handed": (N("handed over"), "info"),
    "broadcast": (N("was on the air"), "done"),
}
"""State → (word, tone of the badge)."""
PRIORITIES = {1: N("must be read"), 2: N("should be read"), 3: N("if there is time")}
LONGEST_SENTENCES = 3
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


@dataclass(frozen=True)
class Item:
    """One piece of news. `happens` is when and where, in words, read after the text. `story_id` is the post from which
    it was taken."""

    headline: str
    text: str = ""
    happens: str = ""
    contact: str = ""
    pronunciation: str = ""
    priority: int = 2
    event_id: int | None = None
    story_id: int | None = None


@dataclass(frozen=True)
class Brief:
    """Material of a period: from, to, when the radio wants it, the guest in the studio."""

    first: dt.date
    last: dt.date
    due: dt.date
    guest: str = ""
    guest_phone: str = ""


def tidy_item(item: Item) -> Item:
    """The item as it is kept."""
    texts: dict[str, Any] = {
        name: " ".join(getattr(item, name).split()) for name in ("headline", "happens", "contact", "pronunciation")
    }
    if not texts["headline"]:
        raise BadInput("Write the headline.", field="headline")
    if item.priority not in PRIORITIES:
        raise BadInput("Choose the priority from the list.", field="priority")
    return dataclasses.replace(item, **texts, text=item.text.strip())


def tidy_brief(brief: Brief) -> Brief:
    """The material as it is kept."""
    if brief.last < brief.first:
        raise BadInput("The last day is before the first one.", field="last")
    if (brief.last - brief.first).days > 62:
        raise BadInput("The period is longer than two months.", field="last")
    return dataclasses.replace(brief, guest=" ".join(brief.guest.split()), guest_phone=brief.guest_phone.strip())


def read_aloud(item: Item) -> str:
    """What the presenter reads, in words."""
    parts = (item.headline, item.text, item.happens)
    return " ".join(spoken.spoken(part if part[-1] in ".!?" else f"{part}.") for part in parts if part)


def seconds(items: Iterable[Item], words_per_second: float) -> int:
    """How long the items take together."""
    return sum(spoken.seconds(read_aloud(item), words_per_second) for item in items)


def pronunciations(listed: str) -> dict[str, str]:
    """Word → how it is said, from the setting `Rydułtowy = ryduutovy; …`."""
    pairs = (part.partition("=") for part in listed.split(";"))
    return {word.strip(): sound.strip() for word, sign, sound in pairs if sign and word.strip() and sound.strip()}


def said_how(item: Item, known: Mapping[str, str]) -> str:
    """How the difficult words of an item are said: its own note, then what the office's list knows."""
    found = spoken.pronounced(f"{item.headline} {item.text} {item.happens}", known)
    return "; ".join(filter(None, (item.pronunciation, *(f"{word} [{sound}]" for word, sound in found))))


def check_hand_over(items: Iterable[Item]) -> None:
    """Refused for material without a single item."""
    if not list(items):
        raise Refused("There is no item to hand over. Add one, or take events of the period.")


def next_due(day: dt.date, weekday: str) -> dt.date | None:
    """The day from `day` on when the radio wants its material; None when it wants none regularly."""
    if weekday not in WEEKDAYS:
        return None
    return day + dt.timedelta(days=(WEEKDAYS.index(weekday) - day.weekday()) % 7)


def period_after(due: dt.date) -> tuple[dt.date, dt.date]:
    """The week that material of a due day is about: Monday to Sunday of the week after."""
    monday = due + dt.timedelta(days=7 - due.weekday())
    return monday, monday + dt.timedelta(days=6)
