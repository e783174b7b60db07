"""Papers for the guests of an event, and what the caterer is told."""

import streamlit as st

from lib.access import User
from lib.czech import numbers
from lib.errors import OfficeError
from lib.events import Event
from lib.flows import guest_papers
from lib.guests import queries
from lib.guests.queries import Counts
from lib.i18n import t
from lib.ui import cached, forms
from lib.ui.facts import facts
from lib.ui.plain import plain


def catering(event_id: int, counts: Counts, user: User) -> None:
    """How many people come and what they eat."""
    if not counts.coming:
        st.caption(t("Nobody has said yet that he comes. The number for the caterer is made of the answers."))
        return
    found = cached.read(queries.catering, event_id, by=user)
    diets = {diet or t("without a special diet"): numbers.number(people) for diet, people in found.iter_rows()}
    facts({t("People coming"): numbers.number(counts.coming)} | diets)


def papers(event: Event, user: User) -> None:
    """One paper at a time: chosen, made, downloaded; who is not on it for what is missing is said."""
    kinds = guest_papers.KINDS
    kind = st.segmented_control(t("Paper"), list(kinds), default="invitations", required=True, key="tisk",
                                format_func=lambda code: t(kinds[code]))  # fmt: skip
    try:
        ready = cached.read(guest_papers.ready, event.id, kind, by=user)
        pdf = cached.read(guest_papers.paper, event.id, kind, ready.ids, by=user)
    except OfficeError as error:
        forms.speak(error)
        return
    if ready.lacking:
        said = {"invitations": t("Not printed, because their salutation is not confirmed: {names}.", names=ready.names)}
        other = t("Not printed, because they have no address: {names}.", names=ready.names)
        st.warning(plain(said.get(kind, other)), icon=":material/help:")
    name = f"{guest_papers.FILES[kind]}-{event.starts_on}.pdf"
    st.download_button(t("Download and print"), pdf, name, mime="application/pdf", type="primary",
                       icon=":material/print:", on_click="ignore")  # fmt: skip
    st.pdf(pdf, height=520, key="paper", alt=plain(t(kinds[kind])))
