"""Issues of the paper: a year by the settings, one by hand, and what is refused."""

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from lib import store
from lib.access import SYSTEM, User
from lib.ads import actions, queries
from lib.ads.rules.papers import IssueEntry
from lib.errors import BadInput, NotAllowed, NotFound, Refused

ENTRY = IssueEntry(2027, "4", dt.date(2027, 3, 10), "12:00", dt.date(2027, 4, 1), 2000, 13000, 9000000, 2500000)


def _add(entry: IssueEntry, by: User = SYSTEM) -> int:
    with store.write() as db:
        return actions.add_issue(db, entry, by=by)


def test_a_year_is_planned_on_working_days_and_only_once(office: Path) -> None:
    _add(ENTRY)
    with store.write() as db:
        assert actions.fill_year(db, 2027, by=SYSTEM) == 10
        assert actions.fill_year(db, 2027, by=SYSTEM) == 0
    with store.read() as db:
        found = queries.paper_issues(db, by=SYSTEM).sort("first")
    assert found["number"].to_list() == ["1", "2", "3", "4", "5", "6", "7–8", "9", "10", "11", "12"]
    january = found.row(0, named=True)
    assert (january["out_on"], january["closes_at"]) == (dt.date(2027, 1, 4), "2026-12-14T12:00")
    assert found["closes_at"][3] == "2027-03-10T12:00"


def test_an_issue_is_changed_with_its_history(office: Path) -> None:
    issue_id = _add(ENTRY)
    with store.write() as db:
        changed = actions.edit_issue(db, issue_id, dataclasses.replace(ENTRY, copies=12500), by=SYSTEM)
        assert actions.edit_issue(db, issue_id, dataclasses.replace(ENTRY, copies=12500), by=SYSTEM) == {}
    assert changed == {"copies": [13000, 12500]}
    with store.read() as db:
        assert queries.paper_issue(db, issue_id, by=SYSTEM).name == "4/2027"
        assert [one["what"] for one in queries.issue_history(db, issue_id, by=SYSTEM)] == [
            "ads.edit_issue", "ads.add_issue",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "kind", "field"),
    [
        ({"number": "13"}, BadInput, "number"), ({"number": "8-7"}, BadInput, "number"),
        ({"number": "jaro"}, BadInput, "number"), ({"year": 1066}, BadInput, "year"),
        ({"closes_on": dt.date(2027, 4, 2)}, BadInput, "closes_on"), ({"copies": 0}, BadInput, "copies"),
        ({"print_cost": -1}, BadInput, "print_cost"), ({"number": "4–5"}, Refused, "number"),
    ],
)  # fmt: skip
def test_what_is_no_issue(office: Path, changes: dict[str, Any], kind: type[Exception], field: str) -> None:
    _add(ENTRY)
    with pytest.raises(kind) as caught:
        _add(dataclasses.replace(ENTRY, **changes))
    assert caught.value.field == field  # type: ignore[attr-defined]


def test_what_is_refused_to_an_issue(office: Path, people: dict[str, User]) -> None:
    issue_id = _add(ENTRY)
    with pytest.raises(Refused), store.write() as db:
        actions.edit_issue(db, issue_id, dataclasses.replace(ENTRY, number="5"), by=SYSTEM)
    with pytest.raises(NotFound), store.read() as db:
        queries.paper_issue(db, 99, by=SYSTEM)
    with pytest.raises(NotAllowed):
        _add(dataclasses.replace(ENTRY, number="6"), people["reader"])
