"""Pages of tasks run by AppTest as somebody who is signed in, over an event with the tasks of a template."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from lib import events, store, tasks
from lib.access import User
from lib.events.entry import Entry
from tests.pages.conftest import Page


@dataclass(frozen=True)
class Desk:
    """An event, its tasks, and whose desk it is."""

    event_id: int
    tasks: list[int]
    by: User


@pytest.fixture
def desk(office: object, people: dict[str, User]) -> Desk:
    by = people["spokesperson"]
    with store.write() as db:
        event_id = events.actions.add(db, Entry("Rozsvícení stromu", dt.date(2026, 12, 12)), by=by)
        anchor = dt.date(2026, 12, 12)
        made = tasks.from_template(db, "town_event", subject=f"event:{event_id}", anchor=anchor, by=by)
    return Desk(event_id, made, by)


@pytest.fixture
def page(desk: Desk, room: Callable[..., Page]) -> Page:
    """`page("task", role="editor", id=1)`: the page after its first run, which must not fail."""
    return room("tasks", "spokesperson")
