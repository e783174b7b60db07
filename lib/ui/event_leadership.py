"""Who of the leadership attends an event, as a part of its page: answers, and what each must know there."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from lib.access import User
from lib.diary import actions
from lib.events import Event, queries, rules
from lib.events.entry import Attendee
from lib.i18n import t
from lib.ui import cached, diary_briefing
from lib.ui import diary as look
from lib.ui.badges import State, inline
from lib.ui.forms import act
from lib.ui.head import Link
from lib.ui.plain import plain

TONES = {"asked": "due", "confirmed": "done", "excused": "planned", "deputy": "info"}
Row = Mapping[str, Any]


def panel(event: Event, user: User) -> None:
    """Draw the part."""
    attendees = cached.read(queries.attendees, event.id, by=user)
    offices = look.in_office(user, event.day)
    if attendees.is_empty():
        st.caption(t("Nobody of the leadership is asked to this event yet."))
        if event.attended_by:
            st.caption(t("The shared calendar says: {who}", who=plain(event.attended_by)))
    for row in attendees.iter_rows(named=True):
        with st.container(border=True):
            _one(event, row, offices, user)
    if user.may("events.edit"):
        _ask_others(event, {k: v for k, v in offices.items() if k not in attendees["holder_id"].to_list()}, user)


def _one(event: Event, row: Row, offices: Mapping[int, str], user: User) -> None:
    word = t("{deputy} instead", deputy=plain(row["deputy"])) if row["deputy"] else t(rules.ANSWERS[row["answer"]])
    state = inline(State(word, TONES[row["answer"]]))  # type: ignore[arg-type]
    speaks = f" {inline(State(t('speaks'), 'info'))}" if row["speaks"] else ""
    st.markdown(f"**{plain(row['office'])} {plain(row['name'])}** {state}{speaks}")
    if row["note"]:
        st.text(row["note"])
    goes = row["deputy_id"] or row["holder_id"]
    if row["answer"] != "excused":
        Link(
            t("Day sheet"),
            "pages/diary/day.py",
            ":material/today:",
            {"osoba": offices.get(goes, ""), "den": event.starts_on},
        ).draw("tertiary", f"sheet.{row['holder_id']}")
    if not user.may("events.edit"):
        return
    _answers(event, row, offices, user)
    if row["answer"] != "excused":
        with st.expander(t("Briefing"), icon=":material/edit_note:"):
            diary_briefing.draw(goes, user, event_id=event.id)


def _answers(event: Event, row: Row, offices: Mapping[int, str], user: User) -> None:
    holder_id, speaks = row["holder_id"], row["speaks"]

    def change(label: str, key: str, said: str, attendee: Attendee, **button: Any) -> None:
        act(label, lambda db: actions.set_attendee(db, event.id, attendee, by=user), said=lambda _: said,
            key=f"{key}.{holder_id}", **button)  # fmt: skip

    with st.container(horizontal=True, gap="small"):
        for answer, label in (("confirmed", t("Confirm")), ("excused", t("Excuse"))):
            if row["answer"] != answer:
                change(label, answer, t("The answer is kept."), Attendee(holder_id, answer, speaks, None, row["note"]))
        if row["answer"] in ("asked", "confirmed"):
            label = t("Does not speak") if speaks else t("Speaks")
            change(label, "speaks", t("It is kept who speaks."),
                   Attendee(holder_id, row["answer"], not speaks, None, row["note"]))  # fmt: skip
        with st.popover(t("More"), icon=":material/more_horiz:", key=f"more.{holder_id}"):
            for number, office in offices.items():
                if number not in (holder_id, row["deputy_id"]):
                    change(t("Stands in: {office}", office=office), f"deputy.{number}", t("The answer is kept."),
                           Attendee(holder_id, "deputy", speaks, number, row["note"]))  # fmt: skip
            act(t("Take off the event"), lambda db: actions.remove_attendee(db, event.id, holder_id, by=user),
                said=lambda _: t("Taken off the event."), key=f"off.{holder_id}")  # fmt: skip


def _ask_others(event: Event, offices: Mapping[int, str], user: User) -> None:
    if not offices:
        return
    st.caption(t("Ask somebody of the leadership"))
    with st.container(horizontal=True, gap="small"):
        for holder_id, office in offices.items():
            _ask(event, holder_id, office, user)


def _ask(event: Event, holder_id: int, office: str, user: User) -> None:
    act(office, lambda db: actions.set_attendee(db, event.id, Attendee(holder_id), by=user), key=f"ask.{holder_id}",
        said=lambda _: t("Asked: {office}.", office=office), icon=":material/person_add:")  # fmt: skip
