"""What is in an issue before its closing: orders and enquiries, their room, and what each still waits for."""

from dataclasses import dataclass

import polars as pl

from lib import store
from lib.access import User, needs
from lib.ads.queries.papers import TAKES_ROOM, Issue, existing_issue
from lib.i18n import N
from lib.store import Database

MISSING = {
    "order": N("only an enquiry"),
    "material": N("material of the ad"),
    "approval": N("approval by the advertiser"),
    "payment": N("payment ahead"),
    "place": N("its place in the issue"),
    "": N("nothing"),
}
"""What an order waits for, in the order of the way."""
_IN_ISSUE = """
select coalesce(ad.id, -o.id) as id, o.id as order_id, o.number, party.name as advertiser, o.state, o.kind, o.item,
    o.area_mm2, o.placement, coalesce(ad.page, '') as page,
    coalesce(ad.price_with_vat, o.with_vat / max(json_array_length(o.wanted_issues), 1)) as with_vat,
    case when o.state = 'enquiry' then 'order'
        when o.state in ('ordered', 'reserved') then 'material'
        when o.state in ('material', 'preview') then 'approval'
        when o.state = 'approved' and ad.paid_on is null and (o.prepaid or party.pays_first <> '') then 'payment'
        when o.state = 'approved' then 'place'
        else '' end as missing,
    o.preview_until
from ad_order o join party on party.id = o.party_id
left join ad on ad.order_id = o.id and ad.issue_year = :year and ad.issue_first = :first and not ad.cancelled
    and ad.order_number = o.number
where o.source = 'office' and o.state <> 'cancelled'
    and (ad.id is not null or (o.state = 'enquiry' and exists (
        select 1 from json_each(o.wanted_issues) where value = :key)))
order by missing = '', party.name collate CZECH, o.id
"""
_SCHEMA = {
    "id": pl.Int64, "order_id": pl.Int64, "number": pl.String, "advertiser": pl.String, "state": pl.String,
    "kind": pl.String, "item": pl.String, "area_mm2": pl.Int64, "placement": pl.String, "page": pl.String,
    "with_vat": pl.Int64, "missing": pl.String, "preview_until": pl.Date,
}  # fmt: skip


@dataclass(frozen=True)
class Closing:
    """An issue with its orders: a row an ad (an enquiry has the negative id of its order), area in mm²."""

    issue: Issue
    orders: pl.DataFrame

    @property
    def taken_mm2(self) -> int:
        """What the ads that have their room take."""
        return int(self.orders.filter(pl.col("state").is_in(TAKES_ROOM))["area_mm2"].sum())

    @property
    def asked_mm2(self) -> int:
        """What would be taken with all orders and enquiries."""
        return int(self.orders["area_mm2"].sum())

    @property
    def waiting(self) -> pl.DataFrame:
        """Orders that wait for something."""
        return self.orders.filter(pl.col("missing") != "")


@needs("ads.read")
def closing(db: Database, issue_id: int, *, by: User) -> Closing:
    """An issue with everything that is to be in it; NotFound."""
    issue = existing_issue(db, issue_id)
    given = {"year": issue.year, "first": issue.first, "key": issue.key}
    return Closing(issue, store.frame(db, _IN_ISSUE, _SCHEMA, given))
