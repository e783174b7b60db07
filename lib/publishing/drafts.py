"""First drafts of posts from an event. They are Czech whoever writes: they are the town's texts for citizens.

The wording lies in `wording/posts.toml`. The description of an event is left out on purpose: in the office's calendar
it is a note for colleagues (“photographs will be taken by the office”), not a text for the public.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lib.czech import dates, numbers, sms, typography
from lib.czech.sorting import fold
from lib.errors import BadInput
from lib.events import Event

CHANNELS = ("web", "facebook", "instagram", "sms")
LONGEST = 180
"""Characters of a title, a venue or an organiser that a draft takes over; whoever wants more writes it."""

PAST = ("held", "documented", "closed")
_ON = ("v pondělí", "v úterý", "ve středu", "ve čtvrtek", "v pátek", "v sobotu", "v neděli")
_FROM = ("pondělí", "úterý", "středy", "čtvrtka", "pátku", "soboty", "neděle")
_FREE = ("", "0", "0 kc", "zdarma", "vstup volny", "volny", "vstup zdarma")


@dataclass(frozen=True)
class Town:
    """The town as its posts name it."""

    name: str
    web: str

    @property
    def host(self) -> str:
        """`www.brazdov.example`."""
        return urlsplit(self.web if "//" in self.web else f"//{self.web}").hostname or ""


def variants_from(event: Event, town: Town) -> dict[str, str]:
    """The first draft of each channel's text (CHANNELS); every one fits its channel's limit.

    The web's text has no heading in it, that is the post's title (`title_from`). SMS is plain and takes one part.
    """
    fields = _fields(event, town)
    texts = {channel: _filled(channel, fields) for channel in CHANNELS[:-1]}
    mended = {channel: typography.mend(text) for channel, text in texts.items()}
    return {**mended, "sms": _short_message(fields)}


def title_from(event: Event) -> str:
    """The heading of a post: the event's title, with what happened to it in front."""
    return typography.mend(_wording()[_mood(event)]["heading"].format(title=_one_line(event.title)))


def alt_from(event: Event) -> str:
    """What a picture card says in words (WCAG 1.1.1): all that is written on it."""
    parts = [title_from(event), _day(event), _one_line(event.venue or "")]
    parts[1] = parts[1][:1].lower() + parts[1][1:]
    return typography.mend(_cut(", ".join(filter(None, parts)), 250))


def on_day(event: Event) -> str:
    """`v sobotu 28. listopadu 2026 od 9:00 do 15:00`, `od pátku 1. do neděle 3. května 2026, začátek v 9:00`."""
    if event.last_day > event.day:
        begins = f", začátek v {dates.time(event.starts_at)}" if event.starts_at else ""
        return f"{_from_to(event)}{begins}"
    day = f"{_ON[event.day.weekday()]} {dates.long_date(event.day).partition(' ')[2]}"
    if not event.starts_at:
        return day
    start = dates.time(event.starts_at)
    return f"{day} od {start} do {dates.time(event.ends_at)}" if event.ends_at else f"{day} od {start}"


@cache
def _wording() -> Any:
    return tomllib.loads((Path(__file__).parent / "wording" / "posts.toml").read_text(encoding="utf-8"))


def _mood(event: Event) -> str:
    return event.state if event.state in ("cancelled", "postponed") else "past" if event.state in PAST else "upcoming"


def _fields(event: Event, town: Town) -> dict[str, str]:
    """Everything that a wording may name."""
    wording, when = _wording(), on_day(event)
    words = wording["words"].get(event.kind, wording["words"]["event"])
    title, venue, organiser = (_one_line(text or "") for text in (event.title, event.venue, event.organiser))
    said = {
        **words,
        "kind_capital": _capital(words["kind"]),
        "title": _inside_quotes(title),
        "when": when,
        "when_capital": _capital(when),
    }
    mood, facts = wording[_mood(event)], wording["facts"]
    admission = _admission(event, facts)
    return {
        "heading": mood["heading"].format(title=title),
        "sentence": mood["sentence"].format(**said),
        "place": facts["place"].format(venue=venue) if venue else "",
        "venue": venue,
        "comma_venue": f", {venue}" if venue else "",
        "organiser": facts["organiser"].format(organiser=organiser.removesuffix(".")) if organiser else "",
        "admission": admission,
        "comma_admission": f", {admission[0].lower()}{admission[1:].removesuffix('.')}" if admission else "",
        "day": _day(event),
        "short_day": _short_day(event),
        "town": town.name,
        "web": town.host,
        "hashtags": _hashtags(event.kind, town),
    }


def _admission(event: Event, facts: Mapping[str, str]) -> str:
    """The sentence about the admission; cancelled and past events have none, nor those where nobody wrote it."""
    said = _one_line(event.admission)
    if not said or _mood(event) != "upcoming":
        return ""
    if fold(said) in _FREE:
        return facts["free"]
    if fold(said).startswith("dobrovoln"):
        return facts["voluntary"]
    try:
        said = numbers.money(numbers.parse_money(said))
    except BadInput:
        said = said.removesuffix(".")
    return facts["paid"].format(admission=said)


def _day(event: Event) -> str:
    """`Sobota 28. listopadu 2026, 9:00–15:00`."""
    if event.last_day > event.day:
        return _capital(on_day(event))
    time = f", {dates.span(event.starts_at, event.ends_at)}" if event.starts_at else ""
    return _capital(dates.long_date(event.day)) + time


def _short_day(event: Event) -> str:
    """`so 28.11. 9:00-15:00` for SMS."""
    first, last = event.day, event.last_day
    if last > first:
        begins, ends = (f"{day.day}.{day.month}." for day in (first, last))
        return f"{begins}-{ends}" if first.year == last.year else f"{begins}{first.year}-{ends}{last.year}"
    time = f" {dates.span(event.starts_at, event.ends_at)}" if event.starts_at else ""
    return f"{dates.weekday(first)[:2]} {first.day}.{first.month}.{time}"


def _from_to(event: Event) -> str:
    first, last = event.day, event.last_day
    begins, ends = (f"{_FROM[day.weekday()]} {dates.long_date(day).partition(' ')[2]}" for day in (first, last))
    if first.year == last.year:
        begins = begins.removesuffix(f" {first.year}")
    return f"od {begins} do {ends}"


def _short_message(fields: Mapping[str, str]) -> str:
    """One part of GSM-7: what does not fit is left out from the end – admission, place – then the heading is cut."""
    kept = dict(fields)
    for optional in ("", "comma_admission", "comma_venue"):
        kept[optional] = ""
        text = sms.plain(_filled("sms", kept))
        if sms.measure(text).parts <= 1:
            return text
    for longest in range(len(kept["heading"]), 0, -1):
        text = sms.plain(_filled("sms", {**kept, "heading": _cut(kept["heading"], longest)}))
        if sms.measure(text).parts <= 1:
            return text
    return ""


def _hashtags(kind: str, town: Town) -> str:
    tags = [re.sub(r"\W", "", town.name), _wording()["hashtags"].get(kind, "")]
    return " ".join(f"#{tag}" for tag in tags if tag)


def _one_line(text: str) -> str:
    return _cut(" ".join(text.split()), LONGEST)


def _inside_quotes(title: str) -> str:
    """Quotation marks of a title that itself stands in quotation marks: „…“ become ‚…‘."""
    return typography.mend(title).translate(str.maketrans("„“", "‚‘"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cut(text: str, longest: int) -> str:
    """The text cut between words, with an ellipsis."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1].rpartition(" ")[0] or text[: longest - 1]
    return head.rstrip(" ,.;:–-") + "…"


def _filled(channel: str, fields: Mapping[str, str]) -> str:
    """The wording of a channel with its fields; a line whose fields are all empty is left out."""
    lines = _wording()["channels"][channel].strip().splitlines()
    filled = [(line, re.sub(" +", " ", line.format(**fields)).strip(" ")) for line in lines]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(text for line, text in filled if text or not line)).strip()
