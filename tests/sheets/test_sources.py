"""Sources: added, changed and put aside by those who may, listed with their last import."""

import pytest

from lib import access, store
from lib.access import User
from lib.errors import BadInput, NotAllowed, NotFound
from lib.sheets import problems, runs, sources


@pytest.fixture
def source(people: dict[str, User]) -> int:
    with store.write() as db:
        return sources.add(
            db, "Inzerce", "ads.ads", "file", "inzerce.xlsx", mapping={"title": "Název"}, by=people["head"]
        )


def test_a_source_is_kept_as_it_was_added(source: int, people: dict[str, User]) -> None:
    with store.read() as db:
        found = sources.get(db, source, by=people["reader"])
    assert (found.name, found.mapping, found.watch, found.active) == ("Inzerce", {"title": "Název"}, True, True)


@pytest.mark.parametrize(
    ("name", "location", "field"),
    [("", "x", "name"), ("x" * 101, "x", "name"), ("inzerce ", "", "location"), ("Inzerce", "x", "name")],
)
def test_what_is_wrong_is_said_beside_its_field(
    source: int, people: dict[str, User], name: str, location: str, field: str
) -> None:
    with store.write() as db, pytest.raises(BadInput) as caught:
        sources.add(db, name, "ads.ads", "file", location, by=people["head"])
    assert caught.value.field == field


def test_a_change_makes_the_worker_look_again(source: int, people: dict[str, User]) -> None:
    with store.write() as db:
        sources.looked(db, source, "1", "abc")
        sources.change(db, source, mapping={"title": None}, name="Inzerce BN", by=people["head"])
        found = sources.load(db, source)
    assert (found.name, found.mapping, found.last_hash, found.last_modified) == (
        "Inzerce BN",
        {"title": None},
        None,
        None,
    )


def test_a_change_of_something_else_is_a_mistake(source: int, people: dict[str, User]) -> None:
    with store.write() as db, pytest.raises(KeyError):
        sources.change(db, source, sheet_kind="x", by=people["head"])


def test_a_source_put_aside_is_not_watched_but_listed(source: int, people: dict[str, User]) -> None:
    with store.write() as db:
        assert [one.id for one in sources.watched(db)] == [source]
        sources.deactivate(db, source, by=people["head"])
        assert sources.watched(db) == []
        assert sources.listing(db, by=people["reader"]).select("id", "active", "run_id").rows() == [
            (source, False, None)
        ]


def test_the_list_shows_the_last_import_and_the_trouble(source: int, people: dict[str, User]) -> None:
    with store.write() as db:
        runs.record(db, source, by=access.SYSTEM, state="applied", file_name="a", counts={"new": 5, "problems": 2})
    with store.read() as db:
        assert sources.listing(db, by=people["reader"]).select("new", "problems", "state").rows() == [(5, 2, "applied")]
        assert runs.troubled(db, by=people["reader"])["text"].to_list() == ["Některé buňky se nepodařilo přečíst"]
    with store.write() as db:
        runs.record(
            db,
            source,
            by=access.SYSTEM,
            state="failed",
            file_name="a",
            sentence="The sheet “{sheet}” is empty.",
            params={"sheet": "A"},
        )
    with store.read() as db:
        assert runs.troubled(db, by=people["reader"])["text"].to_list() == ["List „A“ je prázdný."]
        assert runs.history(db, source, by=people["reader"])["text"].to_list() == ["List „A“ je prázdný.", ""]


def test_problems_of_an_import_come_back_as_sentences(source: int, people: dict[str, User]) -> None:
    found = problems.of(
        [{"sheet": "A", "row": 3, "column_letter": "C", "value": "x", "sentence": "“{text}” is neither yes nor no.",
          "params": {"text": "x"}, "blocks": False}]
    )  # fmt: skip
    with store.write() as db:
        run_id = runs.record(db, source, by=people["head"], state="applied", file_name="a")
        runs.record_problems(db, run_id, found)
        shown = runs.problems_of(db, run_id, by=people["reader"])
    assert shown.select("sheet", "row", "column_letter", "text").rows() == [("A", 3, "C", "Údaj „x“ není ano ani ne.")]


def test_of_very_many_problems_those_that_cost_a_row_are_kept(
    source: int, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "MOST_PROBLEMS", 2)
    found = problems.of([{"sheet": "A", "row": row, "sentence": "x", "blocks": row == 3} for row in (1, 2, 3)])
    with store.write() as db:
        run_id = runs.record(db, source, by=people["head"], state="applied", file_name="a")
        runs.record_problems(db, run_id, found)
        assert runs.problems_of(db, run_id, by=people["reader"])["row"].to_list() == [3, 1]


def test_what_does_not_exist_says_so(people: dict[str, User]) -> None:
    with store.read() as db:
        with pytest.raises(NotFound):
            sources.get(db, 99, by=people["reader"])
        with pytest.raises(NotFound):
            runs.get(db, 99, by=people["reader"])


def test_who_may_not_manage_may_look(source: int, people: dict[str, User]) -> None:
    with store.write() as db:
        for act in (
            lambda: sources.add(db, "X", "k", "upload", "", by=people["storekeeper"]),
            lambda: sources.change(db, source, watch=False, by=people["storekeeper"]),
            lambda: sources.deactivate(db, source, by=people["reader"]),
        ):
            with pytest.raises(NotAllowed):
                act()
        assert sources.get(db, source, by=people["storekeeper"]).watch
