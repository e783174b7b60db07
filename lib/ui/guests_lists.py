"""Lists of guests: all lists, the one of an event, and who came."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from lib.access import User
from lib.events import Event
from lib.guests import actions
from lib.i18n import t, tn
from lib.ui import guests as look
from lib.ui import guests_asking as asking
from lib.ui.forms import Form
from lib.ui.head import Link
from lib.ui.lists import Column, Empty, Filter, show_list
from lib.ui.plain import plain


def of_events(known: pl.DataFrame, user: User) -> None:
    """Every event that has guests."""
    show_list(
        "guests.lists",
        known,
        [
            Column("title", t("Event")),
            Column("starts_on", t("Date"), "date"),
            Column("guests", t("Guests"), "whole"),
            Column("accepted", t("Come"), "whole"),
            Column("waiting", t("No answer"), "whole"),
            Column("excused", t("Excused"), "whole", on_phone=False),
            Column("coming", t("People coming"), "whole"),
            Column("reply_by", t("Answers until"), "date", on_phone=False),
        ],
        search=("title",),
        filters=(Filter("starts_on", t("Year"), by="year"),),
        sort="-starts_on",
        row_page="pages/guests/guests.py",
        empty=Empty(
            t("No event has guests yet. Open an event and add them in its part Guests."),
            Link(t("Events"), "pages/events/events.py"),
        ),
        by=user,
        count=lambda n: tn("{n} list of guests", "{n} lists of guests", n),
        title=t("Guests"),
    )


def of_guests(event: Event, guests: pl.DataFrame, user: User) -> None:
    """The guests of an event in the order of the protocol."""
    show_list(
        "guests.list",
        look.for_list(guests),
        [
            Column("person", t("Guest")),
            Column("office", t("Office"), on_phone=False),
            Column("organisation", t("Organisation")),
            Column("category", t("Group"), on_phone=False),
            Column("state", t("State"), "state", look.states()),
            Column("coming", t("People coming"), "whole", on_phone=False),
            Column("confirmed", t("Salutation confirmed"), "yes_no", on_phone=False),
            Column("rank", t("Rank"), "whole", shown=False),
            Column("salutation", t("Salutation"), shown=False),
            Column("email", t("E-mail"), shown=False),
            Column("phone", t("Phone"), "phone", shown=False),
            Column("street", t("Street and number"), shown=False),
            Column("zip", t("Postal code"), shown=False),
            Column("town", t("Town"), shown=False),
            Column("diet", t("Diet"), shown=False),
            Column("seat", t("Seat"), shown=False),
            Column("pronunciation", t("Pronunciation"), shown=False),
            Column("note", t("Note"), shown=False),
        ],
        search=("person", "organisation", "office"),
        filters=(Filter("state", t("State"), "pills"), Filter("category", t("Group"))),
        sort="rank",
        row_page="pages/guests/guest.py",
        empty=Empty(look.nobody()),
        by=user,
        count=lambda n: tn("{n} guest", "{n} guests", n),
        title=t("Guests: {event}", event=event.title),
    )


def who_came(event: Event, guests: pl.DataFrame, user: User) -> None:
    """At the door or after the event: tick those who came; who said that he comes is ticked already."""
    asked = guests.filter(pl.col("state") != "listed").sort(pl.col("state") == "excused", "rank", maintain_order=True)
    if asked.is_empty():
        st.caption(t("Nobody was invited."))
        return
    form = Form(f"guests.came.{event.id}")
    with form.body():
        st.caption(t("Tick those who came. Whoever is not ticked did not come; who excused himself stays excused."))
        came = [row["id"] for row in asked.iter_rows(named=True) if _ticked(form, row)]
        if form.submit(t("Record who came")):
            form.save(
                lambda db: actions.attended(db, event.id, came, by=user),
                said=lambda _: tn("{n} guest came.", "{n} guests came.", len(came)),
            )


def _ticked(form: Form, row: Mapping[str, Any]) -> bool:
    excused = f" ({t('excused')})" if row["state"] == "excused" else ""
    label = plain(asking.called(row) + excused)
    return form.ask(f"came.{row['id']}.{row['state']}", st.checkbox, label, value=row["state"] in ("accepted", "came"))
