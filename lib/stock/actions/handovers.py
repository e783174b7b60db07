"""Handing out with a protocol, taking goods back on it, cancelling it. The paper is frozen when it is issued."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import audit, clock, contacts, files, sender, series, settings, store
from lib.access import User, needs
from lib.contacts import Party
from lib.czech import identifiers
from lib.errors import BadInput, Refused
from lib.stock import documents, rules
from lib.stock.actions.ledger import Entry, append, reversals
from lib.stock.actions.movements import offered
from lib.stock.actions.reservations import take_promised
from lib.stock.queries.gifts import with_one_more
from lib.stock.queries.handovers import Handover, issued, lines
from lib.stock.queries.items import Item, card
from lib.stock.rules import Line
from lib.store import Database

FORM_VERSION = "1"
Wanted = list[tuple[Item, int]]


@dataclass(frozen=True)
class Order:
    """What a person fills in to hand something out. A known receiver has `party_id`, a new one only a name."""

    lines: Sequence[Line]
    place_id: int
    purpose: str
    receiver: str = ""
    party_id: int | None = None
    ico: str = ""
    represented_by: str = ""
    day: dt.date | None = None
    event: str = ""
    condition: str = ""
    return_by: dt.date | None = None
    decision: str = ""
    event_id: int | None = None
    """The event to which the pieces were promised, if they were."""


@needs("stock.move")
def hand_out(db: Database, order: Order, *, by: User) -> int:
    """Hand items out, issue the numbered protocol with its frozen paper, and give the handover's id.

    More than the yearly limits allow is not refused: the handover remembers it, and who decided (`order.decision`).
    """
    day = order.day or clock.today()
    _check(order, day)
    wanted = [(offered(db, line.item_id), line.quantity) for line in rules.merged(order.lines)]
    party = _receiver(db, order, by)
    value = sum(item.purchase_price * quantity for item, quantity in wanted)
    over = with_one_more(db, party.id, value, day).over
    seq = series.take(db, rules.SERIES, day.year)
    number = rules.protocol_number(day.year, seq)
    paper = files.keep(documents.handover_protocol(_protocol(db, order, number, day, party, wanted, by)), "pdf")
    frozen = {"number": number, "series": rules.SERIES, "year": day.year, "seq": seq, "day": day.isoformat()}
    frozen |= {"party_id": party.id, "receiver": party.name, "paper": paper, "paper_sha256": paper.partition(".")[0]}
    handover_id = _insert(db, {**frozen, **_said(order), "over_limit": int(over), "issued_by": by.name})
    if order.event_id is not None:
        take_promised(db, order.event_id, rules.merged(order.lines), by)
    append(db, [_line(order, item, quantity, day, party.id, handover_id, by) for item, quantity in wanted])
    audit.record(db, by, "stock.hand_out", f"handover:{handover_id}", {"number": number, "over_limit": over})
    return handover_id


@needs("stock.move")
def return_(
    db: Database,
    handover_id: int,
    back: Sequence[Line],
    *,
    to_place: int | None = None,
    day: dt.date | None = None,
    note: str = "",
    by: User,
) -> list[int]:
    """Take goods back on their protocol and give the movements' ids. Refused when more comes back than is still out."""
    handover, on = issued(db, handover_id), day or clock.today()
    rules.check_day(on, clock.today())
    if on.isoformat() < handover.day:
        raise BadInput("Goods cannot come back before they were handed out.", field="day")
    _refuse_cancelled(handover)
    place = to_place or handover.place_id
    entries = [_back(db, handover, line, on, place, note, by) for line in rules.merged(back)]
    ids = append(db, entries)
    audit.record(db, by, "stock.return", f"handover:{handover_id}", {"movements": ids})
    return ids


@needs("stock.move")
def cancel_handover(db: Database, handover_id: int, *, reason: str, by: User) -> list[int]:
    """Cancel (storno) a whole protocol: all its lines and returns are taken back; the number and the paper stay.

    Gives the ids of the correcting rows. Refused without a reason and for one that is cancelled already.
    """
    if not reason.strip():
        raise BadInput("Say why the protocol is cancelled.", field="reason")
    _refuse_cancelled(issued(db, handover_id))
    found = store.rows(db, "select id from movement where handover_id = ?", (handover_id,))
    ids = append(db, reversals(db, [row["id"] for row in found], reason.strip(), by.name))
    audit.record(db, by, "stock.cancel_handover", f"handover:{handover_id}", {"movements": ids, "reason": reason})
    return ids


def _back(db: Database, handover: Handover, line: Line, on: dt.date, place: int, note: str, by: User) -> Entry:
    """The return of a line of a protocol, at the price at which it was handed out."""
    out = lines(db, handover.id).filter(pl.col("item_id") == line.item_id)
    if out.is_empty():
        raise Refused("{item} is not on this protocol.", item=card(db, line.item_id).name)
    row = out.row(0, named=True)
    rules.check_return(line.quantity, row["quantity"] - row["returned"], row["item"])
    entry = Entry("R", on.isoformat(), line.item_id, line.quantity, row["unit_price"], to_place_id=place)
    return entry._replace(
        party_id=handover.party_id,
        purpose=handover.purpose,
        received_by=by.name,
        handover_id=handover.id,
        note=note.strip(),
    )


def _check(order: Order, day: dt.date) -> None:
    rules.check_day(day, clock.today())
    if not order.purpose.strip():
        raise BadInput("Write the purpose: what the items are for.", field="purpose")
    if order.party_id is None and not order.receiver.strip():
        raise BadInput("Say who takes the items over.", field="receiver")
    if order.ico.strip() and not identifiers.is_ico(order.ico):
        raise BadInput("IČO {ico} does not check. Look for a typing error.", ico=order.ico.strip(), field="ico")
    if order.return_by and order.return_by < day:
        raise BadInput("The items would have to be back before they are handed out.", field="return_by")


def _receiver(db: Database, order: Order, by: User) -> Party:
    if order.party_id:
        return contacts.get(db, order.party_id)
    return contacts.get(db, contacts.find_or_add(db, order.receiver, order.ico.strip() or None, by=by))


def _protocol(
    db: Database, order: Order, number: str, day: dt.date, party: Party, wanted: Wanted, by: User
) -> documents.HandoverProtocol:
    town = {name: settings.value(db, f"town.{name}", day) for name in ("legal_name", "ico", "address")}
    return documents.HandoverProtocol(
        number=number,
        day=day,
        place=store.scalar(db, "select name from place where id = ?", (order.place_id,)) or "",
        giver=documents.Party(town["legal_name"], town["ico"], town["address"], by.name),
        receiver=documents.Party(party.name, party.ico or "", party.address, order.represented_by.strip()),
        lines=tuple(
            documents.HandoverLine(item.code, item.name, item.unit, quantity, item.purchase_price)
            for item, quantity in wanted
        ),
        purpose=order.purpose.strip(),
        event=order.event.strip(),
        condition=order.condition.strip(),
        return_by=order.return_by,
        letterhead=sender.letterhead(db, day),
        form_version=FORM_VERSION,
        printed=clock.today(),
    )


def _said(order: Order) -> dict[str, Any]:
    texts = ("represented_by", "purpose", "event", "condition", "decision")
    said: dict[str, Any] = {name: getattr(order, name).strip() for name in texts}
    return said | {
        "place_id": order.place_id,
        "event_id": order.event_id,
        "return_by": order.return_by and order.return_by.isoformat(),
    }


def _insert(db: Database, values: dict[str, Any]) -> int:
    store.insert_many(db, "handover", (*values, "created_at"), [(*values.values(), clock.stamp())])
    return int(store.scalar(db, "select last_insert_rowid()"))


def _line(order: Order, item: Item, quantity: int, day: dt.date, party_id: int, handover_id: int, by: User) -> Entry:
    entry = Entry("V", day.isoformat(), item.id, quantity, item.purchase_price, order.place_id, None, party_id)
    return entry._replace(
        purpose=order.purpose.strip(),
        handed_by=by.name,
        received_by=order.represented_by.strip() or order.receiver.strip(),
        handover_id=handover_id,
    )


def _refuse_cancelled(handover: Handover) -> None:
    if handover.cancelled:
        raise Refused("The protocol {number} is cancelled already.", number=handover.number)
