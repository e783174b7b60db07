"""The card of an advertiser in writing: checked while it is typed, completed from ARES, duplicates shown."""

from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Any

import streamlit as st

from lib.access import User
from lib.contacts import actions
from lib.contacts import queries as contacts
from lib.contacts.queries import Known
from lib.contacts.rules import Card, personal
from lib.contacts.rules.tax import dic as checked_dic
from lib.errors import OfficeError
from lib.i18n import t
from lib.store import Database
from lib.tariffs.rules import CLIENTS
from lib.ui import advertiser_ares, cached
from lib.ui.advertisers import PAGE
from lib.ui.forms import Form
from lib.ui.head import Link
from lib.ui.plain import plain

NEW = Card("")


def draw(known: Known | None, user: User) -> None:
    """The form of a card; a new one is asked about in ARES as soon as its IČO checks."""
    form, begun = _begin(f"advertiser.{known.id if known else 'new'}", known.card if known else NEW)
    with form.body():
        card = _fields(form, known, user)
        _same(form, card, known, user)
        if form.submit(t("Save the card"), icon=":material/save:"):
            form.save(
                lambda db: _save(db, known, card, begun, user),
                said=lambda _: t("The card of the advertiser {name} is saved.", name=" ".join(card.name.split())),
                go=PAGE,
                query=lambda saved: {"id": str(saved)},
            )


def _save(db: Database, known: Known | None, card: Card, begun: Card, user: User) -> int:
    if known is None:
        return actions.add(db, card, by=user)
    actions.change(db, known.id, card, started_from=begun, by=user)
    return known.id


def _begin(name: str, card: Card) -> tuple[Form, Card]:
    """The form and the card its writing began with. Values are put into the fields once, so that ARES can fill them;
    when nothing was typed yet, what somebody else saved meanwhile is shown."""
    form = Form(name, live=True)
    begun: Card | None = st.session_state.get(form.key("begun"))
    if begun is None or (begun != card and _typed(form, begun) == begun):
        st.session_state[form.key("begun")] = begun = card
        for field in fields_of(Card):
            form.fill(field.name, getattr(card, field.name) or "")
    return form, begun


def _typed(form: Form, begun: Card) -> Card:
    now = {field.name: st.session_state.get(form.key(field.name)) for field in fields_of(Card)}
    typed: dict[str, Any] = {name: value for name, value in now.items() if value is not None}
    return replace(begun, **typed | {"ico": typed.get("ico", begun.ico) or None})


def _fields(form: Form, known: Known | None, user: User) -> Card:
    ico = form.ask("ico", st.text_input, t("Company ID"), placeholder=t("eight digits; a citizen has none"))
    advertiser_ares.offer(form, ico, known, user)
    words = {code: t(word) for code, word in CLIENTS.items()}
    kind = form.ask("kind", st.segmented_control, t("Class of advertiser"), options=list(words),
                    format_func=words.__getitem__, required=True)  # fmt: skip
    name = form.ask("name", st.text_input, t("Name"))
    dic = form.ask("dic", st.text_input, t("Tax ID (DIČ)"))
    _warn_birth_number(dic)
    address = form.ask("address", st.text_input, t("Address"), placeholder=t("Street 1, 739 99 Town"))
    email = form.ask("email", st.text_input, t("E-mail"))
    phone = form.ask("phone", st.text_input, t("Phone"))
    first = form.ask("pays_first", st.text_input, t("Needs payment first, because"),
                     placeholder=t("empty when an invoice afterwards will do"))  # fmt: skip
    return Card(
        name, kind, ico or None, dic, address=address, email=email, phone=phone, pays_first=first, **_more(form)
    )


def _more(form: Form) -> dict[str, str]:
    with st.expander(t("More details"), key=form.key("more")):
        return {
            "contact_person": form.ask("contact_person", st.text_input, t("Contact person")),
            "account": form.ask("account", st.text_input, t("Bank account"), placeholder="19-2000145399/0800"),
            "data_box": form.ask("data_box", st.text_input, t("Data box")),
            "country": form.ask("country", st.text_input, t("Country"), max_chars=2),
            "note": form.ask("note", st.text_area, t("Note"), height=96),
        }


def _warn_birth_number(dic: str) -> None:
    try:
        number = checked_dic(dic, "CZ")
    except OfficeError:
        return  # said when the card is saved: the country may not be Czechia
    if personal(number):
        said = t(
            "This DIČ is the birth number of a person. Write it only when the order has to be invoiced to a VAT payer;"
            " it will be on the invoice and nowhere else."
        )
        st.warning(said, icon=":material/privacy_tip:")


def _same(form: Form, card: Card, known: Known | None, user: User) -> None:
    """Who may be the same, while the card is new."""
    if known or len(card.name.strip()) < 3:
        return
    same = cached.read(contacts.duplicates, card.name.strip(), card.ico, by=user)
    for party_id, name, ico, reason in same.head(3).iter_rows():
        said = t("The IČO already belongs to {name}.", name=name)
        if reason == "name":
            said = t("There is already {name}. Is it the same one?", name=f"{name} ({ico})" if ico else name)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(said))
            Link(t("Open the card"), PAGE, query={"id": str(party_id)}).draw(key=f"same.{party_id}")
