"""Headless Chromium over the real app of the made-up town: one app and one browser, a context of his own for everybody.

What no page may do is watched in every test: ask a foreign host, break its own security policy, fail in the console.
"""

import json
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from lib import accounts, store
from tests.browser.screen import Crowd, Town
from tests.conftest import NOW
from tests.living import app as living

HERE = Path(__file__).parent
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LONG = {"test_every_page", "working"}
"""A file of tests, and a fixture that starts an app for one test."""
CHROMIUMS = ("chromium", "google-chrome")
OFFICE_MAIL = "vera.mala@brazdov.example"
STRANGER = "nikdo@jinde.example"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser. The longest go first, so that no process waits for the other's."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: not LONG & {*getattr(item, "fixturenames", ()), item.path.stem})


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, else the one of Playwright."""
    known = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=known, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def provider() -> Iterator[str]:
    """The address of an OIDC provider that vouches for Věra Malá and for somebody without an account."""
    port = living.free_port()
    people = [{"sub": mail, "email": mail, "email_verified": True} for mail in (OFFICE_MAIL, STRANGER)]
    known = [part for one in people for part in ("--user-claims", json.dumps(one))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), *known]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        _until_it_answers(f"{address}/.well-known/openid-configuration")
        yield address
    finally:
        process.terminate()
        process.wait(10)


def _until_it_answers(address: str) -> None:
    until = time.monotonic() + living.PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@pytest.fixture(scope="session")
def town_app(sample_town: Path, provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The app over a copy of the made-up town, its clock standing on a Monday morning, without a worker."""
    settings = {
        "KANCELAR_OIDC_METADATA": f"{provider}/.well-known/openid-configuration",
        "KANCELAR_OIDC_CLIENT_ID": "kancelar",
        "KANCELAR_OIDC_CLIENT_SECRET": "secret of the tests",
        "KANCELAR_OIDC_LABEL": "Účet města Brázdova",
    }
    with living_town(sample_town, tmp_path_factory.mktemp("browser"), **settings) as town:
        yield town


@contextmanager
def living_town(sample_town: Path, folder: Path, *, worker: bool = False, **settings: str) -> Iterator[Town]:
    """An app of its own over a fresh copy of the town."""
    shutil.copytree(sample_town, folder, dirs_exist_ok=True)
    _give_mail(folder)
    with living.running(folder, worker=worker, KANCELAR_NOW=NOW, KANCELAR_DEMO="1", **settings) as app:
        yield Town(app)


def _give_mail(folder: Path) -> None:
    """Věra Malá's account gets the address under which the provider knows her."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KANCELAR_DATA", str(folder))
        with store.write() as db:
            login = accounts.DEMO_PEOPLE["storekeeper"][0]
            db.conn.execute("update user set email = ? where login = ?", (OFFICE_MAIL, login))


@pytest.fixture
def crowd(chromium: Browser, town_app: Town) -> Iterator[Crowd]:
    """People with browsers; whatever their pages did wrong fails the test at its end."""
    people = Crowd(chromium, town_app)
    yield people
    people.leave()


@pytest.fixture
def working(chromium: Browser, sample_town: Path, tmp_path: Path) -> Iterator[Crowd]:
    """People of a town of their own, whose app has its worker."""
    with living_town(sample_town, tmp_path / "town", worker=True) as town:
        people = Crowd(chromium, town)
        yield people
        people.leave()
