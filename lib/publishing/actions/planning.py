"""Ideas, days on the board, owners, and posts that come again."""

import calendar
import datetime as dt
import itertools
from dataclasses import replace
from typing import Any

from lib import audit, clock, settings, store
from lib.access import SYSTEM, User, needs
from lib.errors import BadInput, Refused
from lib.lengths import refuse_longer
from lib.publishing import stages
from lib.publishing.actions import keeping
from lib.publishing.parcels import cleaned
from lib.publishing.queries import of_day, story
from lib.publishing.records import Content
from lib.publishing.rules import LONGEST_TITLE
from lib.store import Database

EVERY = ("week", "month", "year")


@needs("publishing.write")
def add_idea(db: Database, title: str, *, event_id: int | None = None, plan_on: dt.date | None = None, by: User) -> int:
    """An idea on the board, in the tray of what has no day unless it is given; gives its id."""
    said = cleaned(title)
    if not said:
        raise BadInput("The post has no title. Write it.", field="title")
    refuse_longer(said, "title", LONGEST_TITLE)
    story_id = keeping.insert(db, Content(said), event_id, "planned" if plan_on else "idea", by)
    if plan_on:
        db.conn.execute("update story set plan_on = ? where id = ?", (plan_on.isoformat(), story_id))
    audit.record(db, by, "publishing.idea", f"story:{story_id}", {"title": said})
    return story_id


@needs("publishing.write")
def plan(db: Database, story_id: int, plan_on: dt.date | None, *, by: User) -> None:
    """Lay a post on a day of the board (None: into the tray), last of those that are there. When it goes out is said by
    its posts; this is a plan."""
    now = story(db, story_id, by=by)
    stages.refuse_withdrawn(now)
    stage = now.stage
    if stage in ("idea", "planned"):
        stage = "planned" if plan_on else "idea"
    day = plan_on.isoformat() if plan_on else None
    place = now.place if day == now.plan_on else 0
    db.conn.execute("update story set plan_on = ?, place = ?, stage = ? where id = ?", (day, place, stage, story_id))
    audit.record(db, by, "publishing.plan", f"story:{story_id}", {"day": [now.plan_on, day]})


@needs("publishing.write")
def arrange(db: Database, story_id: int, beside: int, *, after: bool = False, by: User) -> None:
    """Lay a post right before another of the same day (or of those without one), or right after it.

    Refused when somebody has laid one of them on another day, or given it its hour, in the meantime.
    """
    now, other = story(db, story_id, by=by), story(db, beside, by=by)
    for one in (now, other):
        stages.refuse_withdrawn(one)
    if story_id == beside or now.plan_on != other.plan_on:
        raise Refused("Only posts of the same day stand in an order. One of them was moved meanwhile.")
    order = of_day(db, now.plan_on, by=by)
    if not {story_id, beside} <= set(order):
        raise Refused("One of the posts already has its time; that says its order.")
    others = [one for one in order if one != story_id]
    at = others.index(beside) + after
    wanted = [*others[:at], story_id, *others[at:]]
    if wanted == order:
        return
    db.conn.executemany("update story set place = ? where id = ?", enumerate(wanted, 1))
    audit.record(db, by, "publishing.arrange", f"story:{story_id}", {"day": now.plan_on})


@needs("publishing.write")
def give_to(db: Database, story_id: int, login: str | None, *, by: User) -> None:
    """Say who writes a post, None for nobody."""
    stages.refuse_withdrawn(story(db, story_id, by=by))
    if login is not None and not store.scalar(db, "select 1 from user where login = ? and active", (login,)):
        raise BadInput("There is no such account.", field="owner")
    db.conn.execute("update story set owner = ? where id = ?", (login, story_id))
    audit.record(db, by, "publishing.owner", f"story:{story_id}", {"who": login})


@needs("publishing.write")
def checked(db: Database, story_id: int, check_on: dt.date | None, relevant_until: dt.date | None, *, by: User) -> None:
    """Somebody has looked whether a post still holds: when to look again, until when it holds. No approval ends."""
    stages.refuse_withdrawn(story(db, story_id, by=by))
    days = [day.isoformat() if day else None for day in (check_on, relevant_until)]
    db.conn.execute("update story set check_on = ?, relevant_until = ? where id = ?", (*days, story_id))
    audit.record(db, by, "publishing.checked", f"story:{story_id}", {"check_on": days[0], "until": days[1]})


@needs("publishing.write")
def repeat(
    db: Database, story_id: int, every: str, next_on: dt.date, until: dt.date | None = None, *, by: User
) -> None:
    """Let a post come again: some days before `next_on` a new draft of it is on the board, week by week, month by
    month or year by year."""
    stages.refuse_withdrawn(story(db, story_id, by=by))
    if every not in EVERY:
        raise KeyError(every)
    if next_on <= clock.today():
        raise BadInput("The next day has to be in the future.", field="next_on")
    if until is not None and until < next_on:
        raise BadInput("The last day is before the next one.", field="until")
    last = until.isoformat() if until else None
    db.conn.execute(
        "insert or replace into story_repeat (story_id, every, first_on, next_on, until, by_login, at)"
        " values (?, ?, ?, ?, ?, ?, ?)",
        (story_id, every, next_on.isoformat(), next_on.isoformat(), last, by.login, clock.stamp()),
    )
    detail = {"rule": every, "day": next_on.isoformat(), "until": last}
    audit.record(db, by, "publishing.repeat", f"story:{story_id}", detail)


@needs("publishing.write")
def stop_repeat(db: Database, story_id: int, *, by: User) -> None:
    """The post does not come again."""
    if not db.conn.execute("delete from story_repeat where story_id = ?", (story_id,)).rowcount:
        raise Refused("This post does not come again.")
    audit.record(db, by, "publishing.stop_repeat", f"story:{story_id}")


@needs("publishing.write")
def come_again(db: Database, *, by: User = SYSTEM) -> int:
    """Put the drafts of posts that come again on the board, in time to be written; gives how many. A duty of the day.
    Days that passed while nobody ran the office are left out."""
    today = clock.today()
    ahead = today + dt.timedelta(days=int(settings.value(db, "publishing.repeat_days")))
    due = store.rows(db, "select * from story_repeat where next_on <= ?", (ahead.isoformat(),))
    return sum(_comes_again(db, row, today, ahead, by) for row in due)


def _comes_again(db: Database, row: dict[str, Any], today: dt.date, ahead: dt.date, by: User) -> int:
    first, next_on = dt.date.fromisoformat(row["first_on"]), dt.date.fromisoformat(row["next_on"])
    until = dt.date.fromisoformat(row["until"]) if row["until"] else dt.date.max
    days = (_later(first, row["every"], times) for times in itertools.count())
    made = 0
    for day in itertools.dropwhile(lambda day: day < next_on, days):
        if day > min(ahead, until):
            break
        if day >= today:
            made += 1
            _copy(db, row["story_id"], day, by)
    if day > until:
        db.conn.execute("delete from story_repeat where story_id = ?", (row["story_id"],))
    else:
        db.conn.execute("update story_repeat set next_on = ? where story_id = ?", (day.isoformat(), row["story_id"]))
    return made


def _copy(db: Database, story_id: int, day: dt.date, by: User) -> None:
    original = story(db, story_id, by=by)
    content = replace(original.content, embargo_until=None, relevant_until=None, check_on=None)
    copy = keeping.insert(db, content, None, "planned", by)
    db.conn.execute(
        "update story set plan_on = ?, owner = ?, origin = 'story', origin_id = ? where id = ?",
        (day.isoformat(), original.owner, story_id, copy),
    )
    audit.record(db, by, "publishing.again", f"story:{copy}", {"original": story_id, "day": day.isoformat()})


def _later(start: dt.date, every: str, times: int) -> dt.date:
    """The day so many weeks, months or years later; the 31st becomes the last day of a shorter month."""
    if every == "week":
        return start + dt.timedelta(weeks=times)
    months = start.month - 1 + times * (12 if every == "year" else 1)
    year, month = start.year + months // 12, months % 12 + 1
    return dt.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
