"""An office with an advertiser, an order over two issues, and its ads."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from lib import store
from lib.access import User
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


@pytest.fixture
def desk(people: dict[str, User]) -> Desk:
    with store.write() as db:
        party, order, made = add_order(db, "Pekařství Klas s.r.o.", "99000024", issues=3)
    return Desk(people["editor"], party, order, tuple(made))
