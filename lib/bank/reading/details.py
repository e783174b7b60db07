"""Who paid and why, from the details of a camt.053 entry: names, accounts, symbols, messages.

Symbols have no place of their own in ISO 20022: they come as `VS:123` or `/VS123/SS…/KS…` in EndToEndId, in structured
references and in free text (formats.md 4.2), so they are looked for in all of them.
"""

import re
from collections.abc import Sequence

from lxml import etree

from lib.bank.reading import accounts

_SYMBOL = {
    name: re.compile(rf"(?<![A-Za-z]){name.upper()}\s?[:.]?\s?0*(\d{{1,10}})(?!\d)", re.IGNORECASE)
    for name in ("vs", "ks", "ss")
}
_ABSENT = ("", "NOTPROVIDED")
_SYMBOLS_ONLY = re.compile(r"(?:/?(?:VS|KS|SS)\s?[:.]?\s?\d{0,10}[/\s,;]*)+", re.IGNORECASE)


def text(element: etree._Element, path: str) -> str:
    """The text at a path of local names, "" when it is not there."""
    found = element.find("/".join(f"{{*}}{name}" for name in path.split("/")))
    return (found.text or "").strip() if found is not None else ""


def amount(payment: etree._Element) -> str:
    """What one of several payments booked at once was, in the currency of the account."""
    return text(payment, "Amt") or text(payment, "AmtDtls/TxAmt/Amt")


def account(holder: etree._Element | None, agent: etree._Element | None = None) -> str:
    """An `Acct` as `19-2000145399/0800`, a foreign one as its IBAN, "" when there is none."""
    if holder is None:
        return ""
    iban = text(holder, "Id/IBAN")
    if iban:
        return accounts.from_iban(iban)
    bank = text(agent, "FinInstnId/ClrSysMmbId/MmbId") or text(agent, "FinInstnId/Othr/Id") if agent is not None else ""
    return accounts.plain(text(holder, "Id/Othr/Id"), bank[-4:])


def of(payments: Sequence[etree._Element], entry: etree._Element, direction: str) -> dict[str, object]:
    """The other side, the symbols and the message of an entry that is one payment, or of several that cannot be told
    apart by their amounts."""
    first = payments[0]
    side, agent = ("Dbtr", "DbtrAgt") if direction == "CRDT" else ("Cdtr", "CdtrAgt")
    said = [said for payment in payments for said in _said(payment)]
    extra = text(entry, "AddtlNtryInf")
    symbols = {name: _first(pattern, [*said, extra]) for name, pattern in _SYMBOL.items()}
    told = [one for one in said if one and not _SYMBOLS_ONLY.fullmatch(one)]
    return {
        "counter_name": text(first, f"RltdPties/{side}/Nm") or text(first, f"RltdPties/{side}/Pty/Nm"),
        "counter_account": account(
            first.find(f"{{*}}RltdPties/{{*}}{side}Acct"), first.find(f"{{*}}RltdAgts/{{*}}{agent}")
        ),
        "vs": symbols["vs"],
        "ks": symbols["ks"].zfill(4) if symbols["ks"] else "",
        "ss": symbols["ss"],
        "message": " ".join(dict.fromkeys(told)) or extra,
    }


def _said(payment: etree._Element) -> list[str]:
    """Whatever may hold a symbol or a message, structured references first: they were filled in on purpose."""
    paths = (
        "RmtInf/{*}Strd/{*}CdtrRefInf/{*}Ref",
        "Refs/{*}EndToEndId",
        "Refs/{*}InstrId",
        "RmtInf/{*}Strd/{*}AddtlRmtInf",
        "RmtInf/{*}Ustrd",
    )
    found = [(one.text or "").strip() for path in paths for one in payment.findall(f"{{*}}{path}")]
    return [one for one in found if one not in _ABSENT]


def _first(pattern: re.Pattern[str], said: Sequence[str]) -> str:
    hits = (pattern.search(one) for one in said)
    found = next((hit[1] for hit in hits if hit), "")
    return found if found.strip("0") else ""
