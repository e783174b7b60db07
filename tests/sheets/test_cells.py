"""Bytes in, text out: round trips, cells that must not be lost, and files that would kill a server."""

import csv
import io
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib import config
from lib.errors import BadInput
from lib.sheets import cells, child
from tests.fakes.excel_bombs import BOMBS
from tests.laws import examples
from tests.sheets.neutral import workbook

pytestmark = pytest.mark.slow

CELL = st.text(
    st.characters(codec="cp1250", exclude_categories=("C",), exclude_characters="\xa0"), min_size=1, max_size=8
)
CLEAN = CELL.map(str.strip).filter(lambda text: text and not text.startswith(("<", "{")))
TABLES = st.lists(st.tuples(CLEAN, CLEAN, CLEAN), min_size=2, max_size=6)
QUICK = settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _as_ods(rows: list[tuple[str, ...]]) -> bytes:
    out = io.BytesIO()
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{_escaped(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    body = f'<office:body><office:spreadsheet><table:table table:name="A">{lines}</table:table></office:spreadsheet>'
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        content = (
            f"<?xml version='1.0'?><office:document-content{spaces}>{body}</office:body></office:document-content>"
        )
        archive.writestr("content.xml", content)
    return out.getvalue()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _as_csv(rows: list[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue().encode("cp1250")


def _as_xlsx(rows: list[tuple[str, ...]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("A")
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell)
    return out.getvalue()


@pytest.mark.parametrize("write", [_as_xlsx, _as_ods])
@QUICK
@given(rows=TABLES)
def test_a_workbook_comes_back_as_it_was(
    write: Callable[[list[tuple[str, ...]]], bytes], rows: list[tuple[str, ...]]
) -> None:
    (sheet,) = child.read(write(rows)).values()
    if write is _as_ods:  # OpenDocument collapses spaces inside a paragraph
        rows = [tuple(" ".join(cell.split(" ")) for cell in row) for row in rows]
        if any("  " in cell for row in rows for cell in row):
            return
    assert sheet.drop("row").rows() == rows
    assert sheet["row"].to_list() == list(range(1, len(rows) + 1))


@QUICK
@given(rows=TABLES)
def test_a_csv_of_windows_comes_back_as_it_was(rows: list[tuple[str, ...]]) -> None:
    data = _as_csv([("Číslo", "Název", "Město"), *rows])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        assert child.read(data)["CSV"].drop("row").rows()[1:] == rows


def _fault(data: bytes) -> str | None:
    """The fault of bytes that cannot be read, None when they are rows."""
    try:
        sheets = child.read(data)
    except child.Fault as fault:
        return str(fault)
    assert all("row" in sheet.columns for sheet in sheets.values())
    return None


def _sentence(data: bytes, name: str) -> str | None:
    """The sentence about a file that cannot be read, None when it is rows."""
    try:
        sheets = cells.read_workbook(data, name)
    except BadInput as problem:
        return str(problem)
    assert sum(sheet.height for sheet in sheets.values()) < 2_000_000
    return None


@QUICK
@given(st.binary(max_size=300))
def test_garbage_is_rows_or_one_fault(data: bytes) -> None:
    assert _fault(data) in (None, *child.FAULTS)


WHOLE = workbook({"A": [["Předmět", "Kusů"], ["Hrnek", 12]]})
FLIPS = st.lists(st.tuples(st.integers(0, 4999), st.integers(0, 255)), min_size=1, max_size=20)


@settings(QUICK, max_examples=examples(12))
@given(FLIPS)
def test_a_damaged_workbook_is_rows_or_one_sentence(flips: list[tuple[int, int]]) -> None:
    damaged = bytearray(WHOLE)
    for place, value in flips:
        damaged[place % len(damaged)] = value
    sentence = _sentence(bytes(damaged), "x.xlsx")
    assert sentence is None or "x.xlsx" in sentence


TELLS = {
    "truncated xlsx": "předčasně končí",
    "encrypted xlsx": "chráněný heslem",
    "pdf named xlsx": "není tabulka",
    "png named xlsx": "není tabulka",
    "web page named xls": "není tabulka",
    "old xls": "starém formátu",
    "one cell at XFD1048576": "příliš velký",
    "400 MB of shared strings": "příliš velký",
    "empty file": "prázdný",
    "zip with no workbook": "není tabulka",
}


@pytest.mark.parametrize("name", BOMBS)
def test_every_hostile_file_ends_in_rows_or_in_one_sentence(name: str) -> None:
    sentence = _sentence(BOMBS[name](), "soubor.xlsx")
    assert TELLS.get(name, "") in (sentence or "")
    assert sentence is None or ("soubor.xlsx" in sentence and "{" not in sentence)


def test_too_many_bytes_are_not_even_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MAX_BYTES", 1 << 20)
    with pytest.raises(BadInput, match="má 2\u00a0MB"):
        cells.read_workbook(b"a" * (2 << 20), "x.csv")


def test_a_reading_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "WALL_SECONDS", 0.01)
    with pytest.raises(BadInput, match="příliš dlouho"):
        cells.read_workbook(b"a;b\n1;2\n", "x.csv")


def _one_sheet(write: Callable[[xlsxwriter.Workbook, object], None]) -> pl.DataFrame:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        write(book, book.add_worksheet("A"))
    (sheet,) = child.read(out.getvalue()).values()
    return sheet


def test_rows_keep_the_numbers_that_excel_shows() -> None:
    sheet = _one_sheet(lambda book, sheet: [sheet.write("C3", "a"), sheet.write("C7", "b"), sheet.write("D7", 5)])
    assert sheet.columns == ["c2", "c3", "row"]
    assert sheet.rows() == [("a", None, 3), ("b", "5", 7)]


def test_numbers_dates_and_identifiers_keep_their_form() -> None:
    def write(book: xlsxwriter.Workbook, sheet: object) -> None:
        day, time = book.add_format({"num_format": "d. m. yyyy"}), book.add_format({"num_format": "h:mm"})
        sheet.write_string("A1", "00297577")
        sheet.write_number("B1", 1815.0)
        sheet.write_number("C1", 1815.5)
        sheet.write_number("D1", 46143, day)
        sheet.write_number("E1", 0.375, time)

    assert _one_sheet(write).rows() == [("00297577", "1815", "1815.5", "2026-05-01", "09:00:00", 1)]


def test_a_number_of_three_decimals_is_not_thousands() -> None:
    def write(book: xlsxwriter.Workbook, sheet: object) -> None:
        sheet.write_number("A1", 99.165)
        sheet.write_string("B1", "99.165")

    assert _one_sheet(write).rows() == [("99.1650", "99.165", 1)]


def test_an_error_of_excel_is_no_empty_cell() -> None:
    sheet = _one_sheet(lambda book, sheet: [sheet.write_formula("B2", "=NA()", None, "#N/A"), sheet.write("C2", "x")])
    assert sheet.rows() == [("#NA", "x", 2)]


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ("\ufeffDen;Kč\r\n1. 5. 2026;1,5\r\n".encode(), [("Den", "Kč"), ("1. 5. 2026", "1,5")]),
        ('sep=,\r\n"Facebook"\r\n"Date","Primary"\r\n'.encode("utf-16"), [("Facebook", None), ("Date", "Primary")]),
        (b'a,b\n"1,5",2\n', [("a", "b"), ("1,5", "2")]),
        (b"a\tb\n1\t2\n", [("a", "b"), ("1", "2")]),
        (b"a;b\n1;2;3\n4\n", [("a", "b", None), ("1", "2", "3"), ("4", None, None)]),
    ],
)
def test_csv_of_every_origin(data: bytes, rows: list[tuple[str | None, ...]]) -> None:
    assert child.read(data)["CSV"].drop("row").rows() == rows


def test_rows_of_google_have_the_same_form() -> None:
    sheet = cells.from_values({"A": [["Číslo", "Kusů"], [], ["A1", 12.0, None]]})["A"]
    assert sheet.rows() == [("Číslo", "Kusů", None, 1), ("A1", "12", None, 3)]


@pytest.mark.parametrize(("column", "shown"), [("c0", "A"), ("c25", "Z"), ("c26", "AA"), ("c16383", "XFD")])
def test_letters_of_columns(column: str, shown: str) -> None:
    assert cells.letter(column) == shown


def _child(greedy: str) -> subprocess.CompletedProcess[bytes]:
    """The child's main() with a reading that wants too much."""
    code = f"from lib.sheets import child\nchild.CPU_SECONDS = 1\n{greedy}\nchild.main()"
    return subprocess.run([sys.executable, "-c", code], input=b"x", capture_output=True, cwd=config.ROOT, check=False)


def test_the_child_gets_no_more_memory_than_its_share() -> None:
    assert _child("child.read = lambda data: bytearray(child.MEMORY)").stdout == b'{"fault": "large"}\n'


def test_the_child_gets_no_more_time_than_its_share() -> None:
    stopped = _child("def read(data):\n    while True: pass\nchild.read = read")
    assert stopped.returncode in (-signal.SIGXCPU, -signal.SIGKILL)


def test_the_child_writes_no_file(tmp_path: Path) -> None:
    greedy = f"child.read = lambda data: open({str(tmp_path / 'x')!r}, 'w').write('x' * 99999)"
    assert b"unreadable" in _child(greedy).stdout or not (tmp_path / "x").stat().st_size
