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
