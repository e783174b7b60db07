"""Price lists (ceníky) with the days between which they hold and the council's resolution.

What a list says lies in `content` (JSON) as data; no town has code of its own. A list in force is frozen: only its last
day may be set, because orders point to it.
"""

from lib.store import Database, Migrations

migrations = Migrations("tariffs")


@migrations()
def m001_price_lists(db: Database) -> None:
    for statement in (
        """create table price_list (
            id integer primary key autoincrement,
            name text not null check (length(trim(name)) > 0),
            valid_from text not null check (valid_from is date(valid_from)),
            valid_to text check (valid_to is date(valid_to) and valid_to >= valid_from),
            resolution text not null default '',
            state text not null default 'draft' check (state in ('draft', 'in_force', 'withdrawn')),
            content text not null check (json_valid(content)),
            created_at text not null,
            created_by text not null
        ) strict""",
        """create trigger price_list_frozen before update of name, valid_from, resolution, content on price_list
            when old.state <> 'draft' begin select raise(abort, 'a price list in force is frozen'); end""",
        """create trigger price_list_state before update of state on price_list
            when old.state <> 'draft' and new.state <> old.state and new.state <> 'withdrawn'
            begin select raise(abort, 'a price list in force is only withdrawn'); end""",
        """create trigger price_list_alone before update of state, valid_to on price_list
            when new.state = 'in_force' and exists (select 1 from price_list other where other.id <> new.id
                and other.state = 'in_force' and other.valid_from <= coalesce(new.valid_to, '9999')
                and new.valid_from <= coalesce(other.valid_to, '9999'))
            begin select raise(abort, 'two price lists at once'); end""",
        """create trigger price_list_kept before delete on price_list
            when old.state <> 'draft' begin select raise(abort, 'a price list in force is kept'); end""",
    ):
        db.conn.execute(statement)
