"""Keeping price lists: drafts from a template or a copy, putting in force, ending. Permission: tariffs.edit."""

import datetime as dt

from lib import audit, clock
from lib.access import User, needs
from lib.czech import dates
from lib.errors import BadInput, Conflict, Refused
from lib.i18n import t
from lib.store import Database
from lib.tariffs import rules
from lib.tariffs.queries import current, spans_in_force
from lib.tariffs.records import Content, PriceList
from lib.tariffs.rules import validity
from lib.tariffs.rules.validity import Gap, Span
from lib.tariffs.templates import template

DAY = dt.timedelta(1)
EMPTY = Content(rate=21, with_vat=True, items=())


@needs("tariffs.edit")
def add(
    db: Database,
    name: str,
    valid_from: dt.date,
    content: Content,
    *,
    valid_to: dt.date | None = None,
    resolution: str = "",
    by: User,
) -> int:
    """A new draft and its id."""
    _check_heading(name, valid_from, valid_to)
    row = (name.strip(), valid_from.isoformat(), _iso(valid_to), resolution.strip(), rules.write(rules.check(content)))
    made = db.conn.execute(
        "insert into price_list (name, valid_from, valid_to, resolution, content, created_at, created_by)"
        " values (?, ?, ?, ?, ?, ?, ?)",
        (*row, clock.stamp(), by.login),
    )
    price_list_id = int(made.lastrowid or 0)
    _record(db, by, "tariffs.add", price_list_id, name=name.strip(), valid_from=valid_from)
    return price_list_id


@needs("tariffs.edit")
def content_of(db: Database, source: str, *, by: User) -> Content:
    """What a new list begins with: nothing (""), a copy of the list of that id, or a template by its code."""
    if not source:
        return EMPTY
    return current(db, int(source)).content if source.isdecimal() else template(source).content


@needs("tariffs.edit")
def edit(
    db: Database,
    price_list_id: int,
    *,
    name: str,
    valid_from: dt.date,
    valid_to: dt.date | None,
    resolution: str,
    by: User,
) -> None:
    """Change the heading of a draft."""
    _draft(db, price_list_id)
    _check_heading(name, valid_from, valid_to)
    db.conn.execute(
        "update price_list set name = ?, valid_from = ?, valid_to = ?, resolution = ? where id = ?",
        (name.strip(), valid_from.isoformat(), _iso(valid_to), resolution.strip(), price_list_id),
    )
    _record(db, by, "tariffs.edit", price_list_id, name=name.strip(), valid_from=valid_from, valid_to=valid_to)


@needs("tariffs.edit")
def save_content(db: Database, price_list_id: int, content: Content, *, started_from: Content, by: User) -> None:
    """Change what a draft says. `started_from` is what the person saw: Conflict when it is something else by now."""
    now = _draft(db, price_list_id)
    if now.content != started_from:
        raise Conflict("Somebody else has changed this price list meanwhile. Open it again and repeat your change.")
    db.conn.execute(
        "update price_list set content = ? where id = ?", (rules.write(rules.check(content)), price_list_id)
    )
    _record(db, by, "tariffs.edit", price_list_id, items=len(content.items))


@needs("tariffs.edit")
def remove_draft(db: Database, price_list_id: int, *, by: User) -> None:
    """Throw a draft away."""
    name = _draft(db, price_list_id).name
    db.conn.execute("delete from price_list where id = ?", (price_list_id,))
    _record(db, by, "tariffs.remove_draft", price_list_id, name=name)


@needs("tariffs.edit")
def put_in_force(db: Database, price_list_id: int, *, end_previous: bool = False, by: User) -> list[Gap]:
    """Let a draft hold from its first day on and freeze it. Gives the days beside it on which no list holds.

    Refused without items or resolution, and while another list holds on one of its days; with `end_previous` the one
    that began before is ended the day before, unless that would be in the past.
    """
    draft = _draft(db, price_list_id)
    _refuse_unfinished(draft)
    span = Span(draft.id, draft.name, draft.valid_from, draft.valid_to)
    for other in spans_in_force(db, besides=draft.id):
        if not other.overlaps(span):
            continue
        if not end_previous or not other.first < span.first >= clock.today():
            raise _overlap(other, span)
        _set_end(db, other.id, span.first - DAY, by)
    db.conn.execute("update price_list set state = 'in_force' where id = ?", (draft.id,))
    _record(db, by, "tariffs.put_in_force", draft.id, valid_from=draft.valid_from, resolution=draft.resolution)
    return validity.gaps(span, spans_in_force(db, besides=draft.id))


@needs("tariffs.edit")
def end(db: Database, price_list_id: int, last_day: dt.date, *, by: User) -> None:
    """Let a list hold up to a day, today at the earliest; earlier orders were priced by it."""
    now = current(db, price_list_id)
    if now.state != "in_force":
        raise Refused("Only a price list in force is ended.")
    if last_day < now.valid_from:
        raise BadInput("The price list begins on {first}; it cannot end before. Withdraw it instead.",
                       first=dates.date(now.valid_from), field="last_day")  # fmt: skip
    if last_day < clock.today():
        raise BadInput("The price list cannot end in the past: orders were priced by it. Choose today or later.",
                       field="last_day")  # fmt: skip
    if now.valid_to is not None and last_day > now.valid_to:
        span = Span(now.id, now.name, now.valid_from, last_day)
        other = next((one for one in spans_in_force(db, besides=now.id) if one.overlaps(span)), None)
        if other is not None:
            raise _overlap(other, span)
    _set_end(db, now.id, last_day, by)


@needs("tariffs.edit")
def withdraw(db: Database, price_list_id: int, *, by: User) -> None:
    """Take back a list that has not begun to hold."""
    now = current(db, price_list_id)
    if now.state != "in_force" or now.valid_from <= clock.today():
        raise Refused("Only a price list that does not hold yet is withdrawn. End this one with a day.")
    db.conn.execute("update price_list set state = 'withdrawn' where id = ?", (now.id,))
    _record(db, by, "tariffs.withdraw", now.id, name=now.name)


def _draft(db: Database, price_list_id: int) -> PriceList:
    found = current(db, price_list_id)
    if found.state != "draft":
        raise Refused("“{name}” is in force and does not change. Make a copy and put that in force.", name=found.name)
    return found


def _check_heading(name: str, valid_from: dt.date, valid_to: dt.date | None) -> None:
    if not name.strip():
        raise BadInput("Name the price list.", field="name")
    if valid_to is not None and valid_to < valid_from:
        raise BadInput("The price list ends before it begins. Correct one of the days.", field="valid_to")


def _refuse_unfinished(draft: PriceList) -> None:
    if not draft.content.items:
        raise Refused("The price list has no items yet. Write what it offers and for how much.")
    if not draft.resolution:
        raise BadInput("Write by which resolution the council approved the price list.", field="resolution")
    rules.check(draft.content)


def _overlap(other: Span, span: Span) -> Refused:
    """Which list stands in the way, on which days, and what to do."""
    last = t("to {day}", day=dates.date(other.last)) if other.last else t("until further notice")
    said = {"name": other.name, "first": dates.date(other.first), "last": last}
    if other.first < span.first:
        return Refused(
            "“{name}” holds from {first} {last}. End it on {before} at the latest, or let this one begin later.",
            before=dates.date(span.first - DAY),
            **said,
        )
    if other.first == span.first:
        return Refused("“{name}” holds from {first} {last}. Withdraw or end it, or let this one begin later.", **said)
    return Refused(
        "“{name}” holds from {first} {last}. Let this one end on {before} at the latest.",
        before=dates.date(other.first - DAY),
        **said,
    )


def _set_end(db: Database, price_list_id: int, last_day: dt.date, by: User) -> None:
    db.conn.execute("update price_list set valid_to = ? where id = ?", (last_day.isoformat(), price_list_id))
    _record(db, by, "tariffs.end", price_list_id, last_day=last_day)


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _record(db: Database, by: User, what: str, price_list_id: int, **detail: object) -> None:
    audit.record(db, by, what, f"price_list:{price_list_id}", detail)
