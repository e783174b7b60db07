"""What is wanted from an event, who brings it, what was delivered; who is away; contracts with television.

One coverage has many assignments and many deliveries. What state it is in is read from them, never stored. Terms are
the wall clock as it was agreed (`2026-11-30 12:00`), like the events they belong to.
"""

from lib.store import Database, Migrations

migrations = Migrations("coverage")

COVERAGE = (
    """create table coverage (
        id integer primary key,
        event_id integer not null references event (id),
        kind text not null check (kind in ('text', 'photo', 'video', 'radio', 'tv')),
        intent text not null check (intent in ('intended', 'undecided', 'no', 'on_request')),
        due_at text not null check (due_at is strftime('%Y-%m-%d %H:%M', due_at)),
        due_given integer not null default 0 check (due_given in (0, 1)),
        planned_for text not null check (planned_for is date(planned_for)),
        note text not null default '',
        cancelled_at text,
        cancelled_because text not null default '',
        created_at text not null,
        unique (event_id, kind),
        check ((cancelled_at is null) = (cancelled_because = ''))
    ) strict""",
    """create table assignment (
        id integer primary key,
        coverage_id integer not null references coverage (id),
        login text references user (login),
        name text not null check (length(trim(name)) > 0),
        phone text not null default '',
        email text not null default '',
        state text not null check (state in ('offered', 'accepted', 'declined', 'released')),
        reason text not null default '',
        despite text not null default '',
        agreed_for text,
        assigned_by text not null,
        created_at text not null,
        answered_at text
    ) strict""",
    "create index assignment_of on assignment (coverage_id)",
    "create index assignment_login on assignment (login, state) where login is not null",
    """create unique index assignment_once on assignment (coverage_id, login)
        where login is not null and state in ('offered', 'accepted')""",
    """create table delivery (
        id integer primary key,
        coverage_id integer not null references coverage (id),
        assignment_id integer references assignment (id),
        what text not null default '',
        link text not null default '',
        count integer check (count > 0),
        author text not null default '',
        licence text not null check (licence in ('employee', 'contract', 'consent', 'free')),
        consent text not null check (consent in ('public', 'named', 'children')),
        note text not null default '',
        delivered_at text not null,
        delivered_by text not null,
        withdrawn_at text,
        withdrawn_because text not null default '',
        check (what <> '' or link <> '' or count is not null),
        check ((withdrawn_at is null) = (withdrawn_because = ''))
    ) strict""",
    "create index delivery_of on delivery (coverage_id)",
)
ABSENCE = (
    """create table absence (
        id integer primary key,
        login text not null references user (login),
        first_on text not null check (first_on is date(first_on)),
        last_on text not null check (last_on is date(last_on) and last_on >= first_on),
        starts_at text check (starts_at glob '[0-2][0-9]:[0-5][0-9]'),
        ends_at text check (ends_at glob '[0-2][0-9]:[0-5][0-9]'),
        reason text not null check (reason in ('holiday', 'illness', 'business_trip', 'other')),
        entered_by text not null,
        created_at text not null,
        check ((starts_at is null) = (ends_at is null)),
        check (starts_at is null or (first_on = last_on and ends_at > starts_at))
    ) strict""",
    "create index absence_days on absence (last_on, first_on)",
)
TELEVISION = (
    """create table tv_contract (
        id integer primary key,
        television text not null check (length(trim(television)) > 0),
        first_on text not null check (first_on is date(first_on)),
        last_on text not null check (last_on is date(last_on) and last_on >= first_on),
        reports integer not null check (reports > 0),
        days_ahead integer not null check (days_ahead >= 0),
        price_note text not null default '',
        contact text not null default '',
        email text not null default '',
        phone text not null default '',
        created_at text not null
    ) strict""",
    """create table tv_request (
        id integer primary key,
        contract_id integer not null references tv_contract (id),
        event_id integer references event (id),
        number text unique,
        topic text not null check (length(trim(topic)) > 0),
        event text not null default '',
        shoot_on text not null check (shoot_on is date(shoot_on)),
        shoot_at text check (shoot_at glob '[0-2][0-9]:[0-5][0-9]'),
        place text not null default '',
        meeting text not null default '',
        contact_name text not null default '',
        contact_phone text not null default '',
        speaker_name text not null default '',
        speaker_office text not null default '',
        speaker_consents integer not null default 0 check (speaker_consents in (0, 1)),
        what text not null default '',
        embargo text not null default '',
        state text not null check
            (state in ('draft', 'sent', 'confirmed', 'shot', 'broadcast', 'refused', 'cancelled')),
        reason text not null default '',
        short_notice integer not null default 0 check (short_notice in (0, 1)),
        over_by text not null default '',
        version integer not null default 1 check (version > 0),
        ordered_on text check (ordered_on is date(ordered_on)),
        editor text not null default '',
        confirmed_on text check (confirmed_on is date(confirmed_on)),
        broadcast_on text check (broadcast_on is date(broadcast_on)),
        seconds integer check (seconds > 0),
        link text not null default '',
        views integer check (views >= 0),
        created_by text not null,
        created_at text not null,
        check ((number is null) = (ordered_on is null))
    ) strict""",
    "create index tv_request_contract on tv_request (contract_id, shoot_on, state)",
    "create index tv_request_event on tv_request (event_id) where event_id is not null",
)


@migrations()
def m001_coverage(db: Database) -> None:
    """`planned_for` is the last day of the event for which `due_at` was reckoned: a move shows itself as a difference.

    `agreed_for` is the start of the event (`2026-11-28 17:00`) as it was when somebody accepted.
    """
    for statement in (*COVERAGE, *ABSENCE, *TELEVISION):
        db.conn.execute(statement)
