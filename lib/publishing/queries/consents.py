"""On what basis personal data of a post go out: who, the basis, for which channels, until when, where the paper is.

Act 128/2000 Coll., § 36a, and the methodology of the Office for Personal Data Protection: a column of bare names needs
no consent, any further datum does, and the web and Facebook each need to be named in it.
"""

import datetime as dt

import polars as pl

from lib import store
from lib.access import User, needs
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
