"""The tables of the whole way of a post: from an idea over approval to what went out where."""

STORY = (
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
)
"""What a post has besides its title: its way over the board, dates, where it comes from; its versions."""

APPROVAL = (
    """create table approval (
        id integer primary key,
        story_id integer not null references story (id),
        content_hash text not null check (length(content_hash) = 64),
        verdict text not null check (verdict in ('approved', 'returned')),
        by_login text,
        by_name text not null,
        via text not null check (via in ('office', 'link', 'paper')),
        link_by text,
        note text not null default '',
        at text not null,
        check ((via = 'link') = (link_by is not null)),
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
)
"""Who approved what, and the links for those who have no account."""

POST = (
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
        original text not null,
        primary key (post_id, file)
    ) strict, without rowid""",
    "create index post_picture_file on post_picture (file)",
)
"""What went to which channel, with which pictures."""

AROUND = (
    """create table campaign (
        id integer primary key,
        name text not null unique check (length(trim(name)) > 0),
        steps text not null check (json_valid(steps)),
        put_away integer not null default 0 check (put_away in (0, 1)),
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
    """create table held_back (
        story_id integer not null references story (id),
        channel text not null,
        wall_time text not null,
        last_post integer not null,
        primary key (story_id, channel, wall_time)
    ) strict, without rowid""",
)
"""Campaigns, posts that come again, consents, photographs, posts that wait for the feeds, and what the last loss of
approval took back (`last_post`: the newest post of the story then)."""

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
