"""The steps of an event as buttons with verbs; what needs a reason asks for it first."""

import streamlit as st

from lib import clock
from lib.access import User
from lib.events import Event, actions, queries
from lib.events.queries import Step
from lib.flows import cancel_event
from lib.i18n import N, t
from lib.store import Database
from lib.ui import cached, event_move
from lib.ui.forms import Form, act
from lib.ui.plain import plain

SAID = {
    "proposed": N("The event is a proposal again."),
    "confirmed": N("The event is confirmed."),
    "postponed": N("The event is postponed; it waits for a new day."),
    "cancelled": N("The event is called off."),
    "held": N("The event was held."),
    "documented": N("The event is documented."),
    "closed": N("The event is closed."),
}
QUESTIONS = {
    "postponed": N("Postpone the event without a date?"),
    "cancelled": N("Call the event off?"),
}


def draw(event: Event, user: User, *, move: bool) -> None:
    """What can be done with the event now: the usual step coloured, then moving it, taking a step back last."""
    steps = _now(event, user)
    usual = [one for one in steps if not one.needs_reason]
    with st.container(horizontal=True, gap="small", key="event-steps"):
        for place, step in enumerate(usual):
            _at_once(event, step, user, first=place == 0)
        if move:
            event_move.button(event, user)
        for step in (one for one in steps if one.needs_reason):
            if st.button(
                f"{step.label}…", key=f"event.step.{step.to}.{step.back}", type="tertiary" if step.back else "secondary"
            ):
                asked = t(QUESTIONS[step.to]) if step.to in QUESTIONS and not step.back else step.label
                st.dialog(asked)(question)(event, step, user)


def has_usual(event: Event, user: User) -> bool:
    """Whether a usual step waits; it is the coloured one of its page."""
    return any(not one.needs_reason for one in _now(event, user))


def _now(event: Event, user: User) -> list[Step]:
    return [one for one in cached.fresh(queries.steps, event.id, by=user) if not _too_early(event, one)]


def _at_once(event: Event, step: Step, user: User, *, first: bool) -> None:
    act(step.label, lambda db: take(db, event, step.to, "", user), said=lambda _: t(SAID[step.to]),
        type="primary" if first else "secondary", key=f"event.step.{step.to}")  # fmt: skip


def take(db: Database, event: Event, to: str, reason: str, user: User) -> None:
    """The step itself, with whatever follows from it."""
    if to == "cancelled":
        cancel_event.cancel(db, event.id, reason, by=user)
        return
    if event.state == "cancelled":
        cancel_event.take_back(db, event.id, to, reason, by=user)
        return
    if to == "postponed":
        cancel_event.postpone(db, event.id, reason, by=user)
        return
    actions.step(db, event.id, to, reason, by=user)


def _too_early(event: Event, step: Step) -> bool:
    return step.to == "held" and not step.back and event.day > clock.today()


def question(event: Event, step: Step, user: User) -> None:
    """What the step means, and the reason for it."""
    st.write(plain(event.title))
    if step.to == "cancelled":
        st.write(plain(str(cached.fresh(cancel_event.consequences, event.id, by=user))))
    elif event.state == "cancelled":
        st.write(t("Its guests are to be told. Tasks, coverage and gifts stay released: add them again."))
    form = Form(f"event.step.{event.id}.{step.to}")
    with form.body():
        reason = form.ask("reason", st.text_input, t("Reason"))
        if form.submit(step.label):
            form.save(lambda db: take(db, event, step.to, reason, user), said=lambda _: t(SAID[step.to]))
