"""Which ads wait for an invoice, as the room of invoices asks."""

from typing import Any

import polars as pl

from lib import settings, store
from lib.access import User, needs
from lib.ads.rules.payment import KINDS
from lib.i18n import speaking, t
from lib.store import Database

READY = ("placed", "out", "invoiced", "paid")
AHEAD = ("ordered", "reserved", "material", "preview", "approved")
"""States in which an order that is paid ahead may be invoiced already."""
_TO_INVOICE = f"""
select ad.id as ad_id, o.id as order_id, o.number as order_number, o.state, ad.party_id, party.name as advertiser,
    ad.kind, ad.format, ad.issue_number || '/' || ad.issue_year as issue, i.id as issue_id,
    coalesce(i.out_on, ad.issue_day) as out_on, ad.price_without_vat as without_vat, ad.vat,
    ad.price_with_vat as with_vat, json_extract(o.price, '$.rate') as rate, o.payment, o.prepaid, ad.paid_on
from ad join ad_order o on o.id = ad.order_id join party on party.id = ad.party_id
left join paper_issue i on i.year = ad.issue_year and i.first = ad.issue_first
where o.source = 'office' and not ad.cancelled and ad.invoice_number = '' and ad.price_with_vat > 0
    and (o.state in {READY} or (o.prepaid and o.state in {AHEAD}))
    and (:issue is null or i.id = :issue) and (:order is null or o.id = :order)
order by out_on, advertiser collate CZECH, o.id, ad.id
"""
_SCHEMA = {
    "ad_id": pl.Int64, "order_id": pl.Int64, "order_number": pl.String, "state": pl.String, "party_id": pl.Int64,
    "advertiser": pl.String, "kind": pl.String, "format": pl.String, "issue": pl.String, "issue_id": pl.Int64,
    "out_on": pl.Date, "without_vat": pl.Int64, "vat": pl.Int64, "with_vat": pl.Int64, "rate": pl.Int64,
    "payment": pl.String, "prepaid": pl.Boolean, "paid_on": pl.Date,
}  # fmt: skip


@needs("ads.read")
def to_invoice(db: Database, *, issue_id: int | None = None, order_id: int | None = None, by: User) -> pl.DataFrame:
    """Ads that have a price and no invoice: a row an ad, its columns those of `_SCHEMA` and `text`, the Czech words of
    an invoice's line. Money in haléře, `rate` per cent, `out_on` the day when the issue comes out (R-DPH: tax point).

    Only orders of the office, placed or out; those to be paid ahead from the order on. A complaint waits for its end,
    what the shared spreadsheet keeps is invoiced there.
    """
    found = store.frame(db, _TO_INVOICE, _SCHEMA, {"issue": issue_id, "order": order_id})
    paper = str(settings.value(db, "town.paper"))
    texts = [_text(row, paper) for row in found.iter_rows(named=True)]
    return found.with_columns(text=pl.Series(texts, dtype=pl.String))


def _text(row: dict[str, Any], paper: str) -> str:
    with speaking("cs"):
        what = " ".join(filter(None, (t(KINDS[row["kind"]]), row["format"])))
        return t("Advertising – {what}, {paper} No. {issue}, order {number}", what=what, paper=paper,
                 issue=row["issue"], number=row["order_number"])  # fmt: skip
