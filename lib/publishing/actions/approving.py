"""Approval of posts by one or two people, for the content that they read: any change of it ends the approval."""

import datetime as dt
from collections.abc import Mapping, Sequence

from lib import audit, clock
from lib.access import User, needs
from lib.errors import BadInput, Conflict, Refused
from lib.i18n import N, t
from lib.publishing import stages
from lib.publishing.actions import consents, posts
from lib.publishing.queries import findings, needed_for, one_more_helps, part_names, story, verdicts
from lib.publishing.records import Story
from lib.store import Database

CONSENT_BACK = N("a consent was taken back")


@needs("publishing.write")
def to_review(db: Database, story_id: int, *, by: User) -> None:
    """Hand a post over for approval."""
    now = story(db, story_id, by=by)
    stages.refuse_withdrawn(now)
    if now.stage in ("review", "approved"):
        raise Refused("The post has already been handed over for approval.")
    db.conn.execute("update story set stage = 'review' where id = ?", (story_id,))
    audit.record(db, by, "publishing.review", f"story:{story_id}")


@needs("publishing.approve")
def approve(db: Database, story_id: int, content_hash: str, note: str = "", *, by: User) -> bool:
    """Approve a post as it was read (its `approval_hash`); whether it is approved now, or waits for a second person.

    Refused when a check stands in the way, Conflict when the post has changed since it was read.
    """
    now = story(db, story_id, by=by)
    _refuse_not_waiting(db, now, by)
    refuse_changed(now, content_hash)
    before = stages.standing(verdicts(db, story_id), content_hash)
    # A text that was changed and changed back has its approvals; the post itself waits for approval again.
    if any(one.by_login == by.login for one in before) and not stages.enough(before, needed_for(db, now)):
        raise Refused("You have approved this post already; it waits for another person.")
    checks_passed(db, now)
    return settle(db, now, "office", by.login, by.name, note, by)


@needs("publishing.approve")
def approved_on_paper(db: Database, story_id: int, content_hash: str, reviewer: str, *, by: User) -> bool:
    """Write down that somebody approved a printed post; whether it is approved now."""
    now, name = story(db, story_id, by=by), " ".join(reviewer.split())
    _refuse_not_waiting(db, now, by)
    refuse_changed(now, content_hash)
    if not name:
        raise BadInput("Write who approved the post.", field="reviewer")
    checks_passed(db, now)
    return settle(db, now, "paper", by.login, name, "", by)


@needs("publishing.approve")
def return_to_writing(db: Database, story_id: int, reason: str, *, by: User) -> None:
    """Give a post back to its author with what is to be mended; what waits of it in the outbox is held back."""
    now = story(db, story_id, by=by)
    stages.refuse_withdrawn(now)
    if now.stage not in ("review", "approved"):
        raise Refused("The post is being written; there is nothing to return.")
    if not reason.strip():
        raise BadInput("Write what is to be mended.", field="reason")
    returned(db, now, "office", by.login, by.name, reason, by)


@needs("publishing.write")
def consent_back(db: Database, consent_id: int, *, by: User) -> int:
    """Somebody has taken a consent back (as `consents.revoke`): what waits of the post is held back, and what was
    approved is approved anew. Gives how many messages were held back."""
    story_id = consents.revoke(db, consent_id, by=by)
    return review_again(db, story(db, story_id, by=by), CONSENT_BACK, by)


def approve_at_once(db: Database, now: Story, by: User) -> None:
    """Who publishes approves in the same step, where one approval is enough and he may; Refused otherwise."""
    if needed_for(db, now) > 1 or not by.may("publishing.approve"):
        posts.refuse_not_approved(db, now)
        return
    if now.stage != "review":
        db.conn.execute("update story set stage = 'review' where id = ?", (now.id,))
    settle(db, now, "office", by.login, by.name, "", by)


def _refuse_not_waiting(db: Database, now: Story, by: User) -> None:
    """Refused unless the post waits for approval, or an approved one may need another for the election regime ahead."""
    if not one_more_helps(db, now.id, by=by):
        stages.refuse_not_in_review(now)


def refuse_changed(now: Story, content_hash: str) -> None:
    if now.approval_hash != content_hash:
        raise Conflict("The post has changed since you read it. Read it again and approve what it says now.")


def checks_passed(db: Database, now: Story, *, feed: bool = False, goes_at: dt.datetime | None = None) -> None:
    """Refused with the reasons, each with the parts of the post where it is, when a check stands in the way. Without a
    text for the web a post may be approved for other channels, but the feeds cannot carry it. `goes_at`: by then a
    consent or a licence may have ended."""
    blocking: dict[str, dict[str, list[str]]] = {}
    for part, checks in findings(db, now, goes_at).items():
        for check in checks:
            if check.blocking and (feed or check.code != "empty"):
                blocking.setdefault(check.mend, {}).setdefault(check.reason, []).append(part)
    if blocking:
        raise Refused("The post cannot go out yet. {reasons}", reasons=_listed(blocking, part_names(db)))


def _listed(blocking: Mapping[str, Mapping[str, Sequence[str]]], names: Mapping[str, str]) -> str:
    """One line a reason, with the parts of the post where it is; what mends several is said once, after them."""
    lines: list[str] = []
    for mend, reasons in blocking.items():
        lines += [
            "\n• " + t("{channel}: {problem}", channel=", ".join(names.get(part, part) for part in parts), problem=why)
            for why, parts in reasons.items()
        ]
        lines += [("\n" if len(reasons) > 1 else " ") + mend] if mend else []
    return "".join(lines)


def settle(
    db: Database, now: Story, via: str, login: str | None, name: str, note: str, by: User, *, link_by: str | None = None
) -> bool:
    """Write an approval down; whether there are enough of them now. One by a link counts as of who made the link."""
    _add(db, now, "approved", via, login, name, note, link_by)
    done = stages.enough(stages.standing(verdicts(db, now.id), now.approval_hash), needed_for(db, now))
    if done:
        db.conn.execute("update story set stage = 'approved' where id = ?", (now.id,))
    detail = {"name": name, "by": via, "link_by": link_by or "", "content": now.approval_hash, "note": note.strip()}
    audit.record(db, by, "publishing.approve", f"story:{now.id}", detail)
    return done


def returned(
    db: Database, now: Story, via: str, login: str | None, name: str, reason: str, by: User,
    *, link_by: str | None = None,
) -> None:  # fmt: skip
    """Write down that a post was given back; the approvals before it hold no more."""
    _add(db, now, "returned", via, login, name, reason, link_by)
    db.conn.execute("update story set stage = 'writing' where id = ?", (now.id,))
    posts.hold_back(db, now.id, reason.strip(), by)
    detail = {"name": name, "by": via, "reason": reason.strip()}
    audit.record(db, by, "publishing.return", f"story:{now.id}", detail)


def review_again(db: Database, now: Story, reason: str, by: User, *, stands: bool = False) -> int:
    """What a post says may hold no more (its event has changed): held back and to be approved anew; gives how many
    messages were held back. `stands`: its approvals hold, another one is missing. For the office's own flows."""
    held = posts.hold_back(db, now.id, reason, by)
    if now.stage in ("review", "approved"):
        if not stands:
            _add(db, now, "returned", "office", by.login, by.name, reason)
        db.conn.execute("update story set stage = 'review' where id = ?", (now.id,))
        audit.record(db, by, "publishing.dropped", f"story:{now.id}", {"reason": reason})
    return held


def _add(
    db: Database, now: Story, verdict: str, via: str, login: str | None, name: str, note: str,
    link_by: str | None = None,
) -> None:  # fmt: skip
    db.conn.execute(
        "insert into approval (story_id, content_hash, verdict, by_login, by_name, via, link_by, note, at)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (now.id, now.approval_hash, verdict, login, name, via, link_by, note.strip(), clock.stamp()),
    )
