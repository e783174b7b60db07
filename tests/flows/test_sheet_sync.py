"""Imports as a whole: planned, applied once, compared three ways, taken back, never doubled, never halved."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib import access, audit, config, store
from lib.access import User
from lib.errors import BadInput, Conflict, NotAllowed, NotFound, Refused
from lib.flows import sheet_kinds, sheet_new, sheet_sync
from lib.flows.sheet_plan import Plan
from lib.sheets import cells, diff, memory, parse, runs, sources
from lib.sheets.diff import Side
from lib.sheets.memory import Memory
from tests.laws import examples
from tests.sheets import neutral
from tests.sheets.neutral import HEADER, PARCELS, ROWS, put, simple


def plan(source: int, by: User) -> Plan:
    with store.read() as db:
        return sheet_sync.plan(db, source, by=by)


def imported(source: int, by: User, choices: dict[int, Side] | None = None) -> int:
    found = plan(source, by)
    with store.write() as db:
        return sheet_sync.apply(db, found, by=by, choices=choices)


def undo(run_id: int, by: User) -> None:
    with store.write() as db:
        sheet_sync.undo(db, run_id, by=by)


def changed(row: Sequence[object], **values: object) -> list[object]:
    """A row of `neutral.ROWS` with other cells, by heading."""
    return [values.get(heading, cell) for heading, cell in zip(HEADER, row, strict=True)]


def edit(record_id: int, column: str, value: object) -> None:
    """What a person in the office changed."""
    with store.write() as db:
        db.conn.execute(f"update parcel set {column} = ? where id = ?", (value, record_id))


def test_a_plan_changes_nothing_and_says_everything(source: int, people: dict[str, User]) -> None:
    found = plan(source, people["head"])
    assert found.counts == {"new": 3, "changed": 0, "unchanged": 0, "missing": 0, "problems": 0, "conflicts": 0}
    assert found.new()["Parcel: price"].to_list() == [
        "1 815,50 Kč".replace(" ", "\xa0"),
        "",
        "1 815 Kč".replace(" ", "\xa0"),
    ]
    assert neutral.parcels().height == 0


def test_an_import_is_one_run_one_audit_entry_and_its_raw_file_is_kept(
    source: int, parcels: Path, people: dict[str, User]
) -> None:
    run_id = imported(source, people["head"])
    assert neutral.parcels()["code"].to_list() == ["A1", "A2", "A3"]
    with store.read() as db:
        run = runs.get(db, run_id, by=people["head"])
        (entry,) = [one for one in audit.history(db, f"source:{source}") if one["what"] == "sheets.import"]
    assert (run.new, run.state, run.by) == (3, "applied", "head")
    assert entry["detail"]["added"] == [[1, 3]]
    assert (config.current().incoming / run.raw_path).read_bytes() == (parcels / "shared/baliky.xlsx").read_bytes()


def test_the_same_file_again_changes_nothing(source: int, people: dict[str, User]) -> None:
    imported(source, people["head"])
    before = neutral.parcels()
    assert plan(source, people["head"]).counts["unchanged"] == 3
    imported(source, people["head"])
    assert neutral.parcels().equals(before)


def test_only_cells_that_the_sheet_changed_are_written(source: int, parcels: Path, people: dict[str, User]) -> None:
    imported(source, people["head"])
    edit(1, "note", "zapsáno v Kanceláři")
    put(parcels, simple(changed(ROWS[0], Kusů=15), *ROWS[1:]))
    found = plan(source, people["head"])
    assert found.changes().select("label", "before", "after", "conflict").rows() == [
        ("Parcel: pieces", "12", "15", False)
    ]
    imported(source, people["head"])
    assert neutral.parcels().row(0, named=True)["pieces"] == 15
    assert neutral.parcels().row(0, named=True)["note"] == "zapsáno v Kanceláři"


@pytest.mark.parametrize(
    ("master", "choices", "pieces"),
    [("sheet", {}, 15), ("office", {}, 99), ("sheet", {1: "office"}, 99), ("office", {1: "sheet"}, 15)],
)
def test_a_conflict_goes_to_the_chosen_side_and_then_is_settled(
    source: int, parcels: Path, people: dict[str, User], master: str, choices: dict[int, Side], pieces: int
) -> None:
    with store.write() as db:
        sources.change(db, source, master=master, by=people["head"])
    imported(source, people["head"])
    edit(1, "pieces", 99)
    put(parcels, simple(changed(ROWS[0], Kusů=15), *ROWS[1:]))
    assert plan(source, people["head"]).counts["conflicts"] == 1
    imported(source, people["head"], choices)
    assert neutral.parcels()["pieces"][0] == pieces
    assert plan(source, people["head"]).counts == {
        "new": 0,
        "changed": 0,
        "unchanged": 3,
        "missing": 0,
        "problems": 0,
        "conflicts": 0,
    }


def test_a_row_that_vanished_is_told_and_its_record_stays(source: int, parcels: Path, people: dict[str, User]) -> None:
    imported(source, people["head"])
    put(parcels, simple(ROWS[0], ROWS[2]))
    found = plan(source, people["head"])
    assert (found.counts["missing"], found.missing()["Parcel: number"].to_list()) == (1, ["A2"])
    imported(source, people["head"])
    assert neutral.parcels().height == 3


def test_a_cell_that_became_unreadable_keeps_what_it_said(source: int, parcels: Path, people: dict[str, User]) -> None:
    imported(source, people["head"])
    put(parcels, simple(changed(ROWS[0], Cena="moc", Datum="31. 4. 2026"), *ROWS[1:]))
    assert plan(source, people["head"]).counts == {
        "new": 0,
        "changed": 0,
        "unchanged": 3,
        "missing": 0,
        "problems": 2,
        "conflicts": 0,
    }
    imported(source, people["head"])
    assert neutral.parcels()["price"][0] == 181550


def test_a_row_left_out_is_not_taken_for_deleted(source: int, parcels: Path, people: dict[str, User]) -> None:
    imported(source, people["head"])
    put(parcels, simple(changed(ROWS[0], Název=None), *ROWS[1:]))
    assert plan(source, people["head"]).counts == {
        "new": 0,
        "changed": 0,
        "unchanged": 2,
        "missing": 0,
        "problems": 1,
        "conflicts": 0,
    }


def test_a_workbook_that_turned_empty_is_refused(source: int, parcels: Path, people: dict[str, User]) -> None:
    imported(source, people["head"])
    put(parcels, simple((None,) * 9))
    with pytest.raises(Refused, match="při posledním importu měl řádků: 3"):
        plan(source, people["head"])


def test_a_sheet_that_turned_empty_is_a_problem(source: int, parcels: Path, people: dict[str, User]) -> None:
    put(parcels, neutral.workbook({"2025": [HEADER, ROWS[0]], "2026": [HEADER, ROWS[1]]}))
    imported(source, people["head"])
    put(parcels, neutral.workbook({"2025": [], "2026": [HEADER, ROWS[1]]}))
    found = plan(source, people["head"])
    assert "List „2025“ je prázdný nebo chybí" in found.problems()["text"][0]
    imported(source, people["head"])
    assert neutral.parcels().height == 2


def test_an_empty_workbook_has_no_rows(source: int, parcels: Path, people: dict[str, User]) -> None:
    put(parcels, neutral.workbook({"A": []}))
    with pytest.raises(BadInput, match="nejsou žádné řádky"):
        plan(source, people["head"])


def test_rows_that_the_office_has_already_are_tied_not_doubled(source: int, people: dict[str, User]) -> None:
    with store.write() as db:
        db.conn.execute("insert into parcel (id, code, title, pieces) values (7, 'A1', 'Hrnky', 12)")
    run_id = imported(source, people["head"])
    assert neutral.parcels().select("id", "price").rows() == [(7, 181550), (8, None), (9, 181500)]
    undo(run_id, people["head"])
    assert neutral.parcels().select("id", "price", "pieces").rows() == [(7, None, 12)]


def test_a_record_that_the_office_deleted_comes_back_only_by_choice(
    source: int, parcels: Path, people: dict[str, User]
) -> None:
    imported(source, people["head"])
    with store.write() as db:
        db.conn.execute("delete from parcel where id = 1")
    assert plan(source, people["head"]).counts["unchanged"] == 3
    put(parcels, simple(changed(ROWS[0], Kusů=15), *ROWS[1:]))
    assert plan(source, people["head"]).counts["conflicts"] == 1
    imported(source, people["head"], {1: "office"})
    assert neutral.parcels()["code"].to_list() == ["A2", "A3"]
    put(parcels, simple(changed(ROWS[0], Kusů=16), *ROWS[1:]))
    imported(source, people["head"])
    assert neutral.parcels()["code"].to_list() == ["A2", "A3", "A1"]


def test_an_undo_restores_exactly_and_the_import_can_be_repeated(
    source: int, parcels: Path, people: dict[str, User]
) -> None:
    imported(source, people["head"])
    before = neutral.parcels()
    put(parcels, simple(changed(ROWS[0], Kusů=15, Cena=None), ROWS[1], ("A4", "Nové", *[None] * 7)))
    second = imported(source, people["head"])
    after = neutral.parcels()
    undo(second, people["head"])
    assert neutral.parcels().equals(before)
    assert plan(source, people["head"]).counts["new"] == 1
    imported(source, people["head"])
    assert neutral.parcels().equals(after)


def test_an_undo_of_the_first_import_leaves_nothing(source: int, people: dict[str, User]) -> None:
    undo(imported(source, people["head"]), people["head"])
    assert neutral.parcels().height == 0
    with store.read() as db:
        assert runs.history(db, source, by=people["head"])["state"].to_list() == ["undone"]


def test_an_undo_that_would_lose_somebodys_work_is_refused_by_name(source: int, people: dict[str, User]) -> None:
    run_id = imported(source, people["head"])
    edit(2, "note", "zapsáno později")
    with pytest.raises(Refused, match=r"celkem 1\).*a2"):
        undo(run_id, people["head"])
    assert neutral.parcels().height == 3


def test_only_the_newest_import_can_be_undone_and_only_once(
    source: int, parcels: Path, people: dict[str, User]
) -> None:
    first = imported(source, people["head"])
    put(parcels, simple(changed(ROWS[0], Kusů=15), *ROWS[1:]))
    second = imported(source, people["head"])
    with pytest.raises(Refused, match="Vraťte nejdřív ten"):
        undo(first, people["head"])
    undo(second, people["head"])
    with pytest.raises(Refused, match="už byl vrácen"):
        undo(second, people["head"])
    undo(first, people["head"])
    assert neutral.parcels().height == 0


def test_an_import_whose_memory_is_gone_cannot_be_undone(source: int, people: dict[str, User]) -> None:
    run_id = imported(source, people["head"])
    with store.write() as db:
        db.conn.execute("delete from import_memory")
    with pytest.raises(Refused, match="příliš starý"):
        undo(run_id, people["head"])


def test_only_the_last_imports_are_remembered(
    source: int, parcels: Path, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "REMEMBERED", 2)
    for pieces in range(1, 5):
        put(parcels, simple(changed(ROWS[0], Kusů=pieces)))
        imported(source, people["head"])
    with store.read() as db:
        assert store.scalar(db, "select count(*) from import_memory") == 2


def test_a_plan_is_for_the_state_that_it_saw(source: int, parcels: Path, people: dict[str, User]) -> None:
    imported(source, people["head"])
    put(parcels, simple(changed(ROWS[0], Kusů=15), *ROWS[1:]))
    found = plan(source, people["head"])
    edit(1, "pieces", 13)
    with store.write() as db, pytest.raises(Conflict, match="Porovnejte tabulku znovu"):
        sheet_sync.apply(db, found, by=people["head"])
    twice = plan(source, people["head"])
    imported(source, people["head"])
    with store.write() as db, pytest.raises(Conflict):
        sheet_sync.apply(db, twice, by=people["head"])


def test_two_plans_of_new_rows_add_them_once(source: int, people: dict[str, User]) -> None:
    first, second = plan(source, people["head"]), plan(source, people["head"])
    with store.write() as db:
        sheet_sync.apply(db, first, by=people["head"])
    with store.write() as db, pytest.raises(Conflict):
        sheet_sync.apply(db, second, by=people["head"])
    assert neutral.parcels().height == 3


def test_a_room_keeps_its_permission(source: int, people: dict[str, User]) -> None:
    for role in ("reader",):
        with pytest.raises(NotAllowed):
            plan(source, people[role])
    found = plan(source, people["head"])
    with store.write() as db:
        db.conn.execute("delete from user_role where login = 'editor'")
        with pytest.raises(NotAllowed):
            sheet_sync.apply(db, found, by=people["editor"])


def test_an_unknown_kind_says_so(source: int, people: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sheet_kinds.KINDS, "parcels")
    with pytest.raises(NotFound, match="parcels"):
        plan(source, people["head"])


def test_an_upload(parcels: Path, people: dict[str, User]) -> None:
    with store.write() as db:
        source = sources.add(db, "Nahrané", "parcels", "upload", "", by=people["head"])
    with pytest.raises(BadInput, match="Nahrajte soubor"):
        plan(source, people["head"])
    sheet_sync.import_source(source, by=people["head"], upload=("b.xlsx", simple()))
    assert neutral.parcels().height == 3


def test_a_first_look_suggests_columns(parcels: Path, people: dict[str, User]) -> None:
    with store.read() as db:
        seen = sheet_new.peek(db, "parcels", "upload", "", upload=("b.xlsx", simple()), by=people["head"])
        unknown = sheet_new.peek(db, "parcels", "upload", "", upload=("b.csv", b"jedna;dve\nx;y\n"), by=people["head"])
    assert seen.suggestion["price"] == "Cena"
    assert seen.sample.height == 3
    assert (unknown.headings, unknown.suggestion) == (["jedna", "dve"], {})


def test_a_mapping_is_remembered_by_the_first_import(source: int, people: dict[str, User]) -> None:
    imported(source, people["head"])
    with store.read() as db:
        assert sources.get(db, source, by=people["head"]).mapping["title"] == "Název"


KILLED = """
import os, signal, sys
from lib import clock, store
from lib.access import SYSTEM
from lib.flows import sheet_kinds, sheet_sync
from lib.sheets import cells, child
from tests.sheets import neutral
sheet_kinds.KINDS["parcels"] = neutral.PARCELS
cells.read_workbook = lambda data, name: child.read(data)
def run(after):
    seen = 0
    def trace(statement):
        nonlocal seen
        if statement.lstrip().lower().startswith(("insert", "update", "delete")):
            seen += 1
            if seen == after:
                os.kill(os.getpid(), signal.SIGKILL)
    real = store.open_connection
    def traced(*args, **kwargs):
        connection = real(*args, **kwargs)
        connection.set_trace_callback(trace)
        return connection
    store.open_connection = traced
    sheet_sync.import_source(1, by=SYSTEM)
for folder in sys.argv[1:]:
    process = os.fork()
    if not process:
        os.environ["KANCELAR_DATA"] = folder
        run(int(folder.rpartition("-")[2]))
        sys.exit()
    print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
"""
"""Imports once and dies once in each folder, at the statement that ends the folder's name."""
MOMENTS = (1, 2, 4, 5, 7)


@pytest.mark.fault
@pytest.mark.slow
def test_a_process_killed_in_the_middle_leaves_nothing(
    source: int, parcels: Path, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [shutil.copytree(parcels, parcels.with_name(f"killed-{after}")) for after in MOMENTS]
    env = {"KANCELAR_DATA": str(parcels), "PATH": "/usr/bin:/bin"}
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, *folders], cwd=config.ROOT, env=env, capture_output=True, text=True, check=True
    )
    assert ended.stdout.split() == [str(-signal.SIGKILL)] * len(MOMENTS), ended.stderr
    for folder in folders:
        monkeypatch.setenv("KANCELAR_DATA", str(folder))
        assert neutral.parcels().height == 0
        with store.read() as db:
            assert store.scalar(db, "select count(*) from import_run") == 0
            assert audit.verify(db).fault is None
        imported(source, people["head"])
        assert neutral.parcels().height == 3


CELL = st.sampled_from([None, "a", "b", "c"])
STATE = st.fixed_dictionaries(
    {"sheet": CELL, "office": CELL, "said": CELL, "master": st.sampled_from(["sheet", "office"])}
)


def _difference(state: dict[str, str]) -> diff.Diff:
    rows = cells.from_values({"A": [("Číslo", "Název", "Poznámka"), ("A1", "x", state["sheet"])]})
    parsed = parse.parse(rows, PARCELS, {})
    fields = memory.fields_schema(PARCELS)
    plain = dict.fromkeys(fields) | {"code": "A1", "title": "x"}
    said = pl.DataFrame(
        [{"key": "a1", "sheet": "A", "record_id": 1, **plain, "note": state["said"]}], memory.said_schema(PARCELS)
    )
    kept = said.select(*memory.kept_schema(PARCELS))
    office = kept.with_columns(note=pl.lit(state["office"], pl.String))
    nobody = pl.DataFrame(schema={"position": pl.Int64, "record_id": pl.Int64})
    return diff.compare(parsed, Memory(said, kept), nobody, lambda ids: office, PARCELS)


@settings(deadline=None, max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
@given(STATE)
def test_the_law_of_three_sides(state: dict[str, str]) -> None:
    """One side changed: it wins. Both changed alike: agreed. Both changed otherwise: a conflict, the master decides."""
    found = _difference(state)
    sheet, office, said = state["sheet"], state["office"], state["said"]
    written = diff.merged(found, state["master"], {})  # type: ignore[arg-type]
    result = written["note"][0] if written.height else office
    conflict = sheet != said and office not in (said, sheet)
    assert found.conflicts.height == int(conflict)
    expected = office if sheet == said else sheet
    assert result == ((sheet if state["master"] == "sheet" else office) if conflict else expected)


def test_params_of_a_run_are_json(source: int, people: dict[str, User]) -> None:
    run_id = imported(source, people["head"])
    with store.read() as db:
        assert json.loads(runs.load(db, run_id).notes) == []
        assert access.GUARDED["lib.flows.sheet_sync.apply"] == "sheets.sync"
