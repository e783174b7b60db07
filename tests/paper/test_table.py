"""Tables: columns, wrapping, repeated heads, totals."""

import pytest

from lib.paper import A4, A5_LANDSCAPE, Cell, Column, Table, amount
from tests.paper import printed

COLUMNS = [Column("Kód", 20), Column("Název"), Column("Cena", 25, "right")]


def test_money_is_right_aligned(paper):
    document = paper()
    Table(document, COLUMNS).draw([("A", "hrnek", amount(500)), ("B", "vlajka", amount(123456700))])
    (lines,) = printed.words(document.pdf())
    place = {line.text.replace("\u00a0", " "): line for line in lines}
    assert place["5,00"].right == pytest.approx(place["1 234 567,00"].right, abs=0.02)
    assert place["5,00"].left > place["1 234 567,00"].left


@pytest.mark.parametrize(
    ("halere", "shown"),
    [(0, "0,00"), (5, "0,05"), (12345, "123,45"), (100000000, "1\u00a0000\u00a0000,00"), (-150, "\u22121,50")],
)
def test_amounts_have_two_decimals(halere, shown):
    assert amount(halere) == shown


def test_a_column_without_width_takes_the_rest(paper):
    assert Table(paper(), COLUMNS).widths == [20, 125, 25]


def test_cells_wrap_and_notes_stand_under_them(paper):
    document = paper()
    Table(document, COLUMNS).draw([("A", Cell("dlouhý název " * 20, "poznámka"), "1,00")])
    (lines,) = printed.words(document.pdf())
    note = next(line for line in lines if line.text == "poznámka")
    name = [line for line in lines if line.text.startswith("dlouhý")]
    assert len(name) > 1
    assert note.bottom > max(line.bottom for line in name)
    assert note.left == name[0].left


@pytest.mark.parametrize("space", range(10, 32))
def test_the_total_never_stands_alone_on_a_page(paper, space):
    document = paper()
    document.gap(document.bottom - document.y - space)
    Table(document, COLUMNS).draw([("R1", "hrnek", "1,00"), ("R2", "hrnek", "1,00")], ("Celkem", "2,00"))
    last = printed.pages(document.pdf())[-1]
    assert "R2" in last
    assert "Celkem" in last


@pytest.mark.parametrize("count", [1, 22, 41, 74])
@pytest.mark.parametrize("format", [A4, A5_LANDSCAPE])
def test_each_page_repeats_the_head_and_each_row_is_printed_once(paper, format, count):
    document = paper(format=format)
    Table(document, COLUMNS).draw([(f"R{n}.", "hrnek", "1,00") for n in range(count)], ("Celkem", "9,00"))
    texts = printed.pages(document.pdf())
    assert [text.count("Název") for text in texts] == [1] * len(texts)
    assert all(sum(f"R{n}." in text for text in texts) == 1 for n in range(count))
    assert f"R{count - 1}." in texts[-1]
    assert "Celkem" in texts[-1]
    low = format.high - format.bottom + 8
    assert printed.overruns(document.pdf(), format.side, format.top, low) == []


def test_a_row_longer_than_a_page_continues_on_the_next(paper):
    document = paper(format=A5_LANDSCAPE)
    words = [f"slovo{n}" for n in range(900)]
    Table(document, COLUMNS).draw([("A", "krátký", "1,00"), ("B", " ".join(words), "2,00")], ("Celkem", "3,00"))
    texts = printed.pages(document.pdf())
    together = " ".join(" ".join(texts).split())
    assert len(texts) > 2
    assert all(word in together for word in words)
    assert printed.overruns(document.pdf(), A5_LANDSCAPE.side, A5_LANDSCAPE.top, 148) == []


def test_an_empty_table_has_a_head_and_a_total(paper):
    document = paper()
    Table(document, COLUMNS).draw([], ("Celkem", "0,00"))
    (text,) = printed.pages(document.pdf())
    assert "Název" in text
    assert "0,00" in text
