"""One invitation: what came, who has time, what was decided, the answer; without `?id=` a new one."""

import streamlit as st

from lib.diary import actions, queries
from lib.i18n import t
from lib.ui import cached, diary
from lib.ui import diary_invitation as look
from lib.ui.forms import Form
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("diary.read")
may_edit = user.may("diary.edit")
invitation = cached.read(queries.invitation, chosen_id() or 0, by=user) if chosen_id() or not may_edit else None
offices = diary.in_office(user)

head(
    invitation.title if invitation else t("New invitation"),
    invitation.sender if invitation else "",
    others=(Link(t("Invitations"), "pages/diary/invitations.py"),),
)
if not offices:
    diary.nobody_yet(user)
if invitation is None:
    form = Form("diary.invitation.new")
    with form.body():
        typed = look.fields(form, None, offices)
        if form.submit(t("Write the invitation down"), icon=":material/save:"):
            form.save(
                lambda db: actions.record(db, look.card(typed), holder_id=typed["holder_id"], by=user),
                said=lambda _: t("The invitation is written down."),
                go=look.PAGE,
                query=lambda made: {"id": str(made)},
            )
    st.stop()
what, next_steps = st.columns([2, 3], gap="large")
with what:
    look.overview(invitation, user)
    look.event(invitation, user)
    if may_edit:
        with st.expander(t("Correct the invitation"), icon=":material/edit:"):
            form = Form(f"diary.invitation.{invitation.id}")
            with form.body():
                typed = look.fields(form, invitation, offices)
                if form.submit(t("Save the invitation")):
                    form.save(
                        lambda db: actions.correct(db, invitation.id, look.card(typed), by=user),
                        said=lambda _: t("The invitation is saved."),
                    )
    look.history(invitation)
if may_edit:
    with next_steps:
        look.decide(invitation, offices, user)
        look.answer(invitation, user)
