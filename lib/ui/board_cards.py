"""Posts as cards of the board: in their stages, or on their days beside events, holidays and closings of the paper."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates
from lib.i18n import N, t, tn
from lib.publishing import stages
from lib.ui import menu, shaping
from lib.ui.badges import SIGNS
from lib.ui.board import Card, Lane, Note, written

COLUMNS = {
    "idea": N("Ideas"),
    "planned": N("Planned in the plan"),
    "writing": N("Being written"),
    "review": N("To be approved"),
    "approved": N("Approved posts"),
    "queued": N("In the queue"),
    "out": N("Published posts"),
}
TRAY = "tray"
DRAWN = 30
"""So many cards of a lane are drawn; the list of posts has the others."""
OUT_DAYS = 7
NEXT = {
    "idea": ("planned", "writing"),
    "planned": ("idea", "writing"),
    "writing": ("review",),
    "review": ("writing", "approved"),
    "approved": ("writing", "queued"),
}
"""Where a card may go from its stage; what is queued or out is changed on its own page."""
NEEDS = {"approved": "publishing.approve", "queued": "publishing.publish"}


@dataclass(frozen=True)
class Around:
    """What days have beside posts: events, days with a name, closings of the paper (day → `4/2026`), what is due."""

    events: pl.DataFrame
    special: pl.DataFrame
    closings: Mapping[dt.date, str]
    due: Mapping[dt.date, Sequence[Note]] = field(default_factory=dict)


def figures(posts: pl.DataFrame) -> str:
    """The state of the plan in one sentence."""
    have = shaping.kept(posts, "stages", lambda: dict(posts["stage"].value_counts().iter_rows()))
    waits, queued = have.get("review", 0), have.get("queued", 0)
    return t(
        "{waits}, {queued}",
        waits=tn("{n} post waits for approval", "{n} posts wait for approval", waits),
        queued=tn("{n} waits for its time", "{n} wait for their time", queued),
    )


def nothing(posts: pl.DataFrame, found: pl.DataFrame) -> None:
    """Why the board is empty, where it is."""
    if posts.is_empty():
        st.info(
            t("Nothing is planned yet. Write down the first idea, or a post from an event."),
            icon=":material/lightbulb:",
        )
    elif found.is_empty():
        st.info(t("No post fits these filters."), icon=":material/filter_list_off:")


def closings(issues: pl.DataFrame | None) -> dict[dt.date, str]:
    """Day of the closing → `4/2026`."""
    if issues is None:
        return {}
    return {row["closes_on"]: f"{row['number']}/{row['year']}" for row in issues.iter_rows(named=True)}


def stages_of(posts: pl.DataFrame, user: User, names: Mapping[str, str]) -> str:
    """`by_stage` as the browser gets it, worked out once for a frame and a role."""
    key = ("stages", user.roles, tuple(names.items()), clock.today())
    return shaping.kept(posts, key, lambda: written(by_stage(posts, user, names)))


def week(posts: pl.DataFrame, monday: dt.date, around: Around, user: User, names: Mapping[str, str]) -> str:
    """`by_day` as the browser gets it."""
    return written(by_day(posts, monday, around, user, names))


def by_stage(posts: pl.DataFrame, user: User, names: Mapping[str, str]) -> list[Lane]:
    """A lane for each stage; of posts that are out those of the last days."""
    since = (clock.today() - dt.timedelta(days=OUT_DAYS)).isoformat()
    recent = posts.filter((pl.col("stage") != "out") | (pl.col("publish_at") >= since))
    lanes, may = [], user.may("publishing.write")
    for stage, title in COLUMNS.items():
        here = recent.filter(pl.col("stage") == stage)
        if stage == "out":
            here = here.sort("publish_at", descending=True)
        cards = [_card(row, _ways(row, user), names, may=may) for row in here.head(DRAWN).iter_rows(named=True)]
        lanes.append(Lane(stage, t(title), cards, here.height, more=_more(here.height)))
    return lanes


def by_day(posts: pl.DataFrame, monday: dt.date, around: Around, user: User, names: Mapping[str, str]) -> list[Lane]:
    """The tray of posts without a day, then the seven days of a week."""
    alive = posts.filter(pl.col("stage") != "withdrawn")
    undated = alive.filter(pl.col("plan_on").is_null() & pl.col("publish_at").is_null() & (pl.col("stage") != "out"))
    days = [monday + dt.timedelta(days=after) for after in range(7)]
    may = user.may("publishing.write")
    tray = [_card(row, _days(row, days, None) if may else (), names, in_day=True, may=may)
            for row in undated.head(DRAWN).iter_rows(named=True)]  # fmt: skip
    empty = t("Every post has its day. Drag one here when its day is not known.")
    lanes = [Lane(TRAY, t("Without a day"), tray, undated.height, empty=empty, more=_more(undated.height))]
    held: dict[dt.date, list[Mapping[str, Any]]] = {day: [] for day in days}
    for row in alive.iter_rows(named=True):
        if (day := _day(row)) in held:
            held[day].append(row)
    return lanes + [_lane(day, held[day], days, around, user, names) for day in days]


def _lane(day: dt.date, rows: Sequence[Mapping[str, Any]], days: list[dt.date], around: Around, user: User,
          names: Mapping[str, str]) -> Lane:  # fmt: skip
    may = user.may("publishing.write")
    ordered = sorted(rows, key=lambda row: row["publish_at"] or "")  # those without an hour keep the order they have
    cards = [_card(row, _days(row, days, day) if may else (), names, in_day=True, may=may) for row in ordered[:DRAWN]]
    holiday = dates.holidays(day.year).get(day)
    title = dates.short_date(day).rsplit(" ", 1)[0]
    return Lane(day.isoformat(), title, cards, len(rows), _notes(day, holiday, around), more=_more(len(rows)),
                today=day == clock.today(), off=bool(holiday) or day.weekday() > 4)  # fmt: skip


def _day(row: Mapping[str, Any]) -> dt.date | None:
    """The day of a card: when it goes out, else when it is planned."""
    if row["publish_at"]:
        return dt.date.fromisoformat(local(row["publish_at"])[:10])
    planned: dt.date | None = row["plan_on"]
    return planned


def _notes(day: dt.date, holiday: str | None, around: Around) -> list[Note]:
    found = [Note("holiday", "celebration", holiday)] if holiday else []
    in_days = (pl.col("first_on") <= day) & (pl.col("last_on") >= day)
    found += [Note("special", "beach_access", name) for name in around.special.filter(in_days)["name"]]
    if day in around.closings:
        closing = t("closing of the paper {number}", number=around.closings[day])
        found.append(Note("deadline", "newspaper", closing, f"/{menu.of('pages/ads/issues.py').address}"))
    found += around.due.get(day, ())
    held = around.events.filter((pl.col("starts_on") <= day) & (pl.col("ends_on") >= day))
    return found + [_event(row) for row in held.iter_rows(named=True)]


def _event(row: Mapping[str, Any]) -> Note:
    time = f"{dates.time(row['starts_at'])} " if row["starts_at"] else ""
    href = f"/{menu.of('pages/events/event.py').address}?{urlencode({'id': row['id']})}"
    return Note("event", "event", f"{time}{row['title']}", href)


def _card(row: Mapping[str, Any], to: tuple[str, ...], names: Mapping[str, str], *, in_day: bool = False,
          may: bool = False) -> Card:  # fmt: skip
    """A card; where the lane is a day it says its stage and not its day. Who `may` write puts those in order that have
    no hour yet."""
    publish = row["publish_at"]
    waits = row["stage"] not in ("queued", "out")
    return Card(
        id=row["id"],
        title=row["title"].replace("\u00a0", " "),
        plan=_short(row["plan_on"]) if row["plan_on"] and not (publish or in_day) else "",
        publish=_moment(publish, in_day) if publish else "",
        late=bool(waits and row["plan_on"] and row["plan_on"] < clock.today()),
        event=row["event"] if row["event"] and row["event"] != row["title"].replace("\u00a0", " ") else "",
        owner=row["owner_name"] or "",
        channels=_channels(row["channels"], names),
        state=_state(row, in_day),
        to=to,
        among=_among(row) if may else "",
        fixed="" if to else t("The time of this post is fixed; open it to change it."),
    )


def _among(row: Mapping[str, Any]) -> str:
    if row["publish_at"] or row["stage"] not in stages.WRITTEN:
        return ""
    return row["plan_on"].isoformat() if row["plan_on"] else TRAY


def _channels(codes: str | None, names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names.get(code, code) for code in (codes or "").split(",") if code)


def _state(row: Mapping[str, Any], stage: bool) -> tuple[str, str, str] | None:
    if row["trouble"]:
        return t(stages.STAGES["trouble"][0]), "late", SIGNS["late"]
    if row["by_hand"]:
        return t(stages.STAGES["handover"][0]), "due", SIGNS["due"]
    if row["check_on"] and row["check_on"] <= clock.today():
        return t("check again"), "due", SIGNS["due"]
    since = row["since"] if row["stage"] == "out" else ""
    word, tone = stages.STAGES[since or row["stage"]]
    return (t(word), tone, SIGNS[tone]) if stage or since else None  # type: ignore[index]


def _ways(row: Mapping[str, Any], user: User) -> tuple[str, ...]:
    if not user.may("publishing.write"):
        return ()
    return tuple(to for to in NEXT.get(row["stage"], ()) if user.may(NEEDS.get(to, "publishing.write")))


def _days(row: Mapping[str, Any], days: list[dt.date], here: dt.date | None) -> tuple[str, ...]:
    """Other days and the tray; what has its hour stays where it is."""
    if row["publish_at"] or row["stage"] in ("queued", "out"):
        return ()
    others = [day.isoformat() for day in days if day != here]
    return (*others, TRAY) if here else tuple(others)


def local(at: str) -> str:
    """The wall time of what the board says: that already, or a UTC moment."""
    return f"{clock.prague(at):%Y-%m-%dT%H:%M}" if at.endswith("Z") else at


def _moment(at: str, in_day: bool) -> str:
    wall = dt.datetime.fromisoformat(local(at))
    time = dates.time(wall.time())
    return time if in_day else f"{_short(wall.date())} {time}"


def _short(day: dt.date) -> str:
    """`čt 26. 11.`; of another year whole."""
    text = dates.short_date(day)
    return text.rsplit(" ", 1)[0] if day.year == clock.today().year else text


def _more(count: int) -> str:
    rest = count - DRAWN
    return tn("{n} more post in the list", "{n} more posts in the list", rest) if rest > 0 else ""
