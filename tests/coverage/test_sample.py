"""The made-up office has coverage on its desk on any day, whatever the calendar holds."""

import datetime as dt

import pytest

from lib import access, accounts, clock, coverage, photos, store
from lib.access import SYSTEM
from lib.coverage.queries import people as asks
from lib.flows.sample_desk import coverage as sample
from lib.flows.sample_desk import posts
from tests.coverage.conftest import Event


@pytest.mark.parametrize("today", ["2026-11-23", "2026-12-24", "2028-02-29"])
def test_the_sample_is_filled_on_any_day_once(event: Event, today: str) -> None:
    day = dt.date.fromisoformat(today)
    for step in range(-8, 12):
        event(f"Akce {step}", str(day + dt.timedelta(days=step)), "17:00", None)
        event(f"Souběžná {step}", str(day + dt.timedelta(days=step)), "17:30", None)
    with clock.fixed(f"{today}T08:00+01:00"), store.write() as db:
        for role, (login, name) in accounts.DEMO_PEOPLE.items():
            db.conn.execute("insert into user (login, name, created_at) values (?, ?, '')", (login, name))
            db.conn.execute("insert into user_role values (?, ?)", (login, role))
        sample.fill(db)
        once = store.scalar(db, "select count(*) from coverage")
        sample.fill(db)
        assert store.scalar(db, "select count(*) from coverage") == once > 10
        assert store.scalar(db, "select count(*) from tv_request where number is not null") == 2
        assert not coverage.undelivered(db, by=SYSTEM).is_empty() or day.weekday() < 5
        assert asks.absences(db, day, day + dt.timedelta(days=40), by=SYSTEM).height == 3
        posts.photographs(db, SYSTEM)
        shown = photos.photos(db, by=SYSTEM).drop_nulls("event_id")
        assert 2 <= shown.height == 2 * shown["event_id"].n_unique(), "an event that was documented offers them"


def test_without_its_people_the_sample_stays_empty(event: Event) -> None:
    event()
    with store.write() as db:
        sample.fill(db)
        assert access.user(db, "jana.ticha") is None
        assert store.scalar(db, "select count(*) from coverage") == 0
