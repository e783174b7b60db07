"""A real CalDAV server (Radicale) on a free port of loopback, with empty calendars made one by one."""

import contextlib
import itertools
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from lib.connectors.caldav import Account

USER, PASSWORD = "kancelar", "tajné heslo"
MAKE = (
    '<C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop><displayname>Akce</displayname>'
    "</prop></set></C:mkcalendar>"
)


@dataclass
class Server:
    """A running server; `calendar()` makes an empty calendar."""

    address: str
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def calendar(self) -> Account:
        """The account of a new calendar."""
        url = f"{self.address}/{USER}/akce-{next(self._numbers)}/"
        httpx.request("MKCALENDAR", url, content=MAKE, auth=(USER, PASSWORD)).raise_for_status()
        return Account(url, USER, PASSWORD)


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Server]:
    """The server with its files in a folder; it ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
    (folder / "config").write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = {folder / 'users'}\n"
        f"htpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = {folder / 'calendars'}\n"
        "[logging]\nlevel = error\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "radicale", "--config", str(folder / "config")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield Server(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        assert process.poll() is None, "Radicale did not start"
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise AssertionError("Radicale does not listen")
