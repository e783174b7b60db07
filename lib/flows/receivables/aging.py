"""What is owed by how long it waits: our invoices, and the unpaid ads that only the shared spreadsheet knows.

Nothing is counted twice: an ad that stands on one of our documents, or whose invoice number in the spreadsheet is the
number of one, is owed through that document. An advance that was only asked for is no claim. What has no term is not
due. Money in haléře with VAT.
"""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from lib import clock, settings, store
from lib.access import User, needs
from lib.i18n import N
from lib.store import Database

BUCKETS: dict[str, str] = {
    "not_due": N("Not due yet"),
    "to_30": N("1–30 days"),
    "to_60": N("31–60 days"),
    "to_90": N("61–90 days"),
    "over_90": N("Over 90 days"),
}
"""How many days after its term a claim is."""
_LAST = {"not_due": 0, "to_30": 30, "to_60": 60, "to_90": 90}
CLAIMS = """
with claim as (
    select i.party_id, i.due_on, 0 as sheet, i.id, i.number, i.total + i.rounding
        - coalesce((select sum(p.amount) from payment p where p.invoice_id = i.id), 0)
        + coalesce((select sum(c.total + c.rounding) from invoice c where c.original_id = i.id and c.kind = 'credit'),
            0) as open
    from invoice i
    where i.kind in ('invoice', 'cash', 'basis')
        and not exists (select 1 from invoice_withdrawn w where w.invoice_id = i.id)
    union all
    select party_id, coalesce(due_on, date(issued_on, :days)), 1, id,
        coalesce(nullif(invoice_number, ''), order_number), receivable
    from ad
    where paid_on is null and not cancelled
        and (invoice_number <> '' or issued_on is not null or due_on is not null)
        and not exists (select 1 from invoice i where i.number = ad.invoice_number)
        and not exists (select 1 from finance_number f where f.number = ad.invoice_number)
        and not exists (select 1 from invoice_line l join invoice i on i.id = l.invoice_id
            where l.ad_id = ad.id and i.kind in ('invoice', 'cash', 'basis')
            and not exists (select 1 from invoice_withdrawn w where w.invoice_id = i.id)
            and l.total + coalesce((select sum(c.total) from invoice_line c where c.corrects = l.id), 0) <> 0))
"""
_SUMS = """
coalesce(sum(open) filter (where due_on is null or due_on >= :today), 0) as not_due,
coalesce(sum(open) filter (where due_on < :today and due_on >= :last_30), 0) as to_30,
coalesce(sum(open) filter (where due_on < :last_30 and due_on >= :last_60), 0) as to_60,
coalesce(sum(open) filter (where due_on < :last_60 and due_on >= :last_90), 0) as to_90,
coalesce(sum(open) filter (where due_on < :last_90), 0) as over_90,
sum(open) as owed, count(*) as claims, sum(sheet) as from_sheet
"""
_AGING = f"""{CLAIMS},
aged as materialized (select party_id, {_SUMS} from claim where open > 0 group by party_id)
select coalesce(party.merged_into, party.id) as party_id, debtor.name as advertiser, aged.not_due, aged.to_30,
    aged.to_60, aged.to_90, aged.over_90, aged.owed, aged.claims, aged.from_sheet
from aged join party on party.id = aged.party_id
join party debtor on debtor.id = coalesce(party.merged_into, party.id)
"""
_MONEY = (*BUCKETS, "owed")
_AGING_SCHEMA = {"party_id": pl.Int64, "advertiser": pl.String} | dict.fromkeys(
    (*_MONEY, "claims", "from_sheet"), pl.Int64
)
_OWED = f"""{CLAIMS}
select iif(claim.sheet, 'sheet', 'invoice') as source, claim.id, coalesce(f.number, claim.number) as number,
    debtor.id as party_id, debtor.name as advertiser, claim.due_on, claim.open
from claim join party on party.id = claim.party_id
join party debtor on debtor.id = coalesce(party.merged_into, party.id)
left join finance_number f on f.invoice_id = claim.id and not claim.sheet
where claim.open > 0 and (:party is null or debtor.id = :party)
order by claim.due_on is null, claim.due_on, claim.sheet, claim.id
"""
_OWED_SCHEMA = {
    "source": pl.String, "id": pl.Int64, "number": pl.String, "party_id": pl.Int64, "advertiser": pl.String,
    "due_on": pl.Date, "open": pl.Int64,
}  # fmt: skip


@dataclass(frozen=True)
class Aging:
    """`by_advertiser`, who owes most first: party_id, advertiser, a column a bucket, owed, claims, from_sheet (how many
    of the claims only the spreadsheet knows). `total` is the same in one row, without the advertiser."""

    by_advertiser: pl.DataFrame
    total: dict[str, int]

    @property
    def overdue(self) -> int:
        return self.total["owed"] - self.total["not_due"]


@needs("invoices.read")
def aging(db: Database, *, by: User) -> Aging:
    """Everything that is owed today, by advertiser and in total."""
    found = store.frame(db, _AGING, _AGING_SCHEMA, _today(db))
    if found["party_id"].is_duplicated().any():  # advertisers that were merged into one
        found = found.group_by("party_id", "advertiser").sum()
    found = found.sort("owed", "party_id", descending=[True, False])
    summed = found.select(pl.col(*_MONEY, "claims", "from_sheet").sum())
    return Aging(found, summed.row(0, named=True))


@needs("invoices.read")
def owed(db: Database, party_id: int | None = None, *, by: User) -> pl.DataFrame:
    """Claim by claim, the oldest first, of one advertiser or of all: source (invoice or sheet), id (of the invoice or
    of the ad), number, party_id, advertiser, due_on, open, days_overdue (null before the term)."""
    found = store.frame(db, _OWED, _OWED_SCHEMA, _today(db) | {"party": party_id})
    late = (pl.lit(clock.today()) - pl.col("due_on")).dt.total_days()
    return found.with_columns(days_overdue=pl.when(late > 0).then(late))


def bucket(days_overdue: int | None) -> str:
    """The bucket of a claim so many days after its term."""
    late = days_overdue or 0
    return next((name for name, last in _LAST.items() if late <= last), "over_90")


def _today(db: Database) -> dict[str, object]:
    today = clock.today()
    ago: dict[str, object] = {f"last_{days}": (today - dt.timedelta(days=days)).isoformat() for days in (30, 60, 90)}
    return ago | {"today": today.isoformat(), "days": f"+{int(settings.value(db, 'ads.due_days'))} days"}
