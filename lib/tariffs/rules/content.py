"""A price list's content from JSON and back; whatever is wrong is one sentence: what, where, what to do."""

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from lib.errors import BadInput
from lib.i18n import t
from lib.tariffs.records import (
    Conditions,
    Content,
    Discount,
    Item,
    PeoplePrice,
    Rounding,
    Surcharge,
    Tier,
)
from lib.tariffs.rules.fields import Row
from lib.tariffs.rules.words import CLIENTS, COUNTS, KINDS, ROUNDING_OF, ROUNDING_WAYS, UNITS

MOST_PERCENT = 1000


def read(said: str | Mapping[str, Any]) -> Content:
    """The content of a list from its JSON; BadInput with the place and what to do."""
    top = Row(_loaded(said), t("Price list"))
    content = Content(
        rate=top.whole("rate", least=0, most=100),
        with_vat=top.yes("with_vat"),
        items=_all(top, "items", t("Priced item"), _item),
        surcharges=_all(top, "surcharges", t("Surcharge"), _surcharge),
        discounts=_all(top, "discounts", t("Discount"), _discount),
        rounding=_rounding(top.inside("rounding", t("Rounding"))),
        spaces=top.yes("spaces", default=True),
        conditions=_conditions(top.inside("conditions", t("Conditions"))),
        note=top.text("note", default=""),
    )
    top.refuse_rest()
    return check(content)


def check(content: Content) -> Content:
    """The content itself when its parts fit together: codes once, known items, tiers that rise."""
    _refuse_twice(t("Items"), [one.code for one in content.items])
    _refuse_twice(t("Surcharges"), [one.code for one in content.surcharges])
    _refuse_twice(t("Discounts"), [one.code for one in content.discounts])
    codes = {item.code for item in content.items}
    parts: list[Surcharge | Discount] = [*content.surcharges, *content.discounts]
    for part in parts:
        lost = [code for code in part.items if code not in codes]
        if lost:
            raise BadInput(
                "“{name}” is for the item “{code}”, which the price list does not have. Correct one of them.",
                name=part.name,
                code=lost[0],
            )
    for discount in content.discounts:
        _check_tiers(discount)
    return content


def write(content: Content) -> str:
    """The JSON of a content; `read` gives the same content back."""
    said: dict[str, Any] = {
        "rate": content.rate,
        "with_vat": content.with_vat,
        "spaces": content.spaces,
        "items": [_plain(one) | _said_price(one) for one in content.items],
        "surcharges": [_plain(one) for one in content.surcharges],
        "discounts": [_plain(one) for one in content.discounts],
        "rounding": _plain(content.rounding),
        "conditions": _plain(content.conditions),
        "note": content.note,
    }
    return json.dumps(said, ensure_ascii=False)


def _plain(record: Any) -> Any:
    """A record as JSON has it; what is as usual is left out, so that a list reads like its paper."""
    if isinstance(record, Decimal):
        return int(record) if record == int(record) else float(record)
    if isinstance(record, tuple):
        return [_plain(one) for one in record]
    if not hasattr(record, "__dataclass_fields__"):
        return record
    fields = record.__dataclass_fields__.items()
    return {name: _plain(getattr(record, name)) for name, field in fields if getattr(record, name) != field.default}


def _said_price(item: Item) -> dict[str, int]:
    """A price of nothing is said: the field must not look forgotten."""
    return {} if item.unit == "people" else {"price": item.price}


def _loaded(said: str | Mapping[str, Any]) -> Any:
    if not isinstance(said, str):
        return said
    try:
        return json.loads(said, parse_float=Decimal)
    except ValueError as error:
        raise BadInput("The price list cannot be read ({reason}). Give it as JSON.", reason=str(error)) from error


def _all(top: Row, name: str, what: str, read_one: Callable[[Row], Any]) -> tuple[Any, ...]:
    read_ones = []
    for row in top.rows(name, what):
        read_ones.append(read_one(row))
        row.refuse_rest()
    return tuple(read_ones)


def _item(row: Row) -> Item:
    unit = row.one_of("unit", UNITS)
    people = unit == "people"
    return Item(
        code=_code(row),
        name=row.text("name"),
        kind=row.one_of("kind", KINDS, default="other"),
        unit=unit,  # type: ignore[arg-type]
        price=row.whole("price", least=0, default=0 if people else None),
        width_mm=row.whole_or_none("width_mm", least=1),
        height_mm=row.whole_or_none("height_mm", least=1),
        per=row.whole("per", least=1, default=None if unit == "characters" else 0),
        minimum=row.whole("minimum", least=0, default=0),
        table=_table(row) if people else (),
        clients=row.some_of("clients", CLIENTS),  # type: ignore[arg-type]
        with_vat=row.yes_or_none("with_vat"),
    )


def _table(row: Row) -> tuple[PeoplePrice, ...]:
    found: list[PeoplePrice] = []
    for one in row.rows("table", t("row of the table")):
        price = PeoplePrice(
            one.whole("persons", least=1), one.whole("photos", least=0), one.whole("price", least=0)
        )  # fmt: skip
        if any((old.persons, old.photos) == (price.persons, price.photos) for old in found):
            raise BadInput(
                "{where}: persons {persons} and photos {photos} have two prices. Keep one.",
                where=row.where,
                persons=price.persons,
                photos=price.photos,
            )
        one.refuse_rest()
        found.append(price)
    if not found:
        raise BadInput("{where}: the table of prices by persons and photos is empty. Write its rows.", where=row.where)
    return tuple(found)


def _code(row: Row) -> str:
    code = row.text("code")
    if "+" in code:
        raise BadInput("{where}: a code must not have “+”, which joins sizes. Write it otherwise.", where=row.where)
    return code


def _surcharge(row: Row) -> Surcharge:
    one = Surcharge(
        code=row.text("code"),
        name=row.text("name"),
        percent=row.percent("percent", most=MOST_PERCENT, default=Decimal(0)),
        amount=row.whole("amount", least=0, default=0),
        items=row.texts("items"),
    )
    if bool(one.percent) == bool(one.amount):
        raise BadInput("{where}: write either per cents or an amount, and only one of them.", where=row.where)
    return one


def _discount(row: Row) -> Discount:
    return Discount(
        code=row.text("code"),
        name=row.text("name"),
        tiers=tuple(_tier(one) for one in row.rows("tiers", t("step of the discount"))),
        counts=row.one_of("counts", COUNTS, default="order"),  # type: ignore[arg-type]
        retroactive=row.yes("retroactive", default=True),
        charge_back=row.yes("charge_back", default=False),
        prepaid=row.yes("prepaid", default=False),
        items=row.texts("items"),
        clients=row.some_of("clients", CLIENTS),  # type: ignore[arg-type]
    )


def _tier(row: Row) -> Tier:
    found = Tier(row.whole("least", least=1), row.percent("percent", most=100))
    row.refuse_rest()
    return found


def _rounding(row: Row) -> Rounding:
    found = Rounding(
        to=row.whole("to", least=1, default=1),
        way=row.one_of("way", ROUNDING_WAYS, default="nearest"),  # type: ignore[arg-type]
        of=row.one_of("of", ROUNDING_OF, default="issue"),  # type: ignore[arg-type]
    )
    row.refuse_rest()
    return found


def _conditions(row: Row) -> Conditions:
    found = Conditions(
        ad_pages=row.whole_or_none("ad_pages", least=1),
        closing_days=row.whole_or_none("closing_days", least=0),
        closing_table=row.yes("closing_table", default=False),
        paid_first=row.yes("paid_first", default=False),
        consent=row.yes("consent", default=False),
        no_political=row.yes("no_political", default=False),
    )
    row.refuse_rest()
    return found


def _refuse_twice(what: str, codes: Sequence[str]) -> None:
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        raise BadInput("{what}: the code “{code}” is there twice. Give each its own.", what=what, code=twice)


def _check_tiers(discount: Discount) -> None:
    if not discount.tiers:
        raise BadInput("Discount “{name}” says no per cents. Write from how many issues and how much.",
                       name=discount.name)  # fmt: skip
    for before, after in zip(discount.tiers, discount.tiers[1:], strict=False):
        if after.least <= before.least or after.percent < before.percent:
            raise BadInput(
                "Discount “{name}”: from {least} issues up it must not be less than from {before}. Order its steps.",
                name=discount.name,
                least=after.least,
                before=before.least,
            )
