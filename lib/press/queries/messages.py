"""Messages to citizens: all of them, one, those that wait for the operator, those that the town's RSS may prove."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import clock, store
from lib.access import User, needs
from lib.press.rules.messages import Message
from lib.store import Database

MESSAGES = {
    "id": pl.Int64,
    "number": pl.String,
    "category": pl.String,
    "title": pl.String,
    "channels": pl.String,
    "state": pl.String,
    "sent_at": pl.String,
    "recipients": pl.Int64,
    "cost": pl.Int64,
    "link": pl.String,
    "updated_at": pl.String,
}
_STATE = """case when m.state = 'sent' and exists
        (select 1 from citizen_message n where n.corrects_id = m.id and n.state = 'sent') then 'corrected'
    when m.state = 'sent' and m.rss_link is not null then 'proved' else m.state end"""
_MESSAGES = f"""
select m.id, m.number, m.category, m.title, m.channels, {_STATE} as state, m.sent_at,
    (select sum(value) from json_each(m.recipients)) as recipients, m.cost, m.rss_link as link, m.updated_at
from citizen_message m"""
PROOF_DAYS = 3
"""So many days after sending the town's RSS is asked."""


@dataclass(frozen=True)
class Kept:
    """A message as it is kept; moments are UTC text, `cost` haléře, `state` as of `rules.messages.STATES`."""

    id: int
    message: Message
    number: str | None
    state: str
    approved_by: str | None
    approved_at: str | None
    sent_at: str | None
    recipients: Mapping[str, int]
    cost: int | None
    rss_link: str | None
    rss_at: str | None
    corrects: str | None
    corrected_by: str | None
    created_by: str
    updated_at: str
    version: int


@dataclass(frozen=True)
class Feed:
    """What is known of the town's RSS: headers for the next question, when it was asked, when it last answered."""

    url: str
    etag: str = ""
    modified: str = ""
    checked_at: str | None = None
    worked_at: str | None = None
    error: str = ""


@needs("press.read")
def messages(db: Database, *, by: User) -> pl.DataFrame:
    """All messages, what is not sent first, then the newest: columns of `MESSAGES`."""
    order = "order by m.sent_at is not null, coalesce(m.sent_at, m.updated_at) desc, m.id desc"
    return store.frame(db, f"{_MESSAGES} {order}", MESSAGES)


@needs("press.read")
def message(db: Database, message_id: int, *, by: User) -> Kept:
    """One message, or NotFound."""
    return kept(db, message_id)


@needs("press.read")
def feed(db: Database, url: str, *, by: User) -> Feed:
    """What is known of the town's RSS at an address."""
    return store.one(db, Feed, "select * from citizen_feed where url = ?", (url,)) or Feed(url)


@needs("press.read")
def unproved(db: Database, *, by: User) -> list[Kept]:
    """Messages sent in the last days that the town's RSS has not shown yet, the oldest first."""
    since = clock.stamp(clock.now() - dt.timedelta(days=PROOF_DAYS))
    sql = "select id from citizen_message where state = 'sent' and rss_link is null and sent_at >= ? order by sent_at"
    return [kept(db, int(row["id"])) for row in store.rows(db, sql, (since,))]


@needs("press.read")
def links(db: Database, *, by: User) -> frozenset[str]:
    """Links that prove some message already."""
    found = store.rows(db, "select rss_link from citizen_message where rss_link is not null")
    return frozenset(str(row["rss_link"]) for row in found)


def kept(db: Database, message_id: int) -> Kept:
    """`message` for the room's own actions."""
    sql = f"""select m.*, {_STATE} as derived, c.number as corrects,
        (select number from citizen_message n where n.corrects_id = m.id and n.state = 'sent' order by id desc limit 1)
            as corrected_by
        from citizen_message m left join citizen_message c on c.id = m.corrects_id where m.id = ?"""
    found = store.rows(db, sql, (message_id,))
    row = store.existing(found[0] if found else None, "This message does not exist.")
    given: dict[str, Any] = {name: row[name] for name in Message.__dataclass_fields__}
    given |= {"channels": tuple(json.loads(row["channels"])), "whole_town": bool(row["whole_town"]),
              "plain_sms": bool(row["plain_sms"])}  # fmt: skip
    rest = {name: row[name] for name in Kept.__dataclass_fields__ if name not in ("message", "state", "recipients")}
    return Kept(message=Message(**given), state=row["derived"], recipients=json.loads(row["recipients"]), **rest)
