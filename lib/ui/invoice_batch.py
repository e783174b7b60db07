"""Invoicing a whole issue on the screen: what waits, what stands in the way, the button, how far the worker is."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates, numbers
from lib.errors import OfficeError
from lib.flows import issue_invoices, sheet_jobs
from lib.flows.issue_invoices import Waiting
from lib.i18n import t, tn
from lib.invoices import actions, rules
from lib.jobs import Job
from lib.ui import cached, forms
from lib.ui import invoices as look
from lib.ui.columns import Column
from lib.ui.forms import act
from lib.ui.lists import draw_table
from lib.ui.plain import plain

NAME = "cislo"


def choose_issue(found: pl.DataFrame) -> int | None:
    """The issue in the address (`?cislo=12`), else the latest that is out, or is to come; a picker to change it."""
    names = dict(found.select("issue_id", "issue").iter_rows())
    asked = st.query_params.get(NAME, "")
    out = found.filter(pl.col("out_on") <= clock.today())["issue_id"]
    first = int(asked) if asked.isdecimal() else next(iter([*out, *names]), None)
    if first is not None and first not in names:
        return first
    if first is None:
        return None
    place = list(names).index(first)
    chosen = st.selectbox(t("Issue"), list(names), index=place, format_func=names.__getitem__, key="invoices.issue")
    st.query_params[NAME] = str(chosen)
    return chosen


def remarks(found: Sequence[Waiting]) -> None:
    """What must be mended first stands open, what a person should know waits behind its count."""
    every = [(one.order_number, remark) for one in found for remark in one.remarks]
    for order, remark in every:
        if remark.stops:
            st.error(plain(f"{order}: {remark.said()}"))
    to_know = [f"{order}: {remark.said()}" for order, remark in every if not remark.stops]
    if to_know:
        with st.expander(tn("{n} thing to know", "{n} things to know", len(to_know)), icon=":material/info:"):
            for said in to_know:
                st.text(said)


def listing(found: Sequence[Waiting]) -> None:
    """The documents that will be issued, a row each."""
    if not found:
        st.caption(t("Everything in this issue is invoiced, or waits for money ahead."))
        return
    rows = [
        {
            "customer": one.customer,
            "order": one.order_number,
            "kind": t(rules.KINDS[one.draft.kind]),
            "ads": len(one.draft.lines),
            "supply": one.draft.tax_point_on,
            "total": one.total,
        }
        for one in found
        if not one.stops
    ]
    if not rows:
        return
    schema = {"customer": pl.String, "order": pl.String, "kind": pl.String, "ads": pl.Int64, "supply": pl.Date}
    draw_table(
        "invoices.waiting",
        t("Will be issued"),
        pl.DataFrame(rows, schema=schema | {"total": pl.Int64}),
        [
            Column("customer", t("Advertiser")),
            Column("order", t("Order number")),
            Column("kind", t("Document")),
            Column("ads", t("Ads"), "whole"),
            Column("supply", t("Day of supply"), "date"),
            Column("total", t("Total"), "money"),
        ],
    )


def issue_all(issue_id: int, found: Sequence[Waiting], *, by: User) -> None:
    """Leave some orders out, then issue the rest: the worker does it."""
    ready = {one.order_id: one for one in found if not one.stops}
    if not ready:
        return
    without = st.multiselect(
        t("Leave out"), list(ready), format_func=lambda order: f"{ready[order].order_number} {ready[order].customer}",
        key=f"invoices.without.{issue_id}", placeholder=t("nothing"),
    )  # fmt: skip
    chosen = [one for order, one in ready.items() if order not in without]
    total = numbers.money(sum(one.total for one in chosen))
    act(
        tn("Issue {n} document for {total}", "Issue {n} documents for {total}", len(chosen), total=total),
        lambda db: issue_invoices.ask(db, issue_id, [one.order_id for one in chosen], by=by),
        said=lambda _: t("The documents are being issued."),
        key="invoices.issue_all",
        type="primary",
        icon=":material/receipt_long:",
        disabled=not chosen,
    )


def progress(issue_id: int, *, by: User) -> bool:
    """How far the newest batch of the issue is, every second; gives whether it still runs."""
    newest = cached.fresh(issue_invoices.newest, issue_id, by=by)
    if newest is None:
        return False
    if newest.finished:
        _ended(newest)
        return False
    if not cached.fresh(sheet_jobs.worker, by=by)[0]:
        st.warning(t("The background worker does not run. Start Kancelář again; the batch goes on then."))

    @st.fragment(run_every=1.0)
    def watch() -> None:
        try:
            job = cached.fresh(issue_invoices.newest, issue_id, by=by)
        except OfficeError as error:
            forms.speak(error)
            return
        if job is None or job.finished:
            st.rerun()
        done = t("{done} of {total} {name}", done=job.done, total=job.total, name=job.message)
        if not job.total:
            done = t("Waiting for the worker")
        st.progress(job.done / job.total if job.total else 0.0, text=plain(done))
        st.caption(t("You may leave this page; the result waits here."))

    watch()
    return True


def _ended(job: Job) -> None:
    (st.warning if job.state == "failed" else st.caption)(plain(issue_invoices.summary(job)))
    for order, why in issue_invoices.refused(job):
        st.error(plain(f"{order}: {why}"))


def of_order(order_id: int, *, by: User) -> None:
    """What one order waits for, each with its buttons: an invoice, an advance invoice, or a receipt for cash."""
    found = cached.fresh(issue_invoices.waiting, order_id=order_id, by=by)
    if not found:
        st.caption(t("This order waits for no invoice."))
    remarks(found)
    for n, one in enumerate(found):
        with st.container(border=True):
            st.text(f"{one.order_number} · {one.customer} · {numbers.money(one.total)}")
            if one.draft.tax_point_on:
                st.caption(t("Day of supply {day}", day=dates.date(one.draft.tax_point_on)))
            if not one.stops:
                with st.container(horizontal=True):
                    _button(one, one.draft.kind, f"{n}", by)
                    if one.total <= rules.SIMPLIFIED_LIMIT:
                        _button(one, "cash", f"{n}", by)


def _button(one: Waiting, kind: str, key: str, by: User) -> None:
    labels = {
        "invoice": t("Issue the invoice"),
        "advance": t("Issue the advance invoice"),
        "cash": t("Paid in cash: issue the receipt"),
    }
    act(
        labels[kind],
        lambda db: actions.issue(db, replace(one.draft, kind=kind), by=by),
        said=lambda _: t("The document is issued."),
        key=f"invoices.{kind}.{key}",
        go=look.CARD,
        query=lambda done: {"id": str(done)},
        type="secondary" if kind == "cash" else "primary",
    )
