"""What a reader finds on the prints of the calendar, read back from the PDFs by a stranger's reader."""

import dataclasses
import datetime as dt

import pytest

from lib.errors import BadInput
from lib.events import wording
from lib.events.documents import Item, Programme, as_text, month_programme, poster, week_sheet
from lib.paper import Letterhead
from tests.paper import printed

HEAD = Letterhead("Město Brázdov", "Městský úřad Brázdov", "Náměstí 1", "99000016", "", "", "www.brazdov.example")
TREE = Item(
    dt.date(2026, 11, 29), dt.date(2026, 11, 29), "Rozsvícení \"našeho\" stromu", "17:00", "19:00", "náměstí",
    "Kulturní a informační centrum", "Přemysl Kůň, 599 000 111", "Zpívá sbor z Żywce a Rydułtów", "zdarma",
)  # fmt: skip
OFF = Item(dt.date(2026, 11, 24), dt.date(2026, 11, 24), "Turistický pochod", "08:00", mark="ZRUŠENO", off=True)
LONG = Item(dt.date(2026, 11, 20), dt.date(2026, 11, 30), "Výstava betlémů", venue="Dům kultury – galerie")
BALL = Item(dt.date(2026, 11, 28), dt.date(2026, 11, 29), "Ples", "20:00", "02:00", inside=("Vedení: Jana Tichá",))
WEEK = Programme(
    dt.date(2026, 11, 23), dt.date(2026, 11, 29), (TREE, OFF, LONG, BALL), ((dt.date(2026, 11, 27), "Den kraje"),),
    HEAD, dt.date(2026, 11, 23),
)  # fmt: skip
PAPERS = (week_sheet, month_programme, poster)


def crowded(count: int) -> Programme:
    items = tuple(dataclasses.replace(TREE, title=f"Akce {number}") for number in range(count))
    return dataclasses.replace(WEEK, items=items)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("390", "390 Kč"), ("70,-", "70 Kč"), ("1 250,- Kč", "1 250 Kč"), ("dospělí 80, děti 40", None), ("", None)],
)
def test_a_bare_amount_is_said_as_money(typed: str, said: str | None) -> None:
    assert wording.admission(typed).replace("\u00a0", " ") == (typed if said is None else said)


def test_the_week_sheet_says_when_what_where_and_whom_to_call() -> None:
    (text,) = printed.pages(week_sheet(WEEK))
    rows = " ".join(text.split())
    assert "Akce v týdnu 23.–29. 11. 2026" in rows
    assert "neděle 29. listopadu 2026 17:00–19:00 Rozsvícení „našeho“ stromu" in rows
    for said in (
        "náměstí",
        "Kulturní a informační centrum",
        "Přemysl Kůň, 599 000 111",
        "Zpívá sbor z Żywce a Rydułtów",
    ):
        assert said in rows
    assert "strana 1/1" in rows


@pytest.mark.parametrize("paper", PAPERS)
def test_what_is_off_and_what_lasts_longer_is_marked(paper) -> None:
    text = " ".join(" ".join(printed.pages(paper(WEEK))).split())
    assert "ZRUŠENO Turistický pochod" in text
    assert "do 30. 11." in text
    assert "20:00–2:00" in text
    assert "Den kraje" in text


@pytest.mark.parametrize("paper", PAPERS)
def test_the_same_records_give_the_same_bytes(paper) -> None:
    assert paper(WEEK) == paper(dataclasses.replace(WEEK))


@pytest.mark.parametrize(("paper", "side"), [(week_sheet, 20), (month_programme, 20), (poster, 24)])
def test_many_events_turn_pages_and_none_is_lost_or_cut(paper, side: float) -> None:
    pdf = paper(crowded(90))
    pages = printed.pages(pdf)
    assert len(pages) > 1
    text = " ".join(" ".join(pages).split())
    assert all(f"Akce {number}" in text for number in range(90))
    assert f"strana 2/{len(pages)}" in text
    assert not printed.overruns(pdf, side, 5, 420)


def test_a_poster_fits_one_sheet_of_a3_when_it_can() -> None:
    few, more = printed.reader(poster(WEEK)), printed.reader(poster(crowded(18)))
    assert len(few.pages) == len(more.pages) == 1
    assert [round(float(side) / 72 * 25.4) for side in few.pages[0].mediabox[2:]] == [297, 420]


def test_the_title_follows_the_span() -> None:
    month = dataclasses.replace(WEEK, first=dt.date(2026, 12, 1), last=dt.date(2026, 12, 31))
    some = dataclasses.replace(WEEK, first=dt.date(2026, 12, 30), last=dt.date(2027, 1, 6))
    assert month.title == "Program na prosinec 2026"
    assert some.title.replace("\u00a0", " ") == "Akce 30. 12. 2026 – 6. 1. 2027"


def test_an_empty_span_says_so() -> None:
    empty = dataclasses.replace(WEEK, items=(), named=())
    for paper in PAPERS:
        assert "Na tyto dny není nic naplánováno." in " ".join(printed.pages(paper(empty))[0].split())
    assert as_text(empty).endswith("Na tyto dny není nic naplánováno.")


def test_the_text_is_ready_for_a_mail() -> None:
    lines = as_text(WEEK).replace("\u00a0", " ").split("\n")
    assert lines[:3] == ["Akce v týdnu 23.–29. 11. 2026", "", "pondělí 23. listopadu 2026"]
    assert lines[3] == "do 30. 11.  Výstava betlémů – Dům kultury – galerie"
    assert "8:00  ZRUŠENO: Turistický pochod" in lines
    assert "   Vedení: Jana Tichá" in lines


def test_a_character_that_cannot_be_printed_is_named() -> None:
    with pytest.raises(BadInput, match="茶"):
        week_sheet(dataclasses.replace(WEEK, items=(dataclasses.replace(TREE, title="Čaj 茶"),)))
