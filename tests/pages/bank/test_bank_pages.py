"""Pages of the bank: a statement is brought, what is certain is confirmed in one press, the rest one by one."""

import pytest

from lib import store
from lib.access import SYSTEM
from lib.bank import actions, queries
from lib.invoices import queries as invoices
from tests.bank.by_hand import gpc, head, item, statement
from tests.bank.conftest import Owing
from tests.pages.conftest import Led, Page, press, words


def take(data: bytes, name: str = "vypis.gpc") -> list[int]:
    with store.write() as db:
        taken = actions.take_in(db, data, name, by=SYSTEM)
        found = db.conn.execute("select id from bank_line where statement_id = ? order by id", (taken.statement_id,))
        return [row[0] for row in found]


def open_of(invoice: int) -> int:
    with store.read() as db:
        return invoices.invoice(db, invoice, by=SYSTEM).open


def line(line_id: int) -> queries.Line:
    with store.read() as db:
        return queries.line(db, line_id, by=SYSTEM)


def test_a_statement_is_brought_and_a_bad_one_is_refused_beside_its_field(open_page: Page) -> None:
    app = open_page("statements")
    assert "Zatím není načtený žádný výpis" in words(app)
    app.get("file_uploader")[0].set_value([("vypis.gpc", statement((500, {})), "text/plain")])
    app = press(app, "Načíst výpisy")
    assert "vypis.gpc" in words(app)
    app.get("file_uploader")[0].set_value([("vypis.gpc", statement((500, {}))[:-50], "text/plain")])
    assert "poškozený" in words(press(app, "Načíst výpisy"))
    assert "Vyberte soubor" in words(press(open_page("statements"), "Načíst výpisy"))


def test_a_file_of_the_folder_that_could_not_be_read_stands_above_the_list(open_page: Page) -> None:
    with store.write() as db:
        try:
            actions.take_in(db, b"%PDF", "sken.gpc", by=SYSTEM)
        except Exception as error:
            actions.refuse(db, b"%PDF", "sken.gpc", error)  # type: ignore[arg-type]
    app = open_page("statements")
    assert "sken.gpc není bankovní výpis" in words(app)
    assert "sken.gpc" not in words(press(app, "Zkusit načíst znovu"))


def test_a_statement_says_its_balances_and_the_state_of_each_movement(open_page: Page) -> None:
    take(statement((500, {"text": "KINO"}), (300, {"code": "1", "text": "POPLATEK"})))
    app = words(open_page("statement", id="1"))
    for said in ("Výpis č. 1", "1 000 Kč", "1 002 Kč", "KINO", "ke spárování", "POPLATEK", "odchozí"):
        assert said in app


def test_what_is_certain_is_confirmed_in_one_press(open_page: Page, owing: Owing) -> None:
    first, second, part = owing(121_000), owing(60_500, "Kino"), owing(99_900, "Divadlo")
    take(statement((121_000, {"vs": owing.vs[first]}), (60_500, {"vs": owing.vs[second]}),
                   (50_000, {"vs": owing.vs[part]}), (777, {"text": "NEZNAMY"})))  # fmt: skip
    app = open_page("payments")
    said = words(app)
    assert "S návrhem: 3 platby, bez návrhu: 1." in said
    assert "1 815 Kč" in said
    assert "symbol, částka, jediná taková" in said
    press(app, "Potvrdit 2 jisté platby")
    assert (open_of(first), open_of(second), open_of(part)) == (0, 0, 99_900)
    assert "NEZNAMY" in words(open_page("payments", pohled="Bez návrhu"))


def test_a_suggestion_is_confirmed_on_its_page_and_undone_there(open_page: Page, owing: Owing, gone: Led) -> None:
    invoice = owing(99_900)
    (payment,) = take(statement((50_000, {"vs": owing.vs[invoice], "text": "KVETINARSTVI STASTNA"})))
    app = open_page("payment", id=str(payment))
    assert "souhlasí variabilní symbol (+50)" in words(app)
    assert "Celkem bodů: 65" in words(app)
    press(app, "Potvrdit")
    assert (open_of(invoice), gone) == (49_900, [("payments.py", {})])
    app = open_page("payment", id=str(payment))
    assert "spárováno" in words(app)
    assert "proč" in words(press(app, "Zrušit spárování")).lower()
    app.text_input[0].set_value("omyl")
    press(app, "Zrušit spárování")
    assert open_of(invoice) == 99_900


def test_invoices_are_found_and_chosen_by_hand(open_page: Page, owing: Owing) -> None:
    owing(500, "Kino")
    wanted = owing(700, "Řeznictví Čáp")
    (payment,) = take(statement((900, {"text": "JAN NOVAK"})))
    app = open_page("payment", id=str(payment))
    assert "není návrh" in words(app)
    app.text_input[0].set_value("cap")
    app.run()
    assert [option.split(" · ")[1] for option in app.multiselect[0].options] == ["Řeznictví Čáp"]
    app.multiselect[0].set_value([wanted])
    app.run()
    assert "Použije se 7 Kč z 9 Kč" in words(app)
    press(app, "Spárovat s vybranými")
    assert (open_of(wanted), line(payment).free) == (0, 200)


def test_a_payment_is_set_aside_with_its_reason_and_put_back(open_page: Page) -> None:
    (payment,) = take(statement((900, {"text": "KNIHOVNA"})))
    app = open_page("payment", id=str(payment))
    next(one for one in app.text_input if one.label == "Proč se platba odkládá").set_value("patří knihovně")
    press(app, "Odložit")
    app = open_page("payment", id=str(payment))
    assert "Odloženo: patří knihovně" in words(app)
    press(app, "Vrátit mezi nespárované")
    assert line(payment).state == "waiting"


def test_money_that_went_back_is_offered_to_be_taken_back(open_page: Page, owing: Owing) -> None:
    invoice = owing(500)
    who = {"vs": owing.vs[invoice], "text": "KINO"}
    payment, _ = take(gpc(head(100, 100), item(500, **who), item(500, code="5", document="2", **who)))
    with store.write() as db:
        actions.confirm(db, payment, {invoice: 500}, by=SYSTEM)
    app = open_page("payments", pohled="Vrácené")
    assert "KINO: 5 Kč přišlo" in words(app)
    press(app, "Zrušit spárování a odložit obojí")
    assert open_of(invoice) == 500


@pytest.mark.parametrize("page", ["statements", "payments"])
def test_a_reader_sees_no_statement(open_page: Page, page: str) -> None:
    app = open_page(page, "reader")
    assert app.exception
    assert not app.title
