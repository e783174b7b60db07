"""How invoices look: words and tones of their states, the sentences that answer, the list and the facts of one."""

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates, numbers
from lib.i18n import N, t, tn
from lib.invoices import actions, rules
from lib.invoices.queries import Invoice
from lib.ui.ads import koruny
from lib.ui.badges import State
from lib.ui.columns import Column, Empty, Filter
from lib.ui.forms import act
from lib.ui.head import Link
from lib.ui.lists import show_list

LIST, CARD, ISSUE = "pages/invoices/invoices.py", "pages/invoices/invoice.py", "pages/invoices/issue.py"
SOURCES = {
    "bank": N("by bank"),
    "cash": N("in cash"),
    "hand": N("entered by hand"),
    "advance": N("deducted advance"),
    "rounding": N("rounding"),
}


def states() -> dict[str, State]:
    """State of a document → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in rules.STATES.items()}  # type: ignore[arg-type]


def count(n: int) -> str:
    """`3 doklady`."""
    return tn("{n} document", "{n} documents", n)


def title(invoice: Invoice) -> str:
    """`Faktura 2026100042`."""
    return t(rules.title(invoice.kind), number=invoice.number)


def sentence(found: pl.DataFrame) -> str:
    """What is owed, and how much of it is late."""
    owed = found.filter(pl.col("open") > 0)
    if owed.is_empty():
        return t("Nobody owes anything.")
    late = owed.filter(state="overdue")
    said = tn("{sum} in {n} document waits for payment", "{sum} in {n} documents waits for payment", owed.height,
              sum=koruny(int(owed["open"].sum())))  # fmt: skip
    if late.is_empty():
        return f"{said}."
    return t("{said}, of that {sum} overdue.", said=said, sum=koruny(int(late["open"].sum())))


def issue_link(user: User) -> Link | None:
    """The way to issuing, for those who may."""
    return Link(t("Issue invoices"), ISSUE, ":material/receipt_long:") if user.may("invoices.issue") else None


def listing(found: pl.DataFrame, *, by: User) -> None:
    """All documents with search, filters, sums of what is open and files to download."""
    kinds = {code: t(word) for code, word in rules.KINDS.items()}
    show_list(
        "invoices",
        found.with_columns(pl.col("kind").replace_strict(kinds)),
        [
            Column("number", t("Number")),
            Column("customer", t("Advertiser")),
            Column("kind", t("Document"), on_phone=False),
            Column("issued_on", t("Issued on"), "date", on_phone=False),
            Column("due_on", t("Due on"), "date"),
            Column("total", t("Total"), "money"),
            Column("open", t("To be paid"), "money"),
            Column("state", t("Payment"), "state", states()),
            Column("order_number", t("Order number"), shown=False),
            Column("ico", t("Company ID"), shown=False),
            Column("tax_point_on", t("Day of supply"), "date", shown=False),
            Column("base", t("Base"), "money", shown=False),
            Column("vat", t("VAT"), "money", shown=False),
            Column("paid", t("Paid"), "money", shown=False),
            Column("finance_number", t("Number of the finance department"), shown=False),
            Column("held", t("Reminders stopped"), "yes_no", shown=False),
            Column("issued_by", t("Made out by"), shown=False),
        ],
        search=("number", "customer", "ico", "order_number", "finance_number"),
        filters=(
            Filter("state", t("Payment"), "pills"),
            Filter("kind", t("Document")),
            Filter("issued_on", t("Year"), by="year"),
        ),
        sort="-issued_on",
        row_page=CARD,
        empty=Empty(t("No invoice was issued yet. They are issued for the ads of an issue."), issue_link(by)),
        by=by,
        count=count,
        title=t("Invoices"),
    )


def to_be_taxed(waiting: pl.DataFrame, *, by: User) -> None:
    """Advances that came and have no tax document yet: how many days the law leaves, and the button."""
    for row in waiting.iter_rows(named=True):
        left = (row["until"] - clock.today()).days
        until = tn("{n} day is left", "{n} days are left", left) if left >= 0 else t("the term is over")
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.text(t("{customer} paid {sum} ahead on {day}. Issue the tax document by {until}: {left}.",
                      customer=row["customer"], sum=numbers.money(row["amount"]), day=dates.date(row["paid_on"]),
                      until=dates.date(row["until"]), left=until))  # fmt: skip
            if by.may("invoices.issue"):
                tax_button(row["payment_id"], by)


def tax_button(payment_id: int, by: User) -> None:
    """Issue the tax document for a received advance."""
    act(
        t("Issue the tax document"),
        lambda db: actions.tax_payment(db, payment_id, by=by),
        said=lambda _: t("The tax document for the payment is issued."),
        key=f"invoices.tax.{payment_id}",
        go=CARD,
        query=lambda done: {"id": str(done)},
    )
