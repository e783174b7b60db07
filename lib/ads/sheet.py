"""How the office's spreadsheet of ads (a sheet a year, and the older program's csv) maps to ads."""

from collections.abc import Sequence

import polars as pl

from lib import store
from lib.ads import actions, rules
from lib.czech import numbers
from lib.czech.sorting import fold_frame
from lib.i18n import N
from lib.sheets import problems
from lib.sheets.kind import Field, SheetKind
from lib.store import Database

FIELDS = (
    Field("order_number", N("Order number"), synonyms=("Obj. č.", "Č. obj.", "Objednávka"), required=True),
    Field("issue", N("Issue"), synonyms=("Číslo BN", "Číslo", "Vydání", "Číslo novin"), required=True),
    Field("advertiser", N("Advertiser"), synonyms=("Inzerent", "Zákazník", "Odběratel", "Firma"), required=True),
    Field("ico", N("Advertiser's IČO"), "ico", ("IČO", "IČ", "IČO inzerenta")),
    Field("kind", N("Kind of ad"), synonyms=("Druh", "Druh inzerce", "Typ")),
    Field("format", N("Size"), synonyms=("Formát", "Velikost", "Rozměr")),
    Field("page", N("Page of the paper"), synonyms=("Strana", "Str.")),
    Field("price_without_vat", N("Price without VAT"), "money", ("Cena bez DPH", "Základ", "Bez DPH", "Základ DPH")),
    Field("vat", N("VAT"), "money", ("DPH", "DPH Kč")),
    Field("price_with_vat", N("Price with VAT"), "money", ("Cena s DPH", "Celkem s DPH", "S DPH", "K úhradě")),
    Field("invoice_number", N("Invoice number"), synonyms=("Faktura č.", "Faktura", "Číslo faktury", "VS")),
    Field("issued_on", N("Issued on"), "date", ("Vystaveno", "Datum vystavení", "Vystavena")),
    Field("due_on", N("Due on"), "date", ("Splatnost", "Datum splatnosti", "Splatná")),
    Field("paid_on", N("Paid on"), "date", ("Uhrazeno dne", "Uhrazeno", "Zaplaceno", "Datum úhrady")),
    Field("note", N("Note"), synonyms=("Poznámka", "Pozn.")),
)  # fmt: skip
NO_ISSUE = N("This is not an issue of the paper. Write the number of the month and the year, like 4/2026 or 7–8/2026.")
WRONG_SUM = N(
    "Wrong sum: {price} and VAT {vat} do not make {said}. Revenue counts {price}. Correct the wrong one of the three."
)
NO_PRICE = N("The price without VAT is missing, so the ad counts as 0 Kč in revenue. Fill it in.")
OF_OFFICE = N(
    "An order of this number is kept in Kancelář, so the row is left out. Give it another number in the spreadsheet."
)
_TYPES = {"money": pl.Int64, "date": pl.Date}
_SCHEMA = {"record_id": pl.Int64} | {field.name: _TYPES.get(field.cell, pl.String) for field in FIELDS}
_CURRENT = """
select ad.id as record_id, order_number, issue_number || '/' || issue_year as issue, party.name as advertiser,
    party.ico, ad.kind, format, page, price_without_vat, vat, price_with_vat, invoice_number, issued_on, due_on,
    paid_on, ad.note
from ad join party on party.id = party_id where ad.id in (select value from json_each(?))
"""
_KEYS = """select ad.id as record_id, order_number, issue_number || '/' || issue_year as issue
    from ad left join ad_order o on o.id = order_id where o.source is not 'office'"""
_OFFICE = """select lower(number) as number from ad_order where source = 'office'
    union select lower(order_number) from ad join ad_order o on o.id = order_id where o.source = 'office'"""


def _refine(rows: pl.DataFrame) -> pl.DataFrame:
    """Kinds as codes, single spaces in names and order numbers, issues as `4/2026`; no issue stays as typed."""
    issue = rules.issues(rows["issue"]).select(pl.format("{}/{}", "number", "year")).to_series()
    kinds = pl.DataFrame({"said": rows["kind"].unique()}).with_columns(kind=_kind())
    said = rows.select(said="kind").join(kinds, on="said", how="left", maintain_order="left", nulls_equal=True)
    return rows.with_columns(
        order_number=_spaces("order_number"),
        advertiser=_spaces("advertiser"),
        issue=pl.coalesce(issue, pl.col("issue").str.strip_chars()),
        kind=said["kind"],
    )


def _kind() -> pl.Expr:
    folded = fold_frame(pl.col("said"))
    return folded.replace_strict(rules.KIND_WORDS, default="other", return_dtype=pl.String).fill_null("other")


def _spaces(name: str) -> pl.Expr:
    return pl.col(name).str.replace_all(r"\s+", " ").str.strip_chars()


def _check(db: Database, rows: pl.DataFrame) -> pl.DataFrame:
    """A row without a known issue, or with the number of an order of the office, is left out; prices that contradict
    each other are told and taken as they are."""
    numbered = rows.with_columns(position=pl.int_range(pl.len(), dtype=pl.Int64))
    no_issue = rules.issues(rows["issue"])["first"].is_null()
    priceless = rows["price_without_vat"].is_null() & ~rules.is_cancelled(rows["note"])
    wrong = numbered.filter(rules.wrong_sum())
    ours = _alike_known(rows["order_number"], [row["number"] for row in store.rows(db, _OFFICE)])
    told = [
        _told(numbered.filter(ours), "order_number", OF_OFFICE, pl.col("order_number"), blocks=True),
        _told(numbered.filter(no_issue), "issue", NO_ISSUE, pl.col("issue"), blocks=True),
        _told(wrong, "price_with_vat", WRONG_SUM).with_columns(_sums(wrong)),
        _told(numbered.filter(priceless), "price_without_vat", NO_PRICE),
    ]
    return pl.concat(told).sort("position", maintain_order=True)


def _told(
    rows: pl.DataFrame, name: str, sentence: str, value: pl.Expr | None = None, *, blocks: bool = False
) -> pl.DataFrame:
    return rows.select(
        "position",
        field=pl.lit(name),
        value=pl.lit(None, pl.String) if value is None else value,
        sentence=pl.lit(sentence),
        blocks=pl.lit(blocks),
        params=pl.lit("{}"),
    )


def _sums(wrong: pl.DataFrame) -> list[pl.Series]:
    """The price with VAT as people write it, and the fields of WRONG_SUM, row by row."""
    prices = [
        {name: numbers.money(halere) for name, halere in zip(("price", "vat", "said"), row, strict=True)}
        for row in wrong.select("price_without_vat", "vat", "price_with_vat").rows()
    ]
    return [
        pl.Series("value", [price["said"] for price in prices], dtype=pl.String),
        pl.Series("params", [problems.pack(price) for price in prices], dtype=pl.String),
    ]


def _current(db: Database, record_ids: Sequence[int]) -> pl.DataFrame:
    ids = "[" + ",".join(map(str, record_ids)) + "]"
    found = store.frame(db, _CURRENT, _SCHEMA, (ids,))
    return found.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in actions.TEXTS)


def _find(db: Database, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows whose order and issue the store has already from another spreadsheet."""
    known = store.frame(db, _KEYS, {"record_id": pl.Int64, "order_number": pl.String, "issue": pl.String})
    wanted = rows.select(pl.int_range(pl.len(), dtype=pl.Int64).alias("position"), _alike("order_number"), "issue")
    return wanted.join(known.with_columns(_alike("order_number")), on=["order_number", "issue"]).select(
        "position", "record_id"
    )


def _alike_known(numbers: pl.Series, known: list[str]) -> pl.Series:
    return numbers.str.to_lowercase().is_in(known).fill_null(False)


def _alike(name: str) -> pl.Expr:
    return pl.col(name).str.to_lowercase()


ADS = SheetKind(
    code="ads.ads",
    label=N("Ads of the paper"),
    permission="ads.edit",
    fields=FIELDS,
    key=("order_number", "issue"),
    current=_current,
    insert=lambda db, rows, by: actions.insert_imported(db, rows, by=by),
    update=lambda db, rows, by: actions.update_imported(db, rows, by=by),
    remove=lambda db, ids, by: actions.remove_imported(db, ids, by=by),
    write=lambda db, new, changed, gone, by: actions.write_imported(db, new, changed, gone, by=by),
    check=_check,
    find=_find,
    refine=_refine,
)
