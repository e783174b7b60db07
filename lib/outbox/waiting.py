"""What waits in the outbox and why, and what was tried with one message."""

from typing import Literal

import polars as pl

from lib import clock, store
from lib.access import User, needs
from lib.i18n import N, t
from lib.store import Database

WAITING = {
    "id": pl.Int64,
    "channel": pl.String,
    "channel_name": pl.String,
    "operation": pl.String,
    "key": pl.String,
    "title": pl.String,
    "state": pl.String,
    "publish_at": pl.String,
    "next_try_at": pl.String,
    "tries": pl.Int64,
    "trouble": pl.String,
    "error": pl.String,
    "why": pl.String,
    "stopped": pl.Boolean,
}
ATTEMPTS = {
    "id": pl.Int64,
    "at": pl.String,
    "phase": pl.String,
    "outcome": pl.String,
    "status": pl.Int64,
    "headers": pl.String,
    "body": pl.String,
    "milliseconds": pl.Int64,
}
Tone = Literal["info", "done", "late", "due", "planned"]
STATES: dict[str, tuple[str, Tone]] = {
    "queued": (N("waits for its time"), "info"),
    "sending": (N("being sent"), "info"),
    "published": (N("out"), "done"),
    "failed": (N("not sent"), "late"),
    "unknown": (N("may be out"), "due"),
    "missed": (N("missed its time"), "due"),
    "handover": (N("to be handed over"), "due"),
    "cancelled": (N("cancelled, not sent"), "planned"),
}
"""State of a message → (word, tone of the badge)."""
_WHY = {
    "off": N("The channel is switched off; the message waits."),
    "trouble": N("The channel has to be connected again; the message waits."),
    "web": N("The message waits until its pictures are on the website."),
    "no_web": N("The website did not take the post and its pictures. Send it there first, or post here by hand."),
    "limited": N("The channel takes no more for now; the message goes on by itself."),
}


def waits_for(message: str) -> str:
    """SQL: the code of the reason why a message of the outbox waits for another one, null when it does not."""
    return (
        "(select case when f.state in ('failed', 'cancelled', 'missed') then 'no_web'"
        f" when f.state <> 'published' then 'web' end from outbox f where f.id = {message}.after_id)"
    )


def holds(message: str, channel: str) -> str:
    """SQL: the code of the reason why a message that is queued or may be out stands, null when nothing holds it; wants
    `:now`, a UTC moment."""
    return (
        f"(case when not {channel}.switched_on then 'off' when {channel}.trouble is not null then 'trouble'"
        f" when {channel}.limited_until > :now then 'limited' else {waits_for(message)} end)"
    )


def why(code: str | None) -> str:
    """The words of a reason why a message does not leave, "" for none."""
    return t(_WHY[code]) if code else ""


@needs("channels.read")
def waiting(db: Database, *, by: User) -> pl.DataFrame:
    """Everything that is not settled: queued, sending, unknown, missed, to be handed over, failed (`WAITING`).

    Moments are UTC text. `why` says in words why a message whose time has come does not leave, else what went wrong.
    """
    data = store.frame(
        db,
        "select m.id, m.channel, coalesce(c.name, m.channel) as channel_name, m.operation, m.key,"
        " json_extract(m.payload, '$.title') as title, m.state, m.publish_at, m.next_try_at, m.tries, m.trouble,"
        f" m.error, iif(m.state in ('queued', 'unknown'), {holds('m', 'c')}, null) as why, m.stopped"
        " from outbox m left join channel c on c.code = m.channel"
        " where m.state not in ('published', 'cancelled') order by m.publish_at, m.id",
        WAITING,
        {"now": clock.stamp()},
    )
    words = {code: t(sentence) for code, sentence in _WHY.items()}
    why = pl.col("why").replace_strict(words, default=None, return_dtype=pl.String)
    return data.with_columns(pl.coalesce(why, "error", pl.lit("")).alias("why"))


@needs("channels.read")
def attempts(db: Database, message_id: int, *, by: User) -> pl.DataFrame:
    """Every call of the channel about one message, oldest first (`ATTEMPTS`): raw status, headers, body, duration."""
    return store.frame(
        db,
        "select id, at, phase, outcome, status, headers, body, milliseconds from outbox_attempt where message_id = ?"
        " order by id",
        ATTEMPTS,
        (message_id,),
    )
