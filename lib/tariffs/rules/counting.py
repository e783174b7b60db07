"""The price of one item in one issue before surcharges and discounts: by size, characters, area, people, or flat."""

import math
import unicodedata

from lib.czech import numbers
from lib.czech.vat import half_up
from lib.errors import BadInput, Refused
from lib.i18n import N
from lib.tariffs.records import Content, Item, PeoplePrice, Step, Wanted

MM2_PER_CM2 = 100
Priced = tuple[int, list[Step]]


def characters(text: str, *, spaces: bool = True) -> int:
    """How many characters a text has: spaces behind lines are not seen and not counted, a new line is one."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").rstrip().split("\n")
    if spaces:
        return len("\n".join(line.rstrip() for line in lines))
    return sum(not sign.isspace() for line in lines for sign in line)


def base(item: Item, wanted: Wanted, content: Content) -> Priced:
    """What one issue costs by the item alone, and the steps that say why; their amounts add up to the price."""
    return _COUNTED[item.unit](item, wanted, content)


def _size(item: Item, wanted: Wanted, content: Content) -> Priced:
    said = N("{name}: {price}.")
    return item.price, [Step(said, {"name": item.name, "price": numbers.money(item.price)}, item.price)]


def _characters(item: Item, wanted: Wanted, content: Content) -> Priced:
    count = characters(wanted.text, spaces=content.spaces)
    if not count:
        raise BadInput("Write the text of the ad; its price is counted by characters.", field="text")
    started = math.ceil(count / item.per)
    price = started * item.price
    said = (
        N("The text has {count} characters with spaces: {started} × started {per} at {price} is {sum}.")
        if content.spaces
        else N("The text has {count} characters without spaces: {started} × started {per} at {price} is {sum}.")
    )
    fields = {"count": numbers.number(count), "started": str(started), "per": str(item.per)}
    steps = [Step(said, fields | {"price": numbers.money(item.price), "sum": numbers.money(price)}, price)]
    return _at_least(item, price, steps)


def _area(item: Item, wanted: Wanted, content: Content) -> Priced:
    width, height = wanted.width_mm or 0, wanted.height_mm or 0
    if width <= 0 or height <= 0:
        raise BadInput("Write the width and the height of the ad in millimetres.", field="width_mm")
    price = half_up(item.price * width * height, MM2_PER_CM2)
    fields = {
        "width": str(width), "height": str(height), "area": numbers.number(width * height / MM2_PER_CM2),
        "price": numbers.money(item.price), "sum": numbers.money(price),
    }  # fmt: skip
    said = N("{width} × {height} mm is {area} cm² at {price}, {sum} in all.")
    return _at_least(item, price, [Step(said, fields, price)])


def _people(item: Item, wanted: Wanted, content: Content) -> Priced:
    row = next((row for row in item.table if (row.persons, row.photos) == (wanted.persons, wanted.photos)), None)
    if row is None:
        raise Refused(
            "“{name}” has no price for {wanted}. The price list knows {known}.",
            name=item.name,
            wanted=_row(wanted.persons, wanted.photos),
            known=table_words(item.table),
            field="persons",
        )
    fields = {"name": item.name, "persons": str(row.persons), "photos": str(row.photos)}
    said = N("{name}, persons {persons}, photos {photos}: {price} by the table.")
    return row.price, [Step(said, fields | {"price": numbers.money(row.price)}, row.price)]


def _flat(item: Item, wanted: Wanted, content: Content) -> Priced:
    said = N("{name} has the fixed price {price}.")
    return item.price, [Step(said, {"name": item.name, "price": numbers.money(item.price)}, item.price)]


def _at_least(item: Item, price: int, steps: list[Step]) -> Priced:
    if price >= item.minimum:
        return price, steps
    said = N("That is less than the lowest price, so the lowest price {minimum} holds.")
    return item.minimum, [*steps, Step(said, {"minimum": numbers.money(item.minimum)}, item.minimum - price)]


def _row(persons: int, photos: int) -> str:
    return f"{persons} + {photos}"


def table_words(table: tuple[PeoplePrice, ...]) -> str:
    """The rows that a table has, as `persons + photos`."""
    return ", ".join(_row(row.persons, row.photos) for row in table)


_COUNTED = {"size": _size, "characters": _characters, "area": _area, "people": _people, "flat": _flat}
