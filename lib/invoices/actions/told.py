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
    """The ads of a new document stand on it; they are paid when advances have paid all of it."""
    found, ad_ids = queries.existing(db, invoice_id), ads_of(db, invoice_id)
    if found.kind == "advance" and ad_ids:
        ads.asked_ahead(db, ad_ids, found.number, by=by)
    if found.kind in OF_ADS and ad_ids:
        ads.invoiced(db, ad_ids, found.number, found.issued_on, found.due_on or found.issued_on, by=by)
        _paid(db, ad_ids, found.issued_on if found.open <= 0 else None, by)


def undone(db: Database, ad_ids: Sequence[int], by: User) -> None:
    """The ads may be invoiced anew, nobody has paid them: their lines are credited, or their paper was withdrawn."""
    if ad_ids:
        _paid(db, ad_ids, None, by)
        ads.invoice_undone(db, list(ad_ids), by=by)


def money_moved(db: Database, invoice_id: int, day: dt.date, by: User) -> None:
    """After a payment, a credit note or what took money back: the ads become paid, or wait again. An advance counts
    too: an ad that is paid ahead may be printed. Once an ad is invoiced, only its invoice says whether it is paid."""
    found, ad_ids = queries.existing(db, invoice_id), ads_of(db, invoice_id)
    if found.kind == "advance":
        ad_ids = [ad_id for ad_id in ad_ids if queries.invoiced_on(db, [ad_id]) is None]
    if found.kind in OF_ADS | {"advance"}:
        _paid(db, ad_ids, day if found.open <= 0 else None, by)


def ahead_again(db: Database, order_id: int | None, by: User) -> None:
    """After a paper was withdrawn: what was paid ahead counts for the ads once more."""
    sql = (
        "select id, (select max(paid_on) from payment where invoice_id = i.id) as day from invoice i"
        " where kind = 'advance' and order_id = ? and id not in (select invoice_id from invoice_withdrawn)"
    )
    for row in store.rows(db, sql, (order_id,)):
        if row["day"]:
            money_moved(db, row["id"], dt.date.fromisoformat(row["day"]), by)


def _paid(db: Database, ad_ids: Sequence[int], day: dt.date | None, by: User) -> None:
    """Tell only the ads for which it is news."""
    news = [ad_id for ad_id in ad_ids if _is_paid(db, ad_id) != (day is not None)]
    if news:
        ads.paid(db, news, day, by=by)


def _is_paid(db: Database, ad_id: int) -> bool:
    return store.scalar(db, "select paid_on from ad where id = ?", (ad_id,)) is not None
