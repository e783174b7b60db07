"""Gifts reserved for an event, as a part of its page: what is promised, what more can be, how it is handed out."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from lib.access import User
from lib.czech import dates, numbers
from lib.events import Event
from lib.events import rules as event_rules
from lib.i18n import N, t, tn
from lib.stock import actions, queries
from lib.ui import badges, cached
from lib.ui.badges import State, Tone
from lib.ui.forms import Form, act
from lib.ui.head import Link
from lib.ui.plain import plain

STATES: dict[str, tuple[str, Tone]] = {
    "held": (N("reserved"), "info"),
    "fulfilled": (N("handed out"), "done"),
    "released": (N("released"), "planned"),
    "expired": (N("ran out"), "due"),
}


def states() -> dict[str, State]:
    """State of a reservation → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in STATES.items()}


def panel(event: Event, user: User) -> None:
    """Draw the part."""
    found = cached.read(queries.reservations_of, event.id, by=user)
    held = found.filter(pl.col("state") == "held")
    if held.is_empty():
        st.caption(t("Nothing is reserved for this event. What you reserve, nobody else gets."))
    else:
        value = int((held["quantity"] * held["purchase_price"]).sum())
        pieces = tn("{n} piece reserved", "{n} pieces reserved", int(held["quantity"].sum()))
        st.caption(t("{pieces}, worth {value}", pieces=pieces, value=numbers.money(value)))
    for row in found.iter_rows(named=True):
        _line(row, user)
    if not held.is_empty() and user.may("stock.move"):
        query = {"akce": str(event.id)}
        Link(t("Hand out what is reserved"), "pages/stock/hand_out.py", ":material/outbound:", query).draw("primary")
    if user.may("stock.reserve") and event.state not in event_rules.NOT_HELD:
        with st.expander(t("Reserve gifts"), icon=":material/bookmark_add:", expanded=held.is_empty()):
            _reserve(event, user)


def _line(row: Mapping[str, Any], user: User) -> None:
    with st.container(border=True):
        asked = "" if row["asked"] == row["quantity"] else t("of {asked}", asked=row["asked"])
        count = " ".join(filter(None, (numbers.number(row["quantity"]), asked)))
        st.text(f"{count} × {row['item']}")
        badges.show(states()[row["state"]])
        until = t("until {day}", day=dates.date(row["until"])) if row["state"] == "held" else ""
        reason = t(row["reason"]) if row["reason"] else ""
        st.caption(plain(" · ".join(filter(None, (until, row["created_by"], row["note"], reason)))))
        if row["state"] == "held" and user.may("stock.reserve"):
            act(
                t("Release"),
                lambda db: actions.release(db, row["id"], by=user),
                said=lambda _: t("Released: {quantity} × {item}.", quantity=row["quantity"], item=row["item"]),
                key=f"release.{row['id']}",
                icon=":material/undo:",
            )


def _reserve(event: Event, user: User) -> None:
    items = cached.read(queries.available, by=user).filter(pl.col("available") > 0)
    if items.is_empty():
        st.caption(t("Nothing in the stock is free to be reserved."))
        return
    label = {row["item_id"]: _named(row) for row in items.iter_rows(named=True)}
    form = Form(f"stock.reserve.{event.id}")
    with form.body():
        item = form.ask(
            "item", st.selectbox, t("Which item"), options=list(label), format_func=label.__getitem__, index=None,
            placeholder=t("Search by name or code"),
        )  # fmt: skip
        quantity = form.ask("quantity", st.number_input, t("Pieces"), min_value=1, value=1, step=1)
        note = form.ask("note", st.text_input, t("What for, for whom"))
        if form.submit(t("Reserve"), icon=":material/bookmark_add:"):
            form.save(
                lambda db: actions.reserve(db, item or 0, quantity, event_id=event.id, note=note, by=user),
                said=lambda _: tn("{n} piece reserved.", "{n} pieces reserved.", quantity),
            )


def _named(row: Mapping[str, Any]) -> str:
    free = t("{n} free", n=numbers.number(row["available"]))
    return f"{row['name']} ({row['code']}) · {free}"
