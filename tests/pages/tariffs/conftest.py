"""Pages of price lists run by AppTest as somebody who is signed in, over the made-up town's three lists."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib import access, config, store
from lib.access import User
from lib.flows.sample_desk import price_lists
from lib.tariffs import queries
from lib.ui import forms, guard, tariffs_steps


@dataclass(frozen=True)
class Lists:
    """Ids of the made-up town's lists and whose desk they lie on."""

    draft: int
    now: int
    ended: int
    by: User


@pytest.fixture
def lists(people: dict[str, User]) -> Lists:
    with store.write() as db:
        price_lists.fill(db)
    with store.read() as db:
        ids = queries.price_lists(db, by=people["editor"])["id"].to_list()
    return Lists(*ids, people["editor"])


@pytest.fixture
def without_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dialogs are fragments, which AppTest cannot run alone: the question is said, its button stands on the page."""

    def confirm(label: str, question: str, consequence: str, *given: Any, **named: Any) -> None:
        st.caption(f"{question} {consequence}")
        forms.act(label, *given, **named)

    monkeypatch.setattr(tariffs_steps, "confirm", confirm)


@pytest.fixture
def page(people: object, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """`page("price_list", role="reader", id=1)`: the page after its first run, which must not fail."""
    monkeypatch.setattr(st, "switch_page", lambda file, *, query_params=None: st.stop())

    def show(name: str, role: str = "editor", **query: object) -> AppTest:
        with store.write() as db:
            token = access.start_session(db, role)
        monkeypatch.setattr(guard, "cookie_token", lambda: token)
        app = AppTest.from_file(str(config.ROOT / f"pages/tariffs/{name}.py"), default_timeout=60)
        for key, value in query.items():
            app.query_params[key] = str(value)
        app.run()
        assert not app.exception, app.exception
        return app

    return show
