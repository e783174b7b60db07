"""Addresses as people write them in one line, taken apart for forms that want street, number, city and post code apart.

Nothing is guessed and nothing is lost: words that are not recognised stay together in the street or the city.
"""

import re
from dataclasses import dataclass

_COUNTRY = r"(?:(?:CZ|SK|PL|D|DE|A|AT)[-– ])?"
_POST_CODE = re.compile(rf"(?<![\w/-]){_COUNTRY}(\d{{3}} ?\d{{2}}|\d{{2}}-\d{{3}}|\d{{4,5}})(?![\w/-])")
_NUMBER = r"\d+ ?[a-z]?(?: ?/ ?\d+ ?[a-z]?)?"
_BUILDING = re.compile(
    rf"(?P<street>.*?[^\s\d/])??\s*(?:č\.? ?p\.?|č\.)?\s*(?P<number>(?:(?:č\. ?ev|č\. ?e|ev\. ?č)\. ?)?{_NUMBER})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Address:
    """`number` is that of the house (`12`, `796/3a`), `post_code` a Czech one as `739 99`; unknown parts are empty."""

    street: str = ""
    number: str = ""
    city: str = ""
    post_code: str = ""


def split(text: str) -> Address:
    """An address in parts: `Náměstí 1, 739 99 Brázdov` → `Náměstí`, `1`, `Brázdov`, `739 99`.

    Parts are separated by commas or lines; the city stands beside the post code, or last when there is none. A part
    of a town stays with the city (`Lhota, Brázdov`). A village without streets has its name for a street.
    """
    parts = [" ".join(part.split()) for part in re.split(r"[,;\n]", text)]
    parts = [part for part in parts if part]
    place, post_code, beside, before = _post_code(parts)
    rest = [part for number, part in enumerate(parts) if number != place]
    if before:
        rest.insert(place, before)
    street, number, others = _street(rest, alone=not beside)
    city = ", ".join([*others, beside] if beside else others)
    return Address(street, number, city, post_code)


def _post_code(parts: list[str]) -> tuple[int, str, str, str]:
    """Which part holds the post code, the code, the city beside it, and a street written before it without a comma."""
    for place in reversed(range(len(parts))):
        for found in reversed(list(_POST_CODE.finditer(parts[place]))):
            before, after = parts[place][: found.start()].strip(), parts[place][found.end() :].strip()
            if len(found[1]) == 4 and not (after and before == ""):
                continue  # four digits are a post code of Austria only before a city, a house number elsewhere
            digits = found[1].replace(" ", "")
            code = f"{digits[:3]} {digits[3:]}" if len(digits) == 5 else digits
            return (place, code, after, before) if after else (place, code, before, "")
    return -1, "", "", ""


def _street(parts: list[str], alone: bool) -> tuple[str, str, list[str]]:
    """Street and number from the first part that ends with a number; the other parts in their order."""
    for place, part in enumerate(parts):
        found = _BUILDING.fullmatch(part)
        if found and not (alone and place == len(parts) - 1 > 0):
            return (found["street"] or "").strip(), found["number"], parts[:place] + parts[place + 1 :]
    if parts and (len(parts) > 1 or not alone):
        return parts[0], "", parts[1:]
    return "", "", parts
