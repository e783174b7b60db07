"""The office's sentences about posts: states, limits of channels, what stands in the way of a post."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lib.czech import dates, sms, typography
from lib.czech.reading import weekday_contradiction
from lib.czech.sorting import fold
from lib.errors import Refused
from lib.events import Event
from lib.i18n import N, t
from lib.publishing import said
from lib.publishing.records import Content

STATES = {
    "draft": (N("draft post"), "planned"),
    "published": (N("published"), "done"),
    "withdrawn": (N("withdrawn"), "late"),
}
"""State → (word, tone of the badge)."""

CHANNELS = {"web": "Web", "facebook": "Facebook", "instagram": "Instagram", "sms": "SMS"}
FORMATS = {"1080x1080": (1080, 1080), "1200x630": (1200, 630)}
WEEKDAYS = tuple(dates.weekday(dt.date(2024, 1, day)) for day in range(1, 8))
WEEKDAY_SENTENCES = {weekday_contradiction(dt.date(2024, 1, day), "").sentence for day in range(1, 8)}
LONGEST_TITLE = 200
LONGEST_ALT = 250


@dataclass(frozen=True)
class Limit:
    """What a channel takes: characters, hashtags (None: any number), parts of an SMS."""

    characters: int
    hashtags: int | None = None
    parts: int | None = None


LIMITS = {
    "web": Limit(20_000),
    "facebook": Limit(5_000),
    "instagram": Limit(2_200, hashtags=30),
    "sms": Limit(459, parts=3),
}


@dataclass(frozen=True)
class Check:
    """What a person should look at. `blocking` stands in the way of publishing, the rest is a warning.

    `mended` is the text as it would be mended by itself, None where only a person can decide.
    """

    code: str
    blocking: bool
    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict)
    mended: str | None = None

    def __str__(self) -> str:
        return t(self.sentence, **self.values)


def sent(text: str) -> str:
    """The text as a channel gets it: composed letters, ends of lines as one character, no spaces around."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()


def length(text: str, channel: str) -> int:
    """Characters as the channel counts them; SMS as its encoding does."""
    return sms.measure(sent(text)).characters if channel == "sms" else len(sent(text))


def checks(text: str, channel: str, event: Event | None = None, venues: Sequence[str] = ()) -> list[Check]:
    """What is wrong or doubtful in a channel's text; blocking ones first.

    An empty text means that the channel is not used; only the web cannot be without one, because the feeds carry it.
    `venues` are all known venues: a text that names another one than the event's contradicts it.
    """
    if not sent(text):
        return [Check("empty", True, N("The text for the web is empty. Write it; the feeds carry it."))] * (
            channel == "web"
        )
    found = [*_too_long(text, channel), *_typography(text, channel), *_weekdays(text, event)]
    if event is not None:
        found += [*_happens(text, event), *_dates(text, event), *_times(text, event), *_place(text, event, venues)]
    return sorted(found, key=lambda check: not check.blocking)


def content_checks(content: Content, event: Event | None = None, venues: Sequence[str] = ()) -> dict[str, list[Check]]:
    """The checks of a whole post: by channel, and under "" those of the title, the lead and the alt texts."""
    return {"": common_checks(content, event)} | {
        channel: checks(content.texts.get(channel, ""), channel, event, venues) for channel in CHANNELS
    }


def common_checks(content: Content, event: Event | None) -> list[Check]:
    """The checks of the title, the alt texts and the event itself."""
    return list(_common(content, event))


def _common(content: Content, event: Event | None) -> Iterator[Check]:
    if not content.title.strip():
        yield Check("no_title", True, N("The post has no title. Write it."))
    if len(content.title) > LONGEST_TITLE:
        yield Check("long_title", True, N("The title has {n} characters, at most {most}."),
                    {"n": len(content.title), "most": LONGEST_TITLE})  # fmt: skip
    for name, alt in content.alts.items():
        if not alt.strip():
            yield Check("alt", True, N("The picture {format} has no alt text. Say what is written on it."),
                        {"format": name.replace("x", " × ")})  # fmt: skip
        elif len(alt) > LONGEST_ALT:
            yield Check("long_alt", False, N("The alt text of the picture {format} is long: {n} characters."),
                        {"format": name.replace("x", " × "), "n": len(alt)})  # fmt: skip
    if event is not None and not is_public(event.kind, event.title):
        yield Check(
            "not_public", False, N("This event is not in the public calendar. Is the post meant for everybody?")
        )


def _too_long(text: str, channel: str) -> Iterator[Check]:
    limit, count = LIMITS[channel], length(text, channel)
    if limit.parts:
        yield from _sms(text, limit.parts)
    elif count > limit.characters:
        yield Check("too_long", True, N("The text has {n} characters, {channel} takes {most}. Shorten it by {over}."),
                    {"n": count, "channel": CHANNELS[channel], "most": limit.characters,
                     "over": count - limit.characters})  # fmt: skip
    tags = len(hashtags(text))
    if limit.hashtags is not None and tags > limit.hashtags:
        yield Check("hashtags", True, N("The text has {n} hashtags, {channel} takes at most {most}."),
                    {"n": tags, "channel": CHANNELS[channel], "most": limit.hashtags})  # fmt: skip


def _sms(text: str, most: int) -> Iterator[Check]:
    now, plain = sms.measure(sent(text)), sms.plain(sent(text))
    bare = sms.measure(plain)
    if now.encoding == "UCS-2" and bare.parts < now.parts:
        yield Check("dear", False, N("With diacritics the message takes {n} parts, without them {less}."),
                    {"n": now.parts, "less": bare.parts}, plain)  # fmt: skip
    if now.parts > most:
        yield Check("too_long", True, N("The message takes {n} parts, at most {most} are sent. Shorten it."),
                    {"n": now.parts, "most": most})  # fmt: skip
    elif now.parts > 1:
        yield Check("parts", False, N("The message takes {n} parts and costs {n} times as much."), {"n": now.parts})


def hashtags(text: str) -> list[str]:
    """The hashtags of a text."""
    return re.findall(r"(?<![\w&])#\w+", text)


def _typography(text: str, channel: str) -> Iterator[Check]:
    """Off for SMS, where typography would more than double the price; a date that does not exist blocks everywhere."""
    for finding in typography.warnings(text):
        missing = "does not exist" in finding.sentence
        if missing or (channel != "sms" and finding.sentence not in WEEKDAY_SENTENCES):
            yield Check("no_such_date" if missing else "mark", missing, finding.sentence, finding.values)
    mended = text if channel == "sms" else typography.mend(text)
    if mended != text:
        yield Check(
            "typography", False, N("The typography can be mended: quotation marks, dashes, spaces."), {}, mended
        )


def _weekdays(text: str, event: Event | None) -> Iterator[Check]:
    for day in said.days(text, event.day if event else None):
        if day.weekday and day.weekday != day.date.isoweekday():
            wrong = weekday_contradiction(day.date, WEEKDAYS[day.weekday - 1])
            yield Check("weekday", True, wrong.sentence, wrong.values)


def _happens(text: str, event: Event) -> Iterator[Check]:
    words = {"cancelled": r"zrus|nekona|neuskutecni", "postponed": r"presun|presouv|odloz|odklad|nekona|novy termin"}
    sentences = {
        "cancelled": N("The event is cancelled, but the text does not say so."),
        "postponed": N("The event is postponed, but the text does not say so."),
    }
    if event.state in words and not re.search(words[event.state], fold(text)):
        yield Check("state", True, sentences[event.state])


def _dates(text: str, event: Event) -> Iterator[Check]:
    found = said.days(text, event.day)
    if found and not any(event.day <= day.date <= event.last_day for day in found):
        yield Check("date_differs", True, N("The text says {said}, but the event is on {date}."), {
            "said": dates.date(found[0].date), "date": _span(event)})  # fmt: skip
    weekday = said.wrong_weekday(text, event.day, event.last_day)
    if not found and weekday:
        yield Check("weekday", False, N("The text says “{said}”, but the event is on {date}."), {
            "said": WEEKDAYS[weekday - 1], "date": _span(event)})  # fmt: skip


def _span(event: Event) -> str:
    return dates.span(event.day, event.last_day) if event.last_day > event.day else dates.short_date(event.day)


def _times(text: str, event: Event) -> Iterator[Check]:
    found = said.times(text)
    if not found:
        return
    if event.starts_at is None:
        yield Check("time_unknown", False, N("The text says {said}, but the calendar has no time for the event."),
                    {"said": dates.time(found[0])})  # fmt: skip
    elif event.starts_at not in found:
        yield Check("time_differs", True, N("The text says {said}, but the event starts at {time}."),
                    {"said": dates.time(found[0]), "time": dates.time(event.starts_at)})  # fmt: skip


def _place(text: str, event: Event, venues: Sequence[str]) -> Iterator[Check]:
    if not event.venue or said.names_place(text, event.venue):
        return
    other = next((venue for venue in venues if said.spells_out(text, venue)), None)
    if other:
        yield Check("place_differs", True, N("The text names “{said}”, but the event is held at “{venue}”."),
                    {"said": other, "venue": event.venue})  # fmt: skip
    else:
        yield Check("no_place", False, N("The text does not say where the event is held: {venue}."),
                    {"venue": event.venue})  # fmt: skip


def is_public(kind: str, title: str) -> bool:
    """Whether an event belongs into the public calendar.

    Visits and family ceremonies do not (people's names stand there). Of the town's bodies only the assembly meets
    in public (Act 128/2000 Coll., § 93 and § 101).
    """
    if kind == "council":
        return "zastupitelstv" in fold(title)
    return kind not in ("visit", "ceremony")


def check_withdrawal(state: str, reason: str) -> str:
    """The reason without spaces around; Refused when nothing is out or nobody says why."""
    if state != "published":
        raise Refused("Only a published post can be withdrawn.")
    if not reason.strip():
        raise Refused("Write why the post is withdrawn; the record of changes keeps it.", field="reason")
    return reason.strip()


def guid(host: str, year: int, story_id: int) -> str:
    """The name of a post that never changes (RFC 4151): `tag:www.brazdov.example,2026:prispevek-12`."""
    return f"tag:{host},{year}:prispevek-{story_id}"
