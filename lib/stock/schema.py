"""Promotional items: their cards, the places where they lie, the ledger of movements and the handover protocols."""

from lib.store import Database, Migrations

migrations = Migrations("stock")

PLACE = """create table place (
    id integer primary key,
    name text not null unique collate nocase check (length(trim(name)) > 0)
) strict"""

ITEM = """create table item (
    id integer primary key autoincrement,
    code text not null unique collate nocase check (length(trim(code)) > 0),
    name text not null check (length(trim(name)) > 0),
    category text not null default '',
    unit text not null default 'ks' check (length(trim(unit)) > 0),
    purchase_price integer not null default 0 check (purchase_price >= 0),
    minimum integer not null default 0 check (minimum >= 0),
    supplier text not null default '',
    default_place_id integer references place (id),
    for_children integer not null default 0 check (for_children in (0, 1)),
    sold_at_info_centre integer not null default 0 check (sold_at_info_centre in (0, 1)),
    photo text,
    photo_name text not null default '',
    expires_on text check (expires_on is date(expires_on)),
    retired integer not null default 0 check (retired in (0, 1)),
    note text not null default '',
    created_at text not null
) strict"""

HANDOVER = """create table handover (
    id integer primary key,
    number text not null unique,
    series text not null,
    year integer not null,
    seq integer not null check (seq > 0),
    day text not null check (day is date(day) and cast(substr(day, 1, 4) as integer) = year),
    place_id integer not null references place (id),
    party_id integer not null references party (id),
    receiver text not null check (length(trim(receiver)) > 0),
    represented_by text not null default '',
    purpose text not null check (length(trim(purpose)) > 0),
    event text not null default '',
    condition text not null default '',
    return_by text check (return_by is date(return_by) and return_by >= day),
    issued_by text not null,
    over_limit integer not null default 0 check (over_limit in (0, 1)),
    decision text not null default '',
    paper text not null,
    paper_sha256 text not null check (length(paper_sha256) = 64),
    created_at text not null,
    unique (series, year, seq)
) strict"""

MOVEMENT = """create table movement (
    id integer primary key,
    kind text not null check (kind in ('P', 'V', 'T', 'R', 'Z', 'I', 'O')),
    day text not null check (day is date(day)),
    item_id integer not null references item (id),
    quantity integer not null check (quantity > 0),
    unit_price integer not null check (unit_price >= 0),
    from_place_id integer references place (id),
    to_place_id integer references place (id),
    party_id integer references party (id),
    purpose text not null default '',
    handed_by text not null default '',
    received_by text not null default '',
    handover_id integer references handover (id),
    reverses_id integer unique references movement (id),
    corrects_id integer references movement (id),
    note text not null default '',
    source text,
    created_at text not null,
    check ((kind = 'O') = (reverses_id is not null)),
    check (case kind
        when 'P' then from_place_id is null and to_place_id is not null
        when 'R' then from_place_id is null and to_place_id is not null
        when 'V' then from_place_id is not null and to_place_id is null
        when 'Z' then from_place_id is not null and to_place_id is null
        when 'I' then (from_place_id is null) <> (to_place_id is null)
        when 'T' then from_place_id is not null and to_place_id is not null and from_place_id <> to_place_id
        else from_place_id is not null or to_place_id is not null
    end)
) strict"""

INDEXES = (
    # Balances are one walk through this index, already in the order of the groups.
    "create index movement_balance on movement (item_id, from_place_id, to_place_id, day, quantity)",
    "create index movement_use on movement (day, kind, item_id, quantity)",
    "create index movement_party on movement (party_id, day) where party_id is not null",
    "create index movement_handover on movement (handover_id) where handover_id is not null",
    "create index movement_corrects on movement (corrects_id) where corrects_id is not null",
    "create index movement_source on movement (source) where source is not null",
    "create index handover_party on handover (party_id, year)",
)


@migrations()
def m001_stock(db: Database) -> None:
    for statement in (PLACE, ITEM, HANDOVER, MOVEMENT, *INDEXES):
        db.conn.execute(statement)
    for table in ("movement", "handover"):
        for deed in ("update", "delete"):
            db.conn.execute(
                f"create trigger {table}_no_{deed} before {deed} on {table}"
                f" begin select raise(abort, '{table} is append-only'); end"
            )
    for name in ("Sklad kanceláře", "Infocentrum", "Sekretariát"):
        db.conn.execute("insert into place (name) values (?)", (name,))


@migrations()
def m002_reservations(db: Database) -> None:
    """Pieces promised to an event, and protocols that name theirs.

    `quantity` is what is still promised, `asked` what was promised at first.
    """
    db.conn.execute(
        """create table reservation (
            id integer primary key,
            item_id integer not null references item (id),
            event_id integer not null references event (id),
            asked integer not null check (asked > 0),
            quantity integer not null check (quantity >= 0 and quantity <= asked),
            until text not null check (until is date(until)),
            state text not null default 'held' check (state in ('held', 'fulfilled', 'released', 'expired')),
            note text not null default '',
            reason text not null default '',
            created_by text not null,
            created_at text not null,
            closed_by text,
            closed_at text,
            check ((state = 'held') = (closed_at is null)),
            check (state <> 'held' or quantity > 0)
        ) strict"""
    )
    db.conn.execute("create index reservation_held on reservation (item_id, until, quantity) where state = 'held'")
    db.conn.execute("create index reservation_event on reservation (event_id)")
    db.conn.execute("alter table handover add column event_id integer references event (id)")
    db.conn.execute("create index handover_event on handover (event_id) where event_id is not null")
