"""Media contacts, releases, radio, questions of journalists, what came out, the town's media, messages to citizens."""

from lib.store import Database, Migrations

migrations = Migrations("press")


_TABLES = (
    """create table media_contact (
            id integer primary key autoincrement,
            medium text not null check (length(trim(medium)) > 0),
            kind text not null check (kind in ('press', 'web', 'radio', 'tv', 'agency')),
            name text not null default '',
            role text not null default '',
            email text not null default '',
            phone text not null default '',
            topics text not null default '',
            valid_to text,
            version integer not null default 1
        ) strict""",
    """create table press_release (
            id integer primary key,
            kind text not null default 'release' check (kind in ('release', 'invitation')),
            number text unique,
            title text not null check (length(trim(title)) > 0),
            perex text not null default '',
            body text not null default '',
            facts text not null default '',
            place text not null default '',
            happens text not null default '',
            venue text not null default '',
            reply text not null default '',
            contact text not null default '',
            photo_credit text not null default '',
            embargo_until text,
            event_id integer references event (id) on delete set null,
            corrects_id integer references press_release (id),
            state text not null default 'draft' check (state in ('draft', 'issued', 'withdrawn')),
            file text,
            issued_at text,
            issued_by text,
            withdrawn_reason text,
            version integer not null default 1,
            created_by text not null,
            created_at text not null,
            updated_by text not null,
            updated_at text not null,
            check ((number is null) = (state = 'draft')),
            check ((file is null) = (state = 'draft')),
            check ((withdrawn_reason is null) = (state <> 'withdrawn'))
        ) strict""",
    """create trigger press_release_frozen before update on press_release
            when old.state <> 'draft' and (new.number is not old.number or new.file is not old.file
                or new.title is not old.title or new.perex is not old.perex or new.body is not old.body)
            begin select raise(abort, 'an issued press release is frozen'); end""",
    """create table press_release_sent (
            id integer primary key,
            release_id integer not null references press_release (id),
            contact_id integer not null references media_contact (id),
            way text not null check (way in ('mail', 'phone', 'person')),
            at text not null,
            by_login text not null,
            unique (release_id, contact_id, way)
        ) strict""",
    """create table radio_brief (
            id integer primary key,
            starts_on text not null,
            ends_on text not null,
            due_on text not null,
            guest text not null default '',
            guest_phone text not null default '',
            state text not null default 'draft' check (state in ('draft', 'handed', 'broadcast')),
            handed_at text,
            broadcast_at text,
            recording text not null default '',
            file text,
            version integer not null default 1,
            by_login text not null,
            at text not null,
            check (starts_on <= ends_on)
        ) strict""",
    """create table radio_item (
            id integer primary key,
            brief_id integer not null references radio_brief (id),
            place integer not null,
            headline text not null,
            text text not null,
            happens text not null default '',
            contact text not null default '',
            pronunciation text not null default '',
            priority integer not null default 2 check (priority between 1 and 3),
            event_id integer references event (id) on delete set null,
            story_id integer
        ) strict""",
    """create table media_query (
            id integer primary key,
            came_at text not null,
            medium text not null,
            journalist text not null default '',
            contact text not null default '',
            question text not null check (length(trim(question)) > 0),
            answer_by text,
            is_information_request integer not null default 0 check (is_information_request in (0, 1)),
            extended_because text not null default '',
            published_on text,
            solved_by text not null default '',
            material_at text,
            answer text not null default '',
            approved_by text,
            sent_at text,
            came_out text not null default '',
            version integer not null default 1,
            by_login text not null
        ) strict""",
    """create table media_output (
            id integer primary key,
            on_day text not null,
            medium text not null,
            title text not null,
            url text not null default '',
            tone text not null default '0' check (tone in ('+', '0', '-')),
            topic text not null default '',
            event_id integer references event (id) on delete set null,
            query_id integer references media_query (id),
            release_id integer references press_release (id),
            by_login text not null,
            at text not null
        ) strict""",
    """create table town_medium (
            id integer primary key,
            name text not null check (length(trim(name)) > 0),
            kind text not null,
            account text not null default '',
            keeper text not null default '',
            deputy text not null default '',
            since text,
            until text,
            yearly_cost integer,
            contract text not null default '',
            metric text not null default '',
            exported_on text,
            version integer not null default 1
        ) strict""",
    """create table citizen_message (
            id integer primary key,
            number text unique,
            category text not null,
            title text not null check (length(trim(title)) > 0),
            text_sms text not null default '',
            text_email text not null default '',
            text_app text not null default '',
            channels text not null check (json_valid(channels)),
            whole_town integer not null default 1 check (whole_town in (0, 1)),
            streets text not null default '',
            groups text not null default '',
            link text not null default '',
            source text not null default '',
            plain_sms integer not null default 1 check (plain_sms in (0, 1)),
            expected integer not null default 0 check (expected >= 0),
            corrects_id integer references citizen_message (id),
            story_id integer,
            photo_id integer references photo (id),
            state text not null default 'draft' check (state in ('draft', 'approved', 'sent')),
            approved_by text,
            approved_at text,
            sent_at text,
            recipients text not null default '{}' check (json_valid(recipients)),
            cost integer,
            rss_link text,
            rss_at text,
            version integer not null default 1,
            created_by text not null,
            created_at text not null,
            updated_at text not null,
            check ((number is null) = (state <> 'sent')),
            check ((sent_at is null) = (state <> 'sent'))
        ) strict""",
    """create table press_approval (
            id integer primary key,
            subject text not null,
            content_hash text not null check (length(content_hash) = 64),
            by_login text not null,
            at text not null,
            unique (subject, content_hash, by_login)
        ) strict""",
    """create trigger press_approval_no_update before update on press_approval
            begin select raise(abort, 'approvals are append-only'); end""",
    """create trigger press_approval_no_delete before delete on press_approval
            begin select raise(abort, 'approvals are append-only'); end""",
    """create table citizen_feed (
            url text primary key,
            etag text not null default '',
            modified text not null default '',
            checked_at text,
            worked_at text,
            error text not null default ''
        ) strict, without rowid""",
)


@migrations()
def m001_press(db: Database) -> None:
    for statement in _TABLES:
        db.conn.execute(statement)
