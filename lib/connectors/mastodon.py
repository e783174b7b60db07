"""An account on a Mastodon server or one that speaks as Mastodon does.

Each message goes with an Idempotency-Key of its own, but servers forget it after an hour, write it down after the post,
or ignore it (Takahe). So after an unknown outcome the account's own posts are read and ours is known by its mark.
"""

import datetime as dt
import html
import re
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lib import clock
from lib.connectors.channel_http import Answer, Wire, address
from lib.connectors.channel_pictures import Ready, ready
from lib.connectors.channel_text import graphemes, post_text
from lib.connectors.metric import DONE, Metric, counted
from lib.errors import BadInput
from lib.i18n import N
from lib.outbox.records import (
    Asked,
    Channel,
    Disconnected,
    Health,
    Kind,
    Limits,
    Message,
    Parcel,
    Sent,
    Transient,
    Trouble,
    Way,
)  # fmt: skip
from lib.outbox.records import WrongContent as Wrong

CHARACTERS, PICTURES, PICTURE_BYTES = 500, 4, 8_000_000
ROOM = CHARACTERS - 25
"""What is left for the text beside the link, which counts 23, and the line between."""
PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds between questions whether an uploaded picture is ready."""
PAGES, A_PAGE = 10, 40
METRICS = ("favourites_count", "reblogs_count", "replies_count", "quotes_count")
CLOCKS_DIFFER = dt.timedelta(minutes=5)
LINK = re.compile(r"https?://\S+")
VISIBILITIES = (("public", N("Public")), ("unlisted", N("Public, but not in timelines of strangers")))


@dataclass(frozen=True)
class Prepared:
    """The text as it is sent, and the pictures that lie at the server unseen."""

    text: str
    media: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rules:
    """What this server takes; `link` is for how many characters it counts a link, None: for all of them."""

    characters: int = CHARACTERS
    pictures: int = PICTURES
    picture_bytes: int = PICTURE_BYTES
    link: int | None = None

    def length(self, text: str) -> int:
        return graphemes(text if self.link is None else LINK.sub("x" * self.link, text))


class Mastodon:
    """One account."""

    way: Way = "findable"

    def __init__(self, wire: Wire, visibility: str = "public", sleep: Callable[[float], None] = time.sleep) -> None:
        self._wire, self._visibility, self._sleep = wire, visibility, sleep

    def prepare(self, message: Message) -> Prepared:
        if message.operation == "withdraw":
            return Prepared("")
        rules, parcel = self._rules(), message.parcel
        text = post_text(parcel)
        if (long := rules.length(text)) > rules.characters:
            raise Wrong(N("The text has {n} characters, {host} takes {most}."), n=long, most=rules.characters,
                        host=self._wire.host)  # fmt: skip
        if len(parcel.pictures) > rules.pictures:
            raise Wrong(N("{host} takes at most {most} pictures in a post."), most=rules.pictures, host=self._wire.host)
        media = tuple(self._uploaded(ready(one, rules.picture_bytes)) for one in parcel.pictures)
        return Prepared(text, media)

    def submit(self, message: Message, prepared: Prepared) -> Sent:
        if message.operation == "withdraw":
            return self._withdraw(message)
        body = {"status": prepared.text, "media_ids": list(prepared.media), "language": message.parcel.language}
        if message.operation == "correct":
            return _sent(self._wire.send("PUT", f"/api/v1/statuses/{_known(message)}", json=body))
        key = {"idempotency-key": str(uuid.uuid5(uuid.NAMESPACE_URL, message.key))}
        body["visibility"] = self._visibility
        return _sent(self._wire.send("POST", "/api/v1/statuses", json=body, headers=key))

    def _withdraw(self, message: Message) -> Sent:
        try:
            return self._wire.send("DELETE", f"/api/v1/statuses/{_known(message)}").sent(_known(message))
        except Trouble as trouble:
            if trouble.status in (404, 410):
                return Sent(_known(message), "", trouble.status, trouble.headers, trouble.body)
            raise

    def find(self, message: Message) -> Sent | None:
        """Our post among the account's newest; None for a correction or withdrawal, which repeat without harm."""
        if message.operation != "publish":
            return None
        me = self._wire.ask("GET", "/api/v1/accounts/verify_credentials").data["id"]
        since, query = (
            clock.parse(message.created_at) - CLOCKS_DIFFER,
            {"limit": str(A_PAGE), "exclude_reblogs": "true"},
        )
        for _ in range(PAGES):
            answer = self._wire.ask("GET", f"/api/v1/accounts/{me}/statuses", params=query)
            for status in answer.data:
                if clock.parse(str(status["created_at"])) < since and not status.get("pinned"):
                    return None
                if _is_ours(status, message.parcel):
                    return answer.sent(str(status["id"]), str(status.get("url") or ""))
            if not answer.data:
                return None
            query["max_id"] = str(answer.data[-1]["id"])
        raise Transient(N("There are too many posts at {host} to find ours. Look there."), host=self._wire.host)

    def confirm(self, message: Message, sent: Sent) -> Sent:
        if message.operation == "withdraw":
            return sent
        return _sent(self._wire.ask("GET", f"/api/v1/statuses/{sent.remote_id}"))

    def check(self) -> Health:
        answer = self._wire.ask("GET", "/api/v1/accounts/verify_credentials")
        if "acct" not in answer.fields:
            raise answer.trouble(Disconnected, N("{host} is no Mastodon server. Check the address."))
        return Health(f"@{answer.data['acct']}@{self._wire.host}")

    def insights(self, post_id: str) -> list[Metric]:
        """What people did with one post; nothing for one that is gone. How many saw it, no server counts."""
        try:
            answer = self._wire.ask("GET", f"/api/v1/statuses/{post_id}")
        except Wrong:
            return []
        return counted(answer.fields, METRICS, "Mastodon API", "v1")

    def _rules(self) -> Rules:
        """What the server says that it takes; what is usual where it says nothing."""
        try:
            told = self._wire.ask("GET", "/api/v2/instance").fields.get("configuration") or {}
        except (Disconnected, Wrong):
            return Rules()
        texts, pictures = told.get("statuses") or {}, told.get("media_attachments") or {}
        return Rules(
            int(texts.get("max_characters") or CHARACTERS),
            int(texts.get("max_media_attachments") or PICTURES),
            min(int(pictures.get("image_size_limit") or PICTURE_BYTES), PICTURE_BYTES),
            texts.get("characters_reserved_per_url"),
        )

    def _uploaded(self, picture: Ready) -> str:
        """The id of a picture that the server has finished working on."""
        file = {"file": (picture.name, picture.content, picture.mime)}
        answer = self._wire.ask("POST", "/api/v2/media", files=file, data={"description": picture.alt})
        number, pauses = str(answer.data["id"]), iter(PAUSES)
        while answer.status in (202, 206):
            pause = next(pauses, None)
            if pause is None:
                raise answer.trouble(Transient, N("{host} is still working on the picture. It will be tried again."))
            self._sleep(pause)
            answer = self._wire.ask("GET", f"/api/v1/media/{number}")
        return number


def judged(answer: Answer) -> Trouble | None:
    """What Mastodon means where its status alone misleads."""
    said = str(answer.fields.get("error", ""))
    if answer.status == 422 and "not finished processing" in said:
        return answer.trouble(Transient, N("{host} is still working on the picture. It will be tried again."))
    if answer.status == 422:
        return answer.trouble(Wrong, N("{host} refused the post: {reason}"), reason=said[:500])
    if answer.status == 404 and isinstance(answer.data, dict):
        return answer.trouble(Wrong, N("The post is no longer at {host}. Somebody deleted it there."))
    if answer.status == 403 and "disabled" in said:
        return answer.trouble(Disconnected, N("The account at {host} is blocked: {reason}"), reason=said[:500])
    return None


def _sent(answer: Answer) -> Sent:
    """The status of an answer; NoAnswer when it names none, or only one that was planned."""
    if not answer.fields.get("id") or "content" not in answer.fields:
        raise answer.unplaced()
    return answer.sent(str(answer.data["id"]), str(answer.data.get("url") or ""))


def _is_ours(status: Mapping[str, Any], parcel: Parcel) -> bool:
    content = str(status.get("content", ""))
    if parcel.mark:
        return parcel.mark in html.unescape(content)
    return _letters(html.unescape(re.sub(r"<[^>]*>", "", content))) == _letters(post_text(parcel))


def _letters(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _known(message: Message) -> str:
    if not (message.remote_id or "").isalnum():
        raise Wrong(N("It is not known under which number the post is at the channel."))
    return str(message.remote_id)


def _made(options: Mapping[str, Any], secrets: Mapping[str, str]) -> Channel:
    token = secrets.get("token", "").strip()
    if not token:
        raise BadInput("Fill in the access token.", field="token")
    wire = Wire(
        address(str(options.get("url", ""))), {"authorization": f"Bearer {token}"}, secrets=(token,), judge=judged
    )
    wanted = str(options.get("visibility") or "public")
    return Mastodon(wire, wanted if wanted in dict(VISIBILITIES) else "public")


KIND = Kind(
    code="mastodon",
    title="Mastodon",
    wording="mastodon",
    fields=(
        Asked("url", N("Address of the server"), "url", help=N("For example https://mastodon.social."), leads=True),
        Asked("token", N("Access token"), "secret",
              help=N("From Preferences, Development, with the rights read and write.")),
        Asked("visibility", N("Who sees it"), "choice", "public", VISIBILITIES),
    ),
    limits=Limits(ROOM, "graphemes", pictures=PICTURES, picture_bytes=PICTURE_BYTES),
    make=_made,
    tells=DONE,
)  # fmt: skip
