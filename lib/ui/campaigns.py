"""Campaigns in words and in writing: steps by days from an event as rows, a copy, the end of one."""

import datetime as dt
import itertools
import json
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl
import streamlit as st

from lib.access import User
from lib.czech import dates
from lib.flows.publishing_campaigns import Place, name_of
from lib.i18n import t, tn
from lib.publishing import actions, moments
from lib.publishing.moments import Step
from lib.publishing.queries import Campaign
from lib.ui import badges
from lib.ui.badges import State
from lib.ui.forms import Form, act, confirm
from lib.ui.head import Link
from lib.ui.plain import plain

PAGE = "pages/publishing/campaigns.py"
FIELDS = {"days": pl.Int64, "side": pl.String, "at": pl.Time, "kind": pl.String}
Places = dict[str, Place]


def words(steps: Iterable[Step], places: Places) -> list[str]:
    """`14 dní předem v 9:00 – Televize, Rozhlas`, a line for each moment."""
    return [
        f"{_when(days, at)} – {', '.join(name_of(step.kind, places) for step in here)}"
        for (days, at), here in itertools.groupby(steps, key=lambda step: (step.days, step.at))
    ]


def _lines(steps: Iterable[Step], places: Places) -> None:
    st.markdown("\n".join(f"- {plain(line)}" for line in words(steps, places)))


def _when(days: int, at: str) -> str:
    time = dates.time(at)
    if not days:
        return t("on the day of the event at {time}", time=time)
    if days < 0:
        return tn("{n} day before at {time}", "{n} days before at {time}", -days, time=time)
    return tn("{n} day after at {time}", "{n} days after at {time}", days, time=time)


def show(campaigns: pl.DataFrame, places: Places, user: User) -> None:
    """Each campaign with its steps in words and the way to change it."""
    edits = user.may("publishing.publish")
    if campaigns.is_empty():
        with st.container(border=True, horizontal_alignment="center"):
            st.markdown(t("No campaign yet. It says where and when posts about an event go out, counted from its day."),
                        text_alignment="center")  # fmt: skip
            if edits:
                new().draw("primary", "campaigns.empty")
    for row in campaigns.iter_rows(named=True):
        with st.container(border=True, key=f"campaign-{row['id']}"):
            steps = moments.checked_steps(json.loads(row["steps"]))
            _said(row, steps, places)
            if edits:
                Link(t("Change or copy"), PAGE, ":material/edit:", {"id": str(row["id"])}).draw(key=f"edit.{row['id']}")


def new() -> Link:
    """The way to a new campaign."""
    return Link(t("New campaign"), PAGE, ":material/add:", {"id": "0"})


def _said(row: Mapping[str, Any], steps: list[Step], places: Places) -> None:
    st.subheader(plain(row["name"]), anchor=False)
    if row["put_away"]:
        badges.show(State(t("put away, not offered"), "planned"))
    _lines(steps, places)
    _missing((step.kind for step in steps), places)
    if row["uses"]:
        st.caption(tn("{n} post was planned by it.", "{n} posts were planned by it.", row["uses"]))


def _missing(kinds: Iterable[str], places: Places) -> None:
    """Which steps would be left out now, and why."""
    gone = [kind for kind in dict.fromkeys(kinds) if kind not in places or not places[kind].works]
    if gone:
        names = ", ".join(name_of(kind, places) for kind in gone)
        st.caption(plain(t("Not set up or switched off, so these steps are left out: {names}.", names=names)))


def edit(campaign: Campaign | None, places: Places, user: User) -> None:
    """The name and the steps as a table of fields; rows are added at its end, chosen ones removed."""
    form = Form(f"campaign.{campaign.id if campaign else 'new'}", live=True)
    key, was = form.key("steps"), form.key("was")
    if key not in st.session_state:  # begun now: what a colleague has saved since is seen, what is typed stays
        st.session_state[was] = campaign
    begun: Campaign | None = st.session_state.get(was)
    with form.body():
        name = form.ask("name", st.text_input, t("Name of the campaign"), value=begun.name if begun else "")
        st.caption(t("With 0 days the step goes out on the day of the event. What a person hands over moves from a day"
                     " off to the nearest working day."))  # fmt: skip
        typed = st.data_editor(
            fields(begun.steps if begun else ()), key=key, num_rows="dynamic", hide_index=True, height="content",
            column_config=_config(begun, places), alt=name or t("New campaign"), placeholder="",
        )  # fmt: skip
        steps = read(typed)
        _missing((step["kind"] for step in steps if "kind" in step), places)
        if form.submit(t("Save the campaign")):
            form.save(
                lambda db: actions.save_campaign(db, begun.id if begun else None, name, steps, was=begun, by=user),
                said=lambda _: t("The campaign is saved. Posts already planned stay as they are."),
                go=PAGE,
            )
    if begun and campaign and not campaign.says(begun):
        _changed(campaign, places, form)


def _changed(now: Campaign, places: Places, form: Form) -> None:
    """What a colleague has saved meanwhile, and the way to begin from it."""
    st.warning(t("{who} has changed this campaign in the meantime. Now it says:", who=plain(now.updated_by)))
    st.markdown(f"**{plain(now.name)}**")
    _lines(now.steps, places)
    st.button(t("Throw mine away and load this"), key="campaign.load", on_click=form.renew)


def fields(steps: Iterable[Step]) -> pl.DataFrame:
    """The steps as rows of the table of fields."""
    rows = [(abs(step.days), "after" if step.days > 0 else "before", dt.time.fromisoformat(step.at), step.kind)
            for step in steps]  # fmt: skip
    return pl.DataFrame(rows, FIELDS, orient="row")


def read(typed: pl.DataFrame) -> list[dict[str, Any]]:
    """The rows as the action takes them; a row in which nobody chose anything is no step, half a row is refused."""
    found = []
    for row in typed.iter_rows(named=True):
        days = row["days"] or 0
        step = {"kind": row["kind"], "days": days if row["side"] == "after" else -days, "at": row["at"]}
        if row["kind"] or row["at"] or days:
            found.append({name: value for name, value in step.items() if value is not None})
    return found


def _config(begun: Campaign | None, places: Places) -> dict[str, Any]:
    column = st.column_config
    sides = {"before": t("days before"), "after": t("days after")}
    kinds = list(dict.fromkeys([*places, *(step.kind for step in (begun.steps if begun else ()))]))
    return {
        "days": column.NumberColumn(t("How many days"), width=110, step=1, min_value=0, max_value=moments.FURTHEST,
                                    default=0),
        "side": column.SelectboxColumn(t("Before or after"), options=list(sides), default="before",
                                       required=True, format_func=lambda side: sides[str(side)]),
        "at": column.TimeColumn(t("Hour"), format="H:mm", step=60),
        "kind": column.SelectboxColumn(t("Send where"), options=kinds, width="large",
                                       format_func=lambda code: name_of(str(code), places)),
    }  # fmt: skip


def others(campaign: Campaign, user: User) -> None:
    """A copy; the end of one by which nothing was planned, the putting away of one that was used."""
    form = Form(f"campaign.copy.{campaign.id}")
    with st.expander(t("Copy the campaign"), icon=":material/content_copy:"), form.body():
        copy = form.ask("name", st.text_input, t("Name of the copy"), value=t("{name}, copy", name=campaign.name))
        if form.submit(t("Copy the campaign"), quiet=True):
            form.save(
                lambda db: actions.copy_campaign(db, campaign.id, copy, by=user),
                said=lambda _: t("The copy is made. Change what is different."),
                go=PAGE,
                query=lambda made: {"id": str(made)},
            )
    if campaign.uses or campaign.put_away:
        _away(campaign, user)
        return
    confirm(
        t("Remove the campaign"), t("Remove the campaign {name}?", name=campaign.name),
        t("No post was planned by it."), lambda db: actions.remove_campaign(db, campaign.id, by=user),
        said=lambda _: t("The campaign {name} is removed.", name=campaign.name), key="campaign.remove", go=PAGE,
        icon=":material/delete:",
    )  # fmt: skip


def _away(campaign: Campaign, user: User) -> None:
    """What was used stays for the posts planned by it; it may be offered no more, or again."""
    away = not campaign.put_away
    if away:
        st.caption(tn("{n} post was planned by it, so it cannot be removed. It can be put away.",
                      "{n} posts were planned by it, so it cannot be removed. It can be put away.",
                      campaign.uses))  # fmt: skip
    act(
        t("Put the campaign away") if away else t("Offer the campaign again"),
        lambda db: actions.put_away(db, campaign.id, away, by=user),
        said=lambda _: t("The campaign is put away. Posts planned by it stay as they are.") if away
        else t("The campaign is offered again."), key="campaign.away", go=PAGE,
        icon=":material/archive:" if away else ":material/unarchive:",
    )  # fmt: skip


def count(n: int) -> str:
    """`3 kampaně`."""
    return tn("{n} campaign", "{n} campaigns", n)
