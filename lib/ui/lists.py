"""Lists behave alike everywhere: search, filters, order, pages, columns, saved views, export, editing in place.

    show_list("stock.items", frame, [Column("name", t("Name")), Column("price", t("Price"), "money")],
              search=("name",), filters=(Filter("category", t("Category")),), sort="name",
              row_page="pages/stock/item.py", empty=Empty(t("…"), Link(t("Receive"), "pages/…")), by=user)

Everything a person asked for stands in the address (`?stock.items.q=hrnek&stock.items.sort=-price`), so a list can
be mailed as it is. Only the rows of the shown page travel to the browser.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import polars as pl
import streamlit as st

from lib.access import User
from lib.i18n import t, tn
from lib.ui import asked, editing, list_menu, menu, shaping
from lib.ui.asked import Asking
from lib.ui.badges import State
from lib.ui.columns import NUMERIC, Column, Edit, Empty, Filter
from lib.ui.list_menu import draw_downloads
from lib.ui.script import component, unheard
from lib.ui.shaping import Part

__all__ = ["Column", "Edit", "Empty", "Filter", "draw_downloads", "draw_table", "show_list"]

Leads = Callable[[Mapping[str, Any]], tuple[str, str] | None]
"""Where a row leads: the page and the record, None for nowhere."""
_table = component("kancelar_list", "list.js")


def show_list(
    name: str,
    frame: pl.DataFrame,
    columns: Sequence[Column],
    *,
    search: Sequence[str] = (),
    filters: Sequence[Filter] = (),
    sort: str = "",
    row_page: str | Leads | None = None,
    id_column: str = "id",
    empty: Empty | None = None,
    by: User,
    edit: Edit | None = None,
    page_size: int = 50,
    count: Callable[[int], str] | None = None,
    title: str = "",
) -> None:
    """Draw a list. `name` is its place in the address and of its saved views, `sort` a column (`-date` descends).

    A click on a row leads to `row_page` with `?id=` from `id_column`, or to where `row_page(row)` says. `count` says
    how many things there are (`lambda n: tn("{n} item", "{n} items", n)`), `title` names the exported file, `edit` is
    shown to those who may.
    """
    if frame.is_empty():
        _say_empty(name, empty or Empty(t("There is nothing here yet.")))
        return
    asking = Asking(name, tuple(columns), tuple(filters), sort, title or name)
    if edit and editing.is_on(name):
        editing.draw(asking, frame, edit, id_column, by)
        return
    if search or filters:
        asked.draw_bar(asking, frame, searchable=bool(search))
    part = shaping.shape(frame, columns, asked.now(asking), search=search, filters=filters, page_size=page_size)
    counted = _count(part, frame.height, count or _rows)
    list_menu.draw(asking, part, counted, id_column, edit, by)
    _draw(asking, part, counted, row_page, id_column)


def _draw(asking: Asking, part: Part, counted: str, row_page: str | Leads | None, id_column: str) -> None:
    shown = asked.shown_columns(asking)
    done = _table(
        key=f"{asking.name}.table",
        data={
            "title": asking.title,
            "count": counted,
            "columns": [_head(column, wide=not (column.on_phone or asked.are_chosen(asking))) for column in shown],
            "rows": [_row(row, shown, row_page, id_column) for row in part.rows.iter_rows(named=True)],
            "sort": asked.sort(asking),
            "page": part.page,
            "pages": part.pages,
            "words": _words(part),
        },
        on_sort_change=lambda: asked.take_sort(asking),
        on_page_change=lambda: asked.take_page(asking),
        on_clear_change=lambda: asked.clear(asking),
        on_open_change=unheard,
    )
    if done.open is not None and row_page:
        _go(done.open, part.rows, row_page, id_column)


def _go(opened: Any, rows: pl.DataFrame, row_page: str | Leads, id_column: str) -> None:
    """To the page of the row that was clicked."""
    if isinstance(row_page, str):
        st.switch_page(menu.file(row_page), query_params={"id": str(opened)})
    place = next((row_page(row) for row in rows.iter_rows(named=True) if row[id_column] == opened), None)
    if place:
        st.switch_page(menu.file(place[0]), query_params={"id": place[1]})


def draw_table(key: str, title: str, frame: pl.DataFrame, columns: Sequence[Column]) -> None:
    """A short table that only shows: no search, no order, no links."""
    _table(
        key=key,
        data={
            "title": title,
            "count": "",
            "columns": [_head(column) for column in columns],
            "rows": [_row(row, columns, None, "") for row in frame.iter_rows(named=True)],
            "sort": None,
            "page": 1,
            "pages": 1,
            "words": {"none": t("There is nothing here yet.")},
        },
    )


def _head(column: Column, *, wide: bool = False) -> dict[str, Any]:
    about = {"name": column.name, "label": column.label, "kind": column.kind, "number": column.kind in NUMERIC}
    return {**about, "wide": wide}


def _row(
    row: Mapping[str, Any], columns: Sequence[Column], row_page: str | Leads | None, id_column: str
) -> dict[str, Any]:  # fmt: skip
    record = row.get(id_column)
    known = (row_page, str(record)) if isinstance(row_page, str) and record is not None else None
    place = row_page(row) if callable(row_page) else known
    link = f"/{menu.of(place[0]).address}?id={quote(place[1])}" if place else None
    return {"id": record, "link": link, "cells": [_cell(column, row[column.name]) for column in columns]}


def _cell(column: Column, value: Any) -> str | list[str]:
    if column.kind == "state" and value is not None:
        state = column.states.get(value, State(str(value)))
        return [state.word, state.tone, state.sign]
    return column.text(value)


def _count(part: Part, height: int, count: Callable[[int], str]) -> str:
    found = part.found.height
    what = count(found) if found == height else t("{found} of {all}", found=count(found), all=height)
    if part.pages == 1:
        return what
    return t("{what}, showing {first}–{last}", what=what, first=part.first, last=part.last)


def _words(part: Part) -> dict[str, str]:
    return {
        "none": t("Nothing matches the search and the filters."),
        "clear": t("Clear search and filters"),
        "previous": t("Previous page"),
        "next": t("Next page"),
        "page": t("Page {page} of {pages}", page=part.page, pages=part.pages),
    }


def _rows(n: int) -> str:
    return tn("{n} record", "{n} records", n)


def _say_empty(name: str, empty: Empty) -> None:
    with st.container(key=f"{name}.empty", border=True, horizontal_alignment="center", gap="small"):
        st.markdown(empty.sentence, text_alignment="center")
        if empty.link:
            empty.link.draw(key=f"{name}.empty.go")
