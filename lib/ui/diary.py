"""The leadership's diary on the screen: whose it is, what stands in it, and when they have time."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.contacts import queries as contacts
from lib.czech import dates
from lib.diary import queries, rules
from lib.i18n import t, tn
from lib.ui import cached, menu, rows
from lib.ui import events as event_look
from lib.ui.badges import State
from lib.ui.calendar_days import Shown
from lib.ui.head import Link
from lib.ui.plain import plain

SHOWN = {
    "id": pl.Int64,
    "title": pl.String,
    "starts_on": pl.Date,
    "ends_on": pl.Date,
    "starts_at": pl.String,
    "ends_at": pl.String,
    "venue": pl.String,
    "state": pl.String,
    "url": pl.String,
}
TONES = {"meeting": "info", "holiday": "planned", "private": "planned", "travel": "planned", "trip": "due"}
NO_LEADERSHIP = "pages/diary/holders.py"


def in_office(user: User, day: dt.date | None = None) -> dict[int, str]:
    """Who holds an office on a day (today): id → office, by rank; with the name where two hold the same one."""
    found = cached.read(contacts.holders, day or clock.today(), by=user)
    rows = found.select("id", "office", "name").rows()
    times = Counter(office for _, office, _ in rows)
    return {number: office if times[office] == 1 else f"{office} {name}" for number, office, name in rows}


def names(user: User) -> dict[int, str]:
    """Everybody who ever held an office: id → `starostka Alena Dvorská`."""
    found = cached.read(contacts.holders, by=user)
    return {number: f"{office} {name}" for number, office, name in found.select("id", "office", "name").iter_rows()}


def choose(offices: Mapping[int, str]) -> list[int]:
    """Whose diary is shown; it stands in the address (`?osoba=starostka`). Nobody chosen means everybody."""
    chosen = st.pills(
        t("Whose diary"), list(offices.values()), selection_mode="multi", key="osoba", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    return [number for number, office in offices.items() if office in chosen] or list(offices)


def choose_one(offices: Mapping[int, str]) -> int:
    """One person, the first one when nobody was chosen; it stands in the address (`?osoba=starostka`)."""
    words = list(offices.values())
    chosen = st.pills(
        t("Who"), words, key="osoba", bind="query-params", default=words[0], required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    return next(number for number, office in offices.items() if office == chosen)


def blocks(first: dt.date, last: dt.date, user: User) -> pl.DataFrame:
    """Entries of the days as this person may see them: with the words of private ones, or without."""
    query = queries.blocks_in_full if user.may("diary.private") else queries.blocks
    return cached.read(query, first, last, by=user)


def shown(now: Shown, chosen: Sequence[int], offices: Mapping[int, str], user: User) -> pl.DataFrame:
    """Events and entries of the chosen people on the shown days, for the calendar; ids of entries are negative."""
    last = now.last - dt.timedelta(days=1)
    there = cached.read(queries.attended, now.first, last, by=user).filter(pl.col("holder_id").is_in(list(chosen)))
    own = blocks(now.first, last, user).filter(pl.col("holder_id").is_in(list(chosen)))
    several = len(chosen) > 1
    events = [
        _event([*group], offices, several)
        for _, group in groupby(there.iter_rows(named=True), lambda row: row["event_id"])
    ]
    entries = [_block(row, offices, several) for row in own.iter_rows(named=True)]
    return pl.DataFrame(events + entries, schema=SHOWN, orient="row")


def _event(group: list[dict[str, object]], offices: Mapping[int, str], several: bool) -> tuple[object, ...]:
    row = group[0]
    who = ", ".join(_short(offices.get(int(str(one["holder_id"])), "")) for one in group)
    title = f"{who}: {row['title']}" if several else row["title"]
    state = "asked" if row["state"] == "confirmed" and all(one["answer"] == "asked" for one in group) else row["state"]
    times = (row[name] for name in ("starts_on", "ends_on", "starts_at", "ends_at"))
    return (row["event_id"], title, *times, row["venue"], state, _url("pages/events/event.py", row["event_id"]))


def _block(row: dict[str, object], offices: Mapping[int, str], several: bool) -> tuple[object, ...]:
    title = row["title"] or t(rules.KINDS[str(row["kind"])])
    said = f"{_short(offices.get(int(str(row['holder_id'])), ''))}: {title}" if several else title
    times = (row[name] for name in ("starts_on", "ends_on", "starts_at", "ends_at"))
    url = _url("pages/diary/entry.py", row["id"])
    return (-int(str(row["id"])), said, *times, row["place"], f"block.{row['kind']}", url)


def _short(office: str) -> str:
    """`1. místost.`: in the column of a day the whole word would push out what the entry is about."""
    return re.sub(r"místostarost(a|ka)\b", "místost.", office)


def _url(page: str, number: object) -> str:
    return f"/{menu.of(page).address}?id={number}"


def states() -> dict[str, State]:
    """Words and tones of everything that the diary shows."""
    blocks = {f"block.{kind}": State(t(word), TONES[kind]) for kind, word in rules.KINDS.items()}  # type: ignore[arg-type]
    return {**event_look.states(), "asked": State(t("asked"), "due"), **blocks}


def free(holder_id: int, office: str, user: User) -> None:
    """When the person has time in the next two weeks; a gap leads to entering something into it."""
    found = cached.read(queries.free, holder_id, clock.today(), by=user)
    gaps = tn("{n} free gap in the next two weeks", "{n} free gaps in the next two weeks", found.height)
    st.caption(plain(f"{office}: {gaps}"))
    shown = [_gap(office, user.may("diary.edit"), *gap) for gap in found.iter_rows()]
    rows.rows(f"free.{holder_id}", shown, empty=t("No gap of half an hour in office hours is left in two weeks."))


def _gap(office: str, may_edit: bool, day: dt.date, begins: str, ends: str, minutes: int) -> rows.Row:
    hours = [t("{n} h", n=minutes // 60)] * (minutes >= 60) + [t("{n} min", n=minutes % 60)] * (minutes % 60 > 0)
    where, at = ("entry", {"cas": begins}) if may_edit else ("diary", {"pohled": "den"})
    query = {"den": day.isoformat(), "osoba": office, **at}
    when = dates.short_date(day).rsplit(" ", 1)[0]
    return rows.Row(dates.span(begins, ends), " ".join(hours), f"pages/diary/{where}.py", query, None, when)


def nobody_yet(user: User) -> None:
    """What the pages say while the office has not said who its leadership is."""
    st.info(t("Nobody of the leadership is entered yet."), icon=":material/badge:")
    if user.may("diary.edit"):
        Link(t("Add an office-holder"), NO_LEADERSHIP, ":material/add:", {"nove": "1"}).draw("primary")
    st.stop()
