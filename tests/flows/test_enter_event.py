"""An event entered with tasks, coverage and gifts at once, and what follows it to another day."""

import dataclasses
import datetime as dt

import pytest

from lib import coverage, guests, stock, store, tasks
from lib.access import SYSTEM, User
from lib.errors import OfficeError
from lib.flows import enter_event, move_event
from lib.guests import actions as inviting
from lib.guests.rules import Card as GuestCard
from lib.stock import actions as cupboard
from lib.stock.rules import Card
from tests.events.sample import SATURDAY, entry, like, one

LATER = SATURDAY + dt.timedelta(days=7)


def item(pieces: int = 10) -> int:
    with store.write() as db:
        item_id = cupboard.add_item(db, Card("KER-01", "Hrnek"), by=SYSTEM)
        place = cupboard.add_place(db, "MIC", by=SYSTEM)
        cupboard.receive(db, item_id, pieces, to_place=place, by=SYSTEM)
    return item_id


def test_an_event_is_entered_with_everything_that_hangs_on_it_and_moves_with_it(people: dict[str, User]) -> None:
    mug, by = item(), people["spokesperson"]
    with store.write() as db:
        event_id = enter_event.enter(
            db, like(), task_template="town_event", coverage=("photo", "text"), gifts=((mug, 4),), state="confirmed",
            by=by,
        )  # fmt: skip
    subject = f"event:{event_id}"
    with store.read() as db:
        before = tasks.of(db, subject, by=SYSTEM)
        assert before.height > 3
        assert set(coverage.of(db, event_id, by=SYSTEM)["kind"]) == {"photo", "text"}
        assert stock.reservations_of(db, event_id, by=SYSTEM)["quantity"].to_list() == [4]
    with store.write() as db:
        inviting.add(db, event_id, GuestCard("Jan Novák"), by=by)
        db.conn.execute("update guest set state = 'accepted', invited_at = '2026-11-20T08:00:00Z'")
    with store.write() as db:
        followed = move_event.move(db, event_id, starts_on=LATER, reason="mráz", started_from=0, by=by)
    assert len(followed.tasks) > 3
    assert {kind for kind, *_ in followed.coverage}
    assert (followed.reservations, followed.guests) == (1, 1)
    assert "úkol" in str(followed)
    with store.read() as db:
        after = tasks.of(db, subject, by=SYSTEM)
        assert (after["due_on"].max(), before["due_on"].max()) != (None, None)
        told = guests.of(db, event_id, by=SYSTEM)["to_tell"].item().replace("\u00a0", " ")
        assert told == "nově: so 19. 12. 2026, 17:00–18:30, náměstí Svobody"
        assert after["due_on"].max() > before["due_on"].max()  # type: ignore[operator]


def test_a_gift_that_is_not_there_leaves_nothing_behind(people: dict[str, User]) -> None:
    mug = item()
    with pytest.raises(OfficeError), store.write() as db:
        enter_event.enter(db, like(), task_template="town_event", coverage=("photo",), gifts=((mug, 11),), by=SYSTEM)
    with store.read() as db:
        for table in ("event", "task", "coverage", "reservation", "venue", "party"):
            assert store.scalar(db, f"select count(*) from {table}") == 0, table


def test_editing_the_day_takes_along_what_hangs_on_it(people: dict[str, User]) -> None:
    by = people["editor"]
    with store.write() as db:
        event_id = enter_event.enter(db, like(), by=by)
        task = tasks.from_template(db, "town_event", subject=f"event:{event_id}", anchor=SATURDAY, by=by)[-1]
    wanted = dataclasses.replace(entry(event_id), title="Strom")
    with store.write() as db:
        assert not str(move_event.edit(db, event_id, wanted, started_from=0, by=by))
    wanted = dataclasses.replace(wanted, starts_on=LATER, ends_on=None)
    with store.write() as db:
        followed = move_event.edit(db, event_id, wanted, started_from=1, by=by)
    assert task in {number for number, *_ in followed.tasks}
    assert one(event_id).starts_on == str(LATER)
