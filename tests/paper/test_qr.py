"""The QR code is drawn square by square as segno computed it."""

import segno

from lib.paper import draw_qr
from lib.paper.qr import runs
from tests.paper import printed

PAYMENT = "SPD*1.0*ACC:CZ5855000000001265098001*AM:480.50*CC:CZK*MSG:BRAZDOVSKE NOVINY"


def test_runs_cover_exactly_the_dark_squares():
    matrix = segno.make(PAYMENT, error="m", boost_error=False, mask=2, micro=False).matrix
    drawn = [[0] * len(matrix) for _ in matrix]
    for column, row, length in runs(matrix):
        drawn[row][column : column + length] = [1] * length
    assert drawn == [list(row) for row in matrix]


def test_the_code_and_its_caption_are_on_the_paper(paper):
    document = paper()
    before = document.y
    draw_qr(document, PAYMENT, "QR Platba", size=32)
    (text,) = printed.pages(document.pdf())
    assert "QR Platba" in text
    assert document.y > before + 32


def test_a_code_that_does_not_fit_goes_to_the_next_page(paper):
    document = paper()
    document.gap(document.bottom - document.y - 20)
    draw_qr(document, PAYMENT, "QR Platba")
    first, second = printed.pages(document.pdf())
    assert "QR Platba" not in first
    assert "QR Platba" in second
