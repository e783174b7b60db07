"""What is done once a day: series of events are entered further ahead, reservations that ran out are released, guests
of events long past are forgotten, orders of ads come out with their issue, posts that come again are on the board,
addresses that nobody confirmed are forgotten."""

import traceback
from collections.abc import Callable
from typing import Any

from lib import guests, newsletter, stock, store
from lib.access import SYSTEM
from lib.ads import actions as ads
from lib.events import actions as events
from lib.publishing import actions as publishing

DUTIES: tuple[Callable[..., Any], ...] = (
    events.fill_series,
    stock.release_past,
    guests.forget_old,
    ads.come_out,
    publishing.come_again,
    newsletter.forget_unconfirmed,
)
"""Each `duty(db, *, by)` in a transaction of its own: one that fails keeps neither the others nor people waiting."""


def run() -> None:
    """Do every duty of the day."""
    for duty in DUTIES:
        try:
            with store.write() as db:
                duty(db, by=SYSTEM)
        except Exception:
            traceback.print_exc()
