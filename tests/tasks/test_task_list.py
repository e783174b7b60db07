"""Tasks beside their events: what they are for, the list of a week, what waits on Today, the made-up town's desk."""

import datetime as dt
from pathlib import Path

import pytest

from lib import accounts, events, store, tasks
from lib.access import SYSTEM, User
from lib.events.entry import Entry
from lib.flows import task_list, today_tasks
from lib.flows.sample_desk import tasks as desk
from lib.tasks import queries
from tests.paper import printed

MONDAY = dt.date(2026, 11, 23)


@pytest.fixture
def by(people: dict[str, User]) -> User:
    return people["spokesperson"]


@pytest.fixture
def event_id(by: User) -> int:
    with store.write() as db:
        return events.actions.add(db, Entry("Rozsvícení stromu", dt.date(2026, 12, 12)), by=by)


def test_what_a_task_is_for(by: User, event_id: int) -> None:
    subjects = (
        f"event:{event_id}",
        "event:999",
        "year:2027",
        "month:2026-12",
        "issue:2026-12-01",
        "day:2026-12-02",
        "note:7",
        "",
    )
    with store.read() as db:
        assert [one.replace("\u00a0", " ") for one in task_list.about(db, subjects, by=by).values()] == [
            "Rozsvícení stromu, 12. 12. 2026",
            "akce, která už není v kalendáři",
            "rok 2027",
            "prosinec 2026",
            "číslo novin 1. 12. 2026",
            "2. 12. 2026",
            "note:7",
        ]


def test_the_list_of_a_week_of_one_person(by: User, event_id: int) -> None:
    with store.write() as db:
        tasks.add(db, "Objednat jedli", subject=f"event:{event_id}", due_on=MONDAY, assignee="editor", by=by)
        tasks.add(db, "Cizí úkol", due_on=MONDAY, assignee="head", by=by)
    with store.read() as db:
        (page,) = printed.pages(task_list.sheet(db, MONDAY, "editor", by=by))
        everybody = printed.pages(task_list.sheet(db, MONDAY, by=by))
    assert "Objednat jedli" in page
    assert "Rozsvícení stromu" in page
    assert "Cizí úkol" not in page
    assert len(everybody) == 2


def test_today_knows_my_tasks_and_the_head_knows_all(by: User, event_id: int) -> None:
    with store.write() as db:
        for n in range(8):
            due = MONDAY - dt.timedelta(days=3 - n)
            tasks.add(db, f"Úkol {n}", subject=f"event:{event_id}", due_on=due, assignee=by.login, by=by)
        tasks.add(db, "Ničí úkol", due_on=dt.date(2026, 11, 20), by=by)
        tasks.add(db, "Až potom", due_on=dt.date(2026, 11, 30), assignee=by.login, by=by)
    with store.read() as db:
        mine, all_ = today_tasks.matters(db, by.login, by=by), today_tasks.matters(db, by=by)
    assert [(one.tone, one.word) for one in mine][:4] == [("late", "po termínu")] * 3 + [("due", "dnes")]
    assert mine[-1].what.replace("\u00a0", " ") == "a ještě 2 úkoly"
    assert "Rozsvícení stromu" in mine[0].detail
    assert "Jana Tichá" not in mine[0].detail
    assert "zatím bez řešitele" in " ".join(one.detail for one in all_)
    assert mine[-1].query == {}
    assert all_[-1].query == {"pohled": "vsechny"}


def test_nothing_due_is_nothing_to_say(by: User) -> None:
    with store.read() as db:
        assert today_tasks.matters(db, by=by) == []


def test_the_desk_of_the_made_up_town_has_tasks_of_every_standing_once(office: Path) -> None:
    with store.write() as db:
        accounts.ensure_demo_accounts(db)
        for title, kind, day in (
            ("Rozsvícení stromu", "town", 12),
            ("Vítání občánků", "ceremony", 19),
            ("Diamantová svatba", "ceremony", 5),
            ("Pietní vzpomínka", "memorial", 28),
        ):
            events.actions.add(db, Entry(title, dt.date(2026, 12, day), kind), by=SYSTEM)
        desk.fill(db)
        found = queries.tasks(db, dt.date(2026, 1, 1), by=SYSTEM)
        desk.fill(db)
        assert queries.tasks(db, dt.date(2026, 1, 1), by=SYSTEM).height == found.height
    assert {"late", "today", "week", "later", "done"} == set(found["standing"])
    assert (found["set_on"] <= MONDAY).all()
    assert found["subject"].str.head(5).n_unique() == 4, "events, an issue of the paper, a month, nothing"
    assert found["subject"].n_unique() == 7


def test_the_desk_needs_nothing_of_the_calendar(office: Path) -> None:
    with store.write() as db:
        accounts.ensure_demo_accounts(db)
        desk.fill(db)
        assert queries.open_tasks(db, by=SYSTEM).height > 0
