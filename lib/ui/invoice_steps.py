"""What can be done with an issued document: money, credit notes, withdrawing, the finance department, reminders."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates, numbers
from lib.errors import BadInput
from lib.i18n import t
from lib.invoices import actions, rules
from lib.invoices.queries import Invoice
from lib.ui import invoices as look
from lib.ui.forms import Form, act
from lib.ui.plain import plain

BY_HAND = ("bank", "cash", "hand")


def steps(invoice: Invoice, lines: pl.DataFrame, payments: pl.DataFrame, *, by: User) -> None:
    """Every step that the document is ready for and the person may do."""
    claim = invoice.kind in rules.CLAIMS and not invoice.withdrawn
    if by.may("bank.match") and claim:
        _money(invoice, payments, by)
    if by.may("invoices.issue"):
        _papers(invoice, lines, payments, by)
    if by.may("invoices.remind") and claim and (invoice.open > 0 or invoice.held):
        _reminders(invoice, by)


def _money(invoice: Invoice, payments: pl.DataFrame, by: User) -> None:
    if invoice.open > 0:
        _step(t("Record a payment"), ":material/payments:", lambda: _pay(invoice, by))
    if invoice.open < 0:
        _step(t("Give back what is overpaid"), ":material/undo:", lambda: _refund(invoice, by))
    if 0 < abs(invoice.open) < actions.SMALL_CHANGE:
        act(t("Write off {sum}", sum=numbers.money(invoice.open)),
            lambda db: actions.write_off_halere(db, invoice.id, by=by), key="invoice.halere",
            said=lambda _: t("The difference is written off."))  # fmt: skip
    elif invoice.open > 0:
        cash = invoice.open + rules.cash_rounding(invoice.open)
        act(t("Take {sum} in cash", sum=numbers.money(cash)), lambda db: actions.pay_in_cash(db, invoice.id, by=by),
            key="invoice.cash", icon=":material/point_of_sale:",
            said=lambda _: t("{sum} was taken in cash.", sum=numbers.money(cash)))  # fmt: skip
    back = payments.filter(
        ~pl.col("taken_back") & pl.col("reverses").is_null() & pl.col("goes_with").is_null()
        & (pl.col("source") != "advance")
    )  # fmt: skip
    if not back.is_empty():
        _step(t("Take a payment back"), ":material/undo:", lambda: _take_back(invoice, back, by))


def _papers(invoice: Invoice, lines: pl.DataFrame, payments: pl.DataFrame, by: User) -> None:
    if invoice.kind == "advance":
        for row in payments.filter(
            (pl.col("amount") > 0) & ~pl.col("taken_back") & pl.col("taxed_by").is_null()
            & pl.col("source").is_in(BY_HAND) & pl.col("reverses").is_null()
        ).iter_rows(named=True):  # fmt: skip
            look.tax_button(row["id"], by)
    left = lines.with_columns(left=pl.col("left_base") + pl.col("left_vat")).filter(pl.col("left") > 0)
    if invoice.kind in actions.CREDITED and not left.is_empty():
        _step(t("Issue a credit note"), ":material/receipt_long:", lambda: _credit(invoice, left, by))
    if invoice.kind == "basis" and not invoice.withdrawn:
        _step(t("Number of the finance department"), ":material/tag:", lambda: _finance(invoice, by))
    if invoice.kind in actions.WITHDRAWN and not invoice.withdrawn and not invoice.paid and not invoice.finance_number:
        _step(t("Withdraw it"), ":material/block:", lambda: _withdraw(invoice, by))


def _step(label: str, icon: str, draw: Callable[[], None]) -> None:
    with st.expander(label, icon=icon):
        draw()


def _pay(invoice: Invoice, by: User) -> None:
    form = Form(f"invoice.pay.{invoice.id}")
    with form.body():
        typed = form.ask("amount", st.text_input, t("Amount"), value=_written(invoice.open))
        day = form.ask("paid_on", st.date_input, t("Paid on"), value=clock.today(), format="DD.MM.YYYY")
        source = form.ask("source", st.selectbox, t("How"), options=BY_HAND, format_func=_source)
        note = form.ask("note", st.text_input, t("Note"))
        if form.submit(t("Record a payment")):
            form.save(
                lambda db: actions.pay(db, invoice.id, _amount(typed), _day(day), str(source), note=note or "", by=by),
                said=lambda _: t("The payment is recorded."),
            )


def _refund(invoice: Invoice, by: User) -> None:
    form = Form(f"invoice.refund.{invoice.id}")
    with form.body():
        typed = form.ask("amount", st.text_input, t("Amount"), value=_written(-invoice.open))
        day = form.ask("paid_on", st.date_input, t("Given back on"), value=clock.today(), format="DD.MM.YYYY")
        source = form.ask("source", st.selectbox, t("How"), options=BY_HAND, format_func=_source)
        if form.submit(t("Record what was given back")):
            form.save(
                lambda db: actions.refund(db, invoice.id, _amount(typed), _day(day), str(source), by=by),
                said=lambda _: t("It is recorded that the money was given back."),
            )


def _take_back(invoice: Invoice, payments: pl.DataFrame, by: User) -> None:
    names = {
        row["id"]: f"{dates.short_date(row['paid_on'])} · {numbers.money(row['amount'])}"
        for row in payments.iter_rows(named=True)
    }
    form = Form(f"invoice.take_back.{invoice.id}")
    with form.body():
        which = form.ask("payment", st.selectbox, t("Payment"), options=list(names), format_func=names.__getitem__)
        reason = form.ask("reason", st.text_input, t("Reason"))
        if form.submit(t("Take a payment back")):
            form.save(
                lambda db: actions.take_back(db, int(which or 0), reason, by=by),
                said=lambda _: t("The payment is taken back, the invoice waits for it again."),
            )


def _credit(invoice: Invoice, left: pl.DataFrame, by: User) -> None:
    form = Form(f"invoice.credit.{invoice.id}")
    with form.body():
        st.caption(t("Prices with VAT. Leave empty what stays as it is."))
        typed = {
            row["id"]: form.ask(f"amount{row['id']}", st.text_input, _line_label(row), value=_written(row["left"]))
            for row in left.iter_rows(named=True)
        }
        reason = form.ask("reason", st.text_input, t("Reason"), placeholder=t("it stands on the credit note"))
        if form.submit(t("Issue a credit note")):
            form.save(
                lambda db: actions.credit(
                    db, invoice.id, {line: _amount(one) for line, one in typed.items() if one.strip()}, reason, by=by
                ),
                said=lambda _: t("The credit note is issued."),
                go=look.CARD,
                query=lambda done: {"id": str(done)},
            )


def _line_label(row: dict[str, object]) -> str:
    return t("{text}, at most {left}", text=plain(str(row["text"])), left=numbers.money(int(str(row["left"]))))


def _finance(invoice: Invoice, by: User) -> None:
    form = Form(f"invoice.finance.{invoice.id}")
    with form.body():
        number = form.ask("number", st.text_input, t("Number of their invoice"), value=invoice.finance_number)
        if form.submit(t("Save the number")):
            form.save(
                lambda db: actions.number_by_finance(db, invoice.id, number, by=by),
                said=lambda _: t("Payments will be recognised by the number {number}.", number=number),
            )


def _withdraw(invoice: Invoice, by: User) -> None:
    form = Form(f"invoice.withdraw.{invoice.id}")
    with form.body():
        st.caption(t("The number and the paper stay; nobody is asked for the money any more."))
        reason = form.ask("reason", st.text_input, t("Reason"))
        if form.submit(t("Withdraw it")):
            form.save(
                lambda db: actions.withdraw(db, invoice.id, reason, by=by),
                said=lambda _: t("{number} is withdrawn.", number=invoice.number),
            )


def _reminders(invoice: Invoice, by: User) -> None:
    if invoice.held:
        act(t("Send reminders again"), lambda db: actions.release(db, invoice.id, by=by), key="invoice.release",
            icon=":material/notifications_active:", said=lambda _: t("Reminders are sent again."))  # fmt: skip
        return
    _step(t("Stop reminders"), ":material/notifications_off:", lambda: _hold(invoice, by))


def _hold(invoice: Invoice, by: User) -> None:
    form = Form(f"invoice.hold.{invoice.id}")
    with form.body():
        reason = form.ask("reason", st.text_input, t("Reason"), placeholder=t("such as a complaint about the print"))
        if form.submit(t("Stop reminders")):
            form.save(
                lambda db: actions.hold(db, invoice.id, reason, by=by), said=lambda _: t("Reminders are stopped.")
            )


def _written(halere: int) -> str:
    return numbers.money(halere).replace(numbers.NBSP, " ")


def _amount(typed: str) -> int:
    try:
        return numbers.parse_money(typed)
    except BadInput as error:
        error.field = "amount"
        raise


def _source(code: str) -> str:
    return t(look.SOURCES[code])


def _day(day: dt.date | None) -> dt.date:
    if day is None:
        raise BadInput("Say when the money moved.", field="paid_on")
    return day
