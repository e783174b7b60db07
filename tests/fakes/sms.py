"""Gateways of SMS: a loopback stand-in for Kannel's HTTP interface, and the real Kannel with its fake operator.

    with sms_fake() as gateway:
        gateway.answer["+420777000002"] = (503, "Temporal failure, try again later.")

`sent` holds what was taken, one entry for each call. Words and codes are those that the real one says.
"""

import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

USER, PASSWORD = "kancelar", "heslo & co"
FAKESMSC = Path("/usr/lib/kannel/test/fakesmsc")
PROGRAMS = ("/usr/sbin/bearerbox", "/usr/sbin/smsbox", str(FAKESMSC))
GOT = re.compile(r"Got message (\d+): <(\S+) (\S+) ")


@dataclass
class SmsFake:
    """`answer` of a number replaces the ordinary one; "reset" takes the SMS and hangs up."""

    url: str = ""
    sent: list[dict[str, str]] = field(default_factory=list)
    answer: dict[str, tuple[int, str] | str] = field(default_factory=dict)

    def take(self, query: dict[str, str]) -> tuple[int, str] | str:
        if (query.get("username"), query.get("password")) != (USER, PASSWORD):
            return 403, "Authorization failed for sendsms"
        if not query.get("to"):
            return 400, "Missing receiver number, rejected"
        ordered = self.answer.get(query["to"], (202, "0: Accepted for delivery"))
        if ordered == "reset" or ordered[0] == 202:
            self.sent.append(query)
        return ordered


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, gateway: SmsFake, *rest: Any) -> None:
        self.gateway = gateway
        super().__init__(*rest)

    def log_message(self, *rest: Any) -> None:
        pass

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        said: tuple[int, str] | str = (404, "Unknown request.")
        if parts.path == "/cgi-bin/sendsms":
            query = parse_qs(parts.query, keep_blank_values=True)
            said = self.gateway.take({name: values[0] for name, values in query.items()})
        if isinstance(said, str):
            self.connection.close()
            return
        self.send_response(said[0])
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(said[1])))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(said[1].encode())


@contextmanager
def sms_fake() -> Iterator[SmsFake]:
    """The stand-in on a free port of loopback."""
    gateway = SmsFake()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, gateway))
    server.handle_error = lambda *rest: None  # type: ignore[method-assign]
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.02), daemon=True)
    thread.start()
    gateway.url = f"http://127.0.0.1:{server.server_address[1]}/cgi-bin/sendsms"
    try:
        yield gateway
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def missing() -> str:
    """What the real gateway lacks on this machine, "" when it can run."""
    lacking = [program for program in PROGRAMS if shutil.which(program) is None]
    return f"Kannel is not installed ({', '.join(lacking)})" if lacking else ""


@dataclass
class Kannel:
    """The real gateway; `parts` says how many messages its operator got for each number."""

    url: str
    log: Path

    def parts(self, to: str, at_least: int) -> int:
        """Waits until so many came, and a moment more for one too many."""
        for _ in range(100):
            if self._got(to) >= at_least:
                break
            time.sleep(0.05)
        return self._got(to)

    def _got(self, to: str) -> int:
        return sum(found[3] == to for found in GOT.finditer(self.log.read_text("utf-8", "replace")))


@contextmanager
def kannel(folder: Path) -> Iterator[Kannel]:
    """Bearerbox, smsbox and the fake operator on free ports, ended with the block."""
    admin, boxes, operator, http = _free_ports(4)
    settings = folder / "kannel.conf"
    settings.write_text(_SETTINGS.format(admin=admin, boxes=boxes, operator=operator, http=http, user=USER,
                                         password=PASSWORD))  # fmt: skip
    log, started = folder / "operator.log", []

    def start(*command: str, out: Any = subprocess.DEVNULL) -> None:
        started.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, stderr=out, cwd=folder))

    try:
        start(PROGRAMS[0], "-v", "4", str(settings))
        _wait_for(operator)
        start(PROGRAMS[1], "-v", "4", str(settings))
        with log.open("w") as out:
            start(str(FAKESMSC), "-H", "127.0.0.1", "-r", str(operator), out=out)
        _wait_for(http)
        url = f"http://127.0.0.1:{http}/cgi-bin/sendsms"
        _wait_for_operator(url)
        yield Kannel(url, log)
    finally:
        for process in reversed(started):
            process.kill()
            process.communicate()


def _free_ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def _wait_for(port: int) -> None:
    for _ in range(200):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise TimeoutError(f"nobody listens on {port}")


def _wait_for_operator(url: str) -> None:
    """Until then the gateway says “3: Queued for later delivery”."""
    login = {"username": USER, "password": PASSWORD, "to": "+420700000000", "text": "x"}
    for _ in range(200):
        with suppress(httpx.HTTPError):
            if httpx.get(url, params=login, trust_env=False).text.startswith("0:"):
                return
        time.sleep(0.05)
    raise TimeoutError("the operator did not come")


_SETTINGS = """
group = core
admin-port = {admin}
admin-password = test
status-password = test
smsbox-port = {boxes}
admin-deny-ip = "*.*.*.*"
admin-allow-ip = "127.0.0.1"
box-deny-ip = "*.*.*.*"
box-allow-ip = "127.0.0.1"

group = smsc
smsc = fake
smsc-id = FAKE
host = 127.0.0.1
port = {operator}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {http}
global-sender = BRAZDOV

group = sendsms-user
username = {user}
password = "{password}"
concatenation = true
max-messages = 10
user-deny-ip = "*.*.*.*"
user-allow-ip = "127.0.0.1"

group = sms-service
keyword = default
text = "OK"
"""
