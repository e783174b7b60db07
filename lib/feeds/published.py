"""An event as machines on the web are told of it, whatever vocabulary they read; what its words of price mean."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from lib.czech.sorting import fold

FREE = re.compile(r"\b(zdarma|vstup volny|volny vstup|volne|bez vstupneho|neplati se|dobrovoln\w+)\b")
CROWNS = re.compile(r"(\d{1,3}(?:[ \u00a0.]\d{3})+|\d+)(?:,(\d{2})|,-|,–)?\s*(?:kc|,-)")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?:\+|00)?\d[\d \u00a0]{7,15}\d")


@dataclass(frozen=True)
class Published:
    """One event. `begins` and `ends` are days of an event of whole days (`ends` the last one), else aware moments;
    `before` is where it was before it was moved. Addresses are absolute, `address` is the venue's street."""

    url: str
    title: str
    about: str
    begins: dt.date
    ends: dt.date | None
    before: dt.date | None
    state: Literal["held", "called off", "postponed"]
    venue: str
    address: str
    town: str
    geo: tuple[float, float] | None
    accessible: bool | None
    organiser: str
    organiser_ico: str
    admission: str
    audience: str
    for_children: bool | None
    contact: str
    web: str
    picture: str
    created: dt.datetime
    changed: dt.datetime

    @property
    def last_day(self) -> dt.date:
        last = self.ends or self.begins
        return last.date() if isinstance(last, dt.datetime) else last


def price(admission: str) -> float | None:
    """Crowns of one admission, 0 when it is free; None when nothing or several prices are said."""
    folded = fold(admission)
    found = [float(re.sub(r"\D", "", whole)) + float(cents or 0) / 100 for whole, cents in CROWNS.findall(folded)]
    free = FREE.search(folded) is not None
    if len(found) == 1 and not free:
        return found[0]
    return 0.0 if free and not found else None


def mail(contact: str) -> str:
    """The first e-mail address of a contact, "" without one."""
    found = MAIL.search(contact)
    return found[0] if found else ""


def phone(contact: str) -> str:
    """The first telephone number of a contact as `+420…`, "" without one."""
    found = PHONE.search(MAIL.sub("", contact))
    digits = re.sub(r"\D", "", found[0]).removeprefix("00") if found else ""
    return f"+420{digits}" if len(digits) == 9 else f"+{digits}" if len(digits) > 9 else ""
