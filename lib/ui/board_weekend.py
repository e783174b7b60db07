"""Beside the board: what is missing for the weekend, and a new idea in one line."""

from dataclasses import dataclass

import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates
from lib.i18n import t, tn
from lib.publishing import actions, queries, stages
from lib.publishing.queries import Weekend
from lib.ui import cached
from lib.ui.badges import State
from lib.ui.forms import Form
from lib.ui.rows import Row, rows

MOST = 20
WEEKEND = "vikend"
"""Whether the list is open stands in the address."""


def box(user: User) -> None:
    """Events of the coming weekend of which nothing is out or waits, and posts planned until then but not ready."""
    found = cached.read(queries.missing_for_weekend, clock.today(), by=user)
    count = found.events.height + found.stories.height
    days = dates.span(found.saturday, found.sunday)
    if not count:
        st.caption(t("For the weekend {days} everything is out or waits for its time.", days=days))
        return
    missing = tn("{n} thing is missing", "{n} things are missing", count)
    label = t("For the weekend {days}: {missing}", days=days, missing=missing)
    with st.expander(label, icon=":material/weekend:", key=WEEKEND, bind="query-params") as listed:
        if listed.open:
            rows("board.weekend", _rows(found, user), empty="")
            if count > MOST:
                st.caption(tn("{n} more", "{n} more", count - MOST))


def _rows(found: Weekend, user: User) -> list[Row]:
    shown = []
    for row in found.events.head(MOST).iter_rows(named=True):
        time = dates.time(row["starts_at"]) if row["starts_at"] else ""
        detail = ", ".join(filter(None, (time, row["venue"])))
        when = dates.short_date(row["starts_on"]).rsplit(" ", 1)[0]
        page, query = "pages/publishing/new.py", {"akce": str(row["id"])}
        if row["story_id"]:
            page, query = "pages/publishing/post.py", {"id": str(row["story_id"])}
        elif not user.may("publishing.write"):
            page, query = "pages/events/event.py", {"id": str(row["id"])}
        shown.append(Row(row["title"], detail, page, query, _state(row["stage"]), when))
    for row in found.stories.head(MOST - len(shown)).iter_rows(named=True):
        when = dates.short_date(row["plan_on"]).rsplit(" ", 1)[0]
        query = {"id": str(row["id"])}
        shown.append(
            Row(row["title"], row["event"] or "", "pages/publishing/post.py", query, _state(row["stage"]), when)
        )
    return shown


def _state(stage: str | None) -> State:
    if stage is None:
        return State(t("no post yet"), "late")
    word, tone = stages.STAGES[stage]
    return State(t(word), tone)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Idea:
    """A button that opens one line for an idea and a day for it."""

    user: User

    def draw(self) -> None:
        """Draw it."""
        with st.popover(t("Add an idea"), icon=":material/lightbulb:"):
            form = Form("board.idea")
            with form.body():
                title = form.ask("title", st.text_input, t("What it should be about"))
                day = form.ask("plan_on", st.date_input, t("Day (may stay empty)"), value=None, format="DD.MM.YYYY")
                if form.submit(t("Write the idea down"), quiet=True):
                    form.save(
                        lambda db: actions.add_idea(db, title, plan_on=day, by=self.user),
                        said=lambda _: t("The idea is on the board."),
                    )
