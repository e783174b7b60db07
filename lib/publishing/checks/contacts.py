"""Phone numbers and e-mails of private persons, and birth numbers, in a text."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from lib.czech.sorting import fold
from lib.i18n import N
from lib.publishing.checks.check import Check
from lib.publishing.checks.context import Context
from lib.publishing.checks.names import Name, same

_PHONE = re.compile(
    r"(?<![\d/.,+-])(?:(?:\+|00)420[ \u00a0]?)?([2-9]\d\d)[ \u00a0]?(\d{3})[ \u00a0]?(\d{3})(?![\d/]"
    r"|[ \u00a0]\d{3}(?!\d)|[ \u00a0]?(?:Kč|korun|EUR|€|obyvatel|m[²³3]|kWh))"
)
_EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]+@([\w-]+(?:\.[\w-]+)+))")
_FREE_MAIL = frozenset(
    [
        "seznam.cz",
        "email.cz",
        "post.cz",
        "spoluzaci.cz",
        "gmail.com",
        "googlemail.com",
        "centrum.cz",
        "volny.cz",
        "atlas.cz",
        "tiscali.cz",
        "quick.cz",
        "hotmail.com",
        "outlook.com",
        "outlook.cz",
        "yahoo.com",
        "icloud.com",
        "me.com",
        "live.com",
        "wp.pl",
        "o2.pl",
        "onet.pl",
        "azet.sk",
        "zoznam.sk",
    ]
)
_MOBILE = "67"
_BIRTH_NUMBER = re.compile(r"(?<![\d/-])(\d{2})(\d{2})(\d{2})/?(\d{3,4})(?![\d/])")
_BEFORE_NUMBER = re.compile(r"\b(?:uct\w*|ucet|c\. ?u\.|variabil\w*(?: symbol\w*)?|vs|ico?)[ :.]*$")
_ACCOUNT = re.compile(r"\b(?:uct\w*|ucet|c\. ?u\.|variabil\w*(?: symbol\w*)?|vs|ico?|telefon\w*|tel|kod\w*)[ :.]*$")


def contacts(sentence: str, found: Sequence[Name], channel: str, context: Context) -> Iterator[Check]:
    """Contacts that are neither the town's nor known of an organisation. A mobile or a private mailbox beside a private
    name blocks; either alone, and a landline beside a name, may belong to a club or a firm, so a person is asked."""
    for said, private in (*_phones(sentence, context), *_emails(sentence, context)):
        if any(_opened(name, channel, context) for name in (*(one.text for one in found), said)):
            continue
        if found and private:
            yield Check("contact", True, N("{said} beside the name {name} looks like a private contact."),
                        {"said": said, "name": found[0].text},
                        advice=N("Leave it out, give the office's contact, or write down the consent."))  # fmt: skip
        elif found or private:
            yield Check("contact", False, N("{said} may be a private contact."), {"said": said},
                        advice=N("Make sure that it belongs to an organisation."))  # fmt: skip


def _opened(subject: str, channel: str, context: Context) -> bool:
    return any(
        one.basis in ("consent", "official")
        and not one.revoked
        and (one.valid_until is None or context.day is None or context.day <= one.valid_until)
        and (one.basis == "official" or bool(one.scope & {channel, "*"}))
        and (one.subject == subject or same(one.subject, subject))
        for one in context.consents
    )


def _phones(sentence: str, context: Context) -> Iterator[tuple[str, bool]]:
    for found in _PHONE.finditer(sentence):
        if "".join(found.groups()) not in context.own.phones and not _is_account(sentence[: found.start()]):
            yield found[0].strip(), found[1][0] in _MOBILE


def _is_account(before: str) -> bool:
    return bool(_BEFORE_NUMBER.search(fold(before)))


def _emails(sentence: str, context: Context) -> Iterator[tuple[str, bool]]:
    for address, host in _EMAIL.findall(sentence):
        low, host = address.lower(), host.lower()
        own = any(host == one or one.endswith(f".{host}") or host.endswith(f".{one}") for one in context.own.hosts)
        if not own and low not in context.own.emails and host in _FREE_MAIL:
            yield address, True


def birth_numbers(text: str) -> Iterator[Check]:
    """Birth numbers (Act 133/2000 Coll., § 13): no consent and no news licence opens them for the public."""
    for found in _BIRTH_NUMBER.finditer(text):
        if is_birth_number(found[0]) and not _ACCOUNT.search(fold(text[max(0, found.start() - 24) : found.start()])):
            yield Check("birth_number", True, N("A birth number stands in the text."),
                        advice=N("Delete it; it must not be published at all."))  # fmt: skip
            return


def is_birth_number(said: str) -> bool:
    """Whether digits are a birth number: a day that exists, divisible by eleven (nine digits before 1954)."""
    digits = said.replace("/", "")
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    if len(digits) == 9:
        year, sure = year + 1900, year < 54 and "/" in said
    else:
        year += 1900 if year >= 54 else 2000
        sure = int(digits) % 11 == 0 or (int(digits[:9]) % 11 == 10 and digits[9] == "0")
    month -= next((more for more in (70, 50, 20) if month > more), 0)
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return sure
