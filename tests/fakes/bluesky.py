"""A Bluesky PDS 0.5.35 as it was seen: sessions, blobs, records under keys of the client, and its errors.

`records` are what it keeps by key. A token ends after `token_calls` calls; then it is a 400 `ExpiredToken`.
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


class BlueskyFake(FakeChannel):
    """One server with one account."""

    def __init__(self) -> None:
        super().__init__()
        self.records: dict[str, dict[str, Any]] = {}
        self.blobs: dict[str, int] = {}
        self.token_calls = 10**6
        self.password = PASSWORD
        self._numbers = itertools.count(1)
        self._valid: dict[str, int] = {}
        self._refresh = ""

    def limited(self) -> Reply:
        headers = {"RateLimit-Limit": "3000", "RateLimit-Remaining": "0", "RateLimit-Reset": "1795417800"}
        return Reply({"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"}, 429, headers)

    def unavailable(self) -> Reply:
        return _error(503, "UpstreamFailure", "Service Unavailable")

    def end_sessions(self, *, refresh: bool = False) -> None:
        """The tokens that were given are worth nothing any more."""
        self._valid.clear()
        self._refresh = "" if refresh else self._refresh

    def answer(self, call: Call) -> Reply:
        method = call.path.removeprefix("/xrpc/com.atproto.")
        token = call.headers.get("authorization", "").removeprefix("Bearer ")
        if method == "server.createSession":
            known = call.json["identifier"] == HANDLE and call.json["password"] == self.password
            return self._session() if known else _error(
                401, "AuthenticationRequired", "Invalid identifier or password"
            )  # fmt: skip
        if method == "server.refreshSession":
            return self._session() if token and token == self._refresh else _error(
                400, "ExpiredToken", "Token has been revoked"
            )  # fmt: skip
        if method == "repo.getRecord":
            return self._got(call.query["rkey"])
        if not self._valid.get(token):
            return _error(400, "ExpiredToken" if token.startswith("access") else "InvalidToken", "Token has expired")
        self._valid[token] -= 1
        known_methods = {"repo.uploadBlob": self._blob, "repo.putRecord": self._put, "repo.createRecord": self._create,
                         "repo.deleteRecord": self._delete}  # fmt: skip
        return known_methods[method](call) if method in known_methods else _error(501, "MethodNotImplemented", "No")

    def _session(self) -> Reply:
        number = next(self._numbers)
        self._valid, self._refresh = {f"access-{number}": self.token_calls}, f"refresh-{number}"
        return Reply({"did": DID, "handle": HANDLE, "accessJwt": f"access-{number}", "refreshJwt": self._refresh})

    def _blob(self, call: Call) -> Reply:
        if len(call.content) > 5_242_880:
            return _error(413, "PayloadTooLarge", "request entity too large")
        link = "bafk" + hashlib.sha256(call.content).hexdigest()[:52]
        self.blobs[link] = len(call.content)
        ref = {"$type": "blob", "ref": {"$link": link}, "mimeType": call.headers["content-type"]}
        return Reply({"blob": ref | {"size": len(call.content)}})

    def _put(self, call: Call) -> Reply:
        refused = self._refused(call.json)
        if refused:
            return refused
        self.records[call.json["rkey"]] = call.json["record"]
        return Reply(self._place(call.json["rkey"]))

    def _create(self, call: Call) -> Reply:
        if call.json["rkey"] in self.records:
            return _error(500, "InternalServerError", "Internal Server Error")
        return self._put(call)

    def _delete(self, call: Call) -> Reply:
        self.records.pop(call.json["rkey"], None)
        return Reply({"commit": {"cid": "bafyrei", "rev": "3n2x"}})

    def _got(self, rkey: str) -> Reply:
        if rkey not in self.records:
            return _error(400, "RecordNotFound", f"Could not locate record: at://{DID}/{POSTS}/{rkey}")
        return Reply(self._place(rkey) | {"value": self.records[rkey]})

    def _place(self, rkey: str) -> dict[str, str]:
        cid = hashlib.sha256(json.dumps(self.records[rkey], sort_keys=True).encode()).hexdigest()
        return {"uri": f"at://{DID}/{POSTS}/{rkey}", "cid": f"bafyrei{cid[:52]}"}

    def _refused(self, body: dict[str, Any]) -> Reply | None:
        record, many = body["record"], graphemes(body["record"]["text"])
        if body["repo"] != DID or not TID.fullmatch(body["rkey"]):
            return _error(400, "InvalidRequest", "Invalid rkey or repo")
        if many > 300:
            return _invalid(f"grapheme too big (maximum 300, got {many}) at $.record.text")
        images = record.get("embed", {}).get("images", [])
        if len(images) > 4:
            return _invalid(f"array too big (maximum 4, got {len(images)}) at $.record.embed.images")
        for one in images:
            if one["image"]["ref"]["$link"] not in self.blobs:
                return _error(400, "InvalidRequest", f"Could not find blob: {one['image']['ref']['$link']}")
            if one["image"]["size"] > 2_000_000:
                return _invalid("blob too big (maximum 2000000) at $.record.embed.images")
        ends = [one["index"]["byteEnd"] for one in record.get("facets", [])]
        if any(end > len(record["text"].encode()) for end in ends):
            return _invalid("facet beyond the text")
        return None


def _invalid(message: str) -> Reply:
    return _error(400, "InvalidRequest", f"Invalid {POSTS} record: {message}")


def _error(status: int, error: str, message: str) -> Reply:
    return Reply({"error": error, "message": message}, status)
