"""Reminders on the screen: letters that are ready, how each late invoice stands, and what was sent."""

from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from lib import store
from lib.access import User
from lib.czech import dates, numbers
from lib.errors import OfficeError
from lib.flows import reminders
from lib.flows.reminders import turns
from lib.i18n import t, tn
from lib.ui import cached, forms
from lib.ui.badges import State
from lib.ui.columns import Column, Empty, Filter
from lib.ui.forms import Form
from lib.ui.lists import show_list
from lib.ui.plain import plain

PAGE = "pages/invoices/reminders.py"
INVOICE = "pages/invoices/invoice.py"


def sentence(letters: pl.DataFrame) -> str:
    """How many letters are ready and for how much."""
    if letters.is_empty():
        return t("No invoice is to be reminded today.")
    return t(
        "{letters} to send, {sum} in all",
        letters=tn("{n} letter of reminder", "{n} letters of reminder", letters.height),
        sum=numbers.money(int(letters["open"].sum())),
    )


def ready(letters: pl.DataFrame, by: User) -> None:
    """The letters to choose from, their draft, and the button that makes them and writes them down."""
    if letters.is_empty():
        return
    form = Form("reminders", live=True)
    with form.body():
        chosen: list[int] = []
        for row in letters.iter_rows(named=True):
            field = f"{row['party_id']}.{row['level']}"
            if form.ask(field, st.checkbox, plain(_label(row)), value=True):
                chosen += row["ids"]
        _draft(chosen, by)
        st.caption(t("What was sent cannot be taken back. A letter that went by mistake stays on record and stops the "
                     "next one."))  # fmt: skip
        if form.submit(t("Send the letters"), icon=":material/outgoing_mail:"):
            form.save(lambda db: reminders.send(db, chosen, by=by), said=_said, go=PAGE,
                      query=lambda _: {"pohled": t("Sent letters")})  # fmt: skip


def _label(row: dict[str, Any]) -> str:
    return t(
        "{customer}: {level}, {invoices} ({numbers}), {sum}, {days} after the term",
        customer=row["customer"],
        level=t(reminders.LEVELS[row["level"]]),
        invoices=tn("{n} unpaid invoice", "{n} unpaid invoices", row["invoices"]),
        numbers=row["numbers"],
        sum=numbers.money(row["open"]),
        days=tn("{n} day", "{n} days", row["days_overdue"]),
    )


def _said(sent: reminders.Sent) -> str:
    letters = tn("{n} letter is ready to print", "{n} letters are ready to print", sent.letters)
    invoices = tn("{n} invoice", "{n} invoices", sent.invoices)
    return t("{letters}, {invoices} are written down as reminded.", letters=letters, invoices=invoices)


def _draft(chosen: list[int], by: User) -> None:
    if not chosen or not st.toggle(t("Show the draft"), key="navrh"):
        return
    try:
        pdf = cached.fresh(reminders.draft, chosen, by=by)  # signed by who asks: not for the cache
    except OfficeError as error:
        forms.speak(error)
        return
    st.pdf(pdf, height=520, key="draft", alt=t("Draft of the letters"))


def late(found: pl.DataFrame, by: User) -> None:
    """Every late invoice, how far its reminding is and when the next letter may go."""
    words = {level: t(name) for level, name in reminders.LEVELS.items()}
    named = found.with_columns(
        pl.col("sent").replace_strict(words, default="", return_dtype=pl.String),
        next=pl.when(turn="waiting").then("from_on"),
    )
    columns = [
        Column("customer", t("Advertiser")),
        Column("number", t("Invoice number")),
        Column("due_on", t("Due on"), "date"),
        Column("days_overdue", t("Days overdue"), "whole"),
        Column("open", t("Owed"), "money"),
        Column("turn", t("Reminding"), "state", states()),
        Column("sent", t("Last letter")),
        Column("sent_on", t("Sent on"), "date"),
        Column("next", t("Next letter from"), "date"),
        Column("held", t("Why not"), shown=False),
    ]
    filters = (Filter("turn", t("Reminding"), "pills"),)
    show_list("reminders.late", named, columns, search=("customer", "number"), by=by, sort="-days_overdue",
              row_page=INVOICE, filters=filters, title=t("Invoices after their term"),
              empty=Empty(t("No invoice is after its term.")))  # fmt: skip


def states() -> dict[str, State]:
    """How reminding stands → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in turns.TURNS.items()}  # type: ignore[arg-type]


def sent(by: User) -> None:
    """The last sendings with their letters, and who was sent what."""
    sendings = cached.read(turns.sendings, by=by)
    for place, row in enumerate(sendings.head(5).iter_rows(named=True)):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(
                t(
                    "{day}: {letters}, {sum}, {who}",
                    day=dates.date(row["sent_on"]),
                    letters=tn("{n} letter of reminder", "{n} letters of reminder", row["papers"]),
                    sum=numbers.money(row["open"]),
                    who=row["by"],
                ),
                width="stretch",
            )
            st.download_button(t("All letters in one PDF"), partial(_paper, row["letters"], by), on_click="ignore",
                               file_name=f"upominky-{row['sent_on']}.pdf", mime="application/pdf",
                               icon=":material/print:", key=f"letters.{place}")  # fmt: skip
    found = cached.read(turns.sent, by=by)
    words = {level: t(name) for level, name in reminders.LEVELS.items()}
    columns = [
        Column("sent_on", t("Sent on"), "date"),
        Column("customer", t("Advertiser")),
        Column("number", t("Invoice number")),
        Column("level", t("Letter")),
        Column("open", t("Owed then"), "money"),
        Column("due_on", t("New term"), "date"),
        Column("by", t("Sent by")),
    ]
    named = found.with_columns(pl.col("level").replace_strict(words, return_dtype=pl.String))
    show_list("reminders.sent", named, columns, search=("customer", "number"), by=by, row_page=INVOICE,
              id_column="invoice_id",
              empty=Empty(t("No reminder was sent yet.")), title=t("Sent reminders"))  # fmt: skip


def _paper(name: str, by: User) -> bytes:
    with store.read() as db:
        return turns.paper(db, name, by=by)


def mistake(found: pl.DataFrame, by: User) -> None:
    """The form for a letter that should not have gone."""
    reminded = found.filter((pl.col("sent") > 0) & (pl.col("held") == ""))
    if reminded.is_empty():
        return
    with st.expander(t("A letter was sent by mistake")):
        form = Form("reminders.mistake")
        labels = {row["id"]: f"{row['number']} – {row['customer']}" for row in reminded.iter_rows(named=True)}
        with form.body():
            chosen = form.ask(
                "invoice", st.selectbox, t("Invoice"), options=list(labels), format_func=labels.__getitem__
            )
            reason = form.ask("reason", st.text_input, t("What was the mistake"))
            if form.submit(t("Stop further letters")):
                said = t("No further letter goes until the invoice is let be reminded again.")
                form.save(
                    lambda db: reminders.sent_by_mistake(db, int(chosen or 0), reason or "", by=by), said=lambda _: said
                )
