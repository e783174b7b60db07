"""A Bluesky PDS 0.5.35 as it was seen: sessions, blobs, records under keys of the client, and its errors.

`bluesky_pds.json` has a visit to a real one, and a test holds this one to it. `records` are what it keeps by key.
Numbers of a post come from the network's AppView behind the server. None can be run here, so they rest on its lexicon
(`app.bsky.feed.defs#postView`); with `app_view` False the server answers as the real one did alone.
"""

import hashlib
import itertools
import json
import re
from typing import Any

from lib.connectors.channel_text import graphemes
from tests.fakes.channel_server import Call, FakeChannel, Reply

DID, HANDLE, PASSWORD = "did:plc:abcdefghijklmnopqrstuvwx", "brazdov.bsky.social", "abcd-efgh-ijkl-mnop"
POSTS = "app.bsky.feed.post"
TID = re.compile(r"[2-7a-j][2-7a-z]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
COMMIT = {"commit": {"cid": "bafyrei" + "a" * 52, "rev": "3n2xnxk5c222b"}}
SIGN_INS = 30
"""In five minutes, for one name."""
COUNTS = {"replyCount": 3, "repostCount": 5, "likeCount": 41, "quoteCount": 2, "bookmarkCount": 1}


class BlueskyFake(FakeChannel):
    """One server with one account."""

    def __init__(self) -> None:
        super().__init__()
        self.records: dict[str, dict[str, Any]] = {}
        self.blobs: dict[str, int] = {}
        self.counts: dict[str, Any] = dict(COUNTS)
        self.app_view = True
        self.password = PASSWORD
        self._numbers = itertools.count(1)
        self._valid: set[str] = set()
        self._refresh: set[str] = set()
        self._sign_ins = 0

    def limited(self) -> Reply:
        headers = {"RateLimit-Limit": "3000", "RateLimit-Remaining": "0", "RateLimit-Reset": "1795417800",
                   "RateLimit-Policy": "3000;w=300"}  # fmt: skip
        return Reply({"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"}, 429, headers)

    def unavailable(self) -> Reply:
        return _error(503, "UpstreamFailure", "Service Unavailable")

    def end_sessions(self, *, refresh: bool = False) -> None:
        """The tokens that were given are worth nothing any more."""
        self._valid.clear()
        if refresh:
            self._refresh.clear()

    def answer(self, call: Call) -> Reply:
        method = call.path.removeprefix("/xrpc/com.atproto.").removeprefix("/xrpc/app.bsky.")
        token = call.headers.get("authorization", "").removeprefix("Bearer ")
        if method == "server.createSession":
            return self._signed_in(call.json)
        if method == "server.refreshSession":
            return self._session() if token in self._refresh else _error(400, "ExpiredToken", "Token has been revoked")
        if method == "repo.getRecord":
            return self._got(call.query["rkey"])
        if method == "feed.getPosts" and not self.app_view:
            return _error(400, "InvalidRequest", "No service configured for app.bsky.feed.getPosts")
        return self._stranger(token) or self._of_account(method, call)

    def _stranger(self, token: str) -> Reply | None:
        if not token:
            return _error(401, "AuthMissing", "Authentication Required")
        if not token.startswith("access"):
            return _error(400, "InvalidToken", "Token could not be verified")
        return None if token in self._valid else _error(400, "ExpiredToken", "Token has expired")

    def _of_account(self, method: str, call: Call) -> Reply:
        known = {"repo.uploadBlob": self._blob, "repo.putRecord": self._put, "repo.createRecord": self._create,
                 "repo.deleteRecord": self._delete, "feed.getPosts": self._posts}  # fmt: skip
        return known[method](call) if method in known else _error(501, "MethodNotImplemented", "No")

    def _signed_in(self, asked: dict[str, str]) -> Reply:
        self._sign_ins += 1
        if self._sign_ins > SIGN_INS:
            return self.limited()
        known = asked["identifier"] == HANDLE and asked["password"] == self.password
        return self._session() if known else _error(401, "AuthenticationRequired", "Invalid identifier or password")

    def _session(self) -> Reply:
        """New tokens; those that were given before stay good."""
        number = next(self._numbers)
        self._valid.add(f"access-{number}")
        self._refresh.add(f"refresh-{number}")
        tokens = {"accessJwt": f"access-{number}", "refreshJwt": f"refresh-{number}"}
        who = {"did": DID, "handle": HANDLE, "email": "mesto@brazdov.example", "emailConfirmed": False, "active": True}
        return Reply(tokens | who)

    def _blob(self, call: Call) -> Reply:
        if len(call.content) > 5_242_880:
            return _error(413, "PayloadTooLarge", "request entity too large")
        link = "bafkrei" + hashlib.sha256(call.content).hexdigest()[:52]
        self.blobs[link] = len(call.content)
        ref = {"$type": "blob", "ref": {"$link": link}, "mimeType": call.headers["content-type"]}
        return Reply({"blob": ref | {"size": len(call.content)}})

    def _put(self, call: Call) -> Reply:
        body, rkey = call.json, call.json["rkey"]
        if refused := self._refused(body):
            return refused
        changed = self.records.get(rkey) != body["record"]
        self.records[rkey] = body["record"]
        return Reply(self._place(rkey) | {"validationStatus": "valid"} | (COMMIT if changed else {}))

    def _create(self, call: Call) -> Reply:
        if call.json["rkey"] in self.records:
            return _error(500, "InternalServerError", "Internal Server Error")
        return self._put(call)

    def _delete(self, call: Call) -> Reply:
        return Reply(COMMIT if self.records.pop(call.json["rkey"], None) else {})

    def _got(self, rkey: str) -> Reply:
        if rkey not in self.records:
            return _error(400, "RecordNotFound", f"Could not locate record: at://{DID}/{POSTS}/{rkey}")
        return Reply(self._place(rkey) | {"value": self.records[rkey]})

    def _posts(self, call: Call) -> Reply:
        """Those of the asked posts that there are; the rest is left out without a word."""
        rkey = call.query["uris"].rpartition("/")[2]
        if rkey not in self.records:
            return Reply({"posts": []})
        author = {"did": DID, "handle": HANDLE}
        post = {"author": author, "record": self.records[rkey], "indexedAt": "2026-11-23T07:00:01.000Z", **self.counts}
        return Reply({"posts": [self._place(rkey) | post]})

    def _place(self, rkey: str) -> dict[str, Any]:
        cid = hashlib.sha256(json.dumps(self.records[rkey], sort_keys=True).encode()).hexdigest()
        return {"uri": f"at://{DID}/{POSTS}/{rkey}", "cid": f"bafyrei{cid[:52]}"}

    def _refused(self, body: dict[str, Any]) -> Reply | None:
        record = body["record"]
        if body["repo"] != DID:
            return _error(403, "AccountNotFound", "Account not found")
        if not TID.fullmatch(body["rkey"]):
            said = f'Invalid record key for {POSTS}: Invalid TID string (got "{body["rkey"]}") at $'
            return _error(400, "InvalidRequest", said)
        images = record.get("embed", {}).get("images", [])
        for found, most, what, where in (
            (len(record["text"].encode()), 3000, "string", "text"),
            (graphemes(record["text"]), 300, "grapheme", "text"),
            (len(images), 4, "array", "embed.images"),
            (max((one["image"].get("size", 0) for one in images), default=0), 2_000_000, "blob", "embed.images"),
        ):
            if found > most:
                return _invalid(f"{what} too big (maximum {most}, got {found}) at $.record.{where}")
        if not MOMENT.match(record["createdAt"]):
            return _invalid(f'Invalid datetime (got "{record["createdAt"]}") at $.record.createdAt')
        links = [one["image"]["ref"]["$link"] for one in images]
        lost = [link for link in links if link not in self.blobs]
        return _error(400, "BlobNotFound", f"Could not find blob: {lost[0]}") if lost else None


def _invalid(message: str) -> Reply:
    return _error(400, "InvalidRequest", f"Invalid {POSTS} record: {message}")


def _error(status: int, error: str, message: str) -> Reply:
    return Reply({"error": error, "message": message}, status)
