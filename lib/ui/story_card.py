"""The page of one post: its stage, owner and day, its parts, and what else can be done with it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st

from lib.access import User
from lib.czech import dates
from lib.events import Event
from lib.i18n import t
from lib.publishing import Story, actions, queries, stages
from lib.store import Database
from lib.tasks.queries import staff
from lib.ui import (
    badges,
    cached,
    meanwhile,
    story_again,
    story_approval,
    story_checks,
    story_consents,
    story_findings,
    story_links,
    story_read,
    story_standing,
)
from lib.ui import posts as look
from lib.ui.badges import State
from lib.ui.facts import history
from lib.ui.forms import Form, act
from lib.ui.head import Link
from lib.ui.in_address import one_of
from lib.ui.plain import plain
from lib.ui.story_fields import embargo_words

PART = "cast"
DETAILED = ("publishing.plan", "publishing.return", "publishing.hold", "publishing.dropped", "publishing.cancel")
"""Deeds whose details the history says; those of others stand on the page or are for the record of changes."""


def part() -> str:
    """The shown part of the page, kept in the address."""
    words = {
        "text": t("Text"),
        "schvaleni": t("Approval"),
        "odeslani": t("Sending"),
        "verze": t("Versions"),
        "dalsi": t("More"),
    }
    return one_of(PART, t("Part of the post"), words, "text")


def edit(story: Story, query: dict[str, str]) -> tuple[Link | None, tuple[Link, ...]]:
    """The way into the editor as a primary button, or among the others where another step comes first."""
    link = Link(t("Edit"), "pages/publishing/new.py", ":material/edit:", query)
    handed = _is_written(story) and story.stage in ("idea", "planned", "writing")
    shown = st.query_params.get(PART, "text")
    first = shown not in ("schvaleni", "odeslani") and not (shown == "text" and handed)
    return (link, ()) if first else (None, (link,))


def _is_written(story: Story) -> bool:
    return any(text.strip() for text in (story.body, *story.texts.values()))


def state(story: Story, event: Event | None, user: User) -> None:
    """The stage in a word, what is to be known at first sight, the event, the next step."""
    found = cached.fresh(queries.stage_of, story.id, by=user)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="story-state"):
        shown = [look.states()[found]]
        if story.plan_on and found in stages.WRITTEN:
            day = dt.date.fromisoformat(story.plan_on)
            shown.append(State(t("planned for {day}", day=dates.short_date(day).rsplit(" ", 1)[0]), "planned"))
        if story.embargo_until:
            shown.append(State(embargo_words(story.embargo_until), "due"))
        badges.show(*shown)
        if event:
            Link(event.title, "pages/events/event.py", ":material/event:", {"id": str(event.id)}).draw("tertiary")
    story_standing.remarks(story, user)


def text(story: Story, event: Event | None, user: User) -> None:
    """What it says, and beside it what the checks say, who has it, consents."""
    read, beside = st.columns([3, 2], gap="large")
    with read:
        story_read.texts(story, user, copies=True)
    with beside:
        story_findings.summary(story_checks.of_story(story, event, user), story_checks.names(user))
        story_links.box(story, user)
        if story.stage in ("idea", "planned", "writing"):
            story_approval.hand_over(story, user, "primary" if _is_written(story) else "secondary")
        if user.may("publishing.write") and story.state != "withdrawn":
            _owner(story, user)
        story_consents.box(story, user)
        with st.expander(t("Pictures"), icon=":material/image:"):
            story_read.pictures(story)


def _owner(story: Story, user: User) -> None:
    """Who writes it and for which day it is planned."""
    people = cached.read(staff, by=user)
    now: dict[str, Any] = {"owner": story.owner, "day": _day(story.plan_on)}
    form = Form(f"story.plan.{story.id}", live=True)
    began = meanwhile.began(form, now)
    with st.expander(t("Owner and day"), icon=":material/person:"), form.body():
        logins = list(people)
        owner = form.ask("owner", st.selectbox, t("Owner"), options=logins, format_func=lambda login: people[login],
                         index=logins.index(began["owner"]) if began["owner"] in people else None,
                         placeholder=t("nobody"))  # fmt: skip
        day = form.ask("day", st.date_input, t("Planned for"), format="DD.MM.YYYY", value=began["day"])
        if began != now:
            planned = dates.short_date(now["day"]) if now["day"] else t("without a day")
            st.caption(
                plain(t("Now it has: {who}, {day}", who=people.get(story.owner or "", t("nobody")), day=planned))
            )
        if form.submit(t("Save"), quiet=True):
            fields = {"owner": owner if owner or began["owner"] in people else began["owner"], "day": day}
            form.save(lambda db: _keep_plan(db, story, meanwhile.chosen(form, now, fields), user),
                      said=lambda _: t("Kept."))  # fmt: skip


def _keep_plan(db: Database, story: Story, chosen: Mapping[str, Any], user: User) -> None:
    if "owner" in chosen:
        actions.give_to(db, story.id, chosen["owner"], by=user)
    if "day" in chosen:
        actions.plan(db, story.id, chosen["day"], by=user)


def _day(iso: str | None) -> dt.date | None:
    return dt.date.fromisoformat(iso) if iso else None


def more(story: Story, user: User) -> None:
    """A copy, new cards, coming again, looking again, the history."""
    if user.may("publishing.write"):
        with st.container(horizontal=True):
            act(t("Make a copy"), lambda db: actions.duplicate(db, story.id, by=user), key="post.copy",
                said=lambda _: t("The copy is a new draft."), go="pages/publishing/new.py",
                query=lambda copy: {"id": str(copy)}, icon=":material/content_copy:")  # fmt: skip
            if story.state != "withdrawn":
                act(
                    t("Draw the cards anew"),
                    lambda db: actions.make_cards(db, story.id, by=user),
                    key="post.cards",
                    icon=":material/image:",
                    said=lambda _: t("The cards are drawn from the event as it is now."),
                )
        if story.state != "withdrawn":
            story_again.box(story, user)
            _look_again(story, user)
    history(cached.fresh(queries.history, story.id, by=user), DETAILED)


def _look_again(story: Story, user: User) -> None:
    now = {"check_on": _day(story.check_on), "relevant_until": _day(story.relevant_until)}
    form = Form(f"story.checked.{story.id}", live=True)
    began = meanwhile.began(form, now)
    with st.expander(t("Does it still hold?"), icon=":material/event_available:"), form.body():
        check = form.ask("check_on", st.date_input, t("Look at it again on"), value=began["check_on"],
                         format="DD.MM.YYYY")  # fmt: skip
        until = form.ask("relevant_until", st.date_input, t("Holds until"), value=began["relevant_until"],
                         format="DD.MM.YYYY")  # fmt: skip
        if form.submit(t("I have looked, it holds"), quiet=True):
            fields = {"check_on": check, "relevant_until": until}
            form.save(
                lambda db: actions.checked(
                    db, story.id, *({**now, **meanwhile.chosen(form, now, fields)}.values()), by=user
                ),
                said=lambda _: t("It is written down that the post holds."),
            )
