"""Letting an approved post go: where and when, by quick choices or by the wall clock, or as a campaign."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates
from lib.errors import BadInput
from lib.events import Event
from lib.flows import publishing_held, publishing_targets, wordings
from lib.flows import publishing_sending as sending
from lib.i18n import t, tn
from lib.publishing import Story, moments, queries
from lib.publishing.moments import FEED
from lib.store import Database
from lib.ui import badges, cached
from lib.ui.badges import State
from lib.ui.forms import Form, act
from lib.ui.head import Link
from lib.ui.plain import in_lines, plain

EVENING, MORNING = dt.time(17), dt.time(8)


def again(story: Story, user: User, *, quiet: bool = False) -> bool:
    """What was held back when the post lost its approval, why it cannot go, and one button that queues what can as it
    was planned; whether there is any."""
    held = cached.fresh(publishing_held.held_back, story.id, by=user)
    if held.is_empty():
        return False
    st.subheader(t("Held back by the change"), anchor=False)
    _table(held)
    if held.filter(pl.col("problem") == "").is_empty():
        st.caption(t("Nothing of it can be queued again now. Mend what is said here, or choose a new time below."))
        return False
    act(t("Queue again"), lambda db: publishing_held.queue_again(db, story.id, by=user), said=_queued_again,
        key=f"story.held.{story.id}", icon=":material/schedule_send:",
        type="secondary" if quiet else "primary")  # fmt: skip
    return True


def schedule(story: Story, posts: pl.DataFrame, user: User, *, quiet: bool = False) -> None:
    """Channels, a moment, and one button; the clock's odd nights are said before anything is queued. `quiet` where a
    decision about what has gone comes first."""
    st.subheader(t("Send"), anchor=False)
    off = cached.read(publishing_targets.switched_off, by=user)
    names = {code: name for code, name in _open_channels(story, posts, user).items() if code not in off}
    _off(off, user)
    if not names:
        st.caption(t("It is out or waits in every channel that is set up."))
        return
    form = Form(f"story.schedule.{story.id}", live=True)
    with form.body():
        where = form.ask("where", st.pills, t("Send where"), options=list(names),
                         format_func=lambda code: plain(names[code]), selection_mode="multi",
                         default=first(names))  # fmt: skip
        moment = _when(form)
        if form.submit(t("Queue"), icon=":material/schedule_send:", quiet=quiet) and moment:
            at_once = st.session_state.get(form.key("when")) == "now"
            form.save(
                lambda db: _queue(db, story, where, None if at_once else moment, user),
                said=lambda n: tn("The post goes to {n} channel.", "The post goes to {n} channels.", n),
            )


def first(names: Mapping[str, str]) -> list[str]:
    """What is chosen before anybody chooses: the town's own feed. A key pressed by habit must send nothing to citizens,
    to a network or to the media."""
    return [FEED] if FEED in names else []


def _off(names: Mapping[str, str], user: User) -> None:
    """Channels that are switched off are not offered, only named."""
    if not names:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain(t("Switched off: {names}.", names=", ".join(names.values()))), width="content")
        if user.may("channels.edit"):
            Link(t("Channels"), "pages/channels/channels.py", ":material/hub:").draw("tertiary", "story.off")


def _queue(db: Database, story: Story, where: list[str], moment: moments.Moment | None, user: User) -> int:
    """All chosen channels in one step, or none of them; gives how many."""
    if not where:
        raise BadInput("Choose where the post goes.", field="where")
    for code in where:
        if moment is None:
            sending.send_now(db, story.id, code, by=user)
        else:
            sending.schedule(db, story.id, code, dt.datetime.fromisoformat(moment.wall), by=user)
    return len(where)


def quick(now: dt.datetime) -> dict[str, tuple[str, dt.datetime | None]]:
    """Code of a quick choice → its words and the wall time; what has passed today is not offered."""
    today = now.date()
    found: dict[str, tuple[str, dt.datetime | None]] = {"now": (t("Now"), now)}
    if now.time() < EVENING:
        found["evening"] = (t("Today {time}", time=dates.time(EVENING)), dt.datetime.combine(today, EVENING))
    tomorrow = dt.datetime.combine(today + dt.timedelta(days=1), MORNING)
    found["morning"] = (t("Tomorrow {time}", time=dates.time(MORNING)), tomorrow)
    found["other"] = (t("Another time"), None)
    return found


def _open_channels(story: Story, posts: pl.DataFrame, user: User) -> dict[str, str]:
    """Channels in which the post neither is nor waits."""
    names = cached.read(wordings.offered, by=user)
    taken = set(posts.filter(pl.col("state") != "cancelled")["channel"])
    return {
        code: name for code, name in names.items() if code not in taken and (code != FEED or story.state == "draft")
    }


def _when(form: Form) -> moments.Moment | None:
    """The chosen moment; None (and why) for a time that the clock skips."""
    now = clock.now().astimezone(clock.PRAGUE).replace(tzinfo=None, second=0, microsecond=0)
    offered = quick(now)
    chosen = form.ask("when", st.segmented_control, t("When"), options=list(offered), default="now", required=True,
                      format_func=lambda code: offered[code][0])  # fmt: skip
    wall = offered[chosen][1]
    if wall is None:
        with st.container(horizontal=True, gap="small"):
            day = form.ask("day", st.date_input, t("Day"), value=now.date() + dt.timedelta(days=1), format="DD.MM.YYYY")
            time = form.ask("time", st.time_input, t("Hour"), value=MORNING)
        wall = dt.datetime.combine(day, time)
    try:
        moment = moments.of_wall(wall)
    except BadInput as error:
        form.refuse(error)
        return None
    if moment.note:
        st.info(moment.note, icon=":material/schedule:")
    return moment


def campaign(story: Story, event: Event | None, user: User) -> None:
    """All steps of a campaign as a table, and one button that queues those that can go."""
    known = cached.read(queries.campaigns, by=user).filter(~pl.col("put_away"))
    if known.is_empty():
        return
    with st.expander(t("A whole campaign"), icon=":material/campaign:"):
        names = dict(known.select("id", "name").iter_rows())
        Link(t("Campaigns and their steps"), "pages/publishing/campaigns.py", ":material/campaign:").draw(
            "tertiary", f"story.campaigns.{story.id}"
        )
        form = Form(f"story.campaign.{story.id}", live=True)
        chosen: Any = form.ask(
            "campaign", st.selectbox, t("Campaign"), options=list(names), format_func=names.__getitem__
        )
        day = form.ask(
            "anchor", st.date_input, t("Counted from"), value=event.day if event else None, format="DD.MM.YYYY"
        )
        if day is None:
            st.caption(t("Choose the day from which the campaign is counted."))
            return
        steps = cached.fresh(sending.preview, story.id, chosen, day, by=user)
        _table(steps)
        can = steps.filter(pl.col("problem") == "").height
        label = tn("Queue {n} step", "Queue {n} steps", can)
        if can and form.submit(label, icon=":material/schedule_send:", quiet=True):
            form.save(lambda db: sending.campaign(db, story.id, chosen, day, by=user), said=_planned)


def _table(steps: pl.DataFrame) -> None:
    """When, where, and why not."""
    for row in steps.sort("wall_time").iter_rows(named=True):
        fits = not row["problem"]
        state = State(t("will go"), "done") if fits else State(t("left out"), "planned")
        when = dates.short_moment(row["wall_time"])
        with st.container(gap=None):
            st.markdown(f"{badges.inline(state)} {plain(when)} · **{plain(row['name'])}**")
            if not fits:
                st.caption(in_lines(row["problem"]))


def _planned(done: sending.Planned) -> str:
    count = len(done.posts) + done.feed + bool(done.photos)
    return tn("{n} step is queued.", "{n} steps are queued.", count) + _left_out(done)


def _queued_again(done: sending.Planned) -> str:
    return t("Queued again: {n}.", n=len(done.posts) + done.feed) + _left_out(done)


def _left_out(done: sending.Planned) -> str:
    return f" {t('Left out: {names}.', names=', '.join(name for name, _ in done.left_out))}" if done.left_out else ""
