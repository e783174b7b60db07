"""The screens of invoices: the list, one document with everything done to it, a whole issue invoiced."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from lib import clock, store
from lib.access import User
from lib.flows import work
from lib.invoices import actions, queries, rules
from lib.invoices.records import Draft
from tests.invoices.orders import add_issue, add_order
from tests.pages.conftest import Page


@pytest.fixture
def by(people: dict[str, User]) -> User:
    """One order over two issues, its first ad on an invoice."""
    editor = people["editor"]
    with store.write() as db:
        add_issue(db, 2026, 11, out_on="2026-11-16")
        party, order, ads = add_order(db, "Pekařství Klas s.r.o.", "99000024", issues=2)
        line = rules.line("Inzerce 1/4 strany, číslo 11/2026", 100_000, 21, ad_id=ads[0])
        actions.issue(db, Draft("invoice", party, (line,), order_id=order), by=editor)
    return editor


@pytest.fixture
def page(room: Callable[..., Page]) -> Page:
    """`page("invoice", id=1)`: the page after its first run, which must not fail."""
    return room("invoices", "editor")


def press(app: AppTest, label: str, which: int = 0) -> AppTest:
    [button for button in app.button if button.label.replace("\xa0", " ") == label][which].click().run()
    assert not app.exception, app.exception
    return app


def fill(app: AppTest, label: str, value: str, which: int = 0) -> None:
    [field for field in app.text_input if field.label == label][which].set_value(value)


def now(invoice_id: int = 1) -> queries.Invoice:
    with store.read() as db:
        return queries.existing(db, invoice_id)


def test_the_list_says_what_is_owed(page: Page, by: User) -> None:
    app = page("invoices", "reader")
    assert (app.title[0].value, app.caption[0].value.replace("\xa0", " ")) == (
        "Faktury", "Na úhradu čeká 1 210 Kč na 1 dokladu.",
    )  # fmt: skip


def test_an_advance_that_came_asks_for_its_tax_document(page: Page, by: User) -> None:
    with store.write() as db:
        draft = Draft("advance", 1, (rules.line("Inzerce", 100_000, 21),), order_id=1)
        advance = actions.issue(db, draft, by=by)
        actions.pay(db, advance, 121_000, clock.today(), "bank", by=by)
    app = page("invoices")
    assert any("8. 12. 2026" in text.value.replace("\xa0", " ") for text in app.text)
    press(app, "Vystavit daňový doklad")
    assert now(3).kind == "advance_tax"


def test_a_reader_sees_the_document_and_no_buttons(page: Page, by: User) -> None:
    app = page("invoice", "reader", id=1)
    assert app.title[0].value == "Faktura 2026100001"
    assert {"Vystavit opravný daňový doklad", "Zapsat platbu"}.isdisjoint({one.label for one in app.button})


def test_a_payment_is_recorded_and_a_wrong_one_refused(page: Page, by: User) -> None:
    app = page("invoice", id=1)
    fill(app, "Částka", "nula")
    press(app, "Zapsat platbu")
    assert app.error
    assert now().paid == 0
    fill(app, "Částka", "210")
    press(app, "Zapsat platbu")
    assert not app.error
    assert (now().paid, now().state) == (21_000, "part")


def test_cash_closes_the_invoice_and_is_taken_back(page: Page, by: User) -> None:
    app = press(page("invoice", id=1), "Přijmout 1 210 Kč v hotovosti")
    assert now().state == "paid"
    app = page("invoice", id=1)
    fill(app, "Důvod", "omyl")
    press(app, "Vzít platbu zpět")
    assert now().open == 121_000


def test_a_credit_note_over_its_original_is_refused_and_a_right_one_issued(page: Page, by: User) -> None:
    app = page("invoice", id=1)
    label = next(field.label for field in app.text_input if "nejvýš" in field.label)
    fill(app, label, "1211")
    fill(app, "Důvod", "chybná barva")
    press(app, "Vystavit opravný daňový doklad")
    assert "lze opravit už jen" in app.error[0].value
    fill(app, label, "121")
    press(app, "Vystavit opravný daňový doklad")
    assert (now(2).number, now(2).total, now().open) == ("2026400001", -12_100, 108_900)
    assert page("invoice", id=2).title[0].value == "Opravný daňový doklad 2026400001"


def test_reminders_are_stopped_with_a_reason(page: Page, by: User) -> None:
    app = page("invoice", id=1)
    reasons = [field for field in app.text_input if field.label == "Důvod"]
    reasons[-1].set_value("reklamace")
    press(app, "Pozastavit upomínky")
    assert now().held == "reklamace"
    press(page("invoice", id=1), "Znovu posílat upomínky")
    assert now().held == ""


def test_a_whole_issue_is_issued_by_the_worker(page: Page, by: User) -> None:
    with store.write() as db:
        add_order(db, "Květiny Flóra", "99000032", number="OBJ-2")
        foreign, _, _ = add_order(db, "Kvety Žofia", None, number="OBJ-3")
        db.conn.execute("update party set country = 'SK' where id = ?", (foreign,))
    app = page("issue")
    assert "zahraničí" in app.error[0].value
    press(app, "Vystavit 1 doklad za 1 210 Kč")
    assert "neběží" in page("issue", cislo=1).warning[0].value
    assert work.run_one_job()
    assert now(2).customer.name == "Květiny Flóra"
    assert "Vystaven 1" in page("issue", cislo=1).caption[1].value.replace("\xa0", " ")


def test_one_order_gets_its_receipt_for_cash(page: Page, by: User) -> None:
    app = press(page("issue", objednavka=1), "Vystavit pokladní doklad")
    assert not app.error
    assert (now(2).kind, now(2).state) == ("cash", "paid")
    assert page("issue", objednavka=1).caption[1].value == "U této objednávky teď není co fakturovat."


def test_a_reader_cannot_issue(page: Page, by: User) -> None:
    with pytest.raises(AssertionError):
        page("issue", "reader")
