"""The record of changes with the names of what it is about, as the rooms have them today."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection

import polars as pl

from lib import changes
from lib.access import SYSTEM, User, needs
from lib.flows import task_list
from lib.store import Database

NAMES = {
    "absence": "(select name from user where user.login = absence.login) from absence",
    "ad": "(select name from party where party.id = party_id) from ad",
    "bank_line": "counter_name from bank_line",
    "bank_statement": "number from bank_statement",
    "block": "iif(private, '', title) from diary_block",
    "campaign": "name from campaign",
    "citizen_message": "title from citizen_message",
    "event": "title from event",
    "event_series": "(select title from event where series_id = event_series.id order by occurs_on desc limit 1)"
    " from event_series",
    "event_template": "name from event_template",
    "guest": "name from guest",
    "handover": "number from handover",
    "holder": "name from office_holder",
    "invitation": "title from invitation",
    "invoice": "number from invoice",
    "item": "name from item",
    "media_contact": "coalesce(nullif(name, ''), medium) from media_contact",
    "media_output": "title from media_output",
    "media_query": "medium from media_query",
    "order": "number from ad_order",
    "outbox": "payload ->> '$.title' from outbox",
    "paper_issue": "number || '/' || year from paper_issue",
    "party": "name from party",
    "photo": "original_name from photo",
    "place": "name from place",
    "post": "(select title from story where story.id = story_id) from post",
    "press_release": "title from press_release",
    "price_list": "name from price_list",
    "source": "name from source",
    "special_day": "name from special_day",
    "story": "title from story",
    "task": "title from task",
    "task_template": "name from task_template",
    "town_medium": "name from town_medium",
    "tv_contract": "television from tv_contract",
    "tv_request": "topic from tv_request",
    "venue": "name from venue",
    "view": "name from saved_view",
}
"""Kind of a subject (`event` of `event:12`) → its name and table. A private entry of a diary has none, and readers of
the newsletter are nobody's business here."""
KEYS = {"channel": "code, name from channel", "user": "login, name from user"}
"""The same of what is known by another key than a number."""

OF_TASKS = ("year", "month", "issue", "day")
"""What only tasks know: a time, which is its own name."""


@needs("audit.read")
def entries(db: Database, day: dt.date | None = None, *, by: User) -> pl.DataFrame:
    """`changes.entries` with `called`, the name of the subject ("" for one that is gone or has none)."""
    found = changes.entries(db, day, by=by)
    names = _names(db, found["subject"].unique().to_list())
    return found.with_columns(called=pl.col("subject").replace_strict(names, default="", return_dtype=pl.String))


def _names(db: Database, subjects: Collection[str]) -> dict[str, str]:
    wanted: dict[str, list[str]] = defaultdict(list)
    for one in subjects:
        kind, _, key = one.partition(":")
        wanted[kind].append(key)
    names = task_list.about(db, [one for one in subjects if one.partition(":")[0] in OF_TASKS], by=SYSTEM)
    for kind, keys in wanted.items():
        what = KEYS.get(kind) or (f"cast(id as text), {NAMES[kind]}" if kind in NAMES else "")
        if what:
            key = what.partition(", ")[0]
            rows = db.conn.execute(
                f"select {what} where {key} in (select value from json_each(?))", (json.dumps(keys),)
            )
            names |= {f"{kind}:{number}": name for number, name in rows if name}
    return names
