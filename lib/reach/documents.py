"""The monthly report on the town's media (D29): channels side by side, their best posts, and how it was counted."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lib.czech import dates, numbers
from lib.i18n import speaking, t
from lib.paper import A4, Cell, Column, Document, Footer, Letterhead, Table
from lib.paper.chart import Bar, bars
from lib.paper.text import SMALL, Style
from lib.reach import rules

FORM_VERSION = "1"
HEADING = Style(12, bold=True)
BEST = 5


@dataclass(frozen=True)
class OfChannel:
    """A channel's month: rows of `queries.overview`, the main number by months, its best posts (`queries.best`), and
    how many posts it had."""

    code: str
    numbers: Sequence[dict[str, Any]]
    history: Sequence[tuple[dt.date, int | None]]
    posts: int
    best: Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Section:
    """What another room says of the month: a heading, facts with their labels, rows of a table."""

    heading: str
    facts: Sequence[tuple[str, str]] = ()
    columns: Sequence[Column] = ()
    rows: Sequence[Sequence[str | Cell]] = ()
    note: str = ""


@dataclass(frozen=True)
class MonthlyReport:
    """Everything that stands in the report; `month` is its first day."""

    month: dt.date
    channels: Sequence[OfChannel]
    sections: Sequence[Section]
    letterhead: Letterhead
    printed: dt.date


@speaking("cs")
def monthly(report: MonthlyReport) -> bytes:
    """The report as a PDF, A4. BadInput when a character cannot be printed."""
    title = t("Monthly report on the media: {month}", month=_month(report.month))
    paper = Document(report.letterhead, title, "", Footer("D29", FORM_VERSION, report.printed), A4)
    paper.paragraph(t("Reach of different channels is not added up."), SMALL)
    for channel in report.channels:
        _channel(paper, channel, report.month)
    for section in report.sections:
        _section(paper, section)
    _method(paper, report)
    return paper.pdf()


def _heading(paper: Document, text: str, following: float) -> None:
    paper.gap(4)
    paper.need(HEADING.height + following)
    paper.paragraph(text, HEADING)
    paper.gap(1)


def _channel(paper: Document, channel: OfChannel, month: dt.date) -> None:
    name = t(rules.CHANNELS[channel.code].label) if channel.code in rules.CHANNELS else channel.code
    _heading(paper, name, 30)
    columns = [
        Column(t("What is counted")),
        Column(_month(month), 26, "right"),
        Column(t("Month before"), 34, "right"),
        Column(t("A year ago"), 34, "right"),
        Column(t("As of"), 24, "right"),
    ]
    if channel.numbers:
        Table(paper, columns).draw([_number(row) for row in channel.numbers])
        paper.gap(2)
    if channel.posts:
        paper.facts([(t("Posts in the month"), numbers.number(channel.posts))])
    _history(paper, channel, month)
    if channel.best:
        _best(paper, channel)


def _number(row: dict[str, Any]) -> list[str | Cell]:
    label = t(rules.METRICS[row["metric"]].label) if row["metric"] in rules.METRICS else row["metric"]
    value = t("missing") if row["value"] is None else numbers.number(row["value"])
    day = dates.date(row["snapshot_on"]) if row["snapshot_on"] else ""
    how = t("estimate: {how}", how=row["named"]) if row["estimated"] else ""
    return [Cell(label, how), value, _beside(row, "previous"), _beside(row, "last_year"), day]


def _beside(row: dict[str, Any], name: str) -> Cell:
    """The number then, and by how much this month differs; where the channel counted in another way it says so."""
    before, share, broken = row[name], row[f"{name}_change"], row[f"{name}_break"]
    if before is None:
        return Cell("–")
    if row["value"] is None:
        return Cell(numbers.number(before))
    if share is None:
        how = t("counted in another way until {day}", day=dates.date(broken)) if broken else t("counted in another way")
        return Cell(numbers.number(before), how)
    shown = round(share, 2)
    sign = "+" if shown > 0 else "−" if shown < 0 else ""
    return Cell(numbers.number(before), f"{sign}{numbers.percent(abs(shown))}")


def _history(paper: Document, channel: OfChannel, month: dt.date) -> None:
    if len([at for at, value in channel.history if value is not None]) < 2 or not channel.numbers:
        return
    metric = channel.numbers[0]["metric"]
    label = t(rules.METRICS[metric].label) if metric in rules.METRICS else metric
    series = [
        Bar(
            f"{dates.month_short(at.month)} {at:%y}", value, "" if value is None else numbers.number(value), at == month
        )
        for at, value in channel.history
    ]
    bars(paper, t("{metric} by months", metric=label.capitalize()), series)


def _best(paper: Document, channel: OfChannel) -> None:
    columns = [
        Column(t("Most seen posts")),
        Column(t("Published"), 24, "right"),
        Column(t("Reach"), 24, "right"),
        Column(t("Interactions"), 24, "right"),
    ]
    rows = [
        [
            row["title"] or t("(without text)"),
            dates.date(row["published_on"]) if row["published_on"] else "",
            "" if row["reach"] is None else numbers.number(row["reach"]),
            "" if row["interactions"] is None else numbers.number(row["interactions"]),
        ]
        for row in channel.best[:BEST]
    ]
    paper.gap(2)
    Table(paper, columns).draw(rows)


def _section(paper: Document, section: Section) -> None:
    _heading(paper, section.heading, 16)
    paper.facts(section.facts)
    if section.rows:
        Table(paper, section.columns).draw(section.rows)
    if section.note:
        paper.gap(1)
        paper.paragraph(section.note, SMALL)


def _method(paper: Document, report: MonthlyReport) -> None:
    """How it was counted: what the numbers are called at their source, and where measuring changed."""
    _heading(paper, t("How it was counted"), 20)
    for line in _notes(report):
        paper.paragraph(line, SMALL)
        paper.gap(0.8)


def _notes(report: MonthlyReport) -> list[str]:
    named = sorted({
        f"{t(rules.CHANNELS[one.code].label) if one.code in rules.CHANNELS else one.code}: {row['named']}"
        + (f" ({row['source']})" if row["source"] else "")
        for one in report.channels for row in one.numbers if row["named"]
    })  # fmt: skip
    notes = [
        t("Reach is the number of people whom a channel says it reached. Each channel counts in its own way, readers "
          "of several channels overlap, so numbers of different channels stand side by side and are never added up."),
        t("Numbers of posts are totals as of the day of the export; later exports raise them."),
    ]  # fmt: skip
    if any(row["estimated"] for one in report.channels for row in one.numbers):
        notes.append(t("Readers of the paper are an estimate: copies printed × readers of one copy from the settings."))
    broken = sorted({one.day for one in rules.BREAKS if one.day > rules.shifted(report.month, -13)})
    if broken:
        days = ", ".join(dates.date(day) for day in broken)
        notes.append(t("Facebook changed what it counts as reach and views on {days}; numbers from before and after "
                       "are not compared.", days=days))  # fmt: skip
    return notes + (
        [t("What the numbers are called at their source: {names}.", names="; ".join(named))] if named else []
    )


def _month(month: dt.date) -> str:
    return f"{dates.month_name(month.month)} {month.year}"
