"""Advertisers over all rooms: who they are, what they owe, what they ordered, had printed, were sent and paid.

A card that was merged into another one counts for the kept one everywhere, also in what is frozen.
"""

from dataclasses import dataclass

import polars as pl

from lib import clock, store
from lib.access import User, needs
from lib.ads import queries as ads
from lib.contacts import queries as contacts
from lib.contacts.rules import covered
from lib.invoices import queries as invoices
from lib.store import Database

PLACES = ("ad", "ad_order", "invoice")
"""Tables by which somebody is an advertiser."""
_CARDS = """
select p.id, p.name, p.kind, p.ico, p.dic, p.address, p.email, p.phone, p.contact_person, p.account, p.pays_first,
    coalesce(a.ads, 0) as ads, a.last_issue
from party p left join (
    select coalesce(q.merged_into, q.id) as party_id, count(*) as ads, max(ad.issue_day) as last_issue
    from ad join party q on q.id = ad.party_id where not ad.cancelled group by 1) a on a.party_id = p.id
where p.merged_into is null order by p.name collate CZECH
"""
CARDS = {
    "id": pl.Int64, "name": pl.String, "kind": pl.String, "ico": pl.String, "dic": pl.String, "address": pl.String,
    "email": pl.String, "phone": pl.String, "contact_person": pl.String, "account": pl.String,
    "pays_first": pl.String, "ads": pl.Int64, "last_issue": pl.Date,
}  # fmt: skip
DEBTS = {
    "party_id": pl.Int64, "place": pl.String, "id": pl.Int64, "number": pl.String, "issued_on": pl.Date,
    "due_on": pl.Date, "open": pl.Int64, "overdue": pl.Boolean,
}  # fmt: skip
_MONEY = """
select p.paid_on as day, case when p.reverses is null then 'payment' else 'taken_back' end as what, i.id as invoice_id,
    i.number, p.amount, p.note
from payment p join invoice i on i.id = p.invoice_id where i.party_id in (select value from json_each(:parties))
union all
select r.sent_on, 'reminder', i.id, i.number, r.open, cast(r.level as text)
from reminder r join invoice i on i.id = r.invoice_id where i.party_id in (select value from json_each(:parties))
order by 1 desc, 4 desc
"""
MONEY = {
    "day": pl.Date, "what": pl.String, "invoice_id": pl.Int64, "number": pl.String, "amount": pl.Int64,
    "note": pl.String,
}  # fmt: skip


@dataclass(frozen=True)
class History:
    """What an advertiser ordered (`ads.orders`), had printed (`ads.ads`), was sent (`invoices.invoices`), what he
    owes (`debts`), and payments and reminders (day, what, invoice_id, number, amount in haléře, note)."""

    orders: pl.DataFrame
    ads: pl.DataFrame
    invoices: pl.DataFrame
    debts: pl.DataFrame
    money: pl.DataFrame

    @property
    def owed(self) -> int:
        """Haléře."""
        return int(self.debts["open"].sum())

    @property
    def overdue(self) -> int:
        """Haléře."""
        return int(self.debts.filter("overdue")["open"].sum())


@needs("ads.read")
def advertisers(db: Database, everybody: bool = False, *, by: User) -> pl.DataFrame:
    """Advertisers in Czech order of names: the columns of `CARDS`, owed, overdue (haléře), ended_on, state.

    An advertiser is who has an ad, an order or an invoice, or whose card nobody else uses yet; `everybody` adds who
    only got gifts or holds events. `state`: overdue, ended (dissolved), owes, pays_first, fine. The DIČ of a person
    is left out: it is a birth number.
    """
    found = store.frame(db, _CARDS, CARDS)
    if not everybody:
        used = contacts.used(db, by=by)
        elsewhere = set(used["party_id"]) - set(used.filter(pl.col("place").is_in(PLACES))["party_id"])
        found = found.filter(~pl.col("id").is_in(sorted(elsewhere)))
    owed = pl.col("open").sum().alias("owed"), pl.col("open").filter("overdue").sum().alias("overdue")
    sums = debts(db, by=by).group_by(pl.col("party_id").alias("id")).agg(*owed)
    ended = contacts.ended(db, by=by)
    return (
        found.join(sums, on="id", how="left", maintain_order="left")
        .with_columns(
            pl.col("owed", "overdue").fill_null(0),
            dic=pl.Series([covered(number) for number in found["dic"]], dtype=pl.String),
            ended_on=pl.col("ico")
            .replace_strict(ended, default=None, return_dtype=pl.String)
            .str.to_date(strict=False),
        )
        .with_columns(state=_state())
    )


@needs("ads.read")
def debts(db: Database, *, by: User) -> pl.DataFrame:
    """What waits for money: party_id, place (`invoice`, `ad`), id, number, issued_on, due_on, open (haléře), overdue.

    Our own invoices, and of the shared spreadsheet the ads that are invoiced there; an ad of our invoice is not
    counted twice. An advance that was only asked for is no debt.
    """
    all_ours = invoices.invoices(db, by=by)
    ours = all_ours.filter((pl.col("open") > 0) & (pl.col("kind") != "advance"))
    numbers = {*all_ours["number"], *all_ours["finance_number"]} - {""}
    theirs = ads.unpaid(db, by=by).filter(~pl.col("invoice_number").is_in(sorted(numbers)) & (pl.col("receivable") > 0))
    columns = ("party_id", "id", "number", "issued_on", "due_on", "open")
    both = pl.concat(
        [
            ours.select(columns).with_columns(place=pl.lit("invoice")),
            theirs.rename({"receivable": "open"})
            .with_columns(number=pl.coalesce(_filled("invoice_number"), "order_number"))
            .select(columns)
            .with_columns(place=pl.lit("ad")),
        ]
    )
    meant = pl.col("party_id").replace(contacts.means(db, by=by))
    late = (pl.col("due_on") < clock.today()).fill_null(False)
    return both.with_columns(party_id=meant, overdue=late).select(list(DEBTS)).sort("due_on", nulls_last=True)


@needs("ads.read")
def history(db: Database, party_id: int, *, by: User) -> History:
    """Everything about one advertiser, the newest first; debts begin with the oldest."""
    means = contacts.means(db, by=by)
    kept = means.get(party_id, party_id)
    parties = [kept, *(said for said, meant in means.items() if meant == kept)]
    his = pl.col("party_id").is_in(parties)
    return History(
        orders=ads.orders(db, by=by).filter(his),
        ads=ads.ads(db, by=by).filter(his),
        invoices=invoices.invoices(db, by=by).filter(his),
        debts=debts(db, by=by).filter(pl.col("party_id") == kept),
        money=store.frame(db, _MONEY, MONEY, {"parties": str(parties)}),
    )


def _filled(column: str) -> pl.Expr:
    return pl.when(pl.col(column) != "").then(pl.col(column))


def _state() -> pl.Expr:
    return (
        pl.when(pl.col("overdue") > 0).then(pl.lit("overdue"))
        .when(pl.col("ended_on").is_not_null()).then(pl.lit("ended"))
        .when(pl.col("owed") > 0).then(pl.lit("owes"))
        .when(pl.col("pays_first") != "").then(pl.lit("pays_first"))
        .otherwise(pl.lit("fine"))
    )  # fmt: skip
