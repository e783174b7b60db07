"""Our squares are segno's squares, and another reader reads them.

Where the words of a text end on the boundary of a word, segno 1.6 adds a word of zeros (it pads by 8 − length mod 8);
readers pass over it, but the squares differ. There the other reader alone is the judge.
"""

import pytest
import segno
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from lib.paper.qr_matrix import _BLOCKS, _LETTERS, _size_of_text, _version, matrix

PAYMENT = "SPD*1.0*ACC:CZ6508000000192000145399*AM:1815.00*CC:CZK*MSG:FAKTURA 2026100012*X-VS:2026100012"


def check(text: str) -> None:
    """Against segno, or against the reader where segno pads too much."""
    ours = [bytes(row) for row in matrix(text)]
    code = segno.make(text, mode="alphanumeric", error="m", boost_error=False, mask=2, micro=False)
    if ours != [bytes(row) for row in code.matrix]:
        assert (_size_of_text(len(text), int(code.version)) + 4) % 8 == 0
        assert read(text) == text


def read(text: str) -> str:
    rows = matrix(text)
    image = Image.new("L", (len(rows) + 8, len(rows) + 8), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            image.putpixel((x + 4, y + 4), 0 if dark == 1 else 255)
    (code,) = zxingcpp.read_barcodes(image.resize((image.width * 6, image.height * 6), Image.Resampling.NEAREST))
    return code.text


@given(st.text(alphabet="".join(_LETTERS), min_size=1, max_size=311))
def test_every_text_has_the_squares_that_segno_gives_it(text: str) -> None:
    check(text)


@pytest.mark.parametrize("version", _BLOCKS)
def test_the_longest_text_of_each_version_and_the_next_one(version: int) -> None:
    longest = max(length for length in range(400) if _version(length) == version)
    for length in (longest - 1, longest, longest + 1):
        check((PAYMENT * 4)[:length])


@pytest.mark.parametrize("text", [PAYMENT, "https://www.brazdov.example/akce", "Příliš žluťoučký", "A" * 500])
def test_another_reader_reads_it(text: str) -> None:
    assert read(text) == text
