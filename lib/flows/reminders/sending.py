"""The letters themselves: their draft, their sending written down for ever, what to do about one sent by mistake."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import audit, clock, files, settings, store
from lib.access import User, needs
from lib.czech import dates
from lib.errors import BadInput, Refused
from lib.flows.reminders.turns import LEVELS, letters_of, overdue
from lib.i18n import speaking, t
from lib.invoices import actions, paper, queries
from lib.invoices.records import Owed, Reminder, Side
from lib.store import Database

LAST = max(LEVELS)
LAWSUIT_LEAST = 7
"""Days that a demand before a lawsuit gives at least (§ 142a of Act 99/1963)."""
_COLUMNS = ("invoice_id", "level", "sent_on", "due_on", "open", "pdf", "letters", "at", "by")


@dataclass(frozen=True)
class Sent:
    """What was sent: letters, invoices in them, and the name of the file with all letters for printing."""

    letters: int
    invoices: int
    file: str


@needs("invoices.remind")
def draft(db: Database, invoice_ids: Sequence[int], *, by: User) -> bytes:
    """The letters of these invoices as they would be sent today, in one PDF; nothing is written down."""
    return paper.reminders([letter for letter, _ in _letters(db, invoice_ids, by)])


@needs("invoices.remind")
def send(db: Database, invoice_ids: Sequence[int], *, by: User) -> Sent:
    """Make the letters and write down that they were sent today; a debtor gets one letter for all invoices of a level.

    Refused as a whole, naming the invoice, when one of them was paid meanwhile, is not to be reminded, or another
    person has just reminded it: the letters are made anew without it.
    """
    made = _letters(db, invoice_ids, by)
    whole = files.keep(paper.reminders([letter for letter, _ in made]), "pdf")
    for letter, ids in made:
        one = files.keep(paper.reminder(letter), "pdf") if len(made) > 1 else whole
        _write_down(db, letter, ids, (one, whole), by)
    return Sent(len(made), sum(len(ids) for _, ids in made), whole)


def _write_down(db: Database, letter: Reminder, ids: Sequence[int], names: tuple[str, str], by: User) -> None:
    days, stamp = (letter.day.isoformat(), letter.due_on.isoformat()), clock.stamp()
    rows = [
        (invoice_id, letter.level, *days, owed.open, *names, stamp, by.login)
        for invoice_id, owed in zip(ids, letter.invoices, strict=True)
    ]
    store.insert_many(db, "reminder", _COLUMNS, rows)
    detail = {"level": letter.level, "until": letter.due_on.isoformat()}
    for invoice_id, owed in zip(ids, letter.invoices, strict=True):
        audit.record(db, by, "invoices.remind", f"invoice:{invoice_id}", detail | {"open": owed.open})
    numbers = ", ".join(owed.number for owed in letter.invoices)
    audit.record(db, by, "invoices.remind", f"party:{_party(db, ids[0])}", detail | {"invoices": numbers})


def _party(db: Database, invoice_id: int) -> int:
    sql = "select coalesce(p.merged_into, p.id) from invoice i join party p on p.id = i.party_id where i.id = ?"
    return int(store.scalar(db, sql, (invoice_id,)))


def _letters(db: Database, invoice_ids: Sequence[int], by: User) -> list[tuple[Reminder, list[int]]]:
    """The letters and the ids of the invoices in each."""
    if not invoice_ids:
        raise BadInput("Choose at least one letter.")
    found = overdue(db)
    _refuse_not_ready(db, found, invoice_ids)
    chosen = found.filter(pl.col("id").is_in(list(invoice_ids)))
    return [(_letter(db, chosen, row, by), row["ids"]) for row in letters_of(chosen).iter_rows(named=True)]


def _letter(db: Database, found: pl.DataFrame, row: dict[str, Any], by: User) -> Reminder:
    town = queries.supplier(db)
    account, bank = town.pop("account"), town.pop("bank")
    side = Side(**{name: town[name] for name in Side.__annotations__ if name in town})
    mine = found.filter(pl.col("id").is_in(row["ids"]))
    invoices = tuple(Owed(**one) for one in mine.select(list(Owed.__annotations__)).iter_rows(named=True))
    today = clock.today()
    return Reminder(
        level=row["level"],
        supplier=side,
        customer=queries.side(db, row["party_id"]),
        invoices=invoices,
        day=today,
        due_on=_new_term(db, row["level"], today),
        account=account,
        bank=bank,
        issued_by=by.name,
    )


def _new_term(db: Database, level: int, today: dt.date) -> dt.date:
    """The letter's term: so many days, and on a day when banks work."""
    code = "reminders.lawsuit_days" if level == LAST else "reminders.term_days"
    days = int(settings.value(db, code))
    days = max(days, LAWSUIT_LEAST) if level == LAST else days
    term = today + dt.timedelta(days=days)
    return term if dates.is_working_day(term) else dates.next_working_day(term)


def _refuse_not_ready(db: Database, found: pl.DataFrame, invoice_ids: Sequence[int]) -> None:
    known = {row["id"]: row for row in found.iter_rows(named=True)}
    for invoice_id in invoice_ids:
        row = known.get(invoice_id)
        if row is None:
            number = queries.existing(db, invoice_id).number
            raise Refused("{number} is paid or not past its term any more. Make the letters anew.", number=number)
        number, turn = row["number"], row["turn"]
        if turn == "held":
            raise Refused("{number} is not to be reminded: {reason}", number=number, reason=row["held"])
        if turn == "last":
            raise Refused("The demand before a lawsuit was sent for {number}; the lawyer is next.", number=number)
        if turn != "ready":
            day = dates.date(row["from_on"])
            raise Refused("{number} may be reminded again on {day}, not sooner.", number=number, day=day)


@needs("invoices.remind")
@speaking("cs")
def sent_by_mistake(db: Database, invoice_id: int, reason: str, *, by: User) -> None:
    """A letter that went out cannot be taken back: the record stays, and no other goes until `actions.release`."""
    level = store.scalar(db, "select max(level) from reminder where invoice_id = ?", (invoice_id,))
    if level is None:
        raise Refused("No reminder of this invoice was sent.")
    if not reason.strip():
        raise BadInput("Say what the mistake was.", field="reason")
    said = t("A letter was sent by mistake ({level}): {reason}", level=t(LEVELS[level]), reason=reason.strip())
    actions.hold(db, invoice_id, said, by=by)
