"""ARES beside the field with the IČO: the check digit at once, the rest filled in, a way for networks without it."""

from dataclasses import dataclass

import streamlit as st

from lib import store
from lib.access import User
from lib.contacts import queries as contacts
from lib.contacts.queries import Known
from lib.czech import dates, identifiers
from lib.errors import OfficeError, Unavailable
from lib.flows import ares_look_up
from lib.flows.ares_look_up import Found
from lib.i18n import t
from lib.ui import cached
from lib.ui.advertisers import dissolved
from lib.ui.forms import Form, speak
from lib.ui.plain import plain


@dataclass(frozen=True)
class Asked:
    """What came of the last question: of which IČO, what was found, or what went wrong."""

    ico: str
    found: Found | None = None
    problem: OfficeError | None = None


def offer(form: Form, typed: str | None, known: Known | None, user: User) -> None:
    """Check the IČO; ask ARES about a new advertiser, or again when the button is pressed; fill in what it says."""
    if not (typed or "").strip():
        return
    try:
        ico = identifiers.ico(typed or "")
    except OfficeError as error:
        speak(error)
        return
    asked: Asked | None = st.session_state.get(form.key("ares"))
    if asked is None or asked.ico != ico:
        asked = _ask(form, ico, user) if _is_new(ico, known, user) else None
    with st.container(horizontal=True, vertical_alignment="center"):
        _say(asked)
        if (asked is None or asked.problem) and st.button(
            t("Complete from ARES"), icon=":material/travel_explore:", key=form.key("ares.again")
        ):
            asked = _ask(form, ico, user, again=known is not None)
            _say(asked)
    if asked and asked.found and asked.found.subject.ended_on:
        st.warning(dissolved(asked.found.subject.ended_on), icon=":material/warning:")
    if asked and isinstance(asked.problem, Unavailable):
        _paste(form, ico, user)


def _is_new(ico: str, known: Known | None, user: User) -> bool:
    """One question a new client: not about a card that is there already."""
    return known is None and not cached.read(contacts.duplicates, "", ico, by=user).height


def _ask(form: Form, ico: str, user: User, *, again: bool = False) -> Asked:
    try:
        with st.spinner(t("Asking ARES…")):
            asked = Asked(ico, ares_look_up.look_up(ico, again=again, by=user))
    except OfficeError as error:
        asked = Asked(ico, problem=error)
    return _taken(form, asked, again)


def _taken(form: Form, asked: Asked, again: bool) -> Asked:
    """Put what was found into fields that are empty or hold what ARES filled in before; all of them when a person
    asked for it. Nothing found: what was filled in belongs to another IČO and goes. The class stays unless it cannot
    have an IČO."""
    before: Asked | None = st.session_state.get(form.key("ares"))
    st.session_state[form.key("ares")] = asked
    old = before.found.subject if before and before.found else None
    for field in ("name", "dic", "address"):
        now, filled = st.session_state.get(form.key(field)) or "", getattr(old, field, "")
        new = getattr(asked.found.subject, field) if asked.found else ""
        if (again and new) or now in ("", filled):
            form.fill(field, new)
    if asked.found and st.session_state.get(form.key("kind")) == "person":
        form.fill("kind", "organisation")
    return asked


def _say(asked: Asked | None) -> None:
    if asked is None:
        st.caption(f":material/check: {t('The IČO is right.')}")
    elif asked.problem:
        st.caption(f":material/cloud_off: {plain(str(asked.problem))}")
    elif asked.found:
        said = t("Filled in from ARES, as of {day}.", day=dates.date(asked.found.on))
        payer = {True: t("VAT payer"), False: t("not a VAT payer"), None: ""}[asked.found.subject.vat_payer]
        st.caption(" · ".join(filter(None, (f":material/check: {said}", payer))))
        if asked.found.hidden:
            st.caption(t("ARES has a DIČ that is a birth number; we do not keep it. Copy it from the order if needed."))


def _paste(form: Form, ico: str, user: User) -> None:
    """Networks without internet: the answer is opened elsewhere and pasted."""
    with st.expander(t("Paste the answer of ARES from another computer")):
        st.caption(t("Open this address where the internet works, copy the whole page and paste it here:"))
        st.code(cached.read(ares_look_up.address_of, ico, by=user), language=None, wrap_lines=True)
        text = form.ask("pasted", st.text_area, t("Answer of ARES"), height=96)
        if st.button(t("Take the answer over"), key=form.key("paste")) and text:
            try:
                with store.write() as db:
                    found = ares_look_up.take_pasted(db, text, ico, by=user)
            except OfficeError as error:
                speak(error)
                return
            _taken(form, Asked(ico, found), again=True)
            st.rerun()
