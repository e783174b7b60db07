"""Contracts with television and requests for reports: states, numbers, the counter (duties §2.4).

A report counts from the moment when television confirmed it; a request that was sent and not answered holds its
place. The counter runs by years of the contract: from its first day, or the anniversary of it, for twelve months.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace

from lib.czech import dates
from lib.errors import BadInput, Refused
from lib.i18n import N, t

SERIES = "TV"
STATES = {
    "draft": (N("draft"), "planned"),
    "sent": (N("sent, not confirmed"), "due"),
    "confirmed": (N("confirmed"), "info"),
    "shot": (N("shot"), "info"),
    "broadcast": (N("broadcast"), "done"),
    "refused": (N("refused"), "late"),
    "cancelled": (N("called off"), "planned"),
}
"""State → (word, tone of the badge)."""

STEPS = {
    "draft": ("sent", "cancelled"),
    "sent": ("confirmed", "refused", "cancelled"),
    "confirmed": ("shot", "broadcast", "refused", "cancelled"),
    "shot": ("broadcast", "cancelled"),
    "broadcast": ("broadcast",),
    "refused": (),
    "cancelled": (),
}
OPEN = ("draft", "sent", "confirmed")
_PHONE = re.compile(r"[\s,;(]*(\+?\d[\d ]{7,}\d)\)?\s*$")


@dataclass(frozen=True)
class Contract:
    """What was agreed: how many reports a year, how many days ahead a topic must be ordered, who takes orders."""

    television: str
    first_on: dt.date
    last_on: dt.date
    reports: int
    days_ahead: int = 7
    price_note: str = ""
    contact: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Order:
    """What a request says to television."""

    topic: str
    shoot_on: dt.date
    shoot_at: str | None = None
    event: str = ""
    event_id: int | None = None
    place: str = ""
    meeting: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    speaker_name: str = ""
    speaker_office: str = ""
    speaker_consents: bool = False
    what: str = ""
    embargo: str = ""


@dataclass(frozen=True)
class Counter:
    """Reports of one year of a contract: agreed, used (confirmed and later), held by requests without an answer."""

    first_on: dt.date
    last_on: dt.date
    reports: int
    used: int
    held: int

    @property
    def left(self) -> int:
        return self.reports - self.used - self.held


def number(year: int, seq: int) -> str:
    """`TV-2026-001`."""
    return f"{SERIES}-{year}-{seq:03d}"


def year_of(first_on: dt.date, last_on: dt.date, day: dt.date) -> tuple[dt.date, dt.date]:
    """The year of a contract (first and last day) in which a day lies; Refused when the contract does not hold then."""
    if not first_on <= day <= last_on:
        raise Refused(
            "The contract holds {span}. Choose a day within it, or enter a new contract.",
            span=dates.span(first_on, last_on),
            field="shoot_on",
        )
    begun = _anniversary(first_on, day.year)
    begins = begun if begun <= day else _anniversary(first_on, day.year - 1)
    return begins, min(last_on, _anniversary(first_on, begins.year + 1) - dt.timedelta(days=1))


def _anniversary(first_on: dt.date, year: int) -> dt.date:
    if (first_on.month, first_on.day) == (2, 29):
        return dt.date(year, 2, 28) + dt.timedelta(days=1)
    return first_on.replace(year=year)


def check_step(state: str, to: str) -> None:
    """Refused for a step that the state does not allow."""
    if to not in STEPS[state]:
        raise Refused("The request is “{state}”; this step is not possible now.", state=t(STATES[state][0]))


def check_notice(shoot_on: dt.date, today: dt.date, days_ahead: int, *, aware: bool) -> bool:
    """Whether a request comes late; Refused for a late one of which the person does not know, and for a past day."""
    ahead = (shoot_on - today).days
    if ahead < 0:
        raise Refused("The day of shooting has passed. Choose another one.", field="shoot_on")
    if ahead < days_ahead and not aware:
        raise Refused(
            "Television wants {wanted} days ahead and there are {ahead}. Call them, then confirm that you know.",
            wanted=days_ahead,
            ahead=ahead,
            field="aware",
        )
    return ahead < days_ahead


def check_left(counter: Counter, over_by: str) -> None:
    """Refused when no report of the contract is left, unless somebody allowed it by name."""
    if counter.left <= 0 and not over_by.strip():
        raise Refused(
            "All {reports} reports of {span} are taken. Write who allowed one more.",
            reports=counter.reports,
            span=dates.span(counter.first_on, counter.last_on),
            field="over_by",
        )


def tidy(order: Order) -> Order:
    """The order without needless spaces; BadInput without a topic."""
    texts = {
        name: value.strip() for name, value in vars(order).items() if isinstance(value, str) and name != "shoot_at"
    }
    if not texts["topic"]:
        raise BadInput("Write the topic of the report.", field="topic")
    return replace(order, **texts)  # type: ignore[arg-type]


def check_contract(contract: Contract) -> None:
    """BadInput for a contract without a name, that ends before it begins, or without reports."""
    if not contract.television.strip():
        raise BadInput("Write the name of the television.", field="television")
    if contract.last_on < contract.first_on:
        raise BadInput("The contract ends before it begins.", field="last_on")
    if contract.reports < 1 or contract.days_ahead < 0:
        raise BadInput("Write how many reports a year were agreed.", field="reports")


def contact_parts(contact: str) -> tuple[str, str]:
    """`Jan Novák, 602 000 000` → name and phone; without a phone the whole text is the name."""
    found = _PHONE.search(contact)
    return (contact[: found.start()].strip(" ,;("), found[1]) if found else (contact.strip(), "")
