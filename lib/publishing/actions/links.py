"""Approval by somebody without an account: a link that opens one post and takes one answer. Every step is logged.

The store keeps only the hash of a link. Whoever holds the link may answer once, about the content it was made for.
"""

import datetime as dt
import hashlib
import secrets
from typing import Any

from lib import audit, clock, store
from lib.access import SYSTEM, User, needs
from lib.errors import BadInput, NotFound, Refused
from lib.i18n import N
from lib.publishing import stages
from lib.publishing.actions import approving
from lib.publishing.queries import story
from lib.publishing.records import ReviewLink
from lib.store import Database

LONGEST_NOTE = 2000
LONGEST_DAYS = 60
_GONE = N("This link was already used, was revoked or is too old. Ask the office for a new one.")
_CHANGED = N("The post has changed since this link was sent. Ask the office for a new one.")


@needs("publishing.approve")
def review_link(db: Database, story_id: int, reviewer: str, email: str = "", days: int = 7, *, by: User) -> str:
    """A one-time link for a reviewer without an account; gives its token, which is not kept anywhere."""
    now, name = story(db, story_id, by=by), " ".join(reviewer.split())
    stages.refuse_not_in_review(now)
    if not name:
        raise BadInput("Write who is to approve the post.", field="reviewer")
    if not 1 <= days <= LONGEST_DAYS:
        raise BadInput("A link holds for 1 to {most} days.", field="days", most=LONGEST_DAYS)
    approving.checks_passed(db, now)
    token = secrets.token_urlsafe(32)
    made = clock.now()
    row = db.conn.execute(
        "insert into review_link (story_id, content_hash, token_hash, reviewer, email, created_by, created_at,"
        " expires_at) values (?, ?, ?, ?, ?, ?, ?, ?) returning id",
        (story_id, now.approval_hash, _hash(token), name, email.strip(), by.login, clock.stamp(made),
         clock.stamp(made + dt.timedelta(days=days))),
    ).fetchone()  # fmt: skip
    detail = {"link": row[0], "name": name, "email": email.strip(), "days": days}
    audit.record(db, by, "publishing.link", f"story:{story_id}", detail)
    return token


@needs("publishing.approve")
def revoke_link(db: Database, link_id: int, *, by: User) -> None:
    """End a link before it was used."""
    row = db.conn.execute(
        "update review_link set revoked_at = ? where id = ? and used_at is null and revoked_at is null"
        " returning story_id, reviewer",
        (clock.stamp(), link_id),
    ).fetchone()
    if row is None:
        raise Refused("This link was already used or revoked.")
    audit.record(db, by, "publishing.link_revoked", f"story:{row[0]}", {"link": link_id, "name": row[1]})


def open_link(db: Database, token: str) -> ReviewLink:
    """What a link shows. Public: the token is the permission. NotFound when it does not hold, Refused when the post
    has changed since. The first opening is logged."""
    row, found = _valid(db, token)
    if row["opened_at"] is None:
        db.conn.execute("update review_link set opened_at = ? where id = ?", (clock.stamp(), row["id"]))
        detail = {"link": row["id"], "name": found.reviewer}
        audit.record(db, SYSTEM, "publishing.link_opened", f"story:{found.story.id}", detail)
    return found


def verdict_by_link(db: Database, token: str, *, approved: bool, note: str = "") -> bool:
    """The reviewer's answer, once; whether the post is approved now. Public: the token is the permission."""
    row, found = _valid(db, token)
    said = note.strip()[:LONGEST_NOTE]
    if not approved and not said:
        raise BadInput("Write what is to be mended.", field="note")
    db.conn.execute("update review_link set used_at = ? where id = ?", (clock.stamp(), row["id"]))
    name, made_by = found.reviewer, row["created_by"]
    if not approved:
        approving.returned(db, found.story, "link", None, name, said, SYSTEM, link_by=made_by)
        return False
    approving.checks_passed(db, found.story)
    return approving.settle(db, found.story, "link", None, name, said, SYSTEM, link_by=made_by)


def _valid(db: Database, token: str) -> tuple[dict[str, Any], ReviewLink]:
    found = store.rows(db, "select * from review_link where token_hash = ?", (_hash(token),))
    row = found[0] if found else None
    if row is None or row["used_at"] or row["revoked_at"] or row["expires_at"] <= clock.stamp():
        raise NotFound(_GONE)
    now = story(db, row["story_id"], by=SYSTEM)
    if now.approval_hash != row["content_hash"] or now.stage != "review" or now.state == "withdrawn":
        raise Refused(_CHANGED)
    return row, ReviewLink(row["id"], now, row["reviewer"], row["expires_at"])


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
