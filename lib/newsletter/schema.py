"""Readers of the newsletter (double opt-in) and what became of each letter."""

from lib.store import Database, Migrations

migrations = Migrations("newsletter")


@migrations()
def m001_newsletter(db: Database) -> None:
    for statement in (
        """create table reader (
            id integer primary key autoincrement,
            email text not null unique collate nocase,
            state text not null check (state in ('asked', 'confirmed', 'left', 'refused')),
            token_hash text not null unique,
            source text not null check (source in ('web', 'office', 'sheet')),
            asked_at text not null,
            confirmed_at text,
            left_at text,
            refused_text text not null default '',
            refused_times integer not null default 0
        ) strict""",
        """create table letter (
            key text not null,
            reader_id integer not null references reader (id),
            message_id text not null,
            state text not null check (state in ('sending', 'accepted', 'refused', 'postponed', 'unknown')),
            answer text not null default '',
            at text not null,
            primary key (key, reader_id)
        ) strict, without rowid""",
    ):
        db.conn.execute(statement)
