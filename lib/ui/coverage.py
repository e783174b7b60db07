"""How coverage looks: words and tones, terms, the plan as event × kind, the mail to whoever is asked."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

import polars as pl
import streamlit as st

from lib import clock, config
from lib.coverage.rules import people, plan
from lib.czech import dates
from lib.events import rules as events
from lib.i18n import t, tn
from lib.ui import menu
from lib.ui.badges import State
from lib.ui.columns import Column

PAGE = "pages/coverage/coverage.py"
EVENT = "pages/events/event.py"
PART = "dokumentace"
BACK, AHEAD = dt.timedelta(days=7), dt.timedelta(days=14)
"""Days for which a decision about coverage is asked."""
SCOPES = ("ja", "vsichni", "nerozhodnuto", "nedodano")
WORST = ("late", "declined", "nobody", "undecided", "offered", "accepted", "on_request", "delivered", "no", "cancelled")
"""The order in which the states of one event compete for its line."""


def states() -> dict[str, State]:
    """State of a coverage → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in plan.STATES.items()}  # type: ignore[arg-type]


def answers() -> dict[str, State]:
    """State of an assignment → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in plan.ANSWERS.items()}  # type: ignore[arg-type]


def kind_word(kind: str) -> str:
    """What is wanted, as people call it."""
    return t(plan.KINDS[kind])


def intent_word(intent: str) -> str:
    """What was decided, in words."""
    return t(plan.INTENTS[intent])


def when(row: Mapping[str, Any]) -> str:
    """When and where an event of the plan is."""
    said = events.when(row["starts_on"], row["ends_on"], row["starts_at"], row["ends_at"])
    return ", ".join(part for part in (said, row["venue"]) if part)


def due(moment: dt.datetime) -> str:
    """`do po 30. 11. 2026 12:00`."""
    return t("by {day} {time}", day=dates.short_date(moment.date()), time=dates.time(moment))


def count(row: Mapping[str, Any]) -> str:
    """What was brought in short: how many photographs, or how many deliveries."""
    if row["pieces"]:
        return tn("{n} piece", "{n} pieces", row["pieces"])
    return tn("{n} delivery", "{n} deliveries", row["deliveries"]) if row["deliveries"] else ""


def scope(default: str) -> str:
    """What the page shows; it stands in the address (`?kdo=ja`)."""
    words = {"ja": t("Mine"), "vsichni": t("Plan"), "nerozhodnuto": t("Not decided"), "nedodano": t("Not delivered")}
    asked = st.query_params.get("kdo", default)

    def remember() -> None:
        st.query_params["kdo"] = st.session_state["coverage.kdo"]

    chosen: str = st.segmented_control(
        t("Show"), SCOPES, default=asked if asked in SCOPES else default, required=True, key="coverage.kdo",
        format_func=words.__getitem__, label_visibility="collapsed", on_change=remember,
    )  # fmt: skip
    return chosen


def matrix(events_: pl.DataFrame, coverage: pl.DataFrame) -> pl.DataFrame:
    """Events as rows with the state of each kind in its column, the worst `state`, who, and the first open term."""
    by_kind = coverage.select("event_id", "kind", "state").pivot(on="kind", index="event_id", values="state")
    missing = [pl.lit(None, pl.String).alias(kind) for kind in plan.KINDS if kind not in by_kind.columns]
    order = {state: place for place, state in enumerate(WORST)}
    waits = ~pl.col("state").is_in(["delivered", "cancelled", "no"])
    summed = coverage.group_by("event_id").agg(
        state=pl.col("state").sort_by(pl.col("state").replace_strict(order, return_dtype=pl.Int64)).first(),
        who=pl.col("assignees").filter(pl.col("assignees") != "").unique(maintain_order=True).str.join(", "),
        due_at=pl.col("due_at").filter(waits).min(),
    )
    known = events_.filter(~pl.col("state").is_in(plan.OFF)).select("id", "title", "starts_on", "starts_at", "venue")
    whole = known.join(by_kind.with_columns(missing), left_on="id", right_on="event_id", how="left")
    joined = whole.join(summed, left_on="id", right_on="event_id", how="left")
    return joined.with_columns(pl.col("state").fill_null("undecided")).sort("starts_on", "starts_at", "id")


def mail(to: str, row: Mapping[str, Any], sender: str) -> str:
    """A `mailto:` with everything the asked person must know."""
    subject = t("{kind}: {event}, {day}", kind=kind_word(row["kind"]).capitalize(), event=row["title"],
                day=dates.short_date(row["starts_on"]))  # fmt: skip
    lines = (
        t("We ask you to cover this event."),
        row["title"],
        when(row),
        t("What: {kind}", kind=kind_word(row["kind"])),
        t("Deliver {due}", due=due(row["due_at"])),
        row["note"],
        _address(row["event_id"]),
    )
    body = "\r\n".join([*filter(None, lines), "", sender])
    return f"mailto:{quote(to, safe='@')}?subject={quote(subject)}&body={quote(body)}"


def _address(event_id: int) -> str:
    """The address of the event's page as the reader's browser reaches it."""
    here = urlsplit(st.context.url or "")
    root = config.current().public_url or (f"{here.scheme}://{here.netloc}" if here.netloc else "")
    return f"{root.rstrip('/')}/{menu.of(EVENT).address}?id={event_id}&cast={PART}" if root else ""


def hours(row: Mapping[str, Any]) -> str:
    """The hours of an absence in a word: dopoledne, odpoledne, or its times."""
    if row["starts_at"] is None:
        return t("whole day") if row["first_on"] == row["last_on"] else t("whole days")
    for word, span in people.PARTS.values():
        if span == (row["starts_at"], row["ends_at"]):
            return t(word)
    return dates.span(row["starts_at"], row["ends_at"])


def absences(found: pl.DataFrame) -> pl.DataFrame:
    """Absences with `hours` and `why` in words; `why` is empty for who may not know it."""
    rows = list(found.iter_rows(named=True))
    why = [t(people.REASONS[row["reason"]]) if row["reason"] else "" for row in rows]
    return found.with_columns(
        hours=pl.Series([hours(row) for row in rows], dtype=pl.String), why=pl.Series(why, dtype=pl.String)
    )


def away_now(found: pl.DataFrame) -> str:
    """Who is away today, as the sentence under a title."""
    today = clock.today()
    names = found.filter((pl.col("first_on") <= today) & (pl.col("last_on") >= today))["name"].unique(
        maintain_order=True
    )
    return t("Away today: {names}", names=", ".join(names)) if len(names) else t("Nobody is away today.")


def waiting(n: int) -> str:
    """How much of coverage waits for the one who looks."""
    return tn("{n} thing waits for you", "{n} things wait for you", n) if n else t("nothing waits for you")


def weeks() -> int:
    """How many weeks ahead the plan shows; it stands in the address (`?tydny=6`)."""
    chosen = st.segmented_control(
        t("Weeks ahead"), ["2", "4", "8", "13"], default="4", required=True, key="tydny", bind="query-params"
    )
    return int(chosen)


def event_columns() -> list[Column]:
    """An event in a list of coverage."""
    return [
        Column("title", t("Event")),
        Column("starts_on", t("Date"), "date"),
        Column("starts_at", t("Time"), "time", shown=False),
    ]


def late_columns() -> list[Column]:
    """What was wanted and has not come."""
    return [
        Column("title", t("Event")),
        Column("kind_word", t("What")),
        Column("starts_on", t("Date"), "date"),
        Column("due_at", t("Due"), "moment"),
        Column("assignees", t("Who")),
        Column("state", t("State"), "state", states()),
    ]


def in_words(found: pl.DataFrame) -> pl.DataFrame:
    """Coverage with `kind_word`, what is wanted in words."""
    words = {code: t(word) for code, word in plan.KINDS.items()}
    return found.with_columns(kind_word=pl.col("kind").replace(words))
