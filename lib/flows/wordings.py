"""Which wordings a post has: one for the web and SMS, and one for each kind of channel that the office has set up."""

from dataclasses import dataclass

from lib import outbox
from lib.access import SYSTEM, User, needs
from lib.flows.channel_kinds import KINDS
from lib.i18n import N, t
from lib.outbox import Limits
from lib.publishing.rules import LIMITS
from lib.store import Database

ALWAYS = {
    "web": (N("Web"), Limits(LIMITS["web"].characters)),
    "facebook": (N("Facebook"), Limits(LIMITS["facebook"].characters)),
    "instagram": (N("Instagram"), Limits(LIMITS["instagram"].characters, hashtags=30, needs_picture=True)),
    "sms": (N("SMS"), Limits(LIMITS["sms"].parts, unit="sms parts")),
}
"""Written even where no channel takes them: people copy them."""


@dataclass(frozen=True)
class Wording:
    """A text that some channel takes: `facebook`, what it is called, how much fits, which channels send it."""

    code: str
    name: str
    limits: Limits
    channels: tuple[str, ...] = ()


@needs("publishing.read")
def wordings(db: Database, *, by: User) -> tuple[Wording, ...]:
    """The wordings of the office, the web first; one that several kinds take has the limits of the first of them."""
    found = {code: Wording(code, t(name), limits) for code, (name, limits) in ALWAYS.items()}
    for channel in outbox.channels(db, by=SYSTEM):
        kind = KINDS.get(channel.kind)
        if kind is None or not kind.takes_posts:
            continue
        known = found.get(kind.wording) or Wording(kind.wording, t(kind.title), kind.limits)
        limits = kind.limits if kind.wording not in ALWAYS else known.limits
        found[kind.wording] = Wording(known.code, known.name, limits, (*known.channels, channel.code))
    return tuple(found.values())


@needs("publishing.read")
def channel_names(db: Database, *, by: User) -> dict[str, str]:
    """Code of a channel → its name, the town's own feeds among them."""
    return {"feed": t("The town's feeds"), **{one.code: one.name for one in outbox.channels(db, by=SYSTEM)}}


@needs("publishing.read")
def offered(db: Database, *, by: User) -> dict[str, str]:
    """The same without channels that take no posts."""
    kinds = {one.code: KINDS.get(one.kind) for one in outbox.channels(db, by=SYSTEM)}
    none = {code for code, kind in kinds.items() if kind is not None and not kind.takes_posts}
    return {code: name for code, name in channel_names(db, by=by).items() if code not in none}


def names(found: tuple[Wording, ...]) -> dict[str, str]:
    """Code of a wording → what it is called."""
    return {one.code: one.name for one in found}
