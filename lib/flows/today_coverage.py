"""What coverage waits for: my assignments that are late, due soon or not answered; what did not come from others."""

import datetime as dt
from typing import Any

import polars as pl

from lib import clock
from lib.access import User, needs
from lib.coverage.queries import plan
from lib.coverage.rules import plan as rules
from lib.czech import dates
from lib.flows.today import Matter
from lib.i18n import t, tn
from lib.store import Database

PAGE = "pages/coverage/coverage.py"
EVENT = "pages/events/event.py"
SOON = dt.timedelta(days=2)
SHOWN = 4


@needs("coverage.read")
def matters(db: Database, login: str, *, by: User) -> list[Matter]:
    """One line an assignment of `login`, then the first things of others that did not come, the rest as a count."""
    own = plan.mine(db, login, by=by)
    soon = clock.now().astimezone(clock.PRAGUE).replace(tzinfo=None) + SOON
    mine = [row for row in own.iter_rows(named=True) if row["answer"] == "offered" or row["due_at"] <= soon]
    others = plan.undelivered(db, by=by).filter(~pl.col("id").is_in(own["id"].to_list()))
    found = [_mine(row) for row in mine[:SHOWN]]
    found += [_missing(row) for row in others.head(SHOWN).iter_rows(named=True)]
    rest = max(len(mine) - SHOWN, 0)
    if rest:
        more = tn("{n} more assignment", "{n} more assignments", rest)
        found.append(Matter("due", t("waits for you"), more, t("All of them are under Coverage."), PAGE, {"kdo": "ja"}))
    if others.height > SHOWN:
        more = tn("{n} more thing not delivered", "{n} more things not delivered", others.height - SHOWN)
        found.append(Matter("late", t("not delivered"), more, t("All of them are under Coverage."), PAGE, _LATE))
    return found


def _mine(row: dict[str, Any]) -> Matter:
    late = row["state"] == "late"
    word = t("not delivered") if late else t("waits for your answer") if row["answer"] == "offered" else t("to deliver")
    until = t("by {day} {time}", day=dates.short_date(row["due_at"].date()), time=dates.time(row["due_at"].time()))
    return Matter("late" if late else "due", word, _what(row), until, PAGE, {"kdo": "ja"})


def _missing(row: dict[str, Any]) -> Matter:
    until = t("was due {day}", day=dates.short_date(row["due_at"].date()))
    who = row["assignees"] or t("nobody was assigned")
    query = {"id": str(row["event_id"]), "cast": "dokumentace"}
    return Matter("late", t("not delivered"), _what(row), f"{who}, {until}", EVENT, query)


def _what(row: dict[str, Any]) -> str:
    return f"{t(rules.KINDS[row['kind']]).capitalize()}: {row['title']}"


_LATE = {"kdo": "nedodano"}
