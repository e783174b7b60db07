"""Charts: colours that all people tell apart, last year grey, money in koruny, months in Czech."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.charts import COLOURS, PAST, Series, bars, lines, months, stacked
from lib.errors import BadInput

YEAR = [dt.date(2025, 11, 1), dt.date(2025, 12, 1), dt.date(2026, 1, 1), dt.date(2026, 2, 1)]


def test_months_are_czech_and_say_the_year_where_it_changes() -> None:
    assert months(YEAR) == ["lis 2025", "pro", "led 2026", "úno"]


def test_money_is_drawn_in_koruny_and_last_year_in_grey() -> None:
    figure = bars(
        ["led", "úno"], [Series("2026", [125_000, None]), Series("2025", [100, 200], past=True)], unit="money"
    )
    assert figure.data[0].y == (1250, None)
    assert [trace.marker.color for trace in figure.data] == [COLOURS[0], PAST]
    assert figure.layout.yaxis.ticksuffix == "\xa0Kč"
    assert figure.layout.separators == ",\xa0"


def test_few_bars_of_one_series_carry_their_numbers() -> None:
    one = bars(["A", "B"], [Series("2026", [1, 2])])
    assert one.data[0].texttemplate
    assert one.layout.yaxis.visible is False
    many = bars([str(n) for n in range(40)], [Series("2026", list(range(40)))])
    assert many.data[0].texttemplate is None


def test_lying_bars_keep_the_first_on_top() -> None:
    figure = bars(["A", "B"], [Series("2026", [1, 2])], lying=True)
    assert figure.data[0].x == (1, 2)
    assert figure.layout.yaxis.autorange == "reversed"


@given(st.lists(st.lists(st.none() | st.integers(0, 1000), min_size=4, max_size=4), min_size=1, max_size=6))
def test_lines_are_named_at_their_ends_without_covering_each_other(values: list[list[int | None]]) -> None:
    figure = lines(months(YEAR), [Series(f"s{place}", one) for place, one in enumerate(values)])
    notes = figure.layout.annotations
    assert len(notes) == sum(any(value is not None for value in one) for one in values)
    heights = sorted(note.y for note in notes)
    tallest = max((note.y for note in notes), default=0)
    assert all(above - below >= 0.03 * tallest for below, above in pairwise(heights))
    assert figure.layout.showlegend is False


def test_more_than_six_series_are_refused() -> None:
    seven = [Series(str(n), [1]) for n in range(7)]
    for draw in (bars, stacked, lines):
        with pytest.raises(BadInput):
            draw(["led"], seven)


def test_parts_of_a_whole_stand_on_each_other() -> None:
    assert stacked(["led"], [Series("a", [1]), Series("b", [2])]).layout.barmode == "stack"
