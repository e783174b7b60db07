"""What the office and the shared calendar have of each other: links, what a person has to decide, the last run.

A link knows the version that they had and the mark of ours when both were the same. When both changed, or theirs is
gone, nothing is overwritten: the link waits with their version until a person says whose holds.
"""

import json
from dataclasses import dataclass, replace
from typing import Literal

from lib import audit, clock, store
from lib.access import User, needs
from lib.errors import OfficeError
from lib.i18n import t
from lib.store import Database, Migrations

migrations = Migrations("caldav")
LEFT = "left:"
"""Begins the subject of an entry of theirs that is none of our business."""
Waits = Literal["changed", "deleted", "refused"]


@migrations()
def m001_shared_calendar(db: Database) -> None:
    """`subject` is `event:12`, `series:3`, or `left:<uid>` for an entry of theirs that is none of our business."""
    for statement in (
        """create table caldav_link (
            subject text primary key,
            uid text not null unique,
            href text not null default '',
            etag text not null default '',
            mark text not null default '',
            waits text check (waits in ('changed', 'deleted', 'refused')),
            theirs text not null default '',
            sentence text not null default '',
            params text not null default '{}' check (json_valid(params))
        ) strict, without rowid""",
        """create table caldav_run (
            id integer primary key check (id = 1),
            at text not null,
            sentence text not null default '',
            params text not null default '{}' check (json_valid(params))
        ) strict""",
    ):
        db.conn.execute(statement)


@dataclass(frozen=True)
class Link:
    """One event or series and its resource. `waits` names what a person has to decide, `theirs` is their version."""

    subject: str
    uid: str
    href: str = ""
    etag: str = ""
    mark: str = ""
    waits: str | None = None
    theirs: str = ""
    sentence: str = ""
    params: str = "{}"

    @property
    def text(self) -> str:
        """Why it waits, when their version could not be taken."""
        return t(self.sentence, **json.loads(self.params)) if self.sentence else ""


def links(db: Database) -> list[Link]:
    """Every link."""
    return [Link(**row) for row in store.rows(db, "select * from caldav_link order by subject")]


def keep(db: Database, link: Link) -> None:
    """Keep a link as it is now."""
    names = list(Link.__dataclass_fields__)
    marks, values = ", ".join("?" * len(names)), [getattr(link, name) for name in names]
    db.conn.execute("delete from caldav_link where subject = ? or uid = ?", (link.subject, link.uid))
    db.conn.execute(f"insert into caldav_link ({', '.join(names)}) values ({marks})", values)


def unlinked(link: Link) -> Link:
    """The link of an event that is not to be there any more, and will not be given again."""
    return replace(link, href="", etag="", waits=None, theirs="")


def drop(db: Database, subject: str) -> None:
    """Forget a link."""
    db.conn.execute("delete from caldav_link where subject = ?", (subject,))


def packed(error: OfficeError | None) -> tuple[str, str]:
    """A sentence and its fields as they are stored, empty for no error."""
    return (error.sentence, json.dumps(error.values, default=str, ensure_ascii=False)) if error else ("", "{}")


def ran(db: Database, error: OfficeError | None) -> None:
    """Write down when the calendar was last looked at, and what went wrong."""
    db.conn.execute(
        "insert into caldav_run values (1, ?, ?, ?) on conflict (id) do update set at = excluded.at,"
        " sentence = excluded.sentence, params = excluded.params",
        (clock.stamp(), *packed(error)),
    )


@needs("sheets.read")
def last_run(db: Database, *, by: User) -> tuple[str, str] | None:
    """When the shared calendar was last looked at and what went wrong ("" for nothing), None before the first time."""
    found = store.rows(db, "select at, sentence, params from caldav_run")
    if not found:
        return None
    row = found[0]
    return row["at"], t(row["sentence"], **json.loads(row["params"])) if row["sentence"] else ""


@needs("events.read")
def waiting(db: Database, *, by: User) -> list[Link]:
    """What a person has to decide."""
    return [link for link in links(db) if link.waits]


def remember_decision(db: Database, link: Link, side: str, by: User) -> None:
    """Who decided whose version holds."""
    audit.record(db, by, "caldav.decide", link.subject, {"holds": side, "waited": link.waits})
