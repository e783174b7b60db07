"""Tax documents and the money that came for them.

An issued document is frozen: its row, its lines and its bytes are never changed, a correction is another document
(R-UCT-11: no update of issued documents). Money is whole haléře; a credit note has negative sums. What an invoice still
waits for is its total less its payments and credit notes, never a column. Payments are append-only; a mistake is taken
back by a row that names the original.

What the rules of the room promise, triggers keep even against a program that forgot: an ad stands on one invoice that
is not credited, nothing is credited over its original, no line joins a document that is issued already.
"""

from lib.store import Database, Migrations

migrations = Migrations("invoices")


_INVOICE = """create table invoice (
    id integer primary key autoincrement,
    kind text not null check (kind in ('invoice', 'advance', 'advance_tax', 'credit', 'cash', 'basis')),
    series text not null,
    year integer not null check (year between 2000 and 2200),
    serial integer not null check (serial > 0),
    number text not null unique,
    vs text not null check (length(vs) between 1 and 10 and vs not glob '*[^0-9]*'),
    party_id integer not null references party (id),
    original_id integer references invoice (id),
    order_id integer references ad_order (id),
    reason text not null default '',
    issued_on text not null check (issued_on is date(issued_on)),
    tax_point_on text check (tax_point_on is date(tax_point_on)),
    due_on text check (due_on is date(due_on)),
    payment text not null default 'transfer' check (payment in ('transfer', 'cash')),
    base integer not null,
    vat integer not null,
    total integer not null check (total = base + vat),
    rounding integer not null default 0 check (rounding between -50 and 50 and (rounding = 0 or payment = 'cash')),
    lines integer not null check (lines > 0),
    payment_id integer unique references payment (id),
    supplier text not null check (json_valid(supplier)),
    customer text not null check (json_valid(customer)),
    note text not null default '',
    pdf text not null,
    isdoc text not null default '',
    hash text not null check (length(hash) = 64),
    issued_at text not null,
    issued_by text not null,
    unique (series, year, serial),
    check ((kind = 'credit') = (total < 0)),
    check (kind <> 'credit' or (original_id is not null and length(trim(reason)) > 0)),
    check ((kind = 'advance_tax') = (payment_id is not null))
) strict"""
_LINE = """create table invoice_line (
    id integer primary key autoincrement,
    invoice_id integer not null references invoice (id),
    position integer not null check (position > 0),
    text text not null check (length(trim(text)) > 0),
    quantity integer not null default 1 check (quantity > 0),
    unit text not null default 'ks',
    unit_price integer not null,
    rate integer not null check (rate between 0 and 100),
    base integer not null,
    vat integer not null,
    total integer not null check (total = base + vat),
    ad_id integer references ad (id),
    corrects integer references invoice_line (id),
    unique (invoice_id, position)
) strict"""
_BESIDE = (
    """create table invoice_withdrawn (
        invoice_id integer primary key references invoice (id),
        reason text not null check (length(trim(reason)) > 0),
        at text not null,
        by text not null
    ) strict""",
    """create table invoice_deposit (
        id integer primary key autoincrement,
        invoice_id integer not null references invoice (id),
        advance_tax_id integer not null references invoice (id),
        rate integer not null check (rate between 0 and 100),
        base integer not null,
        vat integer not null,
        total integer not null check (total = base + vat and total > 0),
        unique (invoice_id, advance_tax_id, rate)
    ) strict""",
    "create index invoice_deposit_advance on invoice_deposit (advance_tax_id)",
    """create table finance_number (
        invoice_id integer primary key references invoice (id),
        number text not null unique check (length(trim(number)) > 0),
        vs text not null check (length(vs) between 1 and 10 and vs not glob '*[^0-9]*'),
        at text not null,
        by text not null
    ) strict""",
)
_REMINDER = """create table reminder (
    id integer primary key autoincrement,
    invoice_id integer not null references invoice (id),
    level integer not null check (level between 1 and 3),
    sent_on text not null check (sent_on is date(sent_on)),
    due_on text not null check (due_on is date(due_on)),
    open integer not null check (open > 0),
    pdf text not null,
    letters text not null,
    at text not null,
    by text not null,
    unique (invoice_id, level)
) strict"""
_NO_LATER_LINE = """create trigger invoice_line_no_later before insert on invoice_line
    when new.position > (select lines from invoice where id = new.invoice_id)
    begin select raise(abort, 'the document is issued already'); end"""
_AD_ONCE = """create trigger invoice_line_ad_once before insert on invoice_line
    when new.ad_id is not null
    and (select kind from invoice where id = new.invoice_id) in ('invoice', 'cash', 'basis')
    and (select coalesce(sum(other.total), 0) from invoice_line other join invoice i on i.id = other.invoice_id
        where other.ad_id = new.ad_id and i.kind in ('invoice', 'cash', 'basis', 'credit')
        and not exists (select 1 from invoice_withdrawn w where w.invoice_id = i.id)) <> 0
    begin select raise(abort, 'the ad is on an invoice already'); end"""
_CREDIT_WITHIN = """create trigger invoice_line_credit_within before insert on invoice_line
    when new.corrects is not null
    and (new.total >= 0 or (select o.total from invoice_line o where o.id = new.corrects) + new.total
        + (select coalesce(sum(c.total), 0) from invoice_line c where c.corrects = new.corrects) < 0)
    begin select raise(abort, 'a credit note over its original'); end"""


@migrations()
def m001_invoices(db: Database) -> None:
    """Documents, their lines, the advances that they deduct, withdrawn papers that are no tax documents, and the
    numbers that the finance department gave to bases for invoicing."""
    for statement in (
        _INVOICE,
        "create index invoice_party on invoice (party_id, issued_on)",
        "create index invoice_vs on invoice (vs)",
        "create index invoice_original on invoice (original_id) where original_id is not null",
        "create index invoice_order on invoice (order_id) where order_id is not null",
        _LINE,
        "create index invoice_line_ad on invoice_line (ad_id) where ad_id is not null",
        "create index invoice_line_corrects on invoice_line (corrects) where corrects is not null",
        *_BESIDE,
        _NO_LATER_LINE,
        _AD_ONCE,
        _CREDIT_WITHIN,
    ):
        db.conn.execute(statement)
    for table in ("invoice", "invoice_line", "invoice_deposit", "invoice_withdrawn"):
        _append_only(db, table)


@migrations()
def m002_money(db: Database) -> None:
    """Payments, reminders (`open` is what was owed when it was sent, `pdf` the letter, `letters` all letters of that
    sending for printing) and invoices of which no reminders are sent."""
    for statement in (
        """create table payment (
            id integer primary key autoincrement,
            invoice_id integer not null references invoice (id),
            amount integer not null check (amount <> 0),
            paid_on text not null check (paid_on is date(paid_on)),
            source text not null check (source in ('bank', 'cash', 'hand', 'advance', 'rounding')),
            bank_line_id integer references bank_line (id),
            reverses integer unique references payment (id),
            goes_with integer references payment (id),
            note text not null default '',
            at text not null,
            by text not null
        ) strict""",
        "create index payment_invoice on payment (invoice_id, amount)",
        "create index payment_line on payment (bank_line_id) where bank_line_id is not null",
        _REMINDER,
        """create table invoice_hold (
            invoice_id integer primary key references invoice (id),
            reason text not null check (length(trim(reason)) > 0),
            at text not null,
            by text not null
        ) strict""",
    ):
        db.conn.execute(statement)
    for table in ("payment", "reminder"):
        _append_only(db, table)


def _append_only(db: Database, table: str) -> None:
    for deed in ("update", "delete"):
        db.conn.execute(
            f"create trigger {table}_no_{deed} before {deed} on {table}"
            f" begin select raise(abort, '{table} is append-only'); end"
        )
