"""Exports for the accounting: every haléř of the invoices, once, in A.4 or in A.5."""

import datetime as dt
import io
import zipfile

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib import clock, store
from lib.access import SYSTEM, User
from lib.errors import NotFound
from lib.flows import accounting
from lib.flows.accounting.month import SCHEMA
from lib.invoices import actions, queries
from lib.invoices.queries.one import lines_of
from tests.flows.money import invoice

NOVEMBER = dt.date(2026, 11, 1)
MONEY = st.integers(-5_000_000, 5_000_000)
DOCUMENTS = st.lists(
    st.tuples(st.sampled_from(["", "CZ99000024"]), st.sampled_from(["", "99000024"]),
              st.dictionaries(st.sampled_from([21, 12, 0]), st.tuples(MONEY, MONEY), min_size=1)),
    max_size=12,
)  # fmt: skip


def _rows(documents: list[tuple[str, str, dict[int, tuple[int, int]]]]) -> pl.DataFrame:
    rows = [
        {"id": n, "number": f"2026{n:06}", "kind": "invoice", "customer": "Klas", "ico": ico, "dic": dic,
         "issued_on": NOVEMBER, "tax_point_on": NOVEMBER, "due_on": NOVEMBER, "rate": rate, "base": base, "vat": vat,
         "total": base + vat, "original": "", "reason": "", "order_number": "", "vs": "", "isdoc": ""}
        for n, (dic, ico, rates) in enumerate(documents) for rate, (base, vat) in rates.items()
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=SCHEMA)


@given(DOCUMENTS)
def test_every_haler_is_in_a4_or_in_a5(documents: list[tuple[str, str, dict[int, tuple[int, int]]]]) -> None:
    rows = _rows(documents)
    kh = accounting.statement(rows)
    assert kh.a4.height + (kh.a5["documents"][0] if kh.a5.height else 0) == len(documents)
    assert kh.a4["total"].sum() + kh.a5["total"].sum() == rows["total"].sum()
    for rate in kh.rates:
        of_rate = rows.filter(rate=rate)
        for what in ("base", "vat"):
            assert kh.a4[f"{what}_{rate}"].sum() + kh.a5[f"{what}_{rate}"].sum() == of_rate[what].sum()


@pytest.mark.parametrize(
    ("dic", "total", "individually"),
    [("CZ99000024", 1_000_000, False), ("CZ99000024", 1_000_001, True), ("", 1_000_001, False),
     ("CZ99000024", -1_000_000, False), ("CZ99000024", -1_000_001, True)],
)  # fmt: skip
def test_the_limit_is_ten_thousand_with_vat_up_or_down(dic: str, total: int, individually: bool) -> None:
    kh = accounting.statement(_rows([(dic, "99000024", {21: (total - 100, 100)})]))
    assert (kh.a4.height == 1) == individually
    assert kh.doubtful.height == (0 if dic else 1)


@pytest.fixture
def november(people: dict[str, User]) -> dict[str, int]:
    """Over the limit at two rates, under it, without a DIČ, a credit note of the first, one of October."""
    big, _, party = invoice(
        "Pekařství Klas s.r.o.", "99000024", "OBJ-1", "2026-11-02", "2026-11-16", prices=[(1_000_001, 21), (33, 12)]
    )
    small, _, _ = invoice("", "", "", "2026-11-03", "2026-11-17", party=party)
    person, _, _ = invoice("Eva Nová", None, "OBJ-2", "2026-11-04", "2026-11-18", prices=[(2_000_000, 21)])  # type: ignore[arg-type]
    invoice("Květiny Lípa", "99000032", "OBJ-3", "2026-10-31", "2026-11-14")
    with store.write() as db, clock.fixed("2026-11-20T09:00:00+01:00"):
        first = lines_of(db, big)["id"][0]
        credit = actions.credit(db, big, {first: 500_000}, "Sleva", by=SYSTEM)
    return {"big": big, "small": small, "person": person, "credit": credit}


def _month() -> accounting.Month:
    with store.read() as db:
        return accounting.month(db, NOVEMBER, by=SYSTEM)


def test_a_month_holds_its_documents_by_their_tax_point_to_the_haler(november: dict[str, int]) -> None:
    found = _month()
    assert (found.documents, found.name) == (4, "2026-11")
    with store.read() as db:
        issued = [queries.existing(db, one) for one in november.values()]
        assert accounting.months(db, by=SYSTEM) == [NOVEMBER, dt.date(2026, 10, 1)]
    for name in ("base", "vat", "total"):
        assert found.rows[name].sum() == sum(getattr(one, name) for one in issued)
        assert found.by_rate()[name].sum() == found.rows[name].sum()
    assert found.rows.filter(id=november["credit"])["original"].to_list() == [issued[0].number]


def test_the_control_statement_names_big_ones_with_their_corrections(november: dict[str, int]) -> None:
    kh = accounting.statement(_month().rows)
    assert kh.a4.select("dic", "base_21", "vat_21", "base_12", "vat_12").rows() == [
        ("CZ99000024", 1_000_001, 210_000, 33, 4)
    ]
    assert kh.a5["documents"].to_list() == [3]
    assert kh.doubtful.is_empty()


def test_taxed_advances_are_stated_once(people: dict[str, User]) -> None:
    from lib.invoices import rules
    from lib.invoices.records import Draft
    from tests.invoices.orders import add_order

    with store.write() as db:
        party, order, ads = add_order(db, "Pekařství Klas s.r.o.", "99000024")
        line = rules.line("Inzerce", 2_000_000, 21, ad_id=ads[0])
        advance = actions.issue(db, Draft("advance", party, (line,), order_id=order), by=SYSTEM)
        actions.pay(db, advance, 1_500_000, clock.today(), "hand", by=SYSTEM)
        actions.issue(db, Draft("invoice", party, (line,), order_id=order), by=SYSTEM)
    found = _month()
    assert found.rows.group_by("kind").agg(pl.col("total").sum()).sort("kind").rows() == [
        ("advance_tax", 1_500_000), ("invoice", 920_000),
    ]  # fmt: skip
    assert found.rows["total"].sum() == 2_420_000


def test_a_workbook_with_the_same_sums(november: dict[str, int]) -> None:
    found = _month()
    book = openpyxl.load_workbook(io.BytesIO(accounting.xlsx(found)))
    assert book.sheetnames == ["Doklady", "KH A.4", "KH A.5", "Součty podle sazeb"]
    heads = [cell.value for cell in book["Doklady"][1]]
    totals = [row[heads.index("Celkem s DPH")].value for row in book["Doklady"].iter_rows(min_row=2)]
    assert sum(round(one * 100) for one in totals) == found.rows["total"].sum()
    kh = [book[f"KH A.{n}"].iter_rows(min_row=2) for n in (4, 5)]
    assert sum(round(row[-1].value * 100) for rows in kh for row in rows) == found.rows["total"].sum()


@pytest.mark.parametrize("coding", ["cp1250", "utf-8-sig"])
def test_csv_for_programs_of_the_accounting(november: dict[str, int], coding: str) -> None:
    found = _month()
    text = accounting.csv(found, coding).decode(coding)  # type: ignore[arg-type]
    lines = text.removesuffix("\r\n").split("\r\n")
    assert len(lines) == 1 + found.rows.height
    assert lines[0].startswith("Číslo dokladu;Druh dokladu;Variabilní symbol;Odběratel;IČO odběratele;DIČ odběratele")
    total = lines[0].split(";").index("Celkem s DPH")
    assert sum(int(line.split(";")[total].replace(",", "")) for line in lines[1:]) == found.rows["total"].sum()
    assert "Pekařství Klas s.r.o.;99000024;CZ99000024;2.11.2026" in text


def test_a_letter_that_cp1250_lacks_stops_nothing_and_no_text_runs() -> None:
    rows = _rows([("", "", {21: (100, 21)})]).with_columns(customer=pl.lit('=Ђ; "x"'))
    line = accounting.csv(accounting.Month(NOVEMBER, rows)).decode("cp1250").split("\r\n")[1]
    assert '"\'=?; ""x"""' in line


def test_all_isdoc_of_a_month_in_one_archive(november: dict[str, int]) -> None:
    with store.read() as db:
        found = accounting.month(db, NOVEMBER, by=SYSTEM)
        packed = zipfile.ZipFile(io.BytesIO(accounting.bundle(db, found, by=SYSTEM)))
        number = queries.existing(db, november["big"]).number
        assert packed.read(f"{number}.isdoc") == queries.xml(db, november["big"], by=SYSTEM)
        assert accounting.bundle(db, found, by=SYSTEM) == accounting.bundle(db, found, by=SYSTEM)
        assert sorted(packed.namelist()) == [
            *sorted(f"{one}.isdoc" for one in found.rows["number"].unique()), "doklady-2026-11.csv",
        ]  # fmt: skip
        with pytest.raises(NotFound):
            accounting.bundle(db, accounting.month(db, dt.date(2026, 1, 5), by=SYSTEM), by=SYSTEM)


def test_an_empty_month_is_an_empty_file(office: object) -> None:
    found = _month()
    assert found.documents == 0
    assert openpyxl.load_workbook(io.BytesIO(accounting.xlsx(found))).sheetnames[0] == "Doklady"
