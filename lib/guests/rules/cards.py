"""Who stands where in the protocol, which answers follow which, and what a card of a guest must hold."""

import dataclasses
import re
from dataclasses import dataclass

from lib.errors import BadInput
from lib.i18n import N

CATEGORIES = {
    "state": (N("the state: government, Parliament, courts"), 10),
    "abroad": (N("guests from abroad, partner towns"), 20),
    "region": (N("the region"), 30),
    "veterans": (N("veterans and witnesses"), 40),
    "town": (N("leadership of the town"), 50),
    "mayors": (N("mayors of other towns"), 60),
    "council": (N("town council"), 70),
    "church": (N("churches"), 80),
    "institutions": (N("institutions and offices"), 90),
    "clubs": (N("clubs"), 100),
    "schools": (N("schools"), 110),
    "partners": (N("partners and sponsors"), 120),
    "media": (N("media"), 130),
    "others": (N("other guests"), 140),
}
"""Category → (its name, where it usually stands in the protocol, the lower the sooner). A guest's own rank decides."""

STATES = {
    "listed": (N("not invited yet"), "planned"),
    "invited": (N("waiting for an answer"), "due"),
    "accepted": (N("comes"), "done"),
    "excused": (N("excused"), "planned"),
    "came": (N("came"), "done"),
    "absent": (N("did not come"), "late"),
}
"""State → (word, tone of the badge)."""

ANSWERS = ("accepted", "excused")
WAYS = {"post": N("by post"), "email": N("by e-mail"), "hand": N("by hand"), "phone": N("by phone")}
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True)
class Card:
    """What is written about a guest. `rank` None takes the one of the category, `woman` is None when nobody knows."""

    name: str
    category: str = "others"
    rank: int | None = None
    title_before: str = ""
    title_after: str = ""
    organisation: str = ""
    office: str = ""
    woman: bool | None = None
    email: str = ""
    phone: str = ""
    street: str = ""
    zip: str = ""
    town: str = ""
    pronunciation: str = ""
    companions: int = 0
    diet: str = ""
    seat: str = ""
    note: str = ""


def tidy(card: Card) -> Card:
    """The card without needless spaces and with its rank; BadInput beside the field that cannot be right."""
    texts = {
        field.name: " ".join(getattr(card, field.name).split())
        for field in dataclasses.fields(card)
        if isinstance(getattr(card, field.name), str)
    }
    texts["zip"] = texts["zip"].replace(" ", "")
    if not texts["name"]:
        raise BadInput("Write the name of the guest.", field="name")
    if texts["category"] not in CATEGORIES:
        raise BadInput("Choose to which group the guest belongs.", field="category")
    if texts["zip"] and not re.fullmatch(r"\d{5}", texts["zip"]):
        raise BadInput("A postal code has five digits, like 735 14.", field="zip")
    if texts["email"] and not _MAIL.fullmatch(texts["email"]):
        raise BadInput("“{typed}” is not an e-mail address.", typed=texts["email"], field="email")
    if not 0 <= card.companions <= 20:
        raise BadInput("A guest may bring 0 to 20 people.", field="companions")
    rank = card.rank if card.rank is not None else CATEGORIES[texts["category"]][1]
    if not 1 <= rank <= 999:
        raise BadInput("The rank in the protocol is a number from 1 to 999.", field="rank")
    return dataclasses.replace(card, **texts, rank=rank)  # type: ignore[arg-type]


def full_name(title_before: str, name: str, title_after: str) -> str:
    """`Ing. Jan Novák, Ph.D.`"""
    before = f"{title_before} {name}".strip()
    return f"{before}, {title_after}" if title_after else before


def check_coming(coming: int, companions: int) -> None:
    """BadInput when more people come than were invited with the guest."""
    if not 1 <= coming <= companions + 1:
        raise BadInput(
            "The invitation is for {most} people together. Change the card first.", most=companions + 1, field="coming"
        )
