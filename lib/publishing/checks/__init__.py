"""Checks before approval: what stands in the way of a post and what a person should look at, each with its mend.

They are pure: everything they need to know comes in a `Context`, so they run at each leaving of a field. Whatever is
not in the context is not checked.
"""

from collections.abc import Iterable, Iterator, Sequence

from lib.events import Event
from lib.i18n import N
from lib.publishing.checks import days, happening, pasted, pictures
from lib.publishing.checks.check import Check
from lib.publishing.checks.context import Consent, Context, Own, PhotoUse, Regime
from lib.publishing.checks.lengths import lengths
from lib.publishing.checks.links import addresses, leads_to, links
from lib.publishing.checks.pasted import cleaned, mended
from lib.publishing.checks.people import people
from lib.publishing.checks.regime import approvals, embargo, regime
from lib.publishing.checks.variants import variants
from lib.publishing.checks.whole import whole
from lib.publishing.checks.words import words
from lib.publishing.records import Content
from lib.publishing.rules import CHANNELS, sent

__all__ = [
    "Check", "Consent", "Context", "Own", "PhotoUse", "Regime",
    "addresses", "approvals", "checks", "cleaned", "found", "mended",
]  # fmt: skip
BODY = "body"
"""Where `found` keeps the checks of the neutral text."""
PARTS = {"": N("title and lead"), BODY: N("neutral text")}


def found(content: Content, context: Context) -> dict[str, list[Check]]:
    """Every check of a post, blocking ones first: by channel, under "" those of the title, the lead, the pictures, and
    under "body" those of the neutral text when there is one."""
    heading = f"{content.title}\n{content.perex}".strip()
    channels = dict.fromkeys((*CHANNELS, *content.texts))
    texts = {"": heading, BODY: content.body} | {name: content.texts.get(name, "") for name in channels}
    names = {**PARTS, **CHANNELS, **context.names}
    between = variants(texts, context, {name: names.get(name, name) for name in texts})
    every = {"": [*_common(content, heading, context), *between[""]]}
    if sent(content.body):
        every[BODY] = [*_text(content.body, BODY, context), *_of_event(content.body, context), *between[BODY]]
    for name in channels:
        every[name] = [*_channel(content, name, texts[name], context), *between[name]]
    return {name: _ordered(checks) for name, checks in every.items()}


def checks(text: str, channel: str, event: Event | None = None, venues: Sequence[str] = ()) -> list[Check]:
    """What is wrong or doubtful in a channel's text by itself; blocking ones first.

    An empty text means that the channel is not used; only the web cannot be without one, because the feeds carry it, if
    only the neutral one.
    `venues` are all known venues: a text that names another one than the event's contradicts it.
    """
    return _ordered(_own(text, channel, Context(event=event, venues=tuple(venues))))


def _ordered(checks: Iterable[Check]) -> list[Check]:
    """Blocking ones first, each once."""
    once = {(check.code, check.sentence, repr(check.values)): check for check in checks}
    return sorted(once.values(), key=lambda check: not check.blocking)


def _common(content: Content, heading: str, context: Context) -> Iterator[Check]:
    yield from whole(content, context.event)
    yield from embargo(content, context)
    yield from pictures.photos(context)
    yield from leads_to(content.link, context)
    yield from _text(heading, "", context)
    if context.event:
        yield from happening.days(heading, context.event)
        yield from happening.times(heading, context.event)


def _channel(content: Content, channel: str, text: str, context: Context) -> Iterator[Check]:
    if channel == "web" and not sent(text) and sent(content.body):
        yield from lengths(content.body, channel, context, content.link)
        return
    yield from _own(text, channel, context, content.link)
    if sent(text):
        yield from _told(text, channel, context)
        yield from pictures.scope(channel, text, context)
        yield from pictures.image_only(content, channel, text, context)


def _own(text: str, channel: str, context: Context, link: str = "") -> Iterator[Check]:
    """What one channel's text is by itself and against the event."""
    if not sent(text):
        if channel == "web":
            yield Check(
                "empty", True, N("There is no text for the web. Write it, or the common text; the feeds carry it.")
            )
        return
    yield from lengths(text, channel, context, link)
    yield from _written(text, channel, context)
    yield from _of_event(text, context)


def _of_event(text: str, context: Context) -> Iterator[Check]:
    """What a text says of its event against what the calendar knows."""
    if context.event is not None:
        yield from happening.happens(text, context.event)
        yield from happening.days(text, context.event)
        yield from happening.times(text, context.event)
        yield from happening.place(text, context.event, context.venues)
        yield from happening.price(text, context.event)


def _text(text: str, part: str, context: Context) -> Iterator[Check]:
    """A text that goes out in several channels."""
    yield from _written(text, part, context)
    yield from _told(text, part, context)


def _written(text: str, channel: str, context: Context) -> Iterator[Check]:
    yield from pasted.pasted(text)
    yield from days.marks(text, channel)
    yield from days.days(text, context.near)
    yield from days.hours(text, channel)


def _told(text: str, channel: str, context: Context) -> Iterator[Check]:
    yield from people(text, "web" if channel in PARTS else channel, context)
    yield from links(text, context)
    yield from regime(text, context)
    if context.spelling is not None and channel in context.spelling:
        yield from words(text, context.spelling[channel])
