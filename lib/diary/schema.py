"""Entries of the office-holders' diary, invitations that came in, and what somebody must know before an appearance.

The words of a private entry lie in a table of their own, `diary_private`: whatever reads `diary_block` alone cannot
show them, and a notebook's copy of the store leaves that table out.
"""

from lib.store import Database, Migrations

migrations = Migrations("diary")
_TIME = "glob '[0-2][0-9]:[0-5][0-9]'"


@migrations()
def m001_diary(db: Database) -> None:
    for statement in (BLOCK, PRIVATE, INVITATION, BRIEFING, *INDEXES):
        db.conn.execute(statement)


@migrations()
def m002_driver(db: Database) -> None:
    """Who drives the office-holder to an event or a meeting, with the phone."""
    db.conn.execute("alter table diary_briefing add column driver text not null default ''")


BLOCK = f"""create table diary_block (
    id integer primary key autoincrement,
    holder_id integer not null references office_holder (id),
    kind text not null check (kind in ('meeting', 'holiday', 'private', 'travel', 'trip')),
    private integer not null default 0 check (private in (0, 1)),
    starts_on text not null check (starts_on is date(starts_on)),
    ends_on text not null check (ends_on is date(ends_on) and ends_on >= starts_on),
    starts_at text check (starts_at {_TIME}),
    ends_at text check (ends_at {_TIME}),
    title text not null default '',
    place text not null default '',
    with_whom text not null default '',
    prepares text not null default '',
    note text not null default '',
    sequence integer not null default 0,
    created_at text not null,
    updated_at text not null,
    check (starts_at is not null or ends_at is null),
    check (not private or title || place || with_whom || prepares || note = '')
) strict"""
PRIVATE = """create table diary_private (
    block_id integer primary key references diary_block (id) on delete cascade,
    title text not null default '',
    place text not null default '',
    with_whom text not null default '',
    prepares text not null default '',
    note text not null default ''
) strict"""
INVITATION = f"""create table invitation (
    id integer primary key autoincrement,
    received_on text not null check (received_on is date(received_on)),
    reference text not null default '',
    sender text not null check (length(trim(sender)) > 0),
    email text not null default '',
    phone text not null default '',
    salutation text not null default '',
    title text not null check (length(trim(title)) > 0),
    starts_on text not null check (starts_on is date(starts_on)),
    starts_at text check (starts_at {_TIME}),
    ends_at text check (ends_at {_TIME}),
    place text not null default '',
    gift text not null default '',
    note text not null default '',
    answer_by text check (answer_by is date(answer_by)),
    state text not null default 'came' check (state in ('came', 'offered', 'accepted', 'excused', 'deputy')),
    holder_id integer references office_holder (id),
    deputy_id integer references office_holder (id) check (deputy_id <> holder_id),
    event_id integer references event (id) on delete set null,
    block_id integer references diary_block (id) on delete set null,
    sent_on text check (sent_on is date(sent_on)),
    sent_by text,
    reply text not null default '',
    created_at text not null,
    check (state = 'came' or holder_id is not null),
    check ((state = 'deputy') = (deputy_id is not null)),
    check (sent_on is null or state in ('accepted', 'excused', 'deputy'))
) strict"""
BRIEFING = f"""create table diary_briefing (
    id integer primary key,
    holder_id integer not null references office_holder (id),
    event_id integer references event (id) on delete cascade,
    block_id integer references diary_block (id) on delete cascade,
    leaves_at text check (leaves_at {_TIME}),
    meets text not null default '',
    meets_phone text not null default '',
    says text not null default '',
    gift text not null default '',
    parking text not null default '',
    dress text not null default '',
    check ((event_id is null) <> (block_id is null)),
    unique (holder_id, event_id),
    unique (holder_id, block_id)
) strict"""
INDEXES = (
    "create index diary_block_days on diary_block (starts_on, ends_on)",
    "create index invitation_waits on invitation (answer_by) where sent_on is null",
    "create index event_attendee_holder on event_attendee (holder_id)",
)
