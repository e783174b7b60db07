"""Rows of the control statement of VAT (R-DPH-KH): A.4 document by document, A.5 the rest in one sum.

A.4 has what is over 10 000 Kč with VAT, up or down, and whose buyer has a DIČ; everything else is in A.5. What a final
invoice deducts of taxed advances was stated with the advance, so the limit is looked at what is left. The finance
department decides the doubtful: a buyer with an IČO and without a DIČ over the limit is told apart.
"""

from dataclasses import dataclass

import polars as pl

from lib.invoices.rules.checks import SIMPLIFIED_LIMIT

_DOCUMENT = ("id", "number", "dic", "customer", "ico", "tax_point_on")


@dataclass(frozen=True)
class Statement:
    """`a4`: number, dic, customer, ico, tax_point_on and for each rate base_R and vat_R; total. `a5`: one row of the
    same sums and documents. `doubtful`: documents of A.5 over the limit whose buyer may be a payer of VAT: number,
    customer, ico, total. `rates` are the rates in the columns, the highest first. Haléře."""

    a4: pl.DataFrame
    a5: pl.DataFrame
    doubtful: pl.DataFrame
    rates: tuple[int, ...]


def statement(rows: pl.DataFrame) -> Statement:
    """The rows of a month (`month.SCHEMA`) as the control statement wants them; every haléř is in A.4 or in A.5."""
    rates = tuple(rows["rate"].unique().sort(descending=True))
    wide = rows.group_by(_DOCUMENT, maintain_order=True).agg(*_by_rate(rates), pl.col("total").sum())
    over = (pl.col("total").abs() > SIMPLIFIED_LIMIT) & (pl.col("dic") != "")
    rest = wide.filter(~over)
    doubtful = rest.filter((pl.col("total").abs() > SIMPLIFIED_LIMIT) & (pl.col("ico") != ""))
    sums = [f"{what}_{rate}" for rate in rates for what in ("base", "vat")]
    return Statement(
        wide.filter(over).drop("id").sort("tax_point_on", "number"),
        rest.select(pl.len().cast(pl.Int64).alias("documents"), pl.col(*sums, "total").sum()),
        doubtful.select("number", "customer", "ico", "total"),
        rates,
    )


def _by_rate(rates: tuple[int, ...]) -> list[pl.Expr]:
    return [
        pl.col(what).filter(pl.col("rate") == rate).sum().alias(f"{what}_{rate}")
        for rate in rates
        for what in ("base", "vat")
    ]
