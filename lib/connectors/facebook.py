"""A Facebook page by the Graph API: photos go up unseen, then one call publishes the post.

There is no key of ours at Facebook: after an unknown outcome the page's own posts are read and compared by the link
with our mark, or else by the whole text (`way` findable). A post with photos shows no preview of a link, so its link
stands in the text.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lib import clock
from lib.connectors import meta_http
from lib.connectors.channel_pictures import ready
from lib.connectors.meta_codes import Missing, spare
from lib.connectors.meta_http import Graph, rows_of
from lib.connectors.metric import SEEN, Metric
from lib.i18n import N
from lib.outbox.letters import with_link
from lib.outbox.records import (
    Asked,
    Disconnected,
    Health,
    Kind,
    Limits,
    Message,
    NoAnswer,
    Parcel,
    Picture,
    Sent,
    Way,
    WrongContent,
)

CHARACTERS = 63_206
PICTURES = 10
PICTURE_BYTES = 3_999_999
"""The interface says: under 4 MB."""
SEEN_BEFORE_SECONDS = 600
"""How long before its time a post may already be there by the page's clock."""
LISTS = 10
POST_METRICS = ("post_total_media_view_unique", "post_media_view")


@dataclass(frozen=True)
class Prepared:
    """The text as it is sent and the photos that lie at Facebook unseen."""

    text: str
    media: tuple[str, ...]


class Facebook:
    """One page."""

    way: Way = "findable"

    def __init__(self, graph: Graph, page: str) -> None:
        self._graph, self._page = graph, page

    def prepare(self, message: Message) -> Prepared:
        parcel = message.parcel
        text = wording(parcel)
        if len(text) > CHARACTERS:
            raise WrongContent(N("The text has {n} characters, Facebook takes {most}."), n=len(text), most=CHARACTERS)
        if len(parcel.pictures) > PICTURES:
            raise WrongContent(N("Facebook takes at most {most} pictures in a post."), most=PICTURES)
        if message.operation != "publish":
            return Prepared(text, ())
        spare(self._graph.get(self._page, fields="id"))
        return Prepared(text, tuple(self._uploaded(picture) for picture in parcel.pictures))

    def _uploaded(self, picture: Picture) -> str:
        said = {"published": "false", "alt_text_custom": picture.alt}
        if meta_http.is_public(picture.url):
            answer = self._graph.upload(f"{self._page}/photos", json={**said, "published": False, "url": picture.url})
        else:
            file = ready(picture, PICTURE_BYTES)
            source = {"source": (file.name, file.content, file.mime)}
            answer = self._graph.upload(f"{self._page}/photos", data=said, files=source)
        return answer.text("id")

    def submit(self, message: Message, prepared: Prepared) -> Sent:
        if message.operation == "withdraw":
            return self._withdraw(message)
        if message.operation == "correct":
            answer = self._graph.change("POST", _known(message), json={"message": prepared.text})
            return answer.sent(_known(message), message.remote_url or "")
        body: dict[str, Any] = {"message": prepared.text, "published": True}
        if prepared.media:
            body["attached_media"] = [{"media_fbid": one} for one in prepared.media]
        elif message.parcel.link:
            body["link"] = message.parcel.link
        answer = self._graph.change("POST", f"{self._page}/feed", params={"fields": "id,permalink_url"}, json=body)
        if not answer.text("id"):
            raise answer.unplaced()
        return answer.sent(answer.text("id"), answer.text("permalink_url"))

    def _withdraw(self, message: Message) -> Sent:
        try:
            return self._graph.change("DELETE", _known(message)).sent(_known(message))
        except Missing:
            return Sent(_known(message))

    def find(self, message: Message) -> Sent | None:
        """The post among those on the page since its time; for a correction or a withdrawal, how the post is now."""
        if message.operation != "publish":
            return self._found_changed(message)
        since = int(clock.parse(message.publish_at).timestamp()) - SEEN_BEFORE_SECONDS
        query = {"since": str(since), "fields": "id,message,permalink_url,attachments{unshimmed_url}", "limit": "100"}
        wanted = wording(message.parcel)
        for _ in range(LISTS):
            answer = self._graph.get(f"{self._page}/feed", **query)
            for row in rows_of(answer):
                if _is_ours(row, wanted, message.parcel):
                    return answer.sent(str(row["id"]), str(row.get("permalink_url", "")))
            after = _next(answer.data)
            if after is None:
                return None
            query["after"] = after
        raise NoAnswer(N("There are too many posts on the page to find ours. Look at the page."))

    def _found_changed(self, message: Message) -> Sent | None:
        try:
            answer = self._graph.get(_known(message), fields="message,permalink_url")
        except Missing:
            return Sent(_known(message)) if message.operation == "withdraw" else None
        is_now = _hash(answer.text("message")) == _hash(wording(message.parcel))
        done = message.operation == "correct" and is_now
        return answer.sent(_known(message), answer.text("permalink_url")) if done else None

    def confirm(self, message: Message, sent: Sent) -> Sent:
        if message.operation == "withdraw":
            return sent
        answer = self._graph.get(sent.remote_id, fields="permalink_url")
        return answer.sent(sent.remote_id, answer.text("permalink_url") or sent.url)

    def check(self) -> Health:
        answer = self._graph.get("me", fields="id,name")
        if answer.text("id") != self._page:
            raise Disconnected(
                N("The token belongs to {name}, not to the page {page}. Use the token of the page."),
                name=answer.text("name") or "?", page=self._page,
            )  # fmt: skip
        return Health(answer.text("name"))

    def insights(self, post_id: str) -> list[Metric]:
        """Reach of one post."""
        return meta_http.metrics(self._graph, post_id, POST_METRICS)


def wording(parcel: Parcel) -> str:
    """The text as it is sent: beside photos the link stands in it."""
    return with_link(parcel.text, parcel.link) if parcel.pictures else parcel.text


def _is_ours(row: Mapping[str, Any], wanted: str, parcel: Parcel) -> bool:
    shown = str(row.get("message", ""))
    attached = row.get("attachments")
    links = attached.get("data", ()) if isinstance(attached, dict) else ()
    seen = shown + " ".join(str(link.get("unshimmed_url", "")) for link in links)
    return bool(parcel.mark and parcel.mark in seen) or _hash(shown) == _hash(wanted)


def _hash(text: str) -> str:
    """Of the words: Facebook changes white space."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def _next(data: Mapping[str, Any]) -> str | None:
    paging = data.get("paging") or {}
    return paging.get("cursors", {}).get("after") if paging.get("next") else None


def _known(message: Message) -> str:
    if not message.remote_id:
        raise WrongContent(N("It is not known which post this is about."))
    return message.remote_id


def _make(options: Mapping[str, Any], secrets: Mapping[str, str]) -> Facebook:
    return Facebook(meta_http.set_up(options, secrets), str(options.get("page", "")).strip())


KIND = Kind(
    "facebook",
    N("Facebook page"),
    "facebook",
    (
        Asked(
            "page", N("Number of the page"), help=N("In the settings of the page, under Page transparency."), leads=True
        ),
        *meta_http.FIELDS,
    ),
    Limits(CHARACTERS, pictures=PICTURES, picture_bytes=PICTURE_BYTES),
    _make,
    tells=SEEN,
)
