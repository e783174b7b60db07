"""One event: what it is, what collides with it, what can be done with it."""

import streamlit as st

from lib import audit
from lib.events import actions, queries, rules
from lib.i18n import t
from lib.ui import badges, cached
from lib.ui import events as look
from lib.ui.facts import facts, history
from lib.ui.forms import Form
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("events.read")
event = cached.read(queries.event, chosen_id() or 0, by=user)
others = cached.read(queries.clashes_of, event.id, by=user)

head(
    event.title,
    rules.when(event.day, event.last_day, event.starts_at, event.ends_at),
    primary=Link(t("New post"), "pages/publishing/new.py", ":material/edit_note:", {"akce": str(event.id)}),
    others=(Link(t("Calendar"), "pages/events/calendar.py", query={"kalendar.day": event.starts_on}),),
)
what, next_steps = st.columns([3, 2])
with what:
    badges.show(look.states()[event.state], badges.state(look.kind_word(event.kind), "planned"))
    facts(
        {
            t("Venue"): event.venue,
            t("Organiser"): event.organiser,
            t("For whom"): event.audience,
            t("Admission"): event.admission,
            t("Attended by"): event.attended_by,
            t("Number"): event.code,
        }
    )
    st.text(event.description)
with next_steps:
    for other in others.iter_rows(named=True):
        with st.container(border=True):
            badges.show(badges.state(t("clash"), "late"))
            st.text(other["title"])
            span = rules.when(other["starts_on"], other["ends_on"], other["starts_at"], other["ends_at"])
            st.caption(t("The same venue: {when}. Agree with the organiser who will move.", when=span))
            Link(t("Open the other event"), "pages/events/event.py", query={"id": str(other["id"])}).draw(
                "tertiary", f"clash.{other['id']}"
            )
    if user.may("events.edit"):
        form = Form(f"event.note.{event.id}")
        with form.body():
            note = form.ask("note", st.text_area, t("Note"), value=event.note, height=96)
            if form.submit(t("Save the note")):
                form.save(
                    lambda db: actions.set_note(db, event.id, note, by=user), said=lambda _: t("The note is saved.")
                )
    else:
        st.text(event.note)
    history(cached.fresh(audit.history, f"event:{event.id}"))
