"""What a photograph may be used for (R-FOTO, R-AUT), how its author is named, when two are alike."""

import datetime as dt
import re
from dataclasses import dataclass

from lib.errors import BadInput
from lib.i18n import N

LICENCES = {
    "news": (N("news only"), "info"),
    "consent": (N("with consent"), "done"),
    "no_promotion": (N("not for promotion"), "due"),
}
"""Licence class → (word, tone). News: the licence of § 89 of the Civil Code, no consent is needed but nothing beyond
news is covered. Consent: the people in the picture agreed to what the note says. Not for promotion: news only, and
somebody asked expressly that it serves nothing else."""
MEANINGS = {
    "news": N("For news about the event. Posters, leaflets and adverts need a consent."),
    "consent": N("For what the consent says. Write where it is kept and until when it holds."),
    "no_promotion": N("For news about the event; somebody does not wish it anywhere else."),
}
LONGEST_ALT = 250
USUAL_ALT = 125
"""Screen readers read a longer description in one breath badly; a hint, not a limit."""
ALIKE = 6
"""Two pictures whose likeness differs in so many bits of 64 are shown side by side."""
_FLAT = ("0" * 16, "f" * 16)
"""The likeness of a plain surface, which says nothing."""
_PREFIX = re.compile(r"^\s*(foto(grafie)?|photo|autor)\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Facts:
    """What people say of a photograph; `credit` is the author's name, without “Foto:”."""

    credit: str = ""
    licence: str = "news"
    licence_note: str = ""
    licence_until: dt.date | None = None
    alt: str = ""
    event_id: int | None = None


def tidy(facts: Facts) -> Facts:
    """The facts without needless spaces; BadInput beside the field that cannot be so."""
    if facts.licence not in LICENCES:
        raise BadInput("Choose what the photograph may be used for.", field="licence")
    alt, note = " ".join(facts.alt.split()), " ".join(facts.licence_note.split())
    if len(alt) > LONGEST_ALT:
        raise BadInput(
            "The description has {length} characters; at most {most} can be read out well.",
            length=len(alt),
            most=LONGEST_ALT,
            field="alt",
        )
    if facts.licence == "consent" and not note:
        raise BadInput("Write where the consent is kept, e.g. its number or the folder.", field="licence_note")
    return Facts(author(facts.credit), facts.licence, note, facts.licence_until, alt, facts.event_id)


def author(typed: str) -> str:
    """The name alone: `Foto: Jana Tichá` and `Jana  Tichá` are one author."""
    return _PREFIX.sub("", " ".join(typed.split())).strip()


def credit_line(credit: str) -> str:
    """`Foto: Jana Tichá` as it stands under a picture (§ 11 of the Copyright Act); Czech, whoever reads the screen."""
    return f"Foto: {credit}" if credit else ""


def obstacle(licence: str, until: dt.date | None, withdrawn: bool, *, promotion: bool, day: dt.date) -> str | None:
    """Why a photograph must not be used on a day, as an English sentence to be translated; None when it may.

    `promotion` is any print, advert or poster that invites or sells; news about what happened is not.
    """
    if withdrawn:
        return N("The photograph was withdrawn.")
    if until and until < day:
        return N("The permission to use the photograph has run out.")
    if promotion and licence != "consent":
        return N("The photograph may serve news only; promotion needs a consent of the people in it.")
    return None


def distance(one: str, other: str) -> int:
    """In how many bits two likenesses differ; 64 when one of them is a plain surface."""
    if one in _FLAT or other in _FLAT:
        return 64
    return (int(one, 16) ^ int(other, 16)).bit_count()
