"""The ads of an order: a row an issue, each with its share of the frozen price."""

from lib import clock, store
from lib.ads.queries.orders import Order
from lib.ads.queries.papers import issues_of
from lib.store import Database

_WRITE = """
insert into ad (order_number, issue_year, issue_number, issue_first, party_id, kind, format, page, price_without_vat,
    vat, price_with_vat, order_id, created_at, updated_at)
values (:number, :year, :issue, :first, :party, :kind, :format, '', :without_vat, :vat, :with_vat, :order, :now, :now)
on conflict (order_number, issue_year, issue_number) do update set party_id = excluded.party_id, kind = excluded.kind,
    format = excluded.format, price_without_vat = excluded.price_without_vat, vat = excluded.vat,
    price_with_vat = excluded.price_with_vat, cancelled = 0, updated_at = excluded.updated_at
"""
_SUMS = """
update ad_order set (without_vat, vat, with_vat) = (
    select sum(price_without_vat), sum(vat), sum(price_with_vat) from ad where order_id = ad_order.id and not cancelled)
where id = ?
"""


def write_ads(db: Database, order: Order, keys: tuple[str, ...]) -> None:
    """Let the order have exactly these ads; what is no longer among them is gone, or cancelled once it had an
    invoice."""
    assert order.quote is not None
    issues, now = issues_of(db, keys), clock.stamp()
    drop(db, order, tuple(ad.id for ad in order.ads if not ad.extra and ad.key not in keys))
    for key, share in zip(keys, order.quote.per_issue, strict=True):
        one = issues[key]
        values = {
            "number": order.number, "year": one.year, "issue": one.number, "first": one.first,
            "party": order.party_id, "kind": order.kind, "format": format_of(order), "order": order.id, "now": now,
        }  # fmt: skip
        db.conn.execute(_WRITE, values | vars(share))


def drop(db: Database, order: Order, ad_ids: tuple[int, ...]) -> None:
    """Take ads out; one that was ever on an invoice stays as a cancelled one."""
    money = store.scalar(db, "select 1 from ad_order_step where order_id = ? and what = 'money'", (order.id,))
    sql = "update ad set cancelled = 1 where id = ?" if money else "delete from ad where id = ?"
    db.conn.executemany(sql, [(ad_id,) for ad_id in ad_ids])


def charge(db: Database, order: Order, share: object) -> None:
    """A sum charged on top, in the last issue that came out (a discount of a run that ended early)."""
    last = order.printed[-1]
    values = {
        "number": f"{order.number}/D", "year": last.year, "issue": last.number, "first": last.first,
        "party": order.party_id, "kind": order.kind, "format": "doúčtování slevy", "order": order.id,
        "now": clock.stamp(),
    }  # fmt: skip
    sums = {name: getattr(share, name) for name in ("without_vat", "vat", "with_vat")}
    db.conn.execute(_WRITE, values | sums)


def count_sums(db: Database, order_id: int) -> None:
    """The order's sums are those of its ads that are not cancelled."""
    db.conn.execute(_SUMS, (order_id,))


def format_of(order: Order) -> str:
    """What is printed of the ad's size: `1/4`, `86 × 60 mm`."""
    if order.width_mm and order.height_mm:
        return f"{order.width_mm} × {order.height_mm} mm"
    return order.item if order.area_mm2 else ""
