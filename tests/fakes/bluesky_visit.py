"""One visit of our connector to a Bluesky server: what it asked and what came back, without what differs by chance.

Made once at a real PDS and kept in `bluesky_pds.json`; made anew at the fake by every run of the tests.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from lib.connectors.bluesky import REPO, Bluesky, Prepared
from lib.connectors.bluesky import session as sessions
from lib.connectors.bluesky.record import COLLECTION, key
from lib.connectors.bluesky.session import Account
from lib.connectors.channel_http import Answer, Wire
from lib.connectors.channel_pictures import Ready
from lib.outbox.records import RateLimited, Sent, Trouble
from tests.connectors.messages import message, parcel, picture

Exchange = dict[str, Any]
CHANCE = {
    "accessJwt": "token", "refreshJwt": "token", "password": "password", "identifier": "handle", "handle": "handle",
    "cid": "cid", "$link": "cid", "rev": "rev", "size": 0, "email": "e-mail", "didDoc": "document",
}  # fmt: skip
"""Fields whose value differs from server to server."""
WORDS = ((r"did:plc:\w+", "did"), (r"\bb(af|ag)\w{20,}", "cid"), (r"(localhost|127\.0\.0\.1):\d+", "host"))
LONGEST = 90
SIGN_INS = 31
"""One more than a PDS allows in five minutes."""


@dataclass(frozen=True)
class Server:
    """Whom we visit: `stale` makes an expired token of a good one, `revoke` takes the application password back."""

    url: str
    handle: str
    password: str
    stale: Callable[[str], str]
    revoke: Callable[[], None]


def visit(server: Server) -> list[Exchange]:
    """Every exchange of the visit in its order; of many sign-ins with a wrong password only the first and the last."""
    seen: list[Exchange] = []
    exchanged = Wire._exchanged

    def noted(wire: Wire, method: str, path: str, request: dict[str, Any]) -> Answer:
        answer = exchanged(wire, method, path, request)
        seen.append({"asked": _asked(method, path, request), **_answered(answer)})
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Wire, "_exchanged", noted)
        patch.setattr(sessions, "_SESSIONS", {})
        account = Account(server.url, server.handle, server.password)
        for step in (_publish, _change, _refused, _withdraw, _expire):
            step(account, server)
        _locked_out(server, seen)
    return seen


def _publish(account: Account, server: Server) -> None:
    """A post with a picture and a link, put twice; then it is found and its numbers are asked for."""
    channel, one = Bluesky(account), message(parcel(pictures=(picture(),)))
    channel.check()
    prepared = channel.prepare(one)
    first, again = channel.submit(one, prepared), channel.submit(one, prepared)
    assert [first.remote_id, _cid(first)] == [again.remote_id, _cid(again)]
    assert channel.confirm(one, first).remote_id == first.remote_id
    with_card = message(key="post:2:1")
    channel.submit(with_card, channel.prepare(with_card))
    _tried(lambda: account.as_us(
        lambda wire, me: wire.ask("GET", "/app.bsky.feed.getPosts", params={"uris": first.remote_id})
    ))  # fmt: skip


def _change(account: Account, server: Server) -> None:
    """The record under a known key: put with other words, created anew."""
    one = message(parcel(text="Jiná slova", link=""))
    channel = Bluesky(account)
    prepared = channel.prepare(one)
    channel.submit(one, prepared)
    body = {"collection": COLLECTION, "rkey": key(one), "record": prepared.record}
    _tried(lambda: channel._changed("createRecord", body))


def _refused(account: Account, server: Server) -> None:
    """What a server refuses, or lets pass, although we would not send it."""
    channel, one = Bluesky(account), message(key="other")
    record = channel.prepare(message(parcel(link=""), key="other")).record
    image = {"alt": "", "image": channel._blob(_bytes(b"\xff\xd8\xff" + b"x" * 97))}
    large = {"alt": "", "image": channel._blob(_bytes(b"\xff\xd8\xff" + b"x" * 2_000_000))}
    lost = {"alt": "", "image": {**image["image"], "ref": {"$link": "bafkreib" + "a" * 51}}}
    images: dict[str, Any] = {"$type": "app.bsky.embed.images"}
    for wrong in (
        {"text": "ž" * 301},
        {"text": "👨‍👩‍👧‍👦" * 130},
        {"createdAt": "zítra"},
        {"embed": images | {"images": [image] * 5}},
        {"embed": images | {"images": [large]}},
        {"embed": images | {"images": [lost]}},
        {"facets": [{"index": {"byteStart": 0, "byteEnd": 9999}, "features": []}]},
    ):
        _tried(lambda wrong=wrong: channel.submit(one, Prepared(record | wrong)))
    body = {"collection": COLLECTION, "record": record}
    _tried(lambda: channel._changed("putRecord", {**body, "rkey": "mine-1"}))
    _tried(lambda: channel._changed("putRecord", {**body, "rkey": key(one), "repo": "did:plc:" + "z" * 24}))
    _tried(lambda: channel._blob(_bytes(b"x" * 5_242_881)))
    for headers in ({}, {"authorization": "Bearer nonsense"}):
        _tried(lambda headers=headers: account._wire.send("POST", f"{REPO}putRecord", json=body, headers=headers))


def _withdraw(account: Account, server: Server) -> None:
    """The post is deleted twice and then not found."""
    channel, one = Bluesky(account), message()
    place = f"at://{account.session().did}/{COLLECTION}/{key(one)}"
    gone = message(operation="withdraw", remote_id=place, key="w")
    for _ in range(2):
        channel.submit(gone, channel.prepare(gone))
    assert channel.find(one) is None


def _expire(account: Account, server: Server) -> None:
    """A token runs out and is renewed; the old renewal serves once more; then the password is taken back."""
    channel, one = Bluesky(account), message(key="later")
    prepared = channel.prepare(message(parcel(link="")))
    before = _age(account, server)
    channel.submit(one, prepared)
    account._signed(before.refresh).ask("POST", "/com.atproto.server.refreshSession")
    server.revoke()
    _age(account, server)
    _tried(lambda: channel.submit(one, prepared))


def _locked_out(server: Server, seen: list[Exchange]) -> None:
    """A wrong password, until the server wants us to wait."""
    stranger, known = Account(server.url, server.handle, "wrong"), len(seen)
    for _ in range(SIGN_INS):
        if isinstance(_tried(stranger.session), RateLimited):
            break
    del seen[known + 1 : -1]


def _age(account: Account, server: Server) -> sessions.Session:
    now = account.session()
    old = sessions.Session(now.did, now.handle, server.stale(now.access), now.refresh)
    sessions._SESSIONS[account._key] = old
    return old


def _tried(call: Callable[[], Any]) -> Trouble | None:
    try:
        call()
    except Trouble as trouble:
        return trouble
    return None


def _cid(sent: Sent) -> str:
    return str(json.loads(sent.body)["cid"])


def _bytes(content: bytes) -> Ready:
    return Ready(content, "image/jpeg", "jpg", 1, 1, "", "")


def _asked(method: str, path: str, request: Mapping[str, Any]) -> Exchange:
    said = {name: _plain(request[name]) for name in ("params", "json") if name in request}
    return {"method": method, "name": path.rpartition(".")[2], **said}


def _answered(answer: Answer) -> Exchange:
    limits = sorted(name for name in answer.headers if name.startswith("ratelimit-")) if answer.status == 429 else []
    return {"status": answer.status, "answer": _plain(answer.data)} | ({"headers": limits} if limits else {})


def _plain(value: Any, name: str = "") -> Any:
    """A value without what differs by chance."""
    if name in CHANCE and value is not None:
        return CHANCE[name]
    if isinstance(value, dict):
        return {one: _plain(value[one], one) for one in sorted(value)}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if not isinstance(value, str):
        return value
    for pattern, word in WORDS:
        value = re.sub(pattern, word, value)
    return value if len(value) <= LONGEST else value[:LONGEST] + "…"
