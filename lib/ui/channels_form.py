"""The settings of one channel as a form made from its kind: secrets are never shown back, an empty one stays.

Whoever began before somebody else saved is told and refused when saving, and keeps what he typed.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from lib import outbox
from lib.access import User
from lib.flows import channel_desk
from lib.flows.channel_kinds import KINDS
from lib.i18n import t
from lib.outbox import Asked, Kind, SetUp
from lib.ui import channels as look
from lib.ui.forms import Form

VERSION = "#version"


def choose_kind() -> Kind:
    """Which kind of channel is to be added; it stands in the address."""
    first = next(iter(KINDS))
    asked = st.query_params.get("druh", first)
    codes = list(KINDS)
    chosen = st.selectbox(
        t("Kind of the channel"), codes, index=codes.index(asked) if asked in KINDS else 0,
        format_func=_kind, key="channel.kind",
    )  # fmt: skip
    return KINDS[chosen]


def _kind(code: str) -> str:
    by_hand = KINDS[code].make is None
    return t("{kind} (served by hand)", kind=t(KINDS[code].title)) if by_hand else t(KINDS[code].title)


def new(kind: Kind, user: User) -> None:
    """Setting a channel up."""
    form = Form(f"channel.new.{kind.code}")
    with form.body():
        name, options, secrets = _fields(form, kind, t(kind.title), {}, frozenset())
        if form.submit(t("Add a channel"), icon=":material/add:"):
            form.save(
                lambda db: channel_desk.add(db, kind, name, options, secrets, by=user),
                said=lambda _: _added(kind),
                go=look.ONE,
                query=lambda code: {"kod": code},
            )


def _added(kind: Kind) -> str:
    if kind.make is None:
        return t("The channel is ready. What goes there waits for you to hand it over.")
    return t("The channel is added. Test it now.")


def change(now: SetUp, kind: Kind, kept: frozenset[str], user: User) -> None:
    """Changing a channel that is set up."""
    form = Form(f"channel.{now.code}")
    began = st.session_state.setdefault(form.key(VERSION), now.version)
    if began != now.version:
        st.warning(t("Somebody else has saved this channel. What you typed stays here."), icon=":material/group:")
        st.button(t("Load the new version"), key=f"channel.{now.code}.load", on_click=form.renew)
    with form.body():
        name, options, secrets = _fields(form, kind, now.name, now.options, kept)
        if form.submit(t("Save the settings")):
            form.save(
                lambda db: outbox.save_channel(db, now.code, kind, name, options, secrets, version=began, by=user),
                said=lambda _: t("The settings are saved.") if kind.make is None else t("Saved. Test the channel now."),
            )


def follow(code: str, before: int) -> None:
    """The person's own switching is no change by somebody else."""
    key = Form(f"channel.{code}").key(VERSION)
    if st.session_state.get(key) == before:
        st.session_state[key] = before + 1


def _fields(
    form: Form, kind: Kind, name: str, options: Mapping[str, Any], kept: frozenset[str]
) -> tuple[str, dict[str, Any], dict[str, str]]:
    called = form.ask("name", st.text_input, t("Name of the channel"), value=name, max_chars=100)
    given, secrets = {}, {}
    for one in kind.fields:
        if one.kind == "secret":
            secrets[one.name] = _secret(form, one, one.name in kept)
        else:
            given[one.name] = _option(form, one, options.get(one.name, one.default))
    return called, given, secrets


def _secret(form: Form, one: Asked, kept: bool) -> str:
    shown = t("kept; leave empty to keep it") if kept else ""
    return form.ask(_key(one), st.text_input, t(one.label), type="password", placeholder=shown, help=_help(one),
                    autocomplete="off")  # fmt: skip


def _option(form: Form, one: Asked, value: Any) -> Any:
    if one.kind == "flag":
        return form.ask(_key(one), st.checkbox, t(one.label), value=value in (True, "1", "true"), help=_help(one))
    if one.kind == "choice":
        words = {code: t(label) for code, label in one.choices}
        codes = list(words)
        return form.ask(_key(one), st.selectbox, t(one.label), options=codes, format_func=words.__getitem__,
                        index=codes.index(value) if value in words else 0, help=_help(one))  # fmt: skip
    return form.ask(_key(one), st.text_input, t(one.label), value=str(value), help=_help(one))


def _key(one: Asked) -> str:
    """The field's name, by which a refusal finds it; `name` is that of the channel itself."""
    return "own.name" if one.name == "name" else one.name


def _help(one: Asked) -> str | None:
    return t(one.help) if one.help else None
