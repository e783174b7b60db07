"""Accounts in files of banks: sixteen digits, plain or in the permuted internal format, and IBAN.

Internal format (jakubzapletal/bank-statements, doc/abo.md; the same order in an importer of Komerční banka's files):
plain P1…P6 C0…C9 is written C9 C7 C8 C5 C0 C1 C2 C3 C4 C6 P1…P6. Only the check digits (decree 169/2011) tell which of
the two it is, and a file keeps to one.
"""

import re

import polars as pl

_WEIGHTS = (6, 3, 7, 9, 10, 5, 8, 4, 2, 1)
_INTERNAL = (10, 11, 12, 13, 14, 15, 4, 5, 6, 7, 8, 3, 9, 1, 2, 0)
"""Place in the internal format of each digit of the plain one."""
_DIGITS = 16


def written(digits: pl.Series, bank: pl.Series, *, internal: bool) -> pl.Series:
    """`19-2000145399/0800` from sixteen digits and the code of the bank; "" for no account.

    The file's own way is taken unless only the other one has right check digits.
    """
    # Each step is a column of its own: one expression would work the digits out again for every one of its parts.
    ways = pl.DataFrame({"bank": bank, "plain": digits.cast(pl.Int64, strict=False).fill_null(0)})
    ways = ways.with_columns(internal=_unpermuted(pl.col("plain")))
    first, second = ("internal", "plain") if internal else ("plain", "internal")
    ways = ways.with_columns(first=fits(pl.col(first)), second=fits(pl.col(second)))
    chosen = pl.when(~pl.col("first") & pl.col("second")).then(second).otherwise(first)
    ways = ways.with_columns(chosen=chosen).with_columns(
        prefix=pl.col("chosen") // 10**10, number=(pl.col("chosen") % 10**10).cast(pl.String)
    )
    text = pl.when(pl.col("prefix") > 0).then(pl.format("{}-{}", "prefix", "number")).otherwise("number")
    ending = pl.when(pl.col("bank").str.contains("[1-9]")).then(pl.format("/{}", "bank")).otherwise(pl.lit(""))
    whole = pl.when(pl.col("chosen") == 0).then(pl.lit("")).otherwise(text + ending)
    return ways.select(whole.alias("account")).to_series()


def own(digits: str, ours: str) -> tuple[str, bool]:
    """The account of the statement itself without its bank, and whether the file uses the internal format.

    When both ways have right check digits, the one that is `ours` wins, else the plain one.
    """
    if not digits.isdecimal() or len(digits) != _DIGITS:
        return digits.strip(), False
    permuted = "".join(digits[place] for place in _INTERNAL)
    both = [(_text(digits), digits, False), (_text(permuted), permuted, True)]
    for text, _, internal in both:
        if text == ours.partition("/")[0]:
            return text, internal
    for text, candidate, internal in both:
        if pl.select(fits(pl.lit(int(candidate)))).item():
            return text, internal
    return _text(digits), False


def _text(digits: str) -> str:
    prefix, number = digits[:6].lstrip("0"), digits[6:].lstrip("0")
    return f"{prefix}-{number}" if prefix else number


def fits(number: pl.Expr) -> pl.Expr:
    """Whether both parts of a sixteen-digit number have right check digits."""
    return (_weighed(number // 10**10) % 11 == 0) & (_weighed(number % 10**10) % 11 == 0) & (number % 10**10 >= 10)


def _weighed(part: pl.Expr) -> pl.Expr:
    digits = [(part // 10 ** (9 - place)) % 10 * weight for place, weight in enumerate(_WEIGHTS)]
    return pl.sum_horizontal(digits)


def _unpermuted(number: pl.Expr) -> pl.Expr:
    digits = [
        (number // 10 ** (_DIGITS - 1 - place)) % 10 * 10 ** (_DIGITS - 1 - position)
        for position, place in enumerate(_INTERNAL)
    ]
    return pl.sum_horizontal(digits)


def from_iban(text: str) -> str:
    """A Czech IBAN as the account people know, a foreign one as it is: `CZ65 0800 …` → `19-2000145399/0800`."""
    iban = re.sub(r"\s", "", text).upper()
    if not re.fullmatch(r"CZ\d{22}", iban):
        return iban
    return f"{_text(iban[8:])}/{iban[4:8]}"


def plain(number: str, bank: str) -> str:
    """An account written in other ways (`000019-2000145399`, sixteen digits) as people know it."""
    found = re.fullmatch(r"(?:(\d{1,6})-)?(\d{1,16})(?:/(\d{4}))?", re.sub(r"\s", "", number))
    if not found:
        return number.strip()
    digits = f"{found[1] or ''}{found[2]:0>10}".rjust(_DIGITS, "0")
    code = found[3] or bank
    return f"{_text(digits)}/{code}" if code else _text(digits)
