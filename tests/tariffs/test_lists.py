"""Keeping price lists: what is in force is frozen, two never hold at once, a gap is told."""

import dataclasses
import datetime as dt

import pytest
import sqlcipher3.dbapi2 as driver

from lib import store
from lib.access import User
from lib.errors import BadInput, Conflict, NotFound, OfficeError, Refused
from lib.tariffs import actions, queries
from lib.tariffs.records import Content, Item
from lib.tariffs.rules.validity import Gap
from lib.tariffs.templates import template
from tests.tariffs.lists import made

CONTENT = made().content
DAY = dt.date


@pytest.fixture
def editor(people: dict[str, User]) -> User:
    return people["editor"]


def draft(editor: User, first: dt.date, last: dt.date | None = None, content: Content = CONTENT, **more: str) -> int:
    with store.write() as db:
        return actions.add(
            db, more.get("name", f"Ceník {first.year}"), first, content, valid_to=last,
            resolution=more.get("resolution", "RM 1/2026"), by=editor,
        )  # fmt: skip


def force(editor: User, price_list_id: int, **more: bool) -> list[Gap]:
    with store.write() as db:
        return actions.put_in_force(db, price_list_id, by=editor, **more)


def in_force(editor: User, day: dt.date) -> int | None:
    with store.read() as db:
        found = queries.in_force(db, day, by=editor)
    return found and found.id


def test_a_list_holds_between_its_days(editor: User) -> None:
    one = draft(editor, DAY(2026, 1, 1), DAY(2026, 12, 31))
    assert in_force(editor, DAY(2026, 6, 1)) is None, "a draft holds on no day"
    assert force(editor, one) == []
    found = [in_force(editor, day) for day in (DAY(2025, 12, 31), DAY(2026, 1, 1), DAY(2026, 12, 31), DAY(2027, 1, 1))]
    assert found == [None, one, one, None]


def test_what_is_in_force_is_frozen(editor: User) -> None:
    one = draft(editor, DAY(2026, 1, 1))
    force(editor, one)
    with store.write() as db:
        for deed in (
            lambda: actions.save_content(db, one, CONTENT, started_from=CONTENT, by=editor),
            lambda: actions.edit(
                db, one, name="x", valid_from=DAY(2026, 1, 1), valid_to=None, resolution="", by=editor
            ),
            lambda: actions.remove_draft(db, one, by=editor),
            lambda: actions.put_in_force(db, one, by=editor),
        ):
            with pytest.raises(Refused):
                deed()
    for sql in (
        "update price_list set content = '{}'",
        "update price_list set state = 'draft'",
        "delete from price_list",
    ):
        with pytest.raises(driver.IntegrityError), store.write() as db:
            db.conn.execute(sql)


def test_an_overlap_is_refused_with_the_days_and_what_to_do(editor: User) -> None:
    force(editor, draft(editor, DAY(2026, 1, 1)))
    later = draft(editor, DAY(2027, 1, 1))
    with pytest.raises(Refused) as refused:
        force(editor, later)
    sentence = str(refused.value).replace("\u00a0", " ")
    assert sentence == (
        "„Ceník 2026“ platí od 1. 1. 2026 do odvolání. Ukončete ho nejpozději k 31. 12. 2026,"
        " nebo ať tento začne platit později."
    )
    assert in_force(editor, DAY(2027, 1, 1)) != later


def test_an_overlap_with_a_later_list_or_the_same_day_is_refused(editor: User) -> None:
    force(editor, draft(editor, DAY(2027, 1, 1), DAY(2027, 12, 31)))
    with pytest.raises(Refused, match=r"31\.\s12\. 2026"):
        force(editor, draft(editor, DAY(2026, 1, 1)))
    with pytest.raises(Refused, match="do 31"):
        force(editor, draft(editor, DAY(2027, 1, 1)), end_previous=True)


def test_the_previous_list_is_ended_the_day_before(editor: User) -> None:
    old = draft(editor, DAY(2026, 1, 1))
    force(editor, old)
    new = draft(editor, DAY(2027, 1, 1))
    assert force(editor, new, end_previous=True) == []
    assert (in_force(editor, DAY(2026, 12, 31)), in_force(editor, DAY(2027, 1, 1))) == (old, new)


def test_the_previous_list_is_not_ended_in_the_past(editor: User) -> None:
    force(editor, draft(editor, DAY(2026, 1, 1)))
    with pytest.raises(Refused):
        force(editor, draft(editor, DAY(2026, 11, 1)), end_previous=True)


def test_a_gap_is_told(editor: User) -> None:
    force(editor, draft(editor, DAY(2026, 1, 1), DAY(2026, 12, 31)))
    assert force(editor, draft(editor, DAY(2027, 2, 1), DAY(2027, 12, 31))) == [Gap(DAY(2027, 1, 1), DAY(2027, 1, 31))]
    assert force(editor, draft(editor, DAY(2028, 1, 2))) == [Gap(DAY(2028, 1, 1), DAY(2028, 1, 1))]
    between = draft(editor, DAY(2027, 1, 10), DAY(2027, 1, 20))
    told = [Gap(DAY(2027, 1, 1), DAY(2027, 1, 9)), Gap(DAY(2027, 1, 21), DAY(2027, 1, 31))]
    assert force(editor, between) == told


def test_the_store_itself_lets_no_two_lists_hold_at_once(editor: User) -> None:
    force(editor, draft(editor, DAY(2026, 1, 1), DAY(2026, 6, 30)))
    other = draft(editor, DAY(2026, 7, 1))
    force(editor, other)
    with pytest.raises(driver.IntegrityError), store.write() as db:
        db.conn.execute("update price_list set valid_to = null where id <> ?", (other,))


def test_a_list_without_items_or_resolution_is_not_put_in_force(editor: User) -> None:
    with pytest.raises(Refused):
        force(editor, draft(editor, DAY(2026, 1, 1), content=template("roudnice").content))
    with pytest.raises(BadInput) as refused:
        force(editor, draft(editor, DAY(2026, 1, 1), resolution=" "))
    assert refused.value.field == "resolution"


def test_a_list_ends_today_at_the_earliest(editor: User) -> None:
    one = draft(editor, DAY(2026, 1, 1))
    force(editor, one)
    with store.write() as db:
        for day in (DAY(2026, 11, 22), DAY(2025, 12, 31)):
            with pytest.raises(BadInput) as refused:
                actions.end(db, one, day, by=editor)
            assert refused.value.field == "last_day"
        actions.end(db, one, DAY(2026, 11, 23), by=editor)
    assert in_force(editor, DAY(2026, 11, 24)) is None


def test_a_longer_end_must_not_reach_the_next_list(editor: User) -> None:
    one = draft(editor, DAY(2026, 1, 1), DAY(2026, 12, 31))
    force(editor, one)
    force(editor, draft(editor, DAY(2027, 1, 1)))
    with store.write() as db, pytest.raises(Refused):
        actions.end(db, one, DAY(2027, 1, 1), by=editor)


def test_only_what_has_not_begun_is_withdrawn(editor: User) -> None:
    now, ahead = draft(editor, DAY(2026, 1, 1), DAY(2026, 12, 31)), draft(editor, DAY(2027, 1, 1))
    force(editor, now)
    force(editor, ahead)
    with store.write() as db:
        actions.withdraw(db, ahead, by=editor)
        for refused in (now, ahead):
            with pytest.raises(Refused):
                actions.withdraw(db, refused, by=editor)
        with pytest.raises(Refused):
            actions.end(db, ahead, DAY(2027, 6, 1), by=editor)
    with store.read() as db:
        standings = dict(queries.price_lists(db, by=editor).select("id", "standing").iter_rows())
    assert standings == {now: "in_force", ahead: "withdrawn"}
    assert in_force(editor, DAY(2027, 1, 1)) is None


def test_a_draft_is_changed_and_thrown_away(editor: User) -> None:
    one = draft(editor, DAY(2027, 1, 1))
    changed = dataclasses.replace(CONTENT, items=(*CONTENT.items, Item("B", "b", "display", "size", 5)))
    with store.write() as db:
        actions.save_content(db, one, changed, started_from=CONTENT, by=editor)
        actions.edit(
            db, one, name="Nový", valid_from=DAY(2027, 2, 1), valid_to=DAY(2027, 3, 1), resolution="RM 2", by=editor
        )
        now = queries.price_list(db, one, by=editor)
        with pytest.raises(Conflict):
            actions.save_content(db, one, CONTENT, started_from=CONTENT, by=editor)
    assert (now.name, now.valid_from, now.valid_to, now.resolution) == (
        "Nový",
        DAY(2027, 2, 1),
        DAY(2027, 3, 1),
        "RM 2",
    )
    assert now.content == changed
    with store.write() as db:
        actions.remove_draft(db, one, by=editor)
        with pytest.raises(NotFound):
            queries.price_list(db, one, by=editor)
        told = [entry["what"] for entry in queries.history(db, one, by=editor)]
    assert told == ["tariffs.remove_draft", "tariffs.edit", "tariffs.edit", "tariffs.add"]


def test_a_heading_must_make_sense(editor: User) -> None:
    for name, last, field in ((" ", None, "name"), ("Ceník", DAY(2026, 12, 31), "valid_to")):
        with pytest.raises(BadInput) as refused:
            draft(editor, DAY(2027, 1, 1), last, name=name)
        assert refused.value.field == field
    twice = dataclasses.replace(CONTENT, items=CONTENT.items * 2)
    with pytest.raises(OfficeError):
        draft(editor, DAY(2027, 1, 1), content=twice)
