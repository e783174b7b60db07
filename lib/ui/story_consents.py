"""On what basis personal data of a post go out: who, the basis, for which channels, until when, where the paper is."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates
from lib.flows import wordings
from lib.i18n import t, tn
from lib.publishing import Story, actions
from lib.publishing.actions.consents import add
from lib.publishing.queries.consents import BASES, EVERYWHERE, of_story
from lib.ui import badges, cached
from lib.ui.badges import State
from lib.ui.forms import Form, act
from lib.ui.plain import plain


def box(story: Story, user: User) -> None:
    """What is written down, and a form for one more."""
    found = cached.fresh(of_story, story.id, by=user)
    label = tn("{n} basis for personal data", "{n} bases for personal data", found.height) if found.height else ""
    with st.expander(label or t("Personal data and consents"), icon=":material/verified_user:"):
        if found.is_empty():
            st.caption(t("Bare names need no consent. Ages, addresses, contacts, newborns and children do."))
        names = {EVERYWHERE: t("everywhere"), **wordings.names(cached.read(wordings.wordings, by=user))}
        for row in found.iter_rows(named=True):
            _row(row, names, user)
        if user.may("publishing.write") and story.state != "withdrawn":
            _add(story, names, user)


def _row(row: Mapping[str, Any], names: Mapping[str, str], user: User) -> None:
    over = row["revoked_at"] or (row["valid_until"] and row["valid_until"] < clock.today())
    word = t("taken back") if row["revoked_at"] else t("consent has ended") if over else t("holds")
    until = t("until {day}", day=dates.date(row["valid_until"])) if row["valid_until"] else ""
    scope = ", ".join(names.get(code, code) for code in row["scope"].split())
    facts = [row["subject"], t(BASES[row["basis"]]), scope, until, row["reference"]]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            f"{badges.inline(State(word, 'late' if over else 'done'))} {plain(' · '.join(filter(None, facts)))}",
            width="stretch",
        )
        if not row["revoked_at"] and user.may("publishing.write"):
            act(
                t("Taken back"),
                lambda db: actions.consent_back(db, row["id"], by=user),
                key=f"consent.back.{row['id']}",
                type="tertiary",
                said=lambda _: t("The basis holds no more; the post has to be checked again."),
            )


def _add(story: Story, names: Mapping[str, str], user: User) -> None:
    form = Form(f"story.consent.{story.id}")
    with form.body():
        who = form.ask("subject", st.text_input, t("Whose data"), placeholder=t("Name, or “jubilarians of November”"))
        basis: Any = form.ask("basis", st.selectbox, t("On what basis"), options=list(BASES),
                         format_func=lambda code: t(BASES[code]))  # fmt: skip
        scope = form.ask("scope", st.multiselect, t("Channels named in the consent"), options=list(names),
                         format_func=names.__getitem__, placeholder=t("choose"))  # fmt: skip
        until: dt.date | None = form.ask("valid_until", st.date_input, t("Holds until (may stay empty)"), value=None,
                                         format="DD.MM.YYYY")  # fmt: skip
        paper = form.ask("reference", st.text_input, t("Where the paper is kept"))
        if form.submit(t("Write the basis down"), quiet=True):
            form.save(
                lambda db: add(db, story.id, who, basis, scope=scope, valid_until=until, reference=paper, by=user),
                said=lambda _: t("The basis is written down."),
            )
