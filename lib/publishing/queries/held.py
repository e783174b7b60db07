"""What was held back of a post and nobody has sent since, and the day for which the post is looked at."""

import datetime as dt

from lib import clock, store
from lib.access import User, needs
from lib.publishing.queries.one import story
from lib.publishing.records import Story
from lib.store import Database

HELD = """
select story_id, channel, wall_time from held_back
where coalesce(:story, story_id) = story_id and not exists (
    select 1 from post join outbox on outbox.id = message_id
    where post.story_id = held_back.story_id and post.channel = held_back.channel and post.id > last_post
        and post.operation = 'publish' and outbox.state not in ('cancelled', 'failed'))
    and (channel <> 'feed' or not exists (select 1 from feed_plan where feed_plan.story_id = held_back.story_id)
        and exists (select 1 from story where id = held_back.story_id and state = 'draft'))
order by wall_time, channel
"""


def held(db: Database, story_id: int) -> list[dict[str, str]]:
    """Channel and wall time of what was held back, the nearest first; for the room's own actions and flows."""
    return store.rows(db, HELD, {"story": story_id})


def wall_now() -> str:
    """This minute by the wall clock, as wall times are stored."""
    return f"{clock.now().astimezone(clock.PRAGUE):%Y-%m-%dT%H:%M}"


def read_on(db: Database, now: Story) -> dt.date:
    """When the post will be read: on the day for which it is held back, or else is planned, if that is ahead."""
    ahead = [row["wall_time"] for row in held(db, now.id) if row["wall_time"] >= wall_now()]
    planned = dt.date.fromisoformat((ahead[0] if ahead else now.plan_on or "")[:10] or clock.today().isoformat())
    return max(planned, clock.today())


@needs("publishing.read")
def looked_at_for(db: Database, story_id: int, *, by: User) -> dt.date:
    """The day for which the checks of a post and its approvals are asked (`read_on`)."""
    return read_on(db, story(db, story_id, by=by))
