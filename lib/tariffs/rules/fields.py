"""One row of a price list's JSON, read field by field; a wrong value says its place, its name and what to write."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from lib.czech import numbers
from lib.errors import BadInput
from lib.i18n import N, t

NAMES = {
    "rate": N("rate of VAT"),
    "with_vat": N("prices with VAT"),
    "spaces": N("spaces are counted"),
    "items": N("items"),
    "surcharges": N("surcharges"),
    "discounts": N("discounts"),
    "code": N("code"),
    "name": N("name"),
    "kind": N("kind of ad"),
    "unit": N("how it is counted"),
    "price": N("price"),
    "width_mm": N("width"),
    "height_mm": N("height"),
    "per": N("number of characters"),
    "minimum": N("lowest price"),
    "table": N("table of prices"),
    "persons": N("persons"),
    "photos": N("photos"),
    "percent": N("per cents"),
    "amount": N("amount"),
    "tiers": N("steps of the discount"),
    "least": N("from how many issues"),
    "counts": N("which issues count"),
    "clients": N("for whom"),
}
"""What people call the fields; one that is not here is called as in the JSON."""
_NOT_SAID: Any = object()


def field_name(name: str) -> str:
    """A field as people call it."""
    return t(NAMES[name]) if name in NAMES else name


class Row:
    """A JSON object at a place (`where`); remembers what was read, so that a misspelled field is found."""

    def __init__(self, said: Any, where: str, before: str = "") -> None:
        if not isinstance(said, Mapping):
            raise BadInput("{where}: fields with values are expected here, not “{said}”.", where=where, said=str(said))
        self.where = where
        self._said = said
        self._before = before
        self._read: set[str] = set()

    def whole(self, name: str, *, least: int, most: int | None = None, default: int | None = None) -> int:
        """A whole number; money is haléře."""
        value = self._value(name, _NOT_SAID if default is None else default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._wrong(name, value)
        if value == default:
            return value
        if value < least or (most is not None and value > most):
            raise BadInput(
                "{where}: {part} is {said}, and it must be at least {least}{upto}.",
                where=self.where,
                part=field_name(name),
                said=numbers.number(value),
                least=numbers.number(least),
                upto=t(" and at most {most}", most=numbers.number(most)) if most is not None else "",
            )
        return value

    def whole_or_none(self, name: str, *, least: int) -> int | None:
        """A whole number, None where nothing is said."""
        return None if self._value(name, None) is None else self.whole(name, least=least)

    def percent(self, name: str, *, most: int, default: Decimal | None = None) -> Decimal:
        """Per cents with at most two decimal places."""
        value = self._value(name, _NOT_SAID if default is None else default)
        try:
            percent = Decimal(str(value))
        except InvalidOperation as error:
            raise self._wrong(name, value) from error
        if isinstance(value, bool) or not 0 <= percent <= most or percent != round(percent, 2):
            raise BadInput(
                "{where}: {part} is {said}. Write a number from 0 to {most}, with at most two decimal places.",
                where=self.where,
                part=field_name(name),
                said=str(value),
                most=numbers.number(most),
            )
        return percent

    def yes(self, name: str, *, default: bool | None = None) -> bool:
        """True or false."""
        value = self._value(name, _NOT_SAID if default is None else default)
        if not isinstance(value, bool):
            raise self._wrong(name, value)
        return value

    def yes_or_none(self, name: str) -> bool | None:
        """True, false, or None where nothing is said."""
        return None if self._value(name, None) is None else self.yes(name)

    def text(self, name: str, *, default: str | None = None) -> str:
        """A text; an empty one only where it may be."""
        value = self._value(name, _NOT_SAID if default is None else default)
        if not isinstance(value, str):
            raise self._wrong(name, value)
        if not value.strip() and default is None:
            raise BadInput("{where}: {part} is missing. Write it.", where=self.where, part=field_name(name))
        return value.strip()

    def texts(self, name: str) -> tuple[str, ...]:
        """A row of texts, empty where nothing is said."""
        value = self._value(name, [])
        if not isinstance(value, Sequence) or isinstance(value, str) or not all(isinstance(one, str) for one in value):
            raise self._wrong(name, value)
        return tuple(value)

    def one_of(self, name: str, known: Collection[str], *, default: str | None = None) -> str:
        """A word of those that are known."""
        value = self.text(name, default=default)
        if value not in known:
            raise self._unknown(name, value, known)
        return value

    def some_of(self, name: str, known: Collection[str]) -> tuple[str, ...]:
        """Words of those that are known."""
        for value in self.texts(name):
            if value not in known:
                raise self._unknown(name, value, known)
        return self.texts(name)

    def rows(self, name: str, what: str) -> list["Row"]:
        """The rows of a table inside; each is called by its number and its code."""
        value = self._value(name, [])
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise self._wrong(name, value)
        places = [self._place(what, number, one) for number, one in enumerate(value, 1)]
        return [Row(one, place, f"{place}, ") for one, place in zip(value, places, strict=True)]

    def inside(self, name: str, where: str) -> "Row":
        """The object inside, an empty one where nothing is said."""
        return Row(self._value(name, {}), where)

    def refuse_rest(self) -> None:
        """BadInput when something is said that nobody reads: a misspelled field would be lost silently."""
        left = [name for name in self._said if name not in self._read]
        if left:
            raise BadInput(
                "{where}: “{part}” is not known here. Correct its name or take it out.",
                where=self.where,
                part=str(left[0]),
            )

    def _place(self, what: str, number: int, one: Any) -> str:
        code = one.get("code") if isinstance(one, Mapping) else None
        return f"{self._before}{what} {number}" + (f" („{code}“)" if code else "")

    def _value(self, name: str, default: Any) -> Any:
        self._read.add(name)
        value = self._said.get(name, default)
        if value is _NOT_SAID:
            raise BadInput("{where}: {part} is missing. Write it.", where=self.where, part=field_name(name))
        return value

    def _wrong(self, name: str, value: Any) -> BadInput:
        return BadInput(
            "{where}: {part} cannot be “{said}”. Write what belongs there.",
            where=self.where,
            part=field_name(name),
            said=str(value),
        )

    def _unknown(self, name: str, value: str, known: Collection[str]) -> BadInput:
        return BadInput(
            "{where}: {part} “{said}” is not known. Choose one of: {known}.",
            where=self.where,
            part=field_name(name),
            said=value,
            known=", ".join(known),
        )
