"""The content of a price list as small tables that people write into, and back; no widget is drawn here.

A table holds some of the items, the surcharges or the discounts. Rows of one item of the chronicle or of one discount
share its name. What comes back goes through `rules.read`, so the same sentences say what is wrong.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lib.czech import numbers
from lib.czech.slug import slug
from lib.errors import BadInput, OfficeError
from lib.i18n import N, t
from lib.tariffs.records import Content, Discount, Item, Surcharge
from lib.tariffs.rules import CLIENTS, COUNTS, KINDS, UNITS, read, write

Row = Mapping[str, Any]
VAT = {"": N("as the price list"), "with": N("with VAT"), "without": N("without VAT")}
_SIDES = {"with": True, "without": False}
_VAT_OF = {None: "", True: "with", False: "without"}


@dataclass(frozen=True)
class Table:
    """One table: what it is called, which units of items it holds (none for surcharges and discounts), its fields."""

    title: str
    units: tuple[str, ...]
    fields: tuple[str, ...]


TABLES = {
    "rozmery": Table(
        N("Fixed sizes"), ("size",), ("code", "name", "width_mm", "height_mm", "price", "clients", "with_vat")
    ),
    "radky": Table(
        N("By characters"), ("characters",), ("code", "name", "kind", "price", "per", "minimum", "clients", "with_vat")
    ),
    "kronika": Table(N("Persons and photos"), ("people",), ("code", "name", "persons", "photos", "price", "with_vat")),
    "ostatni": Table(
        N("Other items"), ("area", "flat"), ("code", "name", "unit", "kind", "price", "minimum", "clients", "with_vat")
    ),
    "priplatky": Table(N("Surcharges"), (), ("name", "percent", "amount", "items")),
    "slevy": Table(
        N("Discounts"), (),
        ("name", "least", "percent", "counts", "retroactive", "charge_back", "prepaid", "items", "clients"),
    ),
}  # fmt: skip
WORDS: dict[str, Mapping[str, str]] = {"kind": KINDS, "unit": UNITS, "counts": COUNTS, "with_vat": VAT}
"""Fields with a choice, shown by its words."""
MONEY = frozenset({"price", "minimum", "amount"})


def choice(field: str, units: Sequence[str] = ()) -> dict[str, str]:
    """Code → words of a field with a choice."""
    return {code: t(word) for code, word in WORDS[field].items() if field != "unit" or code in units}


def rows(content: Content, name: str) -> list[dict[str, Any]]:
    """The rows of a table as they are written: money in Kč as text, choices in words."""
    table = TABLES[name]
    if name == "priplatky":
        found = [_surcharge_row(one) for one in content.surcharges]
    elif name == "slevy":
        found = [row for one in content.discounts for row in _discount_rows(one)]
    else:
        found = [row for item in content.items if item.unit in table.units for row in _item_rows(item)]
    return [{field: _written(field, row[field]) for field in table.fields} for row in found]


def changed(content: Content, name: str, typed: Iterable[Row]) -> Content:
    """The content with a table as it was typed; BadInput with the place. Rows without a name and code are left out."""
    said: dict[str, Any] = json.loads(write(content), parse_float=Decimal)
    lines = [(place, row) for place, row in enumerate(typed, 1) if row.get("name") or row.get("code")]
    read_rows = [_read_row(TABLES[name], place, row) for place, row in lines]
    if name == "priplatky":
        said["surcharges"] = [_coded(row) for row in read_rows]
    elif name == "slevy":
        said["discounts"] = _grouped(read_rows, "tiers", ("least", "percent"))
    else:
        said["items"] = _items(name, said["items"], read_rows)
    return read(said)


def _item_rows(item: Item) -> list[dict[str, Any]]:
    row = {field: getattr(item, field) for field in ("code", "name", "kind", "unit", "price", "width_mm", "height_mm",
           "per", "minimum")}  # fmt: skip
    row |= {"clients": list(item.clients), "with_vat": _VAT_OF[item.with_vat]}
    if item.unit != "people":
        return [row]
    return [row | {"persons": one.persons, "photos": one.photos, "price": one.price} for one in item.table]


def _surcharge_row(one: Surcharge) -> dict[str, Any]:
    percent = one.percent or None
    return {"name": one.name, "percent": percent, "amount": one.amount or None, "items": list(one.items)}


def _discount_rows(one: Discount) -> list[dict[str, Any]]:
    row = {field: getattr(one, field) for field in ("name", "counts", "retroactive", "charge_back", "prepaid")}
    row |= {"items": list(one.items), "clients": list(one.clients)}
    return [row | {"least": tier.least, "percent": tier.percent} for tier in one.tiers]


def _written(field: str, value: Any) -> Any:
    if field in WORDS:
        return t(WORDS[field][value])
    if field == "clients":
        return [t(CLIENTS[one]) for one in value]
    if field in MONEY and value is not None:
        return numbers.money(value).removesuffix(f"{numbers.NBSP}Kč").replace(numbers.NBSP, " ")
    return numbers.number(value).replace(numbers.NBSP, " ") if isinstance(value, Decimal) else value


def _read_row(table: Table, place: int, row: Row) -> dict[str, Any]:
    """A row as the JSON of a list has it; cells left empty are left out."""
    said = {field: _read_cell(field, place, row.get(field)) for field in table.fields}
    if table.units and "unit" not in table.fields:
        said["unit"] = table.units[0]
    return {field: value for field, value in said.items() if value is not None}


def _read_cell(field: str, place: int, value: Any) -> Any:
    if value is None or value == "" or value == []:
        return None
    if field in WORDS:
        code = next(code for code, word in WORDS[field].items() if t(word) == value)
        return _SIDES.get(code) if field == "with_vat" else code
    if field == "clients":
        return [code for code, word in CLIENTS.items() if t(word) in value]
    if field not in (*MONEY, "percent"):
        return list(value) if field == "items" else value
    try:
        halere = numbers.parse_money(str(value))
    except OfficeError as error:
        raise BadInput("Row {place}: {reason}", place=place, reason=str(error)) from error
    return Decimal(halere) / 100 if field == "percent" else halere


def _items(name: str, old: list[dict[str, Any]], typed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The items of the table in the place of those that it held; each keeps its kind where the table does not ask."""
    units, kinds = TABLES[name].units, {item["code"]: item.get("kind") for item in old}
    if name == "kronika":
        typed = _grouped(typed, "table", ("persons", "photos", "price"))
    usual = {"rozmery": "display", "kronika": "chronicle"}.get(name, "other")
    new = [{"kind": kinds.get(row.get("code")) or usual} | _coded(row) for row in typed]
    place = next((n for n, item in enumerate(old) if item["unit"] in units), len(old))
    kept_before = [item for item in old[:place] if item["unit"] not in units]
    return [*kept_before, *new, *(item for item in old[place:] if item["unit"] not in units)]


def _grouped(typed: list[dict[str, Any]], part: str, fields: tuple[str, ...]) -> list[dict[str, Any]]:
    """Rows of one name as one record with its steps or its table; what is common stands in the first of them."""
    found: dict[str, dict[str, Any]] = {}
    for row in typed:
        key = str(row.get("name") or row.get("code"))
        common = {field: value for field, value in row.items() if field not in fields}
        record = found.setdefault(key, _coded(common) | {part: []})
        record[part].append({field: row[field] for field in fields if field in row})
    return list(found.values())


def _coded(row: dict[str, Any]) -> dict[str, Any]:
    """A row with a code: what is not written is made of the name."""
    return row if row.get("code") else row | {"code": slug(str(row.get("name", "")))}
