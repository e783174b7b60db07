"""What the editor mends of an ad in the app: the day of payment and the note; orders have their own way."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from lib import audit, clock, store
from lib.access import User, needs
from lib.ads import rules
from lib.ads.actions.imported import derive
from lib.ads.queries import ad
from lib.ads.records import Ad
from lib.errors import BadInput, Refused
from lib.store import Database


@needs("ads.edit")
def mark_paid(db: Database, ad_id: int, paid_on: dt.date, *, by: User) -> None:
    """Record the day when the advertiser paid."""
    before = ad(db, ad_id, by=by)
    _refuse_office(db, ad_id)
    rules.check_payment(paid_on, clock.today(), cancelled=before.cancelled)
    _pay(db, before, paid_on, "ads.paid", by)


@needs("ads.edit")
def mark_unpaid(db: Database, ad_id: int, *, by: User) -> None:
    """Take back a payment that was recorded by mistake."""
    before = ad(db, ad_id, by=by)
    _refuse_office(db, ad_id)
    _pay(db, before, None, "ads.unpaid", by)


@needs("ads.edit")
def set_note(db: Database, ad_id: int, note: str, *, by: User) -> None:
    """Keep a note. As in the office's spreadsheet, the word STORNO in it cancels the ad and its absence revives it; one
    of an order of the office is cancelled with its order."""
    before, after = ad(db, ad_id, by=by), note.strip()
    cancelled = before.cancelled if _is_office(db, ad_id) else rules.cancels(after)
    db.conn.execute(
        "update ad set note = ?, cancelled = ?, updated_at = ? where id = ?",
        (after, cancelled, clock.stamp(), ad_id),
    )
    derive(db, [before.order_number], by)
    audit.record(db, by, "ads.note", f"ad:{ad_id}", {"before": before.note, "after": after})


@needs("ads.edit")
def change(db: Database, ad_id: int, changes: Mapping[str, Any], *, by: User) -> None:
    """What was changed in a list: `note` (text) and `paid_on` (ISO text, None takes the payment back)."""
    unknown = set(changes) - {"note", "paid_on"}
    if unknown:
        raise BadInput("Only the day of payment and the note are edited here; the rest comes from the spreadsheet.")
    if "note" in changes:
        set_note(db, ad_id, changes["note"] or "", by=by)
    if changes.get("paid_on"):
        mark_paid(db, ad_id, dt.date.fromisoformat(changes["paid_on"]), by=by)
    elif "paid_on" in changes:
        mark_unpaid(db, ad_id, by=by)


def _pay(db: Database, before: Ad, after: dt.date | None, what: str, by: User) -> None:
    day = after.isoformat() if after else None
    db.conn.execute("update ad set paid_on = ?, updated_at = ? where id = ?", (day, clock.stamp(), before.id))
    derive(db, [before.order_number], by)
    audit.record(db, by, what, f"ad:{before.id}", {"before": before.paid_on, "after": after})


def _is_office(db: Database, ad_id: int) -> bool:
    sql = "select 1 from ad join ad_order o on o.id = ad.order_id where ad.id = ? and o.source = 'office'"
    return store.scalar(db, sql, (ad_id,)) is not None


def _refuse_office(db: Database, ad_id: int) -> None:
    if _is_office(db, ad_id):
        raise Refused("This ad has an order here: its payment is recorded with its invoice.", field="paid_on")
