"""Is the text too long for its channel, is a message dear, are there too many hashtags."""

from collections.abc import Iterator, Mapping

from lib.czech import sms
from lib.i18n import N
from lib.outbox.letters import graphemes
from lib.outbox.records import Limits
from lib.publishing.checks.check import Check
from lib.publishing.parcels import counted
from lib.publishing.rules import CHANNELS, LIMITS, hashtags, sent

LONGEST_RELEASE = 2_700
"""Characters of a press release that an editor reads (the office's form of it, D13)."""


def lengths(
    written: str, channel: str, limits: Mapping[str, Limits], names: Mapping[str, str], link: str = ""
) -> Iterator[Check]:
    """What is sent against the channel's limit: the text with the link of the post, where it goes along. A channel
    without a limit takes any length."""
    text = counted(sent(written), sent(link), channel)
    name, limit = names.get(channel) or CHANNELS.get(channel, channel), limits.get(channel) or _usual(channel)
    if channel == "press" and (letters := len(sent(written))) > LONGEST_RELEASE:
        yield Check("long_release", False, N("The release has {n} characters; editors read {most} at most."),
                    {"n": letters, "most": LONGEST_RELEASE}, advice=N("Shorten it."))  # fmt: skip
    if limit is None:
        return
    if limit.unit == "sms parts":
        yield from _sms(text, sms.plain(sent(written)), limit.characters or 1)
        return
    count = graphemes(text) if limit.unit == "graphemes" else len(text)
    if limit.characters is not None and count > limit.characters:
        yield Check("too_long", True, N("The text has {n} characters, {channel} takes {most}. Shorten it by {over}."),
                    {"n": count, "channel": name, "most": limit.characters,
                     "over": count - limit.characters})  # fmt: skip
    tags = len(hashtags(written))
    if limit.hashtags is not None and tags > limit.hashtags:
        yield Check("hashtags", True, N("The text has {n} hashtags, {channel} takes at most {most}."),
                    {"n": tags, "channel": name, "most": limit.hashtags})  # fmt: skip


def _usual(channel: str) -> Limits | None:
    """The limit of a channel that is written although nothing of it is set up."""
    known = LIMITS.get(channel)
    if known is None:
        return None
    return Limits(known.parts, "sms parts") if known.parts else Limits(known.characters, hashtags=known.hashtags)


def _sms(text: str, plain: str, most: int) -> Iterator[Check]:
    now, bare = sms.measure(text), sms.measure(sms.plain(text))
    if now.encoding == "UCS-2" and bare.parts < now.parts:
        yield Check("dear", False, N("With diacritics the message takes {n} parts, without them {less}."),
                    {"n": now.parts, "less": bare.parts}, plain)  # fmt: skip
    if now.parts > most:
        yield Check("too_long", True, N("The message takes {n} parts, at most {most} are sent. Shorten it."),
                    {"n": now.parts, "most": most})  # fmt: skip
    elif now.parts > 1:
        yield Check("parts", False, N("The message takes {n} parts and costs {n} times as much."), {"n": now.parts})
