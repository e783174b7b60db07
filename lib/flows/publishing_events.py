"""Posts follow their event: when it moves or is called off, what waits is held back and what is out is listed to be
corrected."""

from dataclasses import dataclass

from lib import store
from lib.access import SYSTEM, User, needs
from lib.events import outlets
from lib.i18n import t
from lib.publishing.actions import approving
from lib.publishing.queries import story
from lib.store import Database

_UNTOLD = """
select post.id, story_id, post.channel, coalesce(channel.name, post.channel) as name, post.operation, event_id, title
from post join outbox on outbox.id = message_id join story on story.id = story_id
left join channel on channel.code = post.channel
where told = 0 and outbox.state = 'published' order by post.id
"""


@dataclass(frozen=True)
class Held:
    """Posts that are to be approved again, and how many waiting messages were held back."""

    stories: tuple[int, ...]
    messages: int


@needs("publishing.read")
def tell_outlets(db: Database, *, by: User) -> int:
    """Write down at the events where their posts have come out, by what the channels confirmed; gives how many.
    Before an event changes and after each delivery: the place then knows the event as it was."""
    found = store.rows(db, _UNTOLD)
    for row in found:
        if row["event_id"] is not None:
            outlet = f"post:{row['story_id']}:{row['channel']}"
            if row["operation"] == "withdraw":
                outlets.forget(db, row["event_id"], outlet, by)
            else:
                outlets.tell(db, row["event_id"], outlet, f"{row['title']} – {row['name']}", by)
        db.conn.execute("update post set told = 1 where id = ?", (row["id"],))
    return len(found)


def concerned(db: Database, event_id: int) -> int:
    """How many posts would be approved again when an event changes."""
    sql = (
        "select count(*) from story where event_id = ? and state <> 'withdrawn' and (stage in ('review', 'approved')"
        " or exists (select 1 from feed_plan where story_id = story.id)"
        " or exists (select 1 from post join outbox on outbox.id = message_id where story_id = story.id"
        " and outbox.state in ('queued', 'missed', 'failed', 'handover')))"
    )
    return int(store.scalar(db, sql, (event_id,)))


def event_changed(db: Database, event_id: int, reason: str, by: User) -> Held:
    """Hold back what waits about an event, and have its posts approved again; for flows that change events."""
    found = db.conn.execute("select id from story where event_id = ? and state <> 'withdrawn'", (event_id,)).fetchall()
    touched, messages = [], 0
    for (story_id,) in found:
        now = story(db, story_id, by=SYSTEM)
        held = approving.review_again(db, now, reason, by)
        messages += held
        if held or now.stage in ("review", "approved"):
            touched.append(story_id)
    return Held(tuple(touched), messages)


def moved(db: Database, event_id: int, when: str, by: User) -> Held:
    """As `event_changed`, for an event that is newly at another time or place."""
    return event_changed(db, event_id, t("the event is newly {when}", when=when), by)


def called_off(db: Database, event_id: int, reason: str, by: User) -> Held:
    """As `event_changed`, for an event that is not held."""
    return event_changed(db, event_id, t("the event is called off: {reason}", reason=reason.strip()), by)


def postponed(db: Database, event_id: int, reason: str, by: User) -> Held:
    """As `event_changed`, for an event that waits for a new day."""
    return event_changed(db, event_id, t("the event is postponed: {reason}", reason=reason.strip()), by)
