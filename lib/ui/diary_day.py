"""The day sheet on the screen and as a paper; the day and the person stand in the address."""

import datetime as dt
from functools import partial

import streamlit as st

from lib import clock
from lib.access import User
from lib.czech.slug import slug
from lib.diary import documents
from lib.diary.documents import DaySheet, Item
from lib.flows import day_sheet
from lib.i18n import t, tn
from lib.ui import cached
from lib.ui.facts import facts
from lib.ui.head import Link
from lib.ui.plain import plain

_PAGES = {"event": "pages/events/event.py", "block": "pages/diary/entry.py"}


def day() -> dt.date:
    """The day of the address (`?den=2026-11-24`), today without one."""
    try:
        return dt.date.fromisoformat(st.query_params.get("den", ""))
    except ValueError:
        return clock.today()


def sheet(holder_id: int, on: dt.date, user: User) -> DaySheet:
    """The day as this person may see it."""
    query = day_sheet.gather_in_full if user.may("diary.private") else day_sheet.gather
    return cached.read(query, holder_id, on, by=user)


def turn(on: dt.date) -> None:
    """The day before, today, the day after."""
    with st.container(horizontal=True, gap="small"):
        steps = (
            (-1, t("The day before"), "chevron_left"),
            (0, t("Today"), "today"),
            (1, t("The day after"), "chevron_right"),
        )
        for step, label, icon in steps:
            to = on + dt.timedelta(days=step) if step else clock.today()
            st.button(
                label, icon=f":material/{icon}:", key=f"turn.{step}", on_click=_go, args=(to,), disabled=to == on
            )  # fmt: skip


def _go(to: dt.date) -> None:
    st.query_params["den"] = to.isoformat()


def state(sheet: DaySheet) -> str:
    """`3 položky · Den boje za svobodu a demokracii`."""
    count = tn("{n} item of the day", "{n} items of the day", len(sheet.items)) if sheet.items else ""
    return " · ".join(filter(None, (count, sheet.holiday)))


def draw(sheet: DaySheet, user: User) -> None:
    """Everything of the day, one thing after another."""
    if not sheet.items:
        st.info(t("Nothing is planned for this day."), icon=":material/event_available:")
    for item in sheet.items:
        with st.container(border=True, gap="small"):
            _draw(item, user)
    st.caption(t("Tomorrow") if sheet.day == clock.today() else t("The day after"))
    st.text(sheet.tomorrow or t("Nothing is planned."))


def _draw(item: Item, user: User) -> None:
    state = f" ({item.state})" if item.state else ""
    st.markdown(f"**{plain(f'{item.time}  {item.title}')}**{state}")
    facts(dict(item.facts()))
    kind, number = item.subject
    page = _PAGES[kind]
    if kind == "event":
        query = {"id": str(number), "cast": "vedeni"}
        Link(t("Briefing"), page, ":material/edit_note:", query).draw("tertiary", f"item.{kind}.{number}")
    elif user.may("diary.edit"):
        Link(t("Open"), page, ":material/edit:", {"id": str(number)}).draw("tertiary", f"item.{kind}.{number}")


def papers(sheet: DaySheet) -> None:
    """The paper to be downloaded, A4 and A5; made only when it is asked for."""
    name = f"{slug(sheet.office)}-{sheet.day.isoformat()}"
    for format in documents.FORMATS:
        st.download_button(
            t("Download {format}", format=format),
            partial(documents.day_sheet, sheet, format),
            f"denni-list-{name}-{format.lower()}.pdf",
            "application/pdf",
            icon=":material/print:",
            key=f"paper.{format}",
            on_click="ignore",
        )
