"""A draft of a price list in writing: its tables of fields, its rules, its heading, a new list and a copy."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import numbers
from lib.errors import BadInput
from lib.i18n import N, t
from lib.tariffs import actions
from lib.tariffs.records import Conditions, Content, PriceList, Rounding
from lib.tariffs.rules import CLIENTS, ROUNDING_OF, ROUNDING_WAYS
from lib.tariffs.templates import Template, templates
from lib.ui import tariffs as look
from lib.ui import tariffs_tables as tables
from lib.ui.forms import Form

LABELS = {
    "code": N("Code"),
    "name": N("What it is called"),
    "kind": N("Kind of ad"),
    "unit": N("How it is counted"),
    "price": N("Price, Kč"),
    "width_mm": N("Width, mm"),
    "height_mm": N("Height, mm"),
    "per": N("Each started … characters"),
    "minimum": N("Lowest price, Kč"),
    "persons": N("Persons"),
    "photos": N("Photos"),
    "percent": N("Per cent"),
    "amount": N("or an amount, Kč"),
    "least": N("From how many issues"),
    "counts": N("What counts"),
    "retroactive": N("Also for those before"),
    "charge_back": N("Charged back"),
    "prepaid": N("Paid ahead only"),
    "items": N("Only for items"),
    "clients": N("Only for"),
    "with_vat": N("VAT"),
}
CONDITIONS = {
    "paid_first": N("What is not paid is not printed"),
    "consent": N("The editorial board agrees before invoicing"),
    "no_political": N("No political ads"),
    "closing_table": N("Each issue has its closing in a table"),
}
ROUNDED_TO = (1, 10, 50, 100, 500, 1000, 10_000)
_TYPES: dict[str, Any] = {
    **dict.fromkeys(("width_mm", "height_mm", "per", "persons", "photos", "least"), pl.Int64),
    **dict.fromkeys(("retroactive", "charge_back", "prepaid"), pl.Boolean),
    **dict.fromkeys(("items", "clients"), pl.List(pl.String)),
}


def table(one: PriceList, name: str, user: User) -> None:
    """One of the tables of a draft; a new row is written at its end."""
    form = Form(f"tariffs.{one.id}.{name}", live=True)
    key, before, began = form.key("rows"), form.key("before"), form.key("began")
    if key not in st.session_state:  # begun now: what a colleague has saved since is seen, what is typed stays
        st.session_state[before] = _frame(one.content, name)
        st.session_state[began] = one.content
    st.caption(_advice(name))
    typed = st.data_editor(
        st.session_state[before], key=key, num_rows="dynamic", hide_index=True, height="content",
        column_config=_config(one.content, name), alt=t(tables.TABLES[name].title), placeholder="",
    )  # fmt: skip
    with st.container(key=form.key("save")):
        if form.submit(t("Save the table"), icon=":material/save:"):
            started_from = st.session_state[began]
            form.save(
                lambda db: actions.save_content(
                    db, one.id, tables.changed(started_from, name, typed.iter_rows(named=True)),
                    started_from=started_from, by=user,
                ),
                said=lambda _: t("The price list is saved."),
            )  # fmt: skip


def _advice(name: str) -> str:
    if name == "slevy":
        return t("Steps of one discount are rows of the same name. Of several discounts the highest holds.")
    if name == "kronika":
        return t("Rows of one item have the same name; each says its persons, photos and price.")
    if name == "priplatky":
        return t("Write either per cents of the item's price, or an amount for each issue.")
    return t("A new row is written at the end. What is without a code gets one of its name.")


def _frame(content: Content, name: str) -> pl.DataFrame:
    fields = tables.TABLES[name].fields
    return pl.DataFrame(tables.rows(content, name), {field: _TYPES.get(field, pl.String) for field in fields})


def _config(content: Content, name: str) -> dict[str, Any]:
    return {field: _column(content, name, field) for field in tables.TABLES[name].fields}


def _column(content: Content, name: str, field: str) -> Any:
    column, label = st.column_config, t(LABELS[field])
    if field in tables.WORDS:
        words = list(tables.choice(field, tables.TABLES[name].units).values())
        return column.SelectboxColumn(label, options=words, default=words[0])
    if field == "clients":
        return column.MultiselectColumn(label, options=[t(word) for word in CLIENTS.values()])
    if field == "items":
        return column.MultiselectColumn(label, options=[item.code for item in content.items])
    if _TYPES.get(field) == pl.Int64:
        return column.NumberColumn(label, step=1, min_value=0, default=30 if field == "per" else None)
    if _TYPES.get(field) == pl.Boolean:
        return column.CheckboxColumn(label, default=field == "retroactive")
    return column.TextColumn(label, width="medium" if field == "name" else "small")


def rules(one: PriceList, user: User) -> None:
    """VAT, spaces, rounding, conditions and the note of a draft."""
    now, form = one.content, Form(f"tariffs.{one.id}.rules")
    with form.body():
        with st.grid(columns=2, min_column_width=240, gap="small"):
            rate = form.ask("rate", st.number_input, t("Rate of VAT, %"), min_value=0, max_value=100, value=now.rate)
            to = _choose(form, "to", t("Prices are rounded to"), _rounded_to(now.rounding.to), str(now.rounding.to))
            way = _choose(form, "way", t("Which way"), ROUNDING_WAYS, now.rounding.way)
            of = _choose(form, "of", t("What is rounded"), ROUNDING_OF, now.rounding.of)
        with_vat = form.ask("with_vat", st.checkbox, t("Prices of the list are with VAT"), value=now.with_vat)
        spaces = form.ask("spaces", st.checkbox, t("Spaces count as characters"), value=now.spaces)
        conditions = _conditions(form, now.conditions)
        note = form.ask("note", st.text_area, t("Note"), value=now.note, height=96)
        if form.submit(t("Save the rules"), icon=":material/save:"):
            content = dataclasses.replace(
                now, rate=rate, with_vat=bool(with_vat), spaces=bool(spaces), note=(note or "").strip(),
                rounding=Rounding(int(to), way, of), conditions=conditions,
            )  # fmt: skip
            form.save(lambda db: actions.save_content(db, one.id, content, started_from=now, by=user),
                      said=lambda _: t("The price list is saved."))  # fmt: skip


def _conditions(form: Form, now: Conditions) -> Conditions:
    with st.grid(columns=2, min_column_width=240, gap="small"):
        pages = form.ask("ad_pages", st.number_input, t("Most pages of ads in an issue"), min_value=0, max_value=99,
                         value=now.ad_pages or 0)  # fmt: skip
        closing = form.ask("closing_days", st.number_input, t("Material so many days before the closing"),
                           min_value=0, max_value=99, value=now.closing_days or 0)  # fmt: skip
    said = {name: bool(form.ask(name, st.checkbox, t(label), value=getattr(now, name)))
            for name, label in CONDITIONS.items()}  # fmt: skip
    return Conditions(ad_pages=pages or None, closing_days=closing or None, **said)


def heading(one: PriceList, user: User) -> None:
    """Name, days and resolution of a draft."""
    form = Form(f"tariffs.{one.id}.heading")
    with form.body():
        name, first, last, resolution = _ask_heading(form, one.name, one.valid_from, one.valid_to, one.resolution)
        if form.submit(t("Save the heading"), icon=":material/save:"):
            form.save(
                lambda db: actions.edit(
                    db, one.id, name=name, valid_from=_day(first), valid_to=last, resolution=resolution, by=user
                ),
                said=lambda _: t("The price list is saved."),
            )


def _ask_heading(
    form: Form, name: str, first: dt.date, last: dt.date | None, resolution: str
) -> tuple[str, dt.date | None, dt.date | None, str]:
    typed = form.ask("name", st.text_input, t("Name of the price list"), value=name)
    with st.grid(columns=2, min_column_width=160, gap="small"):
        begins = form.ask("valid_from", st.date_input, t("Holds from"), value=first, format="DD.MM.YYYY")
        ends = form.ask("valid_to", st.date_input, t("Last day, if it is known"), value=last, format="DD.MM.YYYY")
    said = form.ask("resolution", st.text_input, t("Resolution of the council"), value=resolution,
                    placeholder="RM 587/2026")  # fmt: skip
    return typed or "", begins, ends, said or ""


def new(lists: dict[int, str], by_list: str, user: User) -> None:
    """The form of a new list: empty, by a public list of another town, or a copy of one of ours (`by_list` offered)."""
    sources = {"": t("empty list"), **{str(number): t("copy: {name}", name=name) for number, name in lists.items()},
               **{one.code: t("template: {town}", town=one.town) for one in templates()}}  # fmt: skip
    form = Form(f"tariffs.new.{by_list}", live=True)
    with form.body():
        chosen = _choose(form, "source", t("Begin with"), sources, by_list if by_list in sources else "")
        public = next((one for one in templates() if one.code == chosen), None)
        if public:
            _say_source(public)
        day = dt.date(clock.today().year + 1, 1, 1)
        name, first, last, resolution = _ask_heading(form, t("Price list of ads {year}", year=day.year), day, None, "")
        if form.submit(t("Begin the price list"), icon=":material/add:"):
            form.save(
                lambda db: actions.add(
                    db, name, _day(first), actions.content_of(db, chosen, by=user), valid_to=last,
                    resolution=resolution, by=user,
                ),
                said=lambda _: t("The draft is ready. Check its prices, then put it in force."),
                go=look.PAGE,
                query=lambda made: {"id": str(made)},
            )  # fmt: skip


def _say_source(public: Template) -> None:
    st.caption(t("Public price list of {town}, source {source}.", town=public.town, source=public.source))
    st.caption(public.content.note)


def _day(day: dt.date | None) -> dt.date:
    if day is None:
        raise BadInput("Say from which day it holds.", field="valid_from")
    return day


def _rounded_to(now: int) -> dict[str, str]:
    """Haléře to which prices may be rounded → their words; what the list has is always among them."""
    return {
        str(halere): t("not rounded") if halere == 1 else numbers.money(halere) for halere in sorted({*ROUNDED_TO, now})
    }


def _choose(form: Form, name: str, label: str, words: Mapping[str, str], now: str) -> Any:
    return form.ask(name, st.selectbox, label, options=list(words), index=list(words).index(now),
                    format_func=lambda code: t(words[code]))  # fmt: skip
