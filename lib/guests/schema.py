"""Lists of guests of events and their answers: personal data, seen only by those who invite.

A guest belongs to one event; the next year's list is made from the last one. Salutations that somebody confirmed are
remembered for the next letter.
"""

from lib.store import Database, Migrations

migrations = Migrations("guests")

LIST = """create table guest_list (
    event_id integer primary key references event (id),
    inviting_id integer references office_holder (id),
    reply_by text check (reply_by is date(reply_by)),
    reply_to text not null default '',
    programme text not null default '',
    dress text not null default '',
    parking text not null default '',
    text text not null default '',
    transferable integer not null default 0 check (transferable in (0, 1))
) strict"""
GUEST = """create table guest (
    id integer primary key autoincrement,
    event_id integer not null references event (id),
    name text not null check (length(trim(name)) > 0),
    title_before text not null default '',
    title_after text not null default '',
    organisation text not null default '',
    office text not null default '',
    category text not null check (category in
        ('state', 'abroad', 'region', 'veterans', 'town', 'mayors', 'council', 'church', 'institutions', 'clubs',
         'schools', 'partners', 'media', 'others')),
    rank integer not null check (rank between 1 and 999),
    woman integer check (woman in (0, 1)),
    salutation text not null default '',
    salutation_by text,
    email text not null default '',
    phone text not null default '',
    street text not null default '',
    zip text not null default '' check (zip = '' or (length(zip) = 5 and zip not glob '*[^0-9]*')),
    town text not null default '',
    pronunciation text not null default '',
    companions integer not null default 0 check (companions between 0 and 20),
    diet text not null default '',
    seat text not null default '',
    note text not null default '',
    state text not null default 'listed'
        check (state in ('listed', 'invited', 'accepted', 'excused', 'came', 'absent')),
    invited_at text,
    invited_by_way text not null default '' check (invited_by_way in ('', 'post', 'email', 'hand', 'phone')),
    answered_at text,
    coming integer not null default 0 check (coming between 0 and 21),
    to_tell text not null default '',
    created_at text not null,
    forgotten_on text check (forgotten_on is date(forgotten_on)),
    check ((state = 'listed') = (invited_at is null))
) strict"""
KNOWN = """create table known_salutation (
    folded text primary key,
    salutation text not null check (length(trim(salutation)) > 0),
    confirmed_by text not null,
    at text not null
) strict, without rowid"""


@migrations()
def m001_guests(db: Database) -> None:
    """`to_tell` is what a guest who was invited has not been told yet: that the event moved or is called off;
    after `forgotten_on` only the group, the answer and the number of people are true."""
    for statement in (LIST, GUEST, KNOWN, "create index guest_of on guest (event_id, rank)"):
        db.conn.execute(statement)
