"""Forms of coverage: what is wanted, who is asked, what is delivered, why something is declined or called off."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lib.access import User
from lib.coverage.actions import delivery, people, plan
from lib.coverage.queries import people as asks
from lib.coverage.rules import plan as rules
from lib.coverage.rules.people import Obstacle
from lib.coverage.rules.plan import Delivered
from lib.errors import BadInput
from lib.i18n import t, tn
from lib.store import Database
from lib.ui import cached
from lib.ui import coverage as look
from lib.ui.forms import Form

OUTSIDE = ""
"""The choice of somebody without an account."""


def decide(event_id: int, kinds: Sequence[str], user: User) -> None:
    """What is wanted of the kinds that nobody has decided about."""
    form = Form(f"coverage.decide.{event_id}")
    with form.body():
        chosen = form.ask("kinds", st.pills, t("What"), options=kinds, selection_mode="multi",
                          format_func=look.kind_word)  # fmt: skip
        intent = _intent(form, "intended")
        if form.submit(t("Decide"), icon=":material/check:"):
            form.save(
                lambda db: _decide(db, event_id, chosen, intent, user),
                said=lambda n: tn("Decided about {n} kind of coverage.", "Decided about {n} kinds of coverage.", n),
            )


def change(row: Mapping[str, Any], user: User) -> None:
    """Another decision, term or note of one coverage."""
    form = Form(f"coverage.change.{row['id']}")
    with form.body():
        intent = _intent(form, row["intent"])
        with st.container(horizontal=True):
            day = form.ask("day", st.date_input, t("Until when"), value=row["due_at"].date(), format="DD.MM.YYYY")
            time = form.ask("time", st.time_input, t("Time"), value=row["due_at"].time())
        note = form.ask("note", st.text_input, t("Note for whoever covers it"), value=row["note"])
        if form.submit(t("Save")):
            due_at = dt.datetime.combine(day, time) if day and time else None
            form.save(
                lambda db: plan.want(db, row["event_id"], row["kind"], intent, due_at=due_at, note=note, by=user),
                said=lambda _: t("Saved."),
            )


def assign(row: Mapping[str, Any], user: User) -> None:
    """Who is asked; whoever is away or elsewhere is said beside the name, with who is free."""
    staff = cached.read(asks.staff, by=user)
    busy = cached.read(asks.obstacles, row["event_id"], by=user)
    names = {login: _named(name, busy.get(login)) for login, name in staff.select("login", "name").iter_rows()}
    options = {**dict(sorted(names.items(), key=lambda one: one[0] in busy)), OUTSIDE: t("somebody from outside")}
    form = Form(f"coverage.assign.{row['id']}", live=True)
    with form.body():
        login = form.ask("who", st.selectbox, t("Who"), options=list(options), format_func=options.__getitem__,
                         index=None, placeholder=t("Choose"))  # fmt: skip
        asked: dict[str, Any] = {"login": login} if login else {}
        if login == OUTSIDE:
            asked = _outsider(form)
        aware, despite = _despite(form, busy.get(login or "", []))
        if form.submit(t("Assign"), icon=":material/person_add:"):
            form.save(
                lambda db: people.assign(db, row["id"], **_chosen(asked), aware=aware, despite=despite, by=user),
                said=lambda _: t("Assigned. Send the facts by mail, or tell them."),
            )


def deliver(row: Mapping[str, Any], user: User, assignment_id: int | None = None) -> None:
    """What was brought: a link, a count, a few words; the rest under More details."""
    form = Form(f"coverage.deliver.{row['id']}")
    with form.body():
        link = form.ask("link", st.text_input, t("Link"), placeholder="https://")
        pieces = row["kind"] in ("photo", "video")
        number = form.ask("count", st.number_input, t("How many"), min_value=1, value=None, step=1) if pieces else None
        what = form.ask("what", st.text_input, t("What, or the name of the file"))
        with st.expander(t("More details")):
            author = form.ask("author", st.text_input, t("Author, unless it is you"))
            licence = form.ask("licence", st.selectbox, t("Licence"), options=list(rules.LICENCES),
                               format_func=lambda code: t(rules.LICENCES[code]), required=True)  # fmt: skip
            consent = form.ask("consent", st.selectbox, t("People in the pictures"), options=list(rules.CONSENTS),
                               format_func=lambda code: t(rules.CONSENTS[code]), required=True)  # fmt: skip
            note = form.ask("note", st.text_input, t("Note"))
        if form.submit(t("Deliver"), icon=":material/upload:"):
            brought = Delivered(what, link, number, author, str(licence), str(consent), note)
            form.save(
                lambda db: delivery.deliver(db, row["id"], brought, assignment_id=assignment_id, by=user),
                said=lambda _: t("Delivered: {what}, {event}.", what=look.kind_word(row["kind"]), event=row["title"]),
            )


def decline(row: Mapping[str, Any], assignment_id: int, user: User) -> None:
    """Why it cannot be done."""
    form = Form(f"coverage.decline.{assignment_id}")
    with form.body():
        reason = form.ask("reason", st.text_input, t("Why it cannot be done"))
        if form.submit(t("Decline"), icon=":material/close:"):
            form.save(
                lambda db: people.decline(db, assignment_id, reason, by=user),
                said=lambda _: t("Declined: {event}. Whoever plans it sees why.", event=row["title"]),
            )


def drop(row: Mapping[str, Any], user: User) -> None:
    """Why it is not wanted any more."""
    form = Form(f"coverage.drop.{row['id']}")
    with form.body():
        reason = form.ask("reason", st.text_input, t("Reason"))
        if form.submit(t("Call the coverage off"), icon=":material/block:"):
            form.save(lambda db: plan.drop(db, row["id"], reason, by=user), said=lambda _: t("Called off."))


def take_back(delivery_id: int, user: User) -> None:
    """Why a delivery was a mistake."""
    form = Form(f"coverage.take_back.{delivery_id}")
    with form.body():
        reason = form.ask("reason", st.text_input, t("Reason"))
        if form.submit(t("Take it back")):
            form.save(lambda db: delivery.take_back(db, delivery_id, reason, by=user), said=lambda _: t("Taken back."))


def obstacle_words(found: Sequence[Obstacle]) -> str:
    """`nepřítomnost; Výstava 15:00–16:30`."""
    return "; ".join(t("away") if one.kind == "away" else f"{one.title} {one.hours}".strip() for one in found)


def _intent(form: Form, value: str) -> str:
    return str(
        form.ask("intent", st.segmented_control, t("Decision"), options=list(rules.INTENTS), default=value,
                 required=True, format_func=look.intent_word)
    )  # fmt: skip


def _decide(db: Database, event_id: int, kinds: Sequence[str], intent: str, user: User) -> int:
    if not kinds:
        raise BadInput("Choose what.", field="kinds")
    for kind in kinds:
        plan.want(db, event_id, kind, intent, by=user)
    return len(kinds)


def _named(name: str, found: Sequence[Obstacle] | None) -> str:
    return f"{name} – {obstacle_words(found)}" if found else f"{name} – {t('free')}"


def _outsider(form: Form) -> dict[str, Any]:
    return {
        "name": form.ask("name", st.text_input, t("Name")),
        "phone": form.ask("phone", st.text_input, t("Phone")),
        "email": form.ask("email", st.text_input, t("E-mail")),
    }


def _despite(form: Form, found: Sequence[Obstacle]) -> tuple[bool, str]:
    """What the planner says to an obstacle: that he knows of an absence, or why two places can be managed."""
    aware = any(one.kind == "away" for one in found) and form.ask(
        "aware", st.checkbox, t("I know that this person is away then")
    )
    elsewhere = any(one.kind == "elsewhere" for one in found)
    despite = form.ask("despite", st.text_input, t("Why both can be managed")) if elsewhere else ""
    return bool(aware), despite


def _chosen(asked: dict[str, Any]) -> dict[str, Any]:
    if not asked:
        raise BadInput("Say who is to come.", field="who")
    return asked
