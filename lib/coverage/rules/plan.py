"""What may be wanted from an event, when it is due, and in which state its coverage is (duties §2.5)."""

import datetime as dt
from dataclasses import dataclass, replace

from lib.czech import dates
from lib.errors import BadInput
from lib.i18n import N

KINDS = {
    "text": N("article"),
    "photo": N("photographs"),
    "video": N("video"),
    "radio": N("radio"),
    "tv": N("television"),
}
INTENTS = {
    "intended": N("we want it"),
    "undecided": N("not decided"),
    "no": N("we do not want it"),
    "on_request": N("on request"),
}
"""As newsrooms plan: what is intended, not decided, not intended, or made only when somebody asks for it."""

STATES = {
    "undecided": (N("not decided"), "due"),
    "no": (N("not wanted"), "planned"),
    "on_request": (N("on request"), "planned"),
    "cancelled": (N("called off"), "planned"),
    "delivered": (N("delivered"), "done"),
    "late": (N("not delivered"), "late"),
    "declined": (N("declined"), "late"),
    "nobody": (N("nobody yet"), "due"),
    "offered": (N("not accepted yet"), "due"),
    "accepted": (N("accepted"), "info"),
}
"""State of a coverage → (word, tone of the badge)."""

ANSWERS = {
    "offered": (N("waits for an answer"), "due"),
    "accepted": (N("accepted"), "info"),
    "declined": (N("declined"), "late"),
    "released": (N("taken off"), "planned"),
    "delivered": (N("delivered"), "done"),
    "cancelled": (N("called off"), "planned"),
}
"""State of an assignment → (word, tone of the badge)."""

LICENCES = {
    "employee": N("work of an employee (§ 58 of the Copyright Act)"),
    "contract": N("by contract"),
    "consent": N("with the author's consent"),
    "free": N("free licence"),
}
CONSENTS = {
    "public": N("public event"),
    "named": N("consent by name"),
    "children": N("children, consent of parents"),
}
"""By what right people are in the pictures."""

OVER = ("held", "documented", "closed")
OFF = ("cancelled", "postponed")


@dataclass(frozen=True)
class Delivered:
    """What somebody brought: photographs (with their count), a text, a link or the name of a file."""

    what: str
    link: str = ""
    count: int | None = None
    author: str = ""
    licence: str = "employee"
    consent: str = "public"
    note: str = ""


def due(last_day: dt.date, working_days: int, time: str) -> str:
    """The term `2026-11-30 12:00`: so many working days after the last day of the event."""
    return f"{dates.add_working_days(last_day, working_days).isoformat()} {time}"


def moved_due(due_at: str, planned_for: dt.date, last_day: dt.date) -> str:
    """A term that a person set, as many days from the event as before; on a free day the next working one."""
    day = dt.date.fromisoformat(due_at[:10]) + (last_day - planned_for)
    return f"{day if dates.is_working_day(day) else dates.next_working_day(day)} {due_at[11:]}"


def check_kind(kind: str, intent: str) -> None:
    """BadInput for a kind or an intent that does not exist."""
    if kind not in KINDS:
        raise BadInput("There is no coverage “{kind}”.", kind=kind, field="kind")
    if intent not in INTENTS:
        raise BadInput("There is no decision “{intent}”.", intent=intent, field="intent")


def tidy(delivered: Delivered) -> Delivered:
    """What was brought without needless spaces; BadInput when nothing is said or the link leads nowhere."""
    what, link, author, note = (
        " ".join(one.split()) for one in (delivered.what, delivered.link, delivered.author, delivered.note)
    )
    if link and not link.startswith(("https://", "http://", "\\\\", "//")) and ":" not in link and "/" not in link:
        raise BadInput(
            "“{link}” is not a link. Copy it whole, or write a file's name to the note.", link=link, field="link"
        )
    if delivered.count is not None and delivered.count < 1:
        raise BadInput("The count must be at least 1.", field="count")
    if delivered.licence not in LICENCES or delivered.consent not in CONSENTS:
        raise BadInput("Choose the licence and by what right people are in the pictures.", field="licence")
    if not what and not link and not delivered.count:
        raise BadInput("Say what you deliver: a link, a count, or a few words.", field="what")
    return replace(delivered, what=what, link=link, author=author, note=note)
