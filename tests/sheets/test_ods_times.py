"""Real cells of time in OpenDocument: the parser gives them as empty, a programme of a house is full of them."""

import io
import zipfile
from pathlib import Path

import pytest

from data.samples.expected import ON_DEFAULT_DAY
from lib.sheets import child
from tests.sheets.test_cells import _as_ods

PROGRAMME = Path(__file__).resolve().parent.parent.parent / "data" / "samples" / "program-dk.ods"


def _with_cell(attributes: str, shown: str) -> bytes:
    """A table of one row whose second cell is of time."""
    plain = f'<table:table-cell office:value-type="string"><text:p>{shown}</text:p>'
    timed = f"<table:table-cell {attributes}><text:p>{shown}</text:p>"
    whole = _as_ods([("od", shown)])
    return _replaced(whole, plain.encode(), timed.encode())


def _replaced(book: bytes, old: bytes, new: bytes) -> bytes:
    archive, out = zipfile.ZipFile(io.BytesIO(book)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as copy:
        for name in archive.namelist():
            copy.writestr(name, archive.read(name).replace(old, new))
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "shown", "read"),
    [
        ("PT15H30M00S", "15:30", "15:30:00"),
        ("PT09H00M00S", "9:00", "09:00:00"),
        ("PT00H00M00S", "0:00", "00:00:00"),
        ("PT9H05M00.5S", "9.05", "09:05:00"),
        ("PT49H00M00S", "49:00", "49:00"),
        ("nonsense", "17.00", "17.00"),
    ],
)
def test_a_cell_of_time_is_read(value: str, shown: str, read: str) -> None:
    for attributes in (
        f'office:value-type="time" office:time-value="{value}"',
        f'table:style-name="ce1" office:time-value="{value}" office:value-type="time" calcext:value-type="time"',
    ):
        book = _with_cell(attributes, shown)
        if "calcext" in attributes:
            book = _replaced(book, b"<office:document-content", b'<office:document-content xmlns:calcext="urn:x"')
        (sheet,) = child.read(book).values()
        assert sheet.drop("row").rows() == [("od", read)]


def test_no_time_of_the_programme_is_lost() -> None:
    (sheet,) = child.read(PROGRAMME.read_bytes()).values()
    assert sheet["c2"].str.contains(r"^\d\d:\d\d:\d\d$").sum() == ON_DEFAULT_DAY["ods_time_cells"]
