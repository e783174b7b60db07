"""Approval that also asks the channels: what does not fit one of them is told before anybody approves it."""

from lib.access import User, needs
from lib.flows import publishing_channels
from lib.publishing import actions
from lib.publishing.queries import story
from lib.store import Database


@needs("publishing.write")
def to_review(db: Database, story_id: int, *, by: User) -> None:
    """Hand a post over for approval (as `publishing.actions.to_review`); Refused when a text does not fit a channel."""
    publishing_channels.refuse_too_long(db, story(db, story_id, by=by))
    actions.to_review(db, story_id, by=by)


@needs("publishing.approve")
def approve(db: Database, story_id: int, content_hash: str, note: str = "", *, by: User) -> bool:
    """Approve a post as it was read (as `publishing.actions.approve`); Refused names the channel, the count and the
    limit of a text that does not fit."""
    publishing_channels.refuse_too_long(db, story(db, story_id, by=by))
    return actions.approve(db, story_id, content_hash, note, by=by)


@needs("publishing.approve")
def approved_on_paper(db: Database, story_id: int, content_hash: str, reviewer: str, *, by: User) -> bool:
    """Write down an approval of a printed post (as `publishing.actions.approved_on_paper`); Refused as `approve`."""
    publishing_channels.refuse_too_long(db, story(db, story_id, by=by))
    return actions.approved_on_paper(db, story_id, content_hash, reviewer, by=by)


def verdict_by_link(db: Database, token: str, *, approved: bool, note: str = "") -> bool:
    """The answer of somebody without an account (as `publishing.actions.verdict_by_link`); Refused as `approve`.
    Public: the token is the permission."""
    if approved:
        publishing_channels.refuse_too_long(db, actions.open_link(db, token).story)
    return actions.verdict_by_link(db, token, approved=approved, note=note)
