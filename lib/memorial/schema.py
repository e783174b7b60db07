"""Memorial acts: each saving is a version that stays, so that what changed after signing off can be shown.

An act is edited, printed and signed as a whole; its content is one document (see `rules.Act`) and not a table a list.
"""

from lib.store import Database, Migrations

migrations = Migrations("memorial")


@migrations()
def m001_acts(db: Database) -> None:
    for statement in (
        """create table memorial_version (
            event_id integer not null references event (id),
            version integer not null check (version > 0),
            at text not null,
            by_login text not null,
            reason text not null default '',
            content text not null check (json_valid(content)),
            primary key (event_id, version)
        ) strict""",
        """create table memorial_lock (
            id integer primary key,
            event_id integer not null,
            version integer not null,
            at text not null,
            by_login text not null,
            by_name text not null,
            unlocked_at text,
            unlocked_because text not null default '',
            foreign key (event_id, version) references memorial_version (event_id, version),
            check ((unlocked_at is null) = (unlocked_because = ''))
        ) strict""",
        "create unique index memorial_locked on memorial_lock (event_id) where unlocked_at is null",
        """create trigger memorial_version_no_update before update on memorial_version
            begin select raise(abort, 'memorial_version is append-only'); end""",
        """create trigger memorial_version_no_delete before delete on memorial_version
            begin select raise(abort, 'memorial_version is append-only'); end""",
    ):
        db.conn.execute(statement)
