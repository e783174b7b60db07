"""A press release (document D13) and an invitation for journalists (D14): what they hold and what is missing."""

import dataclasses
import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from lib.czech import dates
from lib.errors import BadInput, Refused
from lib.i18n import N, t, tn

KINDS = {"release": N("press release"), "invitation": N("invitation for journalists")}
SERIES = {"release": "TZ", "invitation": "PN"}
"""Number series: `TZ 12/2026` tisková zpráva, `PN 3/2026` pozvánka novinářům."""
STATES = {
    "draft": (N("being written"), "planned"),
    "issued": (N("numbered and out"), "done"),
    "withdrawn": (N("was withdrawn"), "late"),
}
"""State → (word, tone of the badge)."""
WAYS = {"mail": N("by e-mail"), "phone": N("by phone"), "person": N("in person")}
LONGEST_TITLE = 90
LENGTH = (1800, 2700)
"""Characters of title, perex and text together (document D13)."""
PARAGRAPHS = (3, 5)
TEXTS = ("title", "perex", "body", "facts", "contact", "photo_credit", "place", "happens", "venue", "reply")
_ONE_LINE = ("title", "place", "photo_credit", "happens", "venue", "reply")
_QUOTATION = re.compile(r"„[^„“”]{10,}[“”]")


@dataclass(frozen=True)
class Release:
    """What is written. `happens`, `venue` and `reply` belong to an invitation: when, where, how to answer.

    `embargo_until` is UTC text.
    """

    title: str
    kind: str = "release"
    perex: str = ""
    body: str = ""
    facts: str = ""
    place: str = ""
    contact: str = ""
    photo_credit: str = ""
    embargo_until: str | None = None
    happens: str = ""
    venue: str = ""
    reply: str = ""
    event_id: int | None = None
    corrects_id: int | None = None


def tidy(release: Release) -> Release:
    """The release as it is kept; BadInput for one without a title."""
    texts: dict[str, Any] = {name: getattr(release, name).strip() for name in TEXTS}
    texts |= {name: " ".join(texts[name].split()) for name in _ONE_LINE}
    if not texts["title"]:
        raise BadInput("Write the title.", field="title")
    if len(texts["title"]) > LONGEST_TITLE:
        raise BadInput("The title has {count} characters, it may have {limit}.", count=len(texts["title"]),
                       limit=LONGEST_TITLE, field="title")  # fmt: skip
    if release.kind not in KINDS:
        raise BadInput("Choose from the list what it is.", field="kind")
    return dataclasses.replace(release, **texts)


def length(release: Release) -> int:
    """Characters that a newsroom would print."""
    return len(release.title) + len(release.perex) + len(release.body)


def check(release: Release) -> None:
    """Refused, beside its field, while something is missing that a newsroom cannot do without."""
    needed = {"perex": N("Write the opening: who, what, when, where and why."),
              "contact": N("Write whom journalists can call.")}  # fmt: skip
    if release.kind == "invitation":
        needed = {"happens": N("Say when it takes place."), "venue": N("Say where it takes place."),
                  "perex": N("Write why it is worth coming."), "contact": needed["contact"]}  # fmt: skip
    else:
        needed["body"] = N("Write the text.")
    for field, sentence in needed.items():
        if not getattr(release, field):
            raise Refused(sentence, field=field)


def warnings(release: Release) -> list[str]:
    """What an editor would tell the writer: length, quotation, paragraphs. Nothing of it stops the release."""
    if release.kind == "invitation":
        return [] if release.reply else [t("Nobody knows how to say that he comes.")]
    found, (least, most), (few, many) = [], LENGTH, PARAGRAPHS
    count, paragraphs = length(release), len([part for part in release.body.split("\n") if part.strip()])
    if count < least:
        found.append(tn("{n} character is missing to {least}.", "{n} characters are missing to {least}.",
                        least - count, least=f"{least:,}".replace(",", "\u00a0")))  # fmt: skip
    if count > most:
        found.append(tn("It is {n} character longer than newsrooms like.",
                        "It is {n} characters longer than newsrooms like.", count - most))  # fmt: skip
    if not _QUOTATION.search(release.body):
        found.append(t("There is no quotation. Write „…,“ said who."))
    if release.body and not few <= paragraphs <= many:
        found.append(tn("The text has {n} paragraph; three to five read best.",
                        "The text has {n} paragraphs; three to five read best.", paragraphs))  # fmt: skip
    return found


def dateline(place: str, day: dt.date) -> str:
    """`BRÁZDOV, 12. 12. 2026 –`."""
    return f"{place.upper()}, {dates.date(day)} –"


def plain_text(
    release: Release, number: str, day: dt.date, boilerplate: str, *, embargo: str = "", correction: str = ""
) -> str:
    """The release as the text of a mail. `embargo` and `correction` are sentences that stand above it."""
    head = f"{t(KINDS[release.kind]).upper()} {number}".strip()
    if release.kind == "invitation":
        told = [f"{t('When')}: {release.happens}", f"{t('Where')}: {release.venue}"]
        parts = [release.title, release.perex, "\n".join(told), release.body, release.facts]
        parts += [f"{t('Please answer')}: {release.reply}"] if release.reply else []
    else:
        credit = t("Photo: {author}", author=release.photo_credit) if release.photo_credit else ""
        parts = [release.title, f"{dateline(release.place, day)} {release.perex}", release.body, release.facts, credit]
    contact = t("Contact for the media: {contact}", contact=release.contact)
    texts = filter(None, (embargo, head, correction, *parts, contact, boilerplate))
    return "\n\n".join(texts).replace("\u00a0", " ")
