"""An office with an advertiser, an order over two issues, and its ads."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from lib import store
from lib.access import User
from lib.ads import actions as ads
from lib.invoices import rules
from lib.invoices.records import Draft, Line
from tests.invoices.orders import add_order


@dataclass(frozen=True)
class Desk:
    """Who issues, to whom, and which ads wait: `lines` are theirs, 1 210 Kč with VAT each."""

    by: User
    party: int
    order: int
    ads: tuple[int, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(rules.line(f"Inzerce 1/4 strany, číslo {11 + n}/2026", 100_000, 21, ad_id=ad)
                     for n, ad in enumerate(self.ads))  # fmt: skip

    def draft(self, kind: str = "invoice", ads: Sequence[int] = (0,), **changes: object) -> Draft:
        """A draft over some of the order's ads."""
        return Draft(kind, self.party, tuple(self.lines[n] for n in ads), order_id=self.order, **changes)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _orders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the room of orders can be told: the columns of its ads."""
    if hasattr(ads, "invoiced"):
        return

    def each(sql: str):  # type: ignore[no-untyped-def]
        return lambda db, ad_ids, *values, by: [db.conn.execute(sql, (*values, ad)) for ad in ad_ids]

    stored = "update ad set invoice_number = ?, issued_on = date(?), due_on = date(?) where id = ?"
    monkeypatch.setattr(
        ads,
        "invoiced",
        lambda db, ids, number, *days, by: each(stored)(db, ids, number, *map(str, days), by=by),
        raising=False,
    )
    undone = "update ad set invoice_number = '', issued_on = null, due_on = null, paid_on = null where id = ?"
    monkeypatch.setattr(ads, "invoice_undone", each(undone), raising=False)
    monkeypatch.setattr(
        ads,
        "paid",
        lambda db, ids, day, by: each("update ad set paid_on = ? where id = ?")(
            db, ids, day and day.isoformat(), by=by
        ),
        raising=False,
    )


@pytest.fixture
def desk(people: dict[str, User]) -> Desk:
    with store.write() as db:
        party, order, made = add_order(db, "Pekařství Klas s.r.o.", "99000024", issues=3)
    return Desk(people["editor"], party, order, tuple(made))
