"""What a channel gets of a post: its wording as it is sent, pictures with alt texts, a link that can be found again."""

import html
import re
import unicodedata
from urllib.parse import urlsplit, urlunsplit

from lib.czech.slug import slug
from lib.outbox import Kind, Parcel, Picture
from lib.outbox.letters import with_link
from lib.publishing.drafts import Town
from lib.publishing.records import Story

LONG = ("web", "newsletter", "press", "radio", "tv")
"""Wordings that may be the neutral text, when nobody has written another one."""
WITHOUT = ("sms", "instagram", *LONG)
"""Wordings below which no link is put: they have a place of their own for it, or none."""
WIDEST = "99999-99"
"""A mark as long as they come: before a post is sent nobody knows its own."""
SQUARE, WIDE = "1080x1080", "1200x630"
PICTURE = "/feeds/obrazek/"
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNSENT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def parcel(story: Story, kind: Kind, town: Town, public_base: str, mark: str = "") -> Parcel:
    """The post for a kind of channel: texts without control characters, in NFC. An empty `text` means that nobody has
    written one. `mark` goes along in the link; pictures get addresses below `public_base` where the kind asks for them.
    """
    link = marked(cleaned(story.link), mark)
    text = wording(story, kind.wording).replace(cleaned(story.link), link) if link else wording(story, kind.wording)
    title = " ".join(cleaned(story.title).split())
    return Parcel(
        title=title,
        text=text,
        perex=cleaned(story.perex),
        html=paragraphs(text) if kind.wording in LONG else "",
        link=link,
        mark=mark if link else "",
        slug=slug(title),
        pictures=pictures(story, kind, public_base),
        extra={"town": town.name, "author": cleaned(story.author), "price": cleaned(story.price)}
        | ({"embargo_until": story.embargo_until} if story.embargo_until else {}),
    )


def wording(story: Story, name: str) -> str:
    """The text of a wording as it is sent; long ones fall back on the neutral text."""
    own = cleaned(story.texts.get(name, ""))
    return own or (cleaned(story.body) or cleaned(story.texts.get("web", "")) if name in LONG else "")


def cleaned(text: str) -> str:
    """The text as it is sent: composed letters, one sign for the end of a line, no control characters, nothing that
    is not a letter of Unicode."""
    plain = _UNSENT.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ")
    return unicodedata.normalize("NFC", plain).strip()


def paragraphs(text: str) -> str:
    """Plain paragraphs as HTML; whatever was typed is text: `<script>` is read, not run."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    return "".join(f"<p>{html.escape(part).replace(chr(10), '<br>')}</p>" for part in parts)


def pictures(story: Story, kind: Kind, public_base: str) -> tuple[Picture, ...]:
    """The photographs with their authors, or without them the card in the shape of the channel."""
    if kind.limits.pictures == 0:
        return ()
    base = public_base.rstrip("/")
    if story.photos:
        made = [
            Picture(photo.file, cleaned(photo.alt), _address(base, photo.file, kind), cleaned(photo.credit))
            for photo in story.photos
        ]
    else:
        wanted = SQUARE if kind.wording == "instagram" else WIDE
        cards = sorted(story.cards, key=lambda card: card.format != wanted)[:1]
        made = [Picture(card.file, cleaned(card.alt), _address(base, card.file, kind)) for card in cards]
    return tuple(made[: kind.limits.pictures])


def _address(base: str, file: str, kind: Kind) -> str:
    return f"{base}{PICTURE}{file}" if kind.picture_needs_public_address and base else ""


def marked(link: str, mark: str) -> str:
    """The link with a mark by which the message is found again; a link that is not one of the web stays as it is."""
    parts = urlsplit(link)
    if not mark or parts.scheme not in ("http", "https"):
        return link
    return urlunsplit(parts._replace(query=f"{parts.query}&z={mark}" if parts.query else f"z={mark}"))


def below(text: str, link: str, wording: str) -> str:
    """A text with the link below it, where the channel adds it."""
    return text if wording in WITHOUT else with_link(text, link)


def counted(text: str, link: str, wording: str) -> str:
    """A text as it is counted while it is being written: with its link, as long as it may become."""
    if not link or not text:
        return text
    try:
        wide = marked(link, WIDEST)
    except ValueError:
        wide = link
    return below(text.replace(link, wide), wide, wording)
