"""What happens next with an order: its steps, approvals by name, the early end of a run."""

import streamlit as st

from lib import clock
from lib.access import User
from lib.ads import actions, rules
from lib.ads.actions import charged_back
from lib.ads.queries.orders import Order
from lib.czech import numbers
from lib.i18n import N, t
from lib.ui import cached
from lib.ui import orders as look
from lib.ui.forms import Form
from lib.ui.plain import plain

VERBS = {
    "enquiry": N("Back to an enquiry"),
    "ordered": N("Order it"),
    "reserved": N("Reserve its space"),
    "material": N("Material is here"),
    "preview": N("Preview was sent"),
    "approved": N("Advertiser approved"),
    "placed": N("Place in the issue"),
    "out": N("It is out"),
    "cancelled": N("Cancel the order…"),
    "complaint": N("Complaint…"),
}
HOW = (N("by e-mail"), N("by phone"), N("signed on paper"))


def steps(order: Order, user: User) -> None:
    """The next step chosen first; the others beside it."""
    possible = rules.next_states(order.state)
    chosen = st.pills(
        t("Next step"), possible, default=possible[0], format_func=lambda code: t(VERBS[code]), wrap=True,
        key=f"order.step.{order.id}.{order.state}", label_visibility="collapsed",
    )  # fmt: skip
    if chosen:
        _step(order, chosen, user)


def _step(order: Order, to: str, user: User) -> None:
    form = Form(f"order.{order.id}.{to}")
    who, how, until, needed = "", "", None, to in ("cancelled", "complaint") or order.state == "complaint"
    with form.body():
        if to == "approved" and order.state != "placed":
            who = form.ask("who", st.text_input, t("Who approved for the advertiser"), value=order.contact)
            how = form.ask("how", st.selectbox, t("How"), options=[t(one) for one in HOW]) or ""
        if to == "preview":
            until = form.ask("until", st.date_input, t("Answer by"), value=None, format="DD.MM.YYYY",
                             min_value=clock.today(), help=t("Left empty: by the settings."))  # fmt: skip
        reason = form.ask("reason", st.text_input, t("Reason") if needed else t("Note to the step"))
        if to == "cancelled":
            st.caption(t("Its ads are taken out of their issues; what is invoiced or paid needs a credit note first."))
        if form.submit(t(VERBS[to]).removesuffix("…")):
            form.save(
                lambda db: actions.step(
                    db, order.id, to, reason, who=who or "", how=how or "", until=until or None, by=user
                ),
                said=lambda _: t("The order is now: {state}.", state=look.state_word(to)),
            )


def approvals(order: Order, user: User) -> None:
    """Who allowed what by name, and the form to allow it."""
    for one in order.consents:
        st.caption(plain(t("Approved by {name}: {what} – {reason}", name=one.name, what=t(rules.ABOUT[one.about]),
                           reason=one.reason)))  # fmt: skip
    about = [code for code in rules.ABOUT if code != "political" or order.political]
    if not user.may("ads.approve"):
        about = [code for code in about if code == "political"]
    if not about or order.state in rules.CLOSED:
        return
    with st.expander(t("Approve by name"), icon=":material/verified_user:"):
        form = Form(f"order.approve.{order.id}")
        with form.body():
            what = form.ask("about", st.selectbox, t("What is approved"), options=about,
                            format_func=lambda code: t(rules.ABOUT[code]))  # fmt: skip
            reason = form.ask("reason", st.text_input, t("Why"))
            if form.submit(t("Approve")):
                form.save(lambda db: actions.approve(db, order.id, what or "", reason, by=user),
                          said=lambda _: t("Approved; your name and the reason are in the history."))  # fmt: skip


def early_end(order: Order, user: User) -> None:
    """The end of a run of which a part is out, with what the list charges back."""
    coming = [ad for ad in order.printed if ad.out_on > clock.today()]
    if not coming or len(coming) == len(order.printed) or order.source == "sheet":
        return
    back = cached.fresh(charged_back, order)
    with st.expander(t("End the run early"), icon=":material/event_busy:"):
        form = Form(f"order.end.{order.id}")
        with form.body():
            charge = bool(back and back.with_vat) and form.ask(
                "charge", st.checkbox,
                t("Charge {sum} back for the discount", sum=numbers.money(back.with_vat if back else 0)), value=True,
            )  # fmt: skip
            reason = form.ask("reason", st.text_input, t("Why"))
            if form.submit(t("End the run")):
                form.save(lambda db: actions.end_run(db, order.id, reason, charge=bool(charge), by=user),
                          said=lambda _: t("The run has ended; the ads that were to come are taken out."))  # fmt: skip
