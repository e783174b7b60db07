"""Pages of the cupboard run by AppTest as somebody who is signed in, over a cupboard with a few things in it."""

from collections.abc import Callable

import pytest

from lib import store
from lib.access import User
from lib.stock import actions
from lib.stock.rules import Card, Line
from tests.pages.conftest import Page
from tests.stock.cupboard import STORE, Cupboard


@pytest.fixture
def cupboard(office: object, people: dict[str, User]) -> Cupboard:
    by = people["storekeeper"]
    with store.write() as db:
        mug = actions.add_item(
            db,
            Card("KER-01", "Hrnek se znakem", "keramika", purchase_price=12000, minimum=20, default_place_id=1),
            by=by,
        )
        bag = actions.add_item(db, Card("TAS-01", "Taška", "textil", purchase_price=4550, minimum=5), by=by)
        actions.receive(db, mug, 50, to_place=STORE, by=by)
        actions.receive(db, bag, 10, to_place=STORE, by=by)
        actions.hand_out(db, actions.Order([Line(mug, 2)], STORE, "Den města", "SDH Brázdov"), by=by)
    return Cupboard(mug, bag, by)


@pytest.fixture
def page(cupboard: Cupboard, room: Callable[..., Page]) -> Page:
    """`page("hand_out", role="storekeeper", id=1)`: the page after its first run, which must not fail."""
    return room("stock", "storekeeper")
