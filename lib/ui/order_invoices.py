"""The ways from an order to its money: what can be invoiced now, and what was issued for it."""

import polars as pl

from lib.access import User
from lib.ads import queries
from lib.ads.queries.orders import Order
from lib.czech import numbers
from lib.i18n import t
from lib.invoices import queries as issued
from lib.invoices import rules
from lib.ui import cached
from lib.ui import invoices as look
from lib.ui.head import Link


def ways(order: Order, user: User) -> None:
    """A button to what waits for an invoice, and one to each document of the order."""
    if user.may("invoices.issue") and cached.read(queries.to_invoice, order_id=order.id, by=user).height:
        query = {"objednavka": str(order.id)}
        Link(t("Issue the invoice"), look.ISSUE, ":material/receipt_long:", query).draw(key="order.invoice")
    if not user.may("invoices.read"):
        return
    found = cached.read(issued.invoices, by=user).filter(pl.col("order_number") == order.number)
    for row in found.iter_rows(named=True):
        label = f"{t(rules.title(row['kind']), number=row['number'])} · {numbers.money(row['total'])}"
        Link(label, look.CARD, ":material/link:", {"id": str(row["id"])}).draw("tertiary", f"order.issued.{row['id']}")
