"""The real app over a database that cannot be used: every page says one Czech sentence, and the server lives."""

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lib import config, store
from lib.start import _free_port
from tests.living import app
from tests.living.app import App

pytestmark = pytest.mark.fault
PAGES = ("/", "/sklad", "/kalendar?id=1", "/prihlaseni", "/neexistuje", "/_stcore/health", "/files/x")


def empty(file: Path) -> None:
    file.write_bytes(b"")


def truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def foreign(file: Path) -> None:
    file.write_bytes(b"%PDF-1.7 this is not a database at all")


def newer(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at) values ('stock', 'm999_future', 'x')"
    )
    connection.commit()
    connection.close()


def missing(file: Path) -> None:
    file.unlink()


def say_one_sentence(living: App, expected: str) -> None:
    """All pages answer 503 with the same Czech sentence; the server lives and says so to whoever watches it."""
    for page in PAGES:
        said = living.ask(page)
        assert said.status == 503, page
        assert '<html lang="cs"' in said.text
        sentences = re.findall(r"<p[^>]*>(.*?)</p>", said.text, re.DOTALL)
        assert len(sentences) == 1, sentences
        assert expected in sentences[0].replace("\xa0", " ")
    health = living.ask("/healthz")
    assert (health.status, json.loads(health.text)["database"]["ok"]) == (503, False)
    assert living.process.poll() is None
    assert "Traceback" not in living.log()


@pytest.fixture
def settled(office: Path) -> Path:
    """The office with everything in one file, as after a backup was put back."""
    connection = store.open_connection(store.path())
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.execute("pragma journal_mode = delete")
    connection.execute("pragma journal_mode = wal")
    connection.close()
    return office


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (empty, "je prázdná (0 bajtů)"),
        (truncated, "je neúplná"),
        (foreign, "není databáze Kanceláře"),
        (newer, "novější"),
        (missing, "chybí"),
    ],
)
def test_a_database_that_cannot_be_used(settled: Path, damage: Callable[[Path], None], expected: str) -> None:
    damage(settled / "office.db")
    with app.running(settled, healthy=False) as living:
        say_one_sentence(living, expected)


def test_a_read_only_disk(settled: Path) -> None:
    (settled / "app.log").touch()
    for file in settled.iterdir():
        file.chmod(0o666 if file.name == "app.log" else 0o444)
    settled.chmod(0o555)
    try:
        with app.running(settled, healthy=False, before=_without_rights_over_files()) as living:
            say_one_sentence(living, "je jen pro čtení. Povolte na něm zápis")
    finally:
        settled.chmod(0o755)


def _without_rights_over_files() -> tuple[str, ...]:
    """The superuser may write whatever a file's rights say, unless he starts the app without that right."""
    if os.geteuid():
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("the superuser cannot be kept from writing without setpriv (util-linux)")
    return "setpriv", "--bounding-set", "-dac_override", "--"


def test_a_database_that_breaks_while_the_app_runs_and_is_put_back(settled: Path) -> None:
    whole = settled / "whole.db"
    shutil.copy(settled / "office.db", whole)
    with app.running(settled) as living:
        token = living.token("head")
        assert living.ask("/sklad", token).status == 200
        (settled / "broken.db").write_bytes(b"")
        _replace(settled, settled / "broken.db")
        said = living.ask("/sklad", token)
        assert said.status == 503
        assert "Databáze neodpovídá" in said.text
        assert living.ask("/healthz").status == 503
        _replace(settled, whole)
        assert living.ask("/healthz").status == 200
        assert living.ask("/prihlaseni").status == 200


def _replace(folder: Path, file: Path) -> None:
    for side in ("-wal", "-shm"):
        (folder / f"office.db{side}").unlink(missing_ok=True)
    file.replace(folder / "office.db")


def test_a_taken_port_is_left_to_whoever_has_it() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert _free_port("127.0.0.1", port) > port


def test_a_second_start_takes_the_next_port_and_its_worker_leaves_politely(office: Path) -> None:
    with app.running(office, worker=True) as first:
        output = office / "second.log"
        environment = {**os.environ, "KANCELAR_PORT": str(first.port), "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", "lib.start"]
        with output.open("wb") as log:
            second = subprocess.Popen(
                command, cwd=config.ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        try:
            port = int(_written(output, r"Kancelář: http://localhost:(\d+)"))
            _written(output, "(Another worker is running)")
            assert port > first.port
            living = App(port, office, second)
            app.wait(living)
            app.wait(first)
        finally:
            os.killpg(second.pid, signal.SIGTERM)
            second.wait(20)


def _written(file: Path, pattern: str) -> str:
    """What the pattern found in a growing file."""
    until = time.monotonic() + app.PATIENCE
    while not (found := re.search(pattern, file.read_text(encoding="utf-8"))):
        assert time.monotonic() < until, file.read_text(encoding="utf-8")
        time.sleep(0.1)
    return found.group(1)
