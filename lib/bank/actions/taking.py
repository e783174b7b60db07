"""Taking statements in: each file once, each movement once, nothing half stored."""

import hashlib
import json
from collections.abc import Iterable

import polars as pl

from lib import audit, clock, files, settings, store
from lib.access import User, needs
from lib.bank import rules
from lib.bank.queries import read_already
from lib.bank.reading import read
from lib.bank.records import CROWN, Part, Statement, TakenIn
from lib.czech import dates
from lib.errors import BadInput, OfficeError, Refused
from lib.i18n import N
from lib.sheets.problems import Note
from lib.store import Database

ENDINGS = {"gpc": "gpc", "camt.053": "xml"}
COLUMNS = (
    "statement_id", "account", "document_no", "amount", "currency", "booked_on", "value_on", "counter_account",
    "counter_name", "vs", "ks", "ss", "message", "reversal",
)  # fmt: skip
KNOWN = N("{n} movements were here already from another statement; they count once.")
FOREIGN = N("{n} movements are in another currency. They are not matched; ask the finance department.")
OTHER_ACCOUNTS = N("{n} statements of other accounts in the file were left out: {accounts}.")
TWICE = N("{n} movements stood in the file twice with the same document number; they count once.")
_KEY = ("document_no", "booked_on", "amount")


@needs("bank.match")
def take_in(db: Database, data: bytes, name: str, *, by: User) -> TakenIn:
    """Read a statement and keep its new movements and its bytes.

    Refused when the same file was read before; BadInput, with nothing stored, when it cannot be read, is cut, does not
    add up, or is of another account than the town's (setting `town.account`).
    """
    file_hash = hashlib.sha256(data).hexdigest()
    _refuse_same(db, file_hash, name)
    ours = str(settings.value(db, "town.account"))
    statement = _ours(read(data, name, ours=ours), ours, name)
    lines, notes = _once(statement)
    new = _unknown(db, lines, ours, statement.format)
    notes += _remarks(lines, lines.height - new.height)
    statement_id = _insert(db, statement, new, file_hash, name, ours, notes, by)
    files.keep(data, ENDINGS[statement.format])
    db.conn.execute("delete from bank_refused where file_hash = ? or file_name = ?", (file_hash, name))
    detail = {"file": name, "new": new.height, "known": lines.height - new.height}
    audit.record(db, by, "bank.take_in", f"bank_statement:{statement_id}", detail)
    return TakenIn(statement_id, new.height, lines.height - new.height, notes)


def refuse(db: Database, data: bytes, name: str, error: OfficeError) -> None:
    """Remember why a file of the watched folder was not read, so that people see it and it is not tried again."""
    row = (name, hashlib.sha256(data).hexdigest(), error.sentence, json.dumps(error.values, default=str), clock.stamp())
    db.conn.execute("insert or replace into bank_refused values (?, ?, ?, ?, ?)", row)


@needs("bank.match")
def try_again(db: Database, name: str, *, by: User) -> None:
    """Let the worker read a refused file of the watched folder once more (the setting was wrong, say)."""
    db.conn.execute("delete from bank_refused where file_name = ?", (name,))
    audit.record(db, by, "bank.try_again", f"bank_file:{name}")


def forget_refused(db: Database, names: Iterable[str]) -> None:
    """Files that are no longer in the watched folder need nobody any more."""
    db.conn.executemany("delete from bank_refused where file_name = ?", [(name,) for name in names])


def _refuse_same(db: Database, file_hash: str, name: str) -> None:
    before = read_already(db, file_hash)
    if before:
        at = clock.prague(before[1])
        raise Refused(
            "{name} was read already on {day} at {time} as {before}. Nothing was stored twice.",
            name=name, day=dates.date(at.date()), time=dates.time(at), before=before[0], field="file",
        )  # fmt: skip


def _ours(statement: Statement, ours: str, name: str) -> Statement:
    """The statement without parts of other accounts; BadInput when it has none of ours."""
    places = [place for place, part in enumerate(statement.parts) if rules.same_account(part.account, ours)]
    others = sorted({part.account for part in statement.parts if not rules.same_account(part.account, ours)})
    if not places:
        raise BadInput(
            "{name} is a statement of the account {account}, but ads are paid to {ours}. Nothing was stored. "
            "If the town's account has changed, change it in Settings.",
            name=name, account=", ".join(others), ours=ours, field="file",
        )  # fmt: skip
    if not others:
        return statement
    left_out = len(statement.parts) - len(places)
    note = Note(OTHER_ACCOUNTS, {"n": left_out, "accounts": ", ".join(others)})
    lines = statement.lines.filter(pl.col("part").is_in(places))
    lines = lines.with_columns(pl.col("part").replace_strict(places, range(len(places)), return_dtype=pl.Int32))
    parts = tuple(statement.parts[place] for place in places)
    return Statement(statement.format, parts, lines, (*statement.notes, note))


def _once(statement: Statement) -> tuple[pl.DataFrame, tuple[Note, ...]]:
    """The lines with document numbers that tell them apart.

    Movements that look the same are several where the balances prove it or the bank gives no document number: they
    become `123#2`, the same in any statement that holds them. Elsewhere a repeated one is the bank's slip.
    """
    proved = [place for place, part in enumerate(statement.parts) if part.stated]
    lines = statement.lines.with_columns(nth=pl.int_range(pl.len()).over(_KEY) + 1)
    slip = (pl.col("nth") > 1) & (pl.col("document_no") != "") & ~pl.col("part").is_in(proved)
    kept = lines.filter(~slip)
    number = pl.when(pl.col("nth") > 1).then(pl.format("{}#{}", "document_no", "nth")).otherwise("document_no")
    twice = lines.height - kept.height
    notes = (*statement.notes, Note(TWICE, {"n": twice})) if twice else statement.notes
    return kept.with_columns(document_no=number).drop("nth"), notes


def _unknown(db: Database, lines: pl.DataFrame, account: str, form: str) -> pl.DataFrame:
    """The lines that no earlier statement brought: by document number, or, when that one was in another format with its
    own numbers, by day, amount and symbol."""
    if lines.is_empty():
        return lines
    sql = """select l.document_no, l.booked_on, l.amount, l.vs, s.format as form
        from bank_line l join bank_statement s on s.id = l.statement_id
        where l.account = ? and l.booked_on between ? and ?"""
    days = [str(lines["booked_on"].min()), str(lines["booked_on"].max())]
    schema = {"document_no": pl.String, "booked_on": pl.Date, "amount": pl.Int64, "vs": pl.String, "form": pl.String}
    stored = store.frame(db, sql, schema, (account, *days))
    new = lines.join(stored, on=_KEY, how="anti", maintain_order="left")
    others = stored.filter(pl.col("form") != form).join(lines, on=_KEY, how="anti", maintain_order="left")
    alike = ("booked_on", "amount", "vs")
    nth = pl.int_range(pl.len()).over(alike).alias("nth")
    return new.with_columns(nth).join(others.with_columns(nth), on=(*alike, "nth"), how="anti",
                                      maintain_order="left").drop("nth")  # fmt: skip


def _remarks(lines: pl.DataFrame, known: int) -> tuple[Note, ...]:
    foreign = lines.filter(pl.col("currency") != CROWN).height
    return (*([Note(KNOWN, {"n": known})] if known else []), *([Note(FOREIGN, {"n": foreign})] if foreign else []))


def _insert(
    db: Database,
    statement: Statement,
    new: pl.DataFrame,
    file_hash: str,
    name: str,
    account: str,
    notes: tuple[Note, ...],
    by: User,
) -> int:
    statement_id = store.next_id(db, "bank_statement")
    first, last = _days(statement)
    opened, closed = statement.parts[0], statement.parts[-1]
    row = {
        "id": statement_id, "file_hash": file_hash, "file_name": name, "format": statement.format, "account": account,
        "number": _numbers(statement.parts), "first_day": first, "last_day": last, "opening": opened.opening,
        "closing": closed.closing, "currency": opened.currency,
        "problems": json.dumps([[note.sentence, dict(note.params)] for note in notes], ensure_ascii=False),
        "read_at": clock.stamp(), "read_by": by.login,
    }  # fmt: skip
    store.insert_many(db, "bank_statement", tuple(row), [tuple(row.values())])
    ready = new.with_columns(
        pl.col("booked_on", "value_on").cast(pl.String), pl.col("reversal").cast(pl.Int64),
        statement_id=statement_id, account=pl.lit(account),
    )  # fmt: skip
    store.insert_many(db, "bank_line", COLUMNS, ready.select(COLUMNS).iter_rows())
    return statement_id


def _days(statement: Statement) -> tuple[str | None, str | None]:
    """The first and the last day of the movements; of the heads when there are none."""
    moved = [day for day in statement.lines["booked_on"].unique().to_list() if day]
    stated = [day for part in statement.parts for day in (part.first_day, part.last_day) if day]
    known = moved or stated
    return (str(min(known)), str(max(known))) if known else (None, None)


def _numbers(parts: tuple[Part, ...]) -> str:
    numbers = [part.number for part in parts if part.number]
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}" if numbers else ""
