"""What the card of an office-holder must say."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Any

from lib.czech.sorting import fold
from lib.errors import BadInput


@dataclass(frozen=True)
class HolderCard:
    """What a person fills in about an office-holder.

    `salutation` is the one that somebody confirmed (“Vážená paní starostko”), `login` the account if there is one,
    `rank` the order in lists and protocol, 1 first. `valid_to` is the last day in the office, None while it lasts.
    """

    name: str
    office: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    rank: int = 50
    title_before: str = ""
    salutation: str = ""
    login: str | None = None
    email: str = ""
    phone: str = ""


def tidy(card: HolderCard) -> HolderCard:
    """The card with single spaces and without an empty login; BadInput names the field that is wrong."""
    words: dict[str, Any] = {
        field: " ".join(getattr(card, field).split())
        for field in ("name", "office", "title_before", "salutation", "email", "phone")
    }
    if not words["name"]:
        raise BadInput("Say who it is: the name is missing.", field="name")
    if not words["office"]:
        raise BadInput("Say which office the person holds, such as “starostka”.", field="office")
    if card.valid_to and card.valid_to < card.valid_from:
        raise BadInput("The term ends before it begins. Mend one of the two dates.", field="valid_to")
    if not 1 <= card.rank <= 99:
        raise BadInput("The order is a number from 1 to 99; the mayor has 1.", field="rank")
    return replace(card, **words, login=card.login or None)


def same_office(office: str) -> str:
    """What spellings of one office share, whoever holds it: `2. místostarostka`, `2. Mistostarosta`."""
    return re.sub(r"ka\b", "", re.sub(r"starosta\b", "starost", fold(office))).strip(" .")
