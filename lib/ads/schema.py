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
