import datetime as dt
from collections.abc import Callable
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from lib.czech import columns, dates, identifiers, numbers
from lib.errors import BadInput


def _or_none(read: Callable[[str], Any]) -> Callable[[str | None], Any]:
    def reader(cell: str | None) -> Any:
        try:
            return None if cell is None else read(cell)
        except BadInput:
            return None

    return reader


READERS = {
    "money": (columns.money, _or_none(numbers.parse_money), pl.Int64),
    "whole": (columns.whole, _or_none(numbers.parse_whole), pl.Int64),
    "date": (columns.date, _or_none(dates.parse_date), pl.Date),
    "time_from": (columns.time_from, _or_none(lambda cell: dates.parse_time_span(cell)[0]), pl.String),
    "time_to": (columns.time_to, _or_none(lambda cell: dates.parse_time_span(cell)[1]), pl.String),
    "ico": (columns.ico, _or_none(identifiers.ico), pl.String),
}
# fmt: off
PIECES = (
    "1", "815", ",50", ",-", ".5", ".", ",", "-", "–", "−", "Kč", "CZK", "ks", "kusů", "asi", "12", "31", "4", "5",
    "13", "2026", "26", "úterý", "so", "v", "po", "května", "kvě", "Září", "2026-05-01", "T00:00:00", "00:00:00", "od",
    "do", "až", "h", "hod.", "hodin", ":00", ".30", "24", "8", "9", ":", "00297577", "297577", "IČO:", "0", "00",
    "dle dohody",
)
# fmt: on
typed = st.lists(st.sampled_from([*PIECES, " ", " ", "\u00a0", "\u202f"]), max_size=9).map("".join)
written = st.one_of(
    st.integers(-(10**12), 10**12).map(numbers.money),
    st.integers(0, 10**9).map(numbers.number),
    st.dates(dt.date(1000, 1, 1), dt.date(2999, 1, 1)).map(dates.date),
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)).map(dates.long_date),
    st.builds(
        lambda w, d: f"{w} {dates.date(d)}",
        st.sampled_from(["po", "út", "v neděli"]),
        st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
    ),
    st.tuples(st.integers(0, 33), st.integers(0, 14), st.integers(0, 99)).map(lambda d: "{}.{}.{:02d}".format(*d)),
    st.builds(dates.span, st.times(), st.none() | st.times()),
    st.builds("do {:%H.%M} hod.".format, st.times()),
    st.integers(0, 99_999_999).map(str),
)
cells = st.lists(st.none() | typed | written | st.text(max_size=8), max_size=15)


@given(cells=cells)
def test_a_column_is_read_like_each_of_its_cells(cells):
    frame = pl.DataFrame({"cell": cells}, schema={"cell": pl.String})
    read = frame.select(column(pl.col("cell")).alias(name) for name, (column, _, _) in READERS.items())
    assert read.schema == {name: dtype for name, (_, _, dtype) in READERS.items()}
    assert read.to_dict(as_series=False) == {
        name: [read_cell(cell) for cell in cells] for name, (_, read_cell, _) in READERS.items()
    }


def test_what_cannot_be_read_is_null_and_the_rest_is_there():
    sheet = pl.DataFrame(
        {
            "kdy": ["so 12. 12. 2026", "2026-05-01 00:00:00", "31. 4. 2026", "po 5. 5. 2026"],
            "čas": ["9.00–15.00", "od 17 h", "celý den", "odpoledne"],
            "cena": ["1 815,50 Kč", "1.815,-", "asi 500", None],
            "kusů": ["12 ks", "1 200", "asi 30", ""],
            "ičo": ["297577", "00297577", "12345678", "x"],
        }
    )
    read = sheet.select(
        kdy=columns.date(pl.col("kdy")),
        od=columns.time_from(pl.col("čas")),
        do=columns.time_to(pl.col("čas")),
        cena=columns.money(pl.col("cena")),
        kusů=columns.whole(pl.col("kusů")),
        ičo=columns.ico(pl.col("ičo")),
    )
    assert read.rows() == [
        (dt.date(2026, 12, 12), "09:00", "15:00", 181550, 12, "00297577"),
        (dt.date(2026, 5, 1), "17:00", None, 181500, 1200, "00297577"),
        (None, None, None, None, None, None),
        (None, None, None, None, None, None),
    ]


def test_years_of_two_digits_and_ends_without_a_start():
    cells = pl.DataFrame({"kdy": ["1.5.49", "1.5.50", "1.5.45"], "čas": ["do 15.00", "do 15 h", "od 8 do 24 h"]})
    assert cells.select(columns.date(pl.col("kdy")).dt.year())["kdy"].to_list() == [2049, 1950, 2045]
    assert cells.select(columns.time_from(pl.col("čas")))["čas"].to_list() == [None, None, "08:00"]
    assert cells.select(columns.time_to(pl.col("čas")))["čas"].to_list() == ["15:00", "15:00", "00:00"]


def test_a_cell_that_says_no_time_differs_from_one_that_cannot_be_read():
    cells = pl.DataFrame({"čas": ["celý den", "", None, "dle dohody", "odpoledne", "9:00"]})
    assert cells.select(columns.without_time(pl.col("čas")))["čas"].to_list() == [True, True, True, True, False, False]


def test_columns_without_a_single_text_and_lazy_frames_are_read_too():
    nothing = pl.DataFrame({"cell": [None, None]})
    assert nothing.lazy().select(columns.date(pl.col("cell"))).collect().schema == {"cell": pl.Date}
    assert nothing.select(columns.money(pl.col("cell")))["cell"].to_list() == [None, None]
