"""The calculator of prices: what is wanted, by which list, and the price with every step in a sentence."""

import dataclasses

import streamlit as st

from lib.access import User
from lib.czech import numbers
from lib.errors import OfficeError
from lib.i18n import t, tn
from lib.tariffs import charge_back, items, quote, surcharges
from lib.tariffs.records import Offer, PriceList, Quote, Wanted
from lib.tariffs.rules import CLIENTS
from lib.ui.counted_text import counted_text
from lib.ui.forms import Form, speak
from lib.ui.plain import plain


def calculator(price_list: PriceList, user: User) -> None:
    """Ask and answer; the price changes with every field, nothing is kept."""
    form = Form(f"tariffs.calculator.{price_list.id}", live=True)
    asked, answer = st.columns([3, 2], gap="large")
    with asked:
        wanted = _ask(form, price_list)
    with answer:
        if wanted is None:
            st.caption(t("This price list has nothing for this customer."))
            return
        try:
            found = quote(price_list, wanted)
        except OfficeError as error:
            _explain(form, error)
            return
        price(found)
        _ended_early(form, price_list, wanted)


def price(found: Quote) -> None:
    """The price, its steps, and what each issue costs."""
    with st.container(border=True, key="quote", gap="small"):
        st.metric(t("To pay with VAT"), numbers.money(found.with_vat))
        st.caption(t("Without VAT {base}, VAT {vat}", base=numbers.money(found.without_vat),
                     vat=numbers.money(found.vat)))  # fmt: skip
        explained(found)
        if len(found.per_issue) > 1:
            shares = ", ".join(numbers.money(one.with_vat) for one in found.per_issue)
            st.caption(plain(t("By issues: {shares}", shares=shares)))


def explained(found: Quote) -> None:
    """The steps of a price, a sentence each."""
    st.markdown("\n".join(f"{place}. {plain(step.sentence())}" for place, step in enumerate(found.steps, 1)))


def _ask(form: Form, price_list: PriceList) -> Wanted | None:
    with form.body():
        words = {code: t(word) for code, word in CLIENTS.items()}
        client = form.ask("client", st.segmented_control, t("Customer"), options=list(words), default="organisation",
                          format_func=words.__getitem__, required=True)  # fmt: skip
        offered = {one.code: one for one in items(price_list, client)}
        if not offered:
            return None
        code = form.ask("item", st.selectbox, t("What is ordered"), options=list(offered),
                        format_func=lambda one: _named(offered[one]))  # fmt: skip
        wanted = _measured(form, price_list, offered, Wanted(code or "", client))
        return _more(form, price_list, wanted)


def _named(one: Offer) -> str:
    return f"{one.name}, {one.size}" if one.size else one.name


def _measured(form: Form, price_list: PriceList, offered: dict[str, Offer], wanted: Wanted) -> Wanted:
    """What the price of the item is counted by."""
    offer = offered[wanted.item]
    if offer.unit == "characters":
        per = next(item.per for item in price_list.content.items if item.code == offer.code)
        text = counted_text(form, "text", t("Text of the ad"), per=per, spaces=price_list.content.spaces)
        return dataclasses.replace(wanted, text=text)
    if offer.unit == "area":
        with st.container(horizontal=True):
            width = form.ask("width_mm", st.number_input, t("Width, mm"), min_value=0, step=1)
            height = form.ask("height_mm", st.number_input, t("Height, mm"), min_value=0, step=1)
        return dataclasses.replace(wanted, width_mm=width, height_mm=height)
    if offer.unit == "people":
        with st.container(horizontal=True):
            persons = form.ask("persons", st.number_input, t("Persons"), min_value=1, step=1)
            photos = form.ask("photos", st.number_input, t("Photos"), min_value=0, step=1)
        return dataclasses.replace(wanted, persons=persons, photos=photos)
    return _joined(form, offered, wanted) if offer.unit == "size" else wanted


def _joined(form: Form, offered: dict[str, Offer], wanted: Wanted) -> Wanted:
    others = [code for code, one in offered.items() if one.unit == "size" and code != wanted.item]
    if not others:
        return wanted
    more = form.ask("more", st.multiselect, t("Together with another size"), options=others,
                    format_func=lambda one: _named(offered[one]), placeholder=t("no other"))  # fmt: skip
    return dataclasses.replace(wanted, item="+".join([wanted.item, *more]))


def _more(form: Form, price_list: PriceList, wanted: Wanted) -> Wanted:
    """Issues, surcharges, and what discounts ask for."""
    issues = form.ask("issues", st.number_input, t("Number of issues"), min_value=1, max_value=60, step=1)
    known = {one.code: one.name for one in surcharges(price_list, wanted.item)}
    chosen = form.ask("surcharges", st.multiselect, t("Surcharges"), options=list(known),
                      format_func=known.__getitem__, placeholder=t("no surcharge")) if known else []  # fmt: skip
    counts = {one.counts for one in price_list.content.discounts}
    in_row, earlier, before = True, 0, 0
    if issues > 1 and counts & {"run", "run_year"}:
        in_row = form.ask("in_row", st.checkbox, t("Issues follow one another"), value=True)
    if counts & {"year", "run_year"}:
        earlier = form.ask("earlier", st.number_input, t("Ads of this customer earlier this year"), min_value=0, step=1)
    if "run_year" in counts:
        before = form.ask("before", st.number_input, t("Of them in a row just before"), min_value=0, step=1)
    prepaid = any(one.prepaid for one in price_list.content.discounts) and form.ask(
        "prepaid", st.checkbox, t("Paid ahead"), value=False
    )
    return dataclasses.replace(
        wanted, issues=issues, surcharges=tuple(chosen), in_row=bool(in_row), earlier_in_year=earlier,
        run_before=before, prepaid=bool(prepaid),
    )  # fmt: skip


def _explain(form: Form, error: OfficeError) -> None:
    """Nothing is wrong before anything was written: the sentence only says what the price waits for."""
    if error.field in ("text", "width_mm"):
        st.caption(plain(str(error)))
    else:
        speak(error)


def _ended_early(form: Form, price_list: PriceList, wanted: Wanted) -> None:
    """What is charged when fewer issues come out, where the list charges a discount back."""
    if wanted.issues < 2 or not any(one.charge_back for one in price_list.content.discounts):
        return
    with st.expander(t("When the run ends early"), icon=":material/event_busy:"):
        out = form.ask("out", st.number_input, t("Issues that came out"), min_value=0, max_value=wanted.issues,
                       value=wanted.issues)  # fmt: skip
        back = charge_back(price_list, wanted, out)
        if back.with_vat:
            explained(back)
        else:
            st.caption(tn("With {n} issue out nothing is charged.", "With {n} issues out nothing is charged.", out))
