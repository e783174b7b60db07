"""Guests of an event, as a part of its page: the list in figures, a guest added in a moment, the way to the list."""

import polars as pl
import streamlit as st

from lib.access import User
from lib.events import Event
from lib.guests import actions, queries, rules
from lib.guests.actions import Added
from lib.guests.rules import Card
from lib.i18n import t, tn
from lib.ui import cached
from lib.ui import guests as look
from lib.ui.forms import Form, act
from lib.ui.head import Link


def panel(event: Event, user: User) -> None:
    """Draw the part."""
    counts = cached.read(queries.counts, event.id, by=user)
    if counts.guests:
        st.text(look.sums(counts))
        if counts.unconfirmed:
            st.caption(tn("{n} salutation is not confirmed.", "{n} salutations are not confirmed.", counts.unconfirmed))
    else:
        st.caption(look.nobody())
    Link(t("Open the list of guests"), "pages/guests/guests.py", ":material/diversity_3:", {"id": str(event.id)}).draw()
    if user.may("guests.edit"):
        add_some(event, user)


def add_some(event: Event, user: User) -> None:
    """Three ways onto the list."""
    _paste(event, user)
    _add(event, user)
    _take_over(event, user)


def _paste(event: Event, user: User) -> None:
    """Many guests at once, as lines of a spreadsheet."""
    with st.expander(t("Paste guests from a spreadsheet"), icon=":material/content_paste:"):
        st.caption(
            t("One line a guest: name; organisation; office; e-mail; phone; street; postal code; town. "
              "Cells copied from a spreadsheet do as they are; with a line of headings they may stand in any order.")
        )  # fmt: skip
        form, groups = Form(f"guests.paste.{event.id}"), list(rules.CATEGORIES)
        with form.body():
            lines = form.ask("lines", st.text_area, t("Lines"), height=160,
                             placeholder="Ing. Jana Nová; ZŠ Školní; ředitelka; nova@skola.example")  # fmt: skip
            group = form.ask("category", st.selectbox, t("Group of all these guests"), options=groups,
                             format_func=look.category, index=groups.index("others"))  # fmt: skip
            if form.submit(t("Add all")):
                form.save(
                    lambda db: actions.add_many(db, event.id, lines, category=str(group), by=user), said=_said_of_many
                )


def _said_of_many(done: Added) -> str:
    said = tn("{n} guest added.", "{n} guests added.", done.added)
    if not done.known:
        return said
    names = ", ".join(done.known[:5]) + (" …" if len(done.known) > 5 else "")
    return f"{said} {t('On the list already: {names}.', names=names)}"


def _add(event: Event, user: User) -> None:
    """A new guest."""
    with st.expander(t("Add a guest"), icon=":material/person_add:"):
        form = Form(f"guests.add.{event.id}")
        with form.body():
            card = look.ask_card(form, Card(""))
            if form.submit(t("Add the guest")):
                form.save(
                    lambda db: actions.add(db, event.id, card, by=user),
                    said=lambda _: t("{name} is on the list.", name=card.name),
                )


def _take_over(event: Event, user: User) -> None:
    """The guests of an earlier event."""
    known = cached.read(queries.lists, by=user).filter(pl.col("id") != event.id)
    if known.is_empty():
        return
    names = {
        row["id"]: f"{row['title']}, {row['starts_on']:%Y} ({row['guests']})" for row in known.iter_rows(named=True)
    }
    with st.expander(t("Take over the list of another event"), icon=":material/content_copy:"):
        chosen = st.selectbox(t("Event"), list(names), format_func=names.__getitem__, key=f"guests.from.{event.id}")
        act(
            t("Take over"),
            lambda db: actions.copy_list(db, chosen, event.id, by=user),
            said=lambda n: tn("{n} guest taken over.", "{n} guests taken over.", n),
            key=f"guests.copy.{event.id}",
        )
