"""Where messages for foreign channels wait, what became of each attempt, and how the channels are set up."""

from lib.store import Database, Migrations

migrations = Migrations("outbox")


@migrations()
def m001_outbox(db: Database) -> None:
    for statement in (
        """create table outbox (
            id integer primary key,
            channel text not null,
            key text not null unique,
            payload text not null check (json_valid(payload)),
            state text not null default 'queued'
                check (state in ('queued', 'sending', 'published', 'failed', 'unknown')),
            publish_at text not null,
            tries integer not null default 0,
            lease_until text,
            remote_id text,
            error text,
            created_by text not null,
            created_at text not null
        ) strict""",
        "create index outbox_due on outbox (publish_at) where state = 'queued'",
    ):
        db.conn.execute(statement)


_MESSAGES = (
    "alter table outbox rename to outbox_before",
    """create table outbox (
        id integer primary key,
        channel text not null,
        operation text not null default 'publish' check (operation in ('publish', 'correct', 'withdraw')),
        key text not null unique,
        payload text not null check (json_valid(payload)),
        state text not null default 'queued' check (state in
            ('queued', 'sending', 'published', 'failed', 'unknown', 'missed', 'handover', 'cancelled')),
        publish_at text not null,
        grace_minutes integer not null default 120 check (grace_minutes >= 0),
        next_try_at text,
        tries integer not null default 0,
        failures integer not null default 0,
        lease_until text,
        left_at text,
        first_left_at text,
        absent_at text,
        remote_id text,
        remote_url text,
        recipients integer,
        trouble text check (trouble in
            ('reauth', 'content', 'rate_limited', 'transient', 'unknown', 'disconnected', 'off')),
        error text,
        created_by text not null,
        created_at text not null,
        settled_at text
    ) strict""",
    "insert into outbox (id, channel, key, payload, state, publish_at, next_try_at, tries, lease_until, left_at,"
    " first_left_at, remote_id, error, created_by, created_at) select id, channel, key, payload, state, publish_at,"
    " publish_at, tries, lease_until, iif(state in ('sending', 'unknown'), publish_at, null),"
    " iif(state in ('sending', 'unknown'), publish_at, null), remote_id, error, created_by, created_at"
    " from outbox_before",
    "drop table outbox_before",
    "create index outbox_due on outbox (next_try_at) where state in ('queued', 'unknown')",
    "create index outbox_lease on outbox (lease_until) where state = 'sending'",
    "create index outbox_remote on outbox (channel, remote_id) where remote_id is not null",
)
_CHANNELS = (
    """create table outbox_attempt (
        id integer primary key,
        message_id integer not null references outbox (id),
        at text not null,
        phase text not null check (phase in ('prepare', 'submit', 'confirm', 'find')),
        outcome text not null,
        status integer,
        headers text not null default '',
        body text not null default '',
        milliseconds integer not null
    ) strict""",
    "create index outbox_attempt_message on outbox_attempt (message_id)",
    """create table channel (
        code text primary key,
        kind text not null,
        name text not null check (length(trim(name)) > 0),
        by_hand integer not null default 0 check (by_hand in (0, 1)),
        switched_on integer not null default 1 check (switched_on in (0, 1)),
        options text not null default '{}' check (json_valid(options)),
        token_expires_on text,
        limited_until text,
        checked_at text,
        worked_at text,
        trouble text,
        error text,
        version integer not null default 1
    ) strict, without rowid""",
)


@migrations()
def m002_channels(db: Database) -> None:
    """States that people decide about, what is done with a message, attempts, channels. Nothing was sent before."""
    for statement in (*_MESSAGES, *_CHANNELS):
        db.conn.execute(statement)


@migrations()
def m003_parts(db: Database) -> None:
    """What of one message goes out piece by piece: a recipient of an SMS or a letter, a container of Instagram."""
    db.conn.execute(
        """create table outbox_part (
            key text not null,
            part text not null,
            state text not null check (state in ('sending', 'accepted', 'refused', 'postponed', 'unknown')),
            answer text not null default '',
            at text not null,
            primary key (key, part)
        ) strict, without rowid"""
    )


@migrations()
def m004_stopped(db: Database) -> None:
    """What was just being sent, or may be out, when its text ceased to hold: it never leaves (again). `addressed` is to
    how many people it was to go, one by one: some of them may have it then."""
    db.conn.execute("alter table outbox add column stopped integer not null default 0 check (stopped in (0, 1))")
    db.conn.execute("alter table outbox add column addressed integer")


@migrations()
def m005_after(db: Database) -> None:
    """The message that has to be out first: a website has to have the pictures that another channel fetches there.
    `place` is where a channel leads, and where it led when a message left. `reach_from` is from when a channel that
    answers no more for now may be asked for reach again; what is to be sent does not wait for it."""
    db.conn.execute("alter table channel add column place text")
    db.conn.execute("alter table channel add column reach_from text")
    db.conn.execute("alter table outbox add column place text")
    db.conn.execute("alter table outbox add column after_id integer references outbox (id)")
    db.conn.execute("create index outbox_after on outbox (after_id) where after_id is not null")
