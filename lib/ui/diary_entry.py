"""The form of an entry of the diary: who, what, when; it says at once when the person is somewhere else."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates
from lib.diary import queries, rules
from lib.diary.queries import Block
from lib.diary.rules import Entry
from lib.errors import BadInput, OfficeError
from lib.flows.elsewhere import elsewhere
from lib.i18n import t
from lib.ui import cached
from lib.ui.event_entry import read_day, read_times
from lib.ui.facts import facts
from lib.ui.forms import Form
from lib.ui.plain import plain

Typed = dict[str, str]


def block(block_id: int, user: User) -> Block:
    """The entry as this person may see it."""
    query = queries.block_in_full if user.may("diary.private") else queries.block
    return cached.read(query, block_id, by=user)


def begun(block: Block | None, offices: Mapping[int, str]) -> Entry:
    """What the form starts with: the entry, or what the address says (`?osoba=starostka&den=2026-12-01&cas=09:00`)."""
    if block:
        days: dict[str, Any] = {name: dt.date.fromisoformat(getattr(block, name)) for name in ("starts_on", "ends_on")}
        kept = ("holder_id", "kind", "title", "starts_at", "ends_at", "place", "with_whom", "prepares", "note")
        return Entry(private=bool(block.private), **days, **{name: getattr(block, name) for name in kept})
    asked = st.query_params
    holder = next((number for number, office in offices.items() if office == asked.get("osoba")), 0)
    try:
        day = dt.date.fromisoformat(asked.get("den", ""))
    except ValueError:
        day = clock.today()
    return Entry(holder, day, starts_at=asked.get("cas") or None)


def origin() -> str:
    """The name of a draft: what was begun in one free hour does not come up in another."""
    return ".".join(("new", *(st.query_params.get(name, "") for name in ("osoba", "den", "cas"))))


def fields(form: Form, first: Entry, offices: Mapping[int, str]) -> Typed:
    """The fields; what is needed now first. Gives what is typed, with the holder as text."""
    options = list(offices)
    holder = form.ask(
        "holder_id", st.segmented_control, t("Who"), options=options, required=True, format_func=offices.get,
        default=first.holder_id if first.holder_id in offices else options[0],
    )  # fmt: skip
    title = form.ask("title", st.text_input, t("What"), value=first.title)
    left, right = st.columns(2)
    with left:
        date = form.ask("starts_on", st.text_input, t("Date"), value=dates.short_date(first.starts_on))
    with right:
        hint = t("9:00–10:30; empty means the whole day")
        span = dates.span(first.starts_at, first.ends_at) if first.starts_at else ""
        time = form.ask("starts_at", st.text_input, t("Time"), value=span, placeholder=hint)
    kind = form.ask(
        "kind", st.segmented_control, t("Kind"), options=list(rules.KINDS), default=first.kind, required=True,
        format_func=lambda code: t(rules.KINDS[code]),
    )  # fmt: skip
    typed = {"holder_id": str(holder), "title": title, "date": date, "time": time, "kind": kind}
    return typed | _more(form, first)


def _more(form: Form, first: Entry) -> Typed:
    with st.expander(t("More details"), icon=":material/tune:", expanded=bool(first.place or first.note)):
        several = first.ends_on and first.ends_on > first.starts_on
        last = dates.short_date(first.ends_on) if several and first.ends_on else ""
        hint = t("only for several days")
        typed = {"ends_on": form.ask("ends_on", st.text_input, t("Last day"), value=last, placeholder=hint)}
        labels = (("place", t("Place")), ("with_whom", t("With whom")), ("prepares", t("Who prepares it")))
        for field, label in labels:
            typed[field] = form.ask(field, st.text_input, label, value=getattr(first, field))
        typed["note"] = form.ask("note", st.text_area, t("Note"), value=first.note, height=96)
        help = t("Others read “obsazeno”, on the screen, on paper and in the calendar of a phone.")
        private = form.ask("private", st.checkbox, t("Private"), value=first.private, help=help)
    return typed | {"private": "1" if private else ""}


def entry(typed: Typed) -> Entry:
    """The entry that was typed, or BadInput that names its field."""
    day = read_day(typed["date"], "starts_on")
    try:
        starts_at, ends_at = read_times(typed["time"]) if typed["time"].strip() else (None, None)
    except BadInput as error:
        error.field = "starts_at"
        raise
    last = read_day(typed["ends_on"], "ends_on") if typed["ends_on"].strip() else None
    words = {name: typed[name] for name in ("title", "kind", "place", "with_whom", "prepares", "note")}
    return Entry(
        int(typed["holder_id"]), day, ends_on=last, starts_at=starts_at, ends_at=ends_at,
        private=bool(typed["private"]), **words,
    )  # fmt: skip


def warn(typed: Typed, block_id: int | None, user: User) -> None:
    """What the person has at that time; it may be entered all the same."""
    try:
        now = rules.tidy(entry({**typed, "title": typed["title"] or "…"}))
    except OfficeError:
        return
    this = (f"block:{block_id}",)
    times = (now.starts_on, now.ends_on, now.starts_at, now.ends_at, now.place)
    whole = now.starts_at is None
    for said in cached.fresh(elsewhere, now.holder_id, *times, all_day=whole, without=this, by=user):
        st.warning(plain(said), icon=":material/warning:")


def show(block: Block, offices: Mapping[int, str]) -> None:
    """The entry to be read only: of somebody else's private time nothing but that it is taken."""
    days = dates.span(dt.date.fromisoformat(block.starts_on), dt.date.fromisoformat(block.ends_on))
    facts(
        {
            t("Who"): offices.get(block.holder_id),
            t("Date"): days,
            t("Time"): dates.span(block.starts_at, block.ends_at) if block.starts_at else t("all day"),
            t("Kind"): t(rules.KINDS[block.kind]),
            t("Place"): block.place,
            t("With whom"): block.with_whom,
            t("Who prepares it"): block.prepares,
            t("Note"): block.note,
        }
    )
