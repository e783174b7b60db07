"""A post as each channel takes it: which channels there are, whether a text fits, what is wrong with it there."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from lib import config, files, outbox, store
from lib.access import User, needs
from lib.connectors import instagram_pictures
from lib.connectors.channel_text import graphemes
from lib.czech import sms
from lib.errors import Refused
from lib.flows import channel_kinds, publishing_web_first
from lib.i18n import t
from lib.outbox import Kind, Parcel, Trouble
from lib.outbox.records import HOSTED
from lib.publishing import parcels, rules
from lib.publishing.moments import FEED
from lib.publishing.queries import story, town
from lib.publishing.records import Story
from lib.publishing.with_link import WIDEST, below
from lib.store import Database


@dataclass(frozen=True)
class Target:
    """One channel that is set up: its code, its name, its kind, whether a person serves it."""

    code: str
    name: str
    kind: Kind
    by_hand: bool
    switched_on: bool


@dataclass(frozen=True)
class Fit:
    """How a post fits a channel: what is sent, how long it is, `problem` in words ("" when it can go there)."""

    target: Target
    parcel: Parcel
    length: int
    problem: str


def targets(db: Database) -> list[Target]:
    """The channels that are set up and known, by name; for the office's own flows."""
    found = store.rows(
        db, "select code, kind, name, by_hand, switched_on from channel order by name collate CZECH, code"
    )
    return [
        Target(row["code"], row["name"], kind, kind.make is None, bool(row["switched_on"]))
        for row in found
        if (kind := channel_kinds.KINDS.get(row["kind"]))
    ]


def target(db: Database, code: str) -> Target:
    """One of them; Refused when it is not there."""
    found = next((one for one in targets(db) if one.code == code), None)
    if found is None:
        outbox.set_up(db, code)
        raise Refused("The channel {name} is of a kind that this version does not know.", name=code)
    return found


@needs("publishing.read")
def fits(db: Database, story_id: int, *, by: User) -> list[Fit]:
    """How a post fits every channel that is switched on; those of which it has no text are left out."""
    now = story(db, story_id, by=by)
    found = []
    for one in targets(db):
        parcel = parcel_for(db, now, one, "")
        if one.switched_on and parcel.text:
            found.append(Fit(one, parcel, length(parcel, one.kind), problem(parcel, one) or _web_first(db, now, one)))
    return found


def parcel_for(db: Database, now: Story, to: Target, mark: str) -> Parcel:
    """What the channel gets of a post."""
    return parcels.parcel(now, to.kind, town(db), config.current().public_url or "", mark)


def ready(db: Database, now: Story, to: Target, mark: str) -> Parcel:
    """The same, checked and with pictures that the channel can fetch; Refused names the channel, the count and the
    limit."""
    made = parcel_for(db, now, to, mark)
    wrong = problem(made, to)
    if wrong:
        raise Refused("{channel}: {problem}", channel=to.name, problem=wrong)
    if to.kind.hosts_pictures:
        return _hosting(db, now, made)
    return _fetchable(made) if to.kind.picture_needs_public_address else made


def _web_first(db: Database, now: Story, to: Target) -> str:
    return publishing_web_first.lacking(db, now.id) if publishing_web_first.needed(to.kind) else ""


def _hosting(db: Database, now: Story, made: Parcel) -> Parcel:
    """With the pictures, in their shape, of the channels that fetch them from this website."""
    others = [one for one in targets(db) if one.switched_on and publishing_web_first.needed(one.kind)]
    parcels_there = [there for one in others if (there := parcel_for(db, now, one, "")).text]
    wanted = {picture.file: asdict(picture) for there in parcels_there for picture in _fetchable(there).pictures}
    return replace(made, extra={**made.extra, HOSTED: list(wanted.values())}) if wanted else made


def refuse_too_long(db: Database, now: Story) -> None:
    """Refused when a text is longer than one of the channels that are on takes."""
    wrong = [
        t("{channel}: {problem}", channel=one.name, problem=said)
        for one in targets(db)
        if one.switched_on and (made := parcel_for(db, now, one, WIDEST)).text and (said := _too_much(made, one.kind))
    ]
    if wrong:
        raise Refused("The post does not fit its channels. {reasons}", reasons=" ".join(wrong))


def problem(parcel: Parcel, to: Target) -> str:
    """Why a channel would not take the parcel, "" when it does."""
    if not parcel.text:
        return t("There is no text for this channel. Write it, or leave the channel out.")
    limits = to.kind.limits
    if limits.needs_picture and not parcel.pictures:
        return t("This channel takes no post without a picture.")
    if to.kind.picture_needs_public_address and not (to.kind.takes_hosted_pictures or config.current().public_url):
        return t("This channel fetches pictures from the web. Set the public address of Kancelář first.")
    if any(not picture.alt for picture in parcel.pictures):
        return t("A picture has no alt text. Say what it shows.")
    return _too_much(parcel, to.kind)


def _too_much(parcel: Parcel, kind: Kind) -> str:
    limits, count = kind.limits, length(parcel, kind)
    if limits.characters is not None and count > limits.characters:
        units = {
            "characters": t("The text has {n} characters, at most {most} are taken.", n=count, most=limits.characters),
            "graphemes": t("The text has {n} characters, at most {most} are taken.", n=count, most=limits.characters),
            "sms parts": t("The message takes {n} parts, at most {most} are sent. Shorten it.", n=count,
                           most=limits.characters),
        }  # fmt: skip
        return units[limits.unit]
    tags = len(rules.hashtags(parcel.text))
    if limits.hashtags is not None and tags > limits.hashtags:
        return t("The text has {n} hashtags, at most {most} are taken.", n=tags, most=limits.hashtags)
    return ""


def length(parcel: Parcel, kind: Kind) -> int:
    """As the channel counts it, of what is sent: with the link below the text where the channel adds it."""
    if kind.limits.unit == "sms parts":
        return sms.measure(parcel.text).parts
    text = below(parcel.text, parcel.link, kind.wording)
    return graphemes(text) if kind.limits.unit == "graphemes" else len(text)


def _fetchable(parcel: Parcel) -> Parcel:
    """Pictures in a shape and a format that the channel takes when it fetches them."""
    base = (config.current().public_url or "").rstrip("/")
    made = []
    for picture in parcel.pictures:
        try:
            file = files.keep(instagram_pictures.fitted(files.read(picture.file)), "jpg")
        except Trouble as trouble:
            raise Refused(trouble.sentence, **trouble.values) from trouble
        url = f"{base}{parcels.PICTURE}{file}" if base else ""
        made.append(replace(picture, file=file, url=url, made_of=picture.file))
    return replace(parcel, pictures=tuple(made))


def names(db: Database) -> Mapping[str, str]:
    """Code of a channel → its name; the town's own feeds among them."""
    return {FEED: t("Feeds of the town (RSS)")} | {one.code: one.name for one in targets(db)}
