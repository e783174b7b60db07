"""What invoices tell their ads: on which they stand, and whether they are paid. Only here the ads' room is changed."""

import datetime as dt
from collections.abc import Sequence

from lib import store
from lib.access import User
from lib.ads import actions as ads
from lib.invoices import queries
from lib.store import Database

_ADS = """
select distinct ad_id from invoice_line l where invoice_id = ? and ad_id is not null
    and l.total + coalesce((select sum(c.total) from invoice_line c where c.corrects = l.id), 0) <> 0 order by ad_id
"""
OF_ADS = frozenset({"invoice", "cash", "basis"})
"""Kinds that invoice ads; an advance only asks for money ahead."""


def ads_of(db: Database, invoice_id: int) -> list[int]:
    """The ads that stand on a document and are not credited."""
    return [row["ad_id"] for row in store.rows(db, _ADS, (invoice_id,))]


def invoiced(db: Database, invoice_id: int, by: User) -> None:
    """The ads of a new document stand on it, and are paid when advances have paid all of it."""
    found, ad_ids = queries.existing(db, invoice_id), ads_of(db, invoice_id)
    if found.kind in OF_ADS and ad_ids:
        ads.invoiced(db, ad_ids, found.number, found.issued_on, found.due_on or found.issued_on, by=by)
        if found.open <= 0:
            ads.paid(db, ad_ids, found.issued_on, by=by)


def undone(db: Database, ad_ids: Sequence[int], by: User) -> None:
    """The ads may be invoiced anew: their lines are credited, or their paper was withdrawn. Then nobody has paid them."""
    paid = [ad_id for ad_id in ad_ids if store.scalar(db, "select paid_on from ad where id = ?", (ad_id,))]
    if paid:
        ads.paid(db, paid, None, by=by)
    if ad_ids:
        ads.invoice_undone(db, list(ad_ids), by=by)


def money_moved(db: Database, invoice_id: int, open_before: int, day: dt.date, by: User) -> None:
    """After a payment or what took it back: the ads become paid, or wait again, when that changed."""
    found = queries.existing(db, invoice_id)
    paid, was_paid = found.open <= 0, open_before <= 0
    ad_ids = ads_of(db, invoice_id)
    if found.kind in OF_ADS and ad_ids and paid != was_paid:
        ads.paid(db, ad_ids, day if paid else None, by=by)
