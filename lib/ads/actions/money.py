"""What invoices and payments do to ads. Called by the room of invoices, which has asked who may."""

import datetime as dt
from collections.abc import Sequence

from lib import audit, clock, store
from lib.access import User
from lib.ads import rules
from lib.ads.actions import ledger
from lib.errors import NotFound, Refused
from lib.store import Database

_OF = "from ad where id in (select value from json_each(?))"
_SUMS = """
select o.state, count(*) as ads, sum(ad.invoice_number <> '' or ad.price_with_vat = 0) as invoiced,
    sum(ad.paid_on is not null or ad.price_with_vat = 0) as paid
from ad_order o join ad on ad.order_id = o.id and not ad.cancelled where o.id = ? group by o.id
"""


def invoiced(
    db: Database, ad_ids: Sequence[int], number: str, issued_on: dt.date, due_on: dt.date, *, by: User
) -> None:
    """The ads stand on an invoice. Refused when one of them is on another, or is cancelled."""
    found = _ads(db, ad_ids)
    for ad in found:
        if ad["cancelled"]:
            raise Refused("The ad of order {order} is cancelled and is not invoiced.", order=ad["order_number"])
        if ad["invoice_number"] and ad["invoice_number"] != number:
            raise Refused("The ad of order {order} is on the invoice {invoice} already.", order=ad["order_number"],
                          invoice=ad["invoice_number"])  # fmt: skip
    values = (number, issued_on.isoformat(), due_on.isoformat())
    _set(db, ad_ids, "invoice_number = ?, issued_on = ?, due_on = ?", values)
    _tell(db, found, "ads.invoiced", {"invoice": number}, by)


def asked_ahead(db: Database, ad_ids: Sequence[int], number: str, *, by: User) -> None:
    """The ads stand on an advance invoice: whatever becomes of the order, they stay as rows to which it refers."""
    _tell(db, _ads(db, ad_ids), "ads.asked_ahead", {"invoice": number}, by)


def invoice_undone(db: Database, ad_ids: Sequence[int], *, by: User) -> None:
    """The invoice of the ads was credited or withdrawn: they may be invoiced anew."""
    found = _ads(db, ad_ids)
    _set(db, ad_ids, "invoice_number = '', issued_on = null, due_on = null", ())
    _tell(db, found, "ads.invoice_undone", {"invoice": found[0]["invoice_number"] if found else ""}, by)


def paid(db: Database, ad_ids: Sequence[int], day: dt.date | None, *, by: User) -> None:
    """The ads are paid since a day; None takes the payment back."""
    found = _ads(db, ad_ids)
    _set(db, ad_ids, "paid_on = ?", (day.isoformat() if day else None,))
    _tell(db, found, "ads.paid" if day else "ads.unpaid", {"paid_on": day.isoformat() if day else None}, by)


def settle(db: Database, order_id: int, reason: str, by: User) -> None:
    """Let the order's state follow its money once it is out, with a line of the ledger."""
    (now,) = store.rows(db, _SUMS, (order_id,)) or [{"state": "", "ads": 0, "invoiced": 0, "paid": 0}]
    if not now["ads"]:
        return
    state = rules.settled(now["state"], invoiced=now["invoiced"] == now["ads"], paid=now["paid"] == now["ads"])
    if state != now["state"]:
        db.conn.execute("update ad_order set state = ? where id = ?", (state, order_id))
        ledger.write(db, order_id, "step", state, reason=reason, by=by)


def _ads(db: Database, ad_ids: Sequence[int]) -> list[dict[str, object]]:
    ids = "[" + ",".join(map(str, ad_ids)) + "]"
    found = store.rows(db, f"select id, order_id, order_number, invoice_number, cancelled {_OF} order by id", (ids,))
    if len(found) != len(set(ad_ids)):
        raise NotFound("One of the ads does not exist any more. Load the page again.")
    return found


def _set(db: Database, ad_ids: Sequence[int], columns: str, values: tuple[object, ...]) -> None:
    now = clock.stamp()
    sql = f"update ad set {columns}, updated_at = ? where id = ?"
    db.conn.executemany(sql, [(*values, now, ad_id) for ad_id in ad_ids])


def _tell(db: Database, ads: list[dict[str, object]], deed: str, detail: dict[str, object], by: User) -> None:
    """One entry of the audit an ad, one line of the ledger an order."""
    for ad in ads:
        audit.record(db, by, deed, f"ad:{ad['id']}", detail)
    said = " ".join(str(one) for one in detail.values() if one)
    for order_id in sorted({int(str(ad["order_id"])) for ad in ads if ad["order_id"] is not None}):
        state = str(store.scalar(db, "select state from ad_order where id = ?", (order_id,)))
        ledger.write(db, order_id, "money", state, changes={deed.partition(".")[2]: said}, by=by)
        settle(db, order_id, said, by)
