"""Organisations and people the office deals with: receivers of gifts, advertisers, organisers."""

from lib.store import Database, Migrations

migrations = Migrations("contacts")


@migrations()
def m001_party(db: Database) -> None:
    for statement in (
        """create table party (
            id integer primary key,
            name text not null check (length(trim(name)) > 0),
            folded text not null,
            kind text not null default 'organisation' check (kind in ('organisation', 'person', 'own')),
            ico text check (ico is null or (length(ico) = 8 and ico not glob '*[^0-9]*')),
            address text not null default '',
            email text not null default '',
            phone text not null default '',
            note text not null default '',
            created_at text not null
        ) strict""",
        "create unique index party_ico on party (ico) where ico is not null",
        "create index party_folded on party (folded)",
    ):
        db.conn.execute(statement)


@migrations()
def m002_office_holders(db: Database) -> None:
    """Who held which office from when to when.

    `feed` is the SHA-256 of the secret in the address of the person's calendar; the secret itself is kept nowhere.
    `feed_private` says whether that calendar carries the words of private entries.
    """
    db.conn.execute(
        """create table office_holder (
            id integer primary key,
            name text not null check (length(trim(name)) > 0),
            title_before text not null default '',
            office text not null check (length(trim(office)) > 0),
            rank integer not null default 50 check (rank between 1 and 99),
            salutation text not null default '',
            login text,
            email text not null default '',
            phone text not null default '',
            valid_from text not null check (valid_from is date(valid_from)),
            valid_to text check (valid_to is date(valid_to) and valid_to >= valid_from),
            feed text unique check (length(feed) = 64),
            feed_private integer not null default 0 check (feed_private in (0, 1)),
            feed_made_at text,
            created_at text not null
        ) strict"""
    )


@migrations()
def m003_advertisers(db: Database) -> None:
    """What an invoice needs to know of an organisation, and what ARES said of it (kept, so that forms work offline).

    A party merged into another one stays as another spelling of it: issued papers are frozen and refer to it.
    """
    for statement in (
        "alter table party add column dic text not null default ''",
        "alter table party add column country text not null default 'CZ' check (length(country) = 2)",
        "alter table party add column account text not null default ''",
        "alter table party add column data_box text not null default ''",
        "alter table party add column contact_person text not null default ''",
        "alter table party add column pays_first text not null default ''",
        "alter table party add column merged_into integer references party (id) check (merged_into <> id)",
        "create index party_merged on party (merged_into) where merged_into is not null",
        """create table ares_answer (
            ico text primary key check (length(ico) = 8),
            answer text not null check (json_valid(answer)),
            fetched_at text not null
        ) strict, without rowid""",
    ):
        db.conn.execute(statement)
