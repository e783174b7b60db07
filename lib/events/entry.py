"""What a person fills in about an event, and what must hold before it is kept (duties §2.5)."""

import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lib.czech import dates, identifiers
from lib.errors import BadInput
from lib.events import rules

LONGEST_SUMMARY = 300
YEARS = range(1900, 2100)
"""As in what is typed; calendars of others say 9999 for never, and the day after it does not exist."""
ONE_LINE = ("title", "venue", "organiser", "paper_issue")
TEXTS = (
    "co_organisers", "summary", "description", "audience", "admission", "contact", "patronage", "web",
    "picture_alt", "picture_credit", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Attendee:
    """An office-holder at an event: what he answered (`rules.ANSWERS`), whether he speaks, who stands in for him."""

    holder_id: int
    answer: str = "asked"
    speaks: bool = False
    deputy_id: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Entry:
    """An event as it is filled in. Times are `HH:MM` of the wall clock in Prague; None of `calendar`, `public` and
    `ends_on` means what is usual: by the kind, the first day."""

    title: str
    starts_on: dt.date
    kind: str = "town"
    calendar: str | None = None
    ends_on: dt.date | None = None
    starts_at: str | None = None
    ends_at: str | None = None
    all_day: bool = False
    venue: str = ""
    organiser: str = ""
    organiser_ico: str = ""
    co_organisers: str = ""
    summary: str = ""
    description: str = ""
    audience: str = ""
    for_children: bool | None = None
    admission: str = ""
    contact: str = ""
    attendees: tuple[Attendee, ...] = ()
    patronage: str = ""
    web: str = ""
    publish_to: tuple[str, ...] = ()
    paper_issue: str = ""
    public: bool | None = None
    picture: str | None = None
    picture_alt: str = ""
    picture_credit: str = ""
    responsible: str | None = None
    deputy: str | None = None
    note: str = ""

    @property
    def last_day(self) -> dt.date:
        return self.ends_on or self.starts_on


def tidy(entry: Entry) -> Entry:
    """The entry as it is kept: stripped, nothing left open; BadInput with the field when it cannot be kept.

    A time that the change to winter time shows twice (25. 10. 2026 02:30) is the first one, in summer time.
    """
    _refuse_words(entry)
    texts: dict[str, Any] = {name: getattr(entry, name).strip() for name in TEXTS}
    texts |= {name: " ".join(getattr(entry, name).split()) for name in ONE_LINE}
    tidied = replace(
        entry,
        **texts,
        calendar=entry.calendar or rules.CALENDAR_OF.get(entry.kind, "town"),
        public=entry.kind not in rules.NOT_PUBLIC if entry.public is None else entry.public,
        ends_on=entry.last_day,
        starts_at=_beside("starts_at", _time, entry.starts_at),
        ends_at=_beside("ends_at", _time, entry.ends_at),
        organiser_ico=_beside("organiser_ico", _ico, entry.organiser_ico),
        publish_to=tuple(channel for channel in rules.PUBLISH_TO if channel in entry.publish_to),
        attendees=tuple(sorted(entry.attendees, key=lambda one: one.holder_id)),
    )
    _refuse_times(tidied)
    _refuse_loose_ends(tidied)
    return replace(tidied, web=_address(tidied.web))


def _refuse_words(entry: Entry) -> None:
    """What only a program can get wrong, and a missing title."""
    if not entry.title.strip():
        raise BadInput("Give the event a title.", field="title")
    if entry.kind not in rules.KINDS:
        raise BadInput("Choose the kind of the event from the list.", field="kind")
    if entry.calendar is not None and entry.calendar not in rules.CALENDARS:
        raise BadInput("Choose the calendar from the list.", field="calendar")
    if not set(entry.publish_to) <= set(rules.PUBLISH_TO):
        raise BadInput("Choose from the list where the event is to be published.", field="publish_to")


def _refuse_times(entry: Entry) -> None:
    for field, day in (("starts_on", entry.starts_on), ("ends_on", entry.last_day)):
        if day.year not in YEARS:
            raise BadInput("The year {year} must be a mistake. Mend the date.", year=str(day.year), field=field)
    if entry.last_day < entry.starts_on:
        raise BadInput(
            "The last day {last} is before the first day {first}.",
            last=dates.date(entry.last_day),
            first=dates.date(entry.starts_on),
            field="ends_on",
        )
    if entry.all_day and (entry.starts_at or entry.ends_at):
        raise BadInput("An event of the whole day has no hours. Clear them, or untick the whole day.", field="all_day")
    if entry.ends_at and not entry.starts_at:
        raise BadInput("There is an end without a start. Fill in the start too.", field="starts_at")
    if entry.starts_at:
        _beside("starts_at", lambda at: dates.wall(entry.starts_on, at), entry.starts_at)
    if entry.starts_at and entry.ends_at:
        _beside("ends_at", lambda at: dates.wall(entry.last_day, at), entry.ends_at)
        if entry.last_day == entry.starts_on and entry.ends_at <= entry.starts_at:
            start, end = dates.time(entry.starts_at), dates.time(entry.ends_at)
            raise BadInput(
                "The end {end} is not after the start {start}. If it lasts past midnight, give the next day as its"
                " last.",
                end=end,
                start=start,
                field="ends_at",
            )


def _refuse_loose_ends(entry: Entry) -> None:
    if len(entry.summary) > LONGEST_SUMMARY:
        raise BadInput(
            "The summary has {count} characters, it may have {limit}. Put the rest into the description.",
            count=len(entry.summary),
            limit=LONGEST_SUMMARY,
            field="summary",
        )
    if entry.organiser_ico and not entry.organiser:
        raise BadInput("There is an IČO without a name. Write who organises the event.", field="organiser")
    if entry.picture and not entry.picture_alt:
        raise BadInput("Describe the picture for those who do not see it.", field="picture_alt")
    _refuse_attendees(entry.attendees)


def _refuse_attendees(attendees: tuple[Attendee, ...]) -> None:
    if len({one.holder_id for one in attendees}) < len(attendees):
        raise BadInput("Somebody is among those who attend twice.", field="attendees")
    for one in attendees:
        if one.answer not in rules.ANSWERS:
            raise BadInput("Choose from the list what those who attend answered.", field="attendees")
        if one.answer == "deputy" and one.deputy_id in (None, one.holder_id):
            raise BadInput("Choose who comes instead.", field="attendees")


def _time(text: str | None) -> str | None:
    """`HH:MM` of what was typed as one time of day (`9:00`, `17 h`), None of nothing."""
    start, end = dates.parse_time_span(text or "")
    if end:
        raise BadInput("Write one time here; start and end have their own fields.")
    return start


def _ico(text: str) -> str:
    return identifiers.ico(text) if text.strip() else ""


def _address(text: str) -> str:
    """An address of the web with its scheme: `www.brazdov.example` gets https://."""
    if not text:
        return ""
    whole = text if re.match(r"https?://", text, re.IGNORECASE) else f"https://{text}"
    if not re.fullmatch(r"https?://[^\s/@:<>\"]+\.[^\s/@:<>\"]+(:[0-9]+)?(/\S*|\?\S*)?", whole, re.IGNORECASE):
        raise BadInput(
            "“{typed}” is not an address of a page. Write it like www.town.cz/event.", typed=text, field="web"
        )
    return whole


def _beside(field: str, read: Callable[[Any], Any], typed: Any) -> Any:
    """What `read` gives; its refusal stands beside the field."""
    try:
        return read(typed)
    except BadInput as error:
        error.field = field
        raise


def plain(entry: Entry) -> dict[str, Any]:
    """The entry as JSON keeps it, without its day: a template. `days` is how many days it goes on after the first."""
    kept = dataclasses.asdict(entry)
    days = (entry.last_day - entry.starts_on).days
    return {name: value for name, value in kept.items() if name not in ("starts_on", "ends_on")} | {"days": days}


def read_entry(kept: Mapping[str, Any], starts_on: dt.date) -> Entry:
    """The entry of `plain` on a day. What is not known any more is left out."""
    known = {field.name for field in dataclasses.fields(Entry)}
    values = {name: value for name, value in kept.items() if name in known} | {
        "starts_on": starts_on,
        "ends_on": starts_on + dt.timedelta(days=kept.get("days", 0)),
        "attendees": tuple(Attendee(**one) for one in kept.get("attendees", ())),
        "publish_to": tuple(kept.get("publish_to", ())),
    }
    return Entry(**values)
