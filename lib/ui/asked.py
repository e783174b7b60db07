"""What a person asked of a list, kept in the address: the search, the filters, the order, the page, the columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

import polars as pl
import streamlit as st

from lib.i18n import t
from lib.ui import shaping
from lib.ui.columns import Column, Filter
from lib.ui.shaping import Asked


@dataclass(frozen=True)
class Asking:
    """A list as its page declared it."""

    name: str
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...]
    default_sort: str
    title: str

    def key(self, part: str) -> str:
        """The name of a part in the address and among the widgets."""
        return f"{self.name}.{part}"


def draw_bar(asking: Asking, frame: pl.DataFrame, *, searchable: bool) -> None:
    """The search and the filters; each is bound to the address."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=asking.key("listbar")):
        if searchable:
            st.text_input(
                t("Search"),
                key=asking.key("q"),
                bind="query-params",
                type="search",
                live="250ms",
                placeholder=t("Search"),
                label_visibility="collapsed",
                icon=":material/search:",
                width=280,
                on_change=first_page,
                args=(asking,),
            )
        for one in asking.filters:
            _draw_filter(asking, frame, one)


def _draw_filter(asking: Asking, frame: pl.DataFrame, one: Filter) -> None:
    options = shaping.choices(frame, asking.columns, one)
    common: dict[str, Any] = {
        "key": asking.key(one.column),
        "bind": "query-params",
        "on_change": first_page,
        "args": (asking,),
        "label_visibility": "collapsed",
    }
    if one.kind == "pills":
        st.pills(one.label, options, selection_mode="multi", **common)
    else:
        st.selectbox(one.label, options, index=None, placeholder=one.label, width=200, **common)


def now(asking: Asking) -> Asked:
    """What is asked in this run; a filter that is not drawn (while editing) still counts."""
    return Asked(
        search=str(_value(asking.key("q")) or ""),
        filters={one.column: _as_list(_value(asking.key(one.column))) for one in asking.filters},
        sort=sort(asking),
        page=_page(asking),
    )


def sort(asking: Asking) -> str:
    """The order in force: the one of the address if the list has such a column, else the page's own."""
    wanted = st.query_params.get(asking.key("sort"), "")
    known = {column.name for column in asking.columns}
    return wanted if wanted.removeprefix("-") in known else asking.default_sort


def shown_columns(asking: Asking) -> list[Column]:
    """The columns that are shown, always at least one."""
    wanted = st.query_params.get(asking.key("columns"), "").split("~")
    chosen = [column for column in asking.columns if column.name in wanted]
    return chosen or [column for column in asking.columns if column.shown]


def are_chosen(asking: Asking) -> bool:
    """Whether somebody chose the columns, or they are the usual ones."""
    return asking.key("columns") in st.query_params


def choose_columns(asking: Asking, names: Sequence[str]) -> None:
    """Show these columns from now on."""
    usual = [column.name for column in asking.columns if column.shown]
    _put(asking.key("columns"), "" if not names or list(names) == usual else "~".join(names))


def choose_sort(asking: Asking, wanted: str) -> None:
    """Sort so from now on."""
    _put(asking.key("sort"), "" if wanted == asking.default_sort else wanted)
    first_page(asking)


def take_sort(asking: Asking) -> None:
    """A heading was pressed: sort by it, pressed again the other way round."""
    name = st.session_state[asking.key("table")].get("sort")
    if name:
        choose_sort(asking, f"-{name}" if sort(asking) == name else name)


def take_page(asking: Asking) -> None:
    """Another page was asked for."""
    page = st.session_state[asking.key("table")].get("page")
    _put(asking.key("page"), "" if page in (None, 1) else str(page))


def first_page(asking: Asking) -> None:
    """Back to the first page: what is shown has changed."""
    _put(asking.key("page"), "")


def clear(asking: Asking) -> None:
    """Forget the search and the filters."""
    apply(asking, "")


def query(asking: Asking) -> str:
    """What is asked now as a query string without the page: this is what a saved view keeps and a link carries."""
    parts: list[tuple[str, str]] = []
    for one in ("q", *(one.column for one in asking.filters)):
        parts += [(asking.key(one), value) for value in _as_list(_value(asking.key(one)))]
    for one in ("sort", "columns"):
        parts += [(asking.key(one), value) for value in st.query_params.get_all(asking.key(one))]
    return urlencode(parts)


def apply(asking: Asking, query_string: str) -> None:
    """Ask what a query string says; only before the list is drawn (from a callback)."""
    wanted: dict[str, list[str]] = {}
    for key, value in parse_qsl(query_string):
        wanted.setdefault(key, []).append(value)
    st.session_state[asking.key("q")] = "".join(wanted.get(asking.key("q"), [])[:1])
    for one in asking.filters:
        values = wanted.get(asking.key(one.column), [])
        st.session_state[asking.key(one.column)] = values if one.kind == "pills" else next(iter(values), None)
    if query_string:
        for part in ("sort", "columns"):
            _put(asking.key(part), next(iter(wanted.get(asking.key(part), [])), ""))
    first_page(asking)


def _page(asking: Asking) -> int:
    text = st.query_params.get(asking.key("page"), "1")
    return int(text) if text.isdecimal() and len(text) < 9 else 1


def _value(key: str) -> Any:
    return st.session_state.get(key)


def _as_list(value: Any) -> list[str]:
    if not value:
        return []
    return [str(value)] if isinstance(value, str) else [str(one) for one in value]


def _put(key: str, value: str) -> None:
    if value:
        st.query_params[key] = value
    elif key in st.query_params:
        del st.query_params[key]
