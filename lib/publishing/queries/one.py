"""Questions about posts and one post. Permission: publishing.read."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from lib import audit, events, settings, store
from lib.access import User, needs
from lib.events import Event
from lib.publishing.drafts import Town
from lib.publishing.records import Card, Story, StoryPhoto
from lib.store import Database

ONE = """
select id, event_id, title, perex, state, version, created_by, created_at, updated_by, updated_at, published_at,
    withdrawn_at, withdrawn_reason, body, section, stage, plan_on, place, relevant_until, check_on, embargo_until,
    price, link, author, owner, origin, origin_id,
    coalesce((select name from user where login = updated_by), updated_by) as updated_name
from story where id = ?
"""
PHOTOS = """
select photo_id as id, file, story_photo.alt as own_alt, coalesce(nullif(story_photo.alt, ''), photo.alt) as alt, credit
from story_photo join photo on photo.id = photo_id where story_id = ? order by place, photo_id
"""


@needs("publishing.read")
def story(db: Database, story_id: int, *, by: User) -> Story:
    """One post with its texts and cards, or NotFound."""
    found = store.rows(db, ONE, (story_id,))
    row = store.existing(found[0] if found else None, "This post does not exist.")
    texts = db.conn.execute("select channel, text from variant where story_id = ?", (story_id,)).fetchall()
    cards = store.rows(db, "select format, file, alt from card where story_id = ? order by format", (story_id,))
    photos = tuple(StoryPhoto(**photo) for photo in store.rows(db, PHOTOS, (story_id,)))
    return Story(**row, texts=dict(texts), cards=tuple(Card(**card) for card in cards), photos=photos)


@dataclass(frozen=True)
class Again:
    """How a post comes again: every `week`, `month` or `year`, next on a day, until a day."""

    every: str
    next_on: dt.date
    until: dt.date | None


@needs("publishing.read")
def again(db: Database, story_id: int, *, by: User) -> Again | None:
    """How a post comes again, None for one that does not."""
    found = db.conn.execute("select every, next_on, until from story_repeat where story_id = ?", (story_id,)).fetchone()
    if found is None:
        return None
    every, next_on, until = found
    return Again(every, dt.date.fromisoformat(next_on), dt.date.fromisoformat(until) if until else None)


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
