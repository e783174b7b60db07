"""A real server on loopback: the app's own routes and layers around a small page, and a browser's worth of requests."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
import streamlit as st
import uvicorn
from starlette.types import ASGIApp
from streamlit import config as streamlit_config

from lib import access, sign_in, store
from lib.config import ROOT
from lib.web import readiness
from lib.web.routes import EXCEPTION_HANDLERS, middleware, routes

PAGE = Path(__file__).parent / "small_page.py"
PASSWORD = "čtyři slova v řadě"


@contextlib.contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """The address of a server that runs the app in a thread."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        settings = uvicorn.Config(app, log_level="error", ws="websockets-sansio", access_log=False)
        server = uvicorn.Server(settings)
        ready = threading.Event()
        started = server.startup

        async def startup(sockets: list[socket.socket] | None = None) -> None:
            await started(sockets)
            ready.set()

        server.startup = startup
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        assert ready.wait(60), "the server did not start"
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def live_app() -> Iterator[str]:
    """The app as it runs, with a small page instead of the office's; the office is that of the running test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(streamlit_config, "_main_script_path", str(ROOT / "app.py"))
        app = st.App(PAGE, routes=routes(), middleware=middleware(), exception_handlers=EXCEPTION_HANDLERS)
        with serving(app) as address:
            yield address


@pytest.fixture
def site(live_app: str, office: Path, cheap_hashes: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the app over a fresh office without a worker."""
    monkeypatch.setenv("KANCELAR_WORKER", "0")
    readiness.say(None)
    yield live_app
    readiness.say(None)


@pytest.fixture
def browser(site: str) -> Iterator[httpx.Client]:
    """Requests as a browser on the app's own page sends them; redirects are looked at, not followed."""
    with httpx.Client(base_url=site, headers={"accept": "text/html", "origin": site}) as client:
        yield client


@pytest.fixture
def password(office: Path, cheap_hashes: None) -> Callable[[str], None]:
    """Give an account the password of all tests."""
    password_hash = sign_in.hashed(PASSWORD)

    def give(login: str) -> None:
        with store.write() as db:
            db.conn.execute("update user set password_hash = ? where login = ?", (password_hash, login))

    return give


@pytest.fixture
def signed_in(browser: httpx.Client) -> httpx.Client:
    """The browser of the storekeeper."""
    with store.write() as db:
        browser.cookies.set("kancelar", access.start_session(db, "storekeeper"))
    return browser
