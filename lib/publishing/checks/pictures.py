"""Pictures of a post: said in words for those who do not see them, credited, and used only as their licence allows.

Sources: Act 99/2019 Coll. with EN 301 549 (alt texts, no invitation as a picture only); Civil Code, §§ 84–90 (consent,
news licence, not for promotion); Act 121/2000 Coll., § 11 (the author is named).
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from lib.czech import dates
from lib.czech.sorting import fold
from lib.i18n import N
from lib.publishing.checks import said
from lib.publishing.checks.check import Check
from lib.publishing.checks.context import Context, PhotoUse
from lib.publishing.records import Content

_SHOWN = ("web", "facebook", "instagram", "mastodon", "bluesky", "telegram", "newsletter", "wordpress", "press")
_WITH_TITLE = ("web", "newsletter", "wordpress", "press")
_LONGEST_ALT = 250
_NAMED = 50
_FILE_NAME = re.compile(r"^(?:img|dsc|foto|image|obrazek|photo|p|scan)?[ _-]?\d*\.?(?:jpe?g|png|heic|webp)?$", re.I)
_SAY = N("Say in a sentence what it shows, for those who do not see it.")
_INVITES = re.compile(r"\b(?:zve|zveme|pozvank|prijdte|pozvani|plakat|program (?:na|v) (?:obrazku|plakatu))\w*")
_POSTER = re.compile(
    r"\b(?:vice|vse|podrobnosti|informace|program|dalsi info\w*)[^.]{0,30}(?:na|v) (?:plakat|obrazk|letak|pozvanc)\w*"
)


def photos(context: Context) -> Iterator[Check]:
    """What stands against each photograph whatever the channel."""
    for photo in context.photos:
        number = _named(photo, context)
        if photo.withdrawn:
            yield Check("photo_withdrawn", True, N("Photograph {photo} was withdrawn and must not be used."), number,
                        advice=N("Choose another photograph."))  # fmt: skip
        if not photo.credit.strip():
            yield Check("photo_credit", True, N("Photograph {photo} does not say who took it."), number,
                        advice=N("Write down the author; the credit goes out with it."))  # fmt: skip
        yield from _alt(photo, number)
        yield from _licence(photo, context, number)


def _named(photo: PhotoUse, context: Context) -> Mapping[str, str]:
    """Which one it is: its place among the pictures of the post, and what it shows. Nobody sees ids of photographs."""
    place, shows = 1 + context.photos.index(photo), " ".join(photo.alt.split())
    if not shows or _FILE_NAME.match(fold(shows)):
        return {"photo": str(place)}
    short = shows if len(shows) <= _NAMED else shows[:_NAMED].rpartition(" ")[0] + "…"
    return {"photo": f"{place} ({short.rstrip('.')})"}


def _alt(photo: PhotoUse, number: Mapping[str, str]) -> Iterator[Check]:
    alt = photo.alt.strip()
    if not alt:
        yield Check("photo_alt", True, N("Photograph {photo} has no alt text."), number,
                    advice=_SAY)  # fmt: skip
    elif _FILE_NAME.match(fold(alt)):
        yield Check("photo_alt", True, N("The alt text of photograph {photo} is only the name of a file."),
                    number, advice=_SAY)  # fmt: skip
    elif len(alt) > _LONGEST_ALT:
        yield Check("long_alt", False, N("The alt text of photograph {photo} is long: {n} characters."),
                    {**number, "n": len(alt)}, advice=N("Shorten it."))  # fmt: skip


def _licence(photo: PhotoUse, context: Context, number: Mapping[str, str]) -> Iterator[Check]:
    if photo.licence == "no_promotion" and context.promotional:
        yield Check("photo_promotion", True, N("Photograph {photo} must not be used for promotion."),
                    number, advice=N("Choose another photograph, or ask for a consent."))  # fmt: skip
    if photo.licence == "news" and context.promotional:
        yield Check("photo_promotion", False, N("Photograph {photo} was taken as news and invites to an event here."),
                    number, advice=N("Choose another photograph, or ask for a consent."))  # fmt: skip
    if photo.licence_until and context.day and photo.licence_until < context.day:
        yield Check("photo_expired", True, N("The right to use photograph {photo} ended on {date}."),
                    {**number, "date": dates.date(photo.licence_until)},
                    advice=N("Choose another photograph, or ask for a consent."))  # fmt: skip
    if photo.licence == "consent" and not photo.scope:
        yield Check("photo_scope", False, N("The consent of photograph {photo} does not say for which channels it is."),
                    number, advice=N("Write the channels into the note of its licence."))  # fmt: skip


def scope(channel: str, text: str, context: Context) -> Iterator[Check]:
    """Photographs whose consent does not name this channel."""
    for photo in context.photos:
        known, number = photo.licence == "consent" and photo.scope, _named(photo, context)
        if known and channel in _SHOWN and not photo.scope & {channel, "*"}:
            yield Check("photo_scope", True, N("The consent of photograph {photo} is not for this channel."),
                        number,
                        advice=N("Leave the photograph out, or ask for a wider consent."))  # fmt: skip


def image_only(content: Content, channel: str, text: str, context: Context) -> Iterator[Check]:
    """An invitation whose date or place stands on the picture only; a reader of the screen and a search see nothing."""
    if not (content.alts or context.photos) or channel not in _SHOWN:
        return
    parts = (content.title, content.perex, text) if channel in _WITH_TITLE else (text,)
    if _is_invitation(parts, context) and not any(said.tells_day(part) for part in parts):
        yield Check("image_only", True, N("The invitation says its date only in the picture, or nowhere."),
                    advice=N("Write the day, the time and the place into the text too."))  # fmt: skip


def _is_invitation(parts: Sequence[str], context: Context) -> bool:
    ahead = context.event is not None and context.event.state in ("proposed", "confirmed")
    return ahead or any(_INVITES.search(fold(part)) or _POSTER.search(fold(part)) for part in parts)
