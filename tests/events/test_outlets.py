"""Where an event is out, and which of those places say something that is no longer true."""

import dataclasses
import datetime as dt

import pytest

from lib import clock, store
from lib.access import SYSTEM, User
from lib.errors import BadInput, NotFound
from lib.events import Entry, actions, outlets, queries

TREE = Entry("Rozsvícení stromu", dt.date(2026, 12, 12), starts_at="17:00", venue="náměstí Svobody", note="Volat TS")


@pytest.fixture
def event(office: object, people: dict[str, User]) -> int:
    with store.write() as db:
        return actions.add(db, TREE, state="confirmed", by=people["head"])


def out(event: int, by: User) -> list[tuple[str, bool, str]]:
    with store.read() as db:
        return outlets.of(db, event, by=by).select("label", "stale", "said").rows()


def change(event: int, by: User, **more: object) -> None:
    with store.write() as db:
        now = queries.event(db, event, by=by)
        entry = dataclasses.replace(queries.entry(db, event, by=by), **more)  # type: ignore[arg-type]
        actions.edit(db, event, entry, started_from=now.sequence, by=by)


def test_a_change_after_the_poster_was_put_up_is_to_be_corrected_there(event: int, people: dict[str, User]) -> None:
    by = people["head"]
    with store.write() as db:
        outlets.add_by_hand(db, event, " Plakáty ", by=by)
    assert out(event, by) == [("Plakáty", False, "")]
    change(event, by, starts_at="18:00")
    assert out(event, by) == [("Plakáty", True, "Začátek: 17:00 → 18:00")]
    with store.write() as db:
        assert outlets.stale(db, by=by)["event_id"].to_list() == [event]
        outlets.corrected(db, event, "hand:plakáty", by=by)
    assert out(event, by) == [("Plakáty", False, "")]


def test_what_citizens_do_not_read_needs_no_correction(event: int, people: dict[str, User]) -> None:
    by = people["head"]
    with store.write() as db:
        outlets.add_by_hand(db, event, "Plakáty", by=by)
    change(event, by, note="Volat technické služby")
    assert out(event, by) == [("Plakáty", False, "")]


def test_whoever_organises_too_and_gives_patronage_stands_on_posters(event: int, people: dict[str, User]) -> None:
    by = people["head"]
    with store.write() as db:
        outlets.add_by_hand(db, event, "Plakáty", by=by)
    change(event, by, patronage="Alena Dvorská, starostka", co_organisers="Sokol")
    said = "Spolupořadatelé: — → Sokol; Záštita: — → Alena Dvorská, starostka"
    assert out(event, by) == [("Plakáty", True, said)]


def test_several_changes_are_said_as_one(event: int, people: dict[str, User]) -> None:
    by = people["head"]
    with store.write() as db:
        outlets.add_by_hand(db, event, "Plakáty", by=by)
    change(event, by, starts_at="18:00")
    change(event, by, starts_at="19:00", venue="Lipový park")
    ((_, _, said),) = out(event, by)
    assert said == "Začátek: 17:00 → 19:00; Místo konání: náměstí Svobody → Lipový park"


def test_what_was_changed_there_and_back_needs_no_correction(event: int, people: dict[str, User]) -> None:
    by = people["head"]
    with store.write() as db:
        outlets.add_by_hand(db, event, "Plakáty", by=by)
    change(event, by, starts_at="18:00")
    change(event, by, starts_at="17:00")
    assert out(event, by) == [("Plakáty", False, "")]
    with store.read() as db:
        assert outlets.stale(db, by=by).is_empty()


def test_calling_off_is_a_change_that_everybody_must_learn(event: int, people: dict[str, User]) -> None:
    by = people["head"]
    with store.write() as db:
        outlets.add_by_hand(db, event, "Rádio Čas", by=by)
        actions.step(db, event, "cancelled", "vichřice", by=by)
    assert [stale for _, stale, _ in out(event, by)] == [True]


def test_that_an_event_was_held_is_news_for_nobody(event: int, people: dict[str, User]) -> None:
    by = people["head"]
    with store.write() as db:
        outlets.add_by_hand(db, event, "Rádio Čas", by=by)
    with clock.fixed("2026-12-13T08:00:00+01:00"), store.write() as db:
        actions.step(db, event, "held", by=SYSTEM)
        assert outlets.of(db, event, by=SYSTEM)["stale"].to_list() == [False]


def test_what_is_over_need_not_be_corrected(event: int, people: dict[str, User]) -> None:
    by = people["head"]
    with store.write() as db:
        outlets.add_by_hand(db, event, "Rádio Čas", by=by)
    change(event, by, starts_at="18:00")
    with clock.fixed("2026-12-13T08:00:00+01:00"), store.read() as db:
        assert outlets.stale(db, by=SYSTEM).is_empty()


def test_a_place_is_removed(event: int, people: dict[str, User]) -> None:
    by = people["head"]
    with store.write() as db:
        outlets.add_by_hand(db, event, "Plakáty", by=by)
        outlets.remove(db, event, "hand:plakáty", by=by)
    assert out(event, by) == []


def test_places_that_are_not_there(event: int, people: dict[str, User]) -> None:
    by = people["head"]
    with store.write() as db:
        with pytest.raises(BadInput):
            outlets.add_by_hand(db, event, "  ", by=by)
        with pytest.raises(NotFound):
            outlets.corrected(db, event, "hand:plakáty", by=by)
        with pytest.raises(NotFound):
            outlets.remove(db, event, "hand:plakáty", by=by)
