"""The page of an event: its parts, of which only the chosen one is worked out, and what it is."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

import polars as pl
import streamlit as st

from lib import files
from lib.access import User
from lib.errors import OfficeError
from lib.events import Event, queries, rules, wording
from lib.i18n import N, t
from lib.ui import (
    badges,
    cached,
    event_coverage,
    event_gifts,
    event_guests,
    event_history,
    event_leadership,
    event_memorial,
    event_outcome,
    event_tasks,
    in_address,
)
from lib.ui import events as look
from lib.ui.facts import facts
from lib.ui.head import Link

OVERVIEW = "prehled"
Panel = Callable[[Event, User], None]
PARTS: dict[str, tuple[str, str, Panel | None]] = {
    OVERVIEW: (N("Overview"), "events.read", None),
    "ukoly": (N("Tasks"), "tasks.read", event_tasks.panel),
    "dokumentace": (N("Coverage of the event"), "coverage.read", event_coverage.panel),
    "hoste": (N("Guests"), "guests.read", event_guests.panel),
    "darky": (N("Gifts"), "stock.read", event_gifts.panel),
    "vedeni": (N("Leadership"), "diary.read", event_leadership.panel),
    "pietni-akt": (N("Memorial act"), "memorial.read", event_memorial.panel),
    "vysledek": (N("What came of it"), "events.read", event_outcome.panel),
}
"""Part as the address names it (`?cast=ukoly`) → its word, the permission to see it, what draws it."""


def when(event: Event) -> str:
    """`so 28. 11. 2026, 9:00–15:00 · náměstí`, for the head of the page."""
    return " · ".join(filter(None, (look.when(event), event.venue)))


def part(event: Event, user: User) -> Panel | None:
    """The part that was chosen; None is the overview."""
    offered = {
        code: t(word)
        for code, (word, permission, _) in PARTS.items()
        if user.may(permission) and (code != "pietni-akt" or event.kind == "memorial")
    }
    return PARTS[in_address.one_of("cast", t("Part of the page"), offered, OVERVIEW)][2]


def is_overview() -> bool:
    """Whether the page shows the event as a whole."""
    return st.query_params.get("cast", OVERVIEW) == OVERVIEW


def for_the_media(event: Event, user: User) -> tuple[Link, ...]:
    """The way to a press release filled in from the event, for those who write to the media."""
    query = {"akce": str(event.id)}
    release = Link(t("Press release"), "pages/press/release.py", ":material/newsmode:", query)
    return (release,) if user.may("press.edit") and event.state != "cancelled" else ()


def what_it_is(event: Event, ledger: pl.DataFrame, user: User) -> None:
    """Everything that is known of the event, with its picture."""
    badges.show(look.states()[event.state], *_marks(event))
    if was := event_history.moved_from(ledger, event):
        st.caption(was)
    if event.summary:
        st.text(event.summary)
    _picture(event)
    facts(_public(event) | _inside(event, user))
    if event.description:
        st.text(event.description)
    _ways_out(event)


def _marks(event: Event) -> list[badges.State]:
    marks = [badges.state(look.kind_word(event.kind), "planned")]
    return marks if event.public else [*marks, badges.state(t("not public"), "planned")]


def _public(event: Event) -> dict[str, str | None]:
    children = {True: t("yes"), False: t("no"), None: None}[event.for_children]
    return {
        t("Venue"): event.venue,
        t("Organiser"): event.organiser,
        t("Organised with"): event.co_organisers,
        t("For whom"): event.audience,
        t("Suitable for children"): children,
        t("Admission"): wording.admission(event.admission),
        t("Contact"): event.contact,
        t("Patronage"): event.patronage,
    }


def _inside(event: Event, user: User) -> dict[str, str | None]:
    return {
        t("Leadership attending"): _leadership(event, user) or event.attended_by,
        t("Calendar"): look.calendar_word(event.calendar),
        t("Publish to"): wording.value("publish_to", list(event.publish_to)) if event.publish_to else None,
        t("Issue of the newspaper"): event.paper_issue,
        t("Number"): event.code,
    }


def _leadership(event: Event, user: User) -> str:
    """`Alena Dvorská (potvrzeno, promluví), Petr Sova (zastoupí Jana Malá)`."""
    rows = cached.read(queries.attendees, event.id, by=user).iter_rows(named=True)
    return ", ".join(f"{row['name']} ({', '.join(_comes(row))})" for row in rows)


def _comes(row: Mapping[str, Any]) -> list[str]:
    if row["deputy"]:
        return [t("{deputy} instead", deputy=row["deputy"])]
    return [t(rules.ANSWERS[row["answer"]]), *([t("speaks")] if row["speaks"] else [])]


def _picture(event: Event) -> None:
    if not event.picture:
        return
    try:
        st.image(files.read(event.picture), alt=event.picture_alt, width=320)
    except OfficeError as error:
        st.caption(str(error))
        return
    if event.picture_credit:
        st.caption(t("Picture: {author}", author=event.picture_credit))


def _ways_out(event: Event) -> None:
    """Mail with the event in words, its file for calendars, its page on the web."""
    lines = filter(None, (event.title, when(event), event.summary, event.web))
    body = quote("\n".join(lines))
    mail = f"mailto:?subject={quote(event.title)}&body={body}"
    with st.container(horizontal=True, gap="small", key="event-ways-out"):
        st.link_button(t("Mail it"), mail, icon=":material/mail:", type="tertiary")
        if event.public and event.state != "proposed":
            file = f"/feeds/akce/{event.id}.ics"
            st.link_button(t("Into a calendar (ICS)"), file, icon=":material/calendar_add_on:", type="tertiary")
            st.link_button(t("Public page"), f"/akce-verejne/{event.id}", icon=":material/public:", type="tertiary")
        if event.web:
            st.link_button(t("On the web"), event.web, icon=":material/open_in_new:", type="tertiary")
