"""The leadership of the made-up town: whatever the day and whatever the calendar holds, it is entered once."""

import pytest

from lib import clock, store
from lib.access import SYSTEM
from lib.diary import queries
from lib.flows.sample_desk import leadership


@pytest.mark.parametrize("today", ["2026-11-23", "2026-12-23", "2027-02-27"])
def test_the_desk_is_filled_once_on_any_day(office: object, today: str) -> None:
    with clock.fixed(f"{today}T08:00+01:00"), store.write() as db:
        leadership.fill(db)
        counted = [store.scalar(db, f"select count(*) from {table}") for table in ("office_holder", "invitation")]
        assert counted == [3, len(leadership.INVITATIONS)]
        assert {row["state"] for row in queries.invitations(db, by=SYSTEM).iter_rows(named=True)} == {
            "came", "offered", "accepted", "deputy", "answered",
        }  # fmt: skip
        blocks = store.scalar(db, "select count(*) from diary_block")
        leadership.fill(db)
        assert store.scalar(db, "select count(*) from diary_block") == blocks >= len(leadership.ENTRIES)
        assert leadership.holder(db, "2. místostarostka") == 3
