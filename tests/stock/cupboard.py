"""What tests of the cupboard hold in their hands: the items, the storekeeper, and short ways to ask and to hand out."""

from dataclasses import dataclass

from lib import store
from lib.access import User
from lib.stock import actions, queries
from lib.stock.actions import Order
from lib.stock.rules import Line

STORE, INFO, SECRETARIAT = 1, 2, 3


@dataclass(frozen=True)
class Cupboard:
    """50 mugs and 10 bags in the cupboard; `by` is the storekeeper."""

    mug: int
    bag: int
    by: User

    def balance(self, item: int, place: int = STORE) -> int:
        with store.read() as db:
            held = queries.balances(db, by=self.by).filter(item_id=item, place_id=place)
        return held["quantity"].sum()

    def hand_out(self, *lines: Line, **more: object) -> int:
        order = Order(lines, STORE, "Den města", **{"receiver": "SDH Brázdov", **more})  # type: ignore[arg-type]
        with store.write() as db:
            return actions.hand_out(db, order, by=self.by)
