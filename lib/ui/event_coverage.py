"""Coverage of an event, as a part of its page: what is wanted, who brings it, what came; television."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from lib.access import User
from lib.coverage.actions import people
from lib.coverage.queries import people as asks
from lib.coverage.queries import plan, television
from lib.coverage.rules import plan as rules
from lib.coverage.rules.people import Obstacle
from lib.events import Event
from lib.i18n import t
from lib.photos.actions import IN_REGISTER
from lib.ui import badges, cached
from lib.ui import coverage as look
from lib.ui import coverage_forms as ask
from lib.ui import coverage_tv as tv
from lib.ui.forms import act
from lib.ui.head import Link
from lib.ui.plain import plain

Obstacles = Mapping[str, list[Obstacle]]


def panel(event: Event, user: User) -> None:
    """Draw the part."""
    found = cached.read(plan.of, event.id, by=user)
    asked = cached.read(plan.assignments, event.id, by=user).filter(pl.col("state") != "released")
    brought = cached.read(plan.deliveries, event.id, by=user)
    busy = cached.read(asks.obstacles, event.id, by=user) if asked.height else {}
    if found.is_empty():
        st.caption(t("Nobody has decided what we want from this event."))
    for row in found.iter_rows(named=True):
        with st.container(border=True, gap="small"):
            _one(row, asked.filter(coverage_id=row["id"]), brought.filter(coverage_id=row["id"]), busy, user)
    if user.may("coverage.edit") and event.state != "cancelled":
        left = [kind for kind in rules.KINDS if kind not in set(found["kind"])]
        if left:
            st.subheader(t("Decide what we want"), anchor=False)
            ask.decide(event.id, left, user)
    requests = cached.read(television.requests_of, event.id, by=user)
    tv.of_event(requests, event.id, wanted="tv" in set(found["kind"]), by=user)


def _one(row: Mapping[str, Any], asked: pl.DataFrame, brought: pl.DataFrame, busy: Obstacles, user: User) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{plain(look.kind_word(row['kind']).capitalize())}**")
        badges.show(look.states()[row["state"]])
    term = look.due(row["due_at"]) if row["state"] not in ("no", "cancelled", "delivered") else ""
    said = (term, row["note"], row["cancelled_because"], look.count(row))
    st.caption(plain(" · ".join(filter(None, said))))
    for one in asked.iter_rows(named=True):
        _assignee(row, one, busy, user)
    for one in brought.iter_rows(named=True):
        _delivery(one)
    if user.may("coverage.edit"):
        _steps(row, asked, brought, user)


def _assignee(row: Mapping[str, Any], one: Mapping[str, Any], busy: Obstacles, user: User) -> None:
    live = one["state"] in ("offered", "accepted")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        reach = one["phone"] or ""
        st.text(f"{one['name']} {reach}".strip())
        badges.show(look.answers()[one["state"]])
        if live and user.may("coverage.edit") and row["state"] != "delivered":
            _answers(one, user)
            address = look.mail(one["email"], row, user.name)
            st.link_button(t("Mail"), address, icon=":material/mail:", type="tertiary")
    way = ask.obstacle_words(busy.get(one["login"], [])) if live and one["login"] else ""
    note = t("In the way: {what}", what=way) if way else ""
    said = " · ".join(filter(None, (one["reason"], note, one["despite"])))
    if said:
        st.caption(plain(said))


def _answers(one: Mapping[str, Any], user: User) -> None:
    if one["state"] == "offered" and one["login"] in (user.login, None):
        act(
            t("Accept") if one["login"] else t("They will come"),
            lambda db: people.accept(db, one["id"], by=user),
            said=lambda _: t("Accepted: {event}.", event=one["name"]),
            key=f"accept.{one['id']}", type="tertiary", icon=":material/check:",
        )  # fmt: skip
    act(
        t("Take off the assignment"), lambda db: people.release(db, one["id"], by=user), key=f"release.{one['id']}",
        said=lambda _: t("Taken off: {name}.", name=one["name"]), type="tertiary", icon=":material/person_remove:",
    )  # fmt: skip


def _delivery(one: Mapping[str, Any]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        said = (
            one["what"],
            f"{one['count']} ×" if one["count"] else "",
            one["author"],
            t(rules.LICENCES[one["licence"]]),
        )
        st.caption(plain(" · ".join(filter(None, said))))
        if one["link"].startswith(("https://", "http://")):
            st.link_button(t("Open"), one["link"], icon=":material/open_in_new:", type="tertiary")
        elif one["link"].startswith(IN_REGISTER):
            query = {"akce": one["link"].removeprefix(IN_REGISTER)}
            Link(t("Photographs"), "pages/photos/photos.py", ":material/photo_library:", query).draw(
                "tertiary", key=f"delivered.{one['id']}"
            )
        elif one["link"]:
            st.code(one["link"], language=None)


def _steps(row: Mapping[str, Any], asked: pl.DataFrame, brought: pl.DataFrame, user: User) -> None:
    here = user.login in set(asked.filter(pl.col("state").is_in(["offered", "accepted"]))["login"].drop_nulls())
    wanted = row["state"] not in ("no", "cancelled")
    choices = {"assign": t("Assign…"), "deliver": t("Deliver…"), "change": t("Change…"), "drop": t("Call off…"),
               "back": t("Take back…")}  # fmt: skip
    offered = ["assign", "deliver"] if wanted else []
    offered += [
        "change",
        *(["drop"] if wanted and row["deliveries"] == 0 else []),
        *(["back"] if brought.height else []),
    ]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if wanted and not here and row["state"] != "delivered":
            act(
                t("I will take it"), lambda db: people.assign(db, row["id"], login=user.login, by=user),
                said=lambda _: t("It is yours: {what}.", what=look.kind_word(row["kind"])),
                key=f"take.{row['id']}", icon=":material/pan_tool:",
            )  # fmt: skip
        chosen = st.pills(
            t("Step"), offered, format_func=choices.__getitem__, key=f"coverage.step.{row['id']}",
            label_visibility="collapsed", wrap=True,
        )  # fmt: skip
    forms = {"assign": ask.assign, "deliver": ask.deliver, "change": ask.change, "drop": ask.drop}
    if chosen == "back":
        ask.take_back(int(brought["id"][0]), user)
    elif chosen:
        forms[chosen](row, user)
