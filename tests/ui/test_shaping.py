"""Searching, filtering, sorting and paging of lists, without a screen."""

import datetime as dt

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from lib.czech.sorting import fold, sort_key
from lib.ui.badges import State
from lib.ui.columns import Column, Filter
from lib.ui.shaping import Asked, Part, choices, shape

STATES = {"late": State("po termínu", "late"), "done": State("hotovo", "done"), "planned": State("plán", "planned")}
COLUMNS = (
    Column("name", "Název"),
    Column("price", "Cena", "money"),
    Column("day", "Den", "date"),
    Column("state", "Stav", "state", states=STATES),
    Column("gift", "Dar", "yes_no"),
)
FRAME = pl.DataFrame(
    {
        "id": [1, 2, 3, 4],
        "name": ["Chňapka", "Hrnek bílý", "Čepice", None],
        "price": [500, 12_000, None, 100],
        "day": [dt.date(2026, 3, 1), dt.date(2025, 11, 2), dt.date(2026, 11, 5), None],
        "state": ["done", "late", "planned", "late"],
        "gift": [True, False, True, None],
    },
    schema_overrides={"day": pl.Date},
)
FILTERS = (Filter("state", "Stav"), Filter("day", "Rok", by="year"), Filter("gift", "Dar"))
NAMES = st.text(st.characters(categories=("L", "Nd", "Zs")), min_size=1, max_size=12).filter(lambda text: fold(text))


def _shape(asked: Asked, frame: pl.DataFrame = FRAME, page_size: int = 50) -> Part:
    return shape(frame, COLUMNS, asked, search=("name", "state"), filters=FILTERS, page_size=page_size)


def test_search_needs_every_word_and_neither_case_nor_diacritics() -> None:
    assert _shape(Asked(search="BILY hrn")).found["id"].to_list() == [2]
    assert _shape(Asked(search="bily cepice")).found.is_empty()


def test_search_finds_the_words_of_states() -> None:
    assert _shape(Asked(search="terminu")).found["id"].to_list() == [2, 4]


@given(st.lists(NAMES, min_size=1, max_size=8))
def test_every_name_is_found_by_its_folded_form(names: list[str]) -> None:
    frame = pl.DataFrame({"id": range(len(names)), "name": names})
    columns = (Column("name", "Name"),)
    for place, name in enumerate(names):
        found = shape(frame, columns, Asked(search=fold(name).upper()), search=("name",)).found
        assert place in found["id"].to_list()


def test_filters_narrow_together_and_repeat_as_or() -> None:
    assert _shape(Asked(filters={"state": ["po termínu", "plán"]})).found["id"].to_list() == [2, 3, 4]
    assert _shape(Asked(filters={"state": ["po termínu", "plán"], "day": ["2026"]})).found["id"].to_list() == [3]
    assert _shape(Asked(filters={"gift": ["ano"]})).found["id"].to_list() == [1, 3]
    assert _shape(Asked(filters={"gift": []})).found.height == 4


def test_choices_stand_in_the_order_of_the_work_and_of_time() -> None:
    assert choices(FRAME, COLUMNS, FILTERS[0]) == ["po termínu", "hotovo", "plán"]
    assert choices(FRAME, COLUMNS, FILTERS[1]) == ["2026", "2025"]
    assert choices(FRAME, COLUMNS, Filter("day", "Měsíc", by="month"))[0] == "listopad 2026"
    assert choices(FRAME, COLUMNS, Filter("name", "Název")) == ["Čepice", "Hrnek bílý", "Chňapka"]


@given(st.lists(st.none() | NAMES, max_size=12), st.booleans())
def test_order_is_czech_and_nothing_comes_last(names: list[str | None], descending: bool) -> None:
    frame = pl.DataFrame({"name": names}, schema={"name": pl.String})
    found = shape(frame, COLUMNS, Asked(sort="-name" if descending else "name")).found["name"].to_list()
    written = [name for name in names if name is not None]
    assert found[: len(written)] == sorted(written, key=sort_key, reverse=descending)
    assert found[len(written) :] == [None] * (len(names) - len(written))


def test_states_sort_by_the_order_of_the_work_money_by_amount() -> None:
    assert _shape(Asked(sort="state")).found["state"].to_list() == ["late", "late", "done", "planned"]
    assert _shape(Asked(sort="-price")).found["id"].to_list() == [2, 1, 4, 3]


def test_an_unknown_order_leaves_the_frame_as_it_came() -> None:
    assert _shape(Asked(sort="nonsense")).found["id"].to_list() == [1, 2, 3, 4]


@given(st.integers(0, 30), st.integers(-3, 40), st.integers(1, 7))
def test_pages_cover_every_row_and_a_page_beyond_the_end_is_the_last(height: int, page: int, size: int) -> None:
    frame = pl.DataFrame({"id": range(height)}, schema={"id": pl.Int64})
    part = shape(frame, (), Asked(page=page), page_size=size)
    assert 1 <= part.page <= part.pages
    assert part.last - part.first + 1 == part.rows.height or height == 0
    every = [shape(frame, (), Asked(page=one), page_size=size).rows for one in range(1, part.pages + 1)]
    assert pl.concat(every)["id"].to_list() == list(range(height))


def test_another_frame_is_another_answer() -> None:
    assert shape(FRAME.head(1), COLUMNS, Asked(search="hrnek"), search=("name",)).found.is_empty()
    assert _shape(Asked(search="hrnek")).found.height == 1
