"""Hand out: what, how many, to whom; the protocol is made by itself."""

import streamlit as st

from lib import clock
from lib.contacts import queries as contacts
from lib.czech import numbers
from lib.i18n import t, tn
from lib.stock import actions, queries
from lib.ui import cached
from lib.ui import stock as look
from lib.ui import stock_forms as ask
from lib.ui.forms import Form
from lib.ui.guard import guard
from lib.ui.head import chosen_id, head

user = guard("stock.move")
items = cached.read(queries.items, by=user)
places = cached.read(queries.place_names, by=user)
known = ask.receivers(cached.read(contacts.parties, by=user))
promised = ask.promised(user)

head(
    t("Hand out"),
    t("What is reserved for: {event}", event=promised.event)
    if promised.lines
    else t("A numbered handover protocol is made at once."),
)
form = Form(f"stock.hand_out{ask.origin(promised, chosen_id())}", live=True)
with form.body():
    place = ask.place(form, "place", t("From place"), places)
    lines = ask.lines(form, items, queries.place_column(place), promised.lines or [(chosen_id(), 1)])
    receiver = ask.receiver(form, known)
    party = known.get(receiver)
    purpose = form.ask("purpose", st.text_input, t("Purpose"), value=ask.purpose(promised))
    value = ask.worth(items, lines)
    limit = cached.read(queries.limit, party, value, by=user) if party and lines else None
    decision = ""
    if limit and limit.over:
        st.warning(look.over_limit(limit), icon=":material/warning:")
        decision = form.ask("decision", st.text_input, t("Who allowed it"))
    with st.expander(t("More details")):
        day = form.ask("day", st.date_input, t("Date"), value=clock.today(), format="DD.MM.YYYY")
        return_by = form.ask("return_by", st.date_input, t("To be returned by"), value=None, format="DD.MM.YYYY")
        represented = form.ask("represented_by", st.text_input, t("Represented by"))
        ico = "" if party else form.ask("ico", st.text_input, t("Company ID"))
        event = form.ask("event", st.text_input, t("Event"), value=promised.event)
        condition = form.ask("condition", st.text_input, t("Condition of the items"))
    if lines:
        st.caption(t("{pieces} worth {value}", pieces=ask.pieces(lines), value=numbers.money(value)))
    if form.submit(t("Hand out the items"), icon=":material/outbound:"):
        order = actions.Order(
            lines, place, purpose, receiver, party, ico, represented, day, event, condition, return_by, decision,
            promised.event_id,
        )  # fmt: skip
        form.save(
            lambda db: queries.handover(db, actions.hand_out(db, order, by=user), by=user),
            said=lambda done: tn(
                "{n} piece handed out. The protocol {number} is ready.",
                "{n} pieces handed out. The protocol {number} is ready.",
                sum(line.quantity for line in lines),
                number=done.number,
            ),
            go="pages/stock/handover.py",
            query=lambda done: {"id": str(done.id)},
        )
