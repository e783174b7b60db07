"""How ads and their revenue look: words of kinds and states, and the sentences that answer."""

import polars as pl

from lib.ads import rules
from lib.ads.records import OfYear
from lib.czech import dates, numbers
from lib.i18n import t, tn
from lib.ui.badges import State
from lib.ui.columns import Empty
from lib.ui.head import Link

SHEETS = "pages/sheets/sources.py"


def kind_word(kind: str) -> str:
    """The kind as people call it."""
    return t(rules.KINDS[kind])


def states() -> dict[str, State]:
    """State of an ad → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in rules.STATES.items()}  # type: ignore[arg-type]


def for_list(ads: pl.DataFrame) -> pl.DataFrame:
    """Ads with `kind` in words and `issue` as `4/2026`."""
    return in_words(ads).with_columns(issue=pl.format("{}/{}", "issue_number", "issue_year"))


def empty() -> Empty:
    """What a page says before the first spreadsheet of ads has come."""
    return Empty(
        t("No ads yet. They come from the shared spreadsheet of the paper."), Link(t("Shared spreadsheets"), SHEETS)
    )


def count(n: int) -> str:
    """`3 inzeráty`."""
    return tn("{n} ad", "{n} ads", n)


def koruny(halere: int) -> str:
    """A sum for reading at a glance, in whole koruny; tables have it to the haléř."""
    return numbers.money(round(halere / 100) * 100)


def year_sentence(year: OfYear) -> str:
    """What the year has earned so far and against what: the same days of the year before."""
    said = t(
        "{revenue} without VAT from {ads} by {day}, {change}.",
        revenue=koruny(year.revenue),
        ads=tn("{n} published ad", "{n} published ads", year.ads),
        day=dates.date(year.span.until),
        change=_against(year),
    )
    if not year.ordered_ads:
        return said
    ahead = tn("{n} more ad for {sum} is ordered ahead.", "{n} more ads for {sum} are ordered ahead.", year.ordered_ads,
               sum=koruny(year.ordered))  # fmt: skip
    return f"{said} {ahead}" if year.ads else ahead


def _against(year: OfYear) -> str:
    day = dates.date(year.span.last_until)
    if year.change is None:
        return t("a year before there was nothing to compare with")
    share = numbers.percent(abs(year.change))
    if round(year.change, 2) == 0:
        return t("as much as by {day}", day=day)
    more, less = (
        t("{share} more than by {day}", share=share, day=day),
        t("{share} less than by {day}", share=share, day=day),
    )
    return more if year.change > 0 else less


def month_answer(months: pl.DataFrame, year: OfYear) -> str:
    """The title of the chart of months: how the latest month that is out compares with itself a year before."""
    out = months.filter((pl.col("month") <= year.span.month) & (pl.col("revenue") > 0))
    if out.is_empty():
        return t("No issue of {year} is out yet", year=year.span.year)
    month, revenue, _, last_year = out.row(-1)
    name, change = dates.month_name(month), rules.change(revenue, last_year)
    if change is None:
        return t("{month} earned {sum}", month=name, sum=koruny(revenue))
    if round(change, 2) == 0:
        return t("{month} earned as much as a year before", month=name)
    share = numbers.percent(abs(change))
    if change > 0:
        return t("{month} earned {share} more than a year before", month=name, share=share)
    return t("{month} earned {share} less than a year before", month=name, share=share)


def best_answer(advertisers: pl.DataFrame, year: OfYear) -> str:
    """The title of the list of advertisers: how much of the revenue the three best bring."""
    if year.revenue <= 0:
        return t("Advertisers")
    share = float(advertisers.head(3)["revenue"].sum()) / year.revenue
    return t("The three best advertisers bring {share} of the revenue", share=numbers.percent(share))


def years_answer(found: pl.DataFrame) -> str:
    """The title of the chart of years: the best of them."""
    year, _, revenue = found.sort("revenue", descending=True).row(0)
    return t("The best year is {year} with {sum}", year=year, sum=koruny(revenue))


def in_words(found: pl.DataFrame) -> pl.DataFrame:
    """The frame with its `kind`, when it has one, as people call it."""
    if "kind" not in found.columns:
        return found
    return found.with_columns(pl.col("kind").replace_strict({code: kind_word(code) for code in rules.KINDS}))
