"""How channels look: how each does in a word, what its kind takes in sentences, the list, what to mend first."""

from collections.abc import Mapping, Sequence

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates, numbers
from lib.flows.channel_kinds import KINDS
from lib.i18n import t, tn
from lib.outbox import Kind, Limits, SetUp
from lib.ui.badges import State
from lib.ui.head import Link
from lib.ui.lists import Column, Empty, Filter, show_list
from lib.ui.plain import plain

LIST, ONE, OUTBOX = (f"pages/channels/{name}.py" for name in ("channels", "channel", "outbox"))
SHORT = 90
Counts = Mapping[str, Mapping[str, int]]


def kind_name(code: str) -> str:
    """What a kind of channel is called; one that this version does not know is called by its code."""
    kind = KINDS.get(code)
    return t(kind.title) if kind else code


def health(one: SetUp) -> State:
    """How a channel does, in a word: the worst first."""
    if one.kind not in KINDS:
        return State(t("unknown kind"), "late")
    if not one.switched_on:
        return State(t("switched off"), "planned")
    if one.by_hand:
        return State(t("served by hand"), "info")
    if one.trouble:
        return State(t("to be connected again"), "late")
    if one.token_expires_on and one.token_expires_on < clock.today():
        return State(t("the token has ended"), "late")
    if one.limited:
        return State(t("waits for a while"), "due")
    if one.error:
        return State(t("does not answer"), "due")
    if one.ends_soon:
        return State(t("the token ends soon"), "due")
    return State(t("works"), "done") if one.worked_at or one.checked_at else State(t("not tested yet"), "planned")


def waits(counts: Mapping[str, int]) -> str:
    """`3 čekají, 1 se neodeslala`; "" when there is nothing."""
    n = {state: counts.get(state, 0) for state in ("failed", "unknown", "missed", "handover", "recipients")}
    queued = counts.get("queued", 0) + counts.get("sending", 0)
    said = (
        (queued, tn("{n} waits", "{n} wait", queued)),
        (n["handover"], tn("{n} to be handed over", "{n} to be handed over", n["handover"])),
        (n["failed"], tn("{n} not sent", "{n} not sent", n["failed"])),
        (n["unknown"], tn("{n} may be out", "{n} may be out", n["unknown"])),
        (n["missed"], tn("{n} missed", "{n} missed", n["missed"])),
        (n["recipients"], tn("{n} recipient not known", "{n} recipients not known", n["recipients"])),
    )
    return ", ".join(words.replace(" ", numbers.NBSP, 1) for count, words in said if count)


def note(one: SetUp) -> str:
    """What a person should know of a channel: why it stands, until when, when its token ends."""
    parts = []
    if one.limited:
        parts.append(t("Goes on {when}.", when=dates.short_moment(str(one.limited_until))))
    if one.token_expires_on and not one.by_hand:
        parts.append(t("Token until {day}.", day=dates.date(one.token_expires_on)))
    return " ".join(filter(None, (*parts, one.error)))


def limits(found: Limits) -> list[str]:
    """What a kind of channel takes, a sentence each."""
    said = []
    if found.characters is not None and found.unit == "sms parts":
        said.append(tn("An SMS of {n} part at most.", "An SMS of {n} parts at most.", found.characters))
    elif found.characters is not None:
        said.append(t("At most {n} characters.", n=numbers.number(found.characters)))
    if found.hashtags is not None:
        said.append(tn("At most {n} hashtag.", "At most {n} hashtags.", found.hashtags))
    if found.pictures is not None:
        said.append(tn("At most {n} picture.", "At most {n} pictures.", found.pictures))
    if found.needs_picture:
        said.append(t("Never without a picture."))
    if not found.can_correct:
        said.append(t("What is out cannot be corrected there by us."))
    if not found.can_withdraw:
        said.append(t("What is out cannot be withdrawn."))
    return said


def takes(kind: Kind) -> str:
    """What a kind of channel takes and what it tells of reach, in sentences; "" when there is nothing to say."""
    return " ".join([*limits(kind.limits), *([t(kind.tells)] if kind.tells else [])])


def show(known: Sequence[SetUp], counts: Counts, user: User) -> None:
    """All channels as a list that leads to each of them."""
    new = Link(t("Add a channel"), ONE, ":material/add:") if user.may("channels.edit") else None
    show_list(
        "channels",
        _frame(known, counts),
        [
            Column("name", t("Channel")),
            Column("kind", t("Kind"), on_phone=False),
            Column("health", t("State"), "state", {one.word: one for one in map(health, known)}),
            Column("worked_at", t("Worked last"), "moment"),
            Column("waits", t("Waiting")),
            Column("note", t("Note")),
        ],
        search=("name", "kind", "note"),
        filters=(Filter("health", t("State")),),
        sort="name",
        row_page=ONE,
        id_column="code",
        empty=Empty(
            t("No channel is set up yet. Begin with the web of the town: other channels lead people there."), new
        ),
        by=user,
        count=lambda n: tn("{n} channel", "{n} channels", n),
        title=t("Channels"),
    )


def to_mend(known: Sequence[SetUp]) -> None:
    """Tokens that end within two weeks, and that nothing goes out by itself yet."""
    for one in known:
        if one.switched_on and not one.by_hand and one.token_expires_on and one.ends_soon:
            day = dates.date(one.token_expires_on)
            ended = t("The token of the channel {name} ended on {day}. Enter a new one.", name=one.name, day=day)
            soon = t("The token of the channel {name} ends on {day}. Enter a new one in time.", name=one.name, day=day)
            st.warning(plain(ended if one.token_expires_on < clock.today() else soon), icon=":material/key:")
    if known and all(one.by_hand for one in known):
        st.info(t("So far everything is handed over by hand. Add the web or Facebook, and it goes there by itself."))


def _frame(known: Sequence[SetUp], counts: Counts) -> pl.DataFrame:
    rows = [
        (one.code, one.name, kind_name(one.kind), health(one).word, one.worked_at, waits(counts.get(one.code, {})),
         _short(note(one)))
        for one in known
    ]  # fmt: skip
    names = ("code", "name", "kind", "health", "worked_at", "waits", "note")
    return pl.DataFrame(rows, dict.fromkeys(names, pl.String), orient="row")


def _short(text: str) -> str:
    return text if len(text) <= SHORT else text[:SHORT].rstrip() + "…"
