"""The wall clock on its two odd nights, steps of a campaign on days off."""

import datetime as dt

import pytest

from lib.errors import BadInput
from lib.publishing import moments
from lib.publishing.moments import Step

ANCHOR = dt.date(2026, 11, 28)


def _wall(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def test_a_wall_time_is_a_moment() -> None:
    moment = moments.of(_wall("2026-11-28T09:00"))
    assert (moment.wall, moment.at.isoformat(), moment.note) == ("2026-11-28T09:00", "2026-11-28T08:00:00+00:00", "")
    assert str(moment).replace("\u00a0", " ") == "28. 11. 2026 9:00"
    assert moments.of(moment.at) == moment


def test_a_time_that_the_clock_skips_is_refused() -> None:
    with pytest.raises(BadInput, match=r"2:30.*29\.\s3\.\s2026") as refused:
        moments.of(_wall("2026-03-29T02:30"))
    assert "{" not in str(refused.value)


def test_of_a_time_that_comes_twice_the_first_is_taken_and_said() -> None:
    moment = moments.of(_wall("2026-10-25T02:30"))
    assert moment.at.isoformat() == "2026-10-25T00:30:00+00:00"
    assert "dvakrát" in moment.note
    assert moments.of(_wall("2026-10-25T03:00")).note == ""


@pytest.mark.parametrize(
    "steps",
    [
        [],
        [{"kind": "sms", "days": 0}],
        [{"kind": "sms", "days": "x", "at": "09:00"}],
        [{"kind": "sms", "days": 0, "at": "9 h"}],
        [{"kind": "sms", "days": 0, "at": "03:00"}],
        [{"kind": "sms", "days": -400, "at": "09:00"}],
    ],
)
def test_steps_that_are_not(steps: list[dict[str, object]]) -> None:
    with pytest.raises(BadInput) as refused:
        moments.checked_steps(steps)
    assert refused.value.field == "steps"


def test_steps_go_by_days() -> None:
    steps = moments.checked_steps(
        [{"kind": "sms", "days": 0, "at": "08:00"}, {"kind": "tv", "days": -14, "at": "9:00"}][:1]
    )
    assert steps == [Step("sms", 0, "08:00")]


@pytest.mark.parametrize(
    ("days", "by_hand", "wall"),
    [
        (-14, True, "2026-11-13T09:00"),
        (-14, False, "2026-11-14T09:00"),
        (-2, True, "2026-11-26T09:00"),
        (1, True, "2026-11-30T09:00"),
        (0, True, "2026-11-27T09:00"),
    ],
)
def test_what_people_hand_over_comes_on_working_days(days: int, by_hand: bool, wall: str) -> None:
    assert moments.of_step(Step("tv", days, "09:00"), ANCHOR, by_hand=by_hand).wall == wall
