"""How a post was made and where it goes: versions, verdicts, links to reviewers, its posts in the channels."""

import datetime as dt

import polars as pl

from lib import clock, settings, store
from lib.access import SYSTEM, User, needs
from lib.i18n import t
from lib.outbox.waiting import holds, why
from lib.publishing import checks, rules, stages
from lib.publishing.checks import Check
from lib.publishing.moments import FEED, FEED_NAME
from lib.publishing.queries import knowing
from lib.publishing.queries.held import read_on
from lib.publishing.queries.one import event_of, story
from lib.publishing.records import Content, Story, Version
from lib.publishing.stages import Verdict
from lib.store import Database

POSTS_OF_STORY = {
    "id": pl.Int64,
    "channel": pl.String,
    "channel_name": pl.String,
    "operation": pl.String,
    "wall_time": pl.String,
    "publish_at": pl.String,
    "state": pl.String,
    "held_back": pl.String,
    "reason": pl.String,
    "remote_url": pl.String,
    "trouble": pl.String,
    "error": pl.String,
    "recipients": pl.Int64,
    "settled_at": pl.String,
    "message_id": pl.Int64,
    "content_hash": pl.String,
    "by_login": pl.String,
    "stopped": pl.Boolean,
    "partly": pl.Boolean,
}
_POSTS = f"""
select post.id, post.channel, coalesce(channel.name, post.channel) as channel_name, post.operation, wall_time,
    publish_at, outbox.state, iif(outbox.state = 'cancelled', reason, '') as held_back, reason, remote_url,
    outbox.trouble, iif(outbox.state = 'queued' and (outbox.error is null or not switched_on or after_id is not null),
        coalesce({holds("outbox", "channel")}, outbox.error), outbox.error),
    outbox.recipients, settled_at, message_id, content_hash, by_login, stopped,
    outbox.state = 'published' and stopped and addressed is not null and outbox.error is not null
from post join outbox on outbox.id = message_id left join channel on channel.code = post.channel
where story_id = :story order by publish_at desc, post.id desc
"""
_FEED = """
select null, 'feed', 'feed', 'publish', wall_time, publish_at, iif(trouble = '', 'queued', 'failed'), '', '', null,
    null, trouble, null, null, null, content_hash, by_login, 0, 0
from feed_plan where story_id = :story
"""
_LEDGER = """
select null, 'feed', 'feed', case step when 'published' then 'publish' when 'corrected' then 'correct' else 'withdraw'
    end, '', at, 'published', '', reason, null, null, null, null, at, null, content_hash, by_login, 0, 0
from publication where story_id = :story order by id desc
"""
VERDICT = (
    "approval.id, verdict, content_hash, by_login, by_name, via, note, at, link_by,"
    " coalesce(user.name, link_by) as link_by_name"
)
LINKS = {
    "id": pl.Int64,
    "reviewer": pl.String,
    "email": pl.String,
    "created_by": pl.String,
    "created_at": pl.String,
    "expires_at": pl.String,
    "opened_at": pl.String,
    "used_at": pl.String,
    "revoked_at": pl.String,
    "content_hash": pl.String,
}


def verdicts(db: Database, story_id: int) -> list[Verdict]:
    """All that was said about a post, the oldest first; for the room's own actions."""
    sql = (
        f"select {VERDICT} from approval left join user on user.login = link_by where story_id = ? order by approval.id"
    )
    return [Verdict(**row) for row in store.rows(db, sql, (story_id,))]


def needed(db: Database) -> int:
    """How many people have to approve a post: 1 or 2."""
    return 2 if int(settings.value(db, "publishing.approvals")) > 1 else 1


def findings(db: Database, now: Story, goes_at: dt.datetime | None = None) -> dict[str, list[Check]]:
    """Every check of a stored post with all that the office knows, for the day when it will be read: that on which it
    goes out, or that of `held.read_on`."""
    day = goes_at.astimezone(clock.PRAGUE).date() if goes_at else read_on(db, now)
    at = clock.stamp(goes_at) if goes_at else None
    event = event_of(db, now.event_id, by=SYSTEM)
    context = knowing.context_of(db, now.id, event, day=day, goes_at=at, by=SYSTEM)
    return checks.found(now.content, context)


def part_names(db: Database) -> dict[str, str]:
    """Under what `findings` are listed → what a person calls it; a channel as the office has named it."""
    kinds = dict(db.conn.execute("select kind, min(name) from channel group by kind"))
    return {"": t("Title, pictures, event"), checks.BODY: t("Common text"), **kinds, **rules.CHANNELS}


def needed_for(db: Database, now: Story, goes_at: dt.datetime | None = None) -> int:
    """How many people have to approve this post: two as well, when an election is near and it names somebody. Asked
    for the day on which it goes out, or else for that of `findings`."""
    usual = needed(db)
    return usual if usual > 1 else checks.approvals(findings(db, now, goes_at), usual)


def needed_ahead(db: Database, now: Story) -> int:
    """How many people have to approve it, should it go out in the election regime that lies ahead."""
    usual, ahead, today = needed_for(db, now), knowing.regime(db, clock.today()), clock.today()
    if usual > 1 or ahead.first is None or ahead.last is None or ahead.last < today:
        return usual
    day = max(ahead.first, today)
    return needed_for(db, now, dt.datetime.combine(day, dt.time(12), clock.PRAGUE)) if day <= ahead.last else usual


def approved(db: Database, now: Story, goes_at: dt.datetime | None = None) -> bool:
    """Whether the post is approved as it is now, by as many people as are needed on the day when it goes out."""
    standing = stages.standing(verdicts(db, now.id), now.approval_hash)
    return now.stage == "approved" and stages.enough(standing, needed_for(db, now, goes_at))


def approved_usually(db: Database, now: Story) -> bool:
    """Whether as many people have approved the post as it is now as are asked when no election is near."""
    standing = stages.standing(verdicts(db, now.id), now.approval_hash)
    return now.stage == "approved" and stages.enough(standing, needed(db))


@needs("publishing.read")
def approvals(db: Database, story_id: int, *, by: User) -> list[Verdict]:
    """All that was said about a post, the newest first; those that hold have the post's `approval_hash`."""
    return verdicts(db, story_id)[::-1]


@needs("publishing.read")
def approvals_needed(db: Database, story_id: int | None = None, *, by: User) -> int:
    """How many people have to approve a post: 1 or 2; of a stored one, with what its text asks."""
    return needed(db) if story_id is None else needed_for(db, story(db, story_id, by=by))


@needs("publishing.read")
def one_more_helps(db: Database, story_id: int, *, by: User) -> bool:
    """Whether an approved post may need this person's approval too: it would not go out in the election regime yet."""
    now = story(db, story_id, by=by)
    standing = stages.standing(verdicts(db, story_id), now.approval_hash)
    mine = any(one.by_login == by.login for one in standing)
    return now.stage == "approved" and not mine and not stages.enough(standing, needed_ahead(db, now))


@needs("publishing.read")
def is_approved(db: Database, story_id: int, *, by: User) -> bool:
    """Whether the post may go out: approved, and not changed since (not even a photograph's alt text)."""
    return approved(db, story(db, story_id, by=by))


@needs("publishing.read")
def links(db: Database, story_id: int, *, by: User) -> pl.DataFrame:
    """The links given to reviewers without an account, the newest first."""
    return store.frame(
        db, f"select {', '.join(LINKS)} from review_link where story_id = ? order by id desc", LINKS, (story_id,)
    )


@needs("publishing.read")
def versions(db: Database, story_id: int, *, by: User) -> list[Version]:
    """Every version of a post, the newest first."""
    found = db.conn.execute(
        "select version, at, by_login, coalesce(user.name, by_login), content from story_version"
        " left join user on user.login = by_login where story_id = ? order by version desc",
        (story_id,),
    )
    return [Version(number, at, login, name, Content.from_json(text)) for number, at, login, name, text in found]


def version(db: Database, story_id: int, number: int) -> Content | None:
    """The content of one version; for the room's own actions."""
    text = store.scalar(db, "select content from story_version where story_id = ? and version = ?", (story_id, number))
    return Content.from_json(text) if text else None


@needs("publishing.read")
def posts_of_story(db: Database, story_id: int, *, by: User) -> pl.DataFrame:
    """Where a post goes, waits and is: its messages to channels, and the town's own feeds (channel `feed`, no id).

    `state` is that of the outbox; `held_back` is the reason why a cancelled one does not go out. One that is `stopped`
    never goes (again); `partly` out is one that only some of its recipients have, `error` says how many.
    """
    asked = {"story": story_id, "now": clock.stamp()}
    found = pl.concat([store.frame(db, sql, POSTS_OF_STORY, asked) for sql in (_FEED, _POSTS, _LEDGER)])
    own = {FEED: t(FEED_NAME)}
    reasons = {code: why(code) for code in ("off", "trouble", "limited", "web", "no_web")}
    return found.with_columns(
        pl.col("error").replace(reasons),
        pl.col("held_back").replace(stages.CHANGED, t(stages.CHANGED)),
        pl.col("channel_name").replace(own),
    )
