"""The office's sentences about ads: kinds, issues, states of payment, what is late and with what a year is compared.

Revenue is the price without VAT, as the price list and the budget have it (figures §2). Where the three prices of a
row do not agree, the price without VAT still is the revenue and the price with VAT still is what the advertiser owes:
the row is told as a problem, and nobody's figure is mended silently.
"""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from lib.czech.sorting import fold_frame
from lib.errors import BadInput, Refused
from lib.i18n import N

KINDS = {
    "display": N("display ad"),
    "private_line": N("private line ad"),
    "business_line": N("business line ad"),
    "chronicle": N("social chronicle"),
    "other": N("other ad"),
}
KIND_WORDS = {
    "plosna": "display", "plosny": "display", "radkova soukroma": "private_line", "soukroma radkova": "private_line",
    "radkova komercni": "business_line", "komercni radkova": "business_line", "spolecenska kronika": "chronicle",
    "kronika": "chronicle", **{code: code for code in KINDS},
}  # fmt: skip
OF_PEOPLE = ("private_line", "chronicle")
"""Kinds that citizens order for themselves: without an IČO the advertiser is a person, not an organisation."""

STATES = {
    "overdue": (N("overdue"), "late"),
    "unpaid": (N("awaiting payment"), "due"),
    "not_invoiced": (N("not invoiced"), "planned"),
    "paid": (N("paid"), "done"),
    "cancelled": (N("cancelled ad"), "planned"),
}
"""State → (word, tone of the badge), in the order in which somebody should look at them."""

BUCKETS = ((30, N("up to 30 days")), (60, N("31–60 days")), (90, N("61–90 days")), (None, N("over 90 days")))
"""How late a payment is: last day of the bucket and its name."""

ROUNDING = 50
"""Haléře by which price + VAT may differ from the price with VAT: an invoice rounded to whole koruny."""

_DASH = r"[-\u2010-\u2015\u2212,+/]"
ISSUE = rf"^(?:bn|c\.?|cislo)? ?([0-9]{{1,2}})(?: ?{_DASH} ?([0-9]{{1,2}}))? ?/ ?((?:19|20)[0-9]{{2}}|[0-9]{{2}})$"
EXCEL_DATE = r"^((?:19|20)[0-9]{2})-([0-9]{2})-01(?:[ t].*)?$"
CANCELLED = r"\bstorno\b|\bstornovan"


@dataclass(frozen=True)
class Span:
    """The days whose issues are compared: from January to `until`, and the same days a year before."""

    year: int
    until: dt.date
    last_until: dt.date

    @property
    def month(self) -> int:
        """The last month whose issue counts: an issue is taken to come out on the first day of its month."""
        return self.until.month

    @property
    def whole_year(self) -> bool:
        return (self.until.month, self.until.day) == (12, 31)


def span(year: int, today: dt.date) -> Span:
    """A year that has ended is compared whole; the one that runs only up to today, with the same day last year."""
    until = max(dt.date(year, 1, 1), min(today, dt.date(year, 12, 31)))
    last_day = 28 if (until.month, until.day) == (2, 29) else until.day
    return Span(year, until, dt.date(year - 1, until.month, last_day))


def change(now: int, before: int) -> float | None:
    """By what share something grew (0.18), None when there was nothing before."""
    return None if before <= 0 else now / before - 1


def issues(said: pl.Series) -> pl.DataFrame:
    """What cells say about an issue, row by row: year, first, last, number (`4`, `7–8`); nulls where it is no issue.

    `4/2026`, `7–8/2026`, `BN 4/26`, and `2026-04-01`, which is what a spreadsheet makes of `4/2026` typed by hand.
    The paper comes out at most monthly and its issues carry the numbers of months: 13/2026 does not exist.
    """
    distinct = pl.DataFrame({"said": said.unique()}).with_columns(folded=fold_frame(pl.col("said")))
    typed = distinct["folded"].str.extract_groups(ISSUE).struct.unnest()
    made = distinct["folded"].str.extract_groups(EXCEL_DATE).struct.unnest()
    parts = distinct.select(
        "said",
        first=typed["1"].fill_null(made["2"]).cast(pl.Int64),
        last=typed["2"].cast(pl.Int64),
        year=typed["3"].fill_null(made["1"]).cast(pl.Int64),
    ).with_columns(pl.coalesce("last", "first").alias("last"), year=_full_year())
    known = parts.filter((pl.col("first") >= 1) & (pl.col("first") <= pl.col("last")) & (pl.col("last") <= 12))
    numbered = known.with_columns(number=_issue_number())
    return pl.DataFrame({"said": said}).join(numbered, on="said", how="left", maintain_order="left").drop("said")


def _full_year() -> pl.Expr:
    return pl.when(pl.col("year") < 100).then(pl.col("year") + 2000).otherwise(pl.col("year"))


def _issue_number() -> pl.Expr:
    first, last = pl.col("first"), pl.col("last")
    return pl.when(first == last).then(first.cast(pl.String)).otherwise(pl.format("{}–{}", first, last))


def is_cancelled(notes: pl.Series) -> pl.Series:
    """Whether notes say STORNO; the office also paints such a row red, but a colour alone says nothing here."""
    distinct = pl.DataFrame({"note": notes.unique()}).with_columns(
        cancelled=fold_frame(pl.col("note")).str.contains(CANCELLED)
    )
    told = pl.DataFrame({"note": notes}).join(distinct, on="note", how="left", maintain_order="left")
    return told["cancelled"].fill_null(False)


def cancels(note: str) -> bool:
    """`is_cancelled` for one note."""
    return bool(is_cancelled(pl.Series([note]))[0])


def wrong_sum() -> pl.Expr:
    """Whether price, VAT and price with VAT contradict each other."""
    difference = pl.col("price_without_vat") + pl.col("vat") - pl.col("price_with_vat")
    return (difference.abs() > ROUNDING).fill_null(False)


def state(today: dt.date) -> pl.Expr:
    """The key of STATES for frames with cancelled, paid_on, due_on (dates), invoice_number."""
    invoiced = (pl.col("invoice_number") != "") | pl.col("due_on").is_not_null()
    return (
        pl.when("cancelled").then(pl.lit("cancelled"))
        .when(pl.col("paid_on").is_not_null()).then(pl.lit("paid"))
        .when(pl.col("due_on") < today).then(pl.lit("overdue"))
        .when(invoiced).then(pl.lit("unpaid"))
        .otherwise(pl.lit("not_invoiced"))
    )  # fmt: skip


def days_overdue(today: dt.date) -> pl.Expr:
    """Days since the term, null unless the state is overdue."""
    return pl.when(state(today) == "overdue").then((pl.lit(today) - pl.col("due_on")).dt.total_days())


def bucket(days: pl.Expr) -> pl.Expr:
    """The name (an English text marked for translation) of the bucket that a number of days falls into."""
    named = pl.lit(BUCKETS[-1][1])
    for last, name in reversed(BUCKETS[:-1]):
        named = pl.when(days <= last).then(pl.lit(name)).otherwise(named)
    return pl.when(days.is_not_null()).then(named)


def check_payment(paid_on: dt.date, today: dt.date, *, cancelled: bool) -> None:
    """Refused for a cancelled ad, BadInput for a day to come."""
    if cancelled:
        raise Refused("The ad is cancelled, so nobody pays for it. Correct its note first.", field="paid_on")
    if paid_on > today:
        raise BadInput("The day of payment has not come yet. Write the day when the money came.", field="paid_on")
