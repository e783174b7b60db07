"""What an advertiser owes, ordered, had printed, was sent and paid; and a duplicate merged in."""

import polars as pl
import streamlit as st

from lib.access import User
from lib.ads import rules as ad_rules
from lib.contacts import actions
from lib.contacts import queries as contacts
from lib.contacts.queries import Known
from lib.flows import advertisers
from lib.flows.advertisers import History
from lib.i18n import t, tn
from lib.invoices import rules as invoice_rules
from lib.ui import ads as ad_look
from lib.ui import cached, menu
from lib.ui.badges import State
from lib.ui.columns import Column, Empty
from lib.ui.forms import Form
from lib.ui.lists import show_list


def draw(known: Known, history: History, user: User) -> None:
    """The lists of an advertiser, one at a time."""
    parts = {
        t("Owes"): _debts,
        t("Orders"): _orders,
        t("Ads"): _ads,
        t("Invoices"): _invoices,
        t("Payments and reminders"): _money,
    }
    tabs = st.tabs(list(parts), key="historie", on_change="rerun", bind="query-params")
    for tab, part in zip(tabs, parts.values(), strict=True):
        if tab.open:
            with tab:
                part(history, known, user)


def _debts(history: History, known: Known, user: User) -> None:
    words = {"invoice": t("our invoice"), "ad": t("ad of the spreadsheet")}
    found = history.debts.with_columns(
        pl.col("place").replace_strict(words),
        state=pl.when("overdue").then(pl.lit("overdue")).otherwise(pl.lit("unpaid")),
    )
    columns = [
        Column("number", t("Number")),
        Column("due_on", t("Due on"), "date"),
        Column("open", t("To be paid"), "money"),
        Column("state", t("Payment"), "state", ad_look.states()),
        Column("place", t("Where it is from")),
    ]
    show_list("advertiser.debts", found, columns, by=user, empty=Empty(t("Owes nothing.")),
              title=t("Debts of {name}", name=known.card.name))  # fmt: skip


def _orders(history: History, known: Known, user: User) -> None:
    columns = [
        Column("number", t("Order number")),
        Column("issues", t("Issues")),
        Column("with_vat", t("Price with VAT"), "money"),
        Column("state", t("State"), "state", _words(ad_rules.ORDER_STATES)),
        Column("ordered_on", t("Ordered on"), "date"),
    ]
    show_list("advertiser.orders", history.orders, columns, row_page=_page("pages/ads/order.py"), by=user,
              empty=Empty(t("No orders yet.")), title=t("Orders of {name}", name=known.card.name))  # fmt: skip


def _ads(history: History, known: Known, user: User) -> None:
    columns = [
        Column("issue", t("Issue")),
        Column("kind", t("Kind of ad")),
        Column("format", t("Size")),
        Column("revenue", t("Price without VAT"), "money"),
        Column("state", t("Payment"), "state", ad_look.states()),
        Column("order_number", t("Order number"), shown=False),
    ]
    found = ad_look.for_list(history.ads)
    show_list("advertiser.ads", found, columns, row_page="pages/ads/ad.py", by=user, count=ad_look.count,
              empty=Empty(t("No ads yet.")), title=t("Ads of {name}", name=known.card.name))  # fmt: skip


def _invoices(history: History, known: Known, user: User) -> None:
    columns = [
        Column("number", t("Number")),
        Column("issued_on", t("Issued on"), "date"),
        Column("due_on", t("Due on"), "date"),
        Column("total", t("Price with VAT"), "money"),
        Column("open", t("To be paid"), "money"),
        Column("state", t("State"), "state", _words(invoice_rules.STATES)),
    ]
    show_list("advertiser.invoices", history.invoices, columns, row_page=_page("pages/invoices/invoice.py"), by=user,
              empty=Empty(t("No invoices yet.")), title=t("Invoices of {name}", name=known.card.name))  # fmt: skip


def _money(history: History, known: Known, user: User) -> None:
    words = {
        "payment": t("payment"), "taken_back": t("payment taken back"), "reminder": t("reminder of an invoice"),
    }  # fmt: skip
    columns = [
        Column("day", t("Date"), "date"),
        Column("what", t("What happened")),
        Column("amount", t("Amount"), "money"),
        Column("number", t("Invoice number")),
        Column("note", t("Note"), shown=False),
    ]
    found = history.money.with_columns(pl.col("what").replace_strict(words, return_dtype=pl.String))
    show_list("advertiser.money", found, columns, by=user, empty=Empty(t("No payments and no reminders yet.")),
              title=t("Payments of {name}", name=known.card.name))  # fmt: skip


def merge(known: Known, user: User) -> None:
    """Let another card be this one; likely ones are offered first."""
    others = cached.read(advertisers.advertisers, True, by=user).filter(pl.col("id") != known.id)
    likely = cached.read(contacts.duplicates, known.card.name, known.card.ico, known.id, by=user)["id"].to_list()
    in_order = others.sort(~pl.col("id").is_in(likely), maintain_order=True).select("id", "name", "ico").iter_rows()
    names = {party_id: f"{name} ({ico})" if ico else name for party_id, name, ico in in_order}
    if likely:
        st.info(
            t("Looks like the same one: {names}.", names=", ".join(names[one] for one in likely[:3] if one in names))
        )
    with st.expander(t("Merge a duplicate"), icon=":material/merge:", key=f"advertiser.merging.{known.id}"):
        form = Form(f"advertiser.merge.{known.id}")
        with form.body():
            st.caption(t("Its orders, ads and the rest move here and its name will lead here. Invoices and protocols "
                         "that were issued stay as they are. It cannot be taken back."))  # fmt: skip
            other = form.ask("other", st.selectbox, t("The other card"), options=list(names), index=None,
                             format_func=names.__getitem__, placeholder=t("Search by name"))  # fmt: skip
            if form.submit(t("Merge")):
                form.save(
                    lambda db: actions.merge(db, known.id, other or known.id, by=user),
                    said=lambda n: tn("Merged; {n} record moved here.", "Merged; {n} records moved here.", n),
                )


def _words(states: dict[str, tuple[str, str]]) -> dict[str, State]:
    return {code: State(t(word), tone) for code, (word, tone) in states.items()}  # type: ignore[arg-type]


def _page(path: str) -> str | None:
    return path if any(page.path == path for page in menu.PAGES) else None
