"""Editing a list in place: the shown rows as a table of fields, each changed row saved by the room's own action.

The rows stay the same and in the same order until editing ends, so what was typed never slips to another record.
Saved rows are saved; a refused row says why and keeps what was typed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import streamlit as st

from lib import store
from lib.access import User
from lib.czech import numbers
from lib.errors import BadInput, NotFound, OfficeError
from lib.i18n import t, tn
from lib.ui import forms
from lib.ui.asked import Asking
from lib.ui.columns import Column, Edit
from lib.ui.plain import plain

AS_TEXT = frozenset({"money", "decimal", "percent", "whole", "time"})


def is_on(name: str) -> bool:
    """Whether the person is editing this list now."""
    return f"{name}.editing" in st.session_state


def start(name: str, ids: Sequence[int]) -> None:
    """Begin to edit these records (a callback)."""
    st.session_state[f"{name}.editing"] = list(ids)
    st.session_state.pop(f"{name}.before", None)
    st.session_state[f"{name}.round"] = st.session_state.get(f"{name}.round", 0) + 1


def stop(name: str) -> None:
    """End editing; what was not saved is forgotten (a callback)."""
    st.session_state.pop(f"{name}.editing", None)


def draw(asking: Asking, frame: pl.DataFrame, edit: Edit, id_column: str, by: User) -> None:
    """The table of fields and its two buttons."""
    ids = st.session_state[asking.key("editing")]
    now = {row[id_column]: row for row in frame.filter(pl.col(id_column).is_in(ids)).iter_rows(named=True)}
    records = [now.get(one) for one in ids]
    columns = [one for one in asking.columns if one.kind != "photo" and (one.shown or one.name in edit.columns)]
    before = st.session_state.setdefault(asking.key("before"), _fields(columns, records))
    key = asking.key(f"editor.{st.session_state[asking.key('round')]}")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=asking.key("edit-actions")):
        st.caption(t("Only the columns with a pencil can be changed."), width="stretch")
        st.button(t("Back to the list"), key=asking.key("edit.stop"), on_click=stop, args=(asking.name,))
        save = st.button(t("Save changes"), type="primary", key=asking.key("edit.save"), shortcut="Ctrl+Enter")
    messages = st.container()
    st.data_editor(
        before,
        column_config={column.name: _config(column, column.name in edit.columns) for column in columns},
        disabled=[column.name for column in columns if column.name not in edit.columns],
        hide_index=True,
        key=key,
        height="content",
        placeholder="",
        alt=asking.title,
    )
    if save:
        typed = {int(place): cells for place, cells in st.session_state[key]["edited_rows"].items()}
        with messages:
            _save(asking, edit, records, columns, typed, id_column, by)


def _fields(columns: Sequence[Column], records: Sequence[Mapping[str, Any] | None]) -> dict[str, list[Any]]:
    """What stands in the fields when editing begins. It stays so: new data would empty the fields that were typed."""
    found = [record for record in records if record is not None]
    return {column.name: [editable(column, record[column.name]) for record in found] for column in columns}


def _save(
    asking: Asking,
    edit: Edit,
    records: Sequence[Mapping[str, Any] | None],
    columns: Sequence[Column],
    typed: Mapping[int, Mapping[str, Any]],
    id_column: str,
    by: User,
) -> None:
    saved, refused = 0, 0
    for place, cells in sorted(typed.items()):
        record = records[place]
        try:
            saved += _save_row(edit, columns, record, cells, id_column, by)
        except OfficeError as error:
            refused += 1
            name = columns[0].text(record[columns[0].name]) if record else t("Row {place}", place=place + 1)
            st.error(plain(f"{name}: {error}"), icon=":material/error:")
    if saved:
        done = tn("{n} row is saved.", "{n} rows are saved.", saved)
        if refused:
            st.success(done, icon=":material/check_circle:")
        else:
            _finish(asking, done)


def _save_row(
    edit: Edit,
    columns: Sequence[Column],
    record: Mapping[str, Any] | None,
    cells: Mapping[str, Any],
    id_column: str,
    by: User,
) -> bool:
    """Whether there was anything to save."""
    if record is None:
        raise NotFound("This record no longer exists. Go back to the list.")
    changes = changed(columns, record, cells)
    if changes:
        with store.write() as db:
            edit.save(db, record[id_column], changes, by)
    return bool(changes)


def _finish(asking: Asking, done: str) -> None:
    forms.tell(done)
    stop(asking.name)
    st.rerun()


def changed(columns: Sequence[Column], record: Mapping[str, Any], cells: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, read and compared with the record; BadInput names the column that cannot be read."""
    known = {column.name: column for column in columns}
    read = {name: stored(known[name], value) for name, value in cells.items()}
    return {name: value for name, value in read.items() if value != _plain(known[name], record[name])}


def editable(column: Column, value: Any) -> Any:
    """The value as it stands in a field: money and decimals are texts that our own reader understands."""
    if value is None or column.kind not in AS_TEXT | {"state", "moment"}:
        return value
    if column.kind == "money":
        return numbers.money(value).removesuffix(f"{numbers.NBSP}Kč")
    return column.text(value)


def stored(column: Column, value: Any) -> Any:
    """The value of a field as the action takes it."""
    if value is None or value == "":
        return None
    if column.kind == "date":
        return str(value)[:10]
    if column.kind == "state":
        return next((code for code, one in column.states.items() if one.word == value), value)
    if column.kind not in AS_TEXT:
        return value.strip() if isinstance(value, str) else value
    try:
        return _READERS[column.kind](str(value))
    except BadInput as error:
        raise BadInput("{column}: {problem}", column=column.label, problem=str(error), field=column.name) from error


def _plain(column: Column, value: Any) -> Any:
    return str(value) if column.kind == "date" and value is not None else value


def _decimal(text: str) -> float:
    return numbers.parse_money(text) / 100


_READERS: dict[str, Any] = {
    "money": numbers.parse_money,
    "decimal": _decimal,
    "percent": lambda text: _decimal(text.replace("%", "").strip()) / 100,
    "whole": numbers.parse_whole,
    "time": str.strip,
}


def _config(column: Column, editable_here: bool) -> Any:
    if column.kind == "date":
        return st.column_config.DateColumn(column.label, format="D. M. YYYY")
    if column.kind == "yes_no":
        return st.column_config.CheckboxColumn(column.label)
    if column.kind == "state" and editable_here:
        return st.column_config.SelectboxColumn(column.label, options=[one.word for one in column.states.values()])
    return st.column_config.TextColumn(column.label)
