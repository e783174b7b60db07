"""Approval of what goes to the media and to citizens: by as many people as a post, so by two when an election is near
and somebody is named."""

import datetime as dt

from lib import clock
from lib.access import SYSTEM, User, needs
from lib.press.actions import messages, releases
from lib.press.queries import approvals
from lib.press.queries import messages as kept_messages
from lib.press.queries import releases as kept_releases
from lib.press.rules.approving import Standing
from lib.press.rules.messages import Message, Sent
from lib.press.rules.releases import Release
from lib.publishing.checks.regime import approvals as enough
from lib.publishing.checks.regime import regime
from lib.publishing.queries import knowing
from lib.store import Database


def needed(db: Database, said: Release | Message, day: dt.date | None = None) -> int:
    """Two in the election regime of a day (today when not said) when the text names a party, a candidate or somebody in
    office, else one."""
    if isinstance(said, Release):
        texts = (said.title, said.perex, said.body, said.facts)
    else:
        texts = (said.title, said.text_sms, said.text_email, said.text_app)
    context = knowing.context_of(db, None, None, day=day or clock.today(), by=SYSTEM)
    return enough({"": regime("\n".join(texts), context)}, 1)


@needs("press.read")
def of_release(db: Database, release_id: int, *, by: User) -> Standing:
    """How the approval of a release stands."""
    said = kept_releases.kept(db, release_id).release
    return approvals.standing(db, f"press_release:{release_id}", said, needed(db, said), by=by)


@needs("press.read")
def of_message(db: Database, message_id: int, *, by: User) -> Standing:
    """How the approval of a message to citizens stands."""
    said = kept_messages.kept(db, message_id).message
    return approvals.standing(db, f"citizen_message:{message_id}", said, needed(db, said), by=by)


@needs("publishing.approve")
def approve_release(db: Database, release_id: int, read: str, *, by: User) -> bool:
    """Approve a release as it was read (`content_hash`); whether it is approved now or waits for another person."""
    return releases.approve(db, release_id, read, needed=needed(db, kept_releases.kept(db, release_id).release), by=by)


@needs("press.edit")
def issue(db: Database, release_id: int, version: int, *, by: User) -> str:
    """Release it (`releases.issue`), approved by as many people as are needed today."""
    said = kept_releases.kept(db, release_id).release
    return releases.issue(db, release_id, version, needed=needed(db, said), by=by)


@needs("publishing.approve")
def approve_message(db: Database, message_id: int, version: int, *, by: User) -> bool:
    """Approve a message to citizens as it was read; whether it is approved now or waits for another person."""
    said = kept_messages.kept(db, message_id).message
    return messages.approve(db, message_id, version, needed=needed(db, said), by=by)


@needs("press.edit")
def message_sent(db: Database, message_id: int, said: Sent, *, at: str | None = None, by: User) -> str:
    """The operator has sent a message to citizens (`messages.sent`), approved by as many people as are needed on the
    day of its sending: the election regime may have begun since."""
    message, day = kept_messages.kept(db, message_id).message, clock.prague(at or clock.stamp()).date()
    return messages.sent(db, message_id, said, at=at, needed=needed(db, message, day), by=by)
