"""A post as a channel takes it: what is sent there, whether it fits, what is wrong with it."""

from dataclasses import asdict, replace

from lib import config, files
from lib.connectors import instagram_pictures
from lib.errors import Refused
from lib.flows import publishing_web_first
from lib.flows.publishing_targets import Target, targets
from lib.flows.wordings import ALWAYS
from lib.i18n import t
from lib.outbox import Kind, Parcel, Trouble
from lib.outbox.records import HOSTED
from lib.publishing import parcels
from lib.publishing.checks.lengths import exceeded
from lib.publishing.parcels import WIDEST, below, cleaned, counted
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
    """Refused when a text is longer than one of the channels takes: those that are on, and those to which people copy
    it. What the office has set for itself is a matter of the checks (`publishing.actions`)."""
    there = [one for one in targets(db) if one.switched_on]
    wrong = [(one.name, _too_much(parcel_for(db, now, one, WIDEST), one.kind)) for one in there]
    for code in ALWAYS.keys() - {one.kind.wording for one in there}:
        name, limits = ALWAYS[code]
        text = counted(cleaned(now.texts.get(code, "")), cleaned(now.link), code)
        wrong += [(t(name), str(check)) for check in exceeded(text, t(name), limits)]
    if reasons := [t("{channel}: {problem}", channel=name, problem=said) for name, said in wrong if said]:
        raise Refused("The post does not fit its channels. {reasons}", reasons=" ".join(reasons))


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
    """Of what is sent: with the link below the text where the channel adds it."""
    text = below(parcel.text, parcel.link, kind.wording)
    return next((str(check) for check in exceeded(text, t(kind.title), kind.limits)), "")


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
