"""The programme of the house of culture on the screen: where it comes from, and a card a show with one tap each."""

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates
from lib.events import rules
from lib.flows import programme
from lib.flows.programme import Show, Source
from lib.i18n import N, t, tn
from lib.ui import badges, rows, sheets
from lib.ui.badges import State
from lib.ui.forms import act
from lib.ui.head import Link
from lib.ui.plain import plain

EVENT = "pages/events/event.py"
PERIODS = {"4": N("4 weeks"), "13": N("3 months"), "52": N("12 months")}
"""Weeks ahead."""
WHICH = {"all": N("All"), "theirs": N("Only theirs"), "shared": N("Ours too"), "collides": N("To settle")}
SHOWN = 25


def periods() -> dict[str, str]:
    """The periods by the code that stands in the address."""
    return {code: t(word) for code, word in PERIODS.items()}


def which() -> dict[str, str]:
    """What may be shown, by the code that stands in the address."""
    return {code: t(word) for code, word in WHICH.items()}


def nothing_yet(user: User) -> None:
    """Why there is no programme, and the button that ends it."""
    st.caption(t("The programme of the house of culture comes from a shared spreadsheet or a calendar file (.ics)."))
    if user.may("sheets.manage"):
        Link(t("Add a shared spreadsheet"), sheets.ADD, ":material/add:").draw("primary")


def days(weeks: str) -> tuple[dt.date, dt.date]:
    """The days of a period from today on."""
    return clock.today(), clock.today() + dt.timedelta(weeks=int(weeks))


def sentence(shows: Sequence[Show]) -> str:
    """The state of the programme in figures."""
    return t(
        "{shows}, {shared} have we too, {settle} to settle",
        shows=tn("{n} event of the house", "{n} events of the house", len(shows)),
        shared=sum(show.shared for show in shows),
        settle=sum(bool(show.differs or show.collides) for show in shows),
    )


def chosen(shows: Sequence[Show], which: str) -> list[Show]:
    """The shows of one of `WHICH`."""
    fits = {
        "all": lambda show: True,
        "theirs": lambda show: not show.shared,
        "shared": lambda show: show.shared,
        "collides": lambda show: bool(show.differs or show.collides),
    }
    return [show for show in shows if fits[which](show)]


def sources(found: Sequence[Source]) -> None:
    """When the programme was last read, a link to each of its sources."""
    rows.rows(
        "programme.sources",
        [
            rows.Row(one.name, _read_at(one), sheets.SOURCE, {"id": str(one.id)}, _state(one))
            for one in found
            if one.active
        ],
        empty="",
    )


def _read_at(one: Source) -> str:
    return t("last looked at {when}", when=dates.moment(one.looked_at)) if one.looked_at else ""


def _state(one: Source) -> State:
    return sheets.state_of(sheets.state_code(one.state, one.problems, one.active))


def cards(shows: Sequence[Show], user: User) -> None:
    """The shows, the nearest first."""
    if not shows:
        st.caption(t("Nothing like that in this period."))
    for show in shows[:SHOWN]:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"programme-{show.id}"):
            _card(show, user)
    if len(shows) > SHOWN:
        st.caption(tn("{n} more; choose a shorter period.", "{n} more; choose a shorter period.", len(shows) - SHOWN))


def _card(show: Show, user: User) -> None:
    with st.container(gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            Link(show.title, EVENT, query={"id": str(show.id)}).draw("tertiary", f"programme.{show.id}")
            badges.show(*_badges(show))
        st.caption(plain(", ".join(part for part in (_when(show), show.venue) if part)))
        for one in show.differs:
            said = t("{what}: the house says {house}, we say {ours}.", what=one.what, house=one.house, ours=one.ours)
            st.text(said)
        for collision in show.collides:
            st.text(collision)
    if show.state != "cancelled":
        _steps(show, user)


def _badges(show: Show) -> list[State]:
    found = [State(t("ours too"), "info") if show.shared else State(t("only theirs"), "planned")]
    if show.state == "cancelled":
        found.append(State(t("called off"), "late"))
    if show.differs or show.collides:
        found.append(State(t("to settle"), "due"))
    return found


def _when(show: Show) -> str:
    return rules.when(show.starts_on, show.ends_on, show.starts_at, show.ends_at)


def _steps(show: Show, user: User) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
        if show.responsible:
            badges.show(State(t("we take part"), "done"))
        elif user.may("events.edit"):
            act(
                t("We take part"), lambda db: programme.take_part(db, show.id, True, by=user),
                said=lambda _: t("You answer for “{title}”. Somebody else can be set on its page.", title=show.title),
                key=f"programme.{show.id}.part", icon=":material/person_add:",
            )  # fmt: skip
        if show.documented:
            badges.show(State(t("we document it"), "done"))
        elif user.may("coverage.edit"):
            act(
                t("We document it"), lambda db: programme.document(db, show.id, by=user),
                said=lambda _: t("An article and photographs of “{title}” are wanted.", title=show.title),
                key=f"programme.{show.id}.cover", icon=":material/photo_camera:",
            )  # fmt: skip
