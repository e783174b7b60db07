"""What else can be done with an event: a copy, a template, a repetition, a print, a note of a colleague."""

import datetime as dt

import streamlit as st

from lib.access import User
from lib.events import Event, actions, rules
from lib.i18n import t
from lib.tasks import queries as tasks
from lib.ui import cached, event_repeat, event_steps, event_templates
from lib.ui.forms import Form
from lib.ui.head import Link


def next_steps(event: Event, user: User) -> None:
    """Who answers for the event and the buttons beside what it is."""
    staff = cached.read(tasks.staff, by=user)
    names = [staff.get(login, login) for login in (event.responsible, event.deputy) if login]
    st.caption(t("Responsible: {names}", names=", ".join(names)) if names else t("Nobody is responsible yet."))
    if not user.may("events.edit"):
        if event.note:
            st.caption(t("Note"))
            st.text(event.note)
        return
    event_steps.draw(event, user, move=event.state in rules.AHEAD)


def around(event: Event, user: User) -> None:
    """The note, and the rarer things: a copy, a template, a repetition, a print."""
    if not user.may("events.edit"):
        return
    note(event, user)
    with st.container(horizontal=True, gap="small", key="event-more"):
        copy = Link(t("Duplicate"), "pages/events/edit.py", ":material/content_copy:", {"kopie": str(event.id)})
        copy.draw("tertiary")
        event_templates.button(event, user)
        event_repeat.button(event, user)
        Link(t("Poster and pictures"), "pages/photos/poster.py", ":material/imagesmode:", {"id": str(event.id)}).draw(
            "tertiary"
        )
        Link(t("Print"), "pages/events/prints.py", ":material/print:", _week(event)).draw("tertiary")


def _week(event: Event) -> dict[str, str]:
    """The week of the event, as the page of prints takes it."""
    monday = event.day - dt.timedelta(days=event.day.weekday())
    return {"od": monday.isoformat(), "do": (monday + dt.timedelta(days=6)).isoformat()}


def note(event: Event, user: User) -> None:
    """A note to the event, written without opening the whole form."""
    form = Form(f"event.note.{event.id}")
    with form.body():
        text = form.ask("note", st.text_area, t("Note"), value=event.note, height=96)
        if form.submit(t("Save the note"), quiet=True):
            form.save(lambda db: actions.set_note(db, event.id, text, by=user), said=lambda _: t("The note is saved."))
