"""Money, counts and percentages: how they are written in Czech and read from what people type.

Money is whole haléře (the hundredth of a koruna) everywhere; only this module turns it into text and back.
The patterns work on folded text (`sorting.fold`) and are shared with `columns`, so both read the same.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from lib.czech.sorting import fold
from lib.errors import BadInput

NBSP = "\u00a0"
MINUS = "\u2212"
SIGN = "[-\u2010-\u2015\u2212]"
# Thousands are groups of three; up to twelve digits, so that haléře fit into 64 bits.
_WHOLE = r"[0-9]{1,3}(?: [0-9]{3}){1,3}|[0-9]{1,3}(?:\.[0-9]{3}){1,3}|[0-9]{1,12}"
MONEY = rf"^({SIGN})? ?(?:kc |czk )?({_WHOLE})(?:[.,]([0-9]{{1,2}})|,{SIGN}{{1,2}})? ?(?:kc|czk)?$"
_PIECES = r"ks|kus|kusy|kusu|x|osoba|osoby|osob|lide|lidi|vytisk|vytisky|vytisku"
WHOLE = rf"^({SIGN})? ?({_WHOLE})(?:[.,]0{{1,6}})? ?(?:(?:{_PIECES})\.?)?$"


def money(halere: int) -> str:
    """Haléře as people read them: 125000 → `1 250 Kč`, 181550 → `1 815,50 Kč`."""
    koruny, rest = divmod(abs(halere), 100)
    sign = MINUS if halere < 0 else ""
    cents = f",{rest:02d}" if rest else ""
    return f"{sign}{number(koruny)}{cents}{NBSP}Kč"


def parse_money(text: str) -> int:
    """Haléře from a typed amount (`1 815,50 Kč`, `1.815,-`, `12,5`); BadInput when it is not an amount.

    A dot before three digits separates thousands (`1.815` is 1 815 Kč), before one or two digits haléře.
    """
    found = re.match(MONEY, fold(text))
    if not found:
        raise BadInput("“{typed}” is not an amount of money. Write it like 1 815,50.", typed=text.strip())
    sign, whole, cents = found.groups()
    halere = _digits(whole) * 100 + int((cents or "0").ljust(2, "0"))
    return -halere if sign else halere


def number(n: int | float | Decimal, places: int | None = None) -> str:
    """A number with no-break thousands and a decimal comma: 1234567 → `1 234 567`, 2.2 → `2,2`, (2.25, 1) → `2,3`.

    Without `places` as many decimals as there are, two at most.
    """
    if isinstance(n, int) and not places:
        return f"{n:,}".replace(",", NBSP).replace("-", MINUS)
    rounded = _round(n, 2 if places is None else places)
    digits = f"{abs(rounded):,f}"
    if places is None:
        digits = digits.rstrip("0").removesuffix(".")
    digits = digits.replace(",", NBSP).replace(".", ",")
    return f"{MINUS}{digits}" if rounded < 0 else digits


def parse_whole(text: str) -> int:
    """A whole number from a typed count (`12 ks`, `1 200`, `12,0`); BadInput for anything uncertain (`asi 30`)."""
    found = re.match(WHOLE, fold(text))
    if not found:
        raise BadInput("“{typed}” is not a whole number. Write it like 1 200.", typed=text.strip())
    sign, whole = found.groups()
    return -_digits(whole) if sign else _digits(whole)


def percent(x: float | Decimal, places: int | None = 0) -> str:
    """A share as per cent: 0.183 → `18 %`, (0.125, 1) → `12,5 %`."""
    return f"{number(Decimal(str(x)) * 100, places)}{NBSP}%"


def _round(n: int | float | Decimal, places: int) -> Decimal:
    return Decimal(str(n)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _digits(whole: str) -> int:
    return int(whole.replace(" ", "").replace(".", ""))
