"""A month of the town's media gathered from the rooms for the report D29."""

import datetime as dt

import polars as pl

from lib import clock, sender
from lib.access import User, needs
from lib.ads import queries as ads
from lib.coverage.queries import television
from lib.czech import dates, numbers
from lib.i18n import speaking, t
from lib.paper import Column
from lib.press.queries import messages as citizens
from lib.press.queries import questions as asked
from lib.reach import queries, rules
from lib.reach.documents import BEST, MonthlyReport, OfChannel, Section, monthly
from lib.store import Database

MONTHS = 12


@needs("reach.read")
@speaking("cs")
def gather(db: Database, month: dt.date, *, by: User) -> MonthlyReport:
    """Everything that the office knows of a month (its first day)."""
    sections = [_ads(db, month, by), *_television(db, month, by), _messages(db, month, by), _outputs(db, month, by)]
    return MonthlyReport(month, _channels(db, month, by), sections, sender.letterhead(db, month), clock.today())


@needs("reach.read")
def paper(db: Database, month: dt.date, *, by: User) -> bytes:
    """The report as a PDF. BadInput when a character cannot be printed."""
    return monthly(gather(db, month, by=by))


def _channels(db: Database, month: dt.date, by: User) -> list[OfChannel]:
    rows = queries.overview(db, month, by=by)
    series = queries.series(db, by=by)
    last = rules.month_end(month)
    posts = queries.posts(db, month, last, by=by).filter(pl.col("kind") != "page")
    counts = dict(posts.drop_nulls("published_on").group_by("channel").len().rows())
    codes = dict.fromkeys([*rows["channel"], *posts["channel"]])
    return [
        OfChannel(
            code,
            rows.filter(pl.col("channel") == code).to_dicts(),
            _history(series, rows, code, month),
            counts.get(code, 0),
            queries.best(db, code, month, last, BEST, by=by).to_dicts(),
        )
        for code in codes
    ]


def _history(series: pl.DataFrame, rows: pl.DataFrame, code: str, month: dt.date) -> list[tuple[dt.date, int | None]]:
    """The channel's first number by months, the oldest first; None where it is missing."""
    metric = rows.filter(pl.col("channel") == code)["metric"].head(1)
    mine = series.filter(pl.col("channel") == code, pl.col("metric").is_in(metric.implode()))
    known = dict(zip(mine["month"], mine["value"], strict=True))
    return [(at, known.get(at)) for at in (rules.shifted(month, -back) for back in range(MONTHS - 1, -1, -1))]


def _ads(db: Database, month: dt.date, by: User) -> Section:
    year = ads.by_month(db, month.year, by=by)
    row = year.row(month.month - 1, named=True)
    so_far = int(year.head(month.month)["revenue"].sum())
    facts = [
        (t("Revenue from ads in the month"), t("{amount} with VAT", amount=numbers.money(row["revenue"]))),
        (t("The same month last year"), numbers.money(row["last_year"])),
        (t("Since the beginning of the year"), numbers.money(so_far)),
    ]
    return Section(t("The paper: revenue from ads"), facts)


def _television(db: Database, month: dt.date, by: User) -> list[Section]:
    last = rules.month_end(month)
    contracts = [one for one in television.contracts(db, by=by) if one.first <= last and one.last >= month]
    reports = television.requests(db, by=by).filter(pl.col("broadcast_on").is_between(month, last))
    if not contracts and reports.is_empty():
        return []
    facts = []
    for one in contracts:
        counter = television.counter(db, one.id, last, by=by)
        said = t("{used} used of {reports} a year, {left} left", used=counter.used, reports=counter.reports,
                 left=counter.left)  # fmt: skip
        facts.append((one.television, said))
    columns = [
        Column(t("Broadcast reports")),
        Column(t("Broadcast"), 24, "right"),
        Column(t("Times watched"), 26, "right"),
    ]
    rows = [
        [row["topic"], dates.date(row["broadcast_on"]), "" if row["views"] is None else numbers.number(row["views"])]
        for row in reports.sort("broadcast_on").iter_rows(named=True)
    ]
    return [Section(t("Television"), facts, columns, rows, "" if rows else t("Nothing was broadcast in the month."))]


def _messages(db: Database, month: dt.date, by: User) -> Section:
    """What went to citizens' telephones: how many messages, to how many people, what they cost."""
    sent = [
        row
        for row in citizens.messages(db, by=by).iter_rows(named=True)
        if row["sent_at"] and clock.prague(row["sent_at"]).date().replace(day=1) == month
    ]
    facts = [
        (t("Messages sent"), numbers.number(len(sent))),
        (t("Recipients"), numbers.number(sum(row["recipients"] or 0 for row in sent))),
        (t("Cost"), numbers.money(sum(row["cost"] or 0 for row in sent))),
    ]
    note = t("Somebody who got several messages is counted several times among recipients.")
    return Section("MUNIPOLIS", facts, note=note)


def _outputs(db: Database, month: dt.date, by: User) -> Section:
    """What others wrote and broadcast about the town."""
    last = rules.month_end(month)
    found = asked.outputs(db, by=by).filter(pl.col("on_day").is_between(month, last)).sort("on_day")
    tones = dict(found.group_by("tone").len().rows())
    said = t("{all}, of them friendly {good}, neutral {even}, critical {bad}", all=numbers.number(found.height),
             good=tones.get("+", 0), even=tones.get("0", 0), bad=tones.get("-", 0))  # fmt: skip
    columns = [Column(t("Title")), Column(t("Medium"), 40), Column(t("Day"), 24, "right")]
    rows = [[row["title"], row["medium"], dates.date(row["on_day"])] for row in found.iter_rows(named=True)]
    return Section(t("What media said of the town"), [(t("Recorded"), said)], columns, rows)
