"""Press releases and invitations for journalists: the list, one of them, who got it and who has not."""

from dataclasses import dataclass

import polars as pl

from lib import store
from lib.access import User, needs
from lib.press.queries.contacts import contacts
from lib.press.rules.releases import Release
from lib.store import Database

RELEASES = {
    "id": pl.Int64,
    "number": pl.String,
    "kind": pl.String,
    "title": pl.String,
    "state": pl.String,
    "issued_at": pl.String,
    "updated_at": pl.String,
    "embargo_until": pl.String,
    "sent": pl.Int64,
    "outputs": pl.Int64,
    "corrects": pl.String,
    "event": pl.String,
}
SENT = {
    "contact_id": pl.Int64,
    "medium": pl.String,
    "name": pl.String,
    "way": pl.String,
    "at": pl.String,
    "by_name": pl.String,
}
_RELEASES = """
select r.id, r.number, r.kind, r.title, r.state, r.issued_at, r.updated_at, r.embargo_until,
    (select count(distinct contact_id) from press_release_sent s where s.release_id = r.id) as sent,
    (select count(*) from media_output o where o.release_id = r.id) as outputs, c.number as corrects, e.title as event
from press_release r left join press_release c on c.id = r.corrects_id left join event e on e.id = r.event_id"""
_SENT = """
select contact_id, c.medium, c.name, way, at, coalesce(u.name, s.by_login) as by_name
from press_release_sent s join media_contact c on c.id = contact_id left join user u on u.login = s.by_login
where release_id = ? order by at, s.id"""
_FIELDS = tuple(Release.__dataclass_fields__)


@dataclass(frozen=True)
class Kept:
    """A release as it is kept. Moments are UTC text; `file` is the frozen PDF; `corrected_by` is the number of what
    corrects it, `corrects` of what it corrects."""

    id: int
    release: Release
    number: str | None
    state: str
    version: int
    file: str | None
    issued_at: str | None
    issuer: str | None
    withdrawn_reason: str | None
    corrects: str | None
    corrected_by: str | None
    updated_at: str


@needs("press.read")
def releases(db: Database, *, by: User) -> pl.DataFrame:
    """All releases and invitations, what is being written first, then the newest: columns of `RELEASES`."""
    order = "order by r.state <> 'draft', coalesce(r.issued_at, r.updated_at) desc, r.id desc"
    return store.frame(db, f"{_RELEASES} {order}", RELEASES)


@needs("press.read")
def of_event(db: Database, event_id: int, *, by: User) -> pl.DataFrame:
    """What was written about an event: columns of `RELEASES`."""
    return store.frame(db, f"{_RELEASES} where r.event_id = ? order by r.id desc", RELEASES, (event_id,))


@needs("press.read")
def release(db: Database, release_id: int, *, by: User) -> Kept:
    """One release, or NotFound."""
    return kept(db, release_id)


@needs("press.read")
def sent(db: Database, release_id: int, *, by: User) -> pl.DataFrame:
    """Who got a release, when and by which way: columns of `SENT`."""
    return store.frame(db, _SENT, SENT, (release_id,))


@needs("press.read")
def not_sent(db: Database, release_id: int, *, by: User) -> pl.DataFrame:
    """Contacts that hold today and did not get the release: columns of `contacts`."""
    done = sent(db, release_id, by=by)["contact_id"].to_list()
    return contacts(db, by=by).filter(pl.col("valid") & ~pl.col("id").is_in(done))


def kept(db: Database, release_id: int) -> Kept:
    """`release` for the room's own actions."""
    sql = """select r.*, c.number as corrects, coalesce(u.name, r.issued_by) as issuer,
        (select number from press_release n where n.corrects_id = r.id and n.state = 'issued' order by n.id desc
            limit 1) as corrected_by
        from press_release r left join press_release c on c.id = r.corrects_id
        left join user u on u.login = r.issued_by where r.id = ?"""
    found = store.rows(db, sql, (release_id,))
    row = store.existing(found[0] if found else None, "This press release does not exist.")
    release = Release(**{name: row[name] for name in _FIELDS})
    rest = {name: row[name] for name in Kept.__dataclass_fields__ if name != "release"}
    return Kept(release=release, **rest)
