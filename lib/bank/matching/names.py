"""Names of payers and advertisers made comparable: no diacritics, no legal forms, no titles, any order of words.

Banks send 20 letters of a name, in capitals and without diacritics, so the last word may be cut.
"""

import polars as pl

from lib.czech.sorting import fold_frame

_FORMS = (
    r"\b(?:s r o|spol|a s|v o s|k s|z s|o p s|z u|p o|s p|druzstvo|ing|mgr|bc|mudr|judr|phdr|rndr|paeddr|mvdr|dis|"
    r"phd|csc|mba|arch|manzele|pan|pani)\b"
)
SHORTEST = 4
"""Letters of a word that says something by itself."""


def keys(payers: pl.Series, customers: pl.Series) -> pl.DataFrame:
    """name → `key`, its words that matter in their order; each name once."""
    folded = fold_frame(pl.col("name")).str.replace_all(r"[^a-z0-9]+", " ").str.replace_all(_FORMS, " ")
    found = pl.DataFrame({"name": pl.concat([payers, customers]).unique()})
    return found.with_columns(key=folded.str.replace_all(" +", " ").str.strip_chars())


def words() -> pl.Expr:
    """The words of a `key` that say something by themselves."""
    return _words(pl.col("key"))


def compared(found: pl.DataFrame) -> pl.DataFrame:
    """Pairs of `payer` and `customer` (keys) with `same`, one name in any order of words or cut short by the bank, and
    `alike`, two names that share a word."""
    payer, customer = pl.col("payer"), pl.col("customer")
    long_enough = (payer.str.len_chars() >= SHORTEST) & (customer.str.len_chars() >= SHORTEST)
    begins = customer.str.starts_with(payer) | payer.str.starts_with(customer)
    found = found.with_columns(same=(long_enough & begins).fill_null(False))
    # Most payers are called as they should be; taking words apart is left to the others.
    rest = found.filter(~pl.col("same")).select("payer", "customer").unique().drop_nulls()
    rest = rest.with_columns(
        turned=long_enough & (_sorted(payer) == _sorted(customer)),
        alike=_words(payer).list.set_intersection(_words(customer)).list.len() > 0,
    )
    found = found.join(rest, on=("payer", "customer"), how="left", maintain_order="left")
    same = pl.col("same") | pl.col("turned").fill_null(False)
    return found.with_columns(same=same, alike=~same & pl.col("alike").fill_null(False)).drop("turned")


def _sorted(key: pl.Expr) -> pl.Expr:
    return key.str.split(" ").list.sort().list.join(" ")


def _words(key: pl.Expr) -> pl.Expr:
    return key.str.split(" ").list.filter(pl.element().str.len_chars() >= SHORTEST)
