"""What the card of an organisation or a person says, in one form, and what must not be written on it."""

import re
from dataclasses import dataclass, replace

from lib.contacts.rules.names import KINDS
from lib.contacts.rules.tax import account, country, dic, personal
from lib.czech import identifiers
from lib.errors import BadInput

__all__ = ["Card", "checked", "covered", "personal"]

_LINES = ("name", "address", "email", "phone", "contact_person", "pays_first")
_BIRTH_NUMBER = re.compile(r"(?<![\d-])(\d{6})/(\d{3,4})(?!\d)")


@dataclass(frozen=True)
class Card:
    """What a person fills in. `kind` is one of KINDS, `pays_first` the reason why money is wanted before anything is
    printed (empty when it is not), `data_box` the seven signs of a data box, `country` two letters."""

    name: str
    kind: str = "organisation"
    ico: str | None = None
    dic: str = ""
    country: str = "CZ"
    address: str = ""
    email: str = ""
    phone: str = ""
    contact_person: str = ""
    account: str = ""
    data_box: str = ""
    pays_first: str = ""
    note: str = ""


def checked(card: Card) -> Card:
    """The card in its written form; BadInput names the field that is wrong."""
    card = replace(card, **{field: " ".join(getattr(card, field).split()) for field in _LINES}, note=card.note.strip())
    if not card.name:
        raise BadInput("Say who it is: the name is missing.", field="name")
    if card.kind not in KINDS:
        raise BadInput("A party is an organisation, a person or our own organisation.", field="kind")
    state = country(card.country)
    tidy = replace(
        card, ico=_ico(card), country=state, dic=dic(card.dic, state), account=account(card.account),
        data_box=_data_box(card.data_box), email=_email(card.email),
    )  # fmt: skip
    _refuse_birth_number(tidy)
    return tidy


def covered(number: str) -> str:
    """A DIČ for lists, exports and records: the one of a person is left out, it is a birth number."""
    return "" if personal(number) else number


def _ico(card: Card) -> str | None:
    if not (card.ico or "").strip():
        return None
    if card.kind == "person":
        raise BadInput("A private person has no IČO. Who does business is a company.", field="ico")
    try:
        return identifiers.ico(card.ico or "")
    except BadInput as error:
        error.field = "ico"
        raise


def _data_box(text: str) -> str:
    box = re.sub(r"\s", "", text).lower()
    if box and not re.fullmatch("[a-z0-9]{7}", box):
        raise BadInput("A data box has seven letters and digits, such as abc2de3.", field="data_box")
    return box


def _email(text: str) -> str:
    if text and not re.fullmatch(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]+", text):
        raise BadInput("“{typed}” is not an e-mail address.", typed=text, field="email")
    return text


def _refuse_birth_number(card: Card) -> None:
    """A birth number may stand in the DIČ, which the law wants on an invoice, and nowhere else (R-GDPR)."""
    said = card.dic.removeprefix("CZ") if personal(card.dic) else None
    for field in (*_LINES, "note"):
        text = getattr(card, field)
        found = field != "phone" and any(_is_birth_number(*parts) for parts in _BIRTH_NUMBER.findall(text))
        if found or (said and said in re.sub(r"[\s/]", "", text)):
            raise BadInput("A birth number does not belong here. Leave it out; only the DIČ may hold it.", field=field)


def _is_birth_number(before: str, after: str) -> bool:
    try:
        return personal(identifiers.dic(f"CZ{before}{after}"))
    except BadInput:
        return False
