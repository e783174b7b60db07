"""Lines of statements with what was matched of them, one line in full, returns of money."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import audit, store
from lib.access import User, needs
from lib.bank import rules
from lib.store import Database

LIVE = """p.reverses is null and not exists (select 1 from payment back where back.reverses = p.id)"""
"""A payment that nobody took back."""
_USED = f"""(select p.bank_line_id, sum(p.amount) as used from payment p
    where p.bank_line_id is not null and {LIVE} group by p.bank_line_id)"""
_LINES = f"""
select l.id, l.statement_id, l.document_no, l.amount, l.currency, l.booked_on, l.value_on, l.counter_account,
    l.counter_name, l.vs, l.ks, l.ss, l.message, l.reversal, l.set_aside, coalesce(u.used, 0) as used
from bank_line l left join {_USED} u on u.bank_line_id = l.id
"""
LINES = {
    "id": pl.Int64, "statement_id": pl.Int64, "document_no": pl.String, "amount": pl.Int64, "currency": pl.String,
    "booked_on": pl.Date, "value_on": pl.Date, "counter_account": pl.String, "counter_name": pl.String,
    "vs": pl.String, "ks": pl.String, "ss": pl.String, "message": pl.String, "reversal": pl.Boolean,
    "set_aside": pl.String, "used": pl.Int64,
}  # fmt: skip
_PAID = f"""
select p.id as payment_id, p.invoice_id, i.number, i.customer ->> '$.name' as customer, p.amount, p.at, p.by
from payment p join invoice i on i.id = p.invoice_id where p.bank_line_id = ? and {LIVE} order by p.id
"""
PAID = {
    "payment_id": pl.Int64, "invoice_id": pl.Int64, "number": pl.String, "customer": pl.String, "amount": pl.Int64,
    "at": pl.String, "by": pl.String,
}  # fmt: skip
RETURNS = {
    "id": pl.Int64, "return_id": pl.Int64, "amount": pl.Int64, "booked_on": pl.Date, "returned_on": pl.Date,
    "counter_name": pl.String, "vs": pl.String, "used": pl.Int64,
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One movement; `used` is what invoices got of it, `free` what is left (haléře)."""

    id: int
    statement_id: int
    document_no: str
    amount: int
    currency: str
    booked_on: dt.date
    value_on: dt.date | None
    counter_account: str
    counter_name: str
    vs: str
    ks: str
    ss: str
    message: str
    reversal: bool
    set_aside: str
    used: int
    free: int
    state: str


@needs("bank.read")
def lines(db: Database, statement_id: int | None = None, *, by: User) -> pl.DataFrame:
    """Movements, the newest first: of one statement, or all. `LINES`, free (haléře) and state of `rules.STATES`."""
    where, params = ("where l.statement_id = ?", (statement_id,)) if statement_id else ("", ())
    return _lines(db, f"{where} order by l.booked_on desc, l.id desc", params)


def open_lines(db: Database) -> pl.DataFrame:
    """Money that waits for its invoice, the oldest first, for callers that checked who asks."""
    where = "where l.amount > 0 and l.reversal = 0 and l.set_aside = '' order by l.booked_on, l.id"
    return _lines(db, where, ()).filter(pl.col("state").is_in(rules.OPEN))


def _lines(db: Database, rest: str, params: tuple[Any, ...]) -> pl.DataFrame:
    found = store.frame(db, _LINES + rest, LINES, params)
    return found.with_columns(free=pl.col("amount") - pl.col("used"), state=rules.state())


@needs("bank.read")
def line(db: Database, line_id: int, *, by: User) -> Line:
    """One movement, or NotFound."""
    return existing(db, line_id)


def existing(db: Database, line_id: int) -> Line:
    """`line` for actions that already checked who asks."""
    sql = _LINES.replace(_USED, f"(select ?1 as bank_line_id, sum(p.amount) as used from payment p"
                                f" where p.bank_line_id = ?1 and {LIVE})")  # fmt: skip
    found = store.frame(db, f"{sql} where l.id = ?1", LINES, (line_id,))
    found = found.with_columns(free=pl.col("amount") - pl.col("used"), state=rules.state())
    return store.existing(
        Line(**found.row(0, named=True)) if found.height else None, "This movement of the account does not exist."
    )


@needs("bank.read")
def paid(db: Database, line_id: int, *, by: User) -> pl.DataFrame:
    """What the movement paid and nobody took back: payment_id, invoice_id, number, customer, amount, at, by."""
    return payments_of(db, line_id)


def payments_of(db: Database, line_id: int) -> pl.DataFrame:
    """`paid` for actions that already checked who asks."""
    return store.frame(db, _PAID, PAID, (line_id,))


@needs("bank.read")
def returns(db: Database, *, by: User) -> pl.DataFrame:
    """Money that came and went back (`RETURNS`): the payment, and the later movement that mirrors it by amount and by
    symbol or account. A movement mirrors one payment, the last before it."""
    found = _lines(db, "where l.set_aside = '' order by l.booked_on, l.id", ())
    came = found.filter((pl.col("amount") > 0) & ~pl.col("reversal"))
    went = found.filter(pl.col("amount") < 0).select(
        amount=-pl.col("amount"), return_id="id", returned_on="booked_on", return_vs="vs", return_to="counter_account"
    )
    pairs = came.join(went, on="amount").filter(
        (pl.col("returned_on") >= pl.col("booked_on"))
        & (_same("vs", "return_vs") | _same("counter_account", "return_to"))
    )
    latest = pairs.sort("booked_on", "id", descending=True).unique("return_id", keep="first", maintain_order=True)
    return latest.unique("id", keep="last", maintain_order=True).select(
        pl.col(name).cast(kind) for name, kind in RETURNS.items()
    )


def _same(one: str, other: str) -> pl.Expr:
    return (pl.col(one) == pl.col(other)) & (pl.col(one) != "")


@needs("bank.read")
def history(db: Database, line_id: int, *, by: User) -> list[dict[str, Any]]:
    """Who did what with a movement, newest first."""
    return audit.history(db, f"bank_line:{line_id}")
