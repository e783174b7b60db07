"""A post as a channel takes it: what is sent there, whether it fits, what is wrong with it."""

from dataclasses import asdict, replace

from lib import config, files
from lib.connectors import instagram_pictures
from lib.connectors.channel_text import graphemes
from lib.czech import sms
from lib.errors import Refused
from lib.flows import publishing_web_first
from lib.flows.publishing_targets import Target, targets
from lib.i18n import t
from lib.outbox import Kind, Parcel, Trouble
from lib.outbox.records import HOSTED
from lib.publishing import parcels, rules
from lib.publishing.parcels import WIDEST, below
from lib.publishing.queries import town
from lib.publishing.records import Story
from lib.store import Database


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
