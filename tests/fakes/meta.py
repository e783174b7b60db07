"""A loopback server that answers as the Graph API does for one page and one Instagram account.

    with meta_fake() as meta:
        Facebook(Graph(PAGE_TOKEN, base=meta.url), PAGE)

It keeps what it accepted in `posts` and `media`, and what it was asked in `calls`. Troubles are ordered for the next
call whose path ends so: `meta.fail("feed", code=190)`, `meta.trouble("feed", "reset")`; see `Trouble`. Shapes and
codes are those of the reference; what the documents leave open is marked there and here by as little as possible.
"""

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal
from urllib.parse import parse_qsl, urlsplit

VERSION = "v25.0"
PAGE, ACCOUNT, PERSON = "100200300", "17841400000000001", "900800700"
PAGE_TOKEN, PERSON_TOKEN, OLD_TOKEN = "page-token", "person-token", "old-token"
METRICS = {"post_total_media_view_unique": 812, "post_media_view": 1040, "page_total_media_view_unique": 5120,
           "page_media_view": 9001, "page_post_engagements": 77, "page_daily_follows": 3, "reach": 640, "views": 900,
           "likes": 41, "comments": 2, "saved": 5, "shares": 7}  # fmt: skip
LARGEST_PHOTO = 4_000_000
MESSAGES = {
    4: "(#4) Application request limit reached",
    17: "(#17) User request limit reached",
    32: "(#32) Page request limit reached",
    190: "Error validating access token: The session has been invalidated",
    613: "(#613) Calls to this api have exceeded the rate limit.",
}
Trouble = Literal["503", "reset", "reset before", "slow", "garble", "html"]
Fields = dict[str, Any]


class Refused(Exception):
    """An error of the Graph API."""

    def __init__(self, code: int, message: str = "", *, status: int = 400, subcode: int = 0) -> None:
        super().__init__(message)
        kind = "GraphMethodException" if subcode == 33 else "OAuthException"
        said = {"message": message or MESSAGES.get(code, "An error"), "type": kind, "code": code}
        self.status = status
        self.body = {"error": said | ({"error_subcode": subcode} if subcode else {}) | {"fbtrace_id": "AbCdEf"}}


def missing(what: str) -> Refused:
    return Refused(
        100, f"Unsupported get request. Object with ID '{what}' does not exist, cannot be loaded due to missing"
        " permissions, or does not support this operation.", subcode=33,
    )  # fmt: skip


@dataclass
class MetaFake:
    url: str = ""
    posts: dict[str, Fields] = field(default_factory=dict)
    photos: dict[str, Fields] = field(default_factory=dict)
    containers: dict[str, Fields] = field(default_factory=dict)
    media: dict[str, Fields] = field(default_factory=dict)
    pictures: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    calls: list[tuple[str, str, Fields]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    quota: tuple[int, int] = (0, 50)
    looks_until_finished: int = 0
    _ordered: list[tuple[str, Trouble | Refused]] = field(default_factory=list)
    _number: int = 1000
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def fail(self, path: str, code: int, message: str = "", *, status: int = 400, subcode: int = 0) -> None:
        """The next call of this path is refused."""
        self._ordered.append((path, Refused(code, message, status=status, subcode=subcode)))

    def trouble(self, path: str, what: Trouble) -> None:
        """ "503" and "reset before" do nothing; the others do what was asked and then do not say so properly."""
        self._ordered.append((path, what))

    def ordered(self, path: str) -> "Trouble | Refused | None":
        with self._lock:
            for index, (wanted, what) in enumerate(self._ordered):
                if path.endswith(wanted):
                    del self._ordered[index]
                    return what
        return None

    def answer(self, method: str, path: str, fields: Fields, token: str) -> Fields:
        """What the API would do; raises `Refused`."""
        if token not in (PAGE_TOKEN, PERSON_TOKEN):
            raise Refused(190, subcode=463)
        parts = path.strip("/").split("/")
        if parts.pop(0) != VERSION:
            raise Refused(2635, "You are calling a deprecated version of the Ads API.")
        handler = self._of_edge if len(parts) == 2 else self._of_node
        return handler(method, parts, fields, token)

    def _of_node(self, method: str, parts: list[str], fields: Fields, token: str) -> Fields:
        node = parts[0] if len(parts) == 1 else "?"
        if node == "me":
            return {"id": PAGE, "name": "Brázdov"} if token == PAGE_TOKEN else {"id": PERSON, "name": "Jana Tichá"}
        if node == PAGE:
            return {"id": PAGE, "name": "Brázdov"}
        if node == ACCOUNT:
            return {"id": ACCOUNT, "username": "mesto.brazdov"}
        if node in self.containers:
            return self._container(node)
        if node in self.media and method == "GET":
            return {"id": node, "permalink": f"https://www.instagram.com/p/{node}/"}
        if node in self.posts:
            return self._post(method, node, fields)
        raise missing(node)

    def _post(self, method: str, node: str, fields: Fields) -> Fields:
        if method == "DELETE":
            del self.posts[node]
            return {"success": True}
        if method == "POST":
            self.posts[node]["message"] = fields["message"]
            return {"success": True}
        return {"id": node} | {name: self.posts[node][name] for name in ("message", "permalink_url")}

    def _of_edge(self, method: str, parts: list[str], fields: Fields, token: str) -> Fields:
        node, edge = parts
        known = {
            (PAGE, "POST", "photos"): self._photo, (PAGE, "POST", "feed"): self._publish,
            (PAGE, "GET", "feed"): self._feed, (ACCOUNT, "POST", "media"): self._make,
            (ACCOUNT, "POST", "media_publish"): self._publish_media, (ACCOUNT, "GET", "media"): self._media,
            (ACCOUNT, "GET", "content_publishing_limit"): self._limit,
        }  # fmt: skip
        if edge == "insights" and (node in self.posts or node in self.media or node in (PAGE, ACCOUNT)):
            return self._insights(fields)
        if edge == "accounts" and node == "me":
            rows = [{"id": PAGE, "name": "Brázdov", "access_token": PAGE_TOKEN}]
            return {"data": rows if token == PERSON_TOKEN else []}
        if (node, method, edge) not in known:
            raise missing(node)
        if token != PAGE_TOKEN and method == "POST":
            raise Refused(200, "(#200) Unpublished posts must be posted to a page as the page itself", status=403)
        return known[node, method, edge](fields)

    def _photo(self, fields: Fields) -> Fields:
        if len(fields.get("source", b"")) > LARGEST_PHOTO:
            raise Refused(1366046, "Your photos couldn't be uploaded. Photos should be smaller than 4 MB.")
        if str(fields.get("published")).lower() != "false" or not (fields.get("url") or fields.get("source")):
            raise Refused(100, "(#100) Requires either url or source")
        return {"id": self._new(self.photos, fields)}

    def _publish(self, fields: Fields) -> Fields:
        if "facebook.com" in fields.get("link", ""):
            raise Refused(1609008, "You can't post Facebook links.")
        if len(fields.get("message", "")) > 63_206:
            raise Refused(100, "(#100) Name parameter too long")
        for one in fields.get("attached_media", ()):
            if one["media_fbid"] not in self.photos or self.photos[one["media_fbid"]].get("used"):
                raise Refused(1366051, "These photos were already posted.")
        for one in fields.get("attached_media", ()):
            self.photos[one["media_fbid"]]["used"] = True
        self._number += 1
        name = f"{PAGE}_{self._number}"
        self.posts[name] = fields | {"permalink_url": f"https://www.facebook.com/{PAGE}/posts/{self._number}",
                                     "created": fields.get("_now", time.time())}  # fmt: skip
        return {"id": name} | ({"permalink_url": self.posts[name]["permalink_url"]} if "fields" in fields else {})

    def _feed(self, fields: Fields) -> Fields:
        """Newest first, in pages of `limit`."""
        rows = [
            {"id": name, "message": post["message"], "permalink_url": post["permalink_url"]}
            | ({"attachments": {"data": [{"unshimmed_url": post["link"]}]}} if post.get("link") else {})
            for name, post in reversed(self.posts.items())
            if post["created"] >= float(fields.get("since", 0))
        ]
        first, size = int(fields.get("after", 0)), min(int(fields.get("limit", 25)), 100)
        more = first + size < len(rows)
        paging = {"cursors": {"before": str(first), "after": str(first + size)}}
        return {"data": rows[first : first + size], "paging": paging | ({"next": "https://…"} if more else {})}

    def _insights(self, fields: Fields) -> Fields:
        names = fields.get("metric", "").split(",")
        if not set(names) <= METRICS.keys():
            raise Refused(100, "(#100) The value must be a valid insights metric")
        day = {"end_time": "2026-11-23T08:00:00+0000"} if fields.get("period") == "day" else {}
        return {"data": [{"name": name, "values": [{"value": METRICS[name], **day}]} for name in names]}

    def _make(self, fields: Fields) -> Fields:
        if children := fields.get("children"):
            if not 2 <= len(children.split(",")) <= 10 or not set(children.split(",")) <= self.containers.keys():
                raise Refused(100, "(#100) children", subcode=2207009)
        elif (found := self.pictures.get(fields.get("image_url", ""))) is None:
            raise Refused(9004, "The media could not be fetched from this URI", subcode=2207052)
        elif found[0] != "JPEG" or not 0.8 <= found[1] / found[2] <= 1.91:
            raise Refused(36003, "The aspect ratio is not supported.", subcode=2207009)
        if len(fields.get("caption", "")) > 2200 or fields.get("caption", "").count("#") > 30:
            raise Refused(100, "(#100) caption too long", subcode=2207010)
        return {"id": self._new(self.containers, fields | {"status_code": "IN_PROGRESS", "looks": 0})}

    def _container(self, node: str) -> Fields:
        known = self.containers[node]
        if known["status_code"] == "IN_PROGRESS" and known["looks"] >= self.looks_until_finished:
            known["status_code"] = "FINISHED"
        known["looks"] += 1
        return {"id": node, "status_code": known["status_code"], "status": known["status_code"]}

    def _publish_media(self, fields: Fields) -> Fields:
        known = self.containers.get(fields.get("creation_id", ""))
        if known is None or known["status_code"] == "EXPIRED":
            raise Refused(24, "The media was not found", subcode=2207008)
        if self.quota[0] >= self.quota[1]:
            raise Refused(9, "Application request limit reached", subcode=2207042)
        if known["status_code"] == "IN_PROGRESS":
            raise Refused(9007, "Media ID is not available", subcode=2207027)
        # A published container may be published again by mistake, as double posts of other tools show.
        known["status_code"] = "PUBLISHED"
        return {"id": self._new(self.media, dict(known))}

    def _media(self, fields: Fields) -> Fields:
        rows = [{"id": name, "caption": one.get("caption", ""), "permalink": f"https://www.instagram.com/p/{name}/"}
                for name, one in reversed(self.media.items())]  # fmt: skip
        return {"data": rows[: int(fields.get("limit", 25))]}

    def _limit(self, fields: Fields) -> Fields:
        config = {"quota_total": self.quota[1], "quota_duration": 86400}
        return {"data": [{"config": config, "quota_usage": self.quota[0]}]}

    def _new(self, kept: dict[str, Fields], fields: Fields) -> str:
        self._number += 1
        kept[str(self._number)] = dict(fields)
        return str(self._number)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, meta: MetaFake, *rest: Any) -> None:
        self.meta = meta
        super().__init__(*rest)

    def log_message(self, *rest: Any) -> None:
        pass

    def _do(self) -> None:
        parts = urlsplit(self.path)
        fields = {**dict(parse_qsl(parts.query)), **self._body()}
        self.meta.calls.append((self.command, parts.path.removeprefix(f"/{VERSION}"), fields))
        trouble = self.meta.ordered(parts.path)
        if trouble in ("503", "reset before"):
            return self._say(503, b"<html>Service Unavailable</html>") if trouble == "503" else self._reset()
        try:
            if isinstance(trouble, Refused):
                raise trouble
            token = self.headers.get("authorization", "").removeprefix("Bearer ")
            status, said = 200, self.meta.answer(self.command, parts.path, fields, token)
        except Refused as error:
            status, said = error.status, error.body
        if trouble == "reset":
            return self._reset()
        if trouble == "slow":
            time.sleep(1)
        odd = {"garble": b'{"id": "12', "html": b"<html>Sorry, something went wrong.</html>"}
        return self._say(status, odd.get(str(trouble)) or json.dumps(said, ensure_ascii=False).encode())

    do_GET = do_POST = do_DELETE = _do  # noqa: N815 - the names that http.server calls

    def _body(self) -> Fields:
        raw, kind = self.rfile.read(int(self.headers.get("content-length", 0))), self.headers.get("content-type", "")
        if kind.startswith("application/json"):
            return dict(json.loads(raw))
        if kind.startswith("multipart/form-data"):
            return _multipart(raw, kind)
        return dict(parse_qsl(raw.decode()))

    def _reset(self) -> None:
        self.close_connection = True
        self.connection.close()

    def _say(self, status: int, body: bytes) -> None:
        try:
            self.send_response(status)
            for name, value in ({"content-type": "application/json; charset=UTF-8"} | self.meta.headers).items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass  # who asked has left


def _multipart(raw: bytes, kind: str) -> Fields:
    border = re.search("boundary=(.+)$", kind)
    assert border is not None
    found: Fields = {}
    for part in raw.split(b"--" + border[1].encode())[1:-1]:
        head, _, content = part.strip(b"\r\n").partition(b"\r\n\r\n")
        name = re.search(rb'name="([^"]+)"', head)
        assert name is not None
        found[name[1].decode()] = content if b"filename=" in head else content.decode()
    return found


@contextmanager
def meta_fake() -> Iterator[MetaFake]:
    """A server of its own on a free port of loopback."""
    meta = MetaFake()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, meta))
    server.daemon_threads = True
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.02), daemon=True)
    thread.start()
    meta.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield meta
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
