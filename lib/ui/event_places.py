"""One venue on its page: what is known, what is coming there, its card to correct, a duplicate to merge in."""

from dataclasses import replace

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import numbers
from lib.errors import BadInput
from lib.events import actions, queries
from lib.events.actions import VenueCard
from lib.events.queries import Venue
from lib.i18n import t, tn
from lib.ui import cached
from lib.ui import events as look
from lib.ui.facts import facts
from lib.ui.forms import Form
from lib.ui.head import Link
from lib.ui.lists import Column, Empty, show_list

MAP = "https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=18/{lat}/{lon}"


def coming(venue: Venue, user: User) -> pl.DataFrame:
    """Events of the venue that are not over, in order."""
    events = cached.read(queries.events, by=user)
    return events.filter((pl.col("venue") == venue.name) & (pl.col("ends_on") >= clock.today()))


def facts_of(venue: Venue) -> None:
    """What is known of the venue, with the way to a map."""
    accessible = {True: t("yes"), False: t("no"), None: None}[venue.accessible]
    facts(
        {
            t("Address"): venue.address,
            t("Part of the town"): venue.town_part,
            t("Capacity"): numbers.number(venue.capacity) if venue.capacity else None,
            t("Step-free"): accessible,
            t("Note"): venue.note,
        }
    )
    if venue.latitude is not None and venue.longitude is not None:
        address = MAP.format(lat=venue.latitude, lon=venue.longitude)
        st.link_button(t("On the map"), address, icon=":material/map:", type="tertiary")


def show_coming(venue: Venue, events: pl.DataFrame, user: User) -> None:
    """The coming events as a list."""
    st.subheader(t("Coming events"), anchor=False)
    new = Link(t("New event"), "pages/events/edit.py") if user.may("events.edit") else None
    show_list(
        "venue.events",
        look.for_list(events),
        [
            Column("title", t("Title")),
            Column("starts_on", t("Date"), "date"),
            Column("time", t("Time")),
            Column("state", t("State"), "state", look.states()),
        ],
        sort="starts_on",
        row_page="pages/events/event.py",
        empty=Empty(t("Nothing is planned at {venue}.", venue=venue.name), new),
        by=user,
        count=lambda n: tn("{n} event", "{n} events", n),
        title=venue.name,
    )


def edit(venue: Venue, user: User) -> None:
    """The card of the venue in writing."""
    form = Form(f"venue.{venue.id}")
    with form.body():
        name = form.ask("name", st.text_input, t("Venue"), value=venue.name)
        address = form.ask("address", st.text_input, t("Address"), value=venue.address)
        part = form.ask("town_part", st.text_input, t("Part of the town"), value=venue.town_part)
        place = form.ask("latitude", st.text_input, t("Coordinates"), value=_coordinates(venue),
                         placeholder="49.8468, 18.4302",
                         help=t("As a map copies them: latitude, longitude."))  # fmt: skip
        capacity = form.ask("capacity", st.number_input, t("Capacity"), min_value=1, step=1, value=venue.capacity)
        accessible = form.ask("accessible", st.segmented_control, t("Step-free"), options=[True, False],
                              default=venue.accessible, format_func=look.yes_no)  # fmt: skip
        note = form.ask("note", st.text_area, t("Note"), value=venue.note, height=96)
        card = VenueCard(name, address, part, None, None, capacity, accessible, note)
        if form.submit(t("Save the venue")):
            form.save(
                lambda db: actions.edit_venue(db, venue.id, _placed(card, place), by=user),
                said=lambda _: t("The venue is saved."),
            )


def merge(venue: Venue, user: User) -> None:
    """Let another spelling be this venue."""
    others = cached.read(queries.venues, by=user).filter(pl.col("id") != venue.id)
    names = {number: f"{name} ({events})" for number, name, events in others.select("id", "name", "events").iter_rows()}
    with st.expander(t("Merge a duplicate"), icon=":material/merge:"):
        form = Form(f"venue.merge.{venue.id}")
        with form.body():
            st.caption(t("Its events move here and its spelling will lead here from now on. It cannot be taken back."))
            other = form.ask("other", st.selectbox, t("The other spelling"), options=list(names), index=None,
                             format_func=names.__getitem__, placeholder=t("Choose a venue"))  # fmt: skip
            if form.submit(t("Merge")):
                form.save(
                    lambda db: actions.merge_venues(db, venue.id, other or venue.id, by=user),
                    said=lambda n: tn("{n} event moved here.", "{n} events moved here.", n),
                )


def _coordinates(venue: Venue) -> str:
    return "" if venue.latitude is None else f"{venue.latitude}, {venue.longitude}"


def _placed(card: VenueCard, typed: str) -> VenueCard:
    """The card with the coordinates that were typed, `49.8468, 18.4302` or with N and E as maps write them."""
    text = typed.upper().replace("N", "").replace("E", "").strip()
    if not text:
        return card
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError as error:
        raise BadInput("Write the coordinates like 49.8468, 18.4302.", field="latitude") from error
    return replace(card, latitude=latitude, longitude=longitude)
