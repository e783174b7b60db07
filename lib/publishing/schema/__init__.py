"""Posts of the office: what is being written, for which channel, with which pictures, and what went out when.

A story is the draft that people edit. What went out is frozen in `publication`, a ledger that only grows: the feeds
show its last row, so an unfinished correction is never public and a withdrawal leaves its trace.
"""

import json

from lib.publishing.schema.whole_way import APPROVAL, AROUND, FIRST_CAMPAIGN, POST, STORY
from lib.store import Database, Migrations

migrations = Migrations("publishing")


@migrations()
def m001_stories(db: Database) -> None:
    for statement in (
        """create table story (
            id integer primary key,
            event_id integer references event (id) on delete set null,
            title text not null check (length(trim(title)) > 0),
            perex text not null default '',
            state text not null default 'draft' check (state in ('draft', 'published', 'withdrawn')),
            version integer not null default 1,
            created_by text not null,
            created_at text not null,
            updated_by text not null,
            updated_at text not null,
            published_at text,
            withdrawn_at text,
            withdrawn_reason text,
            check ((state = 'draft') = (published_at is null)),
            check ((state = 'withdrawn') = (withdrawn_at is not null and length(trim(withdrawn_reason)) > 0))
        ) strict""",
        "create index story_event on story (event_id)",
        """create table variant (
            story_id integer not null references story (id),
            channel text not null check (channel in ('web', 'facebook', 'instagram', 'sms')),
            text text not null,
            primary key (story_id, channel)
        ) strict, without rowid""",
        """create table card (
            story_id integer not null references story (id),
            format text not null check (format in ('1080x1080', '1200x630')),
            file text not null,
            alt text not null,
            primary key (story_id, format)
        ) strict, without rowid""",
    ):
        db.conn.execute(statement)


@migrations()
def m002_publications(db: Database) -> None:
    for statement in (
        """create table publication (
            id integer primary key,
            story_id integer not null references story (id),
            guid text not null,
            channel text not null check (channel in ('feed')),
            step text not null check (step in ('published', 'corrected', 'withdrawn')),
            at text not null,
            by_login text not null,
            title text not null,
            perex text not null,
            text text not null,
            picture text,
            alt text not null,
            content_hash text not null check (length(content_hash) = 64),
            reason text not null default ''
        ) strict""",
        "create unique index publication_guid on publication (guid) where step = 'published'",
        "create index publication_story on publication (story_id, id)",
        "create index publication_picture on publication (picture) where picture is not null",
        """create trigger publication_no_update before update on publication
            begin select raise(abort, 'publications are append-only'); end""",
        """create trigger publication_no_delete before delete on publication
            begin select raise(abort, 'publications are append-only'); end""",
    ):
        db.conn.execute(statement)


@migrations()
def m002_what_posts_said(db: Database) -> None:
    """Posts that were out before events remembered where they went out."""
    db.conn.execute(
        "insert into event_outlet (event_id, outlet, label, sequence, at, by_login)"
        " select event_id, 'story:' || story.id, story.title, event.sequence, story.published_at, story.updated_by"
        " from story join event on event.id = event_id where story.state = 'published'"
    )


@migrations()
def m003_the_whole_way(db: Database) -> None:
    """Stages on the board, versions, approvals, posts in the outbox, consents, pictures, lines to the public."""
    for statement in (*STORY, *APPROVAL, *POST, *AROUND):
        db.conn.execute(statement)
    _first_versions(db)
    db.conn.execute("update story set stage = 'approved' where state <> 'draft'")
    db.conn.execute(
        "insert into campaign (name, steps, updated_by, updated_at) values (?, ?, 'system', '2026-11-01T00:00:00Z')",
        ("Pozvánka na akci", json.dumps(FIRST_CAMPAIGN)),
    )


@migrations()
def m004_what_was_planned_by_campaigns(db: Database) -> None:
    """Which posts were planned by which campaign: one that was used is not removed."""
    db.conn.execute(
        """create table campaign_use (
            campaign_id integer not null references campaign (id),
            story_id integer not null references story (id),
            by_login text not null,
            at text not null,
            primary key (campaign_id, story_id)
        ) strict, without rowid"""
    )


@migrations()
def m005_articles_of_authors(db: Database) -> None:
    """From which file a post was begun, and what of it was left behind."""
    db.conn.execute(
        """create table story_article (
            story_id integer primary key references story (id),
            file_name text not null,
            pictures integer not null,
            footnotes integer not null
        ) strict"""
    )


@migrations()
def m006_photographs_of_campaigns(db: Database) -> None:
    """Which post a campaign has planned for the photographs: another run does not plan it again."""
    db.conn.execute("alter table campaign_use add column photos_id integer references story (id)")


def _first_versions(db: Database) -> None:
    """What was written before versions were kept is the version that the next edits are compared with."""
    db.conn.execute(
        "insert into story_version select id, version, json_object('title', title, 'perex', perex,"
        " 'texts', json((select json_group_object(channel, text) from variant where story_id = story.id)),"
        " 'alts', json((select json_group_object(format, alt) from card where story_id = story.id))),"
        " updated_at, updated_by from story"
    )
