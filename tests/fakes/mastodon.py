"""A Mastodon server: statuses, media that it works on, limits, keys that it remembers for an hour.

With `keys = False` it is as Takahe: it ignores Idempotency-Key. `working` says how often a picture is still not ready.
"""

import datetime as dt
import html
import itertools
import re
from typing import Any

from lib import clock
from tests.fakes.channel_server import Call, FakeChannel, Reply

TOKEN = "mast-token-1"
KEPT = dt.timedelta(seconds=3600)
COUNTS = {"favourites_count": 12, "reblogs_count": 4, "replies_count": 2, "quotes_count": 1}
"""As of Mastodon 4.5; older servers know no quotes."""


class MastodonFake(FakeChannel):
    """One server with one account, @brazdov."""

    def __init__(self) -> None:
        super().__init__()
        self.statuses: dict[str, dict[str, Any]] = {}
        self.media: dict[str, dict[str, Any]] = {}
        self.keys = True
        self.working = 0
        self.counts: dict[str, Any] = dict(COUNTS)
        self.token = TOKEN
        self.configuration: dict[str, Any] | None = {
            "statuses": {"max_characters": 500, "max_media_attachments": 4, "characters_reserved_per_url": 23},
            "media_attachments": {"image_size_limit": 16_777_216},
        }
        self._remembered: dict[str, tuple[dt.datetime, str]] = {}
        self._ids = itertools.count(101)

    def limited(self) -> Reply:
        reset = (clock.now() + dt.timedelta(minutes=4)).strftime("%Y-%m-%dT%H:%M:%S.000000Z")
        return Reply({"error": "Too many requests"}, 429, {"X-RateLimit-Limit": "300", "X-RateLimit-Reset": reset})

    def answer(self, call: Call) -> Reply:
        place = call.path.removeprefix("/api/")
        if place == "v2/instance":
            return Reply({"configuration": self.configuration}) if self.configuration else _missing()
        if call.headers.get("authorization") != f"Bearer {self.token}":
            return Reply({"error": "The access token is invalid"}, 401)
        if place == "v1/accounts/verify_credentials":
            return Reply({"id": "9", "acct": "brazdov", "username": "brazdov"})
        if place == "v1/accounts/9/statuses":
            return self._list(call)
        if place.startswith(("v2/media", "v1/media")):
            return self._media(call, place.rpartition("/")[2])
        if place.startswith("v1/statuses"):
            return self._statuses(call, place.removeprefix("v1/statuses").strip("/"))
        return Reply(b"<html>404</html>", 404, {"Content-Type": "text/html"})

    def _media(self, call: Call, number: str) -> Reply:
        if call.method == "GET":
            one = self.media[number]
            one["left"] -= 1
            return Reply({"id": number, "url": None if one["left"] >= 0 else "x"}, 206 if one["left"] >= 0 else 200)
        parts = {name: content for name, _, content in call.parts}
        one = {"id": str(next(self._ids)), "left": self.working, "description": parts.get("description", b"").decode(),
               "bytes": len(parts["file"])}  # fmt: skip
        self.media[one["id"]] = one
        return Reply({"id": one["id"], "url": None if self.working else "x"}, 202 if self.working else 200)

    def _statuses(self, call: Call, number: str) -> Reply:
        if call.method == "POST":
            return self._created(call)
        status = self.statuses.get(number)
        if status is None:
            return _missing()
        if call.method == "DELETE":
            return Reply(self.statuses.pop(number))
        if call.method == "PUT":
            refused = self._refused(call.json)
            if refused:
                return refused
            status |= self._shown(call.json)
        return Reply(status | self.counts)

    def _created(self, call: Call) -> Reply:
        key = call.headers.get("idempotency-key", "")
        at, known = self._remembered.get(key, (clock.now(), ""))
        if self.keys and known and clock.now() - at < KEPT:
            return Reply(self.statuses[known])
        if refused := self._refused(call.json):
            return refused
        number = str(next(self._ids))
        created = clock.now().strftime("%Y-%m-%dT%H:%M:%S.000Z")
        self.statuses[number] = {"id": number, "url": f"{self.url}/@brazdov/{number}", "created_at": created,
                                 "visibility": call.json.get("visibility"), **self._shown(call.json)}  # fmt: skip
        self._remembered[key] = (clock.now(), number)
        return Reply(self.statuses[number])

    def _refused(self, fields: dict[str, Any]) -> Reply | None:
        media = [self.media.get(one) for one in fields.get("media_ids", [])]
        if any(one is None for one in media):
            return _missing()
        if any(one["left"] > 0 for one in media if one):
            return Reply({"error": "Cannot attach files that have not finished processing. Try again soon!"}, 422)
        if len(re.sub(r"https?://\S+", "x" * 23, fields.get("status", ""))) > 500:
            return Reply({"error": "Validation failed: Text character limit of 500 exceeded"}, 422)
        if not fields.get("status") and not media:
            return Reply({"error": "Validation failed: Text can't be blank"}, 422)
        return None

    def _shown(self, fields: dict[str, Any]) -> dict[str, Any]:
        text = html.escape(fields["status"], quote=False)
        linked = re.sub(r"(https?://)(\S+)", r'<a href="\1\2"><span class="invisible">\1</span>\2</a>', text)
        content = "".join(f"<p>{one}</p>" for one in linked.replace("\n\n", "\0").replace("\n", "<br />").split("\0"))
        return {
            "content": content,
            "media_attachments": fields.get("media_ids", []),
            "language": fields.get("language"),
        }

    def _list(self, call: Call) -> Reply:
        newest = sorted(self.statuses.values(), key=lambda one: int(one["id"]), reverse=True)
        before = int(call.query.get("max_id", 10**9))
        return Reply([one for one in newest if int(one["id"]) < before][: int(call.query.get("limit", "20"))])


def _missing() -> Reply:
    return Reply({"error": "Record not found"}, 404)
