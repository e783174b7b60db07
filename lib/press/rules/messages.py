"""Messages to citizens through MUNIPOLIS, which has no way to write into it but by hand (duties §2.2).

Which matters deserve an SMS and which an e-mail is advice after the public rule of a town (Šlapanice): SMS for what
cannot wait, e-mail for what can be read in the evening.
"""

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lib.czech import sms, sorting
from lib.errors import BadInput, Refused
from lib.i18n import N, t

CHANNELS = {"sms": N("SMS"), "email": N("E-mail"), "app": N("Application")}
STATES = {
    "draft": (N("being written"), "planned"),
    "approved": (N("to be sent by hand"), "due"),
    "sent": (N("sent"), "info"),
    "proved": (N("sent, seen on the web"), "done"),
    "corrected": (N("corrected by another one"), "late"),
}
"""State → (word, tone of the badge); the last two are derived."""
CATEGORIES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "emergency": (N("Emergency (water, power, ice, storm)"), ("sms", "app")),
    "closure": (N("Closure or parking"), ("sms", "app")),
    "cleaning": (N("Block cleaning"), ("sms", "app")),
    "waste": (N("Change of waste collection"), ("sms", "app")),
    "office": (N("News of the office"), ("email", "app")),
    "elections": (N("Elections and timetables"), ("email", "app")),
    "culture": (N("Invitations to culture and sport"), ("email", "app")),
}
"""Category → (what it is called, the channels that suit it)."""
SERIES = "MZ"
_SPACE = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Message:
    """What is to be sent. `streets` and `groups` are one a line; without a street it goes to the whole town."""

    category: str
    title: str
    text_sms: str = ""
    text_email: str = ""
    text_app: str = ""
    channels: tuple[str, ...] = ()
    whole_town: bool = True
    streets: str = ""
    groups: str = ""
    link: str = ""
    source: str = ""
    plain_sms: bool = True
    expected: int = 0
    corrects_id: int | None = None
    photo_id: int | None = None


@dataclass(frozen=True)
class Price:
    """What an SMS takes: parts as it is, parts without diacritics, haléře for both to `recipients`."""

    parts: int
    plain_parts: int
    cost: int
    plain_cost: int
    recipients: int


@dataclass(frozen=True)
class Sent:
    """What the operator says after sending: people a channel, haléře."""

    recipients: Mapping[str, int] = field(default_factory=dict)
    cost: int | None = None


def tidy(message: Message) -> Message:
    """The message as it is kept."""
    title = " ".join(message.title.split())
    if not title:
        raise BadInput("Write the title.", field="title")
    if message.category not in CATEGORIES:
        raise BadInput("Choose the category from the list.", field="category")
    if message.expected < 0:
        raise BadInput("The number of recipients must not be less than zero.", field="expected")
    texts: dict[str, Any] = {
        name: getattr(message, name).strip() for name in ("text_sms", "text_email", "text_app", "link", "source")
    }
    lines: dict[str, Any] = {
        name: "\n".join(sorted(_lines(getattr(message, name)), key=sorting.sort_key)) for name in ("streets", "groups")
    }
    channels = tuple(one for one in CHANNELS if one in message.channels)
    return dataclasses.replace(message, **texts, **lines, title=title, channels=channels)


def check(message: Message) -> None:
    """Refused while the message cannot be approved: no channel, a channel without its text, no street chosen."""
    if not message.channels:
        raise Refused("Choose at least one channel.", field="channels")
    for channel in message.channels:
        if not getattr(message, f"text_{channel}"):
            raise Refused("The text for {channel} is missing.", channel=t(CHANNELS[channel]), field=f"text_{channel}")
    if not message.whole_town and not message.streets:
        raise Refused("Choose the streets, or the whole town.", field="streets")


def advice(message: Message) -> list[str]:
    """What a colleague would say about the choice of channels and targets; nothing of it stops the message."""
    found, suit = [], CATEGORIES[message.category][1] if message.category in CATEGORIES else ()
    if "sms" in message.channels and "sms" not in suit:
        found.append(t("An SMS is meant for what cannot wait. An e-mail and the application would do here."))
    if suit and suit[0] not in message.channels:
        found.append(t("People expect {channel} for this.", channel=t(CHANNELS[suit[0]])))
    if message.category in ("emergency", "closure", "cleaning") and message.whole_town:
        found.append(t("Does it concern the whole town? Choose the streets, otherwise it goes to everybody."))
    if "sms" in message.channels and not message.plain_sms and sms.measure(message.text_sms).encoding == "UCS-2":
        found.append(t("With diacritics an SMS has 70 characters instead of 160."))
    return found


def price(text: str, recipients: int, halere_per_part: int) -> Price:
    """Parts and price of an SMS with diacritics and without them."""
    parts, plain = sms.measure(text).parts, sms.measure(sms.plain(text)).parts
    cost, plain_cost = (sms.price(count, recipients, halere_per_part) for count in (parts, plain))
    return Price(parts, plain, cost, plain_cost, recipients)


def sms_sent(message: Message) -> str:
    """The SMS as it is copied into MUNIPOLIS."""
    return sms.plain(message.text_sms) if message.plain_sms else message.text_sms


def check_sent(sent: Sent, channels: tuple[str, ...]) -> None:
    """BadInput when the operator did not say how many people got it, or something impossible."""
    for channel in channels:
        if sent.recipients.get(channel) is None:
            raise BadInput("Write how many people got it.", field=f"recipients_{channel}")
    if any(count < 0 for count in sent.recipients.values()) or (sent.cost or 0) < 0:
        raise BadInput("The number of recipients must not be less than zero.", field=f"recipients_{channels[0]}")


def normal(text: str) -> str:
    """A text as two versions of it are compared: without diacritics, case, marks and line breaks."""
    return _SPACE.sub(" ", sorting.fold(text)).strip()


def listed(setting: str) -> list[str]:
    """What a setting lists: `Polní; Školní` → both."""
    return [part.strip() for part in setting.split(";") if part.strip() not in ("", "-")]


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
