"""Writing down on what basis personal data of a post go out, and that a consent was taken back."""

import datetime as dt
from collections.abc import Collection

from lib import audit, clock, store
from lib.access import User, needs
from lib.errors import BadInput, Refused
from lib.publishing.checks.context import Basis
from lib.publishing.queries.consents import BASES
from lib.store import Database


@needs("publishing.write")
def add(
    db: Database,
    story_id: int,
    subject: str,
    basis: Basis,
    *,
    scope: Collection[str] = (),
    valid_until: dt.date | None = None,
    reference: str = "",
    by: User,
) -> int:
    """Write a basis down and give its id. A consent needs its channels and where its paper is kept."""
    who, paper = " ".join(subject.split()), " ".join(reference.split())
    _check(who, basis, scope, valid_until, paper)
    row = db.conn.execute(
        "insert into consent (story_id, subject, basis, scope, valid_until, reference, by_login, at)"
        " select id, ?, ?, ?, ?, ?, ?, ? from story where id = ? returning id",
        (who, basis, " ".join(sorted(scope)), valid_until and valid_until.isoformat(), paper, by.login, clock.stamp(),
         story_id),
    ).fetchone()  # fmt: skip
    found = store.existing(row, "This post does not exist.")
    detail = {"subject": who, "basis": basis, "scope": sorted(scope), "until": valid_until and valid_until.isoformat()}
    audit.record(db, by, "publishing.consent", f"story:{story_id}", {**detail, "reference": paper})
    return int(found[0])


@needs("publishing.write")
def revoke(db: Database, consent_id: int, *, by: User) -> int:
    """The person has taken the consent back: the post does not pass its checks any more. What is out, stays listed.
    Gives the post's id."""
    row = db.conn.execute("select story_id, subject, revoked_at from consent where id = ?", (consent_id,)).fetchone()
    story_id, who, revoked_at = store.existing(row, "This consent does not exist.")
    if revoked_at:
        raise Refused("This consent has been taken back already.")
    db.conn.execute("update consent set revoked_at = ? where id = ?", (clock.stamp(), consent_id))
    audit.record(db, by, "publishing.consent_back", f"story:{story_id}", {"subject": who})
    return int(story_id)


def _check(who: str, basis: str, scope: Collection[str], valid_until: dt.date | None, paper: str) -> None:
    if not who:
        raise BadInput("Write whose data they are.", field="subject")
    if basis not in BASES:
        raise KeyError(basis)
    if basis == "consent" and not scope:
        raise BadInput("Choose the channels that the consent names.", field="scope")
    if basis == "consent" and not paper:
        raise BadInput("Write where the consent is kept.", field="reference")
    if valid_until and valid_until < clock.today():
        raise BadInput("The consent has already ended.", field="valid_until")
