"""Files for the accounting: a workbook, csv for programs that read it, and all ISDOC of a month in one archive."""

import io
import zipfile
from typing import Literal

import polars as pl

from lib import xlsx as workbook
from lib.access import User, needs
from lib.errors import NotFound
from lib.flows.accounting.month import Month
from lib.flows.accounting.statement import statement
from lib.i18n import speaking, t
from lib.invoices import queries, rules
from lib.store import Database
from lib.xlsx import FORMULA, Column, Sheet

Coding = Literal["cp1250", "utf-8-sig"]


@speaking("cs")
def xlsx(found: Month) -> bytes:
    """Four sheets: documents by rates, A.4, A.5, sums by rates. Money are numbers of koruny with two decimals."""
    kh = statement(found.rows)
    sums = [_money(f"{what}_{rate}", f"{_SUMS[what]()} {rate} %") for rate in kh.rates for what in _SUMS]
    a4 = [
        Column("dic", t("Buyer's DIČ"), width=14),
        Column("number", t("Document number"), width=14),
        Column("tax_point_on", t("Tax point"), "date", 12),
        Column("customer", t("Buyer"), width=32),
        *sums,
        _money("total", t("Total with VAT")),
    ]
    a5 = [Column("documents", t("Documents"), "whole"), *sums, _money("total", t("Total with VAT"))]
    by_rate = [Column("rate", t("VAT rate (%)"), "whole"), Column("documents", t("Documents"), "whole"), *_sums()]
    return workbook.book(
        Sheet(t("Documents"), _told(found.rows), _columns()),
        Sheet("KH A.4", kh.a4, a4),
        Sheet("KH A.5", kh.a5, a5),
        Sheet(t("Sums by rates"), found.by_rate(), by_rate),
    )


@speaking("cs")
def csv(found: Month, coding: Coding = "cp1250") -> bytes:
    """The documents by rates: semicolons, decimal commas, dates `24.11.2026`. A letter that cp1250 does not have
    becomes a question mark; UTF-8 has them all."""
    columns = _columns()
    texts = _told(found.rows).select(_written(column).alias(column.label) for column in columns)
    text = texts.write_csv(separator=";", line_terminator="\r\n", null_value="")
    return text.encode(coding, errors="replace")


def _written(column: Column) -> pl.Expr:
    value = pl.col(column.name)
    if column.kind == "money":
        halere = value.abs()
        sign = pl.when(value < 0).then(pl.lit("-")).otherwise(pl.lit(""))
        return pl.concat_str([sign, halere // 100, pl.lit(","), (halere % 100).cast(pl.String).str.zfill(2)])
    if column.kind == "date":
        return pl.concat_str([value.dt.day(), value.dt.month(), value.dt.year()], separator=".")
    if column.kind == "text":
        formula = pl.any_horizontal([value.str.starts_with(sign) for sign in FORMULA])
        return pl.when(formula).then(pl.lit("'") + value).otherwise(value)
    return value.cast(pl.String)


def _columns() -> list[Column]:
    return [
        Column("number", t("Document number"), width=14),
        Column("kind", t("Kind of document"), width=20),
        Column("vs", t("Variable symbol"), width=14),
        Column("customer", t("Buyer"), width=32),
        Column("ico", t("Buyer's IČO"), width=12),
        Column("dic", t("Buyer's DIČ"), width=14),
        Column("issued_on", t("Issued on"), "date", 12),
        Column("tax_point_on", t("Tax point"), "date", 12),
        Column("due_on", t("Due on"), "date", 12),
        Column("rate", t("VAT rate (%)"), "whole", 10),
        *_sums(),
        Column("original", t("Corrects the document"), width=14),
        Column("reason", t("Reason"), width=32),
        Column("order_number", t("Order number"), width=14),
    ]


def _sums() -> list[Column]:
    return [_money("base", t("Base")), _money("vat", t("VAT")), _money("total", t("Total with VAT"))]


_SUMS = {"base": lambda: t("Base"), "vat": lambda: t("VAT")}


def _money(name: str, label: str) -> Column:
    return Column(name, label, "money", 14)


def _told(rows: pl.DataFrame) -> pl.DataFrame:
    words = {kind: t(word) for kind, word in rules.KINDS.items()}
    return rows.with_columns(pl.col("kind").replace_strict(words, return_dtype=pl.String))


@needs("invoices.read")
def bundle(db: Database, found: Month, *, by: User) -> bytes:
    """All ISDOC of the month, byte for byte as issued, with their list in csv. NotFound when there is none."""
    documents = found.rows.filter(pl.col("isdoc") != "").unique("id", maintain_order=True)
    if documents.is_empty():
        raise NotFound("There is no ISDOC document in this month.")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for row in documents.iter_rows(named=True):
            _put(packed, f"{row['number']}.isdoc", queries.xml(db, row["id"], by=by))
        _put(packed, f"doklady-{found.name}.csv", csv(found, "utf-8-sig"))
    return made.getvalue()


def _put(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    """The same content gives the same archive: no day of packing in it."""
    with packed.open(name, "w") as file:
        file.write(content)
