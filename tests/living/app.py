"""The real app as a process on loopback, for tests and measurements that need a living server."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lib import access, store

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60.0


@dataclass(frozen=True)
class Said:
    """An answer: its status and its text."""

    status: int
    text: str


@dataclass(frozen=True)
class App:
    """A running app: its address, its data and its process."""

    port: int
    data: Path
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def token(self, login: str) -> str:
        """A fresh session's token for a person, as the cookie would hold it."""
        before = os.environ.get("KANCELAR_DATA")
        os.environ["KANCELAR_DATA"] = str(self.data)
        try:
            with store.write() as db:
                return access.start_session(db, login)
        finally:
            os.environ.pop("KANCELAR_DATA") if before is None else os.environ.update(KANCELAR_DATA=before)

    def ask(self, path: str, token: str = "") -> Said:
        """What a browser gets at a path, with the cookie of a session if given; status 0 when nobody answers."""
        headers = {"Accept": "text/html", "Cookie": f"kancelar={token}"}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return Said(answer.status, answer.read().decode())
        except urllib.error.HTTPError as error:
            return Said(error.code, error.read().decode())
        except OSError:
            return Said(0, "")

    def log(self) -> str:
        return (self.data / "app.log").read_text(encoding="utf-8", errors="replace")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    data: Path, *, worker: bool = False, healthy: bool = True, before: Sequence[str] = (), **environment: str
) -> Iterator[App]:
    """The app over a data folder until the block ends; `before` is a command that runs it (`setpriv …`).

    Not `healthy`: it is enough that it answers.
    """
    port = free_port()
    settings = {
        "KANCELAR_DATA": str(data),
        "KANCELAR_PORT": str(port),
        "KANCELAR_WORKER": "1" if worker else "0",
        "PYTHONPATH": str(ROOT),
        **environment,
    }
    command = [*before, sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port)]
    options = ["--server.address", "127.0.0.1", "--server.headless", "true", "--server.fileWatcherType", "none"]
    with (data / "app.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, *options], cwd=ROOT, env={**os.environ, **settings}, stdout=log, stderr=log
        )
        app = App(port, data, process)
        try:
            wait(app, healthy=healthy)
            yield app
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait(app: App, *, healthy: bool = True) -> None:
    """Until the app answers, and all is well when it should be; RuntimeError with its log when it does not."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if app.process.poll() is not None:
            raise RuntimeError(f"the app stopped:\n{app.log()}")
        status = app.ask("/healthz").status
        if status == 200 or (status and not healthy):
            return
        time.sleep(0.2)
    raise RuntimeError(f"the app did not start in {PATIENCE} s:\n{app.log()}")
