"""The shared spreadsheet of the cupboard: what its rows become, what is left out and why, and the law of undo."""

import datetime as dt
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.samples.expected import EXPECTED
from lib import config, store
from lib.access import SYSTEM
from lib.errors import Refused
from lib.flows import sheet_sync
from lib.sheets import memory, runs, sources
from lib.stock import ITEMS, MOVEMENTS, actions, queries
from lib.stock.rules import Card
from lib.store import Database
from tests.laws import examples
from tests.stock.cupboard import STORE

START = dt.date(2026, 11, 1)
PLACES = (None, "Sklad kanceláře", "infocentrum ", "SEKRETARIÁT")


def moves(*rows: dict[str, Any]) -> pl.DataFrame:
    """Rows of the sheet of movements as the engine gives them; what is not said is null."""
    usual = {"day": START, "code": "A", "quantity": 1}
    said = [{"number": f"V-{n}", **usual, **row} for n, row in enumerate(rows)]
    return pl.DataFrame(said, schema=memory.fields_schema(MOVEMENTS))


def problems(db: Database, rows: pl.DataFrame) -> list[tuple[int, str]]:
    assert MOVEMENTS.check is not None
    return MOVEMENTS.check(db, rows).select("position", "field").rows()


@pytest.fixture
def _cards(office: object) -> None:
    with store.write() as db:
        for code in ("A", "B"):
            card = Card(code, f"Předmět {code}", purchase_price=500, default_place_id=STORE)
            actions.add_item(db, card, by=SYSTEM)


def import_sample(kind: str, sheet: str) -> runs.Run:
    with store.write() as db:
        source = sources.add(db, sheet, kind, "file", "sklad-predmetu.xlsx", sheet_pattern=sheet, by=SYSTEM)
    run = sheet_sync.import_source(source, by=SYSTEM)
    with store.read() as db:
        return runs.load(db, run)


@pytest.fixture
def _samples(office: object) -> None:
    shared = config.current().shared
    shared.mkdir()
    shutil.copy(config.ROOT / "data/samples/sklad-predmetu.xlsx", shared)
    shutil.copytree(config.ROOT / "data/samples/fotky", shared / "fotky")


@pytest.mark.usefixtures("_samples")
def test_the_cupboard_of_the_made_up_town_comes_in_whole() -> None:
    wanted, slips = EXPECTED["items"], EXPECTED["movements"]
    cards, ledger = import_sample("stock.items", "Předměty"), import_sample("stock.movements", "Pohyby")
    assert (cards.new, cards.problems) == (wanted["good"], 0)
    assert ledger.new == slips["good"] + slips["bad_ico"]
    left_out = ("below_zero", "impossible_dates", "unknown_items", "bad_quantities", "bad_ico")
    assert ledger.problems == sum(slips[one] for one in left_out)
    with store.read() as db:
        items = queries.items(db, by=SYSTEM)
        states = dict(items["state"].value_counts().rows())
    assert (states["out"], states["low"], states["soon"]) == (
        wanted["at_zero"],
        wanted["under_minimum"],
        wanted["run_out_soon"],
    )
    assert items["photo"].is_not_null().sum() == wanted["with_photo"]
    assert items["for_children"].sum() > 0


@pytest.mark.usefixtures("_samples")
def test_an_import_is_undone_and_done_again() -> None:
    import_sample("stock.items", "Předměty")
    ledger = import_sample("stock.movements", "Pohyby")
    with store.write() as db:
        before = queries.items(db, by=SYSTEM)
        sheet_sync.undo(db, ledger.id, by=SYSTEM)
        assert queries.items(db, by=SYSTEM)["quantity"].sum() == 0
        assert queries.items(db, START, by=SYSTEM)["quantity"].sum() == 0
    again = sheet_sync.import_source(ledger.source_id, by=SYSTEM)
    with store.read() as db:
        assert runs.load(db, again).new == ledger.new
        assert queries.items(db, by=SYSTEM).equals(before)


@pytest.mark.usefixtures("_cards")
@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"kind": "prodej"}, "kind"),
        ({"kind": "P", "code": "XXX"}, "code"),
        ({"kind": "P", "to_place": "Půda"}, "to_place"),
        ({"kind": "T", "to_place": "Infocentrum"}, "from_place"),
        ({"kind": "T", "from_place": "Infocentrum", "to_place": "Infocentrum"}, "to_place"),
        ({"kind": "I"}, "to_place"),
        ({"kind": "P", "quantity": 0}, "quantity"),
        ({"kind": "P", "unit_price": -1}, "unit_price"),
        ({"kind": "P", "day": dt.date(2027, 1, 1)}, "day"),
        ({"kind": "V"}, "quantity"),
    ],
)
def test_a_wrong_row_is_named_and_left_out(row: dict[str, Any], field: str) -> None:
    with store.read() as db:
        assert problems(db, moves(row)) == [(0, field)]


@pytest.mark.usefixtures("_cards")
def test_words_for_kinds_and_places_are_understood() -> None:
    rows = moves(
        {"kind": "příjem ", "code": " a", "quantity": 9},
        {"kind": "T", "from_place": "sklad kanceláře", "to_place": "INFOCENTRUM", "quantity": 4},
        {"kind": "Výdejka", "party": "SDH Brázdov", "quantity": 2},
        {"kind": "vratka", "party": "SDH Brázdov", "to_place": "Infocentrum"},
        {"kind": "z."},
    )
    with store.write() as db:
        assert problems(db, rows) == []
        MOVEMENTS.insert(db, rows, SYSTEM)
        found = queries.movements_of(db, 1, by=SYSTEM).sort("id")
        places = queries.items(db, by=SYSTEM).filter(code="A").select("place_1", "place_2").row(0)
    assert found["kind"].to_list() == ["P", "T", "V", "R", "Z"]
    assert found["unit_price"].to_list() == [500] * 5
    assert places == (2, 5)


@pytest.mark.usefixtures("_cards")
def test_a_row_that_finds_too_little_is_left_out_and_the_rest_comes_in() -> None:
    rows = moves(
        {"kind": "V", "quantity": 3},
        {"kind": "P", "quantity": 5},
        {"kind": "V", "quantity": 9},
        {"kind": "T", "from_place": "Sklad kanceláře", "to_place": "Infocentrum", "quantity": 3},
        {"kind": "V", "from_place": "Infocentrum", "quantity": 2},
    )
    with store.write() as db:
        # Three of five go, the transfer of three finds two, so nothing reaches the info centre either.
        assert problems(db, rows) == [(2, "quantity"), (3, "quantity"), (4, "quantity")]
        with pytest.raises(Refused):
            MOVEMENTS.insert(db, rows, SYSTEM)
        MOVEMENTS.insert(db, rows.head(2), SYSTEM)
        assert problems(db, rows.head(2)) == []


@pytest.mark.usefixtures("_cards")
def test_a_late_row_does_not_take_what_was_handed_out_since() -> None:
    with store.write() as db:
        actions.receive(db, 1, 5, to_place=STORE, day=START, by=SYSTEM)
        actions.write_off(db, 1, 4, from_place=STORE, reason="x", day=START + dt.timedelta(9), by=SYSTEM)
        late = moves({"kind": "V", "quantity": 1, "day": START + dt.timedelta(1)}, {"kind": "V", "quantity": 1})
        assert problems(db, late) == [(0, "quantity")]


@pytest.mark.usefixtures("_cards")
def test_a_corrected_row_keeps_its_record_and_the_ledger_both() -> None:
    rows = moves({"kind": "P", "quantity": 5})
    with store.write() as db:
        (record,) = MOVEMENTS.insert(db, rows, SYSTEM)
        MOVEMENTS.update(db, rows.with_columns(quantity=pl.lit(7), record_id=record), SYSTEM)
        assert MOVEMENTS.current(db, [record])["quantity"].to_list() == [7]
        assert MOVEMENTS.find is not None
        assert MOVEMENTS.find(db, rows).rows() == [(0, record)]
        assert queries.movements_of(db, 1, by=SYSTEM)["kind"].to_list() == ["P", "O", "P"]
        assert queries.items(db, by=SYSTEM).filter(code="A")["quantity"].item() == 7
        MOVEMENTS.remove(db, [record], SYSTEM)
        assert queries.items(db, by=SYSTEM).filter(code="A")["quantity"].item() == 0
        assert MOVEMENTS.find(db, rows).is_empty()


@pytest.mark.usefixtures("_cards")
def test_an_undo_that_would_take_goods_already_gone_is_refused() -> None:
    with store.write() as db:
        (record,) = MOVEMENTS.insert(db, moves({"kind": "P", "quantity": 5}), SYSTEM)
        actions.write_off(db, 1, 3, from_place=STORE, reason="x", by=SYSTEM)
        with pytest.raises(Refused):
            MOVEMENTS.remove(db, [record], SYSTEM)


@pytest.fixture
def movements_file(_cards: None) -> int:
    """The source of a file of movements whose text each test writes."""
    config.current().shared.mkdir()
    with store.write() as db:
        return sources.add(db, "Pohyby", "stock.movements", "file", "pohyby.csv", by=SYSTEM)


def slips(source: int, *lines: str) -> int:
    """Import a file of these lines; the number of the import."""
    head = "Číslo;Datum;Druh;Kód;Množství"
    text = "\n".join([head, *lines]) + "\n"
    (config.current().shared / "pohyby.csv").write_text(text, encoding="utf-8")
    return sheet_sync.import_source(source, by=SYSTEM)


def left() -> int:
    with store.read() as db:
        return int(queries.items(db, by=SYSTEM).filter(code="A")["quantity"].item())


def test_a_raised_receipt_and_the_issue_that_needs_it_come_in_together(movements_file: int) -> None:
    slips(movements_file, "1;1. 11. 2026;P;A;5")
    raised = slips(movements_file, "1;1. 11. 2026;P;A;15", "2;2. 11. 2026;V;A;12")
    assert left() == 3
    slips(movements_file, "1;1. 11. 2026;P;A;15", "2;2. 11. 2026;V;A;20", "3;1. 11. 2026;P;A;6")
    assert left() == 1
    with store.read() as db:
        last = runs.last(db, movements_file)
    for run in (last, raised):
        with store.write() as db:
            assert run is not None
            sheet_sync.undo(db, run, by=SYSTEM)
    assert left() == 5


def test_an_undo_does_not_bring_back_what_people_took_back(movements_file: int) -> None:
    slips(movements_file, "1;1. 11. 2026;P;A;10")
    run = slips(movements_file, "1;1. 11. 2026;P;A;12")
    with store.write() as db:
        newest = queries.movements_of(db, 1, by=SYSTEM).filter(pl.col("reversible"))["id"].item()
        actions.reverse(db, newest, by=SYSTEM)
        sheet_sync.undo(db, run, by=SYSTEM)
    assert left() == 0


def test_a_book_of_another_year_does_not_overwrite_the_first(movements_file: int) -> None:
    slips(movements_file, "1;1. 11. 2025;P;A;5", "2;2. 11. 2025;V;A;1")
    with store.write() as db:
        next_year = sources.add(db, "Pohyby 2026", "stock.movements", "file", "pohyby.csv", by=SYSTEM)
    slips(next_year, "1;1. 11. 2026;V;A;4", "2;2. 11. 2026;P;A;7")
    assert left() == 7


def test_a_file_added_again_doubles_nothing(movements_file: int) -> None:
    slips(movements_file, "1;1. 11. 2026;P;a;5")
    with store.write() as db:
        again = sources.add(db, "Pohyby znovu", "stock.movements", "file", "pohyby.csv", by=SYSTEM)
    slips(again, "1;2. 11. 2026;P;A;6")
    assert left() == 6


def cards(*codes: str, **more: Any) -> pl.DataFrame:
    said = [{"code": code, "name": f"Předmět {code}", **more} for code in codes]
    return pl.DataFrame(said, schema=memory.fields_schema(ITEMS))


def test_cards_come_in_are_corrected_and_go(office: Path) -> None:
    with store.write() as db:
        new = ITEMS.insert(db, cards("A", "B", place="Auto", purchase_price=990, photo="../../etc/passwd"), SYSTEM)
        assert ITEMS.current(db, new)["place"].to_list() == ["Auto", "Auto"]
        assert ITEMS.find is not None
        assert ITEMS.find(db, cards("b", "C")).rows() == [(0, new[1])]
        ITEMS.update(db, cards("A", minimum=7).with_columns(record_id=pl.lit(new[0])), SYSTEM)
        actions.receive(db, new[0], 1, to_place=STORE, by=SYSTEM)
        with pytest.raises(Refused):
            ITEMS.remove(db, new, SYSTEM)
        actions.write_off(db, new[0], 1, from_place=STORE, reason="x", by=SYSTEM)
        ITEMS.remove(db, new, SYSTEM)
        assert queries.items(db, by=SYSTEM).select("code", "retired").rows() == [("A", True)]
        assert ITEMS.find(db, cards("A")).is_empty()
        assert ITEMS.insert(db, cards("A"), SYSTEM) == [new[0]]
        assert not queries.item(db, new[0], by=SYSTEM).retired
        assert ITEMS.check is not None
        assert ITEMS.check(db, cards("A", minimum=-1)).select("position", "field").rows() == [(0, "minimum")]


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(("P", "P", "V", "T", "R", "Z", "I")),
            "code": st.sampled_from("AB"),
            "quantity": st.integers(1, 9),
            "from_place": st.sampled_from(PLACES),
            "to_place": st.sampled_from(PLACES),
            "day": st.integers(0, 4).map(lambda days: START + dt.timedelta(days)),
        }
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=examples(80), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
@pytest.mark.usefixtures("_cards")
def test_what_the_check_lets_in_the_ledger_takes_and_an_undo_gives_back(rows: Sequence[dict[str, Any]]) -> None:
    said = moves(*rows)
    with pytest.raises(ZeroDivisionError), store.write() as db:
        out = {position for position, _ in problems(db, said)}
        sound = said.with_row_index("position").filter(~pl.col("position").is_in(list(out))).drop("position")
        before = queries.balances(db, by=SYSTEM)
        new = MOVEMENTS.insert(db, sound, SYSTEM)
        assert (queries.balances(db, by=SYSTEM)["quantity"].min() or 0) >= 0
        MOVEMENTS.remove(db, new, SYSTEM)
        assert queries.balances(db, by=SYSTEM).filter(pl.col("quantity") != 0).equals(before)
        raise ZeroDivisionError
