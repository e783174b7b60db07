"""The real app as a process on loopback, for tests and measurements that need a living server."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lib import access, store

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60.0


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

    def log(self) -> str:
        return (self.data / "app.log").read_text(encoding="utf-8", errors="replace")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(data: Path, *, worker: bool = False, **environment: str) -> Iterator[App]:
    """The app over a data folder until the block ends."""
    port = free_port()
    settings = {
        "KANCELAR_DATA": str(data),
        "KANCELAR_PORT": str(port),
        "KANCELAR_WORKER": "1" if worker else "0",
        "PYTHONPATH": str(ROOT),
        **environment,
    }
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port)]
    options = ["--server.address", "127.0.0.1", "--server.headless", "true", "--server.fileWatcherType", "none"]
    with (data / "app.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, *options], cwd=ROOT, env={**os.environ, **settings}, stdout=log, stderr=log
        )
        app = App(port, data, process)
        try:
            _wait(app)
            yield app
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(app: App) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if app.process.poll() is not None:
            raise RuntimeError(f"the app stopped:\n{app.log()}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{app.port}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the app did not start in {PATIENCE} s:\n{app.log()}")
