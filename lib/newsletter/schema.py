"""Readers of the newsletter (double opt-in). What became of each letter is kept by `outbox.parts`."""

from lib.store import Database, Migrations

migrations = Migrations("newsletter")


@migrations()
def m001_newsletter(db: Database) -> None:
    """`token` ends the reading and stands in every letter; `confirm_token` is new with each asking."""
    for statement in (
        """create table reader (
            id integer primary key autoincrement,
            email text not null unique collate nocase,
            state text not null check (state in ('asked', 'confirmed', 'left', 'refused')),
            token text not null unique,
            confirm_token text unique,
            source text not null check (source in ('web', 'office')),
            basis text not null default '',
            asked_at text not null,
            asked_times integer not null default 1,
            confirmed_at text,
            left_at text,
            left_by text not null default '',
            refused_text text not null default ''
        ) strict""",
        """create table newsletter_request (
            id integer primary key,
            at text not null,
            who text not null
        ) strict""",
        "create index newsletter_request_who on newsletter_request (who, at)",
    ):
        db.conn.execute(statement)
