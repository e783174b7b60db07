"""Questions of journalists on the screen: the list, the fields, the answer and its steps."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.i18n import t, tn
from lib.press.actions import questions as actions
from lib.press.queries import questions
from lib.press.queries.questions import Kept
from lib.press.rules import questions as rules
from lib.press.rules.questions import Question
from lib.store import Database
from lib.ui import badges, meanwhile
from lib.ui import press as look
from lib.ui.copy import copy_box
from lib.ui.facts import facts
from lib.ui.forms import Form, act
from lib.ui.head import Link
from lib.ui.lists import Column, Empty, Filter, show_list


def show(found: pl.DataFrame, new: Link | None, user: User) -> None:
    """All questions, those that wait first."""
    show_list(
        "press.questions",
        found,
        [
            Column("question", t("Question")),
            Column("medium", t("Medium")),
            Column("journalist", t("Journalist"), on_phone=False),
            Column("state", t("State"), "state", states=look.states(rules.STATES)),
            Column("answer_by", t("Answer by"), "moment"),
            Column("solved_by", t("Who solves it"), on_phone=False),
            Column("information_request", t("Request under the Act"), "yes_no", shown=False),
            Column("came_at", t("It came"), "moment", shown=False),
            Column("outputs", t("What came out"), "whole", shown=False),
        ],
        search=("question", "medium", "journalist", "solved_by"),
        filters=(Filter("state", t("State")), Filter("medium", t("Medium"))),
        row_page=look.QUESTION,
        empty=Empty(t("No question of a journalist is written down yet."), new),
        by=user,
        count=lambda n: tn("{n} question", "{n} questions", n),
        title=t("Questions of the media"),
    )


def ask_question(form: Form, now: Question, user: User) -> Callable[[], Question]:
    """The fields of a question; gives what reads them."""
    text = form.ask("question", st.text_area, t("What they ask"), value=now.question, height=120)
    with st.grid(columns=2, min_column_width=240, gap="small"):
        with st.container():
            medium = look.ask_medium(form, now.medium, user)
        with st.container():
            journalist = form.ask("journalist", st.text_input, t("Journalist"), value=now.journalist)
    contact = form.ask("contact", st.text_input, t("Contact"), value=now.contact)
    solver = form.ask("solved_by", st.text_input, t("Who solves it"), value=now.solved_by,
                      placeholder=t("department or colleague"))  # fmt: skip
    until = look.ask_moment(form, "answer_by", t("Answer by"), now.answer_by)
    request = form.ask("information_request", st.checkbox, t("It is a request under Act 106/1999 (15 days)"),
                       value=now.information_request)  # fmt: skip
    came = look.ask_moment(form, "came_at", t("It came"), now.came_at or clock.stamp())
    return lambda: Question(
        medium, text, journalist, contact, look.moment(came, "came_at") or "", look.moment(until, "answer_by"),
        bool(request), solver,
    )  # fmt: skip


def state(kept: Kept) -> None:
    """What is known of a question."""
    badges.show(look.states(rules.STATES)[kept.state])
    asked = kept.question
    facts(
        {
            t("Contact"): asked.contact,
            t("It came"): look.written(asked.came_at),
            t("Answer by"): look.written(asked.answer_by),
            t("Who solves it"): asked.solved_by,
            t("Request under the Act"): t("yes") if asked.information_request else None,
            t("Prolonged because"): kept.extended_because,
            t("Material came"): look.written(kept.material_at),
            t("Approved by"): kept.approved_by,
            t("Answer sent"): look.written(kept.sent_at),
            t("Published on the web"): kept.published_on,
        }
    )


def answer(kept: Kept, user: User) -> None:
    """The answer: written, or as it was sent."""
    if not kept.answer and not user.may("press.edit"):
        st.caption(t("No answer is written yet."))
        return
    if kept.sent_at or not user.may("press.edit"):
        copy_box(t("Answer"), kept.answer, key="answer")
        return
    form = Form(f"press.answer.{kept.id}", live=True)
    begun = meanwhile.began(form, {"answer": kept.answer})
    with form.body():
        text = form.ask("answer", st.text_area, t("Answer"), value=begun["answer"], height=220)
        if form.submit(t("Save the answer")):
            form.save(lambda db: _write(db, kept.id, form, text, user), said=lambda _: t("Saved."))
    if kept.answer:
        copy_box(t("To be copied into a mail"), kept.answer, key="answer")


def _write(db: Database, query_id: int, form: Form, text: str, user: User) -> None:
    """Keep the answer; what somebody else has written meanwhile is asked about first."""
    now = questions.question(db, query_id, by=user)
    mine = meanwhile.chosen(form, {"answer": now.answer}, {"answer": text})
    actions.write_answer(db, query_id, mine.get("answer", now.answer), now.version, by=user)


def steps(kept: Kept, user: User) -> None:
    """What happens next with a question."""
    if kept.sent_at:
        if kept.question.information_request and not kept.published_on:
            act(t("The answer is on the web"),
                lambda db: actions.published(db, kept.id, clock.today(), by=user),
                said=lambda _: t("Written down."), key="published", type="primary")  # fmt: skip
        return
    if kept.answer and not kept.approved_by:
        form = Form(f"press.approve.{kept.id}")
        with form.body():
            who = form.ask("who", st.text_input, t("Who approved the answer"))
            if form.submit(t("Write down the approval"), quiet=True):
                form.save(lambda db: actions.approve(db, kept.id, who, by=user), said=lambda _: t("Written down."))
    if kept.answer and kept.approved_by:
        act(t("The answer was sent"), lambda db: actions.sent(db, kept.id, by=user),
            said=lambda _: t("Written down. When it comes out, add it among the outputs."), key="sent",
            type="primary", icon=":material/send:")  # fmt: skip
    if not kept.material_at:
        act(t("The material came"), lambda db: actions.material_came(db, kept.id, by=user),
            said=lambda _: t("Written down."), key="material", icon=":material/inbox:")  # fmt: skip
    if kept.question.information_request and not kept.extended_because:
        with st.expander(t("Prolong by ten days…")):
            form = Form(f"press.extend.{kept.id}")
            with form.body():
                why = form.ask("reason", st.text_input, t("Reason"))
                if form.submit(t("Prolong"), quiet=True):
                    form.save(lambda db: actions.extend(db, kept.id, why, by=user),
                              said=lambda _: t("Prolonged. Tell the applicant why."))  # fmt: skip


def correct(kept: Kept, user: User) -> None:
    """Correct what is known of a question."""
    with st.expander(t("Correct the question"), icon=":material/edit:"):
        form = Form(f"press.question.{kept.id}", live=True)
        begun = meanwhile.began(form, _fields(kept.question))
        with form.body():
            changed = ask_question(form, _question(begun), user)
            if form.submit(t("Save"), quiet=True):
                form.save(lambda db: _save(db, kept.id, form, changed(), user), said=lambda _: t("Saved."))


def _save(db: Database, query_id: int, form: Form, said: Question, user: User) -> None:
    """Keep the question; what somebody else has changed meanwhile stays, the same field is asked about."""
    found = questions.question(db, query_id, by=user)
    now = _fields(found.question)
    asked = _question(now | meanwhile.chosen(form, now, _fields(said)))
    actions.save(db, query_id, asked, found.version, by=user)


def _fields(asked: Question) -> dict[str, Any]:
    """What the fields of the form hold: a day and an hour of each moment."""
    until, came = look.day_and_time("answer_by", asked.answer_by), look.day_and_time("came_at", asked.came_at)
    return vars(asked) | until | came


def _question(fields: Mapping[str, Any]) -> Question:
    """The question that such fields say."""
    came, until = (look.moment((fields[name], fields[f"{name}_at"]), name) for name in ("came_at", "answer_by"))
    rest = {name: fields[name] for name in Question.__dataclass_fields__}
    return Question(**{**rest, "came_at": came or "", "answer_by": until})
