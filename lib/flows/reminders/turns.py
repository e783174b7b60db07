"""Which invoices are past their term, how far their reminding is, and when the next letter may go."""

import datetime as dt

import polars as pl

from lib import clock, files, settings, store
from lib.access import User, needs
from lib.i18n import N
from lib.invoices.queries.listing import JOINS, SUMS
from lib.store import Database

LEVELS: dict[int, str] = {
    1: N("first reminder"),
    2: N("second reminder"),
    3: N("demand before a lawsuit"),
}
TURNS: dict[str, tuple[str, str]] = {
    "ready": (N("to be reminded"), "late"),
    "waiting": (N("has its new term"), "due"),
    "held": (N("not reminded"), "planned"),
    "last": (N("after the demand"), "late"),
}
"""How reminding of an invoice stands: its word and tone. After the demand it is for the lawyer."""
_DAYS = ("reminders.first_days", "reminders.second_days", "reminders.third_days")
_CLAIMS = f"""
select i.id, coalesce(f.number, i.number) as number, coalesce(f.vs, i.vs) as vs,
    debtor.id as party_id, debtor.name as customer, i.issued_on, i.due_on, i.total + i.rounding as total, {SUMS},
    coalesce(h.reason, '') as held, coalesce(r.level, 0) as sent, r.sent_on, r.due_on as reminded_until
{JOINS} join party on party.id = i.party_id
join party debtor on debtor.id = coalesce(party.merged_into, party.id)
left join (select invoice_id, max(level) as level, sent_on, due_on from reminder group by invoice_id) r
    on r.invoice_id = i.id
where i.kind in ('invoice', 'cash', 'basis') and w.invoice_id is null and i.due_on < :today
    and (i.kind <> 'basis' or f.number is not null)
    and i.total + i.rounding - coalesce(p.paid, 0) + coalesce(c.credited, 0) > 0
order by debtor.name collate CZECH, i.due_on, i.id
"""
_SCHEMA = {
    "id": pl.Int64, "number": pl.String, "vs": pl.String, "party_id": pl.Int64, "customer": pl.String,
    "issued_on": pl.Date, "due_on": pl.Date, "total": pl.Int64, "paid": pl.Int64, "credited": pl.Int64,
    "open": pl.Int64, "held": pl.String, "sent": pl.Int64, "sent_on": pl.Date, "reminded_until": pl.Date,
}  # fmt: skip
_SENT = """
select r.id, r.invoice_id, i.number, debtor.id as party_id, debtor.name as customer, r.level, r.sent_on, r.due_on,
    r.open, r.pdf, r.letters, r.at, coalesce(u.name, r.by) as by
from reminder r join invoice i on i.id = r.invoice_id join party on party.id = i.party_id
join party debtor on debtor.id = coalesce(party.merged_into, party.id) left join user u on u.login = r.by
where (:invoice is null or r.invoice_id = :invoice) and (:party is null or debtor.id = :party)
order by r.id desc
"""
_SENT_SCHEMA = {
    "id": pl.Int64, "invoice_id": pl.Int64, "number": pl.String, "party_id": pl.Int64, "customer": pl.String,
    "level": pl.Int64, "sent_on": pl.Date, "due_on": pl.Date, "open": pl.Int64, "pdf": pl.String,
    "letters": pl.String, "at": pl.String, "by": pl.String,
}  # fmt: skip
_SENDINGS = """
select letters, sent_on, count(distinct pdf) as papers, count(*) as invoices, sum(open) as open,
    coalesce(u.name, r.by) as by
from reminder r left join user u on u.login = r.by group by letters order by max(r.id) desc limit 50
"""
_SENDINGS_SCHEMA = {
    "letters": pl.String, "sent_on": pl.Date, "papers": pl.Int64, "invoices": pl.Int64, "open": pl.Int64,
    "by": pl.String,
}  # fmt: skip


@needs("invoices.read")
def claims(db: Database, *, by: User) -> pl.DataFrame:
    """Invoices that are past their term and not paid, by debtor: id, number, vs, party_id, customer, issued_on, due_on,
    total, open, days_overdue, held, sent (the last level, 0 for none), sent_on, `level` (the next one, null after the
    third), `from_on` (when it may go) and `turn`, a key of TURNS. Money in haléře.

    Advance invoices are no debts; what the finance department is to invoice is one from when it has its number.
    """
    return overdue(db)


def overdue(db: Database) -> pl.DataFrame:
    """`claims` for actions that already checked who asks."""
    today = clock.today()
    found = store.frame(db, _CLAIMS, _SCHEMA, {"today": today.isoformat()}).drop("paid", "credited")
    days = [int(settings.value(db, code)) for code in _DAYS]
    return found.with_columns(
        days_overdue=(pl.lit(today) - pl.col("due_on")).dt.total_days(),
        level=pl.when(pl.col("sent") < len(LEVELS)).then(pl.col("sent") + 1),
        from_on=_next_on(days),
    ).with_columns(turn=_turn(today))


def _next_on(days: list[int]) -> pl.Expr:
    """The day from which the next letter may go: so many days after the invoice's term, or after the last letter's."""
    term = pl.when(pl.col("sent") == 0).then(pl.col("due_on")).otherwise(pl.col("reminded_until"))
    waits = pl.col("sent").replace_strict(dict(enumerate(days)), default=None)
    return term + pl.duration(days=waits)


def _turn(today: dt.date) -> pl.Expr:
    return (
        pl.when(pl.col("held") != "").then(pl.lit("held"))
        .when(pl.col("level").is_null()).then(pl.lit("last"))
        .when(pl.col("from_on") <= today).then(pl.lit("ready"))
        .otherwise(pl.lit("waiting"))
    )  # fmt: skip


def letters_of(found: pl.DataFrame) -> pl.DataFrame:
    """What of `claims` would be one letter: a debtor's invoices of one level. party_id, customer, level, ids, numbers,
    invoices, open (haléře), days_overdue (of the oldest)."""
    return (
        found.filter(turn="ready")
        .group_by("party_id", "customer", "level", maintain_order=True)
        .agg(
            ids=pl.col("id"),
            numbers=pl.col("number").str.join(", "),
            invoices=pl.len(),
            open=pl.col("open").sum(),
            days_overdue=pl.col("days_overdue").max(),
        )
    )


@needs("invoices.read")
def sent(db: Database, *, invoice_id: int | None = None, party_id: int | None = None, by: User) -> pl.DataFrame:
    """Who was sent what, the newest first: of one invoice, of one debtor, or all. id, invoice_id, number, party_id,
    customer, level, sent_on, due_on (the new term), open (haléře owed then), pdf and letters (files), at, by."""
    return store.frame(db, _SENT, _SENT_SCHEMA, {"invoice": invoice_id, "party": party_id})


@needs("invoices.read")
def sendings(db: Database, *, by: User) -> pl.DataFrame:
    """The last fifty sendings: letters (the file with all of them), sent_on, papers, invoices, open (haléře), by."""
    return store.frame(db, _SENDINGS, _SENDINGS_SCHEMA)


@needs("invoices.read")
def paper(db: Database, letters: str, *, by: User) -> bytes:
    """The letters of a sending as they were made, byte for byte; NotFound for another file."""
    known = store.scalar(db, "select letters from reminder where letters = ?1 or pdf = ?1 limit 1", (letters,))
    store.existing(known, "No reminders have this file.")
    return files.read(letters)
