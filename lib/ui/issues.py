"""Issues of the paper on the screen: their list, the form of one, the filling of a year, what is in one."""

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.ads import actions
from lib.ads.queries import Closing
from lib.ads.queries.closing import MISSING
from lib.ads.queries.papers import Issue
from lib.ads.rules.papers import IssueEntry
from lib.czech import dates, numbers, reading
from lib.errors import BadInput
from lib.i18n import t, tn
from lib.store import Database
from lib.ui import orders as look
from lib.ui.badges import State
from lib.ui.columns import Column
from lib.ui.forms import Form, act

MM2_PER_CM2 = 100


def for_list(found: pl.DataFrame) -> pl.DataFrame:
    """Issues with their name and how much of their area is taken, in cm² and as a share."""
    cm2 = (pl.col("area_mm2") / MM2_PER_CM2).round().cast(pl.Int64)
    return found.with_columns(name=pl.format("{}/{}", "number", "year"), taken=cm2, share=cm2 / pl.col("ad_area"))


def columns() -> list[Column]:
    """The columns of the list of issues."""
    return [
        Column("name", t("Issue")),
        Column("closes_on", t("Ads close"), "date"),
        Column("out_on", t("Comes out"), "date"),
        Column("ads", t("Number of ads"), "whole"),
        Column("taken", t("Taken (cm²)"), "whole"),
        Column("ad_area", t("For ads (cm²)"), "whole"),
        Column("share", t("Taken"), "percent"),
        Column("copies", t("Copies"), "whole", on_phone=False),
        Column("print_cost", t("Cost of print"), "money", shown=False),
        Column("distribution_cost", t("Cost of distribution"), "money", shown=False),
        Column("note", t("Note"), shown=False),
    ]


def fill(found: pl.DataFrame, user: User) -> None:
    """Plan a whole year by the settings."""
    year = clock.today().year
    for one in (year, year + 1):
        if found.filter(year=one).is_empty():
            act(t("Plan the year {year}", year=one), partial(_fill, one, user),
                said=lambda n: tn("{n} issue planned by the settings.", "{n} issues planned by the settings.", n),
                key=f"issues.fill.{one}", icon=":material/event_repeat:")  # fmt: skip


def _fill(year: int, user: User, db: Database) -> int:
    return actions.fill_year(db, year, by=user)


def edit(issue: Issue | None, user: User) -> None:
    """The form of an issue, or of a new one."""
    form = Form(f"issue.{issue.id if issue else 'new'}")
    with form.body():
        typed = _ask(form, issue)
        if form.submit(t("Save the issue") if issue else t("Add the issue")):
            form.save(
                lambda db: (
                    actions.edit_issue(db, issue.id, _read(typed), by=user)
                    if issue
                    else actions.add_issue(db, _read(typed), by=user)
                ),
                said=lambda _: t("The issue is saved."),
            )


def _ask(form: Form, issue: Issue | None) -> dict[str, str | dt.date | None]:
    typed: dict[str, str | dt.date | None] = {}
    today = clock.today()
    with st.container(horizontal=True):
        typed["number"] = form.ask("number", st.text_input, t("Number (month)"), value=issue.number if issue else "",
                                   placeholder="4, 7–8")  # fmt: skip
        typed["year"] = form.ask("year", st.text_input, t("Year"), value=str(issue.year if issue else today.year))
        typed["out_on"] = form.ask("out_on", st.date_input, t("Comes out"), value=issue.out_on if issue else None,
                                   format="DD.MM.YYYY")  # fmt: skip
    with st.container(horizontal=True):
        closes = issue.closes_on if issue else None
        typed["closes_on"] = form.ask("closes_on", st.date_input, t("Ads close"), value=closes, format="DD.MM.YYYY")
        time = issue.closes_at[11:] if issue else "12:00"
        typed["closes_time"] = form.ask("closes_time", st.text_input, t("at (time)"), value=time)
        area = _text(issue.ad_area if issue else None)
        typed["ad_area"] = form.ask("ad_area", st.text_input, t("For ads (cm²)"), value=area)
    with st.container(horizontal=True):
        typed["copies"] = form.ask("copies", st.text_input, t("Copies"), value=_text(issue.copies if issue else None))
        for name, label in (("print_cost", t("Cost of print")), ("distribution_cost", t("Cost of distribution"))):
            value = getattr(issue, name) if issue else None
            typed[name] = form.ask(name, st.text_input, label, value=numbers.money(value) if value else "")
    typed["note"] = form.ask("note", st.text_input, t("Note"), value=issue.note if issue else "")
    return typed


def _text(value: int | None) -> str:
    return "" if value is None else str(value)


def _read(typed: dict[str, str | dt.date | None]) -> IssueEntry:
    days = {}
    for name in ("closes_on", "out_on"):
        day = typed[name]
        if not isinstance(day, dt.date):
            raise BadInput("Choose the day.", field=name)
        days[name] = day
    start, _ = reading.parse_time_span(str(typed["closes_time"] or ""))
    if start is None:
        raise BadInput("Write the time like 12:00.", field="closes_time")
    return IssueEntry(
        year=_whole(typed, "year") or 0, number=str(typed["number"] or ""), closes_time=start, **days,
        ad_area=_whole(typed, "ad_area"), copies=_whole(typed, "copies"), print_cost=_money(typed, "print_cost"),
        distribution_cost=_money(typed, "distribution_cost"), note=str(typed["note"] or ""),
    )  # fmt: skip


def _whole(typed: dict[str, str | dt.date | None], name: str) -> int | None:
    return _beside(name, numbers.parse_whole, str(typed[name] or ""))


def _money(typed: dict[str, str | dt.date | None], name: str) -> int | None:
    return _beside(name, numbers.parse_money, str(typed[name] or ""))


def _beside(name: str, parse: object, text: str) -> int | None:
    if not text.strip():
        return None
    try:
        return int(parse(text))  # type: ignore[operator]
    except BadInput as error:
        error.field = name
        raise


def room(found: Closing) -> None:
    """How much of the area for ads is taken, and how much would be with everything that was asked for."""
    quota = found.issue.ad_area
    taken, asked = (round(mm2 / MM2_PER_CM2) for mm2 in (found.taken_mm2, found.asked_mm2))
    if quota is None:
        st.caption(t("The issue has no area for ads written; it takes {taken} cm².", taken=numbers.number(taken)))
        return
    said = t("{taken} of {quota} cm² for ads are taken, {asked} with everything that was asked for.",
             taken=numbers.number(taken), quota=numbers.number(quota), asked=numbers.number(asked))  # fmt: skip
    st.progress(min(taken / quota, 1.0), said)
    if asked > quota:
        st.warning(t("With everything that was asked for the issue is {over} cm² over its area.",
                     over=numbers.number(asked - quota)), icon=":material/crop_free:")  # fmt: skip


def missing_states() -> dict[str, State]:
    """What an order waits for as a badge."""
    return {code: State(t(word), "due" if code else "done") for code, word in MISSING.items()}


def closing_columns() -> list[Column]:
    """The columns of what is in an issue."""
    return [
        Column("advertiser", t("Advertiser")),
        Column("missing", t("Waits for"), "state", missing_states()),
        Column("state", t("State"), "state", look.states()),
        Column("item", t("Size")),
        Column("area_cm2", t("cm²"), "whole"),
        Column("with_vat", t("Price with VAT"), "money"),
        Column("placement", t("Wished placement"), on_phone=False),
        Column("page", t("Page of the paper")),
        Column("number", t("Order number"), on_phone=False),
        Column("preview_until", t("Answer by"), "date", shown=False),
    ]


def put_on_page(found: Closing, db: Database, order_id: int, changes: Mapping[str, Any], by: User) -> None:
    """Write the page on which an order's ad is in this issue."""
    ad_id = int(found.orders.filter(order_id=order_id)["id"][0])
    if ad_id < 0:
        raise BadInput("This is only an enquiry; order it first.", field="page")
    actions.set_page(db, ad_id, str(changes["page"] or ""), by=by)


def sentence(found: Closing) -> str:
    """When the issue closes and how many orders wait for something."""
    issue = found.issue
    day, time = dates.short_date(issue.closes_on), dates.time(issue.closes_at[11:])
    when = (
        t("Ads closed {day} at {time}", day=day, time=time)
        if issue.closed
        else t("Ads close {day} at {time}", day=day, time=time)
    )
    waits = tn("{n} order waits for something", "{n} orders wait for something", found.waiting.height)
    return f"{when}, {waits}"
