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


@migrations()
def m002_channels(db: Database) -> None:
    """States that people decide about, what is done with a message, attempts, channels. Nothing was sent before."""
    for statement in (
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
            next_try_at text not null,
            tries integer not null default 0,
            lease_until text,
            remote_id text,
            remote_url text,
            trouble text check (trouble in
                ('reauth', 'content', 'rate_limited', 'transient', 'unknown', 'disconnected', 'off')),
            error text,
            created_by text not null,
            created_at text not null,
            settled_at text
        ) strict""",
        "insert into outbox (id, channel, key, payload, state, publish_at, next_try_at, tries, lease_until, remote_id,"
        " error, created_by, created_at) select id, channel, key, payload, state, publish_at, publish_at, tries,"
        " lease_until, remote_id, error, created_by, created_at from outbox_before",
        "drop table outbox_before",
        "create index outbox_due on outbox (next_try_at) where state in ('queued', 'unknown')",
        "create index outbox_lease on outbox (lease_until) where state = 'sending'",
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
    ):
        db.conn.execute(statement)
