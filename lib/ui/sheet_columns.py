"""Mapping on the screen: which heading of a spreadsheet is which field, beside a sample of its rows."""

import hashlib
from collections.abc import Mapping, Sequence

import polars as pl
import streamlit as st

from lib.i18n import t
from lib.sheets.kind import SheetKind
from lib.ui.columns import Column
from lib.ui.forms import Form
from lib.ui.lists import draw_table


def sample(rows: pl.DataFrame) -> None:
    """The first rows as the spreadsheet has them."""
    columns = [Column(name, t("Row") if name == "row" else name) for name in rows.columns]
    draw_table("sheets.sample", t("First rows of the spreadsheet"), rows.cast(pl.String), columns)


def ask(
    form: Form, kind: SheetKind, headings: Sequence[str], chosen: Mapping[str, str | None]
) -> dict[str, str | None]:
    """A choice of heading for every field, required ones first; `chosen` is what stands there at the beginning."""
    fields = sorted(kind.fields, key=lambda one: not one.required)
    # Other headings need other fields: a choice that was typed for another file must not come back here.
    version = hashlib.sha256("\x1f".join((kind.code, *headings)).encode()).hexdigest()[:8]
    st.caption(t("A field with a star must have a column; what is not in the spreadsheet stays empty."))
    # The first choice is no column: a suggested one could not be taken away otherwise.
    options, found = ["", *headings], dict[str, str | None]()
    with st.grid(columns=3, gap="small"):
        for one in fields:
            label = f"{t(one.label)} *" if one.required else t(one.label)
            there = chosen.get(one.name)
            with st.container(gap=None):
                heading = form.ask(
                    f"column.{version}.{one.name}",
                    st.selectbox,
                    label,
                    options=options,
                    index=options.index(there) if there and there in headings else 0,
                    format_func=lambda heading: heading or t("not in the spreadsheet"),
                )
            found[one.name] = heading or None
    return found


def unused(headings: Sequence[str], columns: Mapping[str, str | None]) -> None:
    """Say which headings nobody reads."""
    left = [heading for heading in headings if heading not in columns.values()]
    if left:
        st.caption(t("Not read: {names}.", names=", ".join(left)))


def remembered(kind: SheetKind, columns: Mapping[str, str | None]) -> None:
    """The mapping of a source as a table."""
    rows = [
        {"field": t(one.label), "heading": _heading(columns, one.name), "required": one.required} for one in kind.fields
    ]
    shown = [
        Column("field", t("Field")),
        Column("heading", t("Column of the spreadsheet")),
        Column("required", t("Required"), "yes_no"),
    ]
    draw_table("sheets.columns", t("Columns"), pl.DataFrame(rows), shown)


def _heading(columns: Mapping[str, str | None], name: str) -> str:
    if name not in columns:
        return t("found by its name")
    return columns[name] or t("not in the spreadsheet")
