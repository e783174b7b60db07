"""What the office should know this morning: events of the week and every matter that waits for somebody."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import polars as pl

from lib import clock, jobs
from lib.access import User, needs
from lib.czech import dates, numbers
from lib.events import queries as events
from lib.flows import clashes as every_clash
from lib.flows.receivables import owed
from lib.i18n import t, tn
from lib.sheets import runs
from lib.stock import queries as stock
from lib.store import Database

CLASHES_AHEAD = dt.timedelta(days=30)
SHOWN_ITEMS = 8
SHOWN_EVENTS = 8
"""Of the coming events; the calendar has the rest, and what waits for somebody stays near the top of a phone."""
Tone = Literal["late", "due"]


@dataclass(frozen=True)
class Matter:
    """Something that waits: how urgent, the state in one word, what and since when, the page where it is mended."""

    tone: Tone
    word: str
    what: str
    detail: str
    page: str
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Week:
    """Events of today and of the rest of the week (until Sunday; from Friday on also the next one)."""

    today: pl.DataFrame
    ahead: pl.DataFrame
    holidays: dict[dt.date, str]


@needs("events.read")
def week(db: Database, *, by: User) -> Week:
    """What is on today and in the days to come."""
    today = clock.today()
    last = today + dt.timedelta(days=(6 - today.weekday()) + (7 if today.weekday() >= 4 else 0))
    found = events.between(db, today, last, by=by)
    on_today = (pl.col("starts_on") <= today) & (pl.col("ends_on") >= today)
    holidays = {day: name for day, name in dates.holidays(last.year).items() if today <= day <= last}
    return Week(found.filter(on_today), found.filter(~on_today), holidays)


@needs("events.read")
def clashes(db: Database, *, by: User) -> list[Matter]:
    """Two events in one venue, or one person in two places, within the next month."""
    today = clock.today()
    found = every_clash.report(db, today, today + CLASHES_AHEAD, by=by).filter(pl.col("level") == "error")
    return [_clash(row) for row in found.iter_rows(named=True)]


def _clash(row: dict[str, Any]) -> Matter:
    day = dates.short_date(row["day"])
    in_venue = row["rule"] == "venue"
    page, query = every_clash.page_of(row["first"] if row["first"].startswith("event:") else row["second"], row["day"])
    return Matter(
        "late",
        t("clash"),
        t("{first} × {second}", first=row["first_title"], second=row["second_title"]),
        t("{day}, {venue}. Agree on who will move.", day=day, venue=row["what"])
        if in_venue
        else t("{day}, {who} cannot be at both. Move one, or send a deputy.", day=day, who=row["what"]),
        page,
        query,
    )


@needs("stock.read")
def stock_matters(db: Database, *, by: User) -> list[Matter]:
    """Items that are out, under their minimum or run out soon; the worst first."""
    low = stock.running_low(db, by=by)
    return [_item(row) for row in low.head(SHOWN_ITEMS).iter_rows(named=True)]


def _item(row: dict[str, object]) -> Matter:
    words: dict[object, tuple[Tone, str]] = {
        "out": ("late", t("none left")),
        "low": ("due", t("under the minimum")),
        "soon": ("due", t("runs out soon")),
    }
    tone, word = words[row["state"]]
    count = tn("{n} piece left", "{n} pieces left", int(str(row["quantity"])))
    runs_out = row["runs_out"]
    until = (
        t("lasts until about {day}", day=dates.date(runs_out))
        if isinstance(runs_out, dt.date) and row["quantity"]
        else ""
    )
    detail = ", ".join(filter(None, (count, t("minimum {minimum}", minimum=row["minimum"]), until)))
    return Matter(tone, word, str(row["name"]), detail, "pages/stock/item.py", {"id": str(row["id"])})


@needs("invoices.read")
def ads_matters(db: Database, *, by: User) -> list[Matter]:
    """Invoices for ads that are past their term, in one line: how many, and what is still open of them."""
    overdue = owed(db, by=by).filter(pl.col("days_overdue") > 0)
    if overdue.is_empty():
        return []
    money, oldest = int(overdue["open"].sum()), int(overdue["days_overdue"].max())  # type: ignore[arg-type]
    return [
        Matter(
            "late",
            t("overdue"),
            tn("{n} unpaid invoice for ads", "{n} unpaid invoices for ads", overdue.height),
            t("{money} in all, the oldest {days} days after its term", money=numbers.money(money), days=oldest),
            "pages/invoices/aging.py",
        )
    ]


@needs("sheets.read")
def sheet_matters(db: Database, *, by: User) -> list[Matter]:
    """Spreadsheets that could not be read, then those with cells to mend."""
    return [_sheet(row) for row in runs.troubled(db, by=by).iter_rows(named=True)]


def _sheet(row: dict[str, object]) -> Matter:
    applied = row["state"] == "applied"
    return Matter(
        "due" if applied else "late",
        t("to mend") if applied else t("not read"),
        str(row["name"]),
        tn("{n} problem in the spreadsheet", "{n} problems in the spreadsheet", int(str(row["problems"])))
        if applied
        else str(row["text"]),
        "pages/sheets/source.py",
        {"id": str(row["source_id"])},
    )


@needs("sheets.read")
def worker_matters(db: Database, *, by: User) -> list[Matter]:
    """The worker that has not been heard of: nothing is synchronised and no analysis runs until it is back."""
    if jobs.worker_alive(db):
        return []
    last = jobs.last_beat(db)
    since = t("never since the installation") if last is None else dates.moment(last)
    return [
        Matter(
            "late",
            t("stopped"),
            t("The background worker does not run"),
            t("Last seen: {since}. Start Kancelář again, or ask whoever looks after it.", since=since),
            "pages/sheets/sources.py",
        )
    ]
