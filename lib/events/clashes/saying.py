"""Clashes as sentences: what collides and what to do; between any two, or as one of them sees the other."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from lib.czech import dates
from lib.i18n import N, t, tn

LEVELS = {"error": (N("clash"), "late"), "warning": (N("to consider"), "due"), "info": (N("for information"), "info")}
"""Level → (word, tone of the badge)."""
RULES = {
    "venue": N("one venue"),
    "person": N("one person"),
    "audience": N("the same audience"),
    "holiday": N("public holiday"),
    "school": N("school holidays"),
    "election": N("election day"),
}
_SPECIAL = {
    "holiday": N("{title}: {day} is a public holiday, {name}."),
    "school": N("{title}: {day} falls into school holidays, {name}."),
    "election": N("{title}: {day} is an election day, {name}."),
}
_THIS_IS = {
    "holiday": N("{day} is a public holiday: {name}."),
    "school": N("{day} falls into school holidays: {name}."),
    "election": N("{day} is an election day: {name}."),
}
Row = Mapping[str, Any]


def say(row: Row, seen_from: str | None = None) -> str:
    """The sentence of a row of `FOUND`. With `seen_from` (a subject) only the other one is named, as in its form."""
    if row["second"] is None:
        words = _SPECIAL if seen_from is None else _THIS_IS
        day = dates.short_date(row["day"])
        said = t(words[row["rule"]], title=row["first_title"], day=day, name=row["what"])
        return said[:1].upper() + said[1:]
    told = _between if seen_from is None else _as_seen
    return told(row, "second" if row["first"] == seen_from else "first")


def other(row: Row, seen_from: str) -> str | None:
    """The subject with which the given one collides; None for information about its day."""
    return row["second"] if row["first"] == seen_from else row["first"]


def _between(row: Row, _: str) -> str:
    first, second = named(row, "first"), named(row, "second")
    if row["rule"] == "audience":
        return t("For the same people on one evening: {first} and {second}.", first=first, second=second)
    if row["rule"] == "venue":
        if row["level"] == "warning":
            return t("{what}: {first} and {second}. Is one in the programme of the other?",
                     what=row["what"], first=first, second=second)  # fmt: skip
        return t("{what} is taken twice: {first} and {second}. Agree on who will move.",
                 what=row["what"], first=first, second=second)  # fmt: skip
    gap = _gap(row)
    if gap is None:
        return t("{what} is to be in two places: {first} and {second}. Move one, or send a deputy.",
                 what=row["what"], first=first, second=second)  # fmt: skip
    return t("{what} has {gap} for the way: {first} and {second}. Move one, or send a deputy.",
             what=row["what"], gap=gap, first=first, second=second)  # fmt: skip


def _as_seen(row: Row, side: str) -> str:
    there = named(row, side)
    if row["rule"] == "audience":
        return t("For the same people that evening: {there}.", there=there)
    if row["rule"] == "venue":
        if row["level"] == "warning":
            return t("{what} has that day: {there}. Is one in the programme of the other?",
                     what=row["what"], there=there)  # fmt: skip
        return t("{what} is taken: {there}. Choose another time or venue.", what=row["what"], there=there)
    gap = _gap(row)
    if gap is None:
        return t("{what} is elsewhere then: {there}. Choose another time, or send a deputy.",
                 what=row["what"], there=there)  # fmt: skip
    return t("{what} has {gap} for the way: {there}. Choose another time, or send a deputy.",
             what=row["what"], gap=gap, there=there)  # fmt: skip


def named(row: Row, side: str) -> str:
    """`Adventní trh (9:00–15:00)`; the bare title when nobody knows the hours, nothing when there is no such side."""
    title, begins, ends = (row[f"{side}_{what}"] for what in ("title", "begins", "ends"))
    return t("{title} ({when})", title=title, when=when(begins, ends)) if begins else title or ""


def when(begins: dt.datetime, ends: dt.datetime) -> str:
    """`9:00–11:00`, `all day`, or with days when it lasts past midnight."""
    last = ends - dt.timedelta(minutes=1)
    if begins.time() == ends.time() == dt.time():
        days = dates.span(begins.date(), last.date())
        return t("all day") if begins.date() == last.date() else days
    if ends - begins < dt.timedelta(hours=20):
        return dates.span(begins.time(), ends.time())
    return dates.span(begins, ends)


def _gap(row: Row) -> str | None:
    """How long there is for the way, None when the two overlap."""
    minutes = int((row["second_begins"] - row["first_ends"]).total_seconds()) // 60
    if minutes < 0:
        return None
    return tn("{n} minute", "{n} minutes", minutes)
