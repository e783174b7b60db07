"""The form of an event: from what it starts, what is typed now, and what somebody else has saved in the meantime.

The address says what it is about: `?id=12` an event, `?den=2026-12-12` a new one on a day, `?sablona=3` a new one from
a template, `?kopie=12` a new one like another.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
import streamlit as st

from lib import clock, files
from lib.access import User
from lib.contacts import queries as contacts
from lib.czech import dates
from lib.errors import BadInput
from lib.events import Event, queries, wording
from lib.events.entry import Attendee, Entry
from lib.events.rules import KINDS
from lib.i18n import t
from lib.tasks import queries as tasks
from lib.ui import cached, event_fields
from lib.ui.event_entry import DETAILS, Organiser, Values, organiser_label, read, read_day, shown
from lib.ui.event_fields import Choices
from lib.ui.forms import Form
from lib.ui.head import chosen_id
from lib.ui.plain import plain

CHANGED_FIELDS = {"date": "starts_on", "time": "starts_at", "speakers": "attendees"}
"""Field of the form → the field of the event under whose name people know it."""
EMPTIED = ("venue", "organiser", "calendar", "responsible", "deputy")
"""Choices of one from many that may be taken back."""
ORIGINS = {"sablona": "[0-9]{1,9}", "kopie": "[0-9]{1,9}", "den": "[0-9]{4}-[0-9]{2}-[0-9]{2}", "druh": "|".join(KINDS)}


@dataclass(frozen=True)
class Begun:
    """What the person began with: the version of the event (None of a new one), what it said then and what the fields
    showed at first (the same, but for what was kept of a text when somebody else saved), and who was asked to come.
    `days`: how long after the first day a new event ends that is made like another; 0 when nobody need write it."""

    version: int | None
    then: Values
    first: Values
    attendees: Mapping[int, Attendee]
    days: int = 0


def edited(user: User) -> Event | None:
    """The event that the address names, as the store has it this moment."""
    event_id = chosen_id()
    return cached.fresh(queries.event, event_id, by=user) if event_id else None


def begin(event: Event | None, user: User) -> tuple[Form, Begun]:
    """The form and what its writing began with; both stay the same until it is saved, wherever the person goes."""
    name = f"event.edit.{event.id}" if event else ".".join(("event.new", *_origin().values()))
    form = Form(name, live=True)
    begun: Begun | None = st.session_state.get(form.key("begun"))
    if begun is None or (event and begun.version != event.sequence and _typed_now(form, begun) == begun.then):
        form = _anew(form) if begun else form
        begun = _begin(event, user)
        _remember(form, begun)
    return form, begun


def _remember(form: Form, begun: Begun) -> None:
    """A choice that is put into its field can be emptied; Streamlit keeps one that is its default for good."""
    st.session_state[form.key("begun")] = begun
    for field in EMPTIED:
        if begun.first[field] is not None:
            form.fill(field, begun.first[field])


def choices(begun: Begun, user: User) -> Choices:
    """What the fields offer; whoever was chosen before stays among them."""
    holders = cached.read(contacts.holders, by=user)
    today = clock.today()
    in_office = (pl.col("valid_from") <= today) & (pl.col("valid_to").is_null() | (pl.col("valid_to") >= today))
    offered = holders.filter(in_office | pl.col("id").is_in(list(begun.attendees)))
    parties = cached.read(contacts.parties, by=user)
    organisers = [Organiser(name, ico or "") for name, ico in parties.select("name", "ico").iter_rows()]
    return Choices(
        cached.read(queries.venues, by=user)["name"].to_list(),
        {organiser_label(one): one for one in organisers},
        {row["id"]: f"{row['name']}, {row['office']}" for row in offered.iter_rows(named=True)},
        {login: login for login in _colleagues(begun)} | cached.read(tasks.staff, by=user),
    )


def _colleagues(begun: Begun) -> list[str]:
    """Those whom the event names, though their account may be closed."""
    return [begun.first[field] for field in ("responsible", "deputy") if begun.first[field]]


def fields(form: Form, begun: Begun, offered: Choices) -> tuple[Values, Entry | None]:
    """Draw the fields; gives what is typed in them and the event it makes, None while it cannot be read."""
    _let_the_last_day_follow(form, begun)
    problem = _problem(_typed_now(form, begun), offered, begun)
    opened = begun.days > 0 or (problem is not None and problem.field in DETAILS)
    typed = event_fields.draw(form, begun.first, offered, opened=opened)
    problem = _problem(typed, offered, begun)
    if problem is None:
        return typed, read(typed, offered.organisers, begun.attendees)
    if problem.field and typed.get(problem.field):
        form.refuse(problem)
    return typed, None


def entry(form: Form, typed: Values, offered: Choices, begun: Begun) -> Entry:
    """The event that was typed, with its new picture kept; BadInput stands beside its field."""
    upload = st.session_state.get(form.key("upload"))
    if upload is None:
        return read(typed, offered.organisers, begun.attendees)
    kept = files.keep(upload.getvalue(), upload.name.rpartition(".")[2].lower())
    return read(typed | {"picture": kept}, offered.organisers, begun.attendees)


def give_up(form: Form, begun: Begun, typed: Values) -> None:
    """The way back to how the form was at first, for whoever has typed something."""
    if _changed(begun.then, typed):
        st.button(t("Discard what I typed"), key=form.key("give_up"), type="tertiary", icon=":material/undo:",
                  on_click=_go_on, args=(form, None))  # fmt: skip


def someone_else(form: Form, begun: Begun, event: Event | None, typed: Values, offered: Choices, user: User) -> None:
    """When the event was saved by somebody since the writing began: what was changed, and how to go on."""
    if event is None or begun.version in (None, event.sequence):
        return
    st.warning(t("Somebody else has saved this event. What you typed stays here."), icon=":material/group:")
    ledger = cached.fresh(queries.changes, event.id, by=user).filter(pl.col("sequence") > begun.version)
    for row in ledger.iter_rows(named=True):
        st.caption(plain(f"{row['name']} · {row['said']}"))
    stored = _begun(cached.fresh(queries.entry, event.id, by=user), event.sequence)
    now = stored.then
    mine, theirs = _changed(begun.then, typed), _changed(begun.then, now)
    for field in sorted(mine & theirs, key=list(typed).index):
        _both(field, _said(field, typed[field], offered), _said(field, now[field], offered))
    with st.container(horizontal=True):
        keep = replace(stored, first=now | {name: typed[name] for name in mine})
        st.button(t("Keep what I typed, take the rest"), key=form.key("mine"), on_click=_go_on, args=(form, keep))
        st.button(t("Load the new version"), key=form.key("theirs"), on_click=_go_on, args=(form, None))


def _both(field: str, mine: str, theirs: str) -> None:
    word = t(wording.FIELDS[CHANGED_FIELDS.get(field, field)])
    st.markdown(plain(t("{field}: you typed “{mine}”, now it is “{theirs}”.", field=word, mine=mine, theirs=theirs)))


def _said(field: str, value: Any, offered: Choices) -> str:
    if field in ("attendees", "speakers"):
        return ", ".join(offered.holders.get(one, "") for one in value) or "—"
    if field in ("responsible", "deputy"):
        return offered.staff.get(value, "—")
    return wording.value("note" if field == "ends_on" else field, value)


def _let_the_last_day_follow(form: Form, begun: Begun) -> None:
    """The last day of what is made like a longer event goes with the first, until somebody writes another."""
    typed, filled = _typed_now(form, begun), form.key("last_day")
    if not begun.days or typed["ends_on"] != st.session_state.get(filled, ""):
        return
    try:
        last = read_day(typed["date"], "date") + dt.timedelta(days=begun.days)
    except BadInput:
        return
    st.session_state[filled] = dates.short_date(last)
    form.fill("ends_on", dates.short_date(last))


def _changed(then: Values, now: Values) -> set[str]:
    return {name for name in then if name != "organiser_ico" and now[name] != then[name]}


def _go_on(form: Form, begun: Begun | None) -> None:
    """Start the fields anew: with what was kept, or with the event as it is."""
    fresh = _anew(form)
    if begun is not None:
        _remember(fresh, begun)


def _anew(form: Form) -> Form:
    st.session_state[f"{form.name}#"] += 1
    return Form(form.name, live=form.live)


def _typed_now(form: Form, begun: Begun) -> Values:
    """What the fields hold before they are drawn in this run."""
    return {name: st.session_state.get(form.key(name), value) for name, value in begun.first.items()}


def _problem(typed: Values, offered: Choices, begun: Begun) -> BadInput | None:
    try:
        read(typed, offered.organisers, begun.attendees)
    except BadInput as error:
        return error
    return None


def _origin() -> dict[str, str]:
    """What a new event starts from, as the address says it."""
    said = {name: st.query_params.get(name, "") for name in ORIGINS}
    return {name: text for name, text in said.items() if re.fullmatch(ORIGINS[name], text) and _exists(text)}


def _exists(text: str) -> bool:
    """Whether a day of the address is in the calendar (2026-02-31 is not); a number and a kind always are."""
    try:
        return text.isdecimal() or text in KINDS or bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


def _begin(event: Event | None, user: User) -> Begun:
    if event:
        found = cached.fresh(queries.entry, event.id, by=user)
        return _begun(found, version=event.sequence)
    origin = _origin()
    pattern = _pattern(origin, user)
    asked = tuple(Attendee(one.holder_id, speaks=one.speaks) for one in pattern.attendees)
    begun = _begun(replace(pattern, attendees=asked, note="", paper_issue="", web=""))
    day = dates.short_date(dt.date.fromisoformat(origin["den"])) if "den" in origin else ""
    clear = {"date": day, "ends_on": ""}
    days = (pattern.last_day - pattern.starts_on).days if begun.first["ends_on"] else 0
    return replace(begun, then=begun.then | clear, first=begun.first | clear, days=days)


def _pattern(origin: Mapping[str, str], user: User) -> Entry:
    if "sablona" in origin:
        return cached.fresh(queries.template, int(origin["sablona"]), by=user).on(clock.today())
    if "kopie" in origin:
        return cached.fresh(queries.entry, int(origin["kopie"]), by=user)
    return Entry("", clock.today(), origin.get("druh", "town"))


def _begun(found: Entry, version: int | None = None) -> Begun:
    values = shown(found)
    return Begun(version, values, values, {one.holder_id: one for one in found.attendees})
