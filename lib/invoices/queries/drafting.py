"""What issuing needs to know beforehand: who sells, who buys, what is invoiced already, what to be careful about."""

from collections.abc import Sequence
from typing import Any

from lib import clock, settings, store
from lib.access import User, needs
from lib.invoices import rules
from lib.invoices.records import Draft, Side
from lib.invoices.rules import Remark
from lib.store import Database

_ON_INVOICE = """
select i.number from invoice_line l join invoice i on i.id = l.invoice_id
where l.ad_id = ? and i.kind in ('invoice', 'cash', 'basis')
    and not exists (select 1 from invoice_withdrawn w where w.invoice_id = i.id)
    and l.total + coalesce((select sum(c.total) from invoice_line c where c.corrects = l.id), 0) <> 0
order by l.id desc limit 1
"""


def side(db: Database, party_id: int) -> Side:
    """A party as a document names it; NotFound when there is none."""
    found = store.rows(
        db,
        "select name, address, coalesce(ico, '') as ico, dic, country, email, phone, kind = 'person' as person"
        " from party where id = ?",
        (party_id,),
    )
    row = store.existing(found[0] if found else None, "This organisation or person does not exist.")
    return Side(**{**row, "person": bool(row["person"])})


def supplier(db: Database) -> dict[str, Any]:
    """The town as it is today: the fields of a Side, its account and bank, and what is at the foot of a document."""
    day = clock.today()
    town = {name: str(settings.value(db, f"town.{name}", day)) for name in ("address", "ico", "dic", "email", "phone")}
    foot = {name: f"town.{name}" for name in ("account", "bank")}
    foot |= {name: f"invoices.{name}" for name in ("note", "budget_item")}
    name = {"name": str(settings.value(db, "town.legal_name", day)), "country": "CZ", "person": False}
    return name | town | {key: str(settings.value(db, code, day)) for key, code in foot.items()}


def invoiced_on(db: Database, ad_ids: Sequence[int]) -> str | None:
    """The number of a document on which one of the ads stands and is not credited, or None."""
    for ad_id in ad_ids:
        number = store.scalar(db, _ON_INVOICE, (ad_id,))
        if number is not None:
            return str(number)
    return None


@needs("invoices.read")
def remarks(db: Database, draft: Draft, *, by: User) -> list[Remark]:
    """What to know of a draft before it is issued today, first what stops it."""
    return rules.remarks(draft, side(db, draft.party_id), clock.today())


def numbered_by_finance(db: Database) -> bool:
    """Whether the finance department numbers the invoices and the office only makes their bases (D03)."""
    return str(settings.value(db, "invoices.numbered_by")) == "finance"
