"""What waits to be matched: suggestions, what nothing was found for, invoices to choose from by hand."""

import polars as pl

from lib.access import User, needs
from lib.bank import matching
from lib.bank.matching import SEEN
from lib.bank.queries.lines import LIVE, open_lines
from lib.invoices.queries import open_invoices
from lib.store import Database, frame

_SEEN = f"""
select distinct coalesce(party.merged_into, party.id) as party_id, l.counter_account as account
from payment p join bank_line l on l.id = p.bank_line_id join invoice i on i.id = p.invoice_id
join party on party.id = i.party_id
where l.counter_account <> '' and {LIVE}
"""
_BY_SYMBOL = "select ltrim(vs, '0') as vs, number as named from invoice where vs <> '' group by 1"
SUGGESTED = ("id", "booked_on", "counter_name", "counter_account", "amount", "free", "vs", "message")
"""Columns of a line that suggestions carry, beside those of `matching.SUGGESTIONS` (whose amount is `share`)."""


@needs("bank.match")
def suggestions(db: Database, *, by: User) -> pl.DataFrame:
    """Suggested matches, the surest first: a row for each invoice of a payment, with the payment and the invoice.

    id (of the line), booked_on, counter_name, counter_account, amount, free, vs, message; invoice_id, number, customer,
    open, due_on, share (haléře for this invoice), kind, points, rules, certain.
    """
    waiting, invoices, found = _suggested(db, by)
    return (
        found.rename({"amount": "share"})
        .join(waiting.select(SUGGESTED), left_on="line_id", right_on="id")
        .join(invoices.select("number", "customer", "open", "due_on", invoice_id="id"), on="invoice_id")
        .rename({"line_id": "id"})
        .sort(["certain", "points", "booked_on", "id", "invoice_id"], descending=[True, True, False, False, False])
    )


@needs("bank.match")
def unmatched(db: Database, *, by: User) -> pl.DataFrame:
    """Money for which nothing is suggested, the oldest first: columns of a line, and `named`, the number of an invoice
    with that symbol that waits for nothing any more."""
    waiting, _, found = _suggested(db, by)
    return waiting.join(found.select(id="line_id").unique(), on="id", how="anti", maintain_order="left")


def _suggested(db: Database, by: User) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Money that waits, with `named`; open invoices; what is suggested.

    A payment with the symbol of an invoice that waits for nothing was likely sent twice: for it another invoice is
    suggested only when that is certain.
    """
    waiting, invoices = open_lines(db), open_invoices(db, by=by)
    settled = frame(db, _BY_SYMBOL, {"vs": pl.String, "named": pl.String}).join(invoices, on="vs", how="anti")
    waiting = waiting.join(settled, on="vs", how="left", maintain_order="left")
    found = matching.suggest(waiting, invoices, seen(db))
    paid_twice = waiting.filter(pl.col("named").is_not_null()).select(line_id="id", twice=True)
    kept = found.join(paid_twice, on="line_id", how="left").filter(pl.col("certain") | pl.col("twice").is_null())
    return waiting, invoices, kept.drop("twice")


def seen(db: Database) -> pl.DataFrame:
    """Accounts from which advertisers have paid (`matching.SEEN`)."""
    return frame(db, _SEEN, SEEN)
