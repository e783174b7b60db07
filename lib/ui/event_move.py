"""Moving an event: to which day and hour, where and why. One event moves; the old day keeps a way to it."""

import streamlit as st

from lib.access import User
from lib.errors import Conflict
from lib.events import Event, queries
from lib.flows import move_event
from lib.flows.move_event import Followed
from lib.i18n import t
from lib.store import Database
from lib.ui import cached
from lib.ui import events as look
from lib.ui.event_entry import last_day, read_day, read_times, shown
from lib.ui.forms import Form
from lib.ui.plain import plain


def button(event: Event, user: User) -> None:
    """“Přesunout…”; asks and moves."""
    if st.button(t("Move…"), key="event.move", icon=":material/event_repeat:"):
        st.dialog(t("Move the event"), icon=":material/event_repeat:")(question)(event, user)


def question(event: Event, user: User) -> None:
    """Where the event moves and why."""
    first = shown(cached.fresh(queries.entry, event.id, by=user))
    venues = cached.read(queries.venues, by=user)["name"].to_list()
    st.write(plain(f"{event.title} · {look.when(event)}"))
    if event.series_id:
        st.caption(t("Only this one moves, the other events of the series stay."))
    form = Form(f"event.move.{event.id}.{event.sequence}")
    with form.body():
        left, right = st.columns(2)
        with left:
            date = form.ask("date", st.text_input, t("New date"), placeholder=t("12. 12. 2026"))
        with right:
            time = form.ask("time", st.text_input, t("Time"), value=first["time"])
        place = venues.index(event.venue) if event.venue in venues else None
        venue = form.ask("venue", st.selectbox, t("Venue"), options=venues, accept_new_options=True, index=place)
        reason = form.ask("reason", st.text_input, t("Reason"))
        if form.submit(t("Move the event")):
            form.save(
                lambda db: _move(db, form, event, (date, time, venue or ""), reason, user, bool(first["ends_on"])),
                said=lambda followed: (
                    f"{t('The event is moved. Its old day leads to the new one.')} {followed}".strip()
                ),
            )


def _move(
    db: Database, form: Form, event: Event, to: tuple[str, str, str], reason: str, user: User, longer: bool
) -> Followed:
    """Move as typed: day, time, venue. What lasts several days lasts as many from its new day.

    Whoever was told that somebody was quicker may press again: the next try goes on top of what he was told of.
    """
    date, time, venue = to
    day = read_day(date, "date")
    starts_at, ends_at = read_times(time)
    ends_on = None if longer or ends_at is None else last_day(day, starts_at, ends_at)
    times = {"starts_at": starts_at, "ends_at": ends_at}
    seen = form.key("seen")
    try:
        return move_event.move(
            db, event.id, starts_on=day, ends_on=ends_on, **times, venue=venue, reason=reason,
            started_from=st.session_state.get(seen, event.sequence), by=user,
        )  # fmt: skip
    except Conflict:
        st.session_state[seen] = queries.event(db, event.id, by=user).sequence
        raise
