"""A room's own rules over whole rows, joined to what the cells already said."""

from dataclasses import replace

import polars as pl

from lib.sheets import problems
from lib.sheets.parse import Parsed


def checked(parsed: Parsed, found: pl.DataFrame) -> Parsed:
    """The rows without those that a rule blocks, and the rules' problems by sheet, row and column.

    `found`: position (index into `parsed.rows`), field, value, sentence, blocks; `params` (JSON) when it has fields.
    """
    if not found.height:
        return parsed
    where = parsed.rows.select("position", "sheet", "row", "key").with_row_index("index")
    told = (
        found.with_columns(index=pl.col("position").cast(where.schema["index"]))
        .drop("position")
        .join(where, on="index", how="inner", maintain_order="left")
        .join(parsed.places, on=["sheet", "field"], how="left", maintain_order="left")
    )
    if "params" not in told.columns:
        told = told.with_columns(params=pl.lit("{}"))
    blocked = told.filter("blocks")["position"].unique()
    stays = ~pl.col("position").is_in(blocked.implode())
    return replace(
        parsed,
        rows=parsed.rows.filter(stays),
        problems=pl.concat([parsed.problems, _shaped(told)]).sort("sheet", "row", maintain_order=True),
        blocked=pl.concat([parsed.blocked, parsed.rows.filter(~stays)["key"]]),
    )


def _shaped(told: pl.DataFrame) -> pl.DataFrame:
    return told.select(pl.col(name).cast(kind) for name, kind in problems.SCHEMA.items())
