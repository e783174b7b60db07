"""Invitations that came in: what is written down, when the answer is late, and the words of the reply (§2.11)."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from lib.czech import dates
from lib.diary.rules.blocks import check_times
from lib.errors import BadInput
from lib.i18n import N, speaking, t

STATES = {
    "came": (N("came in"), "due"),
    "offered": (N("offered"), "due"),
    "accepted": (N("accepted"), "due"),
    "excused": (N("excused"), "due"),
    "deputy": (N("a deputy goes"), "due"),
    "answered": (N("answered"), "done"),
}
"""State of an invitation → (word, tone). A decision that nobody has sent yet still waits for a person."""

DECISIONS = ("accepted", "excused", "deputy")
SOON = dt.timedelta(days=3)
"""How long before its day an answer begins to be urgent."""


@dataclass(frozen=True)
class Card:
    """An invitation as it is written down. `answer_by` is the day until which the host wants to know.

    `salutation` is how the host is addressed, filled in only when it is certain (“Vážený pane řediteli”).
    """

    sender: str
    title: str
    starts_on: dt.date
    received_on: dt.date
    answer_by: dt.date | None = None
    starts_at: str | None = None
    ends_at: str | None = None
    place: str = ""
    reference: str = ""
    email: str = ""
    phone: str = ""
    salutation: str = ""
    gift: str = ""
    note: str = ""


@dataclass(frozen=True)
class Reply:
    """The draft of an answer: the subject and the text of a letter."""

    subject: str
    text: str


def tidy_card(card: Card) -> Card:
    """The card stripped; BadInput names the field that is missing or contradicts another one."""
    words = {field: getattr(card, field).strip() for field in _WORDS}
    if not words["sender"]:
        raise BadInput("Write who invites: an organisation or a person.", field="sender")
    if not words["title"]:
        raise BadInput("Write what the invitation is to.", field="title")
    check_times(card.starts_at, card.ends_at)
    if card.answer_by and card.answer_by > card.starts_on:
        raise BadInput("The answer is wanted after the event. Mend one of the two dates.", field="answer_by")
    return replace(card, **words)


_WORDS = ("sender", "title", "place", "reference", "email", "phone", "salutation", "gift", "note")


def urgency(
    state: str, starts_on: dt.date, answer_by: dt.date | None, today: dt.date
) -> Literal["late", "due", "calm", "over"]:
    """How an answer stands: without a wanted day the day of the event counts; `over` is past without an answer."""
    if state == "answered":
        return "calm"
    if starts_on < today:
        return "over"
    until = answer_by or starts_on
    if until < today:
        return "late"
    return "due" if until - today <= SOON else "calm"


@speaking("cs")
def reply(decision: str, card: Card, holder: str, deputy: str, signature: str) -> Reply:
    """The letter that accepts, excuses or announces a deputy. `holder` and `deputy` are `starostka Mgr. A. Dvorská`."""
    said = {
        "accepted": t("{holder} accepts it. We look forward to meeting you.", holder=holder),
        "excused": t("{holder} cannot come and asks to be excused. We wish the event success.", holder=holder),
        "deputy": t("{holder} cannot come; the town will be represented by {deputy}.", holder=holder, deputy=deputy),
    }[decision]
    thanks = t("thank you for the invitation to “{title}” ({when}).", title=card.title, when=_when(card))
    salutation = (card.salutation or t("Good day")).rstrip(",")
    text = "\n\n".join((f"{salutation},", f"{thanks} {said}", f"{t('Yours sincerely')}\n{signature}".strip()))
    reference = f" ({card.reference})" if card.reference else ""
    return Reply(t("Reply to the invitation: {title}", title=card.title) + reference, text)


def _when(card: Card) -> str:
    day = dates.short_date(card.starts_on)
    moment = t("{day} at {time}", day=day, time=dates.time(card.starts_at)) if card.starts_at else day
    return f"{moment}, {card.place}" if card.place else moment
