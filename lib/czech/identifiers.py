"""Identifiers of firms, post codes and bank accounts, checked by their check digits.

All of them are texts: leading zeros belong to them. Rules: IČO Act 304/2013 Coll. and the register's check digit,
accounts Decree 169/2011 Coll. (weights modulo 11), IBAN ISO 13616.
"""

import datetime as dt
import re

from lib.czech.sorting import fold
from lib.errors import BadInput

ICO_WEIGHTS = range(8, 1, -1)
ICO = r"^(?:ico?:? ?)?([0-9](?: ?[0-9]){0,7})(?:\.0)?$"
_ACCOUNT_WEIGHTS = (6, 3, 7, 9, 10, 5, 8, 4, 2, 1)
_ACCOUNT = r"^(?:([0-9]{1,6})-)?([0-9]{2,10})/([0-9]{4})$"


def ico(text: str) -> str:
    """IČO (number of a firm or office) of eight digits, padded with zeros: `297577` → `00297577`.

    BadInput when it is not a number of up to eight digits, or when its last digit does not check.
    """
    found = re.match(ICO, fold(text))
    if not found:
        raise BadInput("IČO has eight digits, “{typed}” is something else.", typed=text.strip())
    digits = found[1].replace(" ", "").zfill(8)
    check = _ico_check_digit(digits)
    if digits[7] != check:
        raise BadInput(
            "IČO {ico} has a wrong digit: the last one should be {check}. Look for a typing error.",
            ico=digits,
            check=check,
        )
    return digits


def is_ico(text: str) -> bool:
    """True when `ico` accepts the text."""
    try:
        return bool(ico(text))
    except BadInput:
        return False


def dic(text: str) -> str:
    """DIČ (VAT number) as `CZ` and 8–10 digits; BadInput when it does not check.

    Eight digits follow the IČO, nine or ten the birth number of a person: then the DIČ is personal data.
    """
    digits = re.sub(r"[\s/]", "", text).upper().removeprefix("CZ")
    if not re.fullmatch("[0-9]{8,10}", digits):
        raise BadInput("DIČ is CZ and eight to ten digits, “{typed}” is something else.", typed=text.strip())
    if not _fits_dic(digits):
        raise BadInput("DIČ CZ{digits} does not check. Look for a typing error.", digits=digits)
    return f"CZ{digits}"


def psc(text: str) -> str:
    """PSČ (post code) as `735 14`, with an ordinary space so that it can be searched for."""
    digits = re.sub(r"[\s-]", "", text).upper().removeprefix("CZ")
    if not re.fullmatch("[0-9]{5}", digits):
        raise BadInput("PSČ has five digits, “{typed}” is something else.", typed=text.strip())
    return f"{digits[:3]} {digits[3:]}"


def account(text: str) -> str:
    """A Czech bank account `[prefix-]number/bank` without spaces and needless zeros: `19-2000145399/0800`.

    BadInput when it is not an account or a part of it fails its check digit.
    """
    prefix, number, bank = _account_parts(text)
    return f"{prefix}-{number}/{bank}" if prefix else f"{number}/{bank}"


def iban(text: str) -> str:
    """IBAN of a Czech bank account without spaces: `19-2000145399/0800` → `CZ6508000000192000145399`."""
    prefix, number, bank = _account_parts(text)
    bban = f"{bank}{prefix:0>6}{number:0>10}"
    return f"CZ{98 - int(bban + '123500') % 97:02d}{bban}"


def _account_parts(text: str) -> tuple[str, str, str]:
    found = re.match(_ACCOUNT, re.sub(r"\s", "", text).replace("–", "-"))
    if not found:
        raise BadInput("“{typed}” is not an account. Write it like 19-2000145399/0800.", typed=text.strip())
    prefix, number, bank = (found[1] or "").lstrip("0"), found[2].lstrip("0"), found[3]
    for part in (prefix, number):
        if _account_sum(part) % 11:
            raise BadInput(
                "Account {typed}: the part {part} does not check. Look for a typing error.",
                typed=text.strip(),
                part=part,
            )
    if len(number) < 2:
        raise BadInput("“{typed}” is not an account. Write it like 19-2000145399/0800.", typed=text.strip())
    return prefix, number, bank


def _account_sum(digits: str) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits.zfill(10), _ACCOUNT_WEIGHTS, strict=True))


def _ico_check_digit(digits: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(digits[:7], ICO_WEIGHTS, strict=True))
    return str((11 - total % 11) % 10)


def _fits_dic(digits: str) -> bool:
    if len(digits) == 8:
        return is_ico(digits)
    if len(digits) == 9 and digits[0] == "6":
        return _is_group(digits)
    return _is_birth_number(digits)


def _is_group(digits: str) -> bool:
    """Nine digits that begin with 6: VAT groups and others with neither IČO nor birth number."""
    total = sum(int(digit) * weight for digit, weight in zip(digits[1:8], ICO_WEIGHTS, strict=True))
    return int(digits[8]) == (8 - (10 - total) % 11) % 10


def _is_birth_number(digits: str) -> bool:
    """Birth number by Act 133/2000 Coll. § 13: months of women +50, both +20 since 2004, ten digits modulo 11.

    Nine digits, without a check, were given to people born until 1953.
    """
    year, month, day = 1900 + int(digits[:2]), int(digits[2:4]) % 50, int(digits[4:6])
    if len(digits) == 9:
        year -= 100 if year >= 1980 else 0
    elif year < 1954:
        year += 100
    month -= 20 if month > 20 and year >= 2004 else 0
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return year < 1954 if len(digits) == 9 else int(digits[:9]) % 11 % 10 == int(digits[9])
