"""The form of a memorial act: its texts, and its lists as small tables of fields."""

import dataclasses
from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from lib.access import User
from lib.events import Event
from lib.i18n import t
from lib.memorial import actions, rules
from lib.memorial.queries import FIELDS, Kept
from lib.memorial.rules import Act
from lib.ui import memorial_lines
from lib.ui.forms import Form

_WIDTHS = {"what": 250, "who": 130, "phone": 120, "equipment": 110, "note": 110, "ribbon": 260, "institution": 160,
           "carriers": 150, "straightens": 120}  # fmt: skip
_TYPES: dict[type, Any] = {str: pl.String, int: pl.Int64, bool: pl.Boolean}


def texts(event: Event, kept: Kept, user: User) -> None:
    """What is remembered, the rain variant and everything that has to be arranged."""
    form, now = Form(f"memorial.texts.{event.id}"), kept.act
    st.session_state.setdefault(form.key("begun"), kept.version)
    with form.body():
        occasion = form.ask("occasion", st.text_input, t(FIELDS["occasion"]), value=now.occasion)
        day = form.ask("occurred_on", st.date_input, t(FIELDS["occurred_on"]), value=now.occurred_on,
                       format="DD.MM.YYYY", min_value="1200-01-01", max_value=event.day)  # fmt: skip
        rain = form.ask("rain", st.text_area, t(FIELDS["rain"]), value=now.rain, height=80)
        critical = form.ask("critical", st.text_area, t(FIELDS["critical"]), value=now.critical, height=80)
        with st.grid(columns=2, min_column_width=260, gap="small"):
            arranged: dict[str, Any] = {}
            for name, label in rules.ARRANGEMENTS.items():
                with st.container(gap=None):
                    arranged[name] = form.ask(name, st.text_input, t(label), value=getattr(now, name))
        reason = _reason(form, kept)
        if form.submit(t("Save the act")):
            act = dataclasses.replace(now, occasion=occasion, occurred_on=day, rain=rain, critical=critical, **arranged)
            _save(form, event, kept, act, reason, user)


def rows(event: Event, kept: Kept, name: str, user: User) -> None:
    """One of the lists: to be read first, also on a phone; whoever may edit it opens the lines beneath."""
    lines = getattr(kept.act, name)
    memorial_lines.shown(event, name, lines)
    if not user.may("memorial.edit"):
        return
    with st.expander(t("Edit the lines"), icon=":material/edit:", expanded=not lines):
        st.caption(_advice(name))
        _editor(event, kept, name, user)


def _advice(name: str) -> str:
    if name == "script":
        return t(
            "The minute counts from the beginning; before it, it is negative. Lines put themselves in order of time."
        )
    return t("The numbers in the first column say the order. A new line is written at the end.")


def _editor(event: Event, kept: Kept, name: str, user: User) -> None:
    form = Form(f"memorial.{name}.{event.id}", live=True)
    key, before = form.key("rows"), form.key("before")
    if key not in st.session_state:  # begun now: what a colleague has saved since is seen, what is typed stays
        st.session_state[before] = _fields(kept.act, name)
        st.session_state[form.key("begun")] = kept.version
    typed = st.data_editor(
        st.session_state[before], key=key, num_rows="dynamic", hide_index=True, height="content",
        column_config=_config(name), alt=t(FIELDS[name]), placeholder="",
    )  # fmt: skip
    with st.container(key=form.key("save")):
        reason = _reason(form, kept)
        if form.submit(t("Save the lines")):
            lines: dict[str, Any] = {name: _read(typed, name)}
            act = dataclasses.replace(kept.act, **lines)
            _save(form, event, kept, act, reason, user)


def _save(form: Form, event: Event, kept: Kept, act: Act, reason: str, user: User) -> None:
    """Save on top of the version that the person began with; when somebody was quicker, the next try, made knowingly,
    goes on top of theirs."""
    begun = form.key("begun")
    started_from = st.session_state.get(begun, kept.version)
    form.save(
        lambda db: actions.save(db, event.id, act, started_from=started_from, reason=reason, by=user),
        said=lambda version: t("Saved as version {version}.", version=version),
    )
    st.session_state[begun] = kept.version


def _reason(form: Form, kept: Kept) -> str:
    if kept.lock is None:
        return ""
    return form.ask("reason", st.text_input, t("Why it changes after signing off"))


def _shown(name: str) -> list[dataclasses.Field[Any]]:
    return [field for field in dataclasses.fields(rules.LISTS[name]) if field.name != "checked_by"]


def _fields(act: Act, name: str) -> pl.DataFrame:
    fields = _shown(name)
    schema = {"order": pl.Int64} | {field.name: _TYPES[_type(field)] for field in fields}
    lines = enumerate(getattr(act, name), 1)
    return pl.DataFrame(
        [(10 * place, *(getattr(one, field.name) for field in fields)) for place, one in lines], schema, orient="row"
    )


def _type(field: dataclasses.Field[Any]) -> type:
    return field.type if isinstance(field.type, type) else {"str": str, "int": int, "bool": bool}[str(field.type)]


def _read(typed: pl.DataFrame, name: str) -> tuple[Any, ...]:
    """The lines as they were typed, in the order of their numbers; what is empty is empty."""
    kind = rules.LISTS[name]
    return tuple(
        kind(**{field.name: _value(row[field.name], _type(field)) for field in _shown(name)})
        for row in typed.sort("order", nulls_last=True, maintain_order=True).iter_rows(named=True)
    )


def _value(typed: Any, kind: type) -> Any:
    return kind() if typed is None else typed


def _config(name: str) -> dict[str, Any]:
    words = _words()[name]
    numbers = {"offset", "minutes"}
    config: dict[str, Any] = {"order": None if name == "script" else _number(t("Order"))}
    for field, label in words.items():
        if field == "bouquet":
            config[field] = st.column_config.CheckboxColumn(label, default=False)
        elif field in numbers:
            config[field] = _number(label)
        else:
            config[field] = st.column_config.TextColumn(label, width=_WIDTHS.get(field, 150))
    return config


def _number(label: str) -> Any:
    return st.column_config.NumberColumn(label, step=1, width=70)


def _words() -> Mapping[str, dict[str, str]]:
    return {
        "speakers": {
            "name": t("Name"), "office": t("Office"), "minutes": t("Min."), "pronunciation": t("Pronunciation"),
        },
        "wreaths": {
            "institution": t("Institution"), "ribbon": t("Text of the ribbon"), "carriers": t("Carried by"),
            "straightens": t("Ribbons straightened by"), "bouquet": t("bouquet"),
        },
        "script": {
            "offset": t("Minute"), "what": t("What"), "minutes": t("Min."),
            "who": t("Who is responsible"), "phone": t("Phone"), "equipment": t("Equipment"), "note": t("Note"),
        },
        "contacts": {"name": t("Name"), "role": t("Role"), "phone": t("Phone")},
    }  # fmt: skip
