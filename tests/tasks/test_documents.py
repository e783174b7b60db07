"""What a person reads on the list of tasks (D21)."""

import dataclasses
import datetime as dt

import pytest

from lib.errors import BadInput
from lib.paper import Letterhead
from lib.tasks.documents import A4_LANDSCAPE, Line, TaskSheet, task_sheet
from tests.paper import printed

MONDAY = dt.date(2026, 11, 23)
HEAD = Letterhead("město Brázdov", "Městský úřad Brázdov", "náměstí Svobody 1, 739 99 Brázdov", "99000016")
LATE = Line(
    number="ÚL 5/2026",
    set_on=dt.date(2026, 10, 1),
    title="Zajistit čestnou stráž a žestě",
    about="Pietní akt, 28. 11. 2026",
    doer="Hana Bílá",
    with_whom="SDH Brázdov",
    due_on=dt.date(2026, 11, 20),
    state="open",
    result="",
    closed_on=None,
    control_on=dt.date(2026, 11, 30),
    note="Klíče má správce.",
)
DONE = dataclasses.replace(
    LATE, number="ÚL 6/2026", title="Přijet do Rydułtów", state="done", result="Domluveno s Żanetą Łęcką.",
    closed_on=dt.date(2026, 11, 24), control_on=None,
)  # fmt: skip
NOBODYS = dataclasses.replace(LATE, number="ÚL 7/2026", doer="", due_on=dt.date(2026, 11, 27), note="", about="")
SHEET = TaskSheet(MONDAY, (LATE, DONE, NOBODYS), HEAD, "1", MONDAY)


def test_the_list_says_what_the_meeting_asks_for() -> None:
    hers, nobodys = printed.pages(task_sheet(SHEET))
    for said in (
        "Úkolový list, 23.–29. 11. 2026", "Hana Bílá: 2 úkoly", "ÚL 5/2026", "1. 10. 2026", "SDH Brázdov",
        "pá 20. 11. 2026", "po termínu", "30. 11. 2026", "splněný", "24. 11. 2026", "Domluveno s Żanetą", "Rydułtów",
        "Zadáno", "Řešitel", "S kým", "Termín", "Stav", "Výsledek", "Kontrola", "D21",
    ):  # fmt: skip
        assert said in hers, said
    assert "Pietní akt, 28. 11. 2026. Klíče má správce." in " ".join(hers.split())
    assert "zatím bez řešitele: 1 úkol" in nobodys
    assert "otevřený" in nobodys


def test_everybody_may_stand_in_one_table() -> None:
    (page,) = printed.pages(task_sheet(SHEET, by_person=False))
    assert "ÚL 5/2026" in page
    assert "ÚL 7/2026" in page


def test_a_week_without_tasks_says_so() -> None:
    (page,) = printed.pages(task_sheet(dataclasses.replace(SHEET, lines=())))
    assert "V tomto týdnu není žádný úkol." in page


def test_the_same_records_give_the_same_bytes() -> None:
    assert task_sheet(SHEET) == task_sheet(SHEET)


def test_long_lists_stay_on_the_paper_and_repeat_their_head() -> None:
    many = tuple(dataclasses.replace(LATE, number=f"ÚL {n}/2026", title="Dlouhý úkol " * 12) for n in range(1, 61))
    pdf = task_sheet(dataclasses.replace(SHEET, lines=many))
    pages = printed.pages(pdf)
    assert len(pages) > 3
    assert all("Výsledek" in page for page in pages)
    assert not printed.overruns(pdf, A4_LANDSCAPE.side, A4_LANDSCAPE.top, A4_LANDSCAPE.high - 5)


def test_what_cannot_be_printed_is_said() -> None:
    with pytest.raises(BadInput):
        task_sheet(dataclasses.replace(SHEET, lines=(dataclasses.replace(LATE, title="花"),)))
