"""An Instagram account by the Graph API: a container is made from pictures on the web, then one call publishes it.

Meta downloads each picture by its public address, so the web comes first. The container is the key: it is written down
before it is published, and after an unknown outcome its `status_code` says whether the post is out. Instagram lets
nobody change or delete a post through the API.
"""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from lib import store
from lib.connectors import meta_http
from lib.connectors.instagram_pictures import shape_problem
from lib.connectors.meta_codes import DAILY_SECONDS, Missing, spare
from lib.connectors.meta_http import Graph, rows_of
from lib.connectors.metric import SEEN, Metric
from lib.i18n import N
from lib.outbox import parts
from lib.outbox.records import (
    Asked,
    Health,
    Kind,
    Limits,
    Message,
    Parcel,
    Picture,
    Sent,
    Transient,
    Way,
    WrongContent,
)

CAPTION = 2200
HASHTAGS = 30
PICTURES = 10
LOOKS, PAUSE_SECONDS = 20, 3.0
METRICS = ("reach", "views", "likes", "comments", "saved", "shares")
_HASHTAG = re.compile(r"#\w+")


class Instagram:
    """One professional account."""

    way: Way = "findable"

    def __init__(self, graph: Graph, account: str, *, pause: Callable[[float], None] = time.sleep) -> None:
        self._graph, self._account, self._pause = graph, account, pause

    def prepare(self, message: Message) -> str:
        """The container, ready to be published; one that is left from before is used again."""
        if message.operation != "publish":
            raise WrongContent(
                N("Instagram lets nobody change or delete a post from outside. Do it in the application.")
            )
        parcel = _on_the_web(message)
        _check(parcel)
        for container in _made(message.key):
            state = self._state(container)
            if state in ("PUBLISHED", "FINISHED"):
                return container
            if state == "IN_PROGRESS":
                return self._ready(container)
        self._room_today()
        container = self._container(parcel)
        with store.write() as db:
            parts.begin(db, message.key, container)
            parts.settle(db, message.key, container, "postponed")
        return self._ready(container)

    def _room_today(self) -> None:
        """RateLimited when the account has used up what it may publish a day."""
        answer = self._graph.get(f"{self._account}/content_publishing_limit", fields="config,quota_usage")
        spare(answer)
        for row in rows_of(answer):
            total = (row.get("config") or {}).get("quota_total")
            if isinstance(total, int) and int(row.get("quota_usage") or 0) >= total:
                raise answer.limited(DAILY_SECONDS)

    def _container(self, parcel: Parcel) -> str:
        path, first = f"{self._account}/media", parcel.pictures[0]
        if len(parcel.pictures) == 1:
            answer = self._graph.upload(path, data={**_picture(first), "caption": parcel.text})
        else:
            items = [{**_picture(picture), "is_carousel_item": "true"} for picture in parcel.pictures]
            children = [self._graph.upload(path, data=item).text("id") for item in items]
            both = {"media_type": "CAROUSEL", "children": ",".join(children), "caption": parcel.text}
            answer = self._graph.upload(path, data=both)
        if not answer.text("id"):
            raise answer.trouble(Transient, N("Instagram did not take the pictures. It will be tried again."))
        return answer.text("id")

    def _state(self, container: str) -> str:
        try:
            return self._graph.get(container, fields="status_code,status").text("status_code")
        except Missing:
            return "EXPIRED"

    def _ready(self, container: str) -> str:
        for _ in range(LOOKS):
            state = self._state(container)
            if state in ("FINISHED", "PUBLISHED"):
                return container
            if state != "IN_PROGRESS":
                raise WrongContent(N("Instagram could not read the pictures. Check that they open on the web."))
            self._pause(PAUSE_SECONDS)
        raise Transient(N("Instagram is still reading the pictures. It will be looked at again."))

    def submit(self, message: Message, prepared: str) -> Sent:
        if self._state(prepared) == "PUBLISHED":
            return self._published(message, prepared)
        answer = self._graph.change("POST", f"{self._account}/media_publish", data={"creation_id": prepared})
        if not answer.text("id"):
            raise answer.unplaced()
        _remember(message.key, prepared, answer.text("id"))
        return answer.sent(answer.text("id"))

    def find(self, message: Message) -> Sent | None:
        """What the containers of the message say; `PUBLISHED` is done and never published again."""
        for container in _made(message.key):
            if self._state(container) == "PUBLISHED":
                return self._published(message, container)
        return None

    def _published(self, message: Message, container: str) -> Sent:
        """The post of a published container: the API does not lead from one to the other, the caption does."""
        answer = self._graph.get(f"{self._account}/media", fields="id,caption,permalink", limit="25")
        wanted = " ".join(message.parcel.text.split())
        same = [row for row in rows_of(answer) if " ".join(str(row.get("caption", "")).split()) == wanted]
        media = str(same[0]["id"]) if same else f"container:{container}"
        _remember(message.key, container, media)
        return answer.sent(media, str(same[0].get("permalink", "")) if same else "")

    def confirm(self, message: Message, sent: Sent) -> Sent:
        if sent.remote_id.startswith("container:"):
            return sent
        answer = self._graph.get(sent.remote_id, fields="permalink")
        return answer.sent(sent.remote_id, answer.text("permalink") or sent.url)

    def check(self) -> Health:
        return Health(self._graph.get(self._account, fields="id,username").text("username"))

    def insights(self, post_id: str) -> list[Metric]:
        """Reach of one post."""
        return meta_http.metrics(self._graph, post_id, METRICS)


def _on_the_web(message: Message) -> Parcel:
    """The parcel with the addresses that the website gave to its pictures, when it went there first."""
    parcel = message.parcel
    if message.after_id is None:
        return parcel
    with store.read() as db:
        urls = parts.hosted(db, message.after_id)
    return replace(parcel, pictures=tuple(replace(one, url=urls.get(one.file, one.url)) for one in parcel.pictures))


def _check(parcel: Parcel) -> None:
    """WrongContent for what Instagram would refuse."""
    hashtags = len(_HASHTAG.findall(parcel.text))
    if len(parcel.text) > CAPTION:
        raise WrongContent(N("The text has {n} characters, Instagram takes {most}."), n=len(parcel.text), most=CAPTION)
    if hashtags > HASHTAGS:
        raise WrongContent(N("The text has {n} hashtags, Instagram takes {most}."), n=hashtags, most=HASHTAGS)
    if not 1 <= len(parcel.pictures) <= PICTURES:
        raise WrongContent(N("Instagram wants 1 to {most} pictures."), most=PICTURES)
    for picture in parcel.pictures:
        if not meta_http.is_public(picture.url):
            raise WrongContent(N("Instagram takes pictures from the web only. Publish the story on the web first."))
        if problem := shape_problem(picture):
            raise WrongContent(problem)


def _picture(picture: Picture) -> dict[str, str]:
    return {"image_url": picture.url} | ({"alt_text": picture.alt} if picture.alt else {})


def _made(key: str) -> list[str]:
    """The containers made for a message and not known to be unusable."""
    with store.read() as db:
        return list(parts.known(db, key))


def _remember(key: str, container: str, media: str) -> None:
    with store.write() as db:
        parts.settle(db, key, container, "accepted", media)


def _make(options: Mapping[str, Any], secrets: Mapping[str, str]) -> Instagram:
    return Instagram(meta_http.set_up(options, secrets), str(options.get("account", "")).strip())


KIND = Kind(
    "instagram",
    N("Instagram"),
    "instagram",
    (
        Asked(
            "account",
            N("Number of the Instagram account"),
            help=N("Not the name: the number that Meta shows."),
            leads=True,
        ),
        *meta_http.FIELDS,
    ),
    Limits(CAPTION, hashtags=HASHTAGS, pictures=PICTURES, needs_picture=True, can_correct=False, can_withdraw=False),
    _make,
    picture_needs_public_address=True,
    takes_hosted_pictures=True,
    tells=SEEN,
)
