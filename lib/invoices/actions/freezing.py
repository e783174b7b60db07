"""The moment of issuing: a number, the papers, the frozen rows – all in the caller's transaction, or nothing of it."""

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict

from lib import clock, files, series, settings, store
from lib.access import User
from lib.invoices import isdoc, paper, queries, rules
from lib.invoices.records import Deposit, Document, Draft, Line, Side
from lib.store import Database

_LINE_COLUMNS = (
    "invoice_id", "position", "text", "quantity", "unit", "unit_price", "rate", "base", "vat", "total", "ad_id",
    "corrects",
)  # fmt: skip


def freeze(
    db: Database,
    draft: Draft,
    *,
    deposits: Sequence[Deposit] = (),
    corrects: Sequence[int | None] = (),
    rounding: int = 0,
    payment_id: int | None = None,
    by: User,
) -> int:
    """Issue the draft as it is: take the number, make and keep the papers, write the rows. Gives the invoice's id.

    A full disk stops it with Unavailable before any row is written; the caller's rollback gives the number back.
    """
    document, serial = _document(db, draft, deposits, rounding, by)
    pdf, xml = _papers(db, document)
    kept = {"pdf": files.keep(pdf, "pdf"), "isdoc": files.keep(xml, "isdoc") if xml else ""}
    values = _values(document, draft, serial) | kept | {"payment_id": payment_id, "hash": kept["pdf"].partition(".")[0]}
    store.insert_many(db, "invoice", tuple(values), [tuple(values.values())])
    invoice_id = int(store.scalar(db, "select last_insert_rowid()"))
    rows = [
        (invoice_id, position, *_line(line), corrected)
        for position, (line, corrected) in enumerate(
            zip(draft.lines, corrects or [None] * len(draft.lines), strict=True), 1
        )
    ]
    store.insert_many(db, "invoice_line", _LINE_COLUMNS, rows)
    return invoice_id


def _document(db: Database, draft: Draft, deposits: Sequence[Deposit], rounding: int, by: User) -> tuple[Document, int]:
    """The document with its number, and the serial of its series."""
    today = clock.today()
    year = rules.series_year(today, draft.tax_point_on)
    serial = series.take(db, rules.SERIES[draft.kind][0], year)
    number = rules.document_number(draft.kind, year, serial)
    town = queries.supplier(db)
    foot = {name: town.pop(name) for name in ("account", "bank", "note", "budget_item")}
    original = queries.existing(db, draft.original_id) if draft.original_id else None
    document = Document(
        kind=draft.kind,
        number=number,
        vs=rules.variable_symbol(number),
        supplier=Side(**town),
        customer=original.customer if original else queries.side(db, draft.party_id),
        lines=draft.lines,
        issued_on=today,
        tax_point_on=draft.tax_point_on,
        due_on=draft.due_on,
        payment=draft.payment,
        account=foot["account"],
        bank=foot["bank"],
        issued_by=by.name,
        reason=draft.reason,
        note=draft.note,
        order=_order_number(db, draft.order_id),
        paid_ahead=sum(one.total for one in deposits),
        budget_item=foot["budget_item"],
        supplier_note=foot["note"],
        deposits=tuple(deposits),
        rounding=rounding,
        original=original.number if original else "",
        original_kind=original.kind if original else "",
        original_on=original.issued_on if original else None,
    )
    return document, serial


def _order_number(db: Database, order_id: int | None) -> str:
    return str(store.scalar(db, "select number from ad_order where id = ?", (order_id,)) or "")


def _papers(db: Database, document: Document) -> tuple[bytes, bytes]:
    """The PDF and the ISDOC (empty for kinds that the format does not know)."""
    xml = b""
    if isdoc.has(document):
        xml = isdoc.xml(document, identity(db, document.number))
    return paper.pdf(document, xml or None), xml


def identity(db: Database, number: str) -> uuid.UUID:
    """The UUID of a document: the same for ever, and no other town's."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.value(db, 'town.web')}/doklad/{number}")


def _values(document: Document, draft: Draft, serial: int) -> dict[str, object]:
    code, _ = rules.SERIES[document.kind]
    foot = {"account": document.account, "bank": document.bank, "note": document.supplier_note}
    town = asdict(document.supplier) | foot | {"budget_item": document.budget_item}
    same = ("kind", "number", "vs", "reason", "payment", "base", "vat", "total", "rounding", "note", "issued_by")
    return {
        **{name: getattr(document, name) for name in same},
        **{name: _iso(getattr(document, name)) for name in ("issued_on", "tax_point_on", "due_on")},
        "series": code,
        "year": rules.series_year(document.issued_on, document.tax_point_on),
        "serial": serial,
        "party_id": draft.party_id,
        "original_id": draft.original_id,
        "order_id": draft.order_id,
        "supplier": json.dumps(town, ensure_ascii=False),
        "customer": json.dumps(asdict(document.customer), ensure_ascii=False),
        "lines": len(document.lines),
        "issued_at": clock.stamp(),
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _line(line: Line) -> tuple[object, ...]:
    return (
        line.text, line.quantity, line.unit, line.unit_price, line.rate, line.base, line.vat, line.total, line.ad_id,
    )  # fmt: skip
