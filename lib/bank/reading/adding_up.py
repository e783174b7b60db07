"""Signs of lines and the statement's own balances: what came, what went, and which way a reversal goes.

Code 4 of GPC means the reversal of a debit at most banks and that of a credit at others; RvslInd of camt.053 is read
both ways too. Only the balances tell, so each reading is tried until every part adds up.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import polars as pl

from lib.bank.records import Part
from lib.czech import numbers
from lib.errors import BadInput

Reading = Mapping[str, int]
"""Code of a line → 1 when the money came, −1 when it went."""
Given = TypeVar("Given", pl.DataFrame, pl.LazyFrame)


def signed(lines: pl.DataFrame, parts: Sequence[Part], readings: Sequence[Reading], name: str) -> pl.DataFrame:
    """The lines with `amount` from `size` and `code`, by the first reading under which every part adds up.

    BadInput when none does, with the figures of the first part that fails.
    """
    sums = _sums(lines, parts)
    for reading in readings:
        if all(_missing(part, place, sums, reading) == 0 for place, part in enumerate(parts)):
            break
    else:
        _refuse(parts, sums, readings[0], name)
    return lines.with_columns(amount=pl.col("size") * pl.col("code").replace_strict(reading, return_dtype=pl.Int64))


def _sums(lines: pl.DataFrame, parts: Sequence[Part]) -> dict[tuple[int, str], int]:
    """(part, code) → haléře of the lines in the currency of the part's balances."""
    currencies = pl.Series([part.currency for part in parts], dtype=pl.String)
    of_part = pl.col("part").replace_strict(dict(enumerate(currencies)), return_dtype=pl.String)
    counted = lines.filter(pl.col("counts") | (pl.col("currency") == of_part)) if lines.height else lines
    found = counted.group_by("part", "code").agg(pl.col("size").sum())
    return {(part, code): int(size) for part, code, size in found.select("part", "code", "size").iter_rows()}


def _moved(place: int, sums: Mapping[tuple[int, str], int], reading: Reading) -> int:
    return sum(size * reading[code] for (part, code), size in sums.items() if part == place)


def _missing(part: Part, place: int, sums: Mapping[tuple[int, str], int], reading: Reading) -> int:
    if part.opening is None or part.closing is None:
        return 0
    return part.closing - part.opening - _moved(place, sums, reading)


def _refuse(parts: Sequence[Part], sums: Mapping[tuple[int, str], int], reading: Reading, name: str) -> None:
    place = next(place for place, part in enumerate(parts) if _missing(part, place, sums, reading))
    part = parts[place]
    raise BadInput(
        "{name} does not add up: {opening} and the movements {moved} are not the closing balance {closing}; "
        "{missing} is missing or too much. Nothing was stored. Download the statement again, whole.",
        name=name,
        opening=numbers.money(part.opening or 0),
        moved=numbers.money(_moved(place, sums, reading)),
        closing=numbers.money(part.closing or 0),
        missing=numbers.money(abs(_missing(part, place, sums, reading))),
        field="file",
    )
