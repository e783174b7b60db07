"""Payments put to open invoices: suggestions with points and the rules that fired. Pure; a person confirms them."""

import polars as pl

from lib.bank.matching import assigning, candidates, names, rules, several
from lib.bank.matching.rules import BIT

SUGGESTIONS = {
    "line_id": pl.Int64,
    "invoice_id": pl.Int64,
    "amount": pl.Int64,
    "kind": pl.String,
    "points": pl.Int64,
    "rules": pl.List(pl.String),
    "certain": pl.Boolean,
}
"""`amount` is the part of the payment that belongs to the invoice; `kind`: exact, rounded, several, part, over;
`rules` are codes of `rules.RULES` in their order; `certain` ones may be confirmed together."""
SEEN = {"party_id": pl.Int64, "account": pl.String}
LEAST = 40
"""Points from which a suggestion is worth showing."""
_KINDS = (("several", "sum"), ("exact", "amount"), ("rounded", "rounded"), ("part", "part"), ("over", "over"))


def suggest(lines: pl.DataFrame, invoices: pl.DataFrame, seen: pl.DataFrame | None = None) -> pl.DataFrame:
    """What each payment pays, as `SUGGESTIONS`: one suggestion a line, of several rows when it pays several invoices.

    `lines`: id, free (haléře that are not matched yet, above zero), booked_on, counter_account, counter_name, vs, ss,
    message. `invoices`: id, vs, party_id, customer, account, open, due_on. `seen`: accounts from which advertisers paid
    before (`SEEN`). Nothing gets more than is open of it, no line gives more than is free, whatever else is suggested.
    """
    # A symbol has ten digits at most, and whole numbers are joined several times faster than texts.
    symbol = pl.col("vs").cast(pl.Int64, strict=False).replace(0, None)
    lines = lines.filter(pl.col("free") > 0).with_columns(vs=symbol)
    invoices = invoices.filter(pl.col("open") > 0).with_columns(pl.col("account", "customer").fill_null(""), vs=symbol)
    known = candidates.accounts(invoices, pl.DataFrame(schema=SEEN) if seen is None else seen)
    called = names.keys(lines["counter_name"], invoices["customer"])
    pairs = candidates.pairs(lines, invoices, known, called)
    bundles = several.bundles(pairs, lines, invoices, known, called)
    return _told(assigning.assign(pairs, bundles))


def _told(assigned: pl.DataFrame) -> pl.DataFrame:
    """The masks unfolded into points, codes and the kind; what too little speaks for is left out."""
    masks = assigned["mask"].unique().to_list()
    meaning = pl.DataFrame(
        {
            "mask": masks,
            "points": [rules.points(mask) for mask in masks],
            "rules": [rules.codes(mask) for mask in masks],
            "kind": [next(kind for kind, code in _KINDS if mask & BIT[code]) for mask in masks],
            "settles": [bool(mask & rules.SETTLED) for mask in masks],
        },
        schema={"mask": pl.Int64, "points": pl.Int64, "rules": pl.List(pl.String), "kind": pl.String,
                "settles": pl.Boolean},
    )  # fmt: skip
    told = assigned.join(meaning, on="mask").filter(pl.col("points") >= LEAST)
    certain = (pl.col("points") >= rules.CERTAIN) & pl.col("settles") & ~pl.col("rivalled")
    return told.with_columns(certain=certain).select(list(SUGGESTIONS)).sort("line_id", "invoice_id")
