"""Which of the candidates is suggested: the best first, each line once, no invoice over what is open of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import polars as pl

from lib.bank.matching import rules
from lib.bank.matching.rules import BIT
from lib.bank.matching.several import Bundle

ASSIGNED = {"line_id": pl.Int64, "invoice_id": pl.Int64, "amount": pl.Int64, "mask": pl.Int64, "rivalled": pl.Boolean}
_ABOUT_AMOUNT = BIT["amount"] | BIT["rounded"] | BIT["only"] | BIT["part"] | BIT["over"]
_points = cache(rules.points)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A line and what it may pay: one invoice with what was open of it, or a bundle."""

    rank: tuple[object, ...]
    line_id: int
    free: int
    shares: tuple[tuple[int, int], ...]
    mask: int
    alone: bool = True


def assign(pairs: pl.DataFrame, bundles: Sequence[Bundle]) -> pl.DataFrame:
    """`ASSIGNED`: what each line pays. `rivalled` when something else speaks as much for another invoice."""
    taken = pl.DataFrame(
        [(bundle.line_id, invoice_id) for bundle in bundles for invoice_id, _ in bundle.shares],
        schema={"line_id": pl.Int64, "invoice_id": pl.Int64}, orient="row",
    )  # fmt: skip
    clear = (
        (pl.len().over("line_id") == 1)
        & (pl.len().over("invoice_id") == 1)
        & ~pl.col("line_id").is_in(taken["line_id"].implode())
        & ~pl.col("invoice_id").is_in(taken["invoice_id"].implode())
    )
    marked = pairs.with_columns(clear=clear)
    alone = marked.filter("clear").select(
        "line_id", "invoice_id", amount=pl.min_horizontal("free", "open"), mask="mask", rivalled=False
    )
    rows = list(_greedy([*_units(marked.filter(~pl.col("clear"))), *map(_of_bundle, bundles)], marked))
    return pl.concat([alone, pl.DataFrame(rows, schema=ASSIGNED, orient="row")])


def _units(pairs: pl.DataFrame) -> Iterable[_Unit]:
    columns = pairs.select("line_id", "invoice_id", "free", "open", "booked_on", "due_on", "mask")
    for line_id, invoice_id, free, left, booked_on, due_on, mask in columns.iter_rows():
        rank = (-_points(mask), str(booked_on), line_id, str(due_on), invoice_id)
        yield _Unit(rank, line_id, free, ((invoice_id, left),), mask)


def _of_bundle(bundle: Bundle) -> _Unit:
    rank = (-_points(bundle.mask), "", bundle.line_id, "", 0)
    free = sum(left for _, left in bundle.shares)
    return _Unit(rank, bundle.line_id, free, bundle.shares, bundle.mask, bundle.alone)


def _greedy(units: list[_Unit], pairs: pl.DataFrame) -> Iterable[tuple[object, ...]]:
    left: dict[int, int] = dict(pairs.select("invoice_id", "open").iter_rows())
    best: dict[int, list[int]] = defaultdict(list)
    for unit in units:
        best[unit.line_id].append(_points(unit.mask))
        for invoice_id, open_ in unit.shares:
            left.setdefault(invoice_id, open_)
    done: set[int] = set()
    for unit in sorted(units, key=lambda one: one.rank):
        if unit.line_id in done:
            continue
        shares = _shares(unit, left)
        if not shares:
            continue
        done.add(unit.line_id)
        mask = unit.mask if len(shares) > 1 else _now(unit, left[shares[0][0]])
        rivals = sum(points >= _points(unit.mask) for points in best[unit.line_id]) - 1
        for invoice_id, amount in shares:
            left[invoice_id] -= amount
            yield unit.line_id, invoice_id, amount, mask, rivals > 0 or not unit.alone


def _shares(unit: _Unit, left: dict[int, int]) -> tuple[tuple[int, int], ...]:
    """What the unit can still pay: a bundle all of it or nothing, a single invoice what is left."""
    if len(unit.shares) > 1:
        return unit.shares if all(left[invoice_id] == open_ for invoice_id, open_ in unit.shares) else ()
    invoice_id, _ = unit.shares[0]
    amount = min(unit.free, left[invoice_id])
    return ((invoice_id, amount),) if amount > 0 else ()


def _now(unit: _Unit, left: int) -> int:
    """The rules as they hold when others have paid a part of the invoice before."""
    if left == unit.shares[0][1]:
        return unit.mask
    code = "amount" if unit.free == left else "part" if unit.free < left else "over"
    return (unit.mask & ~_ABOUT_AMOUNT) | BIT[code]
