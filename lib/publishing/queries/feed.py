"""What the town's own feeds show. Public: nobody is asked who he is."""

from lib import clock, store
from lib.publishing.records import Out
from lib.store import Database

_LAST = """
select last.story_id, last.guid, last.title, last.perex, last.text,
    nullif(last.picture, (select file from photo where file = last.picture and withdrawn_at is not null)) as picture,
    last.alt, first.at as published_at, last.at as updated_at
from publication as last join publication as first on first.story_id = last.story_id and first.step = 'published'
where last.id = (select max(id) from publication where story_id = last.story_id) and last.step <> 'withdrawn'
"""
OUT = _LAST + " order by first.at desc, last.story_id desc limit ?"
LONGEST_FEED = 50
_CHANGED = """
select max(at) from (select at from publication
    union all select withdrawn_at from photo where file in (select picture from publication))
"""
_SHOWN = """
select 1 from post_picture join post on post.id = post_id join outbox on outbox.id = message_id
where file = ? and publish_at <= ? and outbox.state in ('queued', 'sending', 'unknown', 'published')
    and post.operation <> 'withdraw'
    and not exists (select 1 from story where id = story_id and state = 'withdrawn')
    and not exists (select 1 from photo where photo.file = original and withdrawn_at is not null)
"""


def out(db: Database) -> list[Out]:
    """Posts that are out now, the newest first, as they were published or corrected for the last time. Public."""
    return [Out(**row) for row in store.rows(db, OUT, (LONGEST_FEED,))]


def last_change(db: Database) -> str | None:
    """When anything was published, corrected or withdrawn, or its photograph was, for the last time. Public."""
    at: str | None = store.scalar(db, _CHANGED)
    return at


def is_out(db: Database, picture: str) -> bool:
    """Whether a picture belongs to a post that is out now. Public."""
    return bool(store.scalar(db, f"select count(*) from ({_LAST}) where picture = ?", (picture,)))


def is_shown(db: Database, picture: str) -> bool:
    """Whether a picture belongs to a post that is out, or is just being sent to a channel that fetches it; a withdrawn
    photograph does not, in whatever shape it was made for a channel. Public."""
    return is_out(db, picture) or store.scalar(db, _SHOWN, (picture, clock.stamp())) is not None
