"""The screens of tasks, each drawn and used."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib import store, tasks
from lib.access import SYSTEM
from lib.tasks import actions, queries
from lib.ui import tasks_templates, tasks_ticks
from tests.pages.conftest import press
from tests.pages.tasks.conftest import Desk

Page = Callable[..., AppTest]
Gone = list[tuple[str, dict[str, str]]]


def field(app: AppTest, kind: str, label: str) -> Any:
    return next(one for one in getattr(app, kind) if one.label == label)


def task(desk: Desk, place: int) -> queries.Task:
    with store.read() as db:
        return queries.task(db, desk.tasks[place], by=SYSTEM)


@pytest.mark.parametrize("view", ["moje", "vsechny", "akce", "list"])
def test_every_view_opens_for_a_reader_too(page: Page, view: str) -> None:
    app = page("tasks", "reader", pohled=view)
    assert app.title[0].value == "Úkoly"
    assert "Nový úkol" not in [one.label for one in app.button]
    assert app.query_params.get("pohled") == view


def test_the_head_says_how_many_wait(page: Page, desk: Desk) -> None:
    with store.write() as db:
        tasks.add(db, "Pozdě", due_on=dt.date(2026, 11, 20), assignee="spokesperson", by=desk.by)
    said = page("tasks").caption[0].value.replace("\u00a0", " ")
    assert said == "1 po termínu, 2 do neděle, celkem 6 otevřených"


def test_a_new_task_in_four_touches(page: Page, desk: Desk, gone: Gone) -> None:
    """What, until when, who, save; from the page of an event it belongs to it."""
    app = page("task", akce=desk.event_id)
    field(app, "text_input", "Co se má udělat").input("Půjčit žebřík")
    field(app, "date_input", "Termín").set_value(dt.date(2026, 12, 9))
    field(app, "selectbox", "Řešitel").select("storekeeper")
    press(app, "Zadat úkol")
    assert not app.error, app.error[0].value
    assert gone == [("event.py", {"id": str(desk.event_id), "cast": "ukoly"})]
    with store.read() as db:
        found = tasks.of(db, f"event:{desk.event_id}", by=desk.by)
    row = found.filter(found["title"] == "Půjčit žebřík").row(0, named=True)
    assert (row["assignee"], row["due_on"], row["number"]) == ("storekeeper", dt.date(2026, 12, 9), "ÚL 12/2026")


def test_a_task_without_words_is_refused_and_keeps_what_was_typed(page: Page) -> None:
    app = page("task")
    field(app, "date_input", "Termín").set_value(dt.date(2026, 12, 9))
    press(app, "Zadat úkol")
    assert app.error[0].value == "Napište, co se má udělat."
    assert field(app, "date_input", "Termín").value == dt.date(2026, 12, 9)


def test_a_task_is_finished_with_its_result_and_opened_again(page: Page, desk: Desk) -> None:
    app = page("task", id=desk.tasks[5])
    field(app, "text_area", "Výsledek").input("Odesláno 412 lidem.")
    press(app, "Označit za splněný")
    assert (task(desk, 5).state, task(desk, 5).result) == ("done", "Odesláno 412 lidem.")
    press(page("task", id=desk.tasks[5]), "Znovu otevřít úkol")
    assert task(desk, 5).state == "open"


def test_a_task_is_changed_and_dropped(page: Page, desk: Desk) -> None:
    app = page("task", id=desk.tasks[6])
    field(app, "date_input", "Termín").set_value(dt.date(2026, 12, 3))
    press(app, "Uložit úkol")
    assert (task(desk, 6).due_on, task(desk, 6).fixed) == ("2026-12-03", 1)
    app = page("task", id=desk.tasks[6])
    press(app, "Vyřadit úkol")
    assert app.error[0].value == "Napište, proč se úkol nebude dělat."
    field(app, "text_input", "Důvod").input("Bez Facebooku.")
    press(app, "Vyřadit úkol")
    assert task(desk, 6).state == "dropped"


def test_all_tasks_of_somebody_are_handed_over(page: Page, desk: Desk) -> None:
    app = page("tasks", pohled="vsechny")
    field(app, "selectbox", "Čí úkoly").select("editor")
    field(app, "selectbox", "Kdo je převezme").select("head")
    press(app, "Předat úkoly")
    assert task(desk, 3).assignee == "head"


def test_a_tick_finishes_and_a_second_one_takes_it_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, Any] = {"ticks.mine": {"tick": desk.tasks[0]}}
    monkeypatch.setattr(st, "session_state", kept)
    tasks_ticks._tick("mine", desk.by)
    assert task(desk, 0).state == "done"
    assert kept["ticks.mine.said"] == ("done", "Splněno: Potvrdit rozpočet a záštitu.", desk.tasks[0])
    tasks_ticks._tick("mine", desk.by)
    assert task(desk, 0).state == "open"
    with store.write() as db:
        db.conn.execute("delete from session")
    tasks_ticks._tick("mine", desk.by)
    assert kept["ticks.mine.said"][0] == "refused"
    assert task(desk, 0).state == "open"


def test_templates_are_begun_and_copied_and_removing_asks_first(page: Page, desk: Desk, gone: Gone) -> None:
    app = page("templates")
    field(app, "text_input", "Název šablony").input("Výjezd seniorů")
    press(app, "Založit šablonu")
    assert gone[-1] == ("templates.py", {"id": "8"})
    press(page("templates", id=8), "Zkopírovat šablonu")
    with store.read() as db:
        assert queries.template(db, 9, by=desk.by).name == "Výjezd seniorů, kopie"
    app = press(page("templates", id=9), "Odstranit šablonu")
    assert app.button(key="template.remove.yes").label == "Odstranit šablonu", "asks first"


def test_a_template_of_a_month_is_used_on_its_page(page: Page, desk: Desk) -> None:
    with store.read() as db:
        template = queries.whole(db, "jubilees")
    app = page("templates", id=template.id)
    press(app, "Založit 6\u00a0úkolů")
    with store.read() as db:
        assert tasks.of(db, "month:2026-12", by=desk.by).height == 6
    app = page("templates", id=template.id)
    assert "Všechny úkoly ze šablony už tu jsou." in [one.value for one in app.caption]


def test_a_reader_sees_the_items_only(page: Page) -> None:
    assert not page("templates", "reader", id=1).expander


def test_what_is_typed_into_the_items_is_what_is_saved(desk: Desk) -> None:
    with store.write() as db:
        template = queries.whole(db, "jubilees")
        people = tasks_templates.who(queries.staff(db, by=desk.by))
        fields = tasks_templates._fields(template, people)
        assert [item for _, item in tasks_templates._read(fields, people)] == [item for _, item in template.items]
        assert [item_id for item_id, _ in tasks_templates._read(fields, people)] == [one for one, _ in template.items]
        added = {"id": None, "order": 5, "title": "Nový", "offset": -3, "unit": "pracovní dny", "day": None,
                 "who": "Petra Dlouhá", "with_whom": None}  # fmt: skip
        typed = pl.concat([fields, pl.DataFrame([added], fields.schema)])
        actions.save_items(db, template.id, tasks_templates._read(typed, people), by=desk.by)
        first = queries.whole(db, "jubilees").items[0][1]
    assert (first.title, first.when.unit, first.when.offset, first.assignee) == ("Nový", "working", -3, "editor")
