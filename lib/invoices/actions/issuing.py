"""Issuing what somebody wants: invoices, advance invoices, cash receipts, bases for the finance department."""

import datetime as dt
from dataclasses import replace

from lib import audit, clock, settings, store
from lib.access import User, needs
from lib.errors import Refused
from lib.invoices import queries, rules
from lib.invoices.actions import told
from lib.invoices.actions.advances import count_ahead, deposits, noted, refuse_others, settle, tax_all_of
from lib.invoices.actions.freezing import freeze
from lib.invoices.actions.money import received
from lib.invoices.queries.drafting import numbered_by_finance
from lib.invoices.queries.listing import untaxed
from lib.invoices.records import Draft
from lib.store import Database

KINDS = ("invoice", "advance", "cash", "basis")
"""What is issued from a draft. Credit notes and tax documents of payments have actions of their own."""


@needs("invoices.issue")
def issue(db: Database, draft: Draft, *, by: User) -> int:
    """Issue a document and give its id. Number, papers and rows come with the caller's transaction, or not at all.

    Where the finance department numbers the invoices (a setting), an invoice becomes the basis for it. Advances that
    came for the order are deducted. Refused: an ad that is invoiced already, an amount of zero or less, a buyer abroad,
    a cash receipt over what came ahead.
    """
    if draft.kind not in KINDS:
        raise KeyError(draft.kind)
    draft = noted(db, _completed(db, draft))
    rules.check_draft(draft)
    rules.check_due(draft.due_on, clock.today())
    _refuse_stopped(db, draft)
    _refuse_invoiced(db, draft)
    _refuse_cash_over_advance(db, draft)
    refuse_others(db, draft)
    taken = []
    if draft.kind == "invoice" and draft.order_id is not None:
        tax_all_of(db, draft.order_id, by)
        taken = deposits(db, draft.order_id, draft.lines)
    to_pay = sum(line.total for line in draft.lines) - sum(one.total for one in taken)
    rounding = rules.cash_rounding(to_pay) if draft.payment == "cash" else 0
    invoice_id = freeze(db, draft, deposits=taken, rounding=rounding, by=by)
    settle(db, invoice_id, taken, by)
    if draft.kind == "basis":
        count_ahead(db, invoice_id, by)
    told.invoiced(db, invoice_id, by)
    if draft.kind == "cash":
        received(db, invoice_id, to_pay + rounding, clock.today(), "cash", by=by)
    issued = queries.existing(db, invoice_id)
    audit.record(db, by, "invoices.issue", f"invoice:{invoice_id}", {"number": issued.number, "kind": issued.kind})
    return invoice_id


def _completed(db: Database, draft: Draft) -> Draft:
    """The draft as the office issues it: kind, days and way of paying filled in."""
    today = clock.today()
    if draft.kind == "invoice" and numbered_by_finance(db):
        draft = replace(draft, kind="basis")
    if draft.kind == "cash":
        return replace(draft, payment="cash", due_on=today, tax_point_on=today)
    days = dt.timedelta(days=int(settings.value(db, "ads.due_days")))
    tax_point_on = None if draft.kind == "advance" else draft.tax_point_on or today
    return replace(draft, due_on=draft.due_on or today + days, tax_point_on=tax_point_on)


def _refuse_stopped(db: Database, draft: Draft) -> None:
    stop = rules.stopped(rules.remarks(draft, queries.side(db, draft.party_id), clock.today()))
    if stop:
        raise Refused(stop.sentence, **stop.fields)


def _refuse_invoiced(db: Database, draft: Draft) -> None:
    ad_ids = [line.ad_id for line in draft.lines if line.ad_id is not None]
    if len(set(ad_ids)) != len(ad_ids):
        raise Refused("One ad stands on two lines. Leave one of them out.")
    if draft.kind == "advance":
        _refuse_second_advance(db, draft)
        return
    number = queries.invoiced_on(db, ad_ids)
    if number:
        raise Refused(
            "An ad of this order is on {number} already. To invoice it anew, credit that one first.", number=number
        )


def _refuse_cash_over_advance(db: Database, draft: Draft) -> None:
    """A cash receipt deducts nothing: what came ahead would be paid again."""
    if draft.kind != "cash" or draft.order_id is None:
        return
    if untaxed(db, draft.order_id).height or queries.deposits_left(db, draft.order_id):
        raise Refused(
            "An advance came for this order. Issue an invoice: it deducts the advance, the rest is paid in cash."
        )


def _refuse_second_advance(db: Database, draft: Draft) -> None:
    number = store.scalar(
        db,
        "select number from invoice where kind = 'advance' and order_id = ?"
        " and id not in (select invoice_id from invoice_withdrawn)",
        (draft.order_id,),
    )
    if number:
        raise Refused("The order has the advance invoice {number}. Withdraw it first if it is wrong.", number=number)
