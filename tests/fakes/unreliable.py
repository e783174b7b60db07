"""A channel in a process of its own that accepts posts over HTTP and fails in every way a real one does.

    with unreliable(faults=0.2, seed=7) as server:
        httpx.post(f"{server.url}/keys/posts", headers={"Idempotency-Key": "p1"}, json={"mark": "p1", "text": "Ahoj"})
        server.marks("keys")

`/keys/…` honours keys as Mastodon does (written down a moment after the post), `/search/…` and `/none/…` do not;
`GET /search/posts?mark=…` finds. One request in `1 / faults` goes wrong: 503 or 429 (surely not accepted), a reset or
rubbish instead of JSON after it was accepted, no answer, an answer after the caller gave up (accepted late, on purpose
later than the time-out). Searching fails as often; a search that fails never says that there is nothing.
"""

import contextlib
import json
import multiprocessing
import os
import random
import socket
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from typing import Any
from urllib.parse import parse_qs, urlsplit

TIMEOUT = 0.4
"""How long a caller is expected to wait."""
LATE = 1.0
"""A slow channel takes a post in so long after it came: the caller is gone by then."""
FAULTS = ("503", "429", "reset", "silence", "late", "rubbish")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, faults: float, seed: int) -> None:
        super().__init__(("127.0.0.1", 0), _Request)
        self.faults, self.chance = faults, random.Random(seed)
        self.lock, self.parent = threading.Lock(), os.getppid()
        self.posts: dict[str, list[str]] = {"keys": [], "search": [], "none": []}
        self.keys: dict[str, int] = {}
        self.happened: dict[str, int] = dict.fromkeys(FAULTS, 0)

    def fault(self) -> str:
        with self.lock:
            if self.chance.random() >= self.faults:
                return ""
            chosen = self.chance.choice(FAULTS)
            self.happened[chosen] += 1
            return chosen

    def accept(self, room: str, mark: str, key: str) -> int:
        """The number of the post; the same key gives the same number once it is written down."""
        with self.lock:
            if room == "keys" and key in self.keys:
                return self.keys[key]
            self.posts[room].append(mark)
            number = len(self.posts[room])
        time.sleep(0.005)
        with self.lock:
            return self.keys.setdefault(key, number) if room == "keys" else number

    def service_actions(self) -> None:
        """Whoever asked for the channel was killed: nobody will stop it any more."""
        if os.getppid() != self.parent:
            raise SystemExit

    def handle_error(self, request: Any, address: Any) -> None:
        """Callers are killed all the time here."""


class _Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/known":
            self._answer(200, {"posts": self.server.posts, "happened": self.server.happened})
            return
        mark = parse_qs(parts.query)["mark"][0]

        def search() -> list[int]:
            return [number for number, one in enumerate(self.server.posts["search"], 1) if one == mark]

        self._with_fault(search)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        room, key = self.path.split("/")[1], self.headers.get("Idempotency-Key", "")
        self._with_fault(lambda: {"id": self.server.accept(room, body["mark"], key)})

    def _with_fault(self, work: Callable[[], Any]) -> None:
        fault = self.server.fault()
        if fault in ("503", "429"):
            self._answer(int(fault), {"error": "later"})
            return
        if fault == "late":
            time.sleep(LATE)
        answer = work()
        if fault == "silence":
            time.sleep(2 * TIMEOUT)
            self.close_connection = True
        elif fault == "reset":
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
        elif fault == "rubbish":
            self._raw(200, b'<html>{"id": ')
        else:
            self._answer(200, answer)

    def _answer(self, status: int, data: Any) -> None:
        self._raw(status, json.dumps(data).encode())

    def _raw(self, status: int, body: bytes) -> None:
        with contextlib.suppress(OSError):
            self.send_response(status)
            if status == 429:
                self.send_header("Retry-After", "1")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)


@dataclass(frozen=True)
class Unreliable:
    """The running channel."""

    url: str

    def _known(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.url}/known", timeout=10) as answer:
            return dict(json.load(answer))

    def marks(self, room: str) -> list[str]:
        """What is really published there, in order, doubles and all."""
        return list(self._known()["posts"][room])

    def happened(self) -> dict[str, int]:
        """How often each fault happened."""
        return dict(self._known()["happened"])


def _serve(faults: float, seed: int, line: Connection) -> None:
    with _Server(faults, seed) as server:
        line.send(server.server_port)
        server.serve_forever()


@contextmanager
def unreliable(faults: float = 0.2, seed: int = 7) -> Iterator[Unreliable]:
    """The channel as long as the block lasts."""
    processes = multiprocessing.get_context("forkserver")
    ours, its = processes.Pipe(duplex=False)
    process = processes.Process(target=_serve, args=(faults, seed, its), daemon=True)
    process.start()
    try:
        yield Unreliable(f"http://127.0.0.1:{ours.recv()}")
    finally:
        process.kill()
        process.join()
        ours.close()
        its.close()
