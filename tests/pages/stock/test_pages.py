"""The screens of the cupboard, each drawn and used."""

import datetime as dt
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from lib import store
from lib.stock import queries
from lib.stock.rules import Line
from tests.pages.conftest import press
from tests.stock.cupboard import Cupboard

Page = Callable[..., AppTest]
Gone = list[tuple[str, dict[str, str]]]
READ = ("items", "handovers", "movements", "recipients")


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("role", ["reader", "storekeeper"])
def test_everybody_may_look(page: Page, name: str, role: str) -> None:
    assert page(name, role).title[0].value


@pytest.mark.parametrize("name", ["item", "handover"])
def test_a_card_and_a_protocol_open_by_their_address(page: Page, name: str) -> None:
    app = page(name, "reader", id=1)
    assert app.title[0].value == {"item": "Hrnek se znakem", "handover": "Protokol PP-2026-001"}[name]


def test_the_list_says_how_things_stand(page: Page) -> None:
    assert "2\u00a0předměty" in page("items").caption[0].value


def test_the_list_on_a_past_day_stands_in_the_address(page: Page) -> None:
    app = page("items", ke_dni="2026-01-01")
    assert app.date_input[0].value == dt.date(2026, 1, 1)
    assert "0\u00a0Kč" in app.caption[0].value


def test_hand_out_in_four_touches(page: Page, cupboard: Cupboard, gone: Gone) -> None:
    """What, how many, to whom, save: the purpose, the place and the day are filled in."""
    app = page("hand_out")
    app.selectbox[0].set_value(cupboard.bag).run()
    app.number_input[0].set_value(3).run()
    next(box for box in app.selectbox if box.label == "Komu").set_value("SDH Brázdov").run()
    press(app, "Vydat předměty")
    assert not app.error, app.error[0].value
    assert gone == [("handover.py", {"id": "2"})]
    assert cupboard.balance(cupboard.bag) == 7
    with store.read() as db:
        newest = queries.handovers(db, by=cupboard.by).row(0, named=True)
    assert (newest["number"], newest["receiver"], newest["purpose"]) == (
        "PP-2026-002",
        "SDH Brázdov",
        "propagace města",
    )


def test_what_was_typed_stays_when_it_is_refused(page: Page, cupboard: Cupboard) -> None:
    app = page("hand_out")
    app.selectbox[0].set_value(cupboard.bag).run()
    app.number_input[0].set_value(11).run()
    press(app, "Vydat předměty")
    assert app.error[0].value == "Doplňte, kdo předměty přebírá."
    next(box for box in app.selectbox if box.label == "Komu").set_value("SDH Brázdov").run()
    press(app, "Vydat předměty")
    assert "zbývá jen 10\u00a0ks" in app.error[0].value
    assert app.number_input[0].value == 11
    assert cupboard.balance(cupboard.bag) == 10


def test_a_receipt_is_recorded(page: Page, cupboard: Cupboard) -> None:
    app = page("receive", id=cupboard.bag)
    app.number_input[0].set_value(5).run()
    press(app, "Zapsat")
    assert not app.error, app.error[0].value
    assert cupboard.balance(cupboard.bag) == 15


def test_a_form_left_half_filled_says_what_is_missing(page: Page) -> None:
    app = press(page("receive"), "Zapsat")
    assert app.error[0].value == "Vyberte předmět."


@pytest.mark.parametrize("kind", ["T", "R", "Z", "I"])
def test_every_kind_of_movement_has_its_fields(page: Page, kind: str) -> None:
    app = page("receive")
    app.button_group[0].set_value(kind).run()
    assert not app.exception


def test_a_card_is_written(page: Page, cupboard: Cupboard) -> None:
    app = page("edit_item", id=cupboard.bag)
    app.text_input[1].set_value("Taška plátěná")
    press(app, "Uložit kartu")
    assert not app.error, app.error[0].value
    with store.read() as db:
        assert queries.item(db, cupboard.bag, by=cupboard.by).name == "Taška plátěná"


def test_goods_come_back_and_a_protocol_is_cancelled(page: Page, cupboard: Cupboard) -> None:
    app = page("handover", id=1)
    app.number_input[0].set_value(1)
    press(app, "Zapsat vrácení")
    assert cupboard.balance(cupboard.mug) == 49
    app = page("handover", id=1)
    next(box for box in app.text_input if box.label == "Důvod").set_value("omyl")
    press(app, "Stornovat protokol")
    assert cupboard.balance(cupboard.mug) == 50


def test_over_the_limit_the_page_warns_before_and_does_not_refuse(page: Page, cupboard: Cupboard) -> None:
    cupboard.hand_out(Line(cupboard.mug, 1))
    app = page("hand_out", id=cupboard.bag)
    next(box for box in app.selectbox if box.label == "Komu").set_value("SDH Brázdov").run()
    assert not app.warning
    cupboard.hand_out(Line(cupboard.mug, 1))
    app.run()
    assert "4. žádost" in app.warning[0].value
    next(box for box in app.text_input if box.label == "Kdo to povolil").set_value("starostka")
    press(app, "Vydat předměty")
    with store.read() as db:
        newest = queries.handover(db, 4, by=cupboard.by)
    assert (bool(newest.over_limit), newest.decision) == (True, "starostka")


def test_a_mistake_is_taken_back_from_the_card(page: Page, cupboard: Cupboard) -> None:
    app = page("item", id=cupboard.bag)
    app.selectbox[0].set_value(2)
    press(app, "Stornovat pohyb")
    assert cupboard.balance(cupboard.bag) == 0
