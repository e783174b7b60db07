"""Approval of what goes to the media and to citizens, as of posts: by one or two people, for the words they read."""

from typing import Any

from lib import audit, clock
from lib.access import User
from lib.errors import Conflict, Refused
from lib.press.actions.writing import insert
from lib.press.queries.approvals import stands
from lib.press.rules.approving import content_hash
from lib.store import Database


def approve(db: Database, subject: str, said: Any, read: str, needed: int, by: User) -> bool:
    """Write down that a person approves what he read (its hash); whether it is approved now. For the room's actions.

    Conflict when the text has changed since, Refused for the second yes of one person."""
    if content_hash(said) != read:
        raise Conflict("The text has changed since you read it. Read it again and approve what it says now.")
    before = stands(db, subject, said, needed)
    if by.login in before.logins:
        raise Refused("You have approved it already; it waits for another person.")
    insert(db, "press_approval", {"subject": subject, "content_hash": read, "by_login": by.login, "at": clock.stamp()})
    audit.record(db, by, "press.approve", subject, {"title": said.title, "content": read})
    return stands(db, subject, said, needed).enough


def approved(db: Database, subject: str, said: Any, needed: int, by: User) -> None:
    """Refused unless as many people as needed approved it as it is now; where one is enough, who may approve does it
    in the same step."""
    now = stands(db, subject, said, needed)
    if now.enough:
        return
    if now.needed > 1 or not by.may("publishing.approve"):
        raise Refused("It is not approved as it is now. {needed} people have to approve it, so far {so_far} did.",
                      needed=now.needed, so_far=len(now.logins))  # fmt: skip
    approve(db, subject, said, content_hash(said), needed, by)
