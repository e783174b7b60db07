"""Views of lists: a search, filters, columns and order that somebody gave a name, for himself or for all."""

from lib import audit, clock
from lib.access import User, needs
from lib.errors import BadInput, NotFound
from lib.store import Database, Migrations, rows

migrations = Migrations("views")


@migrations()
def m001_views(db: Database) -> None:
    db.conn.execute(
        """create table saved_view (
            id integer primary key,
            list text not null,
            name text not null check (length(name) between 1 and 80),
            owner text not null,
            shared integer not null default 0 check (shared in (0, 1)),
            query text not null,
            created_at text not null,
            unique (list, owner, name)
        ) strict"""
    )


@needs("views.keep")
def of_list(db: Database, list_name: str, *, by: User) -> list[dict[str, object]]:
    """My views of a list and the shared ones: id, name, owner, shared, query (an address query string)."""
    return rows(
        db,
        "select id, name, owner, shared, query from saved_view where list = ? and (owner = ? or shared)"
        " order by name collate CZECH",
        (list_name, by.login),
    )


@needs("views.keep")
def save(db: Database, list_name: str, name: str, query: str, *, shared: bool, by: User) -> int:
    """Keep a view; saving my view of the same name again replaces it. Sharing needs its own permission."""
    name = name.strip()
    if not 1 <= len(name) <= 80:
        raise BadInput("Give the view a name of at most 80 characters.", field="name")
    if shared:
        _may_share(db, by=by)
    row = db.conn.execute(
        "insert into saved_view (list, name, owner, shared, query, created_at) values (?, ?, ?, ?, ?, ?)"
        " on conflict (list, owner, name) do update set shared = excluded.shared, query = excluded.query returning id",
        (list_name, name, by.login, int(shared), query, clock.stamp()),
    ).fetchone()
    audit.record(db, by, "views.save", f"view:{row[0]}", {"list": list_name, "name": name, "shared": shared})
    return int(row[0])


@needs("views.share")
def _may_share(db: Database, *, by: User) -> None:
    """Only the check: the decorator raises for whoever may not share."""


@needs("views.keep")
def remove(db: Database, view_id: int, *, by: User) -> None:
    """Remove my view. Somebody else's stays."""
    cursor = db.conn.execute("delete from saved_view where id = ? and owner = ?", (view_id, by.login))
    if cursor.rowcount == 0:
        raise NotFound("This view is not yours or no longer exists.")
    audit.record(db, by, "views.remove", f"view:{view_id}")
