"""Tasks of a thing: made from a template, planned anew when its day moves, dropped together."""

import datetime as dt
import threading

import pytest

from lib import audit, store, tasks
from lib.access import User
from lib.errors import BadInput, NotFound
from lib.tasks import actions, queries
from lib.tasks.rules import Entry

EVENT = "event:12"
SATURDAY = dt.date(2026, 12, 12)


@pytest.fixture
def by(people: dict[str, User]) -> User:
    return people["spokesperson"]


def apply(by: User, template: int | str = "town_event", anchor: dt.date = SATURDAY, **more: object) -> list[int]:
    with store.write() as db:
        return tasks.from_template(db, template, subject=EVENT, anchor=anchor, by=by, **more)  # type: ignore[arg-type]


def days(by: User) -> dict[str, str]:
    with store.read() as db:
        return {
            title.split()[0]: due.isoformat()
            for title, due in tasks.of(db, EVENT, by=by).select("title", "due_on").iter_rows()
        }


SHIPPED = {
    "memorial": [-42, -35, -30, -28, -21, -14, -10, -7, -2, -1, 0, 0, 3, 7, 14],
    "welcoming": [-45, -30, -14, -10, -7, -3, -1, 0, 5, 30],
    "jubilee_wedding": [-42, -28, -21, -14, -7, 0, 5, 7],
    "town_event": [-60, -45, -30, -21, -14, -7, -2, 0, 1, 2, 10],
    "issue": [-30, -28, -22, -21, -19, -16, -12, -9, -8, -3, 0, 1, 3, 7, 10, 17],
    "jubilees": [(-1, 20), (-1, 22), (-1, 24), (-1, 25), (0, 1), (1, 5)],
    "year": [(0, 31), (2, 31), (5, 30), (9, 1), (10, 15), (11, 1), (11, 31)],
}
"""Days of the office's templates (duties §3), or months and days."""


def test_the_templates_of_the_office(by: User) -> None:
    with store.read() as db:
        found = [queries.template(db, one, by=by) for one in tasks.templates(db, by=by)["id"]]
    days = {one.code: [(item.when.offset, item.when.day) if item.when.day else item.when.offset
                       for _, item in one.items] for one in found}  # fmt: skip
    assert days == SHIPPED


def test_a_template_gives_each_task_its_day_number_and_person(by: User) -> None:
    made = apply(by, assignee="secretary")
    with store.read() as db:
        found = tasks.of(db, EVENT, by=by)
    assert len(made) == found.height == 11
    assert sorted(found["number"])[:2] == ["ÚL 1/2026", "ÚL 10/2026"]
    by_title = {row["title"].split()[0]: row for row in found.iter_rows(named=True)}
    assert by_title["Odeslat"]["assignee"] == "spokesperson", "the only one with the role"
    assert by_title["Uzavřít"]["assignee"] == "secretary", "nobody's go to the responsible person"
    assert (by_title["Odeslat"]["due_on"], by_title["Vybrat"]["due_on"]) == (
        dt.date(2026, 12, 4),
        dt.date(2026, 12, 14),
    )


def test_a_role_of_two_people_is_for_people_to_decide(by: User) -> None:
    with store.write() as db:
        db.conn.execute("insert into user_role values ('secretary', 'editor')")
    apply(by)
    with store.read() as db:
        found = tasks.of(db, EVENT, by=by)
    given = dict(found.select(found["title"].str.split(" ").list.first(), "assignee").iter_rows())
    assert (given["Zkontrolovat,"], given["Odeslat"]) == (None, "spokesperson"), "there are two editors now"


def test_what_should_have_been_done_is_due_today_and_says_so(by: User) -> None:
    apply(by)
    with store.read() as db:
        budget = tasks.of(db, EVENT, by=by).row(0, named=True)
        shown = queries.preview(db, "town_event", "event:13", SATURDAY, by=by)
    assert (budget["planned_on"], budget["due_on"]) == (dt.date(2026, 10, 13), dt.date(2026, 11, 23))
    assert budget["standing"] == "today"
    assert shown["late"].to_list() == [True] * 3 + [True] + [False] * 7  # -21 is 20. 11.


def test_using_a_template_twice_doubles_nothing(by: User) -> None:
    first = apply(by)
    with store.write() as db:
        tasks.finish(db, first[0], by=by)
        tasks.drop(db, first[1], "Bez účinkujících.", by=by)
    assert apply(by, "Akce města") == []
    with store.read() as db:
        assert queries.preview(db, "town_event", EVENT, SATURDAY, by=by)["exists"].all()
        assert tasks.of(db, EVENT, by=by).height == 11


def test_two_people_using_a_template_at_once_double_nothing(by: User) -> None:
    both = [threading.Thread(target=apply, args=(by,)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    with store.read() as db:
        assert tasks.of(db, EVENT, by=by).height == 11


def test_an_item_added_later_is_all_that_a_second_use_adds(by: User) -> None:
    apply(by)
    with store.write() as db:
        template = queries.whole(db, "town_event")
        extra = rules_item("Zajistit zdravotníky.", "working", -3)
        actions.save_items(db, template.id, [*template.items, (None, extra)], by=by)
    added = apply(by)
    with store.read() as db:
        assert [queries.task(db, one, by=by).title for one in added] == ["Zajistit zdravotníky."]
        assert queries.task(db, added[0], by=by).due_on == "2026-12-09"


def rules_item(title: str, unit: str, offset: int) -> object:
    from lib.tasks.rules import Item, Offset

    return Item(title, Offset(unit, offset))


def test_unknown_template_and_no_subject(by: User) -> None:
    with pytest.raises(NotFound):
        apply(by, 999)
    with pytest.raises(BadInput), store.write() as db:
        tasks.from_template(db, "issue", subject="", anchor=SATURDAY, by=by)


def test_moving_the_event_moves_open_tasks_only(by: User) -> None:
    made = apply(by)
    before = days(by)
    with store.write() as db:
        tasks.finish(db, made[5], "Odesláno.", by=by)
        own = tasks.add(db, "Koupit baterie", subject=EVENT, due_on=dt.date(2026, 12, 10), by=by)
        moved = tasks.replan(db, EVENT, dt.date(2026, 12, 19), by=by)
    after = days(by)
    assert after["Odeslat"] == before["Odeslat"], "done"
    assert after["Koupit"] == "2026-12-10", "not from a template"
    assert after["Být"] == "2026-12-19"
    assert (made[6], dt.date(2026, 12, 10), dt.date(2026, 12, 17)) in moved
    assert own not in [one for one, _, _ in moved]


def test_a_day_changed_by_hand_stays_until_somebody_asks(by: User) -> None:
    made = apply(by)
    facebook = made[6]
    with store.write() as db:
        one = queries.task(db, facebook, by=by)
        actions.edit(db, facebook, Entry(one.title, dt.date(2026, 12, 3), one.assignee), by=by)
        moved = tasks.replan(db, EVENT, dt.date(2026, 12, 19), by=by)
    assert facebook not in [task_id for task_id, _, _ in moved]
    with store.write() as db:
        moved = tasks.replan(db, EVENT, dt.date(2026, 12, 19), also_fixed=True, by=by)
    assert moved == [(facebook, dt.date(2026, 12, 3), dt.date(2026, 12, 17))]
    with store.read() as db:
        assert not queries.task(db, facebook, by=by).fixed


def test_moving_there_and_back_changes_nothing(by: User) -> None:
    apply(by)
    before = days(by)
    with store.write() as db:
        assert tasks.replan(db, EVENT, dt.date(2027, 1, 30), by=by)
        tasks.replan(db, EVENT, SATURDAY, by=by)
        assert tasks.replan(db, EVENT, SATURDAY, by=by) == []
    assert days(by) == before


def test_the_history_of_a_task_tells_its_moves_and_no_others(by: User) -> None:
    made = apply(by)
    with store.write() as db:
        tasks.replan(db, EVENT, dt.date(2026, 12, 19), by=by)
        tasks.finish(db, made[6], "Je venku.", by=by)
    with store.read() as db:
        told = [entry["what"] for entry in queries.history(db, made[6], by=by)]
        other = [entry["what"] for entry in queries.history(db, made[0], by=by)]
    assert sorted(told) == ["tasks.finish", "tasks.from_template", "tasks.replan"]
    assert other == ["tasks.from_template"], "was due today and still is"


def test_a_cancelled_event_drops_what_is_open(by: User) -> None:
    made = apply(by)
    with store.write() as db:
        tasks.finish(db, made[0], by=by)
        other = tasks.add(db, "Jiná práce", due_on=SATURDAY, by=by)
        assert tasks.drop_of(db, EVENT, "Akce je zrušena.", by=by) == 10
        assert tasks.drop_of(db, EVENT, "Akce je zrušena.", by=by) == 0
        assert queries.task(db, other, by=by).state == "open"
        assert {row["result"] for row in tasks.of(db, EVENT, by=by).iter_rows(named=True)} == {"", "Akce je zrušena."}
        assert audit.history(db, EVENT)[0]["what"] == "tasks.drop_of"
    with pytest.raises(BadInput), store.write() as db:
        tasks.drop_of(db, EVENT, " ", by=by)


def test_dropping_without_a_subject_touches_nothing(by: User) -> None:
    with store.write() as db:
        kept = tasks.add(db, "Jiná práce", due_on=SATURDAY, by=by)
        assert tasks.drop_of(db, "", "Omyl.", by=by) == 0
        assert queries.task(db, kept, by=by).state == "open"


def test_the_year_and_the_jubilees_have_fixed_days(by: User) -> None:
    with store.write() as db:
        actions.from_template(db, "year", subject="year:2027", anchor=dt.date(2027, 1, 1), by=by)
        actions.from_template(db, "jubilees", subject="month:2027-01", anchor=dt.date(2027, 1, 1), by=by)
        year = tasks.of(db, "year:2027", by=by)["due_on"].to_list()
        month = tasks.of(db, "month:2027-01", by=by)["due_on"].to_list()
    assert [one.strftime("%d.%m.") for one in year] == [
        "29.01.", "31.03.", "30.06.", "01.10.", "15.11.", "01.12.", "31.12.",
    ]  # fmt: skip
    assert [one.isoformat() for one in month] == [
        "2026-12-18", "2026-12-22", "2026-12-23", "2026-12-23", "2026-12-31", "2027-02-05",
    ]  # fmt: skip
