"""Pages of the cupboard run by AppTest as somebody who is signed in, over a cupboard with a few things in it."""

from collections.abc import Callable, Iterator

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib import access, config, store
from lib.access import User
from lib.stock import actions
from lib.stock.rules import Card, Line
from lib.ui import guard
from tests.stock.cupboard import STORE, Cupboard


@pytest.fixture
def cupboard(office: object, people: dict[str, User]) -> Cupboard:
    by = people["storekeeper"]
    with store.write() as db:
        mug = actions.add_item(
            db,
            Card("KER-01", "Hrnek se znakem", "keramika", purchase_price=12000, minimum=20, default_place_id=1),
            by=by,
        )
        bag = actions.add_item(db, Card("TAS-01", "Taška", "textil", purchase_price=4550, minimum=5), by=by)
        actions.receive(db, mug, 50, to_place=STORE, by=by)
        actions.receive(db, bag, 10, to_place=STORE, by=by)
        actions.hand_out(db, actions.Order([Line(mug, 2)], STORE, "Den města", "SDH Brázdov"), by=by)
    return Cupboard(mug, bag, by)


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
def page(cupboard: Cupboard, gone: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., AppTest]]:
    """`page("hand_out", role="storekeeper", id=1)`: the page after its first run, which must not fail."""

    def show(name: str, role: str = "storekeeper", **query: object) -> AppTest:
        with store.write() as db:
            token = access.start_session(db, role)
        monkeypatch.setattr(guard, "cookie_token", lambda: token)
        app = AppTest.from_file(str(config.ROOT / f"pages/stock/{name}.py"), default_timeout=60)
        for key, value in query.items():
            app.query_params[key.replace("_", "-")] = str(value)
        app.run()
        assert not app.exception, app.exception
        return app

    return show
