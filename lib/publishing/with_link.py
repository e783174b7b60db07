"""The link that goes out with a text: marked so that the message can be found again, below the text or in it."""

from urllib.parse import urlsplit, urlunsplit

LONG = ("web", "newsletter", "press", "radio", "tv")
"""Wordings that may be the neutral text, when nobody has written another one."""
WITHOUT = ("sms", "instagram", *LONG)
"""Wordings below which no link is put: they have a place of their own for it, or none."""
WIDEST = "99999-99"
"""A mark as long as they come: before a post is sent nobody knows its own."""


def marked(link: str, mark: str) -> str:
    """The link with a mark by which the message is found again; a link that is not one of the web stays as it is."""
    parts = urlsplit(link)
    if not mark or parts.scheme not in ("http", "https"):
        return link
    return urlunsplit(parts._replace(query=f"{parts.query}&z={mark}" if parts.query else f"z={mark}"))


def below(text: str, link: str, wording: str) -> str:
    """A text with the link below it, where the channel adds it and the text has not got it already."""
    return f"{text}\n\n{link}" if link and link not in text and wording not in WITHOUT else text


def counted(text: str, link: str, wording: str) -> str:
    """A text as it is counted while it is being written: with its link, as long as it may become."""
    if not link or not text:
        return text
    try:
        wide = marked(link, WIDEST)
    except ValueError:
        wide = link
    return below(text.replace(link, wide), wide, wording)
