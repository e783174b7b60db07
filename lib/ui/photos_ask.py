"""What people say of photographs: the fields that one photograph, an upload and many chosen ones share."""

import datetime as dt
from typing import Any

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates
from lib.events import queries as events
from lib.i18n import t
from lib.photos import Facts, rules
from lib.photos import queries as photos
from lib.ui import cached
from lib.ui.forms import Form

BACK, AHEAD = 120, 30
"""Days around today whose events are offered first; older ones can be found by typing."""


def author(form: Form, value: str, user: User) -> str:
    """Who took it: one of those named so far, or a new name."""
    known = cached.read(photos.authors, by=user)
    options = list(dict.fromkeys([*([value] if value else []), *known, user.name]))
    chosen = form.ask(
        "credit", st.selectbox, t("Author of the photograph"), options=options,
        index=options.index(value) if value else None, accept_new_options=True,
        placeholder=t("Name that will stand under the photograph"), help=t("Stands under it as “Foto: …”."),
    )  # fmt: skip
    return str(chosen or "")


def event(form: Form, value: int | None, user: User) -> int | None:
    """The event on which it was taken, the nearest ones first; one that was called off only where it stands already."""
    titles = _titles(cached.read(events.events, by=user), value)
    options = list(titles)
    return form.ask(
        "event_id", st.selectbox, t("Event"), options=options, format_func=lambda one: titles.get(one, ""),
        index=options.index(value) if value in titles else None, placeholder=t("No event"),
    )  # fmt: skip


def _titles(found: pl.DataFrame, value: int | None) -> dict[int, str]:
    today = clock.today()
    far = (pl.col("starts_on") - pl.lit(today)).dt.total_days().abs()
    near = found.filter((pl.col("state") != "cancelled") | pl.col("id").eq_missing(value)).sort(far)
    rows = near.select("id", "title", "starts_on").iter_rows()
    return {event_id: f"{title}, {dates.date(day)}" for event_id, title, day in rows}


def licence(form: Form, facts: Facts) -> dict[str, Any]:
    """What it may be used for, by what right and until when."""
    codes = list(rules.LICENCES)
    chosen = form.ask(
        "licence", st.radio, t("What it may be used for"), options=codes, index=codes.index(facts.licence),
        format_func=lambda code: t(rules.LICENCES[code][0]), captions=[t(rules.MEANINGS[code]) for code in codes],
    )  # fmt: skip
    with st.grid(columns=2, min_column_width=240, gap="small"):
        with st.container():
            note = form.ask(
                "licence_note", st.text_input, t("Note to the use"), value=facts.licence_note,
                placeholder=t("e.g. consent S-2026-014, only web and newspaper"),
            )  # fmt: skip
        with st.container():
            until = form.ask(
                "licence_until", st.date_input, t("May be used until"), value=facts.licence_until, format="DD.MM.YYYY",
                min_value=dt.date(2000, 1, 1), max_value=dt.date(2100, 1, 1),
            )  # fmt: skip
    return {"licence": chosen, "licence_note": note or "", "licence_until": until}


def alt(form: Form, value: str) -> str:
    """What it shows, for those who do not see it."""
    text = form.ask(
        "alt", st.text_area, t("What it shows"), value=value, height=96, max_chars=rules.LONGEST_ALT,
        placeholder=t("Who or what is in it and what is happening, in one sentence"),
        help=t("Read out to those who do not see it. Up to {n} characters read well.", n=rules.USUAL_ALT),
    )  # fmt: skip
    return text or ""


def facts_of(user: User, form: Form, before: Facts, *, with_alt: bool) -> Facts:
    """All of it, as the form has it."""
    said: dict[str, Any] = {"alt": alt(form, before.alt) if with_alt else before.alt}
    with st.grid(columns=2, min_column_width=240, gap="small"):
        with st.container():
            said["credit"] = author(form, before.credit, user)
        with st.container():
            said["event_id"] = event(form, before.event_id, user)
    return Facts(**said, **licence(form, before))
