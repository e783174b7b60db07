"""camt.053 statements (ISO 20022; ČBA Standard pro elektronický XML výpis 2.3): booked entries and their details.

Every version of the schema is read alike: elements are found by their local names. Entities and the network are off; a
file with a DOCTYPE is refused. `CdtDbtInd` says which way the money went and `RvslInd` only that it reverses an earlier
entry; some banks mean it the other way, and the balances tell (`adding_up`).
"""

import datetime as dt
from decimal import Decimal, InvalidOperation

import polars as pl
from lxml import etree

from lib.bank.reading import adding_up, details
from lib.bank.records import CROWN, LINES, Part, Statement
from lib.errors import BadInput
from lib.i18n import N
from lib.sheets.problems import Note

FORMAT = "camt.053"
READINGS = (
    {"CRDT": 1, "DBIT": -1, "CRDT-R": 1, "DBIT-R": -1},
    {"CRDT": 1, "DBIT": -1, "CRDT-R": -1, "DBIT-R": 1},
)
OPENING, CLOSING = ("OPBD", "PRCD"), ("CLBD",)
PENDING = N("The bank has not booked {n} movements of this statement yet; they come with the next one.")
UNSTATED = N("The bank stated no balances in this file, so nobody can tell whether it is whole.")
RAW = {name: kind for name, kind in LINES.items() if name != "amount"} | {
    "size": pl.Int64, "code": pl.String, "counts": pl.Boolean,
}  # fmt: skip


def read(data: bytes, name: str) -> Statement:
    """The statement in the bytes; BadInput when it is cut, no camt.053, damaged, or does not add up."""
    statements = _root(data, name).findall("{*}BkToCstmrStmt/{*}Stmt")
    if not statements:
        raise BadInput("{name} is XML, but not a bank statement camt.053.", name=name, field="file")
    try:
        parts = tuple(_part(statement) for statement in statements)
        rows = [row for place, one in enumerate(statements) for row in _rows(one, place, parts[place])]
    except (InvalidOperation, ValueError, AttributeError) as error:
        raise BadInput(
            "{name} is damaged: an amount or a date in it cannot be read ({reason}). Nothing was stored. "
            "Download the statement again.",
            name=name, reason=str(error), field="file",
        ) from error  # fmt: skip
    lines = adding_up.signed(pl.DataFrame(rows, schema=RAW, orient="row"), parts, READINGS, name)
    lines = lines.select(pl.col(column).cast(kind) for column, kind in LINES.items())
    return Statement(FORMAT, parts, lines, _notes(statements, parts))


def _root(data: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BadInput(
            "{name} was cut or damaged: the XML ends or breaks on line {line}. Nothing was stored. "
            "Download the statement again.",
            name=name, line=error.lineno, field="file",
        ) from error  # fmt: skip
    if root.getroottree().docinfo.doctype:
        raise BadInput("{name} declares its own entities, which no bank does. It was not read.", name=name,
                       field="file")  # fmt: skip
    return root


def _notes(statements: list[etree._Element], parts: tuple[Part, ...]) -> tuple[Note, ...]:
    entries = [entry for one in statements for entry in one.findall("{*}Ntry")]
    pending = sum(not _booked(entry) for entry in entries)
    notes = [Note(PENDING, {"n": pending})] if pending else []
    return (*notes, *([] if all(part.stated for part in parts) else [Note(UNSTATED, {})]))


def _part(statement: etree._Element) -> Part:
    balances = {}
    for balance in statement.findall("{*}Bal"):
        code = details.text(balance, "Tp/CdOrPrtry/Cd")
        size = halere(details.text(balance, "Amt"))
        balances[code] = -size if details.text(balance, "CdtDbtInd") == "DBIT" else size
    span = [details.text(statement, f"FrToDt/{end}")[:10] for end in ("FrDtTm", "ToDtTm")]
    account, currency = details.account(statement.find("{*}Acct")), details.text(statement, "Acct/Ccy")
    return Part(
        account=account,
        number=details.text(statement, "LglSeqNb") or details.text(statement, "ElctrncSeqNb"),
        first_day=_date(span[0]),
        last_day=_date(span[1]),
        opening=next((balances[code] for code in OPENING if code in balances), None),
        closing=next((balances[code] for code in CLOSING if code in balances), None),
        currency=currency or CROWN,
    )


def _booked(entry: etree._Element) -> bool:
    return (details.text(entry, "Sts/Cd") or details.text(entry, "Sts") or "BOOK") == "BOOK"


def _rows(statement: etree._Element, place: int, part: Part) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for entry in statement.iterfind("{*}Ntry"):
        if _booked(entry):
            found += _of_entry(entry, place, part)
    return found


def _of_entry(entry: etree._Element, place: int, part: Part) -> list[dict[str, object]]:
    """One row, or one a payment when the bank booked several at once and says how much each was."""
    size, currency = halere(details.text(entry, "Amt")), entry.find("{*}Amt").get("Ccy", CROWN)
    reversal = details.text(entry, "RvslInd").strip() in ("true", "1")
    direction = details.text(entry, "CdtDbtInd")
    if direction not in ("CRDT", "DBIT"):
        raise ValueError(f"CdtDbtInd {direction}")
    whole = {
        "part": place,
        "size": size,
        "currency": currency,
        "code": f"{direction}-R" if reversal else direction,
        "booked_on": _day(entry, "BookgDt") or _day(entry, "ValDt") or part.last_day,
        "value_on": _day(entry, "ValDt"),
        "document_no": details.text(entry, "AcctSvcrRef") or details.text(entry, "NtryRef"),
        "reversal": reversal,
        "counts": False,
    }
    if whole["booked_on"] is None:
        raise ValueError("BookgDt")
    payments = entry.findall("{*}NtryDtls/{*}TxDtls")
    sizes = [halere(details.amount(payment)) for payment in payments] if len(payments) > 1 else []
    if not payments or sum(sizes) != size or 0 in sizes:
        return [whole | details.of(payments or [entry], entry, direction)]
    return [_share(whole, payment, share, order, entry, direction)
            for order, (payment, share) in enumerate(zip(payments, sizes, strict=True), 1)]  # fmt: skip


def _share(
    whole: dict[str, object], payment: etree._Element, size: int, order: int, entry: etree._Element, direction: str
) -> dict[str, object]:
    own = details.text(payment, "Refs/AcctSvcrRef")
    number = own if own and own != whole["document_no"] else f"{whole['document_no']}/{order}"
    return whole | {"size": size, "document_no": number} | details.of([payment], entry, direction)


def _day(entry: etree._Element, name: str) -> dt.date | None:
    return _date(details.text(entry, f"{name}/Dt") or details.text(entry, f"{name}/DtTm")[:10])


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def halere(text: str) -> int:
    """`1234.56` as haléře; 0 for nothing."""
    if not text:
        return 0
    size = Decimal(text) * 100
    if size != size.to_integral_value() or size < 0:
        raise ValueError(text)
    return int(size)
