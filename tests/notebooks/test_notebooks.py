"""Notebooks as the app sees them: questions, parameters, and each of ours executed headless over the sample town."""

import json
from pathlib import Path

import nbformat
import pytest

from lib import access, config, files, jobs, notebooks, store
from lib.access import User
from lib.errors import BadInput, NotAllowed, NotFound
from lib.flows import analyses, work
from lib.jobs import Job
from lib.notebooks import Parameter

OURS = [notebook.name for notebook in notebooks.listing()]


def _write(folder: Path, name: str, *cells: tuple[str, str]) -> None:
    made = {
        "markdown": nbformat.v4.new_markdown_cell,
        "parameters": lambda source: nbformat.v4.new_code_cell(source, metadata={"tags": ["parameters"]}),
        "code": nbformat.v4.new_code_cell,
    }
    nbformat.write(nbformat.v4.new_notebook(cells=[made[kind](source) for kind, source in cells]), folder / name)


def _run(by: User, name: str, **given: object) -> Job:
    with store.write() as db:
        number = analyses.ask(db, name, given, by=by)
    assert work.run_one_job()
    with store.read() as db:
        job = jobs.get(db, number)
    assert job is not None
    return job


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of notebooks of our own making."""
    place = tmp_path / "notebooks"
    place.mkdir()
    monkeypatch.setattr(notebooks, "FOLDER", place)
    return place


def test_a_notebook_dropped_into_the_folder_is_listed_by_its_question(folder: Path, people: dict[str, User]) -> None:
    _write(
        folder,
        "novy.ipynb",
        ("markdown", "# Kolik je akcí?\n\nPočet akcí roku."),
        ("parameters", 'year = 2026  # Rok\nkind = "town"  # Druh: town, club\nall = True  # Všechny'),
    )
    with store.read() as db:
        (found,) = analyses.listing(db, by=people["reader"])
    assert (found.question, found.about) == ("Kolik je akcí?", "Počet akcí roku.")
    assert found.parameters == (
        Parameter("year", "Rok", 2026),
        Parameter("kind", "Druh", "town", ("town", "club")),
        Parameter("all", "Všechny", True),
    )


def test_a_broken_notebook_is_listed_by_its_file_and_breaks_nothing(folder: Path, people: dict[str, User]) -> None:
    (folder / "rozbity.ipynb").write_text("{ tohle není sešit", encoding="utf-8")
    with store.read() as db:
        assert [found.question for found in analyses.listing(db, by=people["reader"])] == ["rozbity.ipynb"]


def test_parameters_are_read_as_the_notebook_expects_them() -> None:
    year, kind = Parameter("year", "Rok", 2026), Parameter("kind", "Druh", "town", ("town", "club"))
    assert (year.read(" 2025 "), year.read(2024), kind.read("club")) == (2025, 2024, "club")
    with pytest.raises(BadInput, match="Rok"):
        year.read("loni")
    with pytest.raises(BadInput, match="Druh"):
        kind.read("jiný")


def test_an_unknown_analysis_is_a_sentence() -> None:
    with pytest.raises(NotFound, match="nic-takového"):
        notebooks.find("nic-takového")


def test_a_reader_sees_but_does_not_run(folder: Path, people: dict[str, User]) -> None:
    _write(folder, "x.ipynb", ("markdown", "# X"))
    with store.write() as db, pytest.raises(NotAllowed):
        analyses.ask(db, "x", {}, by=people["reader"])


@pytest.mark.slow
def test_a_run_keeps_figures_tables_and_words(folder: Path, people: dict[str, User]) -> None:
    source = "import polars as pl, plotly.graph_objects as go\nprint(year)\ngo.Figure(go.Bar(x=[1], y=[year]))"
    table = "pl.DataFrame({'a': [1, 2]})"
    _write(folder, "x.ipynb", ("markdown", "# X"), ("parameters", "year = 1"), ("code", source), ("code", table))
    job = _run(people["editor"], "x", year="7")
    with store.read() as db:
        said = analyses.answer(db, job.id, by=people["reader"])
    assert said is not None
    assert said.values == {"year": 7}
    assert [part["kind"] for part in said.parts] == ["markdown", "text", "figure", "table"]
    assert said.parts[1]["text"] == "7\n"
    assert said.parts[3]["rows"] == [[1], [2]]


@pytest.mark.slow
def test_a_failing_notebook_says_why(folder: Path, people: dict[str, User]) -> None:
    _write(folder, "x.ipynb", ("markdown", "# X"), ("code", "raise ValueError('data chybí')"))
    job = _run(people["editor"], "x")
    assert job.state == "failed"
    assert "data chybí" in job.message


@pytest.mark.slow
def test_a_notebook_can_neither_write_nor_read_secrets(folder: Path, people: dict[str, User]) -> None:
    source = """
from lib import store
from lib.errors import Unavailable
with store.read() as db:
    print([db.conn.execute(f"select count(*) from {name}").fetchone()[0] for name in ("session", "audit_detail")])
    print(db.conn.execute("select count(*) from user where password_hash is not null").fetchone()[0])
try:
    with store.write():
        print("psal jsem")
except Unavailable:
    print("jen pro čtení")
"""
    with store.write() as db:
        db.conn.execute("update user set password_hash = 'tajné'")
    _write(folder, "x.ipynb", ("markdown", "# X"), ("code", source))
    job = _run(people["editor"], "x")
    with store.read() as db:
        said = analyses.answer(db, job.id, by=people["reader"])
    assert said is not None
    assert said.parts[1]["text"].splitlines() == ["[0, 0]", "0", "jen pro čtení"]


@pytest.mark.slow
@pytest.mark.parametrize("name", OURS)
def test_our_notebooks_answer_over_the_sample_town(town: Path, name: str) -> None:
    with store.read() as db:
        head = access.user(db, "karel.hora")
    assert head is not None
    job = _run(head, name)
    assert job.state == "done", job.message
    said = json.loads(files.read(json.loads(str(job.result))["file"]))
    kinds = [part["kind"] for part in said["parts"]]
    assert kinds.count("figure") >= 1
    assert kinds.count("table") >= 1
    assert config.current().read_only is False


def test_there_are_three_of_ours_without_outputs_in_the_repository() -> None:
    assert len(OURS) >= 3
    for notebook in notebooks.listing():
        cells = nbformat.read(notebook.path, as_version=4).cells
        assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells), notebook.name
