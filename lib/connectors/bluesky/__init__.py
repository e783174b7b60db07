"""An account on Bluesky (AT protocol) with an application password.

A post is a record that we put under a key of our own; putting it there again changes nothing, so after an unknown
outcome it is simply put once more (`way` idempotent). Apps go on showing the first wording of a changed record, so a
post is not corrected there but withdrawn and written anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lib.connectors.bluesky.record import COLLECTION, ROOM, key, post
from lib.connectors.bluesky.session import Account, Session
from lib.connectors.channel_http import Answer, address
from lib.connectors.channel_pictures import Ready, ready
from lib.connectors.metric import DONE, Metric, counted
from lib.errors import BadInput
from lib.i18n import N
from lib.outbox.records import (
    Asked,
    Channel,
    Health,
    Kind,
    Limits,
    Message,
    NoAnswer,
    Sent,
    Trouble,
    Way,
    WrongContent,
)  # fmt: skip

SERVER = "https://bsky.social"
PICTURES, PICTURE_BYTES = 4, 2_000_000
REPO = "/com.atproto.repo."
NUMBERS = "app.bsky.feed.getPosts"
"""A lexicon never changes what its names mean, so it stands for a version."""
METRICS = ("likeCount", "repostCount", "replyCount", "quoteCount", "bookmarkCount")


@dataclass(frozen=True)
class Prepared:
    """The record as it is put."""

    record: Mapping[str, Any]


class Bluesky:
    """One account."""

    way: Way = "idempotent"

    def __init__(self, account: Account) -> None:
        self._account = account

    def prepare(self, message: Message) -> Prepared:
        if message.operation == "withdraw":
            return Prepared({})
        if message.operation == "correct":
            raise WrongContent(N("A post on Bluesky cannot be changed. Withdraw it and publish it again."))
        pictures = message.parcel.pictures
        if len(pictures) > PICTURES:
            raise WrongContent(N("Bluesky takes at most {most} pictures in a post."), most=PICTURES)
        post(message, ())  # too long a text is found before anything is uploaded
        images = [ready(one, PICTURE_BYTES, 2000) for one in pictures]
        return Prepared(post(message, [(one, self._blob(one)) for one in images]))

    def submit(self, message: Message, prepared: Prepared) -> Sent:
        if message.operation == "withdraw":
            place = _place(message.remote_id)
            return self._sent(self._changed("deleteRecord", {"collection": COLLECTION, "rkey": place}), place)
        body = {"collection": COLLECTION, "rkey": key(message), "record": prepared.record}
        answer = self._changed("putRecord", body)
        if not isinstance(answer.data, dict) or not str(answer.data.get("uri", "")).endswith(f"/{key(message)}"):
            raise answer.unplaced()
        return self._sent(answer, key(message))

    def find(self, message: Message) -> Sent | None:
        """The record of this message; for a withdrawal, the answer that it is gone."""
        withdrawal = message.operation == "withdraw"
        place = _place(message.remote_id) if withdrawal else key(message)
        query = {"collection": COLLECTION, "rkey": place}
        try:
            answer = self._account.as_us(
                lambda wire, me: wire.ask("GET", f"{REPO}getRecord", params={"repo": me.did, **query})
            )
        except Trouble as trouble:
            if '"RecordNotFound"' not in trouble.body:
                raise
            return Sent(str(message.remote_id), "", trouble.status, body=trouble.body) if withdrawal else None
        return None if withdrawal else self._sent(answer, place)

    def confirm(self, message: Message, sent: Sent) -> Sent:
        if message.operation == "withdraw":
            return sent
        found = self.find(message)
        if found is None:
            raise NoAnswer(N("The post is not at Bluesky although it took it. Look there."), body=sent.body)
        return found

    def check(self) -> Health:
        """Signs in anew, so that a password that was taken back is noticed."""
        self._account.forget()
        return Health(f"@{self._account.session().handle}")

    def insights(self, post_id: str) -> list[Metric]:
        """What people did with one post; how many saw it, nobody counts. The server asks the network (its AppView), and
        says nothing of a post that is gone, or when it stands outside the network.
        """
        try:
            answer = self._account.as_us(lambda wire, me: wire.ask("GET", f"/{NUMBERS}", params={"uris": post_id}))
        except WrongContent:
            return []
        posts = answer.fields.get("posts")
        known = posts[0] if isinstance(posts, list) and posts and isinstance(posts[0], dict) else {}
        return counted(known, METRICS, "AT Protocol", NUMBERS)

    def _blob(self, picture: Ready) -> Any:
        """The uploaded picture; the same bytes are always the same blob."""

        def upload(wire: Any, me: Session) -> Answer:
            answer: Answer = wire.ask(
                "POST", f"{REPO}uploadBlob", content=picture.content, headers={"content-type": picture.mime}
            )
            return answer

        return self._account.as_us(upload).data["blob"]

    def _changed(self, method: str, body: Mapping[str, Any]) -> Answer:
        return self._account.as_us(lambda wire, me: wire.send("POST", f"{REPO}{method}", json={"repo": me.did, **body}))

    def _sent(self, answer: Answer, place: str) -> Sent:
        me = self._account.session()
        return answer.sent(f"at://{me.did}/{COLLECTION}/{place}", f"https://bsky.app/profile/{me.did}/post/{place}")


def _place(remote_id: str | None) -> str:
    """The key in an address at://did/app.bsky.feed.post/key."""
    known, _, place = (remote_id or "").rpartition(f"/{COLLECTION}/")
    if not known.startswith("at://") or not place.isalnum():
        raise WrongContent(N("It is not known under which number the post is at the channel."))
    return place


def _made(options: Mapping[str, Any], secrets: Mapping[str, str]) -> Channel:
    name, password = str(options.get("user", "")).strip().removeprefix("@"), secrets.get("password", "").strip()
    if not name:
        raise BadInput("Fill in the name of the account, for example brazdov.bsky.social.", field="user")
    if not password:
        raise BadInput("Fill in the application password.", field="password")
    return Bluesky(Account(address(str(options.get("url") or SERVER)), name, password))


KIND = Kind(
    code="bluesky",
    title="Bluesky",
    wording="bluesky",
    fields=(
        Asked("user", N("Account"), help=N("For example brazdov.bsky.social."), leads=True),
        Asked("password", N("Application password"), "secret", help=N("From Settings, Privacy and security.")),
        Asked("url", N("Address of the server"), "url", SERVER, leads=True),
    ),
    limits=Limits(ROOM, "graphemes", pictures=PICTURES, picture_bytes=PICTURE_BYTES, can_correct=False),
    make=_made,
    tells=DONE,
)
