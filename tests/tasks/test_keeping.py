"""One task: set, changed, finished, dropped, opened again; the lists that ask for it."""

import datetime as dt

import pytest

from lib import audit, store, tasks
from lib.access import User
from lib.errors import BadInput, NotFound, Refused
from lib.tasks import actions, queries
from lib.tasks.rules import Entry

MONDAY = dt.date(2026, 11, 23)


@pytest.fixture
def by(people: dict[str, User]) -> User:
    return people["secretary"]


def add(by: User, title: str = "Zavolat na DK", due: dt.date = dt.date(2026, 11, 25), **more: object) -> int:
    with store.write() as db:
        return tasks.add(db, title, due_on=due, by=by, **more)  # type: ignore[arg-type]


def test_a_task_has_a_number_and_remembers_who_set_it(by: User) -> None:
    first, second = add(by), add(by, "  Objednat   květiny ", assignee="editor", with_whom="Petr", note="bílé")
    with store.read() as db:
        one, other = (queries.task(db, task_id, by=by) for task_id in (first, second))
    assert (one.number, other.number) == ("ÚL 1/2026", "ÚL 2/2026")
    assert (other.title, other.assignee_name, other.set_by_name, other.set_on) == (
        "Objednat květiny", "Petra Dlouhá", "Hana Bílá", "2026-11-23",
    )  # fmt: skip
    assert one.standing == "week"


def test_a_number_is_given_back_when_the_task_is_refused(by: User) -> None:
    for wrong in ({"title": " "}, {"assignee": "nobody"}, {"subject": "akce číslo 5"}):
        with pytest.raises(BadInput):
            add(by, **wrong)  # type: ignore[arg-type]
    with store.read() as db:
        assert queries.task(db, add(by), by=by).number == "ÚL 1/2026"


def test_finishing_dropping_and_taking_it_back(by: User) -> None:
    one, other = add(by), add(by, "Druhý")
    with store.write() as db:
        actions.finish(db, one, " Hotovo podle dohody. ", by=by)
        actions.drop(db, other, "Není potřeba.", by=by)
        done, dropped = queries.task(db, one, by=by), queries.task(db, other, by=by)
    assert (done.state, done.result, done.closed_on, done.closed_by_name) == (
        "done", "Hotovo podle dohody.", "2026-11-23", "Hana Bílá",
    )  # fmt: skip
    assert (dropped.state, dropped.result) == ("dropped", "Není potřeba.")
    with store.write() as db:
        actions.reopen(db, one, by=by)
        again = queries.task(db, one, by=by)
        assert [entry["what"] for entry in queries.history(db, one, by=by)] == [
            "tasks.reopen",
            "tasks.finish",
            "tasks.add",
        ]
        assert audit.history(db, f"task:{one}")[0]["detail"]["result"] == "Hotovo podle dohody."
    assert (again.state, again.result, again.closed_on) == ("open", "", None)


def test_what_is_closed_is_not_closed_again(by: User) -> None:
    done, dropped, opened = add(by), add(by), add(by)
    with store.write() as db:
        actions.finish(db, done, by=by)
        actions.drop(db, dropped, "Není potřeba.", by=by)
    for step in (
        lambda db: actions.finish(db, done, by=by),
        lambda db: actions.drop(db, done, "x", by=by),
        lambda db: actions.edit(db, done, Entry("x", MONDAY), by=by),
        lambda db: actions.assign(db, dropped, "editor", by=by),
        lambda db: actions.reopen(db, opened, by=by),
    ):
        with pytest.raises(Refused), store.write() as db:
            step(db)
    with pytest.raises(BadInput), store.write() as db:
        actions.drop(db, opened, "  ", by=by)
    with pytest.raises(NotFound), store.write() as db:
        actions.finish(db, 999, by=by)


def test_editing_says_what_changed(by: User) -> None:
    one = add(by)
    with store.write() as db:
        changed = actions.edit(
            db, one, Entry("Zavolat na DK", dt.date(2026, 11, 26), "editor", control_on=MONDAY), by=by
        )
        assert changed == {
            "due_on": ["2026-11-25", "2026-11-26"],
            "assignee": [None, "editor"],
            "control_on": [None, "2026-11-23"],
        }
        entries = len(audit.history(db, f"task:{one}"))
        assert (
            actions.edit(db, one, Entry("Zavolat na DK", dt.date(2026, 11, 26), "editor", control_on=MONDAY), by=by)
            == {}
        )
        assert len(audit.history(db, f"task:{one}")) == entries
        assert not queries.task(db, one, by=by).fixed, "no template, nothing to be fixed against"


def test_all_tasks_of_a_person_can_be_handed_over(by: User) -> None:
    mine = [add(by, assignee="editor") for _ in range(2)]
    finished, nobodys = add(by, assignee="editor"), add(by)
    with store.write() as db:
        actions.finish(db, finished, by=by)
        assert actions.hand_over(db, "editor", "head", by=by) == 2
        assert actions.hand_over(db, None, "head", by=by) == 1
        assert {queries.task(db, one, by=by).assignee for one in [*mine, nobodys]} == {"head"}
        assert queries.task(db, finished, by=by).assignee == "editor"
    with pytest.raises(BadInput), store.write() as db:
        actions.hand_over(db, "head", "head", by=by)


def test_nobody_with_a_closed_account_gets_a_task(by: User) -> None:
    one = add(by, assignee="editor")
    with store.write() as db:
        db.conn.execute("update user set active = 0 where login = 'editor'")
        changed = actions.edit(db, one, Entry("Jiný název", dt.date(2026, 11, 25), "editor"), by=by)
        assert list(changed) == ["title"], "who has it already may keep it"
        with pytest.raises(BadInput):
            actions.assign(db, add_inside(db, by), "editor", by=by)
        assert "editor" not in queries.staff(db, by=by)


def add_inside(db: store.Database, by: User) -> int:
    return tasks.add(db, "Uvnitř", due_on=MONDAY, by=by)


def test_lists_put_the_overdue_first(by: User) -> None:
    later = add(by, "Později", dt.date(2026, 12, 20))
    late = add(by, "Pozdě", dt.date(2026, 11, 20), assignee="editor")
    today = add(by, "Dnes", MONDAY)
    closed = add(by, "Hotový", MONDAY)
    with store.write() as db:
        actions.finish(db, closed, by=by)
    with store.read() as db:
        found = tasks.open_tasks(db, by=by)
        assert list(found.select("id", "standing").iter_rows()) == [(late, "late"), (today, "today"), (later, "later")]
        assert queries.tasks(db, MONDAY, by=by)["id"].to_list() == [late, today, later, closed]
        assert queries.tasks(db, MONDAY + dt.timedelta(days=1), by=by)["id"].to_list() == [late, today, later]
        assert queries.due(db, dt.date(2026, 11, 29), by=by)["id"].to_list() == [late, today]
        assert queries.due(db, dt.date(2026, 11, 29), "editor", by=by)["id"].to_list() == [late]
        assert tasks.of(db, "", by=by).is_empty()


def test_the_week_holds_what_is_due_controlled_or_was_closed_in_it(by: User) -> None:
    late = add(by, "Pozdě", dt.date(2026, 11, 20), assignee="editor")
    nobodys = add(by, "Ničí", dt.date(2026, 11, 24))
    control = add(by, "Ke kontrole", dt.date(2026, 12, 20), control_on=dt.date(2026, 11, 27), assignee="head")
    add(by, "Později", dt.date(2026, 11, 30))
    closed = add(by, "Hotový", dt.date(2026, 12, 24), assignee="editor")
    with store.write() as db:
        actions.finish(db, closed, by=by)
    with store.read() as db:
        assert queries.week(db, MONDAY, by=by)["id"].to_list() == [control, late, closed, nobodys]
        assert queries.week(db, MONDAY, "editor", by=by)["id"].to_list() == [late, closed]
        assert closed not in queries.week(db, MONDAY + dt.timedelta(days=7), by=by)["id"].to_list()
