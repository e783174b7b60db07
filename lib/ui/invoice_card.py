"""One document on the screen: what it says, its lines, its money, what belongs to it, its files and its mail."""

import polars as pl
import streamlit as st

from lib.access import User
from lib.ads import queries as ads
from lib.czech import dates, numbers
from lib.i18n import t
from lib.invoices import letters, paper, queries, rules
from lib.invoices.queries import Invoice
from lib.ui import badges, cached, orders
from lib.ui import invoices as look
from lib.ui.columns import Column
from lib.ui.facts import facts
from lib.ui.head import Link
from lib.ui.lists import draw_table


def about(invoice: Invoice) -> None:
    """State, sides, days and sums."""
    held = [badges.state(t("reminders stopped"), "planned")] if invoice.held else []
    badges.show(look.states()[invoice.state], badges.state(t(rules.KINDS[invoice.kind]), "planned"), *held)
    money = {name: numbers.money(getattr(invoice, name)) for name in ("base", "vat", "total", "paid", "open")}
    days = {name: dates.short_date(day) if day else None for name, day in
            (("issued", invoice.issued_on), ("supply", invoice.tax_point_on), ("due", invoice.due_on))}  # fmt: skip
    facts(
        {
            t("Advertiser"): invoice.customer.name,
            t("Company ID"): invoice.customer.ico,
            t("To be paid"): money["open"] if invoice.open else None,
            t("Due on"): days["due"],
            t("Base"): money["base"],
            t("VAT"): money["vat"],
            t("Total"): money["total"],
            t("Rounding"): numbers.money(invoice.rounding) if invoice.rounding else None,
            t("Paid"): money["paid"] if invoice.paid else None,
            t("Credited"): numbers.money(invoice.credited) if invoice.credited else None,
            t("Issued on"): days["issued"],
            t("Day of supply"): days["supply"],
            t("Variable symbol"): invoice.vs,
            t("Order number"): invoice.order_number,
            t("Number of the finance department"): invoice.finance_number,
            t("Corrects or settles"): invoice.original,
            t("Reason"): invoice.reason or invoice.withdrawn or invoice.held,
            t("Made out by"): invoice.issued_by,
        }
    )


def ways(invoice: Invoice, user: User) -> tuple[Link, ...]:
    """Where one goes from a document: the list, its advertiser and its order."""
    there = [Link(t("Invoices"), look.LIST)]
    if user.may("ads.read"):
        there.append(Link(t("Advertiser"), orders.ADVERTISER, query={"id": str(invoice.party_id)}))
        if invoice.order_id:
            there.append(Link(t("Order of an ad"), orders.ORDER, query={"id": str(invoice.order_id)}))
    return tuple(there)


def lines(found: pl.DataFrame) -> None:
    """The lines as they were issued."""
    draw_table(
        "invoice.lines",
        t("Lines"),
        found,
        [
            Column("text", t("What is charged")),
            Column("quantity", t("Quantity"), "whole", on_phone=False),
            Column("base", t("Base"), "money"),
            Column("vat", t("VAT"), "money"),
            Column("total", t("Total"), "money"),
        ],
    )


def money(found: pl.DataFrame) -> None:
    """What came and what was taken back or given back."""
    if found.is_empty():
        return
    words = {code: t(word) for code, word in look.SOURCES.items()}
    draw_table(
        "invoice.money",
        t("Payments"),
        found.with_columns(pl.col("source").replace_strict(words)),
        [
            Column("paid_on", t("Date"), "date"),
            Column("amount", t("Amount"), "money"),
            Column("source", t("How")),
            Column("note", t("Note")),
        ],
    )


def related(found: pl.DataFrame) -> None:
    """Ways to what this document corrects or settles, and to what corrects or settles it."""
    for row in found.iter_rows(named=True):
        label = f"{t(rules.title(row['kind']), number=row['number'])} · {numbers.money(row['total'])}"
        Link(label, look.CARD, ":material/link:", {"id": str(row["id"])}).draw("tertiary", f"related.{row['id']}")


def files(invoice: Invoice, *, by: User) -> None:
    """The PDF and the ISDOC as they were issued, and the mail with which they go."""
    document = cached.read(queries.whole, invoice.id, by=by)
    pdf = cached.read(queries.paper, invoice.id, by=by)
    name = paper.file_name(document)
    with st.container(horizontal=True):
        st.download_button(
            t("Download PDF"),
            pdf,
            name,
            "application/pdf",
            on_click="ignore",
            type="primary",
            icon=":material/download:",
        )
        if invoice.isdoc:
            xml = cached.read(queries.xml, invoice.id, by=by)
            as_isdoc = name.removesuffix("-isdoc.pdf") + ".isdoc"
            st.download_button(t("Download ISDOC"), xml, as_isdoc, "text/xml", on_click="ignore")
        sender = cached.read(ads.letter, by=by)
        mail = letters.covering(document, invoice.open, paper=sender.paper, office=sender.office, phone=sender.phone)
        st.link_button(t("Write a mail"), mail, icon=":material/mail:", help=t("Attach the downloaded PDF to it."))


def preview(invoice: Invoice, *, by: User) -> None:
    """The paper itself, drawn only when somebody opens it."""
    shown = st.expander(t("Preview"), icon=":material/visibility:", key="preview", on_change="rerun")
    if shown.open:
        with shown:
            st.pdf(cached.read(queries.paper, invoice.id, by=by), height=720, key="paper", alt=look.title(invoice))
