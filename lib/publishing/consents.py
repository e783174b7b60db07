"""On what basis personal data of a post go out: who, the basis, for which channels, until when, where the paper is.

Act 128/2000 Coll., § 36a, and the methodology of the Office for Personal Data Protection: a column of bare names needs
no consent, any further datum does, and the web and Facebook each need to be named in it.
"""

import datetime as dt
from collections.abc import Collection

import polars as pl

from lib import audit, clock, store
from lib.access import User, needs
from lib.errors import BadInput, Refused
from lib.i18n import N
from lib.publishing.checks.context import Basis, Consent
from lib.store import Database

BASES: dict[Basis, str] = {
    "name_only": N("names only, people were told"),
    "consent": N("consent of the person"),
    "news_licence": N("report of a public event"),
    "official": N("a person in an office"),
}
EVERYWHERE = "*"
CONSENTS = {
    "id": pl.Int64,
    "subject": pl.String,
    "basis": pl.String,
    "scope": pl.String,
    "valid_until": pl.Date,
    "reference": pl.String,
    "by_login": pl.String,
    "at": pl.String,
    "revoked_at": pl.String,
}


@needs("publishing.read")
def of_story(db: Database, story_id: int, *, by: User) -> pl.DataFrame:
    """The bases written down for a post, the newest first; `scope` are codes of channels, `*` for all."""
    sql = f"select {', '.join(CONSENTS)} from consent where story_id = ? order by id desc"
    return store.frame(db, sql, CONSENTS, (story_id,))


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


def known(db: Database, story_id: int) -> tuple[Consent, ...]:
    """The bases of a post as the checks read them."""
    rows = store.rows(db, "select subject, basis, scope, valid_until, revoked_at from consent where story_id = ?",
                      (story_id,))  # fmt: skip
    return tuple(
        Consent(
            row["subject"],
            row["basis"],
            frozenset(row["scope"].split()),
            dt.date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
            row["revoked_at"] is not None,
        )
        for row in rows
    )


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
