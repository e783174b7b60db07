"""What the form of an event shows and what was typed into it: an `Entry` of the room as texts, and back.

Texts stay texts until they are saved, so nothing typed is lost when it cannot be read.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lib import clock
from lib.czech import dates
from lib.czech.sorting import fold
from lib.errors import BadInput
from lib.events.entry import Attendee, Entry, tidy
from lib.i18n import t

Values = dict[str, Any]
NIGHT_ENDS = "06:00"
"""An end that is not after the start, but not after this time of day either, belongs to the next day."""
PLAIN = (
    "title", "kind", "calendar", "venue", "co_organisers", "summary", "description", "audience", "for_children",
    "admission", "contact", "patronage", "web", "paper_issue", "public", "picture_alt", "picture_credit",
    "responsible", "deputy", "note",
)  # fmt: skip
"""Fields that are typed as they are kept."""
BESIDE = {"starts_on": "date", "starts_at": "time", "ends_at": "time", "all_day": "time"}
"""Field of the event → the field of the form in which it is typed."""
DETAILS = frozenset({"ends_on", "organiser_ico", "calendar", "summary", "web", "publish_to", "picture_alt"})
"""Fields under “Other details” beside which a refusal may stand."""


@dataclass(frozen=True)
class Organiser:
    """An organisation that can be chosen: its name and IČO."""

    name: str
    ico: str = ""


def shown(entry: Entry) -> Values:
    """What each field shows for an event; the organiser is the label of `organiser_label`."""
    return {name: getattr(entry, name) for name in PLAIN} | {
        "date": dates.short_date(entry.starts_on),
        "time": _time(entry),
        "ends_on": "" if _ends_by_itself(entry) else dates.short_date(entry.ends_on or entry.starts_on),
        "organiser": organiser_label(Organiser(entry.organiser, entry.organiser_ico)) if entry.organiser else None,
        "venue": entry.venue or None,
        "organiser_ico": "",
        "publish_to": list(entry.publish_to),
        "attendees": [one.holder_id for one in entry.attendees],
        "speakers": [one.holder_id for one in entry.attendees if one.speaks],
        "picture": entry.picture,
    }


def read(typed: Values, organisers: Mapping[str, Organiser], before: Mapping[int, Attendee]) -> Entry:
    """The event that was typed, or BadInput that names its field. `before`: what is known of those who were asked."""
    try:
        return tidy(_entry(typed, organisers, before))
    except BadInput as error:
        error.field = BESIDE.get(error.field or "", error.field)
        raise


def _entry(typed: Values, organisers: Mapping[str, Organiser], before: Mapping[int, Attendee]) -> Entry:
    day = read_day(typed["date"], "date")
    starts_at, ends_at = read_times(typed["time"])
    organiser = organisers.get(typed["organiser"] or "") or Organiser(typed["organiser"] or "", typed["organiser_ico"])
    return Entry(
        starts_on=day,
        ends_on=read_day(typed["ends_on"], "ends_on")
        if typed["ends_on"].strip()
        else last_day(day, starts_at, ends_at),
        starts_at=starts_at,
        ends_at=ends_at,
        all_day=_is_all_day(typed["time"]),
        organiser=organiser.name,
        organiser_ico=organiser.ico,
        publish_to=tuple(typed["publish_to"]),
        attendees=tuple(_attendee(one, typed, before) for one in typed["attendees"]),
        picture=typed["picture"],
        **_as_kept(typed),
    )


def organiser_label(organiser: Organiser) -> str:
    """How an organiser is offered: the name, with IČO where it is known."""
    if not organiser.ico:
        return organiser.name
    return f"{organiser.name} · {t('Company ID {ico}', ico=organiser.ico)}"


def _as_kept(typed: Values) -> dict[str, Any]:
    return {name: "" if typed[name] is None and name in _TEXTS else typed[name] for name in PLAIN}


_TEXTS = frozenset(PLAIN) - {"calendar", "for_children", "public", "responsible", "deputy"}


def _attendee(holder_id: int, typed: Values, before: Mapping[int, Attendee]) -> Attendee:
    known = before.get(holder_id) or Attendee(holder_id)
    return Attendee(holder_id, known.answer, holder_id in typed["speakers"], known.deputy_id, known.note)


def read_date(text: str, today: dt.date) -> dt.date:
    """The date that was typed; without a year (`12. 12.`) the nearest one to come."""
    if not re.fullmatch(r"(\D+ )?\d{1,2}\. ?(\d{1,2}|[^\W\d]+)\.?", text.strip()):
        return dates.parse_date(text)
    bare = f"{text.strip().rstrip('.')}."
    day = re.sub(r"^\D+", "", bare)
    this_year = dates.parse_date(f"{day} {today.year}")
    return dates.parse_date(f"{bare} {today.year + (this_year < today)}")


def read_day(text: str, field: str) -> dt.date:
    """The day typed into a field, or BadInput beside it."""
    if not text.strip():
        raise BadInput("Write the date, for example 12. 12. 2026.", field=field)
    try:
        return read_date(text, clock.today())
    except BadInput as error:
        error.field = field
        raise


def read_times(text: str) -> tuple[str | None, str | None]:
    """Start and end typed into the field of the time, or BadInput beside it."""
    try:
        return dates.parse_time_span(text)
    except BadInput as error:
        error.field = "time"
        raise


def last_day(day: dt.date, starts_at: str | None, ends_at: str | None) -> dt.date:
    """The last day when nobody wrote it: the day itself, or the next one when it ends after midnight."""
    overnight = starts_at is not None and ends_at is not None and ends_at <= starts_at and ends_at <= NIGHT_ENDS
    return day + dt.timedelta(days=1) if overnight else day


def _ends_by_itself(entry: Entry) -> bool:
    return last_day(entry.starts_on, entry.starts_at, entry.ends_at) == (entry.ends_on or entry.starts_on)


def _is_all_day(text: str) -> bool:
    return fold(text).strip(" .") in ("cely den", "celodenne")


def _time(entry: Entry) -> str:
    if entry.all_day:
        return "celý den"
    return dates.span(entry.starts_at, entry.ends_at) if entry.starts_at else ""
