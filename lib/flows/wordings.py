"""Which wordings a post has: one for the web and SMS, and one for each kind of channel that the office has set up."""

from dataclasses import dataclass, replace

from lib import outbox
from lib.access import SYSTEM, User, needs
from lib.flows.channel_kinds import KINDS
from lib.i18n import N, t
from lib.outbox import Limits
from lib.publishing import rules
from lib.publishing.moments import FEED, FEED_NAME
from lib.publishing.queries import knowing
from lib.store import Database

ALWAYS = {
    "web": (N("Web"), rules.FEEDS),
    "facebook": (N("Facebook"), KINDS["facebook"].limits),
    "instagram": (N("Instagram"), KINDS["instagram"].limits),
    "sms": (N("SMS"), KINDS["sms"].limits),
}
"""Written even where no channel takes them, because people copy them: the name, and what is refused there."""


@dataclass(frozen=True)
class Wording:
    """A text that some channel takes: `facebook`, what it is called, what its channels refuse, what the office has set
    for itself, which channels send it."""

    code: str
    name: str
    limits: Limits
    own: Limits | None = None
    channels: tuple[str, ...] = ()

    @property
    def counted(self) -> Limits:
        """What it is counted against while it is written."""
        return rules.lower(self.limits, self.own)


@needs("publishing.read")
def wordings(db: Database, *, by: User) -> tuple[Wording, ...]:
    """The wordings of the office, the web first; one that several kinds take has the limits of the first of them."""
    own = knowing.limits_set(db)
    found = {code: Wording(code, t(name), limits, own.get(code)) for code, (name, limits) in ALWAYS.items()}
    for channel in outbox.channels(db, by=SYSTEM):
        kind = KINDS.get(channel.kind)
        if kind is None or not kind.takes_posts:
            continue
        known = found.get(kind.wording) or Wording(kind.wording, t(kind.title), kind.limits)
        found[kind.wording] = replace(known, channels=(*known.channels, channel.code))
    return tuple(found.values())


@needs("publishing.read")
def channel_names(db: Database, *, by: User) -> dict[str, str]:
    """Code of a channel → its name, the town's own feeds among them."""
    return {FEED: t(FEED_NAME), **{one.code: one.name for one in outbox.channels(db, by=SYSTEM)}}


@needs("publishing.read")
def offered(db: Database, *, by: User) -> dict[str, str]:
    """The same without channels that take no posts."""
    kinds = {one.code: KINDS.get(one.kind) for one in outbox.channels(db, by=SYSTEM)}
    none = {code for code, kind in kinds.items() if kind is not None and not kind.takes_posts}
    return {code: name for code, name in channel_names(db, by=by).items() if code not in none}


def names(found: tuple[Wording, ...]) -> dict[str, str]:
    """Code of a wording → what it is called."""
    return {one.code: one.name for one in found}
