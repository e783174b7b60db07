"""What happens next with a request for a report: sending, the answer of television, shooting, broadcast."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from lib import clock
from lib.access import User
from lib.coverage.actions import television as actions
from lib.coverage.queries import television as queries
from lib.coverage.queries.television import Agreed, Request
from lib.coverage.rules import television as rules
from lib.coverage.rules.television import Counter, Order
from lib.i18n import t
from lib.store import Database
from lib.ui import coverage_tv as look
from lib.ui import meanwhile
from lib.ui.forms import Form, act


def enter_contract(days_ahead: int, user: User) -> None:
    """A new contract with television."""
    form = Form("tv.contract")
    with form.body():
        contract = look.new_contract(form, days_ahead)
        if form.submit(t("Save the contract")):
            form.save(
                lambda db: actions.save_contract(db, contract, by=user),
                said=lambda _: t("The contract with {television} is kept.", television=contract.television),
                go=look.LIST,
            )


def steps(request: Request, contract: Agreed, counter: Counter, user: User) -> None:
    """The next step as the main action; the others are chosen."""
    forms: dict[str, tuple[str, Callable[[], None]]] = {
        "sent": (t("Send to television"), lambda: _send(request, contract, counter, user)),
        "confirmed": (t("Confirmed…"), lambda: _confirm(request, user)),
        "shot": (t("Shot"), lambda: _shot(request, user)),
        "broadcast": (t("Broadcast…"), lambda: _broadcast(request, user)),
        "refused": (t("Refused…"), lambda: _end(request, "refused", user)),
        "cancelled": (t("Call off…"), lambda: _end(request, "cancelled", user)),
    }
    possible = rules.STEPS[request.state]
    if not possible:
        return
    chosen = st.pills(
        t("What happened"), possible, default=possible[0], format_func=lambda code: forms[code][0],
        key=f"tv.step.{request.id}.{request.state}", label_visibility="collapsed", wrap=True,
    )  # fmt: skip
    if chosen:
        forms[chosen][1]()


def _send(request: Request, contract: Agreed, counter: Counter, user: User) -> None:
    ahead = (request.day - clock.today()).days
    form = Form(f"tv.send.{request.id}")
    with form.body():
        st.caption(look.counted(counter))
        aware, over_by = False, ""
        if ahead < contract.days_ahead:
            st.warning(
                t("Television wants {wanted} days ahead and there are {ahead}. Call them first.",
                  wanted=contract.days_ahead, ahead=max(ahead, 0)), icon=":material/schedule:",
            )  # fmt: skip
            aware = form.ask("aware", st.checkbox, t("I know, television was called"))
        if counter.left <= 0:
            st.warning(t("No report of the contract is left."), icon=":material/warning:")
            over_by = form.ask("over_by", st.text_input, t("Who allowed one more"))
        if form.submit(t("Give it a number and send"), icon=":material/send:"):
            form.save(
                lambda db: actions.send(db, request.id, aware=bool(aware), over_by=over_by, by=user),
                said=lambda number: t("{number} is ready. Send it by the mail beside the paper.", number=number),
            )


def _confirm(request: Request, user: User) -> None:
    form = Form(f"tv.confirm.{request.id}")
    with form.body():
        editor = form.ask("editor", st.text_input, t("Editor who confirmed it"))
        if form.submit(t("Television confirmed")):
            form.save(lambda db: actions.confirm(db, request.id, editor, by=user),
                      said=lambda _: t("Confirmed; the report counts."))  # fmt: skip


def _shot(request: Request, user: User) -> None:
    act(t("It was shot"), lambda db: actions.shot(db, request.id, by=user), said=lambda _: t("Shot."),
        key="tv.shot", type="primary", icon=":material/videocam:")  # fmt: skip


def _broadcast(request: Request, user: User) -> None:
    form = Form(f"tv.broadcast.{request.id}")
    with form.body():
        on = form.ask("on", st.date_input, t("Broadcast on"), value=clock.today(), max_value=clock.today(),
                      format="DD.MM.YYYY")  # fmt: skip
        link = form.ask("link", st.text_input, t("Link"), value=request.link, placeholder="https://")
        with st.container(horizontal=True):
            seconds = form.ask("seconds", st.number_input, t("Length (s)"), min_value=1, value=request.seconds, step=1)
            views = form.ask("views", st.number_input, t("Times watched"), min_value=0, value=request.views, step=1)
        if form.submit(t("It was broadcast")):
            form.save(
                lambda db: actions.broadcast(db, request.id, on=on, seconds=seconds, link=link, views=views, by=user),
                said=lambda _: t("Broadcast; the report stands at its event."),
            )


def _end(request: Request, state: str, user: User) -> None:
    word, deed = {
        "refused": (t("Television refused"), actions.refuse),
        "cancelled": (t("Call the report off"), actions.cancel),
    }[state]
    form = Form(f"tv.{state}.{request.id}")
    with form.body():
        reason = form.ask("reason", st.text_input, t("Reason"))
        if form.submit(word):
            form.save(lambda db: deed(db, request.id, reason, by=user),
                      said=lambda _: t("Written down; the report is free again."))  # fmt: skip


def edit(request: Request, user: User) -> None:
    """Correct what the request says, one that was sent gets a higher version; what somebody else has changed meanwhile
    stays, the same field is asked about."""
    form = Form(f"tv.edit.{request.id}", live=True)
    begun = Order(**meanwhile.began(form, vars(look.shown(look.as_order(request)))))
    with st.expander(t("Edit the request"), icon=":material/edit:"), form.body():
        order = look.order(form, begun)
        sent = request.state != "draft"
        aware = form.ask("aware", st.checkbox, t("I know, television was called")) if sent else False
        if form.submit(t("Save")):
            form.save(
                lambda db: _edit(db, request.id, form, order, aware=bool(aware), user=user),
                said=lambda _: t("Saved. Send television the new version.") if sent else t("Saved."),
            )


def _edit(db: Database, request_id: int, form: Form, said: Order, *, aware: bool, user: User) -> None:
    now = look.shown(look.as_order(queries.request(db, request_id, by=user)))
    order = replace(now, **meanwhile.chosen(form, vars(now), vars(said)))
    actions.edit(db, request_id, look.timed(order), aware=aware, by=user)
