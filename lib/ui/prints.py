"""Prints of the calendar: which days and which paper stand in the address, what is on it is gathered from the rooms."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

import polars as pl
import streamlit as st

from lib import clock, sender
from lib.access import User
from lib.contacts import queries as contacts
from lib.coverage.queries import plan as coverage
from lib.coverage.rules import plan as covering
from lib.czech import dates
from lib.errors import BadInput, OfficeError
from lib.events import documents, queries, rules, wording
from lib.events.documents import Item, Programme
from lib.events.queries import told
from lib.i18n import N, speaking, t
from lib.ui import cached
from lib.ui.calendar_filters import Chosen
from lib.ui.copy import copy_box
from lib.ui.forms import speak

PAPERS: dict[str, tuple[str, str, Callable[[Programme], bytes]]] = {
    "tyden": (N("Week sheet for the press"), "tydenni-prehled", documents.week_sheet),
    "mesic": (N("Monthly programme"), "program", documents.month_programme),
    "plakat": (N("Poster A3"), "plakat", documents.poster),
}
"""Paper as the address names it → its word, the beginning of its file's name, what makes it."""
LONGEST = dt.timedelta(days=366)
LONGEST_MAIL = 1800
"""Signs that a link of a mail may have: programs of mail cut longer ones."""
_MARKS = {"cancelled": N("CALLED OFF"), "postponed": N("POSTPONED"), "proposed": N("PROPOSED")}


def days() -> tuple[dt.date, dt.date]:
    """Draw which days are printed; without a word of the address the coming week."""
    today = clock.today()
    monday = today + dt.timedelta(days=7 - today.weekday())
    with st.container(horizontal=True, vertical_alignment="bottom", key="print-days"):
        first = _day(t("From"), "od", monday)
        last = _day(t("To"), "do", monday + dt.timedelta(days=6))
        for label, span in _spans(today).items():
            st.button(label, on_click=_take, args=span, type="tertiary", key=f"print.{label}")
    return first, last


def paper() -> str:
    """Draw the choice of the paper."""
    return st.segmented_control(
        t("Paper"), list(PAPERS), default="tyden", required=True, key="tisk", bind="query-params",
        format_func=lambda code: t(PAPERS[code][0]), label_visibility="collapsed",
    )  # fmt: skip


def programme(first: dt.date, last: dt.date, chosen: Chosen, user: User, *, internal: bool) -> Programme:
    """What is to be printed. The public gets public events that are agreed; colleagues all of them, with who comes
    from the leadership and who covers them."""
    if last < first:
        raise BadInput("The last day {last} is before the first day {first}.", last=dates.date(last),
                       first=dates.date(first))  # fmt: skip
    if last - first > LONGEST:
        raise BadInput("At most a year can be printed at once.")
    frames = [cached.read(one, first, last, by=user) for one in (told.told, told.moved_away)]
    here, moved = (chosen.of(frame) if internal else _public(chosen.of(frame)) for frame in frames)
    inside = _inside(first, last, user) if internal else {}
    with speaking("cs"):
        items = [_item(row, inside) for row in here.iter_rows(named=True)]
        items += [_ghost(row) for row in moved.iter_rows(named=True)]
    named = dates.holidays(first.year) | dates.holidays(last.year)
    holidays = tuple((day, name) for day, name in named.items() if first <= day <= last)
    head = cached.fresh(sender.letterhead)
    return Programme(first, last, tuple(items), holidays, head, clock.today(), internal)


def show(kind: str, given: Callable[[], Programme]) -> None:
    """Draw the paper, its download, its text and the mail, or the sentence that says why it cannot be made."""
    try:
        wanted = given()
        pdf = cached.made(f"print.{kind}", lambda: PAPERS[kind][2](wanted), wanted)
    except OfficeError as error:
        speak(error)
        return
    text = documents.as_text(wanted)
    with st.container(horizontal=True):
        name = f"{PAPERS[kind][1]}-{wanted.first.isoformat()}-{wanted.last.isoformat()}.pdf"
        st.download_button(t("Download and print"), pdf, name, mime="application/pdf", type="primary",
                           icon=":material/print:", on_click="ignore")  # fmt: skip
        fits = _mail(wanted, text)
    left, right = st.columns([3, 2])
    with right:
        note = "" if fits else t("The text is too long for a link: copy it here and paste it into the mail.")
        copy_box(t("Text for an e-mail"), text, key="print.text", note=note)
    with left:
        st.pdf(pdf, height=720, key="paper-wide" if kind == "plakat" else "paper", alt=wanted.title)


def _mail(wanted: Programme, text: str) -> bool:
    """Draw the link that opens a mail; gives whether the text is in it."""
    body = quote(text)
    fits = len(body) <= LONGEST_MAIL
    subject = quote(wanted.title.replace("\u00a0", " "))
    st.link_button(t("Send by e-mail"), f"mailto:?subject={subject}" + (f"&body={body}" if fits else ""),
                   icon=":material/mail:")  # fmt: skip
    return fits


def _day(label: str, name: str, usual: dt.date) -> dt.date:
    return st.date_input(label, usual, key=name, bind="query-params", format="DD.MM.YYYY", width=140)


def _spans(today: dt.date) -> dict[str, tuple[dt.date, dt.date]]:
    monday = today - dt.timedelta(days=today.weekday())
    week, month = dt.timedelta(days=7), today.replace(day=1)
    following = (month + dt.timedelta(days=31)).replace(day=1)
    after = (following + dt.timedelta(days=31)).replace(day=1)
    one = dt.timedelta(days=1)
    return {
        t("This week"): (monday, monday + week - one),
        t("Next week"): (monday + week, monday + 2 * week - one),
        t("This month"): (month, following - one),
        t("Next month"): (following, after - one),
    }


def _take(first: dt.date, last: dt.date) -> None:
    st.session_state["od"], st.session_state["do"] = first, last


def _public(events: pl.DataFrame) -> pl.DataFrame:
    return events.filter(pl.col("public") & (pl.col("state") != "proposed") & (pl.col("calendar") != "leadership"))


def _item(row: Mapping[str, Any], inside: Mapping[int, tuple[str, ...]]) -> Item:
    texts = {name: row[name] or "" for name in ("venue", "organiser", "contact", "summary")}
    mark = t(_MARKS[row["state"]]) if row["state"] in _MARKS else ""
    return Item(
        row["starts_on"], row["ends_on"], row["title"], row["starts_at"], row["ends_at"], **texts,
        admission=wording.admission(row["admission"] or ""), mark=mark, off=row["state"] in rules.NOT_HELD,
        inside=inside.get(row["id"], ()),
    )  # fmt: skip


def _ghost(row: Mapping[str, Any]) -> Item:
    where = dates.short_date(row["starts_on"]).rsplit(" ", 1)[0]
    mark = t("MOVED to {day}", day=where)
    return Item(row["moved_from"], row["moved_from"], row["title"], venue=row["venue"] or "", mark=mark, off=True)


def _inside(first: dt.date, last: dt.date, user: User) -> dict[int, tuple[str, ...]]:
    """Event → lines for colleagues: who comes from the leadership, what is covered by whom."""
    names = dict(cached.read(contacts.holders, by=user).select("id", "name").iter_rows())
    lines: dict[int, list[str]] = defaultdict(list)
    attendance = cached.read(queries.attendance, first, last, by=user).filter(pl.col("answer") != "excused")
    with speaking("cs"):
        for (event_id,), group in attendance.group_by("event_id", maintain_order=True):
            said = [_attends(row, names) for row in group.iter_rows(named=True)]
            lines[event_id].append(t("Leadership: {people}", people=", ".join(said)))
        wanted = cached.read(coverage.between, first, last, by=user).filter(pl.col("intent") == "intended")
        for (event_id,), group in wanted.group_by("event_id", maintain_order=True):
            said = [_covers(kind, people) for kind, people in group.select("kind", "assignees").iter_rows()]
            lines[event_id].append(t("Coverage: {people}", people=", ".join(said)))
    return {event_id: tuple(told_lines) for event_id, told_lines in lines.items()}


def _attends(row: Mapping[str, Any], names: Mapping[int, str]) -> str:
    who = row["deputy_id"] if row["answer"] == "deputy" and row["deputy_id"] else row["holder_id"]
    notes = [t(rules.ANSWERS["asked"])] if row["answer"] == "asked" else []
    notes += [t("speaks")] if row["speaks"] else []
    return f"{names.get(who, '')} ({', '.join(notes)})" if notes else names.get(who, "")


def _covers(kind: str, people: str) -> str:
    return f"{t(covering.KINDS[kind])} – {people or t('nobody so far')}"
