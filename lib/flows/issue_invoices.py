"""Invoicing a whole issue at once: what is to be invoiced and what stands in the way, and the worker's part.

An invoice an order, each in a transaction of its own. What is issued is not asked for again, so a batch that died is
simply started anew, and whoever starts the same batch second gets what is left.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib import access, jobs, store
from lib.access import User, needs
from lib.ads import queries as ads
from lib.ads.queries.invoicing import AHEAD
from lib.czech import numbers
from lib.errors import NotAllowed, OfficeError, SignedOut, Unavailable
from lib.i18n import t, tn
from lib.invoices import actions, queries, rules
from lib.invoices.records import Draft, Line
from lib.invoices.rules import Remark
from lib.jobs import Job
from lib.store import Database

KIND = "invoices.issue"
Progress = Callable[[int, int, str], None]
Row = dict[str, Any]
TOLD_EVERY = 10
"""Orders after which a batch says how far it is: each time is a write of its own."""


@dataclass(frozen=True)
class Waiting:
    """A document that waits to be issued: for one order, with what a person should know first. Total in haléře."""

    order_id: int
    order_number: str
    customer: str
    draft: Draft
    remarks: tuple[Remark, ...]

    @property
    def total(self) -> int:
        return sum(line.total for line in self.draft.lines)

    @property
    def stops(self) -> bool:
        return rules.stopped(self.remarks) is not None


@needs("invoices.read")
def waiting(db: Database, issue_id: int | None = None, order_id: int | None = None, *, by: User) -> list[Waiting]:
    """What an issue or an order waits to have issued, what must be mended first, then by the advertiser's name.

    An order to be paid ahead that is not in the paper yet gets an advance invoice over all its issues, once.
    """
    rows = ads.to_invoice(db, issue_id=issue_id, order_id=order_id, by=by).rows(named=True)
    out: dict[tuple[int, str], list[Row]] = {}
    ahead: dict[int, None] = {}
    for row in rows:
        if row["prepaid"] and row["state"] in AHEAD:
            ahead[row["order_id"]] = None
        else:
            out.setdefault((row["order_id"], row["issue"]), []).append(row)
    # In one issue the supply of all ads is the day when it came out (R-DPH-time).
    drafts = [_draft("invoice", group, group[0]["out_on"]) for group in out.values()]
    for order in ahead:
        if not _asked_ahead(db, order):
            drafts.append(_draft("advance", ads.to_invoice(db, order_id=order, by=by).rows(named=True), None))
    made = [Waiting(*about, draft, tuple(queries.remarks(db, draft, by=by))) for about, draft in drafts]
    return sorted(made, key=lambda one: (not one.stops, not one.remarks))


def _draft(kind: str, rows: Sequence[Row], tax_point_on: dt.date | None) -> tuple[tuple[int, str, str], Draft]:
    lines = tuple(
        Line(row["text"], row["without_vat"], row["rate"], row["without_vat"], row["vat"], ad_id=row["ad_id"])
        for row in rows
    )
    first = rows[0]
    about = (first["order_id"], first["order_number"], first["advertiser"])
    payment = first["payment"] if kind == "invoice" else "transfer"
    draft = Draft(kind, first["party_id"], lines, tax_point_on, payment=payment, order_id=first["order_id"])
    return about, draft


def _asked_ahead(db: Database, order_id: int) -> bool:
    sql = (
        "select 1 from invoice where kind = 'advance' and order_id = ?"
        " and id not in (select invoice_id from invoice_withdrawn)"
    )
    return store.scalar(db, sql, (order_id,)) is not None


@needs("invoices.read")
def issues(db: Database, *, by: User) -> pl.DataFrame:
    """Issues with something to be invoiced, the latest first: issue_id, issue, out_on, orders, total (haléře)."""
    found = ads.to_invoice(db, by=by).filter(pl.col("issue_id").is_not_null())
    sums = found.group_by("issue_id").agg(
        pl.col("issue", "out_on").first(), orders=pl.col("order_id").n_unique(), total=pl.col("with_vat").sum()
    )
    return sums.sort("out_on", "issue_id", descending=True)


@needs("invoices.issue")
def ask(db: Database, issue_id: int, orders: Iterable[int], *, by: User) -> int:
    """Queue the invoices of an issue for these orders and give the job. Somebody's unfinished one is given instead."""
    last = _newest(db, issue_id)
    if last is not None and not last.finished:
        return last.id
    return jobs.ask(db, KIND, {"issue": issue_id, "orders": sorted(orders)}, by=by)


@needs("invoices.read")
def newest(db: Database, issue_id: int, *, by: User) -> Job | None:
    """The batch of this issue that was asked for last, or None."""
    return _newest(db, issue_id)


def _newest(db: Database, issue_id: int) -> Job | None:
    return next((job for job in jobs.latest(db, KIND) if job.argument("issue") == issue_id), None)


def run(job: Job, progress: Progress) -> dict[str, Any]:
    """The worker's part: `issued` (numbers), `total` in haléře, `refused` ([order, sentence]), `gone` (how many orders
    had nothing left, because somebody else was first). A refused order stops no other; a full disk stops the batch."""
    with store.read() as db:
        by = access.user(db, job.asked_by)
    if by is None:
        raise SignedOut("This account is closed. Ask the head of the office.")
    issued: list[Waiting] = []
    result: dict[str, Any] = {"issued": [], "total": 0, "refused": [], "gone": 0}
    orders = job.argument("orders")
    for n, order_id in enumerate(orders):
        if n % TOLD_EVERY == 0:
            progress(n, len(orders), issued[-1].customer if issued else "")
        try:
            found, number = _issue(order_id, job.argument("issue"), by)
        except (Unavailable, NotAllowed):
            raise
        except OfficeError as error:
            result["refused"].append((_number_of(order_id), str(error)))
            continue
        if found is None:
            result["gone"] += 1
            continue
        issued.append(found)
        result["issued"].append(number)
        result["total"] += found.total
    progress(len(orders), len(orders), "")
    return result


def _issue(order_id: int, issue_id: int, by: User) -> tuple[Waiting | None, str]:
    """Issue what the order waits for now, in one transaction; None when it waits for nothing any more."""
    with store.write() as db:
        found = waiting(db, issue_id, order_id, by=by)
        if not found:
            return None, ""
        invoice_id = actions.issue(db, found[0].draft, by=by)
        return found[0], queries.existing(db, invoice_id).number


def _number_of(order_id: int) -> str:
    with store.read() as db:
        return str(store.scalar(db, "select number from ad_order where id = ?", (order_id,)))


def summary(job: Job) -> str:
    """What a finished batch did, in one sentence."""
    if job.result is None:
        return t(job.message)
    found = json.loads(job.result)
    said = [
        tn("Issued {n} document for {total}.", "Issued {n} documents for {total}.", len(found["issued"]),
           total=numbers.money(found["total"])),
        tn("{n} order was invoiced by somebody else.", "{n} orders were invoiced by somebody else.", found["gone"])
        if found["gone"]
        else "",
    ]  # fmt: skip
    return " ".join(filter(None, said))


def refused(job: Job) -> list[tuple[str, str]]:
    """The orders that a finished batch could not invoice, and why."""
    return [(order, why) for order, why in json.loads(job.result)["refused"]] if job.result else []
