"""The gift cupboard adds up: no good row ever takes a place below zero, and each wrong row is wrong as promised."""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from data.samples import make
from data.samples.expected import EXPECTED
from data.samples.people import is_ico
from data.samples.photos import DRAWINGS
from tests.samples.reading import Rows, typed_day

ITEMS, MOVES = EXPECTED["items"], EXPECTED["movements"]


@pytest.fixture(scope="module")
def cards(cells: Callable[[str, str], Rows]) -> dict[str, list]:
    return {row[0]: row for row in cells("sklad-predmetu.xlsx", "Předměty")}


@pytest.fixture(scope="module")
def ledger(cells: Callable[[str, str], Rows]) -> Rows:
    return cells("sklad-predmetu.xlsx", "Pohyby")


@pytest.fixture(scope="module")
def good(ledger: Rows, cards: dict[str, list]) -> Rows:
    """Rows without any flaw but possibly too large a quantity, once each."""
    once = {row[0]: row for row in ledger}.values()
    sound = [row for row in once if typed_day(row[1]) and row[3] in cards and isinstance(row[5], int)]
    return [row for row in sound if not row[10] or is_ico(str(row[10]))]


def test_every_count_of_the_ledger(ledger: Rows, good: Rows, cards: dict[str, list]) -> None:
    once = list({row[0]: row for row in ledger}.values())
    assert len(ledger) - len(once) == MOVES["duplicates"]
    assert sum(typed_day(row[1]) is None for row in once) == MOVES["impossible_dates"]
    assert sum(row[3] not in cards for row in once) == MOVES["unknown_items"]
    assert sum(bool(row[10]) and not is_ico(str(row[10])) for row in once) == MOVES["bad_ico"]
    assert sum(not isinstance(row[5], int) for row in once) == MOVES["bad_quantities"]
    assert len(good) - MOVES["below_zero"] == MOVES["good"]


def test_balances_by_place_stay_above_zero_but_for_two_rows(good: Rows) -> None:
    balance: dict[tuple[str, str], int] = defaultdict(int)
    refused = []
    for row in sorted(good, key=lambda row: typed_day(row[1])):  # stable: within a day as the ledger goes
        code, count, source, target = row[3], row[5], row[7], row[8]
        if source and balance[code, source] < count:
            refused.append(row)
            continue
        balance[code, source] -= count if source else 0
        balance[code, target] += count if target else 0
    assert len(refused) == MOVES["below_zero"]
    assert all(row[14] == "chybí nula? ověřit" for row in refused)
    assert min(count for (_, place), count in balance.items() if place) >= 0


def test_the_cupboard_has_something_to_say(good: Rows, cards: dict[str, list]) -> None:
    balance, quarter = Counter(), Counter()
    for row in good:
        if row[14] == "chybí nula? ověřit":
            continue
        balance[row[3]] += row[5] * (bool(row[8]) - bool(row[7]))
        recent = (make.AS_OF - typed_day(row[1])).days <= 90
        quarter[row[3]] += row[5] if recent and row[7] and not row[8] else 0
    assert len(cards) == ITEMS["good"]
    assert sum(balance[code] == 0 for code in cards) == ITEMS["at_zero"]
    assert sum(0 < balance[code] < card[5] for code, card in cards.items()) == ITEMS["under_minimum"]
    enough = [code for code, card in cards.items() if balance[code] >= card[5]]
    soon = [code for code in enough if quarter[code] and balance[code] * 90 / quarter[code] < 30]
    assert len(soon) == ITEMS["run_out_soon"]


def test_gifts_go_to_events_that_took_place(good: Rows) -> None:
    purposes = [row[11] for row in good if str(row[2]).strip().upper() == "V"]
    assert sum(str(make.AS_OF.year) in str(purpose) for purpose in purposes) > 300
    assert {str(row[2]).strip().upper() for row in good} == set("PVTRZ")
    assert max(typed_day(row[1]) for row in good) <= make.AS_OF
    assert min(typed_day(row[1]) for row in good) >= dt.date(2024, 1, 1)


def test_prices_are_written_as_money(good: Rows, cards: dict[str, list]) -> None:
    prices = [row[6] for row in good] + [card[4] for card in cards.values()]
    typed = [price for price in prices if isinstance(price, str)]
    assert typed
    assert all(re.fullmatch(r"\d{1,3}([ \u00a0]\d{3})*(,- Kč|,\d\d( Kč)?)", price) for price in typed)


def test_two_header_lines_name_the_groups(town: Path) -> None:
    page = openpyxl.load_workbook(town / "sklad-predmetu.xlsx")["Pohyby"]
    assert [cell.value for cell in page[2] if cell.value] == ["Předmět", "Místo", "Příjemce"]
    assert [cell.value for cell in page[3]][:4] == ["Č.", "Datum", "Druh", "Kód"]
    assert {str(area) for area in page.merged_cells.ranges} >= {"D2:G2", "H2:I2", "J2:K2"}


def test_pictures_of_items_exist_and_are_small(town: Path, cards: dict[str, list]) -> None:
    shown = {card[10] for card in cards.values() if card[10]}
    assert len(DRAWINGS) == EXPECTED["photos"]
    assert shown == {f"fotky/{name}.png" for name in DRAWINGS}
    assert sum(card[10] is not None for card in cards.values()) == ITEMS["with_photo"]
    assert max((town / name).stat().st_size for name in shown) <= 6_000
