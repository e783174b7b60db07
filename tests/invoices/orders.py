"""Advertisers with an order and its ads, as rows: what the room of invoices finds when it begins."""

from lib import clock, store
from lib.invoices.rules import vat_of_base
from lib.store import Database
from lib.tariffs.records import Quote, Share


def add_order(
    db: Database, name: str, ico: str | None, *, issues: int = 1, price: int = 100_000, number: str = "OBJ-2026-001"
) -> tuple[int, int, list[int]]:
    """The ids of a new advertiser, of his order and of its ads (one an issue from 11/2026 on)."""
    now = clock.stamp()
    party = _insert(
        db, "party", name=name, folded=name.lower(), ico=ico, address="Dlouhá 5, 739 99 Brázdov", created_at=now,
        dic=f"CZ{ico}" if ico else "", email="ucetni@klas.example",
    )  # fmt: skip
    order = _insert(
        db, "ad_order", number=number, party_id=party, state="out", kind="display", price=_frozen(price, issues),
        created_at=now, created_by="editor", updated_at=now,
    )  # fmt: skip
    vat = vat_of_base(price, 21)
    ads = [
        _insert(
            db, "ad", order_number=number, issue_year=2026 + (10 + n) // 12, issue_number=str((10 + n) % 12 + 1),
            issue_first=(10 + n) % 12 + 1, party_id=party, kind="display", price_without_vat=price, vat=vat,
            price_with_vat=price + vat, order_id=order, created_at=now, updated_at=now,
        )
        for n in range(issues)
    ]  # fmt: skip
    return party, order, ads


def _frozen(price: int, issues: int) -> str:
    """The price of an order as it is frozen with it, the same for every issue."""
    share = Share(price, vat_of_base(price, 21), price + vat_of_base(price, 21))
    sums = (one * issues for one in (share.without_vat, share.vat, share.with_vat))
    return Quote(*sums, 21, (), (share,) * issues, 1).to_json()


def add_issue(db: Database, year: int, first: int, *, out_on: str) -> int:
    """The id of a new issue of the paper, closed two weeks before it is out."""
    return _insert(
        db,
        "paper_issue",
        year=year,
        first=first,
        number=str(first),
        out_on=out_on,
        closes_at=f"{year}-{first:02}-01T12:00",
    )


def _insert(db: Database, table: str, **values: object) -> int:
    store.insert_many(db, table, tuple(values), [tuple(values.values())])
    return int(store.scalar(db, "select last_insert_rowid()"))
