"""One question of a journalist: what they ask, the answer, what came of it."""

import streamlit as st

from lib.i18n import t
from lib.press.actions import questions as actions
from lib.press.queries import questions, releases
from lib.press.rules.questions import Question
from lib.ui import cached, press_outputs
from lib.ui import press as look
from lib.ui import press_questions as parts
from lib.ui.forms import Form
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head
from lib.ui.lists import Column, draw_table

user = guard("press.read")
everything = (Link(t("Questions of the media"), look.QUESTIONS, ":material/contact_support:"),)
number = chosen_id()
if number is None:
    head(t("New question"), t("Write it down while they are on the phone."), others=everything)
    form = Form("press.question.new")
    with form.body():
        asked = parts.ask_question(form, Question("", ""), user)
        if form.submit(t("Save the question")):
            form.save(
                lambda db: actions.ask(db, asked(), by=user),
                said=lambda _: t("Written down. It waits on Today until it is answered."),
                go=look.QUESTION,
                query=lambda new: {"id": str(new)},
            )
    st.stop()

kept = cached.fresh(questions.question, number, by=user)
head(kept.question.medium, kept.question.journalist, others=everything)
what, steps = st.columns([3, 2], gap="large")
with what:
    st.text(kept.question.question)
    parts.answer(kept, user)
    out = cached.read(questions.outputs, number, by=user)
    if out.height:
        columns = [Column("on_day", t("Day"), "date"), Column("medium", t("Medium")), Column("title", t("Title"))]
        draw_table("press.came", t("What came out"), out, columns)
    if user.may("press.edit"):
        with st.expander(t("Add an output"), icon=":material/add:"):
            press_outputs.add(cached.read(releases.releases, by=user), user, kept.id)
with steps:
    parts.state(kept)
    if user.may("press.edit"):
        parts.steps(kept, user)
        if not kept.sent_at:
            parts.correct(kept, user)
