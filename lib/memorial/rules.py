"""What a memorial act consists of, what must be right before it is signed off, and which anniversary it is.

The order of an act follows the practice described in duties §2.12 (about forty minutes).
"""

import dataclasses
import datetime as dt
import json
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lib.czech.sorting import fold
from lib.errors import BadInput
from lib.i18n import N, t

ARRANGEMENTS = {
    "guard": N("Guard of honour"),
    "flags": N("Flags"),
    "music": N("Music"),
    "clergy": N("Clergy"),
    "sound": N("Sound"),
    "power": N("Electricity"),
    "chairs": N("Chairs for witnesses"),
    "transport": N("Transport"),
    "parking": N("Parking"),
    "closure": N("Occupation of the place, road closure"),
    "medic": N("Medical aid"),
    "flowers": N("Order of flowers"),
}
"""What has to be arranged, in the words of the office."""


@dataclass(frozen=True)
class Speaker:
    """Somebody who speaks, in the order in which they do."""

    name: str
    office: str = ""
    minutes: int = 3
    pronunciation: str = ""


@dataclass(frozen=True)
class Wreath:
    """A wreath or a bouquet in the order of laying. `checked_by` is who compared the ribbon with its order letter by
    letter; another text takes the check back."""

    institution: str
    ribbon: str = ""
    carriers: str = ""
    straightens: str = ""
    bouquet: bool = False
    checked_by: str = ""


@dataclass(frozen=True)
class Line:
    """A line of the script: minutes from the beginning (before it negative), how long, what, who with a phone."""

    offset: int
    what: str
    minutes: int = 0
    who: str = ""
    phone: str = ""
    equipment: str = ""
    note: str = ""


@dataclass(frozen=True)
class Contact:
    """Somebody who can be reached on the day."""

    name: str
    role: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Act:
    """A memorial act. `occurred_on` is the day that is remembered; `rain` what is done when it rains."""

    occasion: str = ""
    occurred_on: dt.date | None = None
    guard: str = ""
    flags: str = ""
    music: str = ""
    clergy: str = ""
    sound: str = ""
    power: str = ""
    chairs: str = ""
    transport: str = ""
    parking: str = ""
    closure: str = ""
    medic: str = ""
    flowers: str = ""
    rain: str = ""
    critical: str = ""
    speakers: tuple[Speaker, ...] = ()
    wreaths: tuple[Wreath, ...] = ()
    script: tuple[Line, ...] = ()
    contacts: tuple[Contact, ...] = ()


LISTS: dict[str, type[Any]] = {"speakers": Speaker, "wreaths": Wreath, "script": Line, "contacts": Contact}
USUAL_SCRIPT = (
    (-10, 8, N("The guard of honour, flags and bearers of wreaths take their places")),
    (-2, 2, N("Guests come, delegations line up")),
    (0, 1, N("Opening, fanfare “Pozor”")),
    (1, 2, N("National anthem")),
    (3, 3, N("Opening words, welcome of the guests")),
    (6, 12, N("Speeches")),
    (18, 12, N("Laying of wreaths in the order of the protocol, funeral march")),
    (30, 1, N("A minute of silence")),
    (31, 3, N("“Večerka” (the Last Post)")),
    (34, 2, N("Thanks, end")),
)
"""Minute, length, what: the usual order."""


def to_json(act: Act) -> str:
    """The act as it is stored."""
    whole = dataclasses.asdict(act) | {"occurred_on": act.occurred_on.isoformat() if act.occurred_on else None}
    return json.dumps(whole, ensure_ascii=False)


def from_json(text: str) -> Act:
    """The act as it was stored."""
    whole = json.loads(text)
    lists = {name: tuple(kind(**one) for one in whole[name]) for name, kind in LISTS.items()}
    occurred = dt.date.fromisoformat(whole["occurred_on"]) if whole["occurred_on"] else None
    return Act(**{**whole, **lists, "occurred_on": occurred})


def tidy(act: Act, before: Act) -> Act:
    """The act without empty lines and needless spaces, the script in the order of time; a ribbon whose text is another
    than before has to be checked again. BadInput for a line that says neither what nor who."""
    kept = {name: tuple(_stripped(one) for one in getattr(act, name) if _says(one)) for name in LISTS}
    known = {(one.institution, one.ribbon): one.checked_by for one in before.wreaths}
    wreaths = tuple(dataclasses.replace(one, checked_by=known.get((one.institution, one.ribbon), ""))
                    for one in kept["wreaths"])  # fmt: skip
    for line in kept["script"]:
        if not line.what:
            raise BadInput("A line of the script says who, but not what. Write what is done.", field="script")
        if line.minutes < 0:
            raise BadInput("A part of the script cannot last less than nothing.", field="script")
    script = tuple(sorted(kept["script"], key=lambda line: line.offset))
    texts = {field.name: getattr(act, field.name).strip() for field in dataclasses.fields(act)
             if isinstance(getattr(act, field.name), str)}  # fmt: skip
    return dataclasses.replace(
        act, **texts, speakers=kept["speakers"], contacts=kept["contacts"], wreaths=wreaths, script=script
    )


def _says(one: Any) -> bool:
    return any(value.strip() for value in dataclasses.astuple(one) if isinstance(value, str))


def _stripped(one: Any) -> Any:
    values = {field.name: getattr(one, field.name) for field in dataclasses.fields(one)}
    return dataclasses.replace(one, **{name: value.strip() for name, value in values.items() if isinstance(value, str)})


def anniversary(occurred_on: dt.date, on: dt.date) -> int:
    """Which anniversary the year of the act is: the year less the year remembered, whatever day the act is held on
    (acts are moved to a Friday before or a week after)."""
    return on.year - occurred_on.year


def named_anniversary(title: str) -> int | None:
    """The number in `105. výročí` or `105 let` of a title, None when it names none."""
    found = re.search(r"\b(\d{1,3})\. ?vyroc|\b(\d{1,3}) let\b", fold(title))
    return int(found[1] or found[2]) if found else None


def usual_script() -> tuple[Line, ...]:
    """The script to begin with; who is responsible is for people to write."""
    return tuple(Line(offset, t(what), minutes) for offset, minutes, what in USUAL_SCRIPT)


@dataclass(frozen=True)
class Gap:
    """Why an act cannot be signed off: the part of the act where it is mended ("" is the event itself), a sentence."""

    part: str
    sentence: str


def missing(act: Act, title: str, on: dt.date, *, confirmed: bool) -> list[Gap]:
    """Why the act cannot be signed off yet; empty when it can."""
    said = [] if confirmed else [Gap("", t("The event is not confirmed."))]
    if act.occurred_on is None:
        said.append(Gap("texts", t("The day that is remembered is missing.")))
    elif (named := named_anniversary(title)) is not None and named != anniversary(act.occurred_on, on):
        number = anniversary(act.occurred_on, on)
        sentence = t("The title says anniversary no. {named}, but it is no. {number}.", named=named, number=number)
        said.append(Gap("texts", sentence))
    if not act.script:
        said.append(Gap("script", t("The script is empty.")))
    said += [Gap("script", t("No responsible person with a phone: {what}.", what=line.what)) for line in act.script
             if not (line.who and line.phone)]  # fmt: skip
    said += [Gap("ribbons", t("The ribbon of {institution} is not checked.", institution=one.institution))
             for one in act.wreaths if not one.checked_by]  # fmt: skip
    if not act.rain:
        said.append(Gap("texts", t("The rain variant is missing.")))
    return said


def doubts(act: Act) -> list[str]:
    """What does not stop signing off, but somebody should look at: parts that overlap, speeches longer than their time,
    ribbons that are the same."""
    said = []
    for line, following in pairwise(act.script):
        if line.offset + line.minutes > following.offset:
            said.append(t("“{what}” runs into “{following}”.", what=line.what, following=following.what))
    speeches = sum(one.minutes for one in act.speakers)
    planned = [line.minutes for line in act.script if "projev" in fold(line.what) or "speech" in line.what.casefold()]
    if planned and speeches > sum(planned):
        said.append(t("Speeches take {speeches} minutes, the script has {planned} for them.", speeches=speeches,
                      planned=sum(planned)))  # fmt: skip
    ribbons = [one.ribbon for one in act.wreaths if one.ribbon]
    said += [t("Two ribbons have the same text: {ribbon}.", ribbon=one) for one in {*ribbons} if ribbons.count(one) > 1]
    return said


def clock_time(starts_at: str | None, offset: int) -> str:
    """`10:50` of a line ten minutes before an act at 11:00; `+5` when the act has no time yet."""
    if starts_at is None:
        return f"{offset:+d}"
    moment = dt.datetime.combine(dt.date(2000, 1, 2), dt.time.fromisoformat(starts_at)) + dt.timedelta(minutes=offset)
    return f"{moment.hour}:{moment.minute:02d}"
