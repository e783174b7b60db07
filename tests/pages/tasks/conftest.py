"""Pages of tasks run by AppTest as somebody who is signed in, over an event with the tasks of a template."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib import access, config, events, store, tasks
from lib.access import User
from lib.events.entry import Entry
from lib.ui import guard


@dataclass(frozen=True)
class Desk:
    """An event, its tasks, and whose desk it is."""

    event_id: int
    tasks: list[int]
    by: User


@pytest.fixture
def desk(office: object, people: dict[str, User]) -> Desk:
    by = people["spokesperson"]
    with store.write() as db:
        event_id = events.actions.add(db, Entry("Rozsvícení stromu", dt.date(2026, 12, 12)), by=by)
        anchor = dt.date(2026, 12, 12)
        made = tasks.from_template(db, "town_event", subject=f"event:{event_id}", anchor=anchor, by=by)
    return Desk(event_id, made, by)


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, str]]]:
    """Where pages led: (file, address). A page alone has no navigation, so the leading itself is only written down."""
    led: list[tuple[str, dict[str, str]]] = []

    def leave(file: str, *, query_params: dict[str, str] | None = None) -> None:
        led.append((file.rpartition("/")[2], dict(query_params or {})))
        st.stop()

    monkeypatch.setattr(st, "switch_page", leave)
    return led


@pytest.fixture
def page(desk: Desk, gone: object, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """`page("task", role="editor", id=1)`: the page after its first run, which must not fail."""

    def show(name: str, role: str = "spokesperson", **query: object) -> AppTest:
        with store.write() as db:
            token = access.start_session(db, role)
        monkeypatch.setattr(guard, "cookie_token", lambda: token)
        app = AppTest.from_file(str(config.ROOT / f"pages/tasks/{name}.py"), default_timeout=60)
        for key, value in query.items():
            app.query_params[key] = str(value)
        app.run()
        assert not app.exception, app.exception
        return app

    return show
