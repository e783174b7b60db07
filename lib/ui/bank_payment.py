"""One payment on the screen: the suggestion with its reasons, invoices chosen by hand, undoing, setting aside."""

import polars as pl
import streamlit as st

from lib.access import User
from lib.bank import actions, queries, rules
from lib.bank.actions import Confirmed
from lib.bank.matching import rules as matching
from lib.bank.queries import Line
from lib.czech import dates, numbers
from lib.czech.sorting import fold
from lib.i18n import t
from lib.invoices import queries as invoices
from lib.ui import bank as look
from lib.ui import cached
from lib.ui.forms import Form, act
from lib.ui.head import Link
from lib.ui.plain import plain

OFFERED = 100
"""Invoices offered at once; a search finds the others."""


def next_steps(line: Line, user: User) -> None:
    """What can be done with a movement, by its state."""
    if not user.may("bank.match"):
        return
    if line.state in rules.OPEN:
        if _suggested(line, user):
            with st.expander(t("Choose the invoice by hand")):
                _by_hand(line, user)
        else:
            _by_hand(line, user)
    if line.used:
        _undo(line, user)
    if line.set_aside:
        st.text(t("Set aside: {reason}", reason=line.set_aside))
        act(
            t("Put it back"), lambda db: actions.bring_back(db, line.id, by=user),
            said=lambda _: t("The payment waits to be matched again."), key="bank.back", icon=":material/undo:",
        )  # fmt: skip
    elif line.state in (*rules.OPEN, "foreign"):
        _aside(line, user)


def confirmed(done: Confirmed) -> str:
    """How many payments were matched; what was left is told only when something was."""
    if done.left:
        return t(
            "Matched: {done}. Left, because somebody has changed them: {left}.", done=done.payments, left=done.left
        )
    return t("Matched: {done}.", done=done.payments)


def _suggested(line: Line, user: User) -> bool:
    """The suggestion, each rule with its points, and the one button; whether there is one."""
    found = cached.read(queries.suggestions, by=user).filter(id=line.id)
    if found.is_empty():
        st.caption(t("Nothing is suggested for this payment. Choose the invoice by hand, or set the payment aside."))
        return False
    with st.container(border=True, key="bank-suggested"):
        for row in found.iter_rows(named=True):
            st.markdown(f"**{_offer(row['number'], row['customer'], row['share'])}**")
        fired = found.row(0, named=True)
        st.markdown("\n".join(f"- {said}" for said in matching.said(fired["rules"])))
        st.caption(t("{points} points together; from {certain} on a match is certain.", points=fired["points"],
                     certain=matching.CERTAIN))  # fmt: skip
        act(
            t("Confirm"), lambda db: actions.confirm(db, line.id, look.shares_of(found)[line.id], by=user),
            said=lambda _: t("The payment is matched."), key="bank.confirm", go=look.PAYMENTS, type="primary",
            icon=":material/check:",
        )  # fmt: skip
    return True


def _by_hand(line: Line, user: User) -> None:
    form = Form(f"bank.by_hand.{line.id}", live=True)
    waiting = cached.read(invoices.open_invoices, by=user)
    with form.body():
        searched = form.ask("search", st.text_input, t("Find an invoice by number, advertiser or amount"))
        offered = _offered(waiting, searched, st.session_state.get(form.key("invoices")) or [])
        words = {row["id"]: _offer(row["number"], row["customer"], row["open"], row["due_on"])
                 for row in offered.iter_rows(named=True)}  # fmt: skip
        chosen = form.ask("invoices", st.multiselect, t("Invoices that the payment pays"), options=list(words),
                          format_func=words.__getitem__)  # fmt: skip
        left = dict(waiting.select("id", "open").iter_rows())
        shares = rules.shared_out(line.free, [(invoice_id, left[invoice_id]) for invoice_id in chosen])
        if shares:
            st.caption(t("{sum} of {free} is used.", sum=numbers.money(sum(shares.values())),
                         free=numbers.money(line.free)))  # fmt: skip
        if form.submit(t("Match with the chosen ones")):
            form.save(lambda db: actions.confirm(db, line.id, shares, by=user),
                      said=lambda _: t("The payment is matched."), go=look.PAYMENTS)  # fmt: skip


def _offered(waiting: pl.DataFrame, searched: str, chosen: list[int]) -> pl.DataFrame:
    """Invoices whose number, customer or amount holds every searched word, and those that are chosen already."""
    words = fold(searched).split()
    told = [fold(f"{number} {customer} {left / 100:.2f} {left // 100}".replace(".", ","))
            for number, customer, left in waiting.select("number", "customer", "open").iter_rows()]  # fmt: skip
    hit = pl.Series([all(word in one for word in words) for one in told], dtype=pl.Boolean)
    return pl.concat([waiting.filter(pl.col("id").is_in(chosen)), waiting.filter(hit).head(OFFERED)]).unique(
        "id", maintain_order=True
    )


def _offer(number: str, customer: str, halere: int, due_on: object = None) -> str:
    due = t("due {day}", day=dates.date(due_on)) if due_on else ""  # type: ignore[arg-type]
    return " · ".join(filter(None, [number, customer, numbers.money(halere), due]))


def _undo(line: Line, user: User) -> None:
    paid = cached.fresh(queries.paid, line.id, by=user)
    for row in paid.iter_rows(named=True):
        what = t("Paid: {what}", what=_offer(row["number"], row["customer"], row["amount"]))
        Link(what, look.INVOICE, ":material/receipt_long:", {"id": str(row["invoice_id"])}).draw("tertiary", "paid")
    form = Form(f"bank.undo.{line.id}")
    with form.body():
        reason = form.ask("reason", st.text_input, t("Why the match is undone"))
        if form.submit(t("Undo the match"), icon=":material/undo:"):
            form.save(lambda db: actions.undo(db, line.id, reason, by=user),
                      said=lambda _: t("The match is undone; the invoices wait for money again."))  # fmt: skip


def _aside(line: Line, user: User) -> None:
    with st.expander(t("It belongs to no invoice")):
        form = Form(f"bank.aside.{line.id}")
        with form.body():
            reason = form.ask("reason", st.text_input, t("Why it is set aside"))
            if form.submit(t("Set aside")):
                form.save(lambda db: actions.set_aside(db, line.id, reason, by=user),
                          said=lambda _: t("The payment is set aside."), go=look.PAYMENTS)  # fmt: skip


def returned(row: dict[str, object], user: User) -> None:
    """Money that came and went back: what, when, and the button that takes the match back."""
    with st.container(border=True, key=f"returned-{row['id']}"):
        said = t(
            "{payer}: {amount} came on {day} and went back on {back}.",
            payer=row["counter_name"] or t("Payment without a name"), amount=numbers.money(row["amount"]),  # type: ignore[arg-type]
            day=dates.date(row["booked_on"]), back=dates.date(row["returned_on"]),  # type: ignore[arg-type]
        )  # fmt: skip
        st.markdown(plain(said))
        act(
            t("Take the match back and set both aside") if row["used"] else t("Set both aside"),
            lambda db: actions.returned(db, row["id"], row["return_id"], t("The money went back."), by=user),  # type: ignore[arg-type]
            said=lambda _: t("The payment and its return are set aside."),
            key=f"bank.returned.{row['id']}", icon=":material/undo:",
        )  # fmt: skip
