"""Readers of the newsletter: who reads, who left, what was sent to them; bringing in and taking out."""

import streamlit as st

from lib.i18n import t, tn
from lib.newsletter import queries
from lib.ui import cached, in_address
from lib.ui import newsletter as look
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head
from lib.ui.heartbeat import alarm

user = guard("newsletter.read")
readers, may_edit = cached.read(queries.readers, by=user), user.may("newsletter.edit")
add = Link(t("Bring readers in"), look.PAGE, ":material/person_add:", {"cast": "pridat"}) if may_edit else None
adding, chosen = add and st.query_params.get("cast") == "pridat", chosen_id() if may_edit else None
counts = dict(readers["state"].value_counts().iter_rows())
reading = counts.get("confirmed", 0)
head(
    t("Bring readers in") if adding else t("Readers of the newsletter"),
    " · ".join(
        [tn("{n} reads it", "{n} read it", reading)]
        + [f"{counts[state]} {word}" for state, word in look.other_states().items() if counts.get(state)]
    ),
    primary=None if adding or chosen else add,
    others=(Link(t("All readers"), look.PAGE, ":material/arrow_back:"),) if adding or chosen else (),
)
alarm()
if chosen:
    look.one(readers, chosen, user)
    st.stop()
if adding:
    look.bring_in(user)
    st.stop()
look.where_to_ask()
words = {"ctenari": t("Readers"), "dopisy": t("Letters")}
shown = in_address.one_of("cast", t("Part of the page"), words, "ctenari")
if shown == "ctenari":
    look.readers(readers, add, user)
else:
    look.letters(user)
