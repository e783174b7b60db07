"""The ads of the paper: three years, the wrong rows that were promised, and money that is still owed."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.samples import make
from data.samples.expected import EXPECTED, ON_DEFAULT_DAY
from data.samples.people import is_ico
from tests.samples.reading import Rows, typed_day

WANTED = EXPECTED["ads"]
ORDER, ISSUE, CUSTOMER, ICO, KIND, SIZE, PAGE, NET, VAT, GROSS, INVOICE, ISSUED, DUE, PAID, NOTE = range(15)


@pytest.fixture(scope="module")
def old(town: Path) -> Rows:
    text = (town / "inzerce-stare.csv").read_bytes().decode("cp1250")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    return [[cell or None for cell in row] for row in rows if row[0].startswith("OI-")]


@pytest.fixture(scope="module")
def orders(cells: Callable[[str, str], Rows], old: Rows) -> Rows:
    return [*old, *cells("inzerce-bn.xlsx", "2025"), *cells("inzerce-bn.xlsx", "2026")]


def halere(cell: Any) -> int:
    """Money of a cell."""
    if isinstance(cell, int | float):
        return round(cell * 100)
    text = str(cell).replace("Kč", "").replace("\u00a0", "").replace(" ", "").replace(",-", ",00")
    return round(float(text.replace(",", ".")) * 100)


def test_every_count_of_the_ads(orders: Rows) -> None:
    once = list({row[ORDER]: row for row in orders}.values())
    dates = [cell for row in once for cell in row[ISSUED : PAID + 1] if cell]
    found = {
        "duplicates": len(orders) - len(once),
        "bad_ico": sum(bool(row[ICO]) and not is_ico(str(row[ICO])) for row in once),
        "impossible_dates": sum(typed_day(cell) is None for cell in dates),
        "wrong_sums": sum(halere(row[NET]) + halere(row[VAT]) != halere(row[GROSS]) for row in once),
        "unknown_issues": sum(row[ISSUE].startswith("13/") for row in once),
        "cancelled": sum("STORNO" in str(row[NOTE]) for row in once),
    }
    assert found == {name: WANTED[name] for name in found}
    assert len(once) - sum(found.values()) + found["duplicates"] == WANTED["good"]


def test_who_has_not_paid(orders: Rows) -> None:
    once = {row[ORDER]: row for row in orders}.values()
    owing = [typed_day(row[DUE]) for row in once if row[INVOICE] and not row[PAID] and "13/" not in row[ISSUE]]
    assert sum(day < make.AS_OF for day in owing) == WANTED["overdue"]
    assert sum(day >= make.AS_OF for day in owing) == ON_DEFAULT_DAY["unpaid_not_yet_due"]


def test_prices_are_written_as_money(orders: Rows) -> None:
    typed = [str(cell) for row in orders for cell in row[NET : GROSS + 1] if isinstance(cell, str)]
    assert all(re.fullmatch(r"\d{1,3}([ \u00a0]?\d{3})*(,- Kč|,\d\d( Kč)?)", cell) for cell in typed)
    assert {"1\u00a0815,- Kč", "1 815,00 Kč"} & set(typed)


def test_invoice_numbers_never_repeat(orders: Rows) -> None:
    once = {row[ORDER]: row for row in orders}.values()
    numbers = Counter(str(row[INVOICE]) for row in once if row[INVOICE])
    assert max(numbers.values()) == 1
    assert all(len(number) == 10 for number in numbers)


def test_years_can_be_compared(orders: Rows) -> None:
    issues = Counter(row[ISSUE] for row in orders)
    for year in (2024, 2025, 2026):
        assert sum(name.endswith(f"/{year}") and not name.startswith("13") for name in issues) == 11
        assert f"7–8/{year}" in issues
    assert 55 <= len({row[CUSTOMER].strip().casefold() for row in orders if row[KIND].strip() == "plošná"}) <= 75


def test_the_lock_file_names_who_has_the_book_open(town: Path) -> None:
    lock = (town / "~$inzerce-bn.xlsx").read_bytes()
    assert len(lock) == 165
    assert lock[1 : 1 + lock[0]].decode("cp1250") == "Věra Malá"
    assert lock[57 : 57 + 2 * lock[55]].decode("utf-16-le") == "Věra Malá"
