"""Orders of ads: one with everything about it, all of them as a list, and what was done with one."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import store
from lib.access import User, needs
from lib.ads.rules.entry import Consent, OrderEntry, month_key
from lib.store import Database
from lib.tariffs.records import Quote

_ORDER = """
select o.*, party.name as advertiser, party.ico, party.email, party.phone, party.address, party.kind as client,
    party.pays_first
from ad_order o join party on party.id = o.party_id where o.id = ?
"""
_ADS = """
select ad.id, ad.issue_year as year, ad.issue_first as first, ad.issue_number as number, ad.page, i.id as issue_id,
    i.closes_at, coalesce(i.out_on, ad.issue_day) as out_on, ad.price_without_vat as without_vat, ad.vat,
    ad.price_with_vat as with_vat, ad.invoice_number, ad.issued_on, ad.due_on, ad.paid_on, ad.cancelled,
    ad.order_number <> o.number as extra, ad.format
from ad join ad_order o on o.id = ad.order_id
left join paper_issue i on i.year = ad.issue_year and i.first = ad.issue_first
where ad.order_id = ? order by ad.issue_year, ad.issue_first, ad.id
"""
_CONSENTS = """
select about, by, coalesce(user.name, by) as name, at, reason, may_approve
from ad_order_consent left join user on user.login = by where order_id = ? order by at, about
"""
_ORDERS = """
with printed as (
    select order_id, count(*) as ads, min(issue_day) as first_issue, max(issue_day) as last_issue,
        group_concat(issue_number || '/' || issue_year, ', ' order by issue_day) as issues,
        sum(invoice_number <> '') as invoiced, sum(paid_on is not null) as paid, min(due_on) as due_on
    from ad where order_id is not null group by order_id)
select o.id, o.number, o.party_id, party.name as advertiser, party.ico, o.source, o.state, o.kind, o.item,
    coalesce(printed.issues, (select group_concat(value, ', ') from json_each(o.wanted_issues))) as issues,
    coalesce(printed.first_issue, (o.wanted_issues ->> '$[0]') || '-01') as first_issue,
    coalesce(printed.ads, json_array_length(o.wanted_issues)) as ads, o.without_vat, o.with_vat, o.prepaid,
    o.political, o.ordered_on, o.placement, o.contact, o.note, o.area_mm2, coalesce(printed.invoiced, 0) as invoiced,
    coalesce(printed.paid, 0) as paid, o.updated_at
from ad_order o join party on party.id = o.party_id left join printed on printed.order_id = o.id
order by first_issue desc, o.id desc
"""
ORDERS = {
    "id": pl.Int64, "number": pl.String, "party_id": pl.Int64, "advertiser": pl.String, "ico": pl.String,
    "source": pl.String, "state": pl.String, "kind": pl.String, "item": pl.String, "issues": pl.String,
    "first_issue": pl.Date, "ads": pl.Int64, "without_vat": pl.Int64, "with_vat": pl.Int64, "prepaid": pl.Boolean,
    "political": pl.Boolean, "ordered_on": pl.Date, "placement": pl.String, "contact": pl.String, "note": pl.String,
    "area_mm2": pl.Int64, "invoiced": pl.Int64, "paid": pl.Int64, "updated_at": pl.String,
}  # fmt: skip
_STEPS = """
select s.id, s.what, s.state, s.changes, s.reason, s.at, s.by, coalesce(user.name, s.by) as name
from ad_order_step s left join user on user.login = s.by where order_id = ? order by s.id desc
"""
STEPS = dict.fromkeys(("what", "state", "changes", "reason", "at", "by", "name"), pl.String)


@dataclass(frozen=True)
class OrderedAd:
    """One ad of an order, in one issue. `extra` is a sum charged on top (a run that ended early), no printed ad."""

    id: int
    year: int
    first: int
    number: str
    page: str
    issue_id: int | None
    closes_at: str | None
    out_on: dt.date
    without_vat: int | None
    vat: int | None
    with_vat: int | None
    invoice_number: str
    issued_on: dt.date | None
    due_on: dt.date | None
    paid_on: dt.date | None
    cancelled: bool
    extra: bool
    format: str

    @property
    def issue(self) -> str:
        """`4/2026`, `7–8/2026`."""
        return f"{self.number}/{self.year}"

    @property
    def key(self) -> str:
        """`2026-04`."""
        return month_key(self.year, self.first)


@dataclass(frozen=True)
class Order:
    """An order with its ads and consents; money in haléře, None while there is no price."""

    id: int
    number: str
    party_id: int
    advertiser: str
    ico: str | None
    email: str
    phone: str
    address: str
    client: str
    pays_first: str
    source: str
    state: str
    kind: str
    item: str
    width_mm: int | None
    height_mm: int | None
    area_mm2: int
    text: str
    persons: int
    photos: int
    surcharges: tuple[str, ...]
    placement: str
    picture: str | None
    political: bool
    advertorial: bool
    contact: str
    price_list_id: int | None
    quote: Quote | None
    without_vat: int | None
    vat: int | None
    with_vat: int | None
    prepaid: bool
    payment: str
    ordered_on: dt.date | None
    issues: tuple[str, ...]
    preview_sent_on: dt.date | None
    preview_until: dt.date | None
    approved_on: dt.date | None
    approved_by: str
    approved_how: str
    register_link: str
    note: str
    sequence: int
    ads: tuple[OrderedAd, ...]
    consents: tuple[Consent, ...]

    @property
    def printed(self) -> tuple[OrderedAd, ...]:
        """The ads that are to come out or came out."""
        return tuple(ad for ad in self.ads if not ad.cancelled and not ad.extra)

    @property
    def marked(self) -> bool:
        """Whether the ad must carry “Placená inzerce”: political advertising and paid articles (R-REK)."""
        return self.political or self.advertorial


def entry_of(order: Order) -> OrderEntry:
    """The order as a person would type it."""
    return OrderEntry(
        issues=order.issues, item=order.item, party_id=order.party_id, text=order.text, width_mm=order.width_mm,
        height_mm=order.height_mm, persons=order.persons, photos=order.photos, surcharges=order.surcharges,
        placement=order.placement, picture=order.picture, political=order.political, advertorial=order.advertorial,
        contact=order.contact, payment=order.payment, prepaid=order.prepaid, register_link=order.register_link,
        note=order.note,
    )  # fmt: skip


@needs("ads.read")
def order(db: Database, order_id: int, *, by: User) -> Order:
    """One order, or NotFound."""
    return existing(db, order_id)


def existing(db: Database, order_id: int) -> Order:
    """`order` for those who already checked who asks."""
    found = store.rows(db, _ORDER, (order_id,))
    row = store.existing(found[0] if found else None, "This order does not exist. It may have gone with an import.")
    ads = tuple(OrderedAd(**_ad(one)) for one in store.rows(db, _ADS, (order_id,)))
    consents = tuple(
        Consent(**{**one, "may_approve": bool(one["may_approve"])}) for one in store.rows(db, _CONSENTS, (order_id,))
    )
    return Order(**_columns(row, ads), ads=ads, consents=consents)


@needs("ads.read")
def orders(db: Database, *, by: User) -> pl.DataFrame:
    """All orders, the latest issue first: the columns of `ORDERS`."""
    return store.frame(db, _ORDERS, ORDERS)


@needs("ads.read")
def order_steps(db: Database, order_id: int, *, by: User) -> pl.DataFrame:
    """What was done with an order, newest first: what, state, changes (JSON), reason, at, by (login), name."""
    return store.frame(db, _STEPS, {"id": pl.Int64} | STEPS, (order_id,))


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _ad(row: dict[str, Any]) -> dict[str, Any]:
    days = {name: _day(row[name]) for name in ("out_on", "issued_on", "due_on", "paid_on")}
    return {**row, **days, "cancelled": bool(row["cancelled"]), "extra": bool(row["extra"])}


def _columns(row: dict[str, Any], ads: tuple[OrderedAd, ...]) -> dict[str, Any]:
    live = tuple(ad.key for ad in ads if not ad.cancelled and not ad.extra)
    known = {name: row[name] for name in Order.__dataclass_fields__ if name in row}
    return known | {
        "issues": live or tuple(json.loads(row["wanted_issues"])) or tuple(ad.key for ad in ads if not ad.extra),
        "surcharges": tuple(json.loads(row["surcharges"])),
        "quote": Quote.from_json(row["price"]) if row["price"] else None,
        "persons": row["persons"] or 1,
        "photos": row["photos"] or 0,
        **{name: bool(row[name]) for name in ("political", "advertorial", "prepaid")},
        **{name: _day(row[name]) for name in ("ordered_on", "preview_sent_on", "preview_until", "approved_on")},
    }
