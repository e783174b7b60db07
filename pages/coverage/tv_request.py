"""One request for a report: a new one, filled in from an event (`?akce=`), or a kept one with its paper and steps."""

import streamlit as st

from lib.coverage.actions import television as actions
from lib.coverage.queries import television as queries
from lib.coverage.rules.television import OPEN, Order
from lib.i18n import t
from lib.ui import cached, coverage_tv_steps
from lib.ui import coverage_tv as look
from lib.ui.facts import facts
from lib.ui.forms import Form
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("coverage.read")
everything = (Link(t("Television reports"), look.LIST, ":material/videocam:"),)
number, event = chosen_id(), st.query_params.get("akce", "")

if number is None:
    known = (
        cached.read(queries.from_event, int(event), by=user)
        if event.isdecimal()
        else Order("", cached.read(queries.soonest, by=user))
    )
    head(t("Request for a report"), t("It gets a number when it is sent."), others=everything)
    form = Form(f"tv.new.{event}")
    with form.body():
        order = look.order(form, look.shown(known))
        if form.submit(t("Save the request"), icon=":material/save:"):
            form.save(
                lambda db: actions.draft(db, look.timed(order), by=user),
                said=lambda _: t("Saved. Look at the paper and send it."),
                go=look.PAGE,
                query=lambda done: {"id": str(done)},
            )
    st.stop()

request = cached.read(queries.request, number, by=user)
contract = cached.read(queries.contract, request.contract_id, by=user)
counter = cached.read(queries.counter, contract.id, request.day, by=user)
paper = cached.read(actions.paper, number, by=user)
at_event = Link(t("Event"), "pages/events/event.py", ":material/event:", {"id": str(request.event_id)})
head(
    f"{request.number}: {request.topic}" if request.number else request.topic,
    f"{contract.television} · {look.counted(counter)}",
    others=(*everything, *((at_event,) if request.event_id else ())),
)
steps, sheet = st.columns([2, 3], gap="large")
with steps:
    look.state(request)
    facts(look.facts(request))
    with st.container(horizontal=True):
        name = f"{request.number or t('draft')}.pdf"
        st.download_button(t("Download"), paper, name, "application/pdf", icon=":material/print:", on_click="ignore")
        st.link_button(t("Send by mail"), look.mail(request, contract, user.name), icon=":material/mail:")
    if user.may("coverage.edit"):
        coverage_tv_steps.steps(request, contract, counter, user)
        if request.state in OPEN:
            coverage_tv_steps.edit(request, user)
with sheet:
    st.pdf(paper, height=640, key="paper", alt=t("Request for a television report"))
