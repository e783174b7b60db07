"""A cupboard with a few things in it, filled the way people fill it: through the room's actions."""

from pathlib import Path

import pytest

from lib import store
from lib.access import User
from lib.stock import actions
from lib.stock.rules import Card
from tests.stock.cupboard import STORE, Cupboard


@pytest.fixture
def cupboard(office: Path, people: dict[str, User]) -> Cupboard:
    by = people["storekeeper"]
    with store.write() as db:
        mug = actions.add_item(
            db,
            Card("KER-01", "Hrnek se znakem", "keramika", purchase_price=12000, minimum=20, default_place_id=1),
            by=by,
        )
        bag = actions.add_item(db, Card("TAS-01", "Taška", "textil", purchase_price=4550, minimum=5), by=by)
        actions.receive(db, mug, 50, to_place=STORE, by=by)
        actions.receive(db, bag, 10, to_place=STORE, supplier="Textil Potisk", by=by)
    return Cupboard(mug, bag, by)
