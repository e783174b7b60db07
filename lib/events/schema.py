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
