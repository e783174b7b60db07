"""A WordPress site by its REST interface, with an application password of an account that may publish.

A second identical post would be a new one with `-2` behind its name, so every message has a name (slug) of its own, by
which it is found after an unknown outcome. Pictures are named by their content and found again too. Facts:
WordPress 6.1.9 as it was seen.
"""

import base64
import hashlib
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lib import store
from lib.connectors.channel_http import Answer, Wire, address
from lib.connectors.channel_pictures import Ready, ready
from lib.connectors.wordpress import markup
from lib.connectors.wordpress.codes import GONE, IN_THE_BIN, judged
from lib.connectors.wordpress.markup import Figure
from lib.errors import BadInput
from lib.i18n import N
from lib.outbox import parts
from lib.outbox.records import (
    HOSTED,
    Asked,
    Channel,
    Disconnected,
    Health,
    Kind,
    Limits,
    Message,
    NoAnswer,
    Parcel,
    Picture,
    Sent,
    Transient,
    Trouble,
    Way,
    WrongContent,
)  # fmt: skip

API = "/wp-json/wp/v2"
PICTURE_BYTES = 4_000_000
LONGEST_SLUG = 150
MOST_PAGES = 20
SEPARATOR = re.compile(r"[;,\n]")


@dataclass(frozen=True)
class Prepared:
    """The fields of the post as they are sent."""

    fields: Mapping[str, Any]


class WordPress:
    """One site under one account."""

    way: Way = "findable"

    def __init__(self, url: str, user: str, password: str, categories: str = "") -> None:
        token = base64.b64encode(f"{user}:{password}".encode()).decode()
        self._wire = Wire(url + API, auth=(user, password), secrets=(token, password, password.replace(" ", "")),
                          judge=judged)  # fmt: skip
        self._categories = tuple(one.strip() for one in SEPARATOR.split(categories) if one.strip())

    def prepare(self, message: Message) -> Prepared:
        if message.operation == "withdraw":
            return Prepared({})
        parcel = message.parcel
        self._host(message)
        media = [self._uploaded(ready(picture, PICTURE_BYTES)) for picture in parcel.pictures]
        fields = {
            "title": markup.text(parcel.title),
            "excerpt": markup.text(parcel.perex),
            "content": _content(parcel, [shown for _, shown in media[1:]]),
            "featured_media": media[0][0] if media else 0,
        }
        if self._categories:
            fields["categories"] = self._category_numbers()
        if message.operation == "publish":
            fields |= {"slug": remote_slug(message), "status": "publish"}
        return Prepared(fields)

    def submit(self, message: Message, prepared: Prepared) -> Sent:
        if message.operation == "withdraw":
            return self._withdraw(message)
        place = "/posts" if message.operation == "publish" else f"/posts/{_known(message)}"
        answer = self._wire.send("POST", place, json=prepared.fields)
        sent = _sent(answer, answer.data)
        if answer.fields.get("status") == "trash":
            raise answer.trouble(WrongContent, N("The post lies in the bin of {host}. Somebody put it there."))
        return sent

    def _withdraw(self, message: Message) -> Sent:
        try:
            answer = self._wire.send("DELETE", f"/posts/{_known(message)}")
        except Trouble as trouble:
            if _is_gone(trouble):
                return Sent(_known(message), "", trouble.status, trouble.headers, trouble.body)
            raise
        return _sent(answer, answer.data)

    def find(self, message: Message) -> Sent | None:
        """The post of this message by its name; for a correction or withdrawal, the post when it is so already."""
        if message.operation != "publish":
            return self._changed(message)
        wanted = {"slug": remote_slug(message), "status": "any", "context": "edit", "per_page": "1"}
        answer = self._wire.ask("GET", "/posts", params=wanted)
        if not isinstance(answer.data, list):
            raise answer.trouble(Transient, N("{host} answered with something else than a list."))
        return _sent(answer, answer.data[0]) if answer.data else None

    def _changed(self, message: Message) -> Sent | None:
        try:
            answer = self._wire.ask("GET", f"/posts/{_known(message)}", params={"context": "edit"})
        except Trouble as trouble:
            if message.operation == "withdraw" and _is_gone(trouble):
                return Sent(_known(message), "", trouble.status, trouble.headers, trouble.body)
            raise
        is_gone = answer.fields.get("status") == "trash"
        raw = _raw(answer.fields, "title"), _raw(answer.fields, "excerpt")
        same = raw == (markup.text(message.parcel.title), markup.text(message.parcel.perex))
        body = _raw(answer.fields, "content").startswith(_content(message.parcel, []))
        done = is_gone if message.operation == "withdraw" else same and body and not is_gone
        return _sent(answer, answer.data) if done else None

    def confirm(self, message: Message, sent: Sent) -> Sent:
        if message.operation == "withdraw":
            return sent
        answer = self._wire.ask("GET", f"/posts/{sent.remote_id}", params={"context": "edit"})
        if answer.fields.get("status") != "publish":
            raise answer.trouble(NoAnswer, N("The post is at {host} but is not public there."))
        return _sent(answer, answer.data)

    def check(self) -> Health:
        """Who we are there; a wrong password and none at all look alike only here."""
        answer = self._wire.ask("GET", "/users/me", params={"context": "edit"})
        may = answer.fields.get("capabilities") or {}
        if not (may.get("publish_posts") and may.get("upload_files")):
            raise answer.trouble(
                Disconnected,
                N("The account {name} at {host} may not publish and upload pictures. Give it the role Author or "
                  "Editor."),
                name=str(answer.fields.get("name")),
            )  # fmt: skip
        self._category_numbers()
        return Health(str(answer.fields.get("name")))

    def _uploaded(self, picture: Ready) -> tuple[int, Figure]:
        """The picture in the media of the site with its alt text and author: its number and how it is shown."""
        name = f"k-{picture.sha[:32]}"
        found = self._wire.ask("GET", "/media", params={"slug": name, "context": "edit", "per_page": "1"})
        if found.data:
            media = found.data[0]
        else:
            headers = {
                "content-type": picture.mime,
                "content-disposition": f'attachment; filename="{name}.{picture.suffix}"',
            }
            media = self._wire.ask("POST", "/media", content=picture.content, headers=headers).data
        said = {"alt_text": picture.alt, "caption": markup.text(picture.credit)}
        if said != {"alt_text": media.get("alt_text"), "caption": _raw(media, "caption")}:
            self._wire.ask("POST", f"/media/{media['id']}", json=said)
        return int(media["id"]), Figure(str(media.get("source_url", "")), picture.alt, picture.credit)

    def _host(self, message: Message) -> None:
        """Pictures that the post does not show, for channels that fetch them from the site; where they are is kept."""
        for one in message.parcel.extra.get(HOSTED, ()):
            _, figure = self._uploaded(ready(Picture(**one), PICTURE_BYTES))
            with store.write() as db:
                parts.keep_hosted(db, message.key, one["file"], figure.url)

    def _category_numbers(self) -> list[int]:
        """The numbers of the categories that were typed as numbers or names. WordPress would drop an unknown number
        without a word, and does not find a name with „&“ when it is asked for it, so all are read."""
        known, pages, page = dict[str, int](), 1, 0
        while self._categories and page < min(pages, MOST_PAGES):
            page += 1
            answer = self._wire.ask("GET", "/categories", params={"per_page": "100", "page": str(page)})
            for one in answer.data if isinstance(answer.data, list) else ():
                known |= {html.unescape(str(one["name"])).casefold(): one["id"], str(one["id"]): one["id"]}
            pages = int(answer.headers.get("x-wp-totalpages", "1"))
        for name in self._categories:
            if name.casefold() not in known:
                raise WrongContent(N("There is no category “{name}” at {host}."), name=name, host=self._wire.host)
        return [known[name.casefold()] for name in self._categories]


def remote_slug(message: Message) -> str:
    """The post's name in its address, unlike any other: a text that comes back each year gets a post of its own."""
    named = re.sub(r"[^a-z0-9]+", "-", message.parcel.slug.lower()).strip("-")[:LONGEST_SLUG].strip("-")
    mark = base64.b32encode(hashlib.sha256(message.key.encode()).digest())[:6].decode().lower()
    return f"{named or 'k'}-{mark}"


def _content(parcel: Parcel, pictures: list[Figure]) -> str:
    body = markup.clean(parcel.html) if parcel.html else markup.paragraphs(parcel.text)
    return "\n".join(one for one in (body, *(picture.written() for picture in pictures)) if one)


def _raw(post: Mapping[str, Any], name: str) -> str:
    value = post.get(name)
    return str(value.get("raw", "")) if isinstance(value, dict) else ""


def _sent(answer: Answer, post: Any) -> Sent:
    """The post of an answer; NoAnswer when it names none: something stood between us and WordPress."""
    if not isinstance(post, dict) or not isinstance(post.get("id"), int):
        raise answer.unplaced()
    return answer.sent(str(post["id"]), str(post.get("link", "")))


def _is_gone(trouble: Trouble) -> bool:
    return any(f'"{one}"' in trouble.body for one in (GONE, IN_THE_BIN))


def _known(message: Message) -> str:
    if not (message.remote_id or "").isdecimal():
        raise WrongContent(N("It is not known under which number the post is at the channel."))
    return str(message.remote_id)


def _made(options: Mapping[str, Any], secrets: Mapping[str, str]) -> Channel:
    user, password = str(options.get("user", "")).strip(), secrets.get("password", "").strip()
    if not user or ":" in user:
        raise BadInput("Fill in the name of the account (without a colon).", field="user")
    if not password:
        raise BadInput("Fill in the application password.", field="password")
    return WordPress(address(str(options.get("url", ""))), user, password, str(options.get("categories", "")))


KIND = Kind(
    code="wordpress",
    title=N("Website (WordPress)"),
    wording="web",
    fields=(
        Asked("url", N("Address of the website"), "url", help=N("The address of its home page."), leads=True),
        Asked("user", N("Account"), help=N("With the role Author or Editor, not an administrator.")),
        Asked("password", N("Application password"), "secret", help=N("Made in WordPress in the account's profile.")),
        Asked("categories", N("Categories"), help=N("Names or numbers, separated by commas. May stay empty.")),
    ),
    limits=Limits(None, pictures=20),
    make=_made,
    hosts_pictures=True,
)
