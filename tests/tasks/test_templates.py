"""Templates in the hands of the office: changed, reordered, copied, removed, and never harming tasks already made."""

import datetime as dt

import pytest

from lib import store, tasks
from lib.access import User
from lib.errors import BadInput, NotFound, Refused
from lib.tasks import actions, queries
from lib.tasks.rules import Item, Offset


@pytest.fixture
def by(people: dict[str, User]) -> User:
    return people["editor"]


def test_items_are_changed_added_reordered_and_removed(by: User) -> None:
    with store.write() as db:
        template = queries.whole(db, "jubilee_wedding")
        (first, one), (second, other), *_ = template.items
        kept = [(second, other), (first, Item("Přijmout žádost.", Offset("working", -30), "secretary")), (None, one)]
        actions.save_items(db, template.id, kept, by=by)
        after = queries.whole(db, template.id).items
    assert [item.title for _, item in after] == [other.title, "Přijmout žádost.", one.title]
    assert [item_id for item_id, _ in after][:2] == [second, first]
    assert after[1][1].when == Offset("working", -30)


def test_tasks_stay_when_their_item_or_template_goes(by: User) -> None:
    with store.write() as db:
        made = tasks.from_template(db, "welcoming", subject="event:1", anchor=dt.date(2027, 2, 6), by=by)
        template = queries.whole(db, "welcoming")
        actions.save_items(db, template.id, template.items[1:], by=by)
        actions.remove_template(db, template.id, by=by)
        found = tasks.of(db, "event:1", by=by)
        assert found["id"].to_list() == made
        moved = tasks.replan(db, "event:1", dt.date(2027, 2, 13), by=by)
        assert len(moved) == 10, "a task remembers its offset"
        with pytest.raises(NotFound):
            queries.whole(db, template.id)


def test_one_wrong_item_saves_nothing(by: User) -> None:
    with store.write() as db:
        template = queries.whole(db, "memorial")
    for wrong in (Item(" ", Offset("calendar", 1)), Item("x", Offset("calendar", 1), assignee="nobody")):
        with pytest.raises(BadInput), store.write() as db:
            actions.save_items(db, template.id, [(None, Item("První", Offset("calendar", 1))), (None, wrong)], by=by)
    with store.read() as db:
        assert queries.whole(db, "memorial") == template


def test_a_copy_is_independent(by: User) -> None:
    with store.write() as db:
        source = queries.whole(db, "memorial")
        copy_id = actions.copy_template(db, source.id, "Pietní akt 8. května", by=by)
        copied = queries.whole(db, "Pietní akt 8. května")
        assert copied.id == copy_id
        assert copied.code is None
        assert [item for _, item in copied.items] == [item for _, item in source.items]
        actions.save_items(db, copy_id, copied.items[:1], by=by)
        assert queries.whole(db, "memorial") == source


def test_names_are_said_once(by: User) -> None:
    with store.write() as db:
        new_id = actions.new_template(db, " Výjezd  seniorů ", by=by)
        actions.save_template(db, new_id, name="Výjezd", anchor="day", note="Autobus.", by=by)
        found = queries.whole(db, new_id)
        assert (found.name, found.anchor, found.note, found.items) == ("Výjezd", "day", "Autobus.", ())
        with pytest.raises(Refused):
            actions.new_template(db, "akce města", by=by)
        with pytest.raises(Refused):
            actions.save_template(db, new_id, name="Rok", anchor="day", by=by)
        for name, anchor in ((" ", "event"), ("Nová", "moon")):
            with pytest.raises(BadInput):
                actions.new_template(db, name, anchor, by=by)
        actions.save_template(db, new_id, name="Výjezd", anchor="event", by=by)


def test_templates_say_how_often_they_were_used(by: User) -> None:
    with store.write() as db:
        tasks.from_template(db, "jubilee_wedding", subject="event:1", anchor=dt.date(2027, 2, 6), by=by)
        used = dict(tasks.templates(db, by=by).select("code", "tasks").iter_rows())
    assert (used["jubilee_wedding"], used["year"]) == (8, 0)
