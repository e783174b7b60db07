"""Workbooks: what two independent readers find is what was written, and a bad text cannot damage the file."""

import datetime as dt
import io
import zipfile
from typing import Any

import fastexcel
import openpyxl
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from lib import xlsx
from lib.errors import Refused
from lib.xlsx.cells import letters

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30)
MONEY, DAYS = st.integers(-(10**13), 10**13), st.dates(dt.date(1900, 3, 1), dt.date(9999, 12, 31))
ROWS = st.lists(st.tuples(st.none() | TEXTS, st.none() | MONEY, st.none() | DAYS), min_size=1, max_size=8)
COLUMNS = (
    xlsx.Column("text", "Text"), xlsx.Column("money", "Částka", "money"), xlsx.Column("day", "Den", "date"),
)  # fmt: skip


def _book(**values: list[Any]) -> bytes:
    kinds = {"text": pl.String, "money": pl.Int64, "day": pl.Date}
    frame = pl.DataFrame(values, schema={name: kinds[name] for name in values})
    return xlsx.book(xlsx.Sheet("List", frame, [one for one in COLUMNS if one.name in values]))


def _openpyxl(data: bytes, title: str = "List") -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))[title]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def _kept(text: str | None) -> str | None:
    """What of a text a workbook can carry; an empty one is an empty cell for the readers."""
    if text is None:
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if (c >= " " or c in "\t\n") and c not in "\ufffe\uffff") or None


@given(ROWS)
@example([("=1+1", -1, dt.date(1900, 3, 1)), ("_x0041_x0042_", 7, None), (None, None, None)])
@example([("<&>\"'", -199, dt.date(2026, 11, 23)), ("a\x00\x0b\x1f\ufffe\r\nb", 100, None), ("  00123 ", 0, None)])
def test_openpyxl_reads_what_was_written(rows: list[tuple[Any, ...]]) -> None:
    text, money, day = map(list, zip(*rows, strict=True))
    found = _openpyxl(_book(text=text, money=money, day=day))
    found += [[None] * 3] * (len(rows) - len(found))  # openpyxl leaves empty rows at the end out
    assert [row[0] or None for row in found] == [_kept(one) for one in text]
    assert [None if row[1] is None else round(row[1] * 100) for row in found] == money
    assert [row[2] and row[2].date() for row in found] == day


def test_fastexcel_reads_what_was_written() -> None:
    data = _book(text=["00123", "=A1", None], money=[181_550, -5, 3], day=[dt.date(2026, 11, 23), None, None])
    found = fastexcel.read_excel(data).load_sheet("List", dtypes={"Text": "string"}).to_polars()
    assert found["Text"].to_list() == ["00123", "=A1", None]
    assert found["Částka"].to_list() == [1815.5, -0.05, 0.03]
    assert found["Den"].to_list()[0] == dt.datetime(2026, 11, 23)


def test_numbers_have_the_formats_that_people_expect_and_a_formula_stays_a_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(_book(text=["=1+1", "01"], money=[5, 5], day=[None, None]))).active
    assert sheet is not None
    assert (sheet["B2"].number_format, sheet["C2"].value) == ('#,##0.00\u00a0"Kč"', None)
    assert [(sheet[name].data_type, sheet[name].quotePrefix) for name in ("A2", "A3")] == [("s", True), ("s", False)]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet["A1"].font.b) == ("A2", "A1:C3", True)


def test_moments_shares_and_whole_numbers() -> None:
    row = {"at": [dt.datetime(2026, 11, 23, 8, 5)], "share": [0.125], "n": [12], "bad": [float("nan")]}
    kinds = {"at": "moment", "share": "percent", "n": "whole", "bad": "decimal"}
    columns = [xlsx.Column(name, name, kind) for name, kind in kinds.items()]  # type: ignore[arg-type]
    found = _openpyxl(xlsx.book(xlsx.Sheet("List", pl.DataFrame(row), columns)))[0]
    assert [*found, None][:4] == [dt.datetime(2026, 11, 23, 8, 5), 0.125, 12, None]


def test_several_sheets_have_names_that_excel_takes() -> None:
    frame = pl.DataFrame({"text": ["a"]})
    sheets = [xlsx.Sheet(title, frame, COLUMNS[:1]) for title in ("KH: A.4 [řádky]", "KH A.4 řádky", "'", "x" * 40)]
    data = xlsx.book(*sheets)
    names = openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    assert names == ["KH A.4 řádky", "KH A.4 řádky (2)", "List", "x" * 31]
    assert _openpyxl(data, "List") == [["a"]]


def test_every_part_is_xml_and_the_same_rows_give_the_same_bytes() -> None:
    data = _book(text=["a & b", '"<'], money=[1, 2], day=[None, None])
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.testzip() is None
        for name in packed.namelist():
            etree.fromstring(packed.read(name))
    assert data == _book(text=["a & b", '"<'], money=[1, 2], day=[None, None])


def test_an_empty_frame_has_its_head() -> None:
    data = _book(text=[], money=[], day=[])
    assert [cell.value for cell in openpyxl.load_workbook(io.BytesIO(data))["List"][1]] == ["Text", "Částka", "Den"]


def test_what_excel_cannot_hold() -> None:
    assert len(_openpyxl(_book(text=["ž" * 40_000]))[0][0]) == 32_767
    assert _openpyxl(_book(text=["a"], day=[dt.date(1850, 1, 1)]))[0][1:] in ([None], [])
    with pytest.raises(Refused):
        xlsx.book(xlsx.Sheet("List", pl.DataFrame({"text": ["a"] * 1_048_576}), COLUMNS[:1]))


def test_letters_of_columns() -> None:
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_text_that_looks_like_a_letter_of_excel_stays_itself() -> None:
    with zipfile.ZipFile(io.BytesIO(_book(text=["_x0041_x0042_"]))) as packed:
        assert '<t xml:space="preserve">_x005F_x0041_x005F_x0042_</t>' in packed.read("xl/sharedStrings.xml").decode()
