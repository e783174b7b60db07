"""People record and correct numbers: every exit of every action, and what stays in the ledger."""

import datetime as dt
from typing import Any

import pytest

from lib import audit, store
from lib.access import User
from lib.errors import BadInput, Conflict, NotAllowed, NotFound, Refused
from lib.reach import actions, queries

OCTOBER = dt.date(2026, 10, 1)


def _record(by: User, value: int | str = 18000, **given: Any) -> int:
    with store.write() as db:
        return actions.record(db, "web", "visits", given.pop("month", OCTOBER), value, by=by, **given)


def _known(by: User) -> queries.Reading | None:
    with store.read() as db:
        return queries.known(db, "web", "visits", OCTOBER, by=by)


def test_a_number_is_recorded_with_its_day_and_source(people: dict[str, User]) -> None:
    reading = _record(people["editor"], "18 250", source=" Matomo ", note="bez víkendu")
    known = _known(people["reader"])
    assert known == queries.Reading(
        reading, "web", "visits", "návštěvy", "2026-10-01", "2026-10-31", "2026-11-23", 18250, "Matomo", "bez víkendu"
    )
    with store.read() as db:
        entry = audit.history(db, queries.subject("web", "visits", OCTOBER))[0]
    assert (entry["what"], entry["who"], entry["detail"]["value"]) == ("reach.record", "editor", 18250)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"value": "asi 30"}, "value"),
        ({"value": "-1"}, "value"),
        ({"month": dt.date(2026, 12, 1)}, "month"),
        ({"snapshot_on": dt.date(2026, 11, 24)}, "snapshot_on"),
        ({"snapshot_on": dt.date(2026, 9, 30)}, "snapshot_on"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(people: dict[str, User], given: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        _record(people["editor"], **given)
    assert refused.value.field == field
    assert _known(people["editor"]) is None


@pytest.mark.parametrize(
    ("channel", "metric", "field"),
    [("pigeon", "reach", "channel"), ("web", "joy", "metric"), ("paper", "readers", "metric")],
)
def test_unknown_channels_and_estimates_are_not_recorded(
    people: dict[str, User], channel: str, metric: str, field: str
) -> None:
    with pytest.raises(BadInput) as refused, store.write() as db:
        actions.record(db, channel, metric, OCTOBER, 5, by=people["editor"])
    assert refused.value.field == field


def test_the_same_day_is_corrected_not_recorded_twice(people: dict[str, User]) -> None:
    _record(people["editor"])
    with pytest.raises(Refused):
        _record(people["editor"], 18001)


def test_a_later_look_is_a_snapshot_of_its_own(people: dict[str, User]) -> None:
    _record(people["editor"], 100, snapshot_on=dt.date(2026, 11, 1))
    _record(people["editor"], 120)
    known = _known(people["editor"])
    assert known is not None
    assert (known.value, known.snapshot_on) == (120, "2026-11-23")


def test_a_correction_names_what_it_corrects_and_keeps_it(people: dict[str, User]) -> None:
    first = _record(people["editor"], source="Matomo")
    with store.write() as db:
        second = actions.correct(db, first, "18 500", note="překlep", by=people["spokesperson"])
    with store.read() as db:
        history = queries.history(db, "web", "visits", OCTOBER, by=people["reader"])
    assert [(one["id"], one["value"], one["corrects_id"], one["source"]) for one in history] == [
        (second, 18500, first, "Matomo"),
        (first, 18000, None, "Matomo"),
    ]
    known = _known(people["editor"])
    assert known is not None
    assert known.value == 18500


def test_corrections_that_change_nothing_or_come_late_are_refused(people: dict[str, User]) -> None:
    first = _record(people["editor"])
    with pytest.raises(Refused), store.write() as db:
        actions.correct(db, first, 18000, by=people["editor"])
    with store.write() as db:
        actions.correct(db, first, 18000, source="Matomo", by=people["editor"])
    with pytest.raises(Conflict), store.write() as db:
        actions.correct(db, first, 18001, by=people["editor"])
    with pytest.raises(NotFound), store.write() as db:
        actions.correct(db, 999, 1, by=people["editor"])


def test_a_withdrawn_number_is_missing_again(people: dict[str, User]) -> None:
    first = _record(people["editor"])
    with pytest.raises(BadInput), store.write() as db:
        actions.withdraw(db, first, " ", by=people["editor"])
    with store.write() as db:
        actions.withdraw(db, first, "jiný měsíc", by=people["editor"])
    assert _known(people["editor"]) is None
    with pytest.raises(Conflict), store.write() as db:
        actions.withdraw(db, first, "znovu", by=people["editor"])


def test_a_withdrawn_later_look_gives_way_to_the_earlier_one(people: dict[str, User]) -> None:
    _record(people["editor"], 100, snapshot_on=dt.date(2026, 11, 1))
    later = _record(people["editor"], 999)
    with store.write() as db:
        actions.withdraw(db, later, "omyl", by=people["editor"])
    known = _known(people["editor"])
    assert known is not None
    assert known.value == 100


@pytest.mark.parametrize("role", ["reader", "storekeeper"])
def test_who_may_only_read_records_nothing(people: dict[str, User], role: str) -> None:
    with pytest.raises(NotAllowed):
        _record(people[role])
