"""Events of the town, the house of culture, clubs and schools, and the venues where they are held.

Times are the wall clock as it was agreed and printed (date and `HH:MM`): an event at 17:00 stays at 17:00 whatever
the law does to summer time. Moments in UTC are derived where a feed needs them.
"""

from lib.store import Database, Migrations

migrations = Migrations("events")


@migrations()
def m001_events(db: Database) -> None:
    for statement in (
        """create table venue (
            id integer primary key,
            name text not null check (length(trim(name)) > 0),
            folded text not null unique
        ) strict""",
        """create table event (
            id integer primary key autoincrement,
            code text unique,
            uid text not null unique,
            sequence integer not null default 0,
            title text not null check (length(trim(title)) > 0),
            kind text not null check (kind in
                ('town', 'culture_house', 'club', 'school', 'memorial', 'ceremony', 'visit', 'council', 'other')),
            starts_on text not null check (starts_on is date(starts_on)),
            ends_on text not null check (ends_on is date(ends_on) and ends_on >= starts_on),
            starts_at text check (starts_at glob '[0-2][0-9]:[0-5][0-9]'),
            ends_at text check (ends_at glob '[0-2][0-9]:[0-5][0-9]'),
            venue_id integer references venue (id),
            organiser_id integer references party (id),
            description text not null default '',
            audience text not null default '',
            admission text not null default '',
            attended_by text not null default '',
            state text not null check (state in
                ('proposed', 'confirmed', 'postponed', 'cancelled', 'held', 'documented', 'closed')),
            note text not null default '',
            created_at text not null,
            updated_at text not null
        ) strict""",
        "create index event_starts_on on event (starts_on, ends_on)",
        "create index event_venue on event (venue_id, starts_on)",
    ):
        db.conn.execute(statement)


PLACES = (
    "alter table venue add column address text not null default ''",
    "alter table venue add column town_part text not null default ''",
    "alter table venue add column latitude real check (latitude between -90 and 90)",
    "alter table venue add column longitude real check (longitude between -180 and 180)",
    "alter table venue add column capacity integer check (capacity > 0)",
    "alter table venue add column accessible integer check (accessible in (0, 1))",
    "alter table venue add column note text not null default ''",
    """create table venue_spelling (
        folded text primary key,
        venue_id integer not null references venue (id) on delete cascade
    ) strict, without rowid""",
)
SERIES = """create table event_series (
    id integer primary key autoincrement,
    uid text not null unique,
    rule text not null check (length(rule) > 0),
    starts_on text not null check (starts_on is date(starts_on)),
    starts_at text check (starts_at glob '[0-2][0-9]:[0-5][0-9]'),
    filled_until text not null check (filled_until is date(filled_until)),
    exdates text not null default '[]' check (json_valid(exdates)),
    continues_id integer references event_series (id),
    sequence integer not null default 0,
    created_at text not null,
    updated_at text not null
) strict"""
ENTRIES = (
    """alter table event add column calendar text not null default 'town'
        check (calendar in ('town', 'culture_house', 'ceremonies', 'memorial', 'leadership'))""",
    "alter table event add column public integer not null default 1 check (public in (0, 1))",
    "alter table event add column all_day integer not null default 0 check (all_day in (0, 1))",
    "alter table event add column summary text not null default ''",
    "alter table event add column co_organisers text not null default ''",
    "alter table event add column contact text not null default ''",
    "alter table event add column for_children integer check (for_children in (0, 1))",
    "alter table event add column patronage text not null default ''",
    "alter table event add column web text not null default ''",
    "alter table event add column publish_to text not null default '[]' check (json_valid(publish_to))",
    "alter table event add column paper_issue text not null default ''",
    "alter table event add column picture text",
    "alter table event add column picture_alt text not null default ''",
    "alter table event add column picture_credit text not null default ''",
    "alter table event add column responsible text",
    "alter table event add column deputy text",
    "alter table event add column series_id integer references event_series (id)",
    "alter table event add column occurs_on text check (occurs_on is date(occurs_on))",
    "alter table event add column detached integer not null default 0 check (detached in (0, 1))",
    """update event set calendar = case kind when 'culture_house' then 'culture_house' when 'ceremony' then 'ceremonies'
        when 'memorial' then 'memorial' when 'visit' then 'leadership' else 'town' end""",
    "update event set public = 0 where kind in ('visit', 'ceremony')",
    "create unique index event_occurrence on event (series_id, occurs_on) where series_id is not null",
    "create index event_longer on event (ends_on) where ends_on > starts_on",
)
AROUND = (
    """create table event_attendee (
        event_id integer not null references event (id) on delete cascade,
        holder_id integer not null references office_holder (id),
        answer text not null default 'asked' check (answer in ('asked', 'confirmed', 'excused', 'deputy')),
        speaks integer not null default 0 check (speaks in (0, 1)),
        deputy_id integer references office_holder (id),
        note text not null default '',
        primary key (event_id, holder_id)
    ) strict, without rowid""",
    """create table event_change (
        id integer primary key,
        event_id integer not null references event (id) on delete cascade,
        at text not null,
        by_login text not null,
        sequence integer not null,
        what text not null check (what in ('added', 'edited', 'moved', 'step', 'series')),
        reason text not null default '',
        changes text not null check (json_valid(changes)),
        moved_from text check (moved_from is date(moved_from))
    ) strict""",
    "create index event_change_of on event_change (event_id, id)",
    "create index event_change_moved on event_change (moved_from) where moved_from is not null",
    """create trigger event_change_no_update before update on event_change
        begin select raise(abort, 'event_change is append-only'); end""",
    """create table event_template (
        id integer primary key,
        name text not null unique collate nocase check (length(trim(name)) > 0),
        entry text not null check (json_valid(entry)),
        task_template text,
        created_at text not null
    ) strict""",
    """create table special_day (
        id integer primary key,
        kind text not null check (kind in ('school_holiday', 'election', 'significant')),
        first_on text not null check (first_on is date(first_on)),
        last_on text not null check (last_on is date(last_on) and last_on >= first_on),
        name text not null check (length(trim(name)) > 0)
    ) strict""",
)


@migrations()
def m002_whole_events(db: Database) -> None:
    """`event_change` is the ledger of an event: each change of words, date or state with who and why.

    `changes` is a JSON object field → [before, after]; `moved_from` is the day from which a move took the event.
    `rule` is the RRULE text of RFC 5545 with a local day as UNTIL, `exdates` the removed days as a JSON list.
    `venue_spelling` keeps the other spellings of a venue that people merged.
    """
    for statement in (*PLACES, SERIES, *ENTRIES, *AROUND):
        db.conn.execute(statement)


@migrations()
def m003_outlets(db: Database) -> None:
    """Where an event went out, as a ledger: the last row of a place says what it was told (`sequence`) or that the
    event is there no more (`gone`)."""
    db.conn.execute(
        """create table event_outlet (
            id integer primary key,
            event_id integer not null references event (id) on delete cascade,
            outlet text not null check (length(outlet) > 0),
            label text not null check (length(trim(label)) > 0),
            sequence integer not null,
            gone integer not null default 0 check (gone in (0, 1)),
            at text not null,
            by_login text not null
        ) strict"""
    )
    db.conn.execute("create index event_outlet_of on event_outlet (event_id, outlet, id)")
