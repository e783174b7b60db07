"""What came of an event, as a part of its page: what is missing first, then everything that hangs on it, and where it
is out with what has to be corrected there."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from lib.access import User
from lib.czech import dates, numbers
from lib.events import Event, outlets
from lib.flows import came_of_it
from lib.flows.came_of_it import Missing, Outcome
from lib.i18n import t, tn
from lib.ui import badges, cached, event_media
from lib.ui.facts import facts
from lib.ui.forms import Form, act
from lib.ui.head import Link
from lib.ui.plain import plain

PAGE = "pages/events/event.py"


def panel(event: Event, user: User) -> None:
    """Draw the part."""
    found = cached.read(came_of_it.outcome, event, by=user)
    _missing(event, found.missing)
    facts(_sums(found))
    event_media.draw(event, found, user)
    _outlets(event, found.outlets, user)


def _missing(event: Event, missing: tuple[Missing, ...]) -> None:
    if not missing:
        badges.show(badges.state(t("nothing is missing"), "done"))
        return
    st.subheader(t("What is missing"), anchor=False)
    for one in missing:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(one.sentence, width="stretch")
            _way(event, one)


def _way(event: Event, one: Missing) -> None:
    if one.part == "prispevek":
        Link(t("New post"), "pages/publishing/new.py", query={"akce": str(event.id)}).draw("tertiary", "missing.post")
    elif one.part == "fotografie":
        query = {"akce": str(event.id)}
        Link(t("Add photographs"), "pages/photos/photos.py", query=query).draw("tertiary", "missing.photos")
    elif one.part:
        query = {"id": str(event.id), "cast": one.part}
        Link(t("Mend it"), PAGE, query=query).draw("tertiary", f"missing.{one.sentence}")


def _sums(found: Outcome) -> dict[str, str | None]:
    """The event in figures; what there is none of is left out."""
    delivered, wanted = (
        _count(found.coverage, "delivered"),
        found.coverage.filter(pl.col("intent") == "intended").height,
    )
    done, of = _count(found.tasks, "done"), found.tasks.filter(pl.col("state") != "dropped").height
    value, pieces = int(found.handed_out["value"].sum()), int(found.handed_out["pieces"].sum())
    given = t("{pieces}, worth {value}", pieces=tn("{n} piece", "{n} pieces", pieces), value=numbers.money(value))
    return {
        t("Coverage delivered"): t("{done} of {of}", done=delivered, of=wanted) if wanted else None,
        t("Tasks done"): t("{done} of {of}", done=done, of=of) if of else None,
        t("Gifts handed out"): given if pieces else None,
        t("Photographs and videos"): numbers.number(found.photos) if found.photos else None,
        t("Media outputs"): numbers.number(found.media.height) if found.media.height else None,
    }


def _count(frame: pl.DataFrame, state: str) -> int:
    return frame.filter(pl.col("state") == state).height


def _outlets(event: Event, found: pl.DataFrame, user: User) -> None:
    st.subheader(t("Where it is out"), anchor=False)
    if event.public and event.state != "proposed":
        carried = t("The calendar for subscribing (ICS), RSS and the public page carry every change by themselves.")
        st.caption(carried)
    for row in found.iter_rows(named=True):
        _outlet(event, row, user)
    if user.may("events.edit"):
        form = Form(f"event.outlet.{event.id}")
        with form.body():
            label = form.ask("label", st.text_input, t("Where else it went out"), placeholder=t("posters, radio…"))
            if form.submit(t("Write down")):
                form.save(
                    lambda db: outlets.add_by_hand(db, event.id, label, by=user),
                    said=lambda _: t("Written down. When the event changes, it will be among those to correct."),
                )


def _outlet(event: Event, row: Mapping[str, Any], user: User) -> None:
    key = row["outlet"]
    with st.container(border=True):
        st.text(row["label"])
        badges.show(
            badges.state(t("to be corrected"), "late") if row["stale"] else badges.state(t("up to date"), "done")
        )
        st.caption(plain(f"{dates.moment(row['at'])} · {row['name']}"))
        if row["said"]:
            st.text(row["said"])
        with st.container(horizontal=True, gap="small"):
            if key.startswith("story:"):
                query = {"id": key.partition(":")[2]}
                Link(t("Open the post"), "pages/publishing/post.py", query=query).draw("tertiary", key)
            if key.startswith("tv:"):
                query = {"id": key.partition(":")[2]}
                Link(t("Open the request"), "pages/coverage/tv_request.py", query=query).draw("tertiary", key)
            if row["stale"] and user.may("events.edit"):
                act(
                    t("It is corrected there"),
                    lambda db: outlets.corrected(db, event.id, key, by=user),
                    said=lambda _: t("Noted: {outlet} says what holds.", outlet=row["label"]),
                    key=f"corrected.{key}",
                    icon=":material/check:",
                )
            if key.startswith(outlets.BY_HAND) and user.may("events.edit"):
                act(
                    t("Take off"),
                    lambda db: outlets.remove(db, event.id, key, by=user),
                    said=lambda _: t("{outlet} is taken off.", outlet=row["label"]),
                    key=f"gone.{key}",
                    type="tertiary",
                )
