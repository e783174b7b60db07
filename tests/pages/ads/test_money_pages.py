"""The screens of what is owed, reminders, the accounting's month, the plan: what they say and what they refuse."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from lib import store
from lib.access import SYSTEM, User
from lib.ads.queries import planned
from lib.flows import reminders
from tests.flows.money import invoice
from tests.pages.conftest import Page


@pytest.fixture
def page(room: Callable[..., Page]) -> Page:
    """`page("invoices/aging")`: the page after its first run, which must not fail."""
    return room("", "editor")


@pytest.fixture
def two(people: dict[str, User]) -> tuple[int, int]:
    """A late invoice, and one of 24 200 Kč that is not due yet."""
    late, _, party = invoice("Pekařství Klas s.r.o.", "99000024", "OBJ-1", "2026-10-01", "2026-10-15")
    big, _, _ = invoice("", "", "", "2026-11-02", "2026-12-01", party=party, prices=[(2_000_000, 21)])
    return late, big


def _press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception
    return app


def _said(app: AppTest) -> str:
    parts = [*app.caption, *app.markdown, *app.success, *app.warning, *app.error, *app.text]
    return " ".join(str(one.value) for one in parts).replace("\xa0", " ")


def test_what_is_owed(page: Page, two: tuple[int, int]) -> None:
    app = page("invoices/aging")
    assert "2 pohledávky za 25 410 Kč s DPH, z toho 1 210 Kč po splatnosti" in _said(app)
    assert [one.value.replace("\xa0", " ") for one in app.metric] == ["24 200 Kč", "0 Kč", "1 210 Kč", "0 Kč", "0 Kč"]
    for tab in ("Jednotlivé pohledávky", "Příští týdny"):
        page("invoices/aging", pohled=tab)
    assert "Plateb je zatím málo" in _said(page("invoices/aging", "reader", pohled="Příští týdny"))


def test_letters_are_sent_once_and_stay(page: Page, two: tuple[int, int]) -> None:
    app = page("invoices/reminders")
    box = app.checkbox[0]
    assert "1. upomínka, 1 neuhrazená faktura (2026100001), 1 210 Kč, 39 dnů po splatnosti" in box.label.replace(
        "\xa0", " "
    )
    box.uncheck().run()
    assert "Vyberte alespoň jeden dopis." in _said(_press(app, "Vytvořit dopisy a zapsat odeslání"))
    app.checkbox[0].check().run()
    _press(app, "Vytvořit dopisy a zapsat odeslání")
    with store.read() as db:
        assert reminders.sent(db, by=SYSTEM)["invoice_id"].to_list() == [two[0]]
    again = page("invoices/reminders")
    assert not again.checkbox
    assert "Dnes není koho upomínat." in _said(again)
    assert "1 upomínka, 1 210 Kč, Petra Dlouhá" in _said(page("invoices/reminders", pohled="Odeslané dopisy"))


def test_a_letter_sent_by_mistake(page: Page, two: tuple[int, int]) -> None:
    with store.write() as db:
        reminders.send(db, [two[0]], by=SYSTEM)
    app = page("invoices/reminders", pohled="Faktury po splatnosti")
    assert "Napište, v čem byl omyl." in _said(_press(app, "Zastavit další dopisy"))
    app.text_input[-1].set_value("Zaplaceno hotově")
    _press(app, "Zastavit další dopisy")
    with store.read() as db:
        assert reminders.claims(db, by=SYSTEM)["turn"].to_list() == ["held"]


def test_who_only_reads_sends_nothing(page: Page, two: tuple[int, int]) -> None:
    assert not page("invoices/reminders", "reader").checkbox
    assert not page("ads/plan", "reader").text_input


def test_a_month_for_the_accounting(page: Page, two: tuple[int, int]) -> None:
    app = page("invoices/accounting")
    assert app.title[0].value.replace("\xa0", " ") == "Pro účtárnu: listopad 2026"
    assert "1 daňový doklad, základ 20 000 Kč, DPH 4 200 Kč" in _said(app)
    page("invoices/accounting", pohled="Kontrolní hlášení")
    assert page("invoices/accounting", mesic="2026-10").title[0].value.endswith("říjen 2026")


def test_the_accounting_of_an_office_without_invoices(page: Page) -> None:
    assert "0 daňových dokladů" in _said(page("invoices/accounting", pohled="Kontrolní hlášení"))
    assert "Za inzerci nikdo nic nedluží." in _said(page("invoices/aging"))


def test_the_plan_is_written_and_compared(page: Page, two: tuple[int, int]) -> None:
    app = page("ads/plan")
    assert "Plán na rok 2026 ještě není zapsán." in _said(app)
    app.text_input[0].set_value("minus")
    assert app.error or _press(app, "Rozdělit do měsíců").error
    app.text_input[0].set_value("120 000")
    _press(app, "Rozdělit do měsíců")
    with store.read() as db:
        assert planned.plan(db, 2026, by=SYSTEM)["plan"].sum() == 12_000_000
    app = page("ads/plan")
    app.text_input[1].set_value("")
    _press(app, "Uložit měsíce")
    with store.read() as db:
        assert planned.plan(db, 2026, by=SYSTEM)["plan"].null_count() == 1


def test_revenue_by_pages_and_sizes(page: Page, two: tuple[int, int]) -> None:
    page("ads/revenue", pohled="Strany novin")
    page("ads/revenue", pohled="Rozměry")
