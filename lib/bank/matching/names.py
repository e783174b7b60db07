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
    """name → `key` (words in their order), `sorted` (words by the alphabet), `words`; each name once."""
    folded = fold_frame(pl.col("name")).str.replace_all(r"[^a-z0-9]+", " ").str.replace_all(_FORMS, " ")
    both = pl.concat([payers, customers]).unique()
    found = pl.DataFrame({"name": both}).with_columns(key=folded.str.replace_all(" +", " ").str.strip_chars())
    words = pl.col("key").str.split(" ")
    return found.with_columns(
        sorted=words.list.sort().list.join(" "), words=words.list.filter(pl.element().str.len_chars() >= SHORTEST)
    )


def same(left: str, right: str) -> pl.Expr:
    """Whether two names are one: equal in any order of words, or one cut short by the bank."""
    a, b = pl.col(f"key_{left}"), pl.col(f"key_{right}")
    long_enough = (a.str.len_chars() >= SHORTEST) & (b.str.len_chars() >= SHORTEST)
    equal = pl.col(f"sorted_{left}") == pl.col(f"sorted_{right}")
    return long_enough & (equal | b.str.starts_with(a) | a.str.starts_with(b))


def alike(left: str, right: str) -> pl.Expr:
    """Whether two names share a word that says something."""
    return pl.col(f"words_{left}").list.set_intersection(f"words_{right}").list.len() > 0
