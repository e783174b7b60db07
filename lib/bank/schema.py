"""Bank statements as the bank sent them, their lines, and which invoice a person said each line paid.

Amounts are whole haléře, positive for money that came. A file is known by its hash, a line by account, document number,
day and amount, so that the same statement read twice, or two that overlap, count once. What was matched is a payment
of the invoices that names the line, never a column here. A file of the watched folder that could not be read is
remembered by its name, so that people see why and nothing is tried again every minute.
"""

from lib.store import Database, Migrations

migrations = Migrations("bank")
_INDEXES = (
    "create index bank_line_day on bank_line (booked_on)",
    "create index bank_line_statement on bank_line (statement_id)",
)


@migrations()
def m001_statements(db: Database) -> None:
    for statement in (
        """create table bank_statement (
            id integer primary key autoincrement,
            file_hash text not null unique check (length(file_hash) = 64),
            file_name text not null,
            format text not null check (format in ('gpc', 'camt.053')),
            account text not null,
            number text not null default '',
            first_day text check (first_day is date(first_day)),
            last_day text check (last_day is date(last_day)),
            opening integer,
            closing integer,
            currency text not null default 'CZK',
            problems text not null default '[]' check (json_valid(problems)),
            read_at text not null,
            read_by text not null
        ) strict""",
        """create table bank_line (
            id integer primary key autoincrement,
            statement_id integer not null references bank_statement (id),
            account text not null,
            document_no text not null,
            amount integer not null,
            currency text not null default 'CZK',
            booked_on text not null check (booked_on is date(booked_on)),
            value_on text check (value_on is date(value_on)),
            counter_account text not null default '',
            counter_name text not null default '',
            vs text not null default '',
            ks text not null default '',
            ss text not null default '',
            message text not null default '',
            reversal integer not null default 0 check (reversal in (0, 1)),
            set_aside text not null default '',
            unique (account, document_no, booked_on, amount)
        ) strict""",
        *_INDEXES,
    ):
        db.conn.execute(statement)


@migrations()
def m002_refused(db: Database) -> None:
    db.conn.execute(
        """create table bank_refused (
            file_name text primary key,
            file_hash text not null check (length(file_hash) = 64),
            sentence text not null,
            params text not null check (json_valid(params)),
            at text not null
        ) strict"""
    )
