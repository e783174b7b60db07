"""Files that lists are exported to: what comes out is what was in, and nothing in them runs."""

import datetime as dt
import io

import openpyxl
import polars as pl
from hypothesis import example, given
from hypothesis import strategies as st

from lib.czech.numbers import parse_money
from lib.ui import export
from lib.ui.badges import State
from lib.ui.columns import Column

COLUMNS = (
    Column("photo", "Foto", "photo"),
    Column("name", "Název"),
    Column("price", "Cena", "money"),
    Column("day", "Den", "date"),
    Column("changed", "Změněno", "moment"),
    Column("state", "Stav", "state", states={"late": State("po termínu", "late")}),
    Column("share", "Podíl", "percent"),
)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=20)


def _frame(name: str = "Hrnek", price: int | None = 181_550) -> pl.DataFrame:
    row = {
        "photo": "/files/x.png",
        "name": name,
        "price": price,
        "day": dt.date(2026, 11, 24),
        "changed": "2026-11-23T07:00:00Z",
        "state": "late",
        "share": 0.25,
    }
    return pl.DataFrame([row], schema_overrides={"price": pl.Int64})


def _read_csv(data: bytes) -> pl.DataFrame:
    return pl.read_csv(data, separator=";", infer_schema_length=0)


def _cells(data: bytes) -> list[object]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    return [cell.value for cell in sheet[2]]


def test_csv_is_what_czech_excel_expects() -> None:
    data = export.csv(_frame(), COLUMNS)
    assert data.decode().splitlines() == [
        "\ufeffNázev;Cena;Den;Změněno;Stav;Podíl",
        "Hrnek;1815,50;24.11.2026;23.11.2026 8:00;po termínu;0,25",
    ]


def test_xlsx_holds_numbers_and_dates() -> None:
    data = export.xlsx(_frame(), COLUMNS, "Sklad: [vše]")
    changed = dt.datetime(2026, 11, 23, 8, 0)
    assert _cells(data) == ["Hrnek", 1815.5, dt.datetime(2026, 11, 24), changed, "po termínu", 0.25]


@given(st.integers(-(10**12), 10**12))
def test_money_comes_back_to_the_haler(price: int) -> None:
    written = _read_csv(export.csv(_frame(price=price), COLUMNS))["Cena"][0]
    assert parse_money(written) == price
    assert round(float(str(_cells(export.xlsx(_frame(price=price), COLUMNS, "Sklad"))[1])) * 100) == price


@given(TEXTS)
@example('=HYPERLINK("http://brazdov.example")')
@example("+420 777 000 111")
@example("-1+1")
@example("@SUM(A1)")
@example("\t=1")
@example("https://brazdov.example")
def test_a_text_stays_a_text(name: str) -> None:
    written = _read_csv(export.csv(_frame(name), COLUMNS))["Název"][0]
    assert written in (name, f"'{name}")
    assert not written.startswith(("=", "+", "-", "@", "\t"))
    cell = openpyxl.load_workbook(io.BytesIO(export.xlsx(_frame(name), COLUMNS, "x"))).active["A2"]  # type: ignore[index]
    assert cell.value == name
    assert cell.data_type == "s"
    assert cell.hyperlink is None


def test_a_heading_cannot_run_either() -> None:
    assert export.csv(_frame(), [Column("name", "=1+1")]).decode().startswith("\ufeff'=1+1")


def test_nothing_stays_nothing() -> None:
    assert _read_csv(export.csv(_frame(price=None), COLUMNS))["Cena"][0] is None
    assert _cells(export.xlsx(_frame(price=None), COLUMNS, ""))[1] is None
