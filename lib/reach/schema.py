"""Reach of the town's media: what each channel said about itself, or about one post, on one day.

A reading is one number. Totals of a post grow as long as people see it, so each carries the day of which it holds
(`snapshot_on`); a later export adds readings, it never changes older ones, and snapshots are never added up. What
came in one go (a row of a spreadsheet, one form) shares the number `entry`. A correction is a new reading of the same
entry that names the old one (`corrects_id`); a correction without a value withdraws it. `named` is what the source
calls the number, because channels keep a name and change what it counts, and the other way round.
"""

from lib.store import Database, Migrations

migrations = Migrations("reach")


_POSTS = (
    """create table media_post (
    id integer primary key autoincrement,
    channel text not null check (length(channel) > 0),
    remote_id text not null check (length(remote_id) > 0),
    kind text not null default '',
    published_at text,
    published_on text check (published_on is date(published_on)),
    title text not null,
    caption text not null default '',
    permalink text not null default '',
    created_at text not null,
    updated_at text not null,
    unique (channel, remote_id)
) strict""",
    "create index media_post_published on media_post (published_on)",
)
_READINGS = (
    """create table reading (
    id integer primary key,
    entry integer not null,
    channel text not null check (length(channel) > 0),
    metric text not null check (length(metric) > 0),
    named text not null check (length(named) > 0),
    post_id integer references media_post (id),
    period_from text check (period_from is date(period_from)),
    period_to text check (period_to is date(period_to) and period_to >= period_from),
    snapshot_on text not null check (snapshot_on is date(snapshot_on)),
    value integer check (value >= 0),
    source text not null default '',
    note text not null default '',
    corrects_id integer references reading (id),
    recorded_at text not null,
    recorded_by text not null,
    check ((period_from is null) = (period_to is null)),
    check (post_id is not null or period_from is not null),
    check (value is not null or corrects_id is not null)
) strict""",
    "create index reading_entry on reading (entry, metric, id)",
    "create index reading_post on reading (post_id, metric, period_from, snapshot_on) where post_id is not null",
    "create index reading_series on reading (channel, metric, period_from, snapshot_on) where post_id is null",
    "create index reading_corrects on reading (corrects_id) where corrects_id is not null",
)


@migrations()
def m001_reach(db: Database) -> None:
    for statement in (*_POSTS, *_READINGS):
        db.conn.execute(statement)
