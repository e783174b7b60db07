"""Who did what and when: an append-only chain of hashes, with personal detail that can be erased without breaking it.

An entry is written in the same transaction as the deed. Subjects are pseudonymous (`item:12`); names belong into
the detail, which lies in its own table and may be erased (R-GDPR) while the chain still verifies.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import Any, Protocol

from lib import clock, store
from lib.access import SYSTEM
from lib.store import Database, Migrations

migrations = Migrations("audit")


@migrations()
def m001_chain(db: Database) -> None:
    for statement in (
        """create table audit (
            id integer primary key,
            at text not null,
            who text not null,
            what text not null,
            subject text not null,
            detail_hash text not null,
            previous text not null,
            hash text not null unique
        ) strict""",
        "create index audit_subject on audit (subject)",
        """create table audit_detail (
            id integer primary key references audit (id),
            salt text not null,
            detail text not null
        ) strict""",
        """create trigger audit_no_update before update on audit
            begin select raise(abort, 'audit is append-only'); end""",
        """create trigger audit_no_delete before delete on audit
            begin select raise(abort, 'audit is append-only'); end""",
        """create trigger audit_no_gap before insert on audit
            when new.id is not (select coalesce(max(id), 0) + 1 from audit)
            begin select raise(abort, 'a gap in the audit'); end""",
    ):
        db.conn.execute(statement)


class Person(Protocol):
    """Whoever acts; `lib.access.User` is one."""

    @property
    def login(self) -> str: ...


@dataclass(frozen=True)
class Verdict:
    """What `verify` found: how many entries, how many details were erased, and the first fault, if any."""

    entries: int
    erased: int
    fault: str | None


_last_seen: tuple[object, int] = (None, 0)


def version() -> tuple[str, int]:
    """A value that changes with every deed and with nothing else: the key of whatever is cached over the store.

    Heartbeats, sessions and progress commit all the time; they are no deeds and throw nothing away.
    """
    global _last_seen
    changed, seen = store.version(), _last_seen
    if seen[0] != changed:
        with store.read() as db:
            _last_seen = seen = (changed, int(store.scalar(db, "select coalesce(max(id), 0) from audit")))
    return changed[0], seen[1]


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def record(db: Database, by: Person, what: str, subject: str, detail: dict[str, Any] | None = None) -> int:
    """Append an entry to the chain and give its number. Call it inside the transaction of the deed."""
    last = db.conn.execute("select id, hash from audit order by id desc limit 1").fetchone() or (0, "0")
    number, previous = last[0] + 1, last[1]
    at, salt = clock.stamp(), secrets.token_hex(16)
    text = json.dumps(detail or {}, ensure_ascii=False, sort_keys=True, default=str)
    detail_hash = _digest(salt, text)
    entry = (number, at, by.login, what, subject, detail_hash, previous)
    db.conn.execute("insert into audit values (?, ?, ?, ?, ?, ?, ?, ?)", (*entry, _digest(*map(str, entry))))
    db.conn.execute("insert into audit_detail values (?, ?, ?)", (number, salt, text))
    return int(number)


def erase(db: Database, number: int) -> None:
    """Erase the detail of an entry (a person's right to erasure); the chain stays whole."""
    db.conn.execute("delete from audit_detail where id = ?", (number,))


def history(db: Database, subject: str, limit: int = 100) -> list[dict[str, Any]]:
    """The latest entries about a subject, newest first: at, who (login), name, what, detail (None when erased)."""
    found = store.rows(
        db,
        "select at, who, iif(who = ?, ?, coalesce(user.name, who)) as name, what, detail from audit"
        " left join audit_detail using (id) left join user on user.login = who where subject = ?"
        " order by audit.id desc limit ?",
        (SYSTEM.login, SYSTEM.name, subject, limit),
    )
    return [{**entry, "detail": json.loads(entry["detail"]) if entry["detail"] else None} for entry in found]


def verify(db: Database, anchor: tuple[int, str] | None = None) -> Verdict:
    """Walk the whole chain. An `anchor` (number, hash) kept elsewhere also betrays a cut tail or a rewritten chain."""
    previous, count, erased = "0", 0, 0
    entries = db.conn.execute(
        "select a.*, d.salt, d.detail from audit a left join audit_detail d using (id) order by id"
    )
    for *entry, hash_, salt, text in entries:
        count += 1
        number = entry[0]
        if number != count:
            return Verdict(count, erased, f"a gap before entry {number}")
        if entry[6] != previous or _digest(*map(str, entry)) != hash_:
            return Verdict(count, erased, f"entry {number} was changed")
        if text is None:
            erased += 1
        elif _digest(salt, text) != entry[5]:
            return Verdict(count, erased, f"the detail of entry {number} was changed")
        previous = hash_
    if anchor and not _holds(db, anchor):
        return Verdict(count, erased, "the anchor is missing: the tail was cut or the chain rewritten")
    return Verdict(count, erased, None)


def _holds(db: Database, anchor: tuple[int, str]) -> bool:
    found = db.conn.execute("select hash from audit where id = ?", (anchor[0],)).fetchone()
    return found is not None and found[0] == anchor[1]
