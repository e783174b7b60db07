"""One event with everything that hangs on it: what came of it, what is missing, and what calling it off does."""

import datetime as dt
from dataclasses import dataclass, replace

import polars as pl
import pytest

from lib import clock, coverage, guests, stock, store, tasks
from lib.access import SYSTEM, User
from lib.errors import BadInput
from lib.events import Entry, actions, outlets, queries
from lib.flows import came_of_it, cancel_event, move_event, sheet_kinds
from lib.guests import actions as inviting
from lib.guests.rules import Card as GuestCard
from lib.stock import actions as cupboard
from lib.stock.rules import Card

DAY = dt.date(2026, 12, 12)
AFTER = "2026-12-20T08:00:00+01:00"


@dataclass(frozen=True)
class Tree:
    """A public event with two tasks, wanted photographs, twenty mugs and a poster."""

    event: int
    mug: int
    by: User


@pytest.fixture
def tree(office: object, people: dict[str, User]) -> Tree:
    by = people["head"]
    with store.write() as db:
        event = actions.add(db, Entry("Rozsvícení stromu", DAY, starts_at="17:00"), state="confirmed", by=by)
        mug = cupboard.add_item(db, Card("KER-01", "Hrnek"), by=by)
        cupboard.receive(db, mug, 50, to_place=1, by=by)
        tasks.add(db, "Objednat strom", subject=f"event:{event}", due_on=dt.date(2026, 12, 1), by=by)
        done = tasks.add(db, "Zvukař", subject=f"event:{event}", due_on=dt.date(2026, 12, 1), by=by)
        tasks.finish(db, done, by=by)
        coverage.want(db, event, "photo", "intended", by=by)
        stock.reserve(db, mug, 20, event_id=event, by=by)
        outlets.add_by_hand(db, event, "Plakáty", by=by)
        guest = inviting.add(db, event, GuestCard("Jan Novák"), by=by)
        inviting.confirm_salutation(db, guest, "Vážený pane Nováku", by=by)
        inviting.invite(db, [guest], "post", by=by)
    return Tree(event, mug, by)


def left(tree: Tree) -> tuple[str, int, int, list[str], list[str]]:
    """State of the event, open tasks, free mugs, states of coverage, what guests have to be told."""
    with store.read() as db:
        found = tasks.of(db, f"event:{tree.event}", by=tree.by)
        free = stock.queries.available(db, by=tree.by).filter(item_id=tree.mug)["available"].item()
        kinds = coverage.of(db, tree.event, by=tree.by)["state"].to_list()
        told = guests.of(db, tree.event, by=tree.by)["to_tell"].to_list()
        return queries.event(db, tree.event, by=tree.by).state, found.filter(state="open").height, free, kinds, told


def test_calling_off_releases_everything_and_lists_what_to_correct(tree: Tree) -> None:
    with store.read() as db:
        asked = cancel_event.consequences(db, tree.event, by=tree.by)
    assert (asked.tasks, asked.pieces, asked.coverage, asked.guests) == (1, 20, 1, 1)
    assert asked.outlets == ("Plakáty", "Pozvánky hostům")
    assert "20" in str(asked)
    assert "Plakáty" in str(asked)
    with store.write() as db:
        assert cancel_event.cancel(db, tree.event, "vichřice", by=tree.by) == asked
    assert left(tree) == ("cancelled", 0, 50, ["cancelled"], ["zrušeno: vichřice"])
    with store.read() as db:
        assert outlets.stale(db, by=tree.by)["label"].to_list() == ["Plakáty", "Pozvánky hostům"]


@pytest.mark.parametrize(
    "broken", ["lib.tasks.drop_of", "lib.coverage.drop_of", "lib.guests.to_be_told", "lib.stock.release_of"]
)
def test_whatever_breaks_in_the_middle_nothing_has_happened(
    tree: Tree, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = left(tree)

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(broken, fail)
    with pytest.raises(RuntimeError), store.write() as db:
        cancel_event.cancel(db, tree.event, "vichřice", by=tree.by)
    assert left(tree) == before


def test_calling_off_needs_a_reason_and_loses_nothing_without_it(tree: Tree) -> None:
    before = left(tree)
    with pytest.raises(BadInput), store.write() as db:
        cancel_event.cancel(db, tree.event, " ", by=tree.by)
    assert left(tree) == before


def test_nothing_hangs_on_a_bare_event(tree: Tree) -> None:
    with store.write() as db:
        bare = actions.add(db, Entry("Schůzka", DAY), by=tree.by)
        assert str(cancel_event.consequences(db, bare, by=tree.by)) == ""


def test_taking_it_back_tells_guests_that_it_is_held(tree: Tree) -> None:
    with store.write() as db:
        cancel_event.cancel(db, tree.event, "vichřice", by=tree.by)
        now = queries.event(db, tree.event, by=tree.by)
        later = replace(queries.entry(db, tree.event, by=tree.by), starts_at="18:00")
        move_event.edit(db, tree.event, later, started_from=now.sequence, by=tree.by)
    assert left(tree)[4] == ["zrušeno: vichřice"]
    with store.write() as db:
        cancel_event.take_back(db, tree.event, "confirmed", "nefouká", by=tree.by)
    assert left(tree)[4] == ["přece se koná: so 12.\u00a012. 2026, 18:00"]


def imported(tree: Tree, **cells: object) -> None:
    """The office's spreadsheet says something else about the event."""
    kind = sheet_kinds.kind_of("events.office")
    with store.write() as db:
        rows = kind.current(db, [tree.event]).with_columns(**{name: pl.lit(value) for name, value in cells.items()})
        kind.written(db, rows.clear().drop("record_id"), rows, (), tree.by)


def test_a_spreadsheet_that_calls_it_off_releases_everything_too(tree: Tree) -> None:
    imported(tree, state="cancelled")
    assert left(tree) == ("cancelled", 0, 50, ["cancelled"], ["zrušeno: podle importované tabulky"])
    imported(tree, state="confirmed")
    assert left(tree)[4] == ["přece se koná: so 12.\u00a012. 2026, 17:00"]


def test_a_spreadsheet_that_moves_it_moves_what_hangs_on_it(tree: Tree) -> None:
    imported(tree, starts_on=DAY + dt.timedelta(days=7), ends_on=DAY + dt.timedelta(days=7))
    with store.read() as db:
        until = stock.reservations_of(db, tree.event, by=tree.by)["until"].item()
    assert until > DAY + dt.timedelta(days=7)
    assert left(tree)[4] == ["nově: so 19.\u00a012. 2026, 17:00"]


def missing(tree: Tree, by: User = SYSTEM) -> list[str]:
    with store.read() as db:
        found = came_of_it.outcome(db, queries.event(db, tree.event, by=by), by=by)
    return [one.part for one in found.missing]


def test_what_is_missing_before_the_event(tree: Tree) -> None:
    assert missing(tree) == ["dokumentace", "prispevek"]
    with clock.fixed("2026-12-05T08:00:00+01:00"):
        assert missing(tree)[0] == "ukoly"


def test_what_is_missing_after_it(tree: Tree) -> None:
    with clock.fixed("2026-12-16T08:00:00+01:00"):
        assert missing(tree) == ["ukoly", "dokumentace", "prispevek", "darky", "prehled"]
    with clock.fixed(AFTER), store.write() as db:
        actions.step(db, tree.event, "held", by=SYSTEM)
    with clock.fixed(AFTER):
        assert missing(tree)[-1] == "dokumentace"


def test_of_a_cancelled_event_only_corrections_are_missing(tree: Tree) -> None:
    with store.write() as db:
        cancel_event.cancel(db, tree.event, "vichřice", by=tree.by)
    assert missing(tree) == [""]
    with store.write() as db:
        outlets.corrected(db, tree.event, "hand:plakáty", by=tree.by)
        guest = int(guests.of(db, tree.event, by=tree.by)["id"].item())
        inviting.told(db, tree.event, [guest], by=tree.by)
    assert missing(tree) == []
