"""What stands beside posts: what is due on the days of a week, and that nobody has checked the spelling."""

import datetime as dt
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from lib import store
from lib.access import User
from lib.czech import spelling
from lib.ui import board_due
from tests.pages.publishing.test_publishing_pages import drafted, words
from tests.publishing.sample import keep, like

Open = Callable[..., AppTest]
WEEK = (dt.date(2026, 11, 23), dt.date(2026, 11, 29))


def _wanted(due_at: str, intent: str = "intended") -> None:
    event_id = keep(like())
    with store.write() as db:
        db.conn.execute(
            "insert into coverage (event_id, kind, intent, due_at, planned_for, created_at)"
            " values (?, 'photo', ?, ?, '2026-11-28', '2026-11-01T08:00:00Z')",
            (event_id, intent, due_at),
        )


def _asked(answer_by: str) -> None:
    with store.write() as db:
        db.conn.execute(
            "insert into media_query (came_at, medium, question, answer_by, by_login)"
            " values ('2026-11-23T07:00:00Z', 'Deník', 'Kdy?', ?, 'system')",
            (answer_by,),
        )


def test_a_week_shows_what_is_to_be_delivered_and_answered(people: dict[str, User]) -> None:
    _wanted("2026-11-29 12:00")
    _wanted("2026-11-29 13:00", "no")
    _wanted("2026-12-01 12:00")
    _asked("2026-11-25T22:30:00Z")
    found = board_due.between(*WEEK, people["spokesperson"])
    said = {day.isoformat(): [note.text.replace("\u00a0", " ") for note in notes] for day, notes in found.items()}
    assert said == {
        "2026-11-25": ["odpovědět do 23:30: Deník"],
        "2026-11-29": ["dodat do 12:00: fotografie, Farmářský trh"],
    }
    nobody = User("nobody", "N", ())
    assert board_due.between(*WEEK, nobody) == {}


def test_the_page_of_a_week_opens_with_them(open_page: Open) -> None:
    _wanted("2026-11-29 12:00")
    assert not open_page("board", pohled="week").exception


def test_a_post_says_that_its_spelling_was_not_checked(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "check_all", lambda texts, own: dict.fromkeys(texts))
    assert "Pravopis nezkontrolován" in words(open_page("post", id=str(drafted())))
