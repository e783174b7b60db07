"""The register of photographs. The bytes lie in the store of files, without the place where they were taken."""

from lib.store import Database, Migrations

migrations = Migrations("photos")


@migrations()
def m001_photos(db: Database) -> None:
    """`taken_at` is the camera's clock, `likeness` 64 bits that two copies of one picture share but for a few."""
    for statement in (
        """create table photo (
            id integer primary key autoincrement,
            file text not null unique,
            original_name text not null,
            original_hash text not null unique check (length(original_hash) = 64),
            width integer not null,
            height integer not null,
            bytes integer not null,
            taken_at text check (taken_at is strftime('%Y-%m-%d %H:%M:%S', taken_at)),
            likeness text not null check (length(likeness) = 16),
            credit text not null default '',
            licence text not null default 'news' check (licence in ('news', 'consent', 'no_promotion')),
            licence_note text not null default '',
            licence_until text check (licence_until is date(licence_until)),
            alt text not null default '',
            event_id integer references event (id) on delete set null,
            by_login text not null,
            at text not null,
            withdrawn_at text,
            withdrawn_reason text,
            check ((withdrawn_at is null) = (withdrawn_reason is null))
        ) strict""",
        "create index photo_event on photo (event_id)",
    ):
        db.conn.execute(statement)
