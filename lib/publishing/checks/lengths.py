"""Is the text too long for its channel or for the office, is a message dear, are there too many hashtags."""

from collections.abc import Iterator

from lib.czech import sms
from lib.i18n import N
from lib.outbox.letters import graphemes
from lib.outbox.records import Limits
from lib.publishing.checks.check import Check
from lib.publishing.checks.context import Context
from lib.publishing.parcels import counted
from lib.publishing.rules import CHANNELS, hashtags, sent

LONGEST_RELEASE = 2_700
"""Characters of a press release that an editor reads (the office's form of it, D13)."""
TOO_LONG = {
    "characters": N("The text has {n} characters, {channel} takes {most}. Shorten it by {over}."),
    "sms parts": N("The message takes {n} parts, at most {most} are sent. Shorten it."),
}
TOO_LONG_FOR_US = {
    "characters": N("The text has {n} characters; for {channel} the office has set {most} at most. Shorten it by"
                    " {over}."),
    "sms parts": N("The message takes {n} parts; the office has set {most} at most. Shorten it."),
}  # fmt: skip


def lengths(written: str, channel: str, context: Context, link: str = "") -> Iterator[Check]:
    """What is sent against what the channel refuses and what the office has set: the text with the link of the post,
    where it goes along. Without a limit any length is right."""
    text = counted(sent(written), sent(link), channel)
    if channel == "press" and (letters := len(sent(written))) > LONGEST_RELEASE:
        yield Check("long_release", False, N("The release has {n} characters; editors read {most} at most."),
                    {"n": letters, "most": LONGEST_RELEASE}, advice=N("Shorten it."))  # fmt: skip
    name = context.names.get(channel) or CHANNELS.get(channel, channel)
    found = list(exceeded(text, name, context.limits.get(channel), context.own_limits.get(channel)))
    if channel == "sms":
        yield from _dear(text, sms.plain(sent(written)), told=not found)
    yield from found


def exceeded(text: str, name: str, refused: Limits | None, own: Limits | None = None) -> Iterator[Check]:
    """What is too much in a text as it is sent, for the channel `name` or else for the office; each stands in the way.
    Everybody who asks whether a text fits asks here: the checks, the approval, the sending."""
    for limits, sentences in ((refused, TOO_LONG), (own, TOO_LONG_FOR_US)):
        if limits is not None and limits.characters is not None and (n := count(text, limits)) > limits.characters:
            sentence = sentences["sms parts" if limits.unit == "sms parts" else "characters"]
            most = limits.characters
            yield Check("too_long", True, sentence, {"n": n, "channel": name, "most": most, "over": n - most})
            break
    if refused is not None and refused.hashtags is not None and (tags := len(hashtags(text))) > refused.hashtags:
        yield Check("hashtags", True, N("The text has {n} hashtags, {channel} takes at most {most}."),
                    {"n": tags, "channel": name, "most": refused.hashtags})  # fmt: skip


def count(text: str, limits: Limits) -> int:
    """How much a text is, as its limit counts it."""
    if limits.unit == "sms parts":
        return sms.measure(text).parts
    return graphemes(text) if limits.unit == "graphemes" else len(text)


def _dear(text: str, plain: str, *, told: bool) -> Iterator[Check]:
    """What a message costs; `told` how many times, where nothing worse is to be said of its length."""
    now, bare = sms.measure(text), sms.measure(sms.plain(text))
    if now.encoding == "UCS-2" and bare.parts < now.parts:
        yield Check("dear", False, N("With diacritics the message takes {n} parts, without them {less}."),
                    {"n": now.parts, "less": bare.parts}, plain)  # fmt: skip
    if told and now.parts > 1:
        yield Check("parts", False, N("The message takes {n} parts and costs {n} times as much."), {"n": now.parts})
