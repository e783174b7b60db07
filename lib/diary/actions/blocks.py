"""Entering, changing and removing entries of the diary. The record of changes never names a private one."""

from dataclasses import replace

from lib import audit, clock, contacts, store
from lib.access import User, needs, require
from lib.diary import queries
from lib.diary.rules import Entry, tidy
from lib.store import Database

WORDS = ("title", "place", "with_whom", "prepares", "note")
_TIMES = ("holder_id", "kind", "private", "starts_on", "ends_on", "starts_at", "ends_at")


@needs("diary.edit")
def add_block(db: Database, entry: Entry, *, by: User) -> int:
    """Enter something into a person's diary; gives its id."""
    entry = tidy(entry)
    holder = contacts.known_holder(db, entry.holder_id)
    now = clock.stamp()
    values = {**_stored(entry), "created_at": now, "updated_at": now}
    store.insert_many(db, "diary_block", tuple(values), [tuple(values.values())])
    block_id = int(store.scalar(db, "select last_insert_rowid()"))
    _keep_private(db, block_id, entry)
    audit.record(db, by, "diary.add_block", f"block:{block_id}", {"holder": holder.office, **_said(entry)})
    return block_id


@needs("diary.edit")
def change_block(db: Database, block_id: int, entry: Entry, *, by: User) -> None:
    """Change an entry; calendars that took it get a higher SEQUENCE. A private one needs diary.private."""
    before = _mine_to_change(db, block_id, by)
    entry = tidy(entry)
    if entry.private:
        entry = replace(entry, note="\n".join(filter(None, (entry.note, *_taken_from_briefing(db, block_id)))))
    contacts.known_holder(db, entry.holder_id)
    values = _stored(entry)
    columns = ", ".join(f"{name} = ?" for name in values)
    db.conn.execute(
        f"update diary_block set {columns}, sequence = sequence + 1, updated_at = ? where id = ?",
        (*values.values(), clock.stamp(), block_id),
    )
    _keep_private(db, block_id, entry)
    was = {} if before.private else {"before": {name: getattr(before, name) for name in ("title", "starts_on")}}
    audit.record(db, by, "diary.change_block", f"block:{block_id}", {**_said(entry), **was})


@needs("diary.edit")
def remove_block(db: Database, block_id: int, *, by: User) -> None:
    """Remove an entry from the diary and from the person's calendar."""
    before = _mine_to_change(db, block_id, by)
    db.conn.execute("delete from diary_block where id = ?", (block_id,))
    kept = {"starts_on": before.starts_on} | ({} if before.private else {"title": before.title})
    audit.record(db, by, "diary.remove_block", f"block:{block_id}", kept)


def _mine_to_change(db: Database, block_id: int, by: User) -> queries.Block:
    """The entry as everybody sees it; who may not see a private one cannot change it unseen."""
    found = queries.block(db, block_id, by=by)
    if found.private:
        require(db, by, "diary.private")
    return found


def _taken_from_briefing(db: Database, block_id: int) -> list[str]:
    """The words of its briefing, which everybody could read, so they lie with the private ones from now on."""
    found = store.rows(db, "select * from diary_briefing where block_id = ?", (block_id,))
    db.conn.execute("delete from diary_briefing where block_id = ?", (block_id,))
    return [str(value) for row in found for name, value in row.items() if value and not name.endswith("id")]


def _stored(entry: Entry) -> dict[str, object]:
    times = {name: getattr(entry, name) for name in _TIMES}
    assert entry.ends_on is not None
    days = {"starts_on": entry.starts_on.isoformat(), "ends_on": entry.ends_on.isoformat()}
    words = {name: "" if entry.private else getattr(entry, name) for name in WORDS}
    return {**times, **days, "private": int(entry.private), **words}


def _keep_private(db: Database, block_id: int, entry: Entry) -> None:
    db.conn.execute("delete from diary_private where block_id = ?", (block_id,))
    if entry.private:
        values = (block_id, *(getattr(entry, name) for name in WORDS))
        store.insert_many(db, "diary_private", ("block_id", *WORDS), [values])


def _said(entry: Entry) -> dict[str, object]:
    return {"starts_on": entry.starts_on.isoformat(), "title": "" if entry.private else entry.title}
