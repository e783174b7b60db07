"""Contracts with television and requests for reports: each step in one transaction, so the counter cannot be passed."""

import datetime as dt
from typing import Any

from lib import audit, clock, sender, series, store
from lib.access import User, needs
from lib.coverage import documents
from lib.coverage.actions.delivery import deliver
from lib.coverage.actions.plan import want
from lib.coverage.queries.television import Agreed, Request, agreed, count, kept
from lib.coverage.rules import television as rules
from lib.coverage.rules.plan import Delivered
from lib.coverage.rules.television import Contract, Order
from lib.errors import BadInput, Refused
from lib.events import outlets
from lib.i18n import t
from lib.store import Database

OF_THE_EVENT = {"topic", "shoot_on", "shoot_at", "place", "event"}
"""What a request takes from its event: television that gets these anew knows the event as it is now."""


@needs("coverage.edit")
def save_contract(db: Database, contract: Contract, contract_id: int | None = None, *, by: User) -> int:
    """Keep a new contract, or correct one; gives its id."""
    rules.check_contract(contract)
    values = {name: _stored(value) for name, value in vars(contract).items()}
    if contract_id is None:
        contract_id = _insert(db, "tv_contract", {**values, "created_at": clock.stamp()})
    else:
        agreed(db, contract_id)
        _update(db, "tv_contract", contract_id, values)
    audit.record(db, by, "coverage.tv_contract", f"tv_contract:{contract_id}", values)
    return contract_id


@needs("coverage.edit")
def draft(db: Database, order: Order, contract_id: int | None = None, *, by: User) -> int:
    """Write a request down and give its id; its number comes when it is sent.

    Without a contract it is the one that holds on the day of shooting. The event wants television from now on.
    """
    said = rules.tidy(order)
    contract = agreed(db, contract_id) if contract_id else _holding(db, said.shoot_on)
    rules.year_of(contract.first, contract.last, said.shoot_on)
    values = {**_values(said), "contract_id": contract.id, "state": "draft", "created_by": by.login}
    request_id = _insert(db, "tv_request", {**values, "created_at": clock.stamp()})
    if said.event_id:
        want(db, said.event_id, "tv", by=by)
    audit.record(db, by, "coverage.tv_draft", f"tv_request:{request_id}", values)
    return request_id


@needs("coverage.edit")
def edit(db: Database, request_id: int, order: Order, *, aware: bool = False, over_by: str = "", by: User) -> None:
    """Correct a request that was not shot yet. One that was sent already gets a higher version and is checked anew."""
    before, said = kept(db, request_id), rules.tidy(order)
    if before.state not in rules.OPEN:
        rules.check_step(before.state, "edited")
    contract = agreed(db, before.contract_id)
    rules.year_of(contract.first, contract.last, said.shoot_on)
    values = _values(said)
    if before.state != "draft":
        values |= {"version": before.version + 1}
        if said.shoot_on != before.day:
            values |= _allowed(db, contract, said.shoot_on, request_id, aware, over_by or before.over_by)
    _update(db, "tv_request", request_id, values)
    changed = {name: value for name, value in values.items() if getattr(before, name) != value}
    if before.state != "draft" and changed.keys() & OF_THE_EVENT:
        _tell(db, kept(db, request_id), by)
    audit.record(db, by, "coverage.tv_edit", f"tv_request:{request_id}", changed)


@needs("coverage.edit")
def send(db: Database, request_id: int, *, aware: bool = False, over_by: str = "", by: User) -> str:
    """Number a request, hold one report of the contract for it, and give the number.

    Refused on short notice unless `aware`, and when no report is left unless `over_by` names who allowed it.
    """
    request = kept(db, request_id)
    rules.check_step(request.state, "sent")
    allowed = _allowed(db, agreed(db, request.contract_id), request.day, request_id, aware, over_by)
    today = clock.today()
    number = rules.number(today.year, series.take(db, rules.SERIES, today.year))
    _update(db, "tv_request", request_id, {"state": "sent", "number": number, "ordered_on": str(today), **allowed})
    _tell(db, kept(db, request_id), by)
    audit.record(db, by, "coverage.tv_send", f"tv_request:{request_id}", {"number": number, **allowed})
    return number


@needs("coverage.edit")
def confirm(db: Database, request_id: int, editor: str, *, by: User) -> None:
    """Television confirmed: the report counts from now on. `editor` is who said so."""
    if not editor.strip():
        raise BadInput("Write who of the television confirmed it.", field="editor")
    _step(db, request_id, "confirmed", by, editor=editor.strip(), confirmed_on=str(clock.today()))


@needs("coverage.edit")
def shot(db: Database, request_id: int, *, by: User) -> None:
    """They came and shot it."""
    _step(db, request_id, "shot", by)


@needs("coverage.edit")
def broadcast(
    db: Database,
    request_id: int,
    *,
    on: dt.date,
    seconds: int | None = None,
    link: str = "",
    views: int | None = None,
    by: User,
) -> None:
    """It was on; the report is what television delivered from the event. Said again, it corrects link and views."""
    if on > clock.today():
        raise BadInput("The day of broadcast has not come yet.", field="on")
    before = kept(db, request_id)
    values = {"broadcast_on": str(on), "seconds": seconds or None, "link": link.strip(), "views": views}
    _step(db, request_id, "broadcast", by, **values)
    if before.event_id and before.state != "broadcast":
        coverage_id = want(db, before.event_id, "tv", by=by)
        brought = Delivered(str(before.number), link.strip(), 1, author=_television(db, before), licence="contract")
        deliver(db, coverage_id, brought, by=by)


@needs("coverage.edit")
def refuse(db: Database, request_id: int, reason: str, *, by: User) -> None:
    """Television refused; the report is free again."""
    _step(db, request_id, "refused", by, reason=_because(reason))
    _forget(db, request_id, by)


@needs("coverage.edit")
def cancel(db: Database, request_id: int, reason: str, *, by: User) -> None:
    """We called the report off; it is free again."""
    _step(db, request_id, "cancelled", by, reason=_because(reason))
    _forget(db, request_id, by)


@needs("coverage.read")
def paper(db: Database, request_id: int, *, by: User) -> bytes:
    """The request as D25 in PDF: the same request gives the same bytes."""
    request = kept(db, request_id)
    ordered = dt.date.fromisoformat(request.ordered_on) if request.ordered_on else clock.today()
    name = store.scalar(db, "select name from user where login = ?", (request.created_by,)) or ""
    return documents.tv_request(request, agreed(db, request.contract_id), sender.letterhead(db, ordered), name, ordered)


def _allowed(
    db: Database, contract: Agreed, day: dt.date, request_id: int, aware: bool, over_by: str
) -> dict[str, Any]:
    counter = count(db, contract, day, request_id)
    short = rules.check_notice(day, clock.today(), contract.days_ahead, aware=aware)
    rules.check_left(counter, over_by)
    return {"short_notice": int(short), "over_by": over_by.strip() if counter.left <= 0 else ""}


def _step(db: Database, request_id: int, to: str, by: User, **values: Any) -> None:
    request = kept(db, request_id)
    rules.check_step(request.state, to)
    _update(db, "tv_request", request_id, {"state": to, **values})
    audit.record(db, by, f"coverage.tv_{to}", f"tv_request:{request_id}", {"number": request.number, **values})


def _tell(db: Database, request: Request, by: User) -> None:
    if request.event_id:
        label = t("Request {number}, {television}", number=request.number, television=_television(db, request))
        outlets.tell(db, request.event_id, f"tv:{request.id}", label, by)


def _forget(db: Database, request_id: int, by: User) -> None:
    event_id = kept(db, request_id).event_id
    if event_id:
        outlets.forget(db, event_id, f"tv:{request_id}", by)


def _holding(db: Database, day: dt.date) -> Agreed:
    sql = "select id from tv_contract where ? between first_on and last_on order by last_on desc, id desc limit 1"
    found = store.scalar(db, sql, (day.isoformat(),))
    if found is None:
        raise Refused("No contract with a television holds on that day. Enter the contract first.", field="shoot_on")
    return agreed(db, int(found))


def _television(db: Database, request: Request) -> str:
    return agreed(db, request.contract_id).television


def _values(order: Order) -> dict[str, Any]:
    return {name: _stored(value) for name, value in vars(order).items()}


def _stored(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value.strip() if isinstance(value, str) else value


def _because(reason: str) -> str:
    if not reason.strip():
        raise BadInput("Write why.", field="reason")
    return " ".join(reason.split())


def _insert(db: Database, table: str, values: dict[str, Any]) -> int:
    store.insert_many(db, table, tuple(values), [tuple(values.values())])
    return int(store.scalar(db, "select last_insert_rowid()"))


def _update(db: Database, table: str, record_id: int, values: dict[str, Any]) -> None:
    columns = ", ".join(f"{name} = ?" for name in values)
    db.conn.execute(f"update {table} set {columns} where id = ?", (*values.values(), record_id))
