"""Tax numbers of firms at home and abroad, and accounts: one written form of each.

Forms of VAT numbers in the Union: Council Directive 2006/112/EC art. 214–215 and the Commission's list for VIES.
Only the form is checked abroad; the Czech number has its check digits (`lib.czech.identifiers`).
"""

import re

from lib.czech import identifiers
from lib.errors import BadInput

PREFIXES = {"GR": "EL"}
"""Countries whose VAT numbers begin with other letters than the country's code."""
FORMS = {
    "AT": r"U\d{8}",
    "BE": r"[01]\d{9}",
    "BG": r"\d{9,10}",
    "CY": r"\d{8}[A-Z]",
    "DE": r"\d{9}",
    "DK": r"\d{8}",
    "EE": r"\d{9}",
    "EL": r"\d{9}",
    "ES": r"[A-Z0-9]\d{7}[A-Z0-9]",
    "FI": r"\d{8}",
    "FR": r"[A-HJ-NP-Z0-9]{2}\d{9}",
    "HR": r"\d{11}",
    "HU": r"\d{8}",
    "IE": r"\d[A-Z0-9+*]\d{5}[A-Z]{1,2}",
    "IT": r"\d{11}",
    "LT": r"(?:\d{9}|\d{12})",
    "LU": r"\d{8}",
    "LV": r"\d{11}",
    "MT": r"\d{8}",
    "NL": r"[A-Z0-9+*]{12}",
    "PL": r"\d{10}",
    "PT": r"\d{9}",
    "RO": r"\d{2,10}",
    "SE": r"\d{12}",
    "SI": r"\d{8}",
    "SK": r"\d{10}",
}
_ELSEWHERE = r"[A-Z0-9][A-Z0-9.+*]{3,19}"


def country(text: str) -> str:
    """The code of a country in two letters: `CZ`."""
    code = text.strip().upper()
    if not re.fullmatch("[A-Z]{2}", code):
        raise BadInput("A country is two letters, such as CZ or SK.", field="country")
    return code


def dic(text: str, country_code: str) -> str:
    """The tax number in its written form, empty when there is none; BadInput beside the field `dic`."""
    typed = re.sub(r"[\s/-]", "", text).upper()
    if not typed:
        return ""
    if country_code == "CZ":
        return _czech(text)
    prefix = PREFIXES.get(country_code, country_code)
    if prefix not in FORMS:
        return _kept(typed, _ELSEWHERE, text, country_code)
    return prefix + _kept(typed.removeprefix(prefix), FORMS[prefix], text, country_code)


def _czech(text: str) -> str:
    try:
        return identifiers.dic(text)
    except BadInput as error:
        error.field = "dic"
        raise


def _kept(rest: str, form: str, typed: str, country_code: str) -> str:
    if not re.fullmatch(form, rest):
        raise BadInput(
            "“{typed}” is not a VAT number of the country {country}. Look for a typing error, or change the country.",
            typed=typed.strip(),
            country=country_code,
            field="dic",
        )
    return rest


def personal(number: str) -> bool:
    """Whether a DIČ holds the birth number of a person (R-GDPR): CZ and nine or ten digits, groups of payers aside."""
    digits = number.removeprefix("CZ")
    return number.startswith("CZ") and len(digits) > 8 and not (len(digits) == 9 and digits[0] == "6")


def account(text: str) -> str:
    """A Czech account as `19-2000145399/0800`, also when it was typed as IBAN; a foreign one as IBAN."""
    typed = re.sub(r"\s", "", text).upper()
    try:
        if not re.match("[A-Z]{2}", typed):
            return identifiers.account(text) if typed else ""
        _check_iban(typed, text)
        return identifiers.account(f"{typed[8:14]}-{typed[14:]}/{typed[4:8]}") if typed.startswith("CZ") else typed
    except BadInput as error:
        error.field = "account"
        raise


def _check_iban(iban: str, typed: str) -> None:
    whole = re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", iban) and not (iban.startswith("CZ") and len(iban) != 24)
    digits = "".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4]) if whole else "0"
    if int(digits) % 97 != 1:
        raise BadInput("“{typed}” is not an IBAN. Look for a typing error.", typed=typed.strip())
