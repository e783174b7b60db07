"""Where a photograph was used, and what follows when it is withdrawn: what waits is held back, and every place where it
is out gets a task to take it down. What was never published can be deleted."""

import datetime as dt

import polars as pl

from lib import clock, store
from lib.access import SYSTEM, User, needs
from lib.czech import dates
from lib.errors import Refused
from lib.i18n import N, speaking, t
from lib.photos import actions
from lib.photos import photo as photo_of
from lib.press.actions import messages
from lib.publishing.actions import approving
from lib.publishing.queries import story
from lib.store import Database
from lib.tasks.actions import keeping

STATES = {
    "out": (N("published use"), "done"),
    "waits": (N("waits to be sent"), "due"),
    "draft": (N("in a draft"), "planned"),
    "gone": (N("taken down"), "planned"),
}
"""State of a use → (word, tone of the badge)."""
USES = {
    "kind": pl.String,
    "id": pl.Int64,
    "title": pl.String,
    "channels": pl.String,
    "state": pl.String,
}
_POSTS = """
select post.story_id, post.channel, coalesce(channel.name, post.channel) as name, outbox.state, post.operation
from post join outbox on outbox.id = post.message_id left join channel on channel.code = post.channel
where post.id in (select max(id) from post group by story_id, channel)
"""
_IN_POSTS = f"""
with sent as ({_POSTS}), used as (
    select story_id from story_photo where photo_id = :photo
    union select story_id from publication where picture = :file
)
select 'story', story.id, story.title,
    coalesce((select group_concat(name, ', ' order by name) from sent
        where story_id = story.id and operation <> 'withdraw'), ''),
    case
    when exists (select 1 from sent where story_id = story.id and operation <> 'withdraw'
        and state in ('published', 'sending', 'unknown', 'handover')) then 'out'
    when exists (select 1 from publication where story_id = story.id and picture = :file
        and id = (select max(id) from publication where story_id = story.id) and step <> 'withdrawn') then 'out'
    when exists (select 1 from sent where story_id = story.id and state in ('queued', 'missed', 'failed')) then 'waits'
    when exists (select 1 from sent where story_id = story.id)
        or exists (select 1 from publication where story_id = story.id) then 'gone'
    else 'draft' end
from story where id in (select story_id from used)
"""
_WENT_OUT = """
select 1 from post_picture join post on post.id = post_id join outbox on outbox.id = message_id
where original = ? and outbox.state <> 'cancelled'
"""
_MADE_OF_IT = "select distinct file from post_picture where original = ? and file <> original"
"""Copies in a shape that a channel takes; of posts that never left, or the photograph would not be deleted."""
_ELSEWHERE = """
select number from ad_order where picture = :file union all select name from item where photo = :file
"""
_ON_EVENTS = """
select 'event', id, title, '', case when public and state <> 'proposed' then 'out' else 'draft' end
from event where picture = :file
"""
_IN_MESSAGES = """
select 'message', id, title, 'MUNIPOLIS',
    case state when 'sent' then 'out' when 'approved' then 'waits' else 'draft' end
from citizen_message where photo_id = :photo
"""


@needs("photos.read")
def uses(db: Database, photo_id: int, *, by: User) -> pl.DataFrame:
    """Where a photograph stands or stood: kind (story, event, message), id, title, channels, one of `STATES`."""
    photo = photo_of(db, photo_id, by=by)
    sql = f"{_IN_POSTS} union all {_ON_EVENTS} union all {_IN_MESSAGES} order by 1 desc, 2"
    return store.frame(db, sql, USES, {"photo": photo.id, "file": photo.file})


@needs("photos.read")
def why_kept(db: Database, photo_id: int, *, by: User) -> Refused | None:
    """Why a photograph cannot be deleted; None when it was never published and stands nowhere."""
    found, file = uses(db, photo_id, by=by), photo_of(db, photo_id, by=by).file
    if store.scalar(db, _WENT_OUT, (file,)) or not found.filter(pl.col("state") != "draft").is_empty():
        return Refused("The photograph was published or is about to be; it can only be withdrawn.")
    # Files are named by what is in them, so the same picture uploaded elsewhere is the same file.
    standing = [*found["title"], *(row[0] for row in db.conn.execute(_ELSEWHERE, {"file": file}))]
    if not standing:
        return None
    titles = ", ".join(f"„{title}“" for title in standing)
    return Refused("The photograph stands in {titles}. Take it out of there before it is deleted.", titles=titles)


@needs("photos.edit")
def remove(db: Database, photo_id: int, reason: str, *, by: User) -> None:
    """Delete a photograph that was never published, for good; Refused says where it stands."""
    if why := why_kept(db, photo_id, by=by):
        raise why
    file = photo_of(db, photo_id, by=by).file
    made = [row[0] for row in db.conn.execute(_MADE_OF_IT, (file,))]
    actions.remove(db, photo_id, reason, made, by=by)


@needs("photos.edit")
def withdraw(db: Database, photo_id: int, reason: str, *, by: User) -> list[int]:
    """Withdraw a photograph and set a task for every place where it is out or may go out; gives the tasks' ids.

    Due at once, on the next working day at the latest: whoever took the consent back must not wait (R-FOTO). Posts with
    it that wait to be sent are held back, those that were approved have to be approved without it.
    """
    used = uses(db, photo_id, by=by).filter(pl.col("state").is_in(["out", "waits"]))
    photo = photo_of(db, photo_id, by=by)
    actions.withdraw(db, photo_id, reason, by=by)
    _hold_back(db, photo_id, photo.original_name, by)
    messages.photo_withdrawn(db, photo_id, by)
    with speaking("cs"):
        titles = [_title(row) for row in used.iter_rows(named=True)]
        note = t("Photograph {name}, withdrawn: {reason}", name=photo.original_name, reason=" ".join(reason.split()))
    return [
        keeping.add(db, title, subject=f"photo:{photo_id}", due_on=_due(), assignee=by.login, note=note, by=by)
        for title in titles
    ]


def _hold_back(db: Database, photo_id: int, name: str, by: User) -> None:
    with speaking("cs"):
        reason = t("photograph {name} was withdrawn", name=name)
    sql = (
        "select story.id from story join story_photo on story_id = story.id where photo_id = ? and state <> 'withdrawn'"
    )
    for (story_id,) in db.conn.execute(sql, (photo_id,)).fetchall():
        approving.review_again(db, story(db, story_id, by=SYSTEM), reason, by)


def _title(row: dict[str, str]) -> str:
    """`Stáhnout fotografii z příspěvku „Trh“ (web, Facebook)`."""
    if row["kind"] == "event":
        return t("Take the photograph down from the event “{title}”", title=row["title"][:150])
    if row["kind"] == "message":
        return t("Take the photograph down from the message to citizens “{title}”", title=row["title"][:150])
    where = f" ({row['channels'][:100]})" if row["channels"] else ""
    return t("Take the photograph down from the post “{title}”", title=row["title"][:150]) + where


def _due() -> dt.date:
    today = clock.today()
    return today if dates.is_working_day(today) else dates.next_working_day(today)
