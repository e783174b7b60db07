"""Posts of the office: what is being written, for which channel, with which pictures, and what went out when.

A story is the draft that people edit. What went out is frozen in `publication`, a ledger that only grows: the feeds
show its last row, so an unfinished correction is never public and a withdrawal leaves its trace.
"""

import json

from lib.store import Database, Migrations

migrations = Migrations("publishing")

FIRST_CAMPAIGN = (
    {"kind": "tv", "days": -14, "at": "09:00"},
    {"kind": "radio", "days": -14, "at": "09:00"},
    {"kind": "feed", "days": -14, "at": "10:00"},
    {"kind": "wordpress", "days": -14, "at": "10:00"},
    {"kind": "munipolis", "days": -7, "at": "09:00"},
    {"kind": "newsletter", "days": -7, "at": "10:00"},
    {"kind": "facebook", "days": -2, "at": "16:00"},
    {"kind": "instagram", "days": -2, "at": "16:00"},
    {"kind": "sms", "days": 0, "at": "08:00"},
    {"kind": "photos", "days": 1, "at": "10:00"},
)
"""Days before (−) and after the event's first day, and the time by the wall clock."""


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
    for statement in (
        "alter table story add column body text not null default ''",
        "alter table story add column section text not null default 'news'",
        """alter table story add column stage text not null default 'writing'
            check (stage in ('idea', 'planned', 'writing', 'review', 'approved'))""",
        "alter table story add column plan_on text",
        "alter table story add column place integer not null default 0",
        "alter table story add column relevant_until text",
        "alter table story add column check_on text",
        "alter table story add column embargo_until text",
        "alter table story add column price text not null default ''",
        "alter table story add column link text not null default ''",
        "alter table story add column author text not null default ''",
        "alter table story add column owner text",
        """alter table story add column origin text not null default 'none'
            check (origin in ('event', 'press_release', 'article', 'story', 'none'))""",
        "alter table story add column origin_id integer",
        "create index story_plan on story (plan_on) where plan_on is not null",
        "alter table variant rename to variant_before",
        """create table variant (
            story_id integer not null references story (id),
            channel text not null,
            text text not null,
            primary key (story_id, channel)
        ) strict, without rowid""",
        "insert into variant select * from variant_before",
        "drop table variant_before",
        """create table story_version (
            story_id integer not null references story (id),
            version integer not null,
            content text not null check (json_valid(content)),
            at text not null,
            by_login text not null,
            primary key (story_id, version)
        ) strict, without rowid""",
        """create table approval (
            id integer primary key,
            story_id integer not null references story (id),
            content_hash text not null check (length(content_hash) = 64),
            verdict text not null check (verdict in ('approved', 'returned')),
            by_login text,
            by_name text not null,
            via text not null check (via in ('office', 'link', 'paper')),
            note text not null default '',
            at text not null,
            check (verdict = 'approved' or length(trim(note)) > 0)
        ) strict""",
        "create index approval_story on approval (story_id)",
        """create trigger approval_no_update before update on approval
            begin select raise(abort, 'approvals are append-only'); end""",
        """create trigger approval_no_delete before delete on approval
            begin select raise(abort, 'approvals are append-only'); end""",
        """create table review_link (
            id integer primary key,
            story_id integer not null references story (id),
            content_hash text not null,
            token_hash text not null unique,
            reviewer text not null,
            email text not null default '',
            created_by text not null,
            created_at text not null,
            expires_at text not null,
            opened_at text,
            used_at text,
            revoked_at text
        ) strict""",
        """create table post (
            id integer primary key,
            story_id integer not null references story (id),
            channel text not null,
            operation text not null default 'publish' check (operation in ('publish', 'correct', 'withdraw')),
            original_id integer references post (id),
            content_hash text not null check (length(content_hash) = 64),
            message_id integer not null unique references outbox (id),
            wall_time text not null,
            reason text not null default '',
            cost integer,
            told integer not null default 0 check (told in (0, 1)),
            by_login text not null,
            at text not null,
            check ((operation = 'publish') = (original_id is null))
        ) strict""",
        "create index post_story on post (story_id)",
        "create index post_told on post (message_id) where told = 0",
        """create table post_picture (
            post_id integer not null references post (id),
            file text not null,
            primary key (post_id, file)
        ) strict, without rowid""",
        "create index post_picture_file on post_picture (file)",
        """create table campaign (
            id integer primary key,
            name text not null unique check (length(trim(name)) > 0),
            steps text not null check (json_valid(steps)),
            updated_by text not null,
            updated_at text not null
        ) strict""",
        """create table story_repeat (
            story_id integer primary key references story (id),
            every text not null check (every in ('week', 'month', 'year')),
            first_on text not null,
            next_on text not null,
            until text,
            by_login text not null,
            at text not null
        ) strict""",
        """create table consent (
            id integer primary key,
            story_id integer not null references story (id),
            subject text not null check (length(trim(subject)) > 0),
            basis text not null check (basis in ('name_only', 'consent', 'news_licence', 'official')),
            scope text not null default '',
            valid_until text,
            reference text not null default '',
            by_login text not null,
            at text not null,
            revoked_at text,
            check (basis <> 'consent' or length(trim(reference)) > 0)
        ) strict""",
        "create index consent_story on consent (story_id)",
        """create table story_photo (
            story_id integer not null references story (id),
            photo_id integer not null references photo (id),
            place integer not null,
            alt text not null default '',
            primary key (story_id, photo_id)
        ) strict, without rowid""",
        "create index story_photo_photo on story_photo (photo_id)",
        """create table feed_plan (
            story_id integer primary key references story (id),
            wall_time text not null,
            publish_at text not null,
            content_hash text not null check (length(content_hash) = 64),
            trouble text not null default '',
            by_login text not null,
            at text not null
        ) strict""",
    ):
        db.conn.execute(statement)
    _first_versions(db)
    db.conn.execute("update story set stage = 'approved' where state <> 'draft'")
    db.conn.execute(
        "insert into campaign (name, steps, updated_by, updated_at) values (?, ?, 'system', '2026-11-01T00:00:00Z')",
        ("Pozvánka na akci", json.dumps(FIRST_CAMPAIGN)),
    )


def _first_versions(db: Database) -> None:
    """What was written before versions were kept is the version that the next edits are compared with."""
    db.conn.execute(
        "insert into story_version select id, version, json_object('title', title, 'perex', perex,"
        " 'texts', (select json_group_object(channel, text) from variant where story_id = story.id),"
        " 'alts', (select json_group_object(format, alt) from card where story_id = story.id)),"
        " updated_at, updated_by from story"
    )
