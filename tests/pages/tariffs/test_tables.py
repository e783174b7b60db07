"""A price list as tables of fields and back: what was not touched stays, what is typed is read or refused."""

from decimal import Decimal
from typing import Any

import pytest

from lib.errors import BadInput
from lib.tariffs.records import PeoplePrice, Tier
from lib.tariffs.templates import template, templates
from lib.ui.tariffs_tables import TABLES, changed, rows

SUCHDOL, ORLOVA = template("suchdol").content, template("orlova").content


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("town", [one.code for one in templates()])
def test_a_table_that_nobody_touched_changes_no_price(town: str, name: str) -> None:
    before = template(town).content
    after = changed(before, name, rows(before, name))
    assert after.items == before.items
    assert [one.tiers for one in after.discounts] == [one.tiers for one in before.discounts]
    assert [(one.name, one.percent) for one in after.surcharges] == [
        (one.name, one.percent) for one in before.surcharges
    ]


def added(content: Any, table: str, **row: Any) -> Any:
    return changed(content, table, [*rows(content, table), dict.fromkeys(TABLES[table].fields) | row])


def test_a_new_size_gets_a_code_of_its_name_and_its_price_as_typed() -> None:
    new = added(SUCHDOL, "rozmery", name="Šestina strany", price="1 200,50", width_mm=86, with_vat="s DPH",
                clients=["občan"]).items[-1]  # fmt: skip
    assert (new.code, new.price, new.kind, new.unit, new.width_mm) == ("sestina-strany", 120_050, "display", "size", 86)
    assert (new.with_vat, new.clients) == (True, ("person",))


def test_items_of_other_tables_stay_where_they_were() -> None:
    with_size = added(ORLOVA, "rozmery", code="1/1", name="celá strana", price="9000")
    assert [item.code for item in with_size.items] == ["RS", "RK", "SK", "1/1"]
    assert [item.code for item in changed(with_size, "radky", rows(with_size, "radky")).items] == [
        "RS", "RK", "SK", "1/1",
    ]  # fmt: skip


def test_a_row_of_the_chronicle_belongs_to_its_item() -> None:
    chronicle = added(ORLOVA, "kronika", name="Společenská kronika", persons=3, photos=0, price="250")
    assert chronicle.items[-1].table[-1] == PeoplePrice(3, 0, 25_000)
    assert len(chronicle.items) == 3


def test_steps_of_a_discount_are_rows_of_its_name() -> None:
    stepped = added(SUCHDOL, "slevy", name="3 čísla po sobě", least=6, percent="22,5").discounts
    assert len(stepped) == 1
    assert stepped[0].tiers == (Tier(3, Decimal(20)), Tier(6, Decimal("22.5")))
    assert stepped[0].charge_back


@pytest.mark.parametrize(
    ("name", "row", "words"),
    [
        ("rozmery", {"name": "Malý", "price": "dvě stě"}, "Řádek 5"),
        ("rozmery", {"name": "Malý"}, "cena chybí"),
        ("rozmery", {"code": "1/1", "name": "Druhá", "price": "5"}, "dvakrát"),
        ("priplatky", {"name": "barva"}, "procenta"),
        ("slevy", {"name": "nová", "percent": "10"}, "od kolika čísel chybí"),
        ("slevy", {"name": "nová", "least": 2, "percent": "hodně"}, "Řádek 2"),
        ("kronika", {"name": "Kronika", "persons": 1, "price": "5"}, "fotografií chybí"),
    ],
)
def test_what_is_typed_wrong_is_refused_with_its_place(name: str, row: dict[str, Any], words: str) -> None:
    with pytest.raises(BadInput) as refused:
        added(SUCHDOL, name, **row)
    assert words in str(refused.value).replace("\u00a0", " ")


def test_an_empty_row_is_left_out() -> None:
    assert added(SUCHDOL, "rozmery", price="5") == SUCHDOL
