"""Lists as they stand in the page: what is sent to the browser, searching, editing, saved views, the empty list."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from streamlit import dataframe_util
from streamlit.testing.v1 import AppTest

from lib import store, views
from lib.access import User


def page() -> None:
    import polars as pl
    import streamlit as st

    from lib.errors import Refused
    from lib.ui import forms, guard
    from lib.ui.badges import State
    from lib.ui.lists import Column, Edit, Filter, show_list

    def save(db: object, record: int, changes: dict[str, object], by: object) -> None:
        if record == 2:
            raise Refused("Only {left} pieces are left.", left=3)
        st.session_state.setdefault("saved", {})[record] = changes

    user = guard.guard("stock.read")
    forms.said()
    frame = pl.DataFrame(
        {
            "id": range(1, 121),
            "name": [f"{'Čepice' if place % 2 else 'Hrnek'} {place}" for place in range(1, 121)],
            "price": [place * 100 for place in range(1, 121)],
            "state": ["late" if place % 3 else "done" for place in range(1, 121)],
        }
    )
    columns = [
        Column("name", "Název"),
        Column("price", "Cena", "money", on_phone=False),
        Column("state", "Stav", "state", states={"late": State("dochází", "late"), "done": State("dost", "done")}),
    ]
    show_list(
        "stock.items",
        frame,
        columns,
        search=("name",),
        filters=(Filter("state", "Stav", "pills"),),
        sort="name",
        row_page="pages/stock/item.py",
        by=user,
        edit=Edit(("name", "price"), save),
    )


def nothing() -> None:
    import polars as pl

    from lib.ui import guard
    from lib.ui.head import Link
    from lib.ui.lists import Column, Empty, show_list

    user = guard.guard("stock.read")
    empty = Empty("Sklad je prázdný.", Link("Přijmout", "pages/stock/receive.py"))
    show_list("stock.items", pl.DataFrame({"id": []}), [Column("id", "Id")], empty=empty, by=user)


def _run(script: Callable[[], None], **query: str) -> AppTest:
    app = AppTest.from_function(script, default_timeout=30)
    for key, value in query.items():
        app.query_params[key.replace("__", ".")] = value
    app.run()
    assert not app.exception, app.exception
    return app


def _sent(app: AppTest) -> dict[str, Any]:
    found = [node for node in app.main if getattr(node, "type", "") == "bidi_component"]
    return json.loads(found[0].proto.json)  # type: ignore[no-any-return]


def _press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception
    return app


def test_only_the_shown_page_travels(signed_in: Callable[[str], None]) -> None:
    signed_in("reader")
    sent = _sent(_run(page))
    assert len(sent["rows"]) == 50
    assert sent["pages"] == 3
    assert sent["rows"][0] == {
        "id": 1,
        "link": "/predmet?id=1",
        "cells": ["Čepice 1", "1\xa0Kč", ["dochází", "late", "error"]],
    }
    assert sent["count"] == "120\u00a0záznamů, zobrazeno 1–50"


def test_streamlit_does_not_look_through_the_rows_for_data_frames(
    signed_in: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in("reader")
    examined: list[Any] = []
    monkeypatch.setattr(dataframe_util, "_is_list_of_scalars", examined.append)
    assert _sent(_run(page))["rows"]
    assert not examined


def test_the_address_says_what_is_shown(signed_in: Callable[[str], None]) -> None:
    signed_in("reader")
    sent = _sent(_run(page, stock__items__sort="-price", stock__items__page="2", stock__items__columns="name~price"))
    assert sent["sort"] == "-price"
    assert sent["rows"][0]["cells"] == ["Hrnek 70", "70\xa0Kč"]
    assert _sent(_run(page, stock__items__sort="password", stock__items__page="x"))["sort"] == "name"


def test_the_cards_of_a_phone_leave_out_what_is_less_useful_unless_it_was_chosen(
    signed_in: Callable[[str], None],
) -> None:
    signed_in("reader")
    usual = _sent(_run(page))["columns"]
    assert [column["name"] for column in usual if column["wide"]] == ["price"]
    chosen = _sent(_run(page, stock__items__columns="name~price"))["columns"]
    assert not [column["name"] for column in chosen if column["wide"]]


def test_search_and_filters_narrow(signed_in: Callable[[str], None]) -> None:
    signed_in("reader")
    app = _run(page)
    app.text_input(key="stock.items.q").set_value("cepice 11").run()
    assert _sent(app)["count"].startswith("6\u00a0záznamů z")
    app.text_input(key="stock.items.q").set_value("xyz").run()
    assert _sent(app)["rows"] == []


def test_an_empty_list_says_why_and_offers_the_way_out(signed_in: Callable[[str], None]) -> None:
    signed_in("reader")
    app = _run(nothing)
    assert app.markdown[0].value == "Sklad je prázdný."
    assert app.button[0].label == "Přijmout"


def test_views_are_mine_or_shared(people: dict[str, User]) -> None:
    with store.write() as db:
        views.save(db, "stock.items", "Dochází", "stock.items.state=dochází", shared=True, by=people["head"])
        views.save(db, "stock.items", "Moje", "stock.items.q=hrnek", shared=False, by=people["head"])
        seen = [view["name"] for view in views.of_list(db, "stock.items", by=people["reader"])]
    assert seen == ["Dochází"]


def test_editing_keeps_its_rows_until_it_ends(signed_in: Callable[[str], None]) -> None:
    signed_in("storekeeper")
    app = _press(_run(page, stock__items__sort="-price"), "Upravit v tabulce")
    assert app.session_state["stock.items.editing"][:2] == [120, 119]
    app.query_params["stock.items.sort"] = "price"
    assert app.run().session_state["stock.items.editing"][:2] == [120, 119]
    assert "stock.items.editing" not in _press(app, "Zpět na seznam").session_state
