"""What every test stands on: a fixed clock, an office of its own, people with live sessions."""

import fcntl
import functools
import gc
import importlib
import logging
import os
import shutil
import ssl
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from hypothesis import settings as hypothesis

from lib import access, accounts, clock, sign_in, store
from lib.access import ROLES, User
from lib.flows import installation
from lib.flows import sample_town as town_of_samples
from lib.sheets import cells, child
from lib.sheets.ics import table
from lib.sheets.ics.parts import is_calendar
from lib.sheets.kind import RawSheets
from tests.laws import examples

# No test is timed. A gate must give the same verdict twice, so it tries the same examples; people try new ones.
hypothesis.register_profile("office", deadline=None, derandomize="CI" in os.environ, max_examples=examples(100))
hypothesis.load_profile("office")

SLOW = {Path(__file__).parent / folder for folder in ("pages", "samples")}
IN_ITS_PROCESS = cells.read_workbook
NOW = "2026-11-23T08:00:00+01:00"
NAMES = {
    "spokesperson": "Jana Tichá",
    "editor": "Petra Dlouhá",
    "secretary": "Hana Bílá",
    "storekeeper": "Věra Malá",
    "head": "Karel Hora",
    "reader": "Ivo Host",
}


@pytest.hookimpl(tryfirst=True)  # before pytest chooses by markers
def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Slow is what draws a page or reads the made-up town; what starts a process or lasts says so by its marker."""
    for item in items:
        of_the_town = "sample_town" in item.fixturenames or item.path.name.startswith("test_sample")
        if of_the_town or SLOW & set(item.path.parents):
            item.add_marker("slow")


def pytest_collection_finish() -> None:
    """What is imported and collected stays to the end: the collector of garbage need not look through it each time.

    Streamlit's eighty loggers keep their records for themselves, so pytest would hang its handlers on each of them
    before every test, and take them off again.
    """
    gc.collect()
    gc.freeze()
    for logger in logging.root.manager.loggerDict.values():
        if isinstance(logger, logging.Logger):
            logger.propagate = True


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with clock.fixed(NOW):
        yield


@pytest.fixture(scope="session", autouse=True)
def _packages_read_once() -> Iterator[None]:
    """Streamlit's AppTest looks through all installed packages for components before each page, most of its time.

    What it finds stays the same, so it looks once. Tests without a page do not import Streamlit for this.
    """
    with pytest.MonkeyPatch.context() as patch:
        if "streamlit.testing.v1" in sys.modules:
            scanner = importlib.import_module("streamlit.components.v2.manifest_scanner")
            patch.setattr(scanner, "scan_component_manifests", functools.cache(scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session", autouse=True)
def _authorities_read_once() -> Iterator[None]:
    """Each new HTTP client would read all authorities of the world before it asks a server on this machine."""
    made = ssl.create_default_context
    kept = functools.cache(lambda file: made(cafile=file))

    def context(*given: Any, **named: Any) -> ssl.SSLContext:
        return kept(named["cafile"]) if not given and named.keys() == {"cafile"} else made(*given, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", context)
        yield


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spreadsheets are read here: the guarded process takes longer to start than to read. `tests/sheets` keeps it."""
    monkeypatch.setattr(cells, "read_workbook", _read_here)


def _read_here(data: bytes, name: str) -> RawSheets:
    try:
        return {"ICS": table.read(data, clock.today())} if is_calendar(data) else child.read(data)
    except Exception:  # what is wrong with a file is for the guarded process to say
        return IN_ITS_PROCESS(data, name)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty migrated office with one account per role, copied for each test."""
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch, clock.fixed(NOW):
        patch.setenv("KANCELAR_DATA", str(folder))
        installation.open_store()
        with store.write() as db:
            db.conn.execute("insert into setting values ('town.made_up', '2000-01-01', 'true', null)")
            # Nothing listens there: a test that asks ARES by mistake is refused at once and disturbs nobody.
            db.conn.execute("insert into setting values ('ares.url', '2000-01-01', '\"http://127.0.0.1:9\"', null)")
            for role, name in NAMES.items():
                db.conn.execute(
                    "insert into user (login, name, email, created_at) values (?, ?, ?, ?)",
                    (role, name, f"{role}@brazdov.example", clock.stamp()),
                )
                db.conn.execute("insert into user_role values (?, ?)", (role, role))
    return folder


@pytest.fixture
def office(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of a fresh office; the store and the configuration point to it."""
    folder = tmp_path / "data"
    folder.mkdir()
    for file in template.iterdir():
        shutil.copy(file, folder / file.name)
    monkeypatch.setenv("KANCELAR_DATA", str(folder))
    return folder


@pytest.fixture
def people(office: Path) -> dict[str, User]:
    """A signed-in user per role: `people["storekeeper"]`."""
    signed_in = {}
    with store.write() as db:
        for role in ROLES:
            token = access.start_session(db, role)
            found = access.session_user(db, access.token_hash(token))
            assert found is not None
            signed_in[role] = found
    return signed_in


@pytest.fixture
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Password hashes that cost next to nothing; the real ones are made to be slow."""
    monkeypatch.setattr(sign_in, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setattr(sign_in, "_hash_of_nobody", lambda: sign_in._HASHER.hash("nobody"))


@pytest.fixture(scope="session")
def sample_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up town imported once through the real importers; copied for each test by `town`.

    A run of all tests names a folder for it (`tests/run.py`): whichever process comes first builds the town there.
    """
    named = os.environ.get("KANCELAR_TESTS_TOWN")
    if not named:
        return _built_town(tmp_path_factory.mktemp("town"))
    shared = Path(named)
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shared.exists():
            # A copy, because this process keeps the original open; and under its name only when it is whole.
            half = shared.with_suffix(".half")
            shutil.rmtree(half, ignore_errors=True)
            shutil.copytree(_built_town(tmp_path_factory.mktemp("town")), half).rename(shared)
    return shared


def _built_town(folder: Path) -> Path:
    with pytest.MonkeyPatch.context() as patch, clock.fixed(NOW):
        patch.setenv("KANCELAR_DATA", str(folder))
        patch.setattr(cells, "read_workbook", _read_here)
        installation.open_store()
        town_of_samples.build(lambda sentence: None)
    return folder


@pytest.fixture
def town(sample_town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of the made-up town, as it is right after `make run`."""
    folder = tmp_path / "town"
    shutil.copytree(sample_town, folder)
    monkeypatch.setenv("KANCELAR_DATA", str(folder))
    return folder


@pytest.fixture
def people_of_town(town: Path) -> dict[str, User]:
    """A signed-in person of the made-up town per role."""
    signed_in = {}
    with store.write() as db:
        for role, (login, _) in accounts.DEMO_PEOPLE.items():
            token = access.start_session(db, login)
            found = access.session_user(db, access.token_hash(token))
            assert found is not None
            signed_in[role] = found
    return signed_in
