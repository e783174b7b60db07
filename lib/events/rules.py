"""Kinds and states of events, and when two events clash (duties §2.5)."""

import datetime as dt
import re

from lib.czech import dates
from lib.czech.sorting import fold
from lib.i18n import N, t

KINDS = {
    "town": N("town event"),
    "culture_house": N("house of culture"),
    "club": N("club"),
    "school": N("school"),
    "memorial": N("memorial act"),
    "ceremony": N("ceremony"),
    "visit": N("visit"),
    "council": N("council meeting"),
    "other": N("other event"),
}
STATES = {
    "proposed": (N("proposed"), "planned"),
    "confirmed": (N("confirmed"), "info"),
    "postponed": (N("postponed"), "due"),
    "cancelled": (N("called off"), "late"),
    "held": (N("held"), "done"),
    "documented": (N("documented"), "done"),
    "closed": (N("closed"), "done"),
}
"""State → (word, tone of the badge)."""

NOT_HELD = ("cancelled", "postponed")
AHEAD = ("proposed", "confirmed", "postponed")
"""States of an event that is still to be held."""
STEPS = {
    "proposed": ("confirmed", "cancelled"),
    "confirmed": ("held", "postponed", "cancelled"),
    "postponed": ("confirmed", "cancelled"),
    "cancelled": (),
    "held": ("documented",),
    "documented": ("closed",),
    "closed": (),
}
"""State → the states that may follow (duties §2.5). A move to a known day keeps the event confirmed."""
BACK = {"confirmed": "proposed", "postponed": "confirmed", "held": "confirmed", "documented": "held",
        "closed": "documented"}  # fmt: skip
"""State → the one before it, for taking a wrong step back; a cancelled event goes back to what it was."""
WHY = ("postponed", "cancelled")
"""States that nobody enters without a reason."""
CALENDARS = {
    "town": N("Events of the town"),
    "culture_house": N("Programme of the house of culture"),
    "ceremonies": N("Ceremonies"),
    "memorial": N("Memorial acts"),
    "leadership": N("Leadership of the town"),
}
CALENDAR_OF = {
    "culture_house": "culture_house", "ceremony": "ceremonies", "memorial": "memorial", "visit": "leadership",
}  # fmt: skip
"""Kind → its usual calendar; of the other kinds it is that of the town."""
NOT_PUBLIC = ("visit", "ceremony")
"""Kinds that are not public unless somebody says so."""
ANSWERS = {
    "asked": N("asked"),
    "confirmed": N("confirmed"),
    "excused": N("excused"),
    "deputy": N("sends a deputy"),
}
SPECIAL_DAYS = {
    "school_holiday": N("School holiday"),
    "election": N("Election"),
    "significant": N("Significant day"),
}
PUBLISH_TO = {
    "web": N("Website"),
    "facebook": N("Facebook"),
    "instagram": N("Instagram"),
    "sms": N("Text message"),
    "paper": N("Newspaper"),
    "open_data": N("Open data"),
    "tourism": N("Tourist portals"),
}
KIND_WORDS = {
    "mestska": "town", "dk": "culture_house", "dkmo": "culture_house", "spolek": "club", "spolkova": "club",
    "skola": "school", "skolni": "school", "pietni": "memorial", "obrad": "ceremony", "navsteva": "visit",
    "zasedani": "council",
}  # fmt: skip
STATE_WORDS = {
    "navrh": "proposed", "potvrzeno": "confirmed", "presunuto": "postponed", "zruseno": "cancelled",
    "probehlo": "held", "zdokumentovano": "documented", "uzavreno": "closed",
}  # fmt: skip
HOURS_WITHOUT_END = 2
"""How long an event is taken to last when nobody wrote its end."""


def when(first: dt.date, last: dt.date, starts_at: str | None, ends_at: str | None) -> str:
    """`so 28. 11. 2026, 9:00–15:00`; of a longer event its days, with hours where they are given. A night that ends
    on the next morning is of its first day: `so 28. 11. 2026, 20:00–2:00`."""
    night = (last - first).days == 1 and bool(starts_at and ends_at and ends_at <= starts_at)
    times = dates.span(starts_at, ends_at) if starts_at else ""
    if last > first and not night:
        return ", ".join(filter(None, (dates.span(first, last), times)))
    return f"{dates.short_date(first)}, {times or t('time not given')}"


def same_venue(name: str) -> str:
    """What spellings of one venue share: `DK – velký sál` and `Dům kultury - velký sál`, `nám. Svobody`."""
    said = re.sub(r"\([^)]*\)", "", fold(name))
    said = re.sub(r"\bdk\b", "dum kultury", re.sub(r"\bnam\.", "namesti", said))
    return " ".join(re.sub(r"[^\w]+", " ", said).split())
