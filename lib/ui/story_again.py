"""A post that comes again: how often and when next, changed or ended."""

from typing import Any

import streamlit as st

from lib.access import User
from lib.czech import dates
from lib.i18n import N, t
from lib.publishing import Story, actions, queries
from lib.publishing.queries import Again
from lib.ui import cached
from lib.ui.forms import Form, act

EVERY = {"week": N("every week"), "month": N("every month"), "year": N("every year")}


def box(story: Story, user: User) -> None:
    """What holds now and a button that ends it; under it the form."""
    now = cached.fresh(queries.again, story.id, by=user)
    with st.expander(t("The post comes again"), icon=":material/repeat:", expanded=now is not None):
        if now:
            st.text(_said(now))
            act(t("It comes no more"), lambda db: actions.stop_repeat(db, story.id, by=user), key="story.repeat.stop",
                said=lambda _: t("The post does not come again."), type="tertiary")  # fmt: skip
        else:
            st.caption(t("Some days before each day there is a new draft of it on the board."))
        _form(story, now, user)


def _said(now: Again) -> str:
    every, day = t(EVERY[now.every]), dates.short_date(now.next_on)
    if now.until:
        return t("It comes {every}, next on {day}, until {last}.", every=every, day=day, last=dates.date(now.until))
    return t("It comes {every}, next on {day}.", every=every, day=day)


def _form(story: Story, now: Again | None, user: User) -> None:
    form = Form(f"story.repeat.{story.id}")
    with form.body():
        every: Any = form.ask("every", st.selectbox, t("How often"), options=list(EVERY),
                              index=list(EVERY).index(now.every) if now else 0,
                              format_func=lambda code: t(EVERY[code]))  # fmt: skip
        first = form.ask("next_on", st.date_input, t("Next on"), value=now.next_on if now else None,
                         format="DD.MM.YYYY")  # fmt: skip
        until = form.ask("until", st.date_input, t("Until (may stay empty)"), value=now.until if now else None,
                         format="DD.MM.YYYY")  # fmt: skip
        if form.submit(t("Let it come again"), quiet=True) and first:
            form.save(
                lambda db: actions.repeat(db, story.id, every, first, until, by=user),
                said=lambda _: t("The post comes again on {day}.", day=dates.short_date(first)),
            )
