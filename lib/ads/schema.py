"""Ads of the town's paper: who ordered what for which issue, for how much, and whether it is paid.

What a spreadsheet says is kept as it says it; what follows from it is a generated column, so that it cannot differ:
`issue_day` is the first of the month whose number the issue carries, `revenue` is what the town earns without VAT
(nothing from a cancelled ad), `receivable` is what the advertiser pays. Money is whole haléře.
"""

from lib.store import Database, Migrations

migrations = Migrations("ads")


@migrations()
def m001_ads(db: Database) -> None:
    for statement in (
        """create table ad (
            id integer primary key autoincrement,
            order_number text not null collate nocase check (length(trim(order_number)) > 0),
            issue_year integer not null check (issue_year between 1990 and 2100),
            issue_number text not null check (length(issue_number) between 1 and 7),
            issue_first integer not null check (issue_first between 1 and 12),
            party_id integer not null references party (id),
            kind text not null check (kind in ('display', 'private_line', 'business_line', 'chronicle', 'other')),
            format text not null default '',
            page text not null default '',
            price_without_vat integer,
            vat integer,
            price_with_vat integer,
            invoice_number text not null default '',
            issued_on text check (issued_on is date(issued_on)),
            due_on text check (due_on is date(due_on)),
            paid_on text check (paid_on is date(paid_on)),
            cancelled integer not null default 0 check (cancelled in (0, 1)),
            note text not null default '',
            created_at text not null,
            updated_at text not null,
            issue_day text not null generated always as (printf('%04d-%02d-01', issue_year, issue_first)) virtual,
            revenue integer not null generated always as (
                case when cancelled then 0 else coalesce(price_without_vat, price_with_vat - vat, 0) end) virtual,
            receivable integer not null generated always as (
                case when cancelled then 0
                else coalesce(price_with_vat, price_without_vat + vat, price_without_vat, 0) end) virtual,
            unique (order_number, issue_year, issue_number)
        ) strict""",
        """create index ad_revenue on ad
            (issue_year, issue_first, cancelled, kind, format, party_id, revenue, issue_number)""",
        "create index ad_party on ad (party_id, issue_year, cancelled)",
        "create index ad_open on ad (due_on) where paid_on is null and not cancelled",
    ):
        db.conn.execute(statement)


_ORDER = """create table ad_order (
    id integer primary key autoincrement,
    number text not null unique collate nocase check (length(trim(number)) > 0),
    party_id integer not null references party (id),
    source text not null default 'office' check (source in ('office', 'sheet')),
    state text not null default 'enquiry' check (state in ('enquiry', 'ordered', 'reserved', 'material',
        'preview', 'approved', 'placed', 'out', 'invoiced', 'paid', 'cancelled', 'complaint')),
    kind text not null check (kind in ('display', 'private_line', 'business_line', 'chronicle', 'other')),
    item text not null default '',
    width_mm integer check (width_mm > 0),
    height_mm integer check (height_mm > 0),
    area_mm2 integer not null default 0 check (area_mm2 >= 0),
    text text not null default '',
    persons integer check (persons > 0),
    photos integer check (photos >= 0),
    surcharges text not null default '[]' check (json_valid(surcharges)),
    placement text not null default '',
    picture text,
    political integer not null default 0 check (political in (0, 1)),
    advertorial integer not null default 0 check (advertorial in (0, 1)),
    contact text not null default '',
    price_list_id integer references price_list (id),
    price text check (json_valid(price)),
    without_vat integer,
    vat integer,
    with_vat integer,
    prepaid integer not null default 0 check (prepaid in (0, 1)),
    payment text not null default 'transfer' check (payment in ('transfer', 'cash')),
    ordered_on text check (ordered_on is date(ordered_on)),
    wanted_issues text not null default '[]' check (json_valid(wanted_issues)),
    preview_sent_on text check (preview_sent_on is date(preview_sent_on)),
    preview_until text check (preview_until is date(preview_until)),
    approved_on text check (approved_on is date(approved_on)),
    approved_by text not null default '',
    approved_how text not null default '',
    register_link text not null default '',
    note text not null default '',
    sequence integer not null default 0,
    created_at text not null,
    created_by text not null,
    updated_at text not null
) strict"""


_ISSUE = """create table paper_issue (
            id integer primary key autoincrement,
            year integer not null check (year between 1990 and 2100),
            first integer not null check (first between 1 and 12),
            number text not null check (length(number) between 1 and 7),
            closes_at text not null check (closes_at is strftime('%Y-%m-%dT%H:%M', closes_at)),
            out_on text not null check (out_on is date(out_on)),
            ad_area integer check (ad_area > 0),
            copies integer check (copies > 0),
            print_cost integer check (print_cost >= 0),
            distribution_cost integer check (distribution_cost >= 0),
            note text not null default '',
            unique (year, first)
        ) strict"""
_STEPS = (
    "create index ad_order_party on ad_order (party_id, ordered_on)",
    "create index ad_order_state on ad_order (state)",
    """create table ad_order_step (
            id integer primary key autoincrement,
            order_id integer not null references ad_order (id),
            what text not null check (what in ('added', 'edited', 'step', 'consent', 'money')),
            state text not null,
            sequence integer not null,
            changes text not null default '{}' check (json_valid(changes)),
            reason text not null default '',
            at text not null,
            by text not null
        ) strict""",
    "create index ad_order_step_order on ad_order_step (order_id, id)",
    """create table ad_order_consent (
            order_id integer not null references ad_order (id),
            about text not null check (about in ('late', 'quota', 'political')),
            by text not null,
            at text not null,
            reason text not null check (length(trim(reason)) > 0),
            may_approve integer not null check (may_approve in (0, 1)),
            primary key (order_id, about, by)
        ) strict, without rowid""",
    """create table ad_plan (
            year integer not null check (year between 1990 and 2100),
            month integer not null check (month between 1 and 12),
            amount integer not null check (amount >= 0),
            primary key (year, month)
        ) strict, without rowid""",
)
_ADS = (
    "alter table ad add column order_id integer references ad_order (id)",
    "create index ad_order_id on ad (order_id) where order_id is not null",
)


@migrations()
def m002_orders(db: Database) -> None:
    """Issues of the paper with their closing and quota, and orders from the first call to money on the account.

    An order's ads are its rows in `ad`, one an issue, from the moment it is ordered; an enquiry only has
    `wanted_issues` (months like `2026-12`). Its price is frozen with the price list it was counted by: `price` holds
    the quote's steps (JSON). Orders of the shared spreadsheet have `source` sheet and no price list. `closes_at` is the
    wall clock in Prague, `ad_area` of an issue in cm², `area_mm2` what the ad takes in one issue. `ad_plan` is the
    revenue without VAT that the office wants of the issues of a month.
    """
    for statement in (_ISSUE, _ORDER, *_STEPS, *_ADS):
        db.conn.execute(statement)
