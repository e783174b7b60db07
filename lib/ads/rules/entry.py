"""What a person fills in about an order of ads, and what is wrong with it."""

import dataclasses
import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from lib.errors import BadInput

LONGEST_TEXT = 6000
_ISSUE = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_ONE_LINE = ("advertiser", "ico", "item", "placement", "contact", "register_link")


@dataclass(frozen=True)
class Consent:
    """Somebody approved by name what a rule forbids otherwise: `about` is a key of `rules.ABOUT`."""

    about: str
    by: str
    name: str
    at: str
    reason: str
    may_approve: bool


@dataclass(frozen=True)
class OrderEntry:
    """An order as it is typed. The advertiser is a known party, or a name with or without an IČO.

    `issues` are months of issues (`2026-12`); `item` is a code of the price list, or codes of sizes joined by `+`;
    `width_mm` × `height_mm` are asked for where the list has no size. `picture` is a name of `lib.files`.
    `prepaid` means that the ad is not placed before it is paid.
    """

    issues: tuple[str, ...]
    item: str
    party_id: int | None = None
    advertiser: str = ""
    ico: str = ""
    person: bool = False
    text: str = ""
    width_mm: int | None = None
    height_mm: int | None = None
    persons: int = 1
    photos: int = 0
    surcharges: tuple[str, ...] = ()
    placement: str = ""
    picture: str | None = None
    political: bool = False
    advertorial: bool = False
    contact: str = ""
    payment: str = "transfer"
    prepaid: bool = False
    register_link: str = ""
    note: str = ""


def tidy(entry: OrderEntry) -> OrderEntry:
    """The entry with single spaces, issues in order and each once; BadInput beside the field."""
    lines: dict[str, Any] = {name: " ".join(getattr(entry, name).split()) for name in _ONE_LINE}
    clean = dataclasses.replace(
        entry,
        **lines,
        text=entry.text.strip(),
        note=entry.note.strip(),
        issues=tuple(sorted(set(entry.issues))),
        surcharges=tuple(sorted(set(entry.surcharges))),
    )
    if clean.party_id is None and not clean.advertiser:
        raise BadInput("Choose the advertiser, or write a name.", field="advertiser")
    if not clean.issues:
        raise BadInput("Choose the issue in which the ad is to be.", field="issues")
    for issue in clean.issues:
        if not _ISSUE.fullmatch(issue):
            raise BadInput("“{issue}” is not a month of an issue.", issue=issue, field="issues")
    if not clean.item:
        raise BadInput("Choose what is ordered.", field="item")
    if len(clean.text) > LONGEST_TEXT:
        raise BadInput("The text is longer than {most} characters.", most=LONGEST_TEXT, field="text")
    if clean.payment not in ("transfer", "cash"):
        raise BadInput("Paid is by transfer or in cash.", field="payment")
    return clean


def month_key(year: int, first: int) -> str:
    """The key of an issue: `2026-12`, `2026-07` of a double issue 7–8."""
    return f"{year:04}-{first:02}"


def month_of(key: str) -> dt.date:
    """The first day of the month of an issue's key."""
    return dt.date(int(key[:4]), int(key[5:]), 1)
