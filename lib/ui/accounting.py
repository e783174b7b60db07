"""A month for the accounting on the screen: what is in it, rows of the control statement, files to download."""

import datetime as dt
from functools import partial

import polars as pl
import streamlit as st

from lib import store
from lib.access import User
from lib.czech import dates, numbers
from lib.flows import accounting
from lib.flows.accounting import Month, Statement
from lib.i18n import t, tn
from lib.invoices import rules
from lib.ui.columns import Column, Empty
from lib.ui.lists import draw_table, show_list
from lib.ui.plain import plain


def month_name(first: dt.date) -> str:
    """`listopad 2026`."""
    return f"{dates.month_name(first.month)} {first.year}"


def sentence(found: Month) -> str:
    """How many documents the month has and for how much."""
    documents = tn("{n} tax document", "{n} tax documents", found.documents)
    sums = {name: numbers.money(int(found.rows[name].sum())) for name in ("base", "vat")}
    return t("{documents}, base {base}, VAT {vat}", documents=documents, **sums)


def files(found: Month, by: User) -> None:
    """What can be downloaded; each file is made when somebody wants it."""
    wanted = (
        (t("Workbook (xlsx)"), "doklady", "xlsx", partial(accounting.xlsx, found)),
        (t("csv for the accounting program (cp1250)"), "doklady", "csv", partial(accounting.csv, found)),
        (t("csv in UTF-8"), "doklady-utf8", "csv", partial(accounting.csv, found, "utf-8-sig")),
    )
    with st.container(horizontal=True, gap="small"):
        for label, name, ending, make in wanted:
            st.download_button(label, make, f"{name}-{found.name}.{ending}", on_click="ignore",
                               icon=":material/download:", key=f"file.{name}.{ending}")  # fmt: skip
        if (found.rows["isdoc"] != "").any():
            st.download_button(t("All ISDOC (zip)"), lambda: _bundle(found, by), f"isdoc-{found.name}.zip",
                               mime="application/zip", on_click="ignore", icon=":material/folder_zip:",
                               key="file.isdoc")  # fmt: skip
    st.caption(t("A letter that cp1250 does not have becomes a question mark; UTF-8 keeps it."))


def _bundle(found: Month, by: User) -> bytes:
    with store.read() as db:
        return accounting.bundle(db, found, by=by)


def control_statement(found: Statement) -> None:
    """Rows A.4, the sum of A.5, and what the finance department should look at."""
    words = {"base": t("Base"), "vat": t("VAT")}
    sums = [
        Column(f"{what}_{rate}", f"{word} {rate} %", "money") for rate in found.rates for what, word in words.items()
    ]
    total = Column("total", t("Total with VAT"), "money")
    st.subheader(t("A.4: over 10 000 CZK, document by document"), anchor=False)
    if found.a4.is_empty():
        st.caption(t("No document of this month is over the limit with a DIČ."))
    else:
        shown = [Column("dic", t("Buyer's DIČ")), Column("number", t("Document number")),
                 Column("tax_point_on", t("Tax point"), "date"), *sums, total]  # fmt: skip
        draw_table("kh.a4", t("A.4: over 10 000 CZK, document by document"), found.a4, shown)
    st.subheader(t("A.5: the rest in one sum"), anchor=False)
    draw_table("kh.a5", t("A.5: the rest in one sum"), found.a5,
               [Column("documents", t("Documents"), "whole"), *sums, total])  # fmt: skip
    for row in found.doubtful.iter_rows(named=True):
        said = t(
            "{number} of {customer} is over the limit and the buyer has no DIČ. If he is a payer of VAT, it belongs"
            " into A.4.",
            number=row["number"],
            customer=row["customer"],
        )
        st.warning(plain(said), icon=":material/help:")


def documents(found: Month, by: User) -> None:
    """The documents by rates."""
    words = {kind: t(word) for kind, word in rules.KINDS.items()}
    named = found.rows.with_columns(pl.col("kind").replace_strict(words, return_dtype=pl.String))
    columns = [
        Column("number", t("Document number")),
        Column("kind", t("Kind of document")),
        Column("customer", t("Buyer")),
        Column("tax_point_on", t("Tax point"), "date"),
        Column("rate", t("VAT rate (%)"), "whole"),
        Column("base", t("Base"), "money"),
        Column("vat", t("VAT"), "money"),
        Column("total", t("Total with VAT"), "money"),
        Column("dic", t("Buyer's DIČ"), shown=False),
        Column("original", t("Corrects the document"), shown=False),
    ]
    empty = Empty(t("No tax document has its tax point in this month."))
    show_list("accounting.documents", named, columns, search=("number", "customer"), by=by, title=t("Documents"),
              row_page="pages/invoices/invoice.py", empty=empty)  # fmt: skip
