"""Orders written down and changed. Whoever saves second is told what the first has changed."""

import dataclasses
import json
from typing import Any

from lib import audit, clock, contacts, series, store
from lib.access import User, needs
from lib.ads import rules
from lib.ads.actions import contract, gates, ledger, printing
from lib.ads.queries.orders import Order, entry_of, existing
from lib.ads.queries.papers import Issue, issues_of
from lib.ads.queries.pricing import Priced, list_of, priced
from lib.ads.rules import OrderEntry
from lib.errors import BadInput, OfficeError, Refused
from lib.store import Database

SERIES = "OI"
"""Objednávka inzerce: `OI-2026-0001`."""
ALWAYS = ("contact", "register_link", "note")
"""What may be changed even when the ad is out or cancelled."""
PRICED = ("issues", "item", "text", "width_mm", "height_mm", "persons", "photos", "surcharges", "prepaid")
SHOWN = ("item", "text", "picture", "width_mm", "height_mm", "persons", "photos", "advertorial", "political")
"""What the advertiser approves: changed later, it must be approved again."""
_KEPT = (
    "item", "width_mm", "height_mm", "text", "persons", "photos", "placement", "picture", "contact", "payment",
    "register_link", "note",
)  # fmt: skip


@needs("ads.edit")
def add_order(db: Database, entry: OrderEntry, *, state: str = "ordered", by: User) -> int:
    """Write an order or an enquiry down and give its id; an unknown advertiser is added.

    BadInput beside the field; an order is Refused after the closing and as `gates` say. An enquiry keeps even what
    cannot be priced yet.
    """
    if state not in ("enquiry", "ordered"):
        raise BadInput("A new order is an enquiry, or it is ordered.", field="state")
    entry = rules.tidy(entry)
    entry = dataclasses.replace(entry, party_id=_party(db, entry, by))
    price = _price(db, entry, None, None, by, needed=state == "ordered")
    now, values = clock.stamp(), _columns(db, entry, price)
    values |= {
        "number": _number(db), "state": "enquiry", "wanted_issues": json.dumps(entry.issues), "created_at": now,
        "created_by": by.login, "updated_at": now,
    }  # fmt: skip
    store.insert_many(db, "ad_order", tuple(values), [tuple(values.values())])
    order_id = int(store.scalar(db, "select last_insert_rowid()"))
    ledger.write(db, order_id, "added", "enquiry", by=by)
    if state == "ordered":
        to_ordered(db, existing(db, order_id), "", by)
    audit.record(db, by, "ads.order", f"order:{order_id}", {"number": values["number"], "state": state})
    return order_id


@needs("ads.edit")
def edit_order(db: Database, order_id: int, entry: OrderEntry, *, started_from: int, by: User) -> dict[str, list[Any]]:
    """Change an order and give what changed, field → [before, after]. `started_from` is the `sequence` that was seen.

    Conflict says who changed what since. The price stays by its own list. What is out, invoiced or cancelled keeps all
    but the contact, the note and the link of the register; a changed ad must be approved by its advertiser again.
    """
    now = existing(db, order_id)
    refuse_sheet(now)
    ledger.refuse_stale(db, now, started_from)
    entry = rules.tidy(entry)
    entry = dataclasses.replace(entry, party_id=_party(db, entry, by), advertiser="", ico="", person=False)
    changed = _difference(entry_of(now), entry)
    if not changed:
        return {}
    _refuse_frozen(now, changed)
    _rewrite(db, now, entry, changed, by)
    named = {"party" if name == "party_id" else name: pair for name, pair in changed.items()}
    ledger.write(db, order_id, "edited", now.state, changes=named, by=by)
    _approve_again(db, now, changed, by)
    audit.record(db, by, "ads.edit_order", f"order:{order_id}", named)
    return changed


def to_ordered(db: Database, order: Order, reason: str, by: User) -> None:
    """From an enquiry to an order: checked, with its ads in their issues, and with its task for the register."""
    gates.check(db, order, "ordered")
    day = clock.today().isoformat()
    db.conn.execute(
        "update ad_order set state = 'ordered', ordered_on = ?, wanted_issues = '[]' where id = ?", (day, order.id)
    )
    printing.write_ads(db, order, order.issues)
    ledger.write(db, order.id, "step", "ordered", reason=reason, by=by)
    contract.ask_register(db, existing(db, order.id), by)


def refuse_sheet(order: Order) -> None:
    """Refused for what the shared spreadsheet keeps."""
    if order.source == "sheet":
        raise Refused("Order {number} is kept in the shared spreadsheet. Change it there.", number=order.number)


def _rewrite(db: Database, now: Order, entry: OrderEntry, changed: dict[str, list[Any]], by: User) -> None:
    anew = now.state not in (*rules.CLOSED, "complaint") and ({"party_id", *PRICED} & set(changed) or not now.quote)
    price = None
    if anew:
        price = _price(db, entry, now, now.price_list_id, by, needed=now.state != "enquiry")
    values = _columns(db, entry, price) if anew else _plain_columns(entry)
    if now.state == "enquiry":
        values["wanted_issues"] = json.dumps(entry.issues)
    columns, issues = ", ".join(f"{name} = ?" for name in values), issues_of(db, entry.issues)
    db.conn.execute(f"update ad_order set {columns} where id = ?", (*values.values(), now.id))
    _forget_consents(db, now, changed)
    after = existing(db, now.id)
    if now.state != "enquiry" and anew:
        _check_new_issues(db, now, after, issues)
        printing.write_ads(db, after, entry.issues)
        contract.ask_register(db, existing(db, now.id), by)


def _check_new_issues(db: Database, before: Order, after: Order, issues: dict[str, Issue]) -> None:
    """Issues that were added close like those of a new order; what has its room must fit with its new size. `issues`
    are as they were before the change."""
    added = tuple(issue for key, issue in issues.items() if key not in before.issues)
    gates.check_closing(after.consents, added)
    gates.check_political(db, after, tuple(issues.values()))
    if before.state != "ordered":
        more = dataclasses.replace(after, area_mm2=after.area_mm2 - before.area_mm2)
        gates.check_quota(after, added)
        gates.check_quota(more, tuple(issue for key, issue in issues.items() if key in before.issues))


def _forget_consents(db: Database, now: Order, changed: dict[str, list[Any]]) -> None:
    """Somebody allowed another ad than this one."""
    about = set()
    if "issues" in changed:
        about |= {"late", "quota", "political"}
    if {"item", "width_mm", "height_mm"} & set(changed):
        about |= {"quota"}
    if {"text", "picture", "party_id"} & set(changed):
        about |= {"political"}
    db.conn.executemany(
        "delete from ad_order_consent where order_id = ? and about = ?", [(now.id, one) for one in sorted(about)]
    )


def _approve_again(db: Database, now: Order, changed: dict[str, list[Any]], by: User) -> None:
    if now.state not in ("preview", "approved", "placed") or not set(SHOWN) & set(changed):
        return
    db.conn.execute(
        "update ad_order set state = 'material', approved_on = null, approved_by = '', approved_how = '',"
        " preview_sent_on = null, preview_until = null where id = ?",
        (now.id,),
    )
    ledger.write(db, now.id, "step", "material", reason="", by=by)


def _refuse_frozen(now: Order, changed: dict[str, list[Any]]) -> None:
    more = set(changed) - set(ALWAYS)
    if more and now.state in (*rules.CLOSED, "complaint"):
        raise Refused("The ad is out or cancelled: only the contact, the note and the link are changed now.",
                      field=next(iter(sorted(more))))  # fmt: skip
    invoiced = next((ad for ad in now.ads if ad.invoice_number), None)
    if invoiced and more & {"party_id", *PRICED}:
        raise Refused("The ad is on the invoice {invoice}. Issue a credit note first, then change the order.",
                      invoice=invoiced.invoice_number)  # fmt: skip


def _difference(before: OrderEntry, after: OrderEntry) -> dict[str, list[Any]]:
    pairs = {field.name: [getattr(before, field.name), getattr(after, field.name)] for field in
             dataclasses.fields(OrderEntry)}  # fmt: skip
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _party(db: Database, entry: OrderEntry, by: User) -> int:
    if entry.party_id is not None:
        return contacts.get(db, entry.party_id).id
    try:
        kind = "person" if entry.person and not entry.ico else "organisation"
        return contacts.find_or_add(db, entry.advertiser, entry.ico or None, kind=kind, by=by)
    except BadInput as error:
        error.field = "ico" if entry.ico else "advertiser"
        raise


def _price(
    db: Database, entry: OrderEntry, now: Order | None, list_id: int | None, by: User, *, needed: bool
) -> Priced | None:
    known = issues_of(db, entry.issues)
    for key in entry.issues:
        if key not in known:
            raise BadInput("The issue of {month} is not planned yet. Plan it among the issues of the paper.",
                           month=f"{int(key[5:])}/{key[:4]}", field="issues")  # fmt: skip
    try:
        kept = list_id if now and now.state != "enquiry" else None
        return priced(db, entry, list_of(db, kept, by), now.id if now else None)
    except OfficeError:
        if needed:
            raise
        return None


def _columns(db: Database, entry: OrderEntry, price: Priced | None) -> dict[str, Any]:
    first = store.scalar(db, "select pays_first from party where id = ?", (entry.party_id,))
    values = _plain_columns(entry) | {"prepaid": int(entry.prepaid or bool(first))}
    if price is None:
        empty = dict.fromkeys(("price_list_id", "price", "without_vat", "vat", "with_vat"))
        return values | empty | {"kind": "other", "area_mm2": 0}
    quote = price.quote
    return values | {
        "kind": price.kind, "area_mm2": price.area_mm2, "price_list_id": quote.price_list_id, "price": quote.to_json(),
        "without_vat": quote.without_vat, "vat": quote.vat, "with_vat": quote.with_vat,
    }  # fmt: skip


def _plain_columns(entry: OrderEntry) -> dict[str, Any]:
    kept = {name: getattr(entry, name) for name in _KEPT}
    return kept | {
        "party_id": entry.party_id,
        "surcharges": json.dumps(entry.surcharges),
        "political": int(entry.political),
        "advertorial": int(entry.advertorial),
        "prepaid": int(entry.prepaid),
    }


def _number(db: Database) -> str:
    """The next free number of the year; numbers of the shared spreadsheet in the same form are passed over."""
    year = clock.today().year
    while True:
        number = f"{SERIES}-{year}-{series.take(db, 'ads.order', year):04}"
        taken = "select 1 from ad_order where number = ?1 union all select 1 from ad where order_number = ?1 limit 1"
        if store.scalar(db, taken, (number,)) is None:
            return number
