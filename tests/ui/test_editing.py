"""Editing in place: what was typed is read in Czech, compared with the record, saved row by row or refused."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import BadInput
from lib.ui.badges import State
from lib.ui.columns import Column
from lib.ui.editing import changed, editable, stored
from tests.ui.conftest import drawn

PRICE = Column("price", "Cena", "money")
DAY = Column("day", "Den", "date")
STATE = Column("state", "Stav", "state", states={"late": State("po termínu", "late"), "done": State("hotovo", "done")})
COLUMNS = (Column("name", "Název"), PRICE, DAY, STATE, Column("share", "Podíl", "percent"))
RECORD = {"name": "Hrnek", "price": 181_550, "day": dt.date(2026, 11, 24), "state": "late", "share": 0.25}


def test_only_what_differs_is_a_change() -> None:
    typed = {"name": " Hrnek ", "price": "1 815,50", "day": "2026-11-24", "state": "po termínu", "share": "25 %"}
    assert changed(COLUMNS, RECORD, typed) == {}
    assert changed(COLUMNS, RECORD, {"price": "1.250,-", "day": "2026-12-01T00:00:00", "state": "hotovo"}) == {
        "price": 125_000,
        "day": "2026-12-01",
        "state": "done",
    }


def test_an_emptied_field_is_nothing() -> None:
    assert changed(COLUMNS, RECORD, {"price": "", "day": None}) == {"price": None, "day": None}


def test_what_cannot_be_read_names_its_column() -> None:
    with pytest.raises(BadInput, match=r"Cena: .*asi 30") as refused:
        changed(COLUMNS, RECORD, {"price": "asi 30"})
    assert refused.value.field == "price"


@given(st.integers(-(10**10), 10**10))
def test_money_in_a_field_reads_back(price: int) -> None:
    assert stored(PRICE, editable(PRICE, price)) == price


@given(st.integers(-(10**6), 10**6))
def test_counts_in_a_field_read_back(count: int) -> None:
    column = Column("n", "Kusů", "whole")
    assert stored(column, editable(column, count)) == count


def saving() -> None:
    import streamlit as st

    from lib.access import SYSTEM
    from lib.errors import Refused
    from lib.ui import editing
    from lib.ui.asked import Asking
    from lib.ui.columns import Column, Edit

    def save(db: object, record: int, changes: dict[str, object], by: object) -> None:
        if record == 2:
            raise Refused("Only {left} pieces are left.", left=3)
        st.session_state[f"saved{record}"] = changes

    columns = (Column("name", "Název"), Column("price", "Cena", "money"))
    records = [{"id": 1, "name": "Hrnek", "price": 100}, {"id": 2, "name": "Blok", "price": 200}]
    typed = {0: {"price": "3"}, 1: {"price": "5"}}
    editing._save(Asking("l", columns, (), "", "l"), Edit(("price",), save), records, columns, typed, "id", SYSTEM)


def test_good_rows_are_saved_and_a_refused_one_says_why(office: Any) -> None:
    app = drawn(saving)
    assert app.session_state["saved1"] == {"price": 300}
    assert app.error[0].value.startswith("Blok: ")
    assert app.success[0].value == "Uložen 1\u00a0řádek."
