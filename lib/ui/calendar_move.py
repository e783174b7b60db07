"""Asking before a dragged event is moved: from when to when, what it would collide with there, and why."""

import datetime as dt
from dataclasses import dataclass, replace

import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates
from lib.events import clashes, queries, rules
from lib.events.queries import Event
from lib.flows import clashes as flow
from lib.flows import move_event
from lib.i18n import t
from lib.ui import badges, cached
from lib.ui.calendar import Dropped
from lib.ui.facts import facts
from lib.ui.forms import Form
from lib.ui.plain import plain


@dataclass(frozen=True)
class Place:
    """When an event is to be held."""

    starts_on: dt.date
    ends_on: dt.date
    starts_at: str | None
    ends_at: str | None

    def __str__(self) -> str:
        return rules.when(self.starts_on, self.ends_on, self.starts_at, self.ends_at)


def before(event: Event) -> Place:
    """When it is to be held now."""
    return Place(event.day, event.last_day, event.starts_at, event.ends_at)


def after(old: Place, dropped: Dropped) -> Place:
    """When it would be held: as long as before, only from another moment; stretched, it ends elsewhere."""
    if dropped.stretched:
        return Place(old.starts_on, dropped.last or old.ends_on, old.starts_at, dropped.until or old.ends_at)
    days = dropped.day - old.starts_on
    if dropped.at is None or old.starts_at is None:
        return Place(old.starts_on + days, old.ends_on + days, dropped.at or old.starts_at, old.ends_at)
    begins = dt.datetime.combine(dropped.day, dt.time.fromisoformat(dropped.at))
    if old.ends_at is None:
        return Place(dropped.day, old.ends_on + days, dropped.at, None)
    ends = begins + (_moment(old.ends_on, old.ends_at) - _moment(old.starts_on, old.starts_at))
    return Place(begins.date(), ends.date(), dropped.at, f"{ends:%H:%M}")


def ask(dropped: Dropped, user: User) -> None:
    """Open the question. Moved, the calendar is drawn anew; refused or left, the event returns to its place."""
    event = cached.read(queries.event, dropped.id, by=user)
    new = after(before(event), dropped)

    title = t("Change its end?") if dropped.stretched else t("Move the event?")

    @st.dialog(title, icon=":material/event_repeat:", on_dismiss="rerun")
    def question() -> None:
        st.subheader(plain(event.title), anchor=False)
        facts({t("From when"): str(before(event)), t("To when"): str(new)})
        if event.series_id:
            st.caption(t("This event moves alone, the others of its series stay."))
        if new.ends_on < clock.today() <= event.last_day:
            passed = t("{day} has passed.", day=dates.short_date(new.starts_on))
            st.markdown(f"{badges.inline(badges.state(t('to consider'), 'due'))} {plain(passed)}")
        _clashes(event, new, user)
        _why(event, new, t("Change the end") if dropped.stretched else t("Move it here"), user)

    question()


def _clashes(event: Event, new: Place, user: User) -> None:
    """With what it would collide there; errors come first."""
    entry = cached.read(queries.entry, event.id, by=user)
    entry = replace(entry, **vars(new), all_day=entry.all_day and new.starts_at is None)
    found = cached.fresh(flow.of_entry, entry, event.id, by=user)
    for row in found.iter_rows(named=True):
        word, tone = clashes.LEVELS[row["level"]]
        said = plain(clashes.say(row, flow.subject_of(event.id)))
        st.markdown(f"{badges.inline(badges.state(t(word), tone))} {said}")  # type: ignore[arg-type]


def _why(event: Event, new: Place, label: str, user: User) -> None:
    form = Form(f"events.move.{event.id}")
    known = event.public and event.state != "proposed"
    with form.body():
        if known:
            st.caption(t("The public calendar already has this event, so say why."))
        reason = form.ask("reason", st.text_input, t("Why it is moved") if known else t("Why it is moved, if you like"))
        if form.submit(label, icon=":material/event_repeat:"):
            form.save(
                lambda db: move_event.move(
                    db, event.id, **vars(new), reason=reason, started_from=event.sequence, by=user
                ),
                said=lambda followed: (
                    f"{t('“{title}” is on {when} now.', title=event.title, when=str(new))} {followed}"
                ),
            )


def _moment(day: dt.date, hhmm: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(hhmm))
