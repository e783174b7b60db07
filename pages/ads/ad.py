"""One ad: what it is and what it costs, whether it is paid, what can be done about it."""

import streamlit as st

from lib import clock
from lib.ads import actions, documents, queries
from lib.czech import dates, numbers
from lib.i18n import t, tn
from lib.ui import ads as look
from lib.ui import badges, cached
from lib.ui.facts import facts, history
from lib.ui.forms import Form, act
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("ads.read")
ad = cached.read(queries.ad, chosen_id() or 0, by=user)

head(
    ad.advertiser,
    t("Order {order}, issue {issue}", order=ad.order_number, issue=ad.issue),
    others=(Link(t("Ads"), "pages/ads/ads.py"),),
)
what, next_steps = st.columns([3, 2], gap="large")
with what:
    badges.show(look.states()[ad.state], badges.state(look.kind_word(ad.kind), "planned"))
    prices = {"price_without_vat": ad.price_without_vat, "vat": ad.vat, "price_with_vat": ad.price_with_vat}
    shown = {name: None if price is None else numbers.money(price) for name, price in prices.items()}
    days = {name: dates.short_date(day) if day else None for name, day in
            (("issued", ad.issued_on), ("due", ad.due_on), ("paid", ad.paid_on))}  # fmt: skip
    facts(
        {
            t("Price without VAT"): shown["price_without_vat"],
            t("VAT"): shown["vat"],
            t("Price with VAT"): shown["price_with_vat"],
            t("Size"): ad.format,
            t("Page of the paper"): ad.page,
            t("Invoice number"): ad.invoice_number,
            t("Issued on"): days["issued"],
            t("Due on"): days["due"],
            t("Paid on"): days["paid"],
            t("Advertiser's IČO"): ad.ico,
            t("E-mail"): ad.email,
        }
    )
    if not user.may("ads.edit"):
        st.text(ad.note)
with next_steps:
    if ad.days_overdue:
        late = tn("{n} day overdue", "{n} days overdue", ad.days_overdue)
        st.markdown(badges.inline(badges.state(late, "late")))
        letter = documents.reminder(ad, cached.read(queries.letter, by=user))
        st.link_button(t("Write a reminder"), letter, icon=":material/mail:")
    if user.may("ads.edit") and ad.paid_on is None and not ad.cancelled:
        form = Form(f"ad.paid.{ad.id}")
        with form.body():
            day = form.ask("paid_on", st.date_input, t("Paid on"), value=clock.today(), format="DD.MM.YYYY")
            if form.submit(t("Record the payment")):
                form.save(
                    lambda db: actions.mark_paid(db, ad.id, day, by=user), said=lambda _: t("The payment is recorded.")
                )
    elif user.may("ads.edit") and ad.paid_on is not None:
        act(t("Take the payment back"), lambda db: actions.mark_unpaid(db, ad.id, by=user), key="ad.unpaid",
            said=lambda _: t("The payment is taken back, the ad waits for it again."))  # fmt: skip
    if user.may("ads.edit"):
        form = Form(f"ad.note.{ad.id}")
        with form.body():
            hint = t("The word STORNO in the note cancels the ad.")
            note = form.ask("note", st.text_area, t("Note"), value=ad.note, height=96, help=hint)
            if form.submit(t("Save the note")):
                form.save(lambda db: actions.set_note(db, ad.id, note, by=user), said=lambda _: t("The note is saved."))
    history(cached.fresh(queries.history, ad.id, by=user))
