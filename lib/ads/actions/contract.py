"""Orders over the limit go to the register of contracts: a task with its last day (Act 340/2015, R-SMLUVY)."""

import datetime as dt

from lib import clock, settings, store
from lib.access import User
from lib.ads.queries.orders import Order
from lib.czech import numbers
from lib.i18n import speaking, t
from lib.store import Database
from lib.tasks import actions as tasks


def ask_register(db: Database, order: Order, by: User) -> int | None:
    """The id of a task to publish the order, None when its price is not over the limit or somebody was asked."""
    limit, days = (int(settings.value(db, f"ads.contract_{name}")) for name in ("limit", "days"))
    subject = f"order:{order.id}"
    asked = store.scalar(db, "select 1 from task where subject = ?", (subject,))
    if (order.without_vat or 0) <= limit or order.register_link or asked:
        return None
    with speaking("cs"):
        title = t("Register of contracts: order {number}, {advertiser}, {sum} without VAT", number=order.number,
                  advertiser=order.advertiser, sum=numbers.money(order.without_vat or 0))  # fmt: skip
    day = order.ordered_on or clock.today()
    return tasks.add(db, title, subject=subject, due_on=day + dt.timedelta(days=days), assignee=None, by=by)
