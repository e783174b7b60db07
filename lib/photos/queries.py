"""Questions about photographs. Permission: photos.read."""

from collections.abc import Iterable
from typing import Any

import polars as pl

from lib import audit, clock, store
from lib.access import User, needs
from lib.photos import rules
from lib.photos.records import Photo
from lib.store import Database

_SELECT = """
select photo.id, file, original_name, width, height, bytes, taken_at, likeness, credit, licence, licence_note,
    licence_until, alt, photo.event_id, event.title as event, by_login, coalesce(user.name, by_login) as by_name, at,
    withdrawn_at, withdrawn_reason
from photo left join event on event.id = photo.event_id left join user on user.login = by_login
"""
PHOTOS = {
    "id": pl.Int64,
    "file": pl.String,
    "original_name": pl.String,
    "width": pl.Int64,
    "height": pl.Int64,
    "bytes": pl.Int64,
    "taken_at": pl.String,
    "likeness": pl.String,
    "credit": pl.String,
    "licence": pl.String,
    "licence_note": pl.String,
    "licence_until": pl.Date,
    "alt": pl.String,
    "event_id": pl.Int64,
    "event": pl.String,
    "by_login": pl.String,
    "by_name": pl.String,
    "at": pl.String,
    "withdrawn_at": pl.String,
    "withdrawn_reason": pl.String,
}
_NEWEST = " order by photo.id desc"


@needs("photos.read")
def photo(db: Database, photo_id: int, *, by: User) -> Photo:
    """One photograph, or NotFound."""
    return existing(db, photo_id)


def existing(db: Database, photo_id: int) -> Photo:
    """`photo` for the room's own actions, which have checked who asks."""
    found = store.one(db, Photo, _SELECT + " where photo.id = ?", (photo_id,))
    return store.existing(found, "This photograph does not exist.")


@needs("photos.read")
def photos(db: Database, *, by: User) -> pl.DataFrame:
    """All photographs, the newest first: columns of `PHOTOS` and `standing`, a key of `STANDINGS`."""
    return _standing(store.frame(db, _SELECT + _NEWEST, PHOTOS))


@needs("photos.read")
def of_event(db: Database, event_id: int, *, by: User) -> pl.DataFrame:
    """`photos` of an event, those that may be used first."""
    where = " where photo.event_id = ? order by withdrawn_at is not null, taken_at, photo.id"
    return _standing(store.frame(db, _SELECT + where, PHOTOS, (event_id,)))


STANDINGS = ("withdrawn", "expired", "no_credit", "no_alt", "ready")
"""What a photograph needs, the most serious first."""


def _standing(found: pl.DataFrame) -> pl.DataFrame:
    state = (
        pl.when(pl.col("withdrawn_at").is_not_null())
        .then(pl.lit("withdrawn"))
        .when(pl.col("licence_until") < clock.today())
        .then(pl.lit("expired"))
        .when(pl.col("credit") == "")
        .then(pl.lit("no_credit"))
        .when(pl.col("alt") == "")
        .then(pl.lit("no_alt"))
        .otherwise(pl.lit("ready"))
    )
    return found.with_columns(state.alias("standing"))


@needs("photos.read")
def alike(db: Database, photo_id: int, *, by: User) -> tuple[Photo, ...]:
    """Photographs that look nearly the same, the most alike first."""
    one = existing(db, photo_id)
    return tuple(existing(db, other) for other in near(db, one.likeness, but=one.id))


def near(db: Database, likeness: str, *, but: int | None = None) -> tuple[int, ...]:
    """Ids of photographs at most `rules.ALIKE` bits away, the nearest first; for the room's own actions."""
    rows = db.conn.execute("select id, likeness from photo where id is not ?", (but,))
    found = [(rules.distance(likeness, other), photo_id) for photo_id, other in rows]
    return tuple(photo_id for away, photo_id in sorted(found) if away <= rules.ALIKE)


def by_ids(db: Database, photo_ids: Iterable[int]) -> list[Photo]:
    """Many photographs in the order asked, each once; NotFound for one that does not exist."""
    return [existing(db, photo_id) for photo_id in dict.fromkeys(photo_ids)]


@needs("photos.read")
def authors(db: Database, *, by: User) -> list[str]:
    """Authors named so far, the busiest first."""
    found = db.conn.execute(
        "select credit from photo where credit <> '' group by credit order by count(*) desc, credit"
    )
    return [name for (name,) in found]


@needs("photos.read")
def history(db: Database, photo_id: int, *, by: User) -> list[dict[str, Any]]:
    """Who did what with a photograph and when, newest first."""
    return list(audit.history(db, f"photo:{photo_id}"))
