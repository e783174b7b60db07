"""Questions about posts. Permission: publishing.read; what the feeds show (`out`) is public."""

from typing import Any

import polars as pl

from lib import audit, events, settings, store
from lib.access import User, needs
from lib.events import Event
from lib.publishing.drafts import Town
from lib.publishing.records import Card, Out, Story
from lib.store import Database

POSTS = {
    "id": pl.Int64,
    "title": pl.String,
    "event": pl.String,
    "state": pl.String,
    "created_by": pl.String,
    "updated_at": pl.String,
    "published_at": pl.String,
}
ALL = """
select story.id, story.title, event.title as event, story.state, coalesce(user.name, story.created_by) as created_by,
    story.updated_at, published_at
from story left join event on event.id = event_id
left join user on user.login = story.created_by order by story.updated_at desc, story.id desc
"""
OF_EVENT = ALL.replace(" order by", " where event_id = ? order by")
ONE = """
select id, event_id, title, perex, state, version, created_by, created_at, updated_by, updated_at, published_at,
    withdrawn_at, withdrawn_reason
from story where id = ?
"""
_LAST = """
select last.story_id, last.guid, last.title, last.perex, last.text, last.picture, last.alt,
    first.at as published_at, last.at as updated_at
from publication as last join publication as first on first.story_id = last.story_id and first.step = 'published'
where last.id = (select max(id) from publication where story_id = last.story_id) and last.step <> 'withdrawn'
"""
OUT = _LAST + " order by first.at desc, last.story_id desc limit ?"
LEDGER = {
    "id": pl.Int64,
    "step": pl.String,
    "at": pl.String,
    "by_login": pl.String,
    "title": pl.String,
    "reason": pl.String,
    "content_hash": pl.String,
}
LONGEST_FEED = 50


@needs("publishing.read")
def posts(db: Database, *, by: User) -> pl.DataFrame:
    """All posts, the latest change first."""
    return store.frame(db, ALL, POSTS)


@needs("publishing.read")
def posts_of(db: Database, event_id: int, *, by: User) -> pl.DataFrame:
    """The posts about an event, the latest change first; the columns of `posts`."""
    return store.frame(db, OF_EVENT, POSTS, (event_id,))


@needs("publishing.read")
def story(db: Database, story_id: int, *, by: User) -> Story:
    """One post with its texts and cards, or NotFound."""
    found = store.rows(db, ONE, (story_id,))
    row = store.existing(found[0] if found else None, "This post does not exist.")
    texts = db.conn.execute("select channel, text from variant where story_id = ?", (story_id,)).fetchall()
    cards = store.rows(db, "select format, file, alt from card where story_id = ? order by format", (story_id,))
    return Story(**row, texts=dict(texts), cards=tuple(Card(**card) for card in cards))


@needs("publishing.read")
def ledger(db: Database, story_id: int, *, by: User) -> pl.DataFrame:
    """What happened to a post in public: published, corrected, withdrawn; the newest first."""
    sql = f"select {', '.join(LEDGER)} from publication where story_id = ? order by id desc"
    return store.frame(db, sql, LEDGER, (story_id,))


@needs("publishing.read")
def history(db: Database, story_id: int, *, by: User) -> list[dict[str, Any]]:
    """Who did what with a post, newest first."""
    return audit.history(db, f"story:{story_id}")


@needs("publishing.read")
def event_of(db: Database, event_id: int | None, *, by: User) -> Event | None:
    """The event that a post is about, None when it is about none."""
    return None if event_id is None else events.event(db, event_id, by=by)


@needs("publishing.read")
def venues(db: Database, *, by: User) -> tuple[str, ...]:
    """The names of all known venues, for checking texts."""
    return tuple(name for (name,) in db.conn.execute("select name from venue order by name"))


@needs("publishing.read")
def sms_prices(db: Database, *, by: User) -> tuple[int, int]:
    """Haléře for one part of an SMS, and how many people get it."""
    return int(settings.value(db, "sms.price_per_part")), int(settings.value(db, "sms.recipients"))


@needs("publishing.read")
def town_of(db: Database, *, by: User) -> Town:
    """The town as posts name it."""
    return town(db)


def town(db: Database) -> Town:
    """The town as posts name it; public, the feeds carry it in their head."""
    return Town(settings.value(db, "town.name"), settings.value(db, "town.web"))


def out(db: Database, most: int = LONGEST_FEED) -> list[Out]:
    """Posts that are out now, the newest first, as they were published or corrected for the last time. Public."""
    return [Out(**row) for row in store.rows(db, OUT, (most,))]


def last_change(db: Database) -> str | None:
    """When anything was published, corrected or withdrawn for the last time. Public."""
    at: str | None = store.scalar(db, "select max(at) from publication")
    return at


def is_out(db: Database, picture: str) -> bool:
    """Whether a picture belongs to a post that is out now. Public."""
    return bool(store.scalar(db, f"select count(*) from ({_LAST}) where picture = ?", (picture,)))
