"""The checks of a post on the screen: everything they need to know is gathered here."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates
from lib.events import Event
from lib.flows import wordings
from lib.i18n import t, tn
from lib.publishing import Content, Story, checks, queries
from lib.publishing.checks import BODY, Check, Context
from lib.publishing.queries import knowing
from lib.ui import cached, story_findings

Found = Mapping[str, Sequence[Check]]


def found(content: Content, event: Event | None, story_id: int | None, user: User) -> Found:
    """What is wrong or doubtful, by wording, under "" in the title, the pictures and the event. Runs at each leaving
    of a field, so words are not looked up in the dictionary."""
    day = day_of(story_id, user) if story_id else clock.today()
    context = cached.read(knowing.context_of, story_id, event, day=day, by=user)
    return checks.found(content, _of_office(context, user))


def of_story(story: Story, event: Event | None, user: User) -> Found:
    """The findings of a stored post, the dictionary's among them; worked out once for a version."""
    day = day_of(story.id, user)
    context = cached.read(knowing.context_of, story.id, event, day=day, by=user)
    words = cached.read(knowing.own_words, by=user)
    spelling = cached.made("story.spelling", lambda: knowing.spelled(story.content, words), story.id, story.version)
    whole = replace(_of_office(context, user), spelling=spelling, goes_at=None)
    return cached.made("story.findings", lambda: checks.found(story.content, whole), story.id, story.version, day)


def day_of(story_id: int, user: User) -> dt.date:
    """The day for which a stored post is checked and approved: that on which it is to go out, today when nobody has
    said."""
    return cached.fresh(queries.looked_at_for, story_id, by=user)


def say_day(story: Story, user: User) -> None:
    """For which day the findings and the number of approvals hold, unless it is today."""
    if (day := day_of(story.id, user)) > clock.today():
        st.caption(t("Checks and approvals are asked for {day}, when it is to go out.", day=dates.date(day)))


def names(user: User) -> dict[str, str]:
    """Under what the findings of a post are listed."""
    return {**_names(user), "": t("Title, pictures, event"), BODY: t("Common text")}


def before_approval(story: Story, event: Event | None, user: User) -> None:
    """All findings above the approval, folded unless one of them stands in the way; a withdrawn post has none."""
    if story.state == "withdrawn":
        return
    found = of_story(story, event, user)
    say_day(story, user)
    said = {str(one): one for here in found.values() for one in here if one.code != "typography"}
    if not said:
        story_findings.summary(found, names(user))
        return
    stands = any(one.blocking for one in said.values())
    with st.expander(tn("{n} finding of the checks", "{n} findings of the checks", len(said)), expanded=stands,
                     icon=":material/rule:"):  # fmt: skip
        story_findings.summary(found, names(user))


def to_mend(found: Found) -> str:
    """What stands in the way of approval, for whoever hands the post over; empty when nothing does."""
    count = len({str(one) for here in found.values() for one in here if one.blocking})
    return tn("It can be approved once {n} thing is mended.", "It can be approved once {n} things are mended.",
              count) if count else ""  # fmt: skip


def to_mend_in(story: Story, user: User) -> str:
    """The same of a stored post."""
    event = cached.read(queries.event_of, story.event_id, by=user)
    return to_mend(of_story(story, event, user))


def common(found: Found, content: Content, user: User) -> None:
    """What concerns the whole post; nothing is said of an empty new one. Texts have theirs under their fields."""
    shown = {"": found.get("", ())}
    if content.title.strip() and shown[""]:
        story_findings.summary(shown, names(user))


def _of_office(context: Context, user: User) -> Context:
    """With the names and the limits of the channels that the office has set up."""
    known = cached.read(wordings.wordings, by=user)
    return replace(context, names=wordings.names(known), limits={one.code: one.limits for one in known})


def _names(user: User) -> dict[str, str]:
    return wordings.names(cached.read(wordings.wordings, by=user))
