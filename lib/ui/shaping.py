"""Searching, filtering, sorting and cutting a frame into pages: the part of every list that has no screen.

Folded texts and orders are worked out once per frame and kept while it is in use: frames do not change, so the
same frame has the same answer, and the fifth search over five thousand rows costs what one `contains` costs.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import polars as pl

from lib.czech import dates
from lib.czech.sorting import fold, fold_frame, sort_key
from lib.i18n import language
from lib.ui.columns import Column, Filter

Result = TypeVar("Result")
LARGEST = 64
_lock = threading.Lock()
_kept: OrderedDict[Any, tuple[pl.DataFrame, Any]] = OrderedDict()


@dataclass(frozen=True)
class Asked:
    """What a person asked of a list: words, choices by filter column, order (`-` descends), page from 1."""

    search: str = ""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sort: str = ""
    page: int = 1


@dataclass(frozen=True)
class Part:
    """What the list shows: the rows of one page, all rows that were found, and where the page lies."""

    rows: pl.DataFrame
    found: pl.DataFrame
    page: int
    pages: int
    first: int
    last: int


def shape(
    frame: pl.DataFrame,
    columns: Sequence[Column],
    asked: Asked,
    *,
    search: Sequence[str] = (),
    filters: Sequence[Filter] = (),
    page_size: int = 50,
) -> Part:
    """The frame as asked: found, in order, cut to one page. A page beyond the end is the last one."""
    found = _found(frame, columns, asked, search, filters)
    pages = max(1, -(-found.height // page_size))
    page = min(max(1, asked.page), pages)
    start = (page - 1) * page_size
    rows = found.slice(start, page_size)
    return Part(rows, found, page, pages, start + 1 if rows.height else 0, start + rows.height)


def choices(frame: pl.DataFrame, columns: Sequence[Column], one: Filter) -> list[str]:
    """What a filter offers: the values that occur, in Czech order, states in the order of the work, time backwards."""
    return _keep(frame, ("choices", one.column, one.by), columns, lambda: _choices(frame, columns, one))


def words_of(query: str) -> list[str]:
    """The words that a search must find, without case and diacritics."""
    return fold(query).split()


def _found(
    frame: pl.DataFrame, columns: Sequence[Column], asked: Asked, search: Sequence[str], filters: Sequence[Filter]
) -> pl.DataFrame:
    order = _order(frame, columns, asked.sort)
    mask = _matching(frame, columns, asked, search, filters)
    if mask is not None:
        return frame[order.filter(mask.gather(order)) if order is not None else mask.arg_true()]
    return frame if order is None else _keep(frame, ("sorted", asked.sort), columns, lambda: frame[order])


def _matching(
    frame: pl.DataFrame, columns: Sequence[Column], asked: Asked, search: Sequence[str], filters: Sequence[Filter]
) -> pl.Series | None:
    mask: pl.Series | None = None
    words = words_of(asked.search)
    if words and search:
        folded = _keep(frame, ("folded", *search), columns, lambda: _folded(frame, columns, search))
        for word in words:
            here = folded.str.contains(word, literal=True)
            mask = here if mask is None else mask & here
    for one in filters:
        wanted = asked.filters.get(one.column)
        if wanted:
            here = _grouped(frame, columns, one).is_in(list(wanted)).fill_null(False)
            mask = here if mask is None else mask & here
    return mask


def _folded(frame: pl.DataFrame, columns: Sequence[Column], search: Sequence[str]) -> pl.Series:
    known = {column.name: column for column in columns}
    texts = [known.get(name, Column(name, name)).words().fill_null("") for name in search]
    return frame.select(fold_frame(pl.concat_str(texts, separator=" ")).alias("folded")).to_series()


def _grouped(frame: pl.DataFrame, columns: Sequence[Column], one: Filter) -> pl.Series:
    return _keep(frame, ("grouped", one.column, one.by), columns, lambda: _group(frame, columns, one))


def _group(frame: pl.DataFrame, columns: Sequence[Column], one: Filter) -> pl.Series:
    if one.by == "value":
        column = next((column for column in columns if column.name == one.column), Column(one.column, one.label))
        return frame.select(column.words().alias("group")).to_series()
    stamp = frame.get_column(one.column).cast(pl.String).str.slice(0, 4 if one.by == "year" else 7)
    if one.by == "year":
        return stamp
    names = {value: f"{dates.month_name(int(value[5:]))} {value[:4]}" for value in stamp.drop_nulls().unique()}
    return stamp.replace(names) if names else stamp


def _choices(frame: pl.DataFrame, columns: Sequence[Column], one: Filter) -> list[str]:
    group = _grouped(frame, columns, one)
    if one.by != "value":
        latest = pl.DataFrame({"group": group, "at": frame.get_column(one.column).cast(pl.String)}).drop_nulls("group")
        return latest.group_by("group").agg(pl.col("at").max()).sort("at", descending=True)["group"].to_list()
    present = [value for value in group.drop_nulls().unique().to_list() if value]
    column = next((column for column in columns if column.name == one.column), None)
    if column and column.states:
        in_order = [known.word for known in column.states.values() if known.word in present]
        return list(dict.fromkeys(in_order)) + sorted(set(present) - set(in_order), key=sort_key)
    return sorted(present, key=sort_key)


def _order(frame: pl.DataFrame, columns: Sequence[Column], sort: str) -> pl.Series | None:
    name = sort.removeprefix("-")
    column = next((column for column in columns if column.name == name), Column(name, name))
    if not sort or name not in frame.columns or column.kind == "photo":
        return None
    return _keep(frame, ("order", sort), columns, lambda: _ordered(frame, column, sort.startswith("-")))


def _ordered(frame: pl.DataFrame, column: Column, descending: bool) -> pl.Series:
    values = frame.get_column(column.name)
    if column.kind == "state" or values.dtype == pl.String:
        values = _ranks(frame, column)
    return values.arg_sort(descending=descending, nulls_last=True)


def _ranks(frame: pl.DataFrame, column: Column) -> pl.Series:
    """Places of the texts in Czech order; states keep the order in which the room names them."""
    if column.kind == "state" and column.states:
        places = {str(value): place for place, value in enumerate(column.states)}
        texts = frame.get_column(column.name).cast(pl.String)
    else:
        texts = frame.select(column.words().alias("text")).to_series()
        places = {}
    rest = sorted(set(texts.drop_nulls().unique().to_list()) - set(places), key=sort_key)
    places |= {text: len(places) + place for place, text in enumerate(rest)}
    return texts.replace_strict(places, default=None, return_dtype=pl.Int64)


def _keep(frame: pl.DataFrame, what: tuple[str, ...], columns: Sequence[Column], make: Callable[[], Result]) -> Result:
    return kept(frame, (what, tuple((column.name, column.kind) for column in columns)), make)


def kept(frame: pl.DataFrame, what: Hashable, make: Callable[[], Result]) -> Result:
    """What was made of this very frame for this language. The frame is held beside it, so its identity cannot be used
    again."""
    key = (id(frame), language(), what)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key][1]
    answer = make()
    with _lock:
        _kept[key] = (frame, answer)
        while len(_kept) > LARGEST:
            _kept.popitem(last=False)
    return answer
