"""What the way to a real WordPress does to posts, and a worker that sends through it until it is killed."""

import contextlib
import itertools
import multiprocessing
import os
import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.process import BaseProcess

import httpx

from lib.connectors import channel_http
from lib.connectors.wordpress import KIND
from lib.flows import deliver
from lib.outbox import Pace

FAULTS = ("lost before", "lost after", "503", "late", "no answer")
PACE = Pace(lease=4, answer=2, pause=1, first_wait=1, longest_wait=2, tries=40)
TIMEOUT = httpx.Timeout(2)
_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload(["tests.real.wordpress_faults"])


class Way:
    """A proxy before a site: about every other POST meets one of the faults, in turn."""

    def __init__(self, upstream: str) -> None:
        self.url, self.upstream = "", upstream
        self.happened: Counter[str] = Counter()
        self._lock, self._chance, self._turn = threading.Lock(), random.Random(7), itertools.cycle(FAULTS)

    def fault(self, method: str) -> str:
        with self._lock:
            kind = next(self._turn) if method == "POST" and self._chance.random() < 0.5 else ""
            self.happened[kind or "passed"] += 1
        return kind


@contextlib.contextmanager
def way_to(upstream: str) -> Iterator[Way]:
    """The proxy on a port of loopback until the block ends."""
    way = Way(upstream)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"way": way}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    way.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield way
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


class _Handler(BaseHTTPRequestHandler):
    way: Way

    def handle(self) -> None:
        # Workers are killed in the middle of a sentence.
        with contextlib.suppress(OSError, httpx.HTTPError):
            super().handle()

    def _pass(self) -> None:
        content = self.rfile.read(int(self.headers.get("content-length", "0")))
        fault = self.way.fault(self.command)
        if fault == "lost before":
            return self._drop()
        if fault == "503":
            return self._written(503, "text/html", b"<h1>503</h1>")
        answer = self._forwarded(content)
        if fault == "lost after":
            return self._drop()
        time.sleep({"late": 0.3, "no answer": 3}.get(fault, 0))
        self._written(answer.status_code, answer.headers["content-type"], answer.content)
        return None

    do_GET = do_POST = do_DELETE = _pass  # noqa: N815

    def _forwarded(self, content: bytes) -> httpx.Response:
        kept = ("authorization", "content-type", "content-disposition")
        headers = {name: self.headers[name] for name in kept if name in self.headers}
        return httpx.request(self.command, self.way.upstream + self.path, content=content, headers=headers,
                             timeout=30, trust_env=False)  # fmt: skip

    def _written(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _drop(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_: object) -> None:
        """Silence."""


def worker() -> BaseProcess:
    """A process that sends what is due in the office of this process, until it is killed."""
    process = _server.Process(target=_work, args=({"KANCELAR_DATA": os.environ["KANCELAR_DATA"]},), daemon=True)
    process.start()
    return process


def _work(environment: dict[str, str]) -> None:
    os.environ.update(environment)
    channel_http.TIMEOUT = TIMEOUT
    while True:
        if not deliver.turn(pace=PACE, kinds={"wordpress": KIND}):
            time.sleep(0.05)
