"""The form of an order: the advertiser by name or IČO, what and in which issues, the price with its steps at once."""

import dataclasses
from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from lib.access import User
from lib.ads import actions, pictures, queries
from lib.ads.documents import PAYMENTS
from lib.ads.queries.papers import Issue
from lib.ads.queries.sizes import mm
from lib.ads.rules import OrderEntry
from lib.contacts import queries as contacts
from lib.czech import dates
from lib.errors import OfficeError
from lib.i18n import t
from lib.tariffs import items, surcharges
from lib.tariffs.records import Item, Offer, PriceList
from lib.ui import cached
from lib.ui import orders as look
from lib.ui.counted_text import counted_text
from lib.ui.forms import Form, speak
from lib.ui.tariffs_calculator import price as show_price

NOTHING = OrderEntry((), "")
PICTURES = ["jpg", "jpeg", "png"]


def order_form(price_list: PriceList, issues: list[Issue], user: User, order_id: int | None = None) -> None:
    """Ask for an order, show its price while it is written, and save it; with an id the order is changed."""
    form = Form(f"order.form.{order_id or 'new'}", live=True)
    before, sequence = _begun(form, order_id, user)
    asked, answer = st.columns([3, 2], gap="large")
    with asked, form.body():
        entry = _ask(form, before, price_list, issues, user)
        upload = st.file_uploader(t("Picture"), key=form.key("upload"), type=PICTURES)
        content = upload.getvalue() if upload else None
        saves = _buttons(form, order_id)
    with answer:
        _priced(entry, order_id, user)
        if content:
            _sharp(form, content, entry, price_list)
    if saves == "changed" and order_id is not None:
        form.save(
            lambda db: actions.edit_order(
                db, order_id, _with_picture(entry, content), started_from=sequence, by=user
            ),
            said=lambda _: t("The order is saved."), go=look.ORDER, query=lambda _: {"id": str(order_id)},
        )  # fmt: skip
    elif saves:
        form.save(
            lambda db: actions.add_order(db, _with_picture(entry, content), state=saves, by=user),
            said=lambda _: t("The order is written down."), go=look.ORDER, query=lambda new: {"id": str(new)},
        )  # fmt: skip


def _begun(form: Form, order_id: int | None, user: User) -> tuple[OrderEntry, int]:
    """What the person began with; it stays the same until it is saved, whatever others do meanwhile."""
    key = form.key("begun")
    if key not in st.session_state:
        if order_id is None:
            st.session_state[key] = (NOTHING, 0)
        else:
            now = cached.fresh(queries.order, order_id, by=user)
            st.session_state[key] = (queries.entry_of(now), now.sequence)
    begun: tuple[OrderEntry, int] = st.session_state[key]
    return begun


def _buttons(form: Form, order_id: int | None) -> str:
    if order_id is not None:
        return "changed" if form.submit(t("Save the order")) else ""
    enquiry = st.button(t("Save as an enquiry"), key=form.key("enquiry"))
    return "ordered" if form.submit(t("Write the order down")) else "enquiry" if enquiry else ""


def _ask(form: Form, before: OrderEntry, price_list: PriceList, issues: list[Issue], user: User) -> OrderEntry:
    who, client = _advertiser(form, before, user)
    offered = {one.code: one for one in items(price_list, client)}
    first = before.item.split("+")[0]
    codes = list(offered) if first in offered or not first else [first, *offered]
    item = form.ask("item", st.selectbox, t("What is ordered"), options=codes,
                    index=codes.index(first) if first else 0,
                    format_func=lambda code: _named(offered.get(code), code))  # fmt: skip
    chosen = next((one for one in price_list.content.items if one.code == item), None)
    measured = _measured(form, before, chosen, price_list)
    names = {one.key: t("{issue}, closes {day} {time}", issue=one.name, day=dates.short_date(one.closes_on),
                        time=dates.time(one.closes_at[11:])) for one in issues}  # fmt: skip
    names |= {key: f"{int(key[5:])}/{key[:4]}" for key in before.issues if key not in names}
    begin = list(before.issues) or [one.key for one in issues if not one.closed][:1]
    picked = form.ask("issues", st.multiselect, t("Issues"), options=sorted(names), default=begin,
                      format_func=names.__getitem__, placeholder=t("Choose the issue"))  # fmt: skip
    with st.expander(t("More")):
        more = _more(form, before, price_list, item or "", offered)
    return OrderEntry(issues=tuple(picked), picture=before.picture, **who, **measured, **more)


def _advertiser(form: Form, before: OrderEntry, user: User) -> tuple[dict[str, Any], str]:
    """The party, or a new name with its IČO; and the class of the client for the price."""
    known = cached.read(contacts.parties, by=user)
    labels = dict(zip(_labels(known), known.select("id", "kind").iter_rows(), strict=True))
    now = next((label for label, (party_id, _) in labels.items() if party_id == before.party_id), None)
    chosen = form.ask("advertiser", st.selectbox, t("Advertiser"), options=list(labels),
                      index=list(labels).index(now) if now else None, accept_new_options=True,
                      placeholder=t("Name or IČO; a new one is written"))  # fmt: skip
    if chosen and chosen in labels:
        party_id, kind = labels[chosen]
        return {"party_id": party_id}, kind
    if not chosen:
        return {}, "organisation"
    is_number = chosen.replace(" ", "").isdecimal()
    with st.container(horizontal=True):
        name = form.ask("name", st.text_input, t("Name of the firm")) if is_number else chosen
        ico = chosen if is_number else form.ask("ico", st.text_input, t("Advertiser's IČO"))
    person = not ico and form.ask("person", st.checkbox, t("A private person"))
    return {"advertiser": name, "ico": ico, "person": bool(person)}, "person" if person else "organisation"


def _labels(known: pl.DataFrame) -> list[str]:
    """Each party once; those of the same name and no IČO are told apart by their number."""
    seen: set[str] = set()
    labels = []
    for party_id, name, ico in known.select("id", "name", "ico").iter_rows():
        label = f"{name}, {ico}" if ico else name
        labels.append(f"{label} ({party_id})" if label in seen else label)
        seen.add(label)
    return labels


def _named(offer: Offer | None, code: str) -> str:
    if offer is None:
        return code
    return f"{offer.name}, {offer.size}" if offer.size else offer.name


def _measured(form: Form, before: OrderEntry, item: Item | None, price_list: PriceList) -> dict[str, Any]:
    """The text and what the price of the item is counted by."""
    found: dict[str, Any] = {"persons": before.persons, "photos": before.photos}
    if item and item.unit == "characters":
        spaces = price_list.content.spaces
        found["text"] = counted_text(form, "text", t("Text of the ad"), per=item.per, spaces=spaces, value=before.text)
    else:
        found["text"] = form.ask("text", st.text_area, t("Text of the ad"), value=before.text, height=96) or ""
    if item and item.unit == "area":
        with st.container(horizontal=True):
            for name, label in (("width_mm", t("Width (mm)")), ("height_mm", t("Height (mm)"))):
                value = getattr(before, name)
                found[name] = form.ask(name, st.number_input, label, min_value=1, step=1, value=value)
    if item and item.unit == "people":
        with st.container(horizontal=True):
            found["persons"] = form.ask("persons", st.number_input, t("Persons"), min_value=1, value=before.persons)
            found["photos"] = form.ask("photos", st.number_input, t("Photos"), min_value=0, value=before.photos)
    return found


def _more(
    form: Form, before: OrderEntry, price_list: PriceList, item: str, offered: Mapping[str, Offer]
) -> dict[str, Any]:
    sizes = [code for code, one in offered.items() if one.unit == "size"]
    joined = before.item.split("+")[1:]
    if item in sizes:
        joined = form.ask("joined", st.multiselect, t("Together with another size"), options=sizes,
                          default=[code for code in joined if code in sizes])  # fmt: skip
    whole = "+".join([item, *joined])
    known = {one.code: one.name for one in surcharges(price_list, whole)}
    extra = form.ask("surcharges", st.multiselect, t("Surcharges"), options=list(known),
                     default=[code for code in before.surcharges if code in known],
                     format_func=known.__getitem__) if known else []  # fmt: skip
    texts = {name: form.ask(name, st.text_input, label, value=getattr(before, name)) for name, label in
             (("placement", t("Wished placement")), ("contact", t("Contact")),
              ("register_link", t("Link to the register of contracts")), ("note", t("Note")))}  # fmt: skip
    ways = list(PAYMENTS)
    payment = form.ask("payment", st.radio, t("Way of payment"), options=ways, index=ways.index(before.payment),
                       horizontal=True, format_func=lambda one: t(PAYMENTS[one]))  # fmt: skip
    ticks = {name: bool(form.ask(name, st.checkbox, label, value=getattr(before, name))) for name, label in
             (("prepaid", t("Payment first")), ("advertorial", t("Paid article (PR)")),
              ("political", t("Political advertising")))}  # fmt: skip
    return {"item": whole, "surcharges": tuple(extra), "payment": payment, **texts, **ticks}


def _priced(entry: OrderEntry, order_id: int | None, user: User) -> None:
    """The price as it would be frozen now, or what it waits for."""
    if not entry.issues or not entry.item:
        st.caption(t("The price appears when it is clear what is ordered and for which issues."))
        return
    try:
        show_price(cached.fresh(queries.price, entry, order_id, by=user).quote)
    except OfficeError as error:
        if error.field in ("text", "width_mm"):
            st.caption(str(error))
        else:
            speak(error)


def _sharp(form: Form, content: bytes, entry: OrderEntry, price_list: PriceList) -> None:
    item = next((one for one in price_list.content.items if one.code == entry.item), None)
    try:
        look.sharp(pictures.measure(content), mm(item, entry.width_mm, entry.height_mm))
    except OfficeError as error:
        form.refuse(error)


def _with_picture(entry: OrderEntry, content: bytes | None) -> OrderEntry:
    return dataclasses.replace(entry, picture=pictures.keep(content)) if content else entry
