"""Reserving on the screen: the part Gifts of an event, the list of reservations, handing out what is reserved."""

import pytest
from streamlit.testing.v1 import AppTest

from lib import access, store
from lib.access import User
from lib.stock import actions, queries
from lib.ui import guard, menu
from tests.stock.cupboard import Cupboard
from tests.stock.test_reservations import an_event

PART = """
from lib import store
from lib.events import event
from lib.ui import event_gifts
from lib.ui.guard import guard

user = guard("stock.read")
with store.read() as db:
    found = event(db, {event}, by=user)
event_gifts.panel(found, user)
"""


@pytest.fixture(autouse=True)
def _signed_in(cupboard: Cupboard, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.write() as db:
        token = access.start_session(db, "storekeeper")
    monkeypatch.setattr(guard, "cookie_token", lambda: token)


def run(test: AppTest) -> AppTest:
    test.run(timeout=30)
    assert not test.exception, test.exception
    return test


def test_reserved_released_and_handed_out_on_the_screen(cupboard: Cupboard, people: dict[str, User]) -> None:
    event = an_event()
    part = run(AppTest.from_string(PART.format(event=event)))
    part.selectbox[0].select(cupboard.mug)
    part.number_input[0].set_value(30)
    part.button[0].click()
    run(part)
    with store.read() as db:
        free = queries.available(db, by=cupboard.by).filter(item_id=cupboard.mug)["available"].item()
    assert free == cupboard.balance(cupboard.mug) - 30
    part.number_input[0].set_value(free + 1)
    part.selectbox[0].select(cupboard.mug)
    next(button for button in part.button if button.label == "Rezervovat").click()
    run(part)
    assert f"{free}\u00a0ks" in part.error[0].value, "refused beside the field"
    assert part.number_input[0].value == free + 1, "and what was typed stays"
    next(button for button in part.button if button.label == "Uvolnit").click()
    run(part)
    with store.read() as db:
        assert queries.available(db, by=cupboard.by).filter(item_id=cupboard.mug)["available"].item() == free + 30


def test_the_hand_out_of_an_event_is_filled_in(cupboard: Cupboard) -> None:
    event = an_event()
    with store.write() as db:
        actions.reserve(db, cupboard.mug, 30, event_id=event, by=cupboard.by)
    page = AppTest.from_file(menu.file("pages/stock/hand_out.py"))
    page.query_params["akce"] = str(event)
    run(page)
    assert [box.value for box in page.number_input] == [30]
    assert next(box for box in page.text_input if box.label == "Účel").value.startswith("dary na akci ")
    next(box for box in page.selectbox if box.label == "Komu").set_value("SDH Brázdov")
    run(page)
    next(button for button in page.button if button.label == "Vydat předměty").click()
    page.run(timeout=30)
    with store.read() as db:
        assert queries.reservations_of(db, event, by=cupboard.by)["state"].to_list() == ["fulfilled"]


def test_a_draft_for_one_item_is_not_shown_for_another(cupboard: Cupboard) -> None:
    page = AppTest.from_file(menu.file("pages/stock/hand_out.py"))
    for item in (cupboard.mug, cupboard.bag):
        page.query_params["id"] = str(item)
        run(page)
        assert page.selectbox[0].value == item


def test_the_list_of_reservations(cupboard: Cupboard) -> None:
    page = run(AppTest.from_file(menu.file("pages/stock/reservations.py")))
    assert "části Dárky" in page.caption[-1].value or any("Dárky" in one.value for one in page.markdown)
    event = an_event()
    with store.write() as db:
        actions.reserve(db, cupboard.mug, 30, event_id=event, by=cupboard.by)
    page = run(page)
    assert "30 kusů" in page.caption[0].value
