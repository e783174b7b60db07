"""A loopback server that a fake channel stands on: what it was asked, and every way in which an answer goes wrong.

    class Shop(FakeChannel):
        def answer(self, call): return Reply({"id": 1}) if call.path == "/posts" else Reply({}, 404)

    with running(Shop()) as shop:
        shop.fail("reset_after", on="/posts")

`fail` orders troubles for the next calls whose method and path contain `on`, one each:
503 and 429 (nothing done), redirect, reset_before (nothing done), reset_after (done, no answer), half (done, the answer
breaks off), hang_before and hang_after (no answer until the caller gives up), slow, garbled (done, broken JSON), page
(done, HTML with 200).
"""

import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar
from urllib.parse import parse_qs, unquote, urlsplit

NOTHING_DONE = frozenset({"503", "429", "redirect", "reset_before", "hang_before"})
TROUBLES = NOTHING_DONE | {"reset_after", "half", "hang_after", "slow", "garbled", "page"}


@dataclass(frozen=True)
class Call:
    """One request as it arrived."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)

    @property
    def parts(self) -> list[tuple[str, str | None, bytes]]:
        """Fields of multipart/form-data: name, file name, content."""
        head = f"content-type: {self.headers['content-type']}\r\n\r\n".encode()
        message = BytesParser(policy=HTTP).parsebytes(head + self.content)
        return [
            (str(one.get_param("name", header="content-disposition")), one.get_filename(), _bytes(one))
            for one in message.iter_parts()
        ]


def _bytes(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


@dataclass(frozen=True)
class Reply:
    """What is answered; `body` as JSON unless it is bytes."""

    body: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class FakeChannel:
    """Subclasses answer; every change of what they keep happens under `lock`."""

    def __init__(self) -> None:
        self.url = ""
        self.calls: list[Call] = []
        self.lock = threading.RLock()
        self.released = threading.Event()
        self._orders: list[tuple[str, str]] = []

    def answer(self, call: Call) -> Reply:
        raise NotImplementedError

    def unavailable(self) -> Reply:
        return Reply({"error": "Service Unavailable"}, 503)

    def limited(self) -> Reply:
        return Reply({"error": "Too many requests"}, 429, {"Retry-After": "120"})

    def fail(self, *troubles: str, on: str = "") -> None:
        assert set(troubles) <= TROUBLES, troubles
        self._orders += [(trouble, on) for trouble in troubles]

    def asked(self, path: str, method: str = "") -> list[Call]:
        """The calls of this method whose path contains `path`."""
        return [call for call in self.calls if path in call.path and call.method.startswith(method)]

    def ordered(self, call: Call) -> str:
        with self.lock:
            self.calls.append(call)
            place = f"{call.method} {call.path}"
            for number, (trouble, on) in enumerate(self._orders):
                if on in place:
                    del self._orders[number]
                    return trouble
        return ""


F = TypeVar("F", bound=FakeChannel)


@contextmanager
def running(fake: F) -> Iterator[F]:
    """The fake on a free port of loopback, until the block ends."""
    handler = type("Handler", (_Handler,), {"fake": fake})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    fake.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield fake
    finally:
        fake.released.set()
        server.shutdown()
        server.server_close()
        thread.join(10)


class _Handler(BaseHTTPRequestHandler):
    fake: FakeChannel
    protocol_version = "HTTP/1.1"

    def handle_one_request(self) -> None:
        with contextlib.suppress(OSError):
            super().handle_one_request()

    def _serve(self) -> None:
        address = urlsplit(self.path)
        query = {name: values[-1] for name, values in parse_qs(address.query, keep_blank_values=True).items()}
        headers = {name.lower(): value for name, value in self.headers.items()}
        content = self._content(headers)
        call = Call(self.command, unquote(address.path), query, headers, content)
        trouble = self.fake.ordered(call)
        reply = self._of_trouble(trouble)
        if reply is None:
            with self.fake.lock:
                reply = self.fake.answer(call)
        self._answered(trouble, reply)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = _serve  # noqa: N815

    def _content(self, headers: Mapping[str, str]) -> bytes:
        return self.rfile.read(int(headers.get("content-length", "0")))

    def _of_trouble(self, trouble: str) -> Reply | None:
        """What is answered when nothing is to be done."""
        if trouble not in NOTHING_DONE:
            return None
        if trouble == "hang_before":
            self.fake.released.wait(20)
        redirect = Reply({}, 301, {"Location": f"{self.fake.url}/elsewhere"})
        return {"503": self.fake.unavailable(), "429": self.fake.limited(), "redirect": redirect}.get(
            trouble, Reply({}, 500)
        )

    def _answered(self, trouble: str, reply: Reply) -> None:
        content = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
        if trouble.startswith("reset"):
            return self._reset()
        if trouble == "hang_after":
            self.fake.released.wait(20)
            return self._reset()
        if trouble == "slow":
            time.sleep(0.2)
        kind, status = "application/json; charset=utf-8", reply.status
        if trouble == "garbled":
            content = content[: len(content) // 2] or b"{"
        if trouble == "page":
            kind, status, content = "text/html", 200, b"<!DOCTYPE html><title>Are you human?</title>"
        self._written(status, {"Content-Type": kind, **reply.headers}, content, broken=trouble == "half")
        return None

    def _written(self, status: int, headers: Mapping[str, str], content: bytes, *, broken: bool) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content[: len(content) // 2] if broken else content)
        if broken:
            self.wfile.flush()
            self._reset()

    def _reset(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_: object) -> None:
        """Silence."""
