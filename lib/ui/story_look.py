"""How a text of a post will look in its channel, and how long it is there, both while it is being written."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lib.czech import sms
from lib.i18n import t
from lib.outbox.records import Limits
from lib.publishing import Content
from lib.publishing.drafts import Town
from lib.publishing.parcels import LONG, WITHOUT, cleaned, counted
from lib.ui.forms import Form
from lib.ui.script import component

_draw = component("kancelar_story_text", "story_text.js", ("story_text.css",))
SPOKEN = ("radio", "tv")
_GSM = {"basic": "".join(sorted(sms._GSM)), "double": "".join(sorted(sms._GSM_DOUBLE))}


@dataclass(frozen=True)
class Shown:
    """Pictures of a preview: the wide one and the square one, as addresses, with what they say in words."""

    wide: str = ""
    wide_alt: str = ""
    square: str = ""
    square_alt: str = ""


def inline(png: bytes) -> str:
    """A picture that is not stored yet, as an address."""
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


def as_seen(form: Form, channel: str, limits: Limits, content: Content, pictures: Shown, town: Town,
            prices: tuple[int, int]) -> None:  # fmt: skip
    """Draw the count and the likeness of one channel's text; both follow the fields of the form letter by letter."""
    fields = {"title": "title", "perex": "perex", "text": f"text.{channel}"}
    if channel in LONG:
        fields["body"] = "body" if content.body.strip() or not content.texts.get("web") else "text.web"
    classes = {name: css_class(form.key(field)) for name, field in fields.items()}
    stored(form.key(f"look.{channel}"), channel, limits, content, pictures, town, prices, classes)


def stored(key: str, channel: str, limits: Limits, content: Content, pictures: Shown, town: Town,
           prices: tuple[int, int], fields: Mapping[str, str] = MappingProxyType({})) -> None:  # fmt: skip
    """The same of a text that is only read; `fields` are the classes of those that are followed."""
    kind = "spoken" if channel in SPOKEN else channel
    _draw(key=key, data={"kind": kind, "fields": dict(fields), **_measured(limits, prices),
                         "link": _link(channel, content),
                         **_shown(_values(channel, content), pictures, town)})  # fmt: skip


def _values(channel: str, content: Content) -> dict[str, str]:
    """What stands in the fields; the common text only where the channel takes it."""
    body = (content.body or content.texts.get("web", "")) if channel in LONG else ""
    return {"title": content.title, "perex": content.perex, "body": body, "text": content.texts.get(channel, "")}


def css_class(key: str) -> str:
    """The class by which Streamlit marks the widget of a key."""
    return "st-key-" + re.sub(r"[^a-zA-Z0-9_-]", "-", key.strip())


def _link(channel: str, content: Content) -> dict[str, object]:
    """The link as it is counted: what stands for it when it is sent, and whether the channel puts it below the text."""
    link = cleaned(content.link)
    return {"address": link, "sent": counted(link, link, channel), "below": channel not in WITHOUT}


def _measured(limits: Limits, prices: tuple[int, int]) -> dict[str, object]:
    most = limits.characters
    return {
        "limits": {"most": most, "unit": limits.unit, "hashtags": limits.hashtags},
        "price": {"part": prices[0], "recipients": prices[1]},
        "gsm": _GSM,
    }


def _shown(values: dict[str, str], pictures: Shown, town: Town) -> dict[str, object]:
    look = {
        "town": t("Town of {name}", name=town.name),
        "initial": town.name[:1],
        "host": town.host,
        "picture": pictures.wide,
        "alt": pictures.wide_alt,
        "square": pictures.square,
        "squareAlt": pictures.square_alt,
        "noPicture": t("A picture is missing here; without it the channel takes nothing."),
    }
    return {"values": values, "look": look, "words": _words()}


def _words() -> dict[str, str]:
    return {
        "preview": t("How it will look"),
        "empty": t("Nothing is written for this channel yet."),
        "shared": t("The common text is used."),
        "length": t("{length} of {most} characters", length="{length}", most="{most}"),
        "free": t("{length} characters", length="{length}"),
        "tags": t("{n} of {most} hashtags", n="{n}", most="{most}"),
        "sms": t("{length} characters · {encoding} · parts: {parts} · {cost} Kč · {left} left in this part",
                 length="{length}", encoding="{encoding}", parts="{parts}", cost="{cost}", left="{left}"),
        "part": t("part {n}", n="{n}"),
        "now": t("just now"),
        "more": t("See more"),
        "subject": t("Subject"),
        "from": t("From"),
        "unsubscribe": t("At the end of each mail there is the way to unsubscribe."),
        "read": t("Read aloud"),
    }  # fmt: skip
