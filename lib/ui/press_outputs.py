"""What came out in the media, and the town's own media: lists and forms."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import numbers
from lib.i18n import t, tn
from lib.press.actions import questions as actions
from lib.press.queries import questions
from lib.press.rules import questions as rules
from lib.press.rules.questions import Medium, Output
from lib.store import Database
from lib.ui import badges, meanwhile, photos_ask
from lib.ui import press as look
from lib.ui.badges import State
from lib.ui.facts import facts
from lib.ui.forms import Form, confirm
from lib.ui.head import Link
from lib.ui.lists import Column, Empty, Filter, show_list


def tones() -> dict[str, State]:
    """Tone of an output → its word and colour."""
    colours = {"+": "done", "0": "planned", "-": "late"}
    return {code: State(t(word), colours[code]) for code, word in rules.TONES.items()}  # type: ignore[arg-type]


def show(found: pl.DataFrame, new: Link | None, user: User) -> None:
    """Everything that came out, the newest first; a row leads to what is known of it."""
    show_list(
        "press.outputs",
        found,
        [
            Column("title", t("Title")),
            Column("medium", t("Medium")),
            Column("on_day", t("Day"), "date"),
            Column("tone", t("Tone"), "state", states=tones()),
            Column("topic", t("Topic"), on_phone=False),
            Column("release", t("Press release"), on_phone=False),
            Column("event", t("Event"), on_phone=False),
            Column("url", t("Link"), shown=False),
        ],
        search=("title", "medium", "topic"),
        filters=(
            Filter("tone", t("Tone"), "pills"), Filter("medium", t("Medium")), Filter("on_day", t("Month"), by="month"),
        ),
        sort="-on_day",
        row_page=look.OUTPUTS,
        empty=Empty(t("Nothing that came out is written down yet."), new),
        by=user,
        count=lambda n: tn("{n} output", "{n} outputs", n),
        title=t("Media outputs"),
    )  # fmt: skip


def add(releases: pl.DataFrame, user: User, query_id: int | None = None, event_id: int | None = None) -> None:
    """Write down what came out, and about which event; of a question when given, else of a release."""
    begun = Output(clock.today(), "", "", event_id=event_id, query_id=query_id)
    form = Form(f"press.output.{query_id or 'new'}.{event_id or ''}")
    with form.body():
        said = _ask_output(form, begun, releases, user)
        if form.submit(t("Add the output"), quiet=query_id is not None):
            form.save(lambda db: actions.came_out(db, replace(begun, **said()), by=user),
                      said=lambda _: t("Written down."), go=None if query_id else look.OUTPUTS)  # fmt: skip


def correct(number: int, now: Output, releases: pl.DataFrame, user: User) -> None:
    """Correct what was written down; what somebody else has changed meanwhile stays, the same field is asked about."""
    form = Form(f"press.output.correct.{number}", live=True)
    begun = Output(**meanwhile.began(form, vars(now)))
    with st.expander(t("Correct what is written down"), icon=":material/edit:"), form.body():
        said = _ask_output(form, begun, releases, user)
        if form.submit(t("Save the correction"), quiet=True):
            form.save(lambda db: _correct(db, number, form, said(), user), said=lambda _: t("Saved."))


def _correct(db: Database, number: int, form: Form, said: Mapping[str, Any], user: User) -> None:
    now = questions.output(db, number, by=user)
    actions.correct_output(db, number, replace(now, **meanwhile.chosen(form, vars(now), said)), by=user)


def _ask_output(form: Form, now: Output, releases: pl.DataFrame, user: User) -> Callable[[], dict[str, Any]]:
    """The fields of an output, of a release only where it is of no question; gives what reads them."""
    with st.grid(columns=2, min_column_width=240, gap="small"):
        with st.container():
            medium = look.ask_medium(form, now.medium, user)
        day = form.ask("on", st.date_input, t("Day"), value=now.on, format="DD.MM.YYYY")
    said: dict[str, Any] = {
        "medium": medium,
        "title": form.ask("title", st.text_input, t("Title"), value=now.title),
        "url": form.ask("url", st.text_input, t("Link"), value=now.url, placeholder="https://"),
        "tone": form.ask("tone", st.segmented_control, t("Tone"), options=list(rules.TONES), default=now.tone,
                         format_func=lambda code: t(rules.TONES[code])) or "0",
        "topic": form.ask("topic", st.text_input, t("Topic"), value=now.topic),
    }  # fmt: skip
    if not now.query_id:
        names = {row["id"]: f"{row['number']}: {row['title']}" for row in releases.iter_rows(named=True)
                 if row["number"]}  # fmt: skip
        said["release_id"] = form.ask(
            "release_id", st.selectbox, t("Press release"), options=list(names),
            index=list(names).index(now.release_id) if now.release_id else None,
            format_func=names.__getitem__, placeholder=t("Without a press release"),
        )  # fmt: skip
    said["event_id"] = photos_ask.event(form, now.event_id, user)
    return lambda: {"on": look.needed(day, "on"), **said}


def one(row: Mapping[str, Any]) -> None:
    """What is known of one output, the way to it, to its event and release."""
    badges.show(tones()[row["tone"]])
    facts({t("Topic"): row["topic"], t("Press release"): row["release"], t("Event"): row["event"]})
    with st.container(horizontal=True):
        if row["url"]:
            st.link_button(t("Open what came out"), row["url"], icon=":material/open_in_new:")
        for label, page, record in (
            (t("Event"), "pages/events/event.py", row["event_id"]),
            (t("Press release"), look.RELEASE, row["release_id"]),
            (t("Question of a journalist"), look.QUESTION, row["query_id"]),
        ):
            if record:
                Link(label, page, query={"id": str(record)}).draw(key="output")


def remove(number: int, title: str, user: User) -> None:
    """Delete what was written down by mistake."""
    confirm(t("Delete it"), t("Delete {title}?", title=title),
            t("It disappears from the list and from its event. What came out itself stays where it is."),
            lambda db: actions.remove_output(db, number, by=user), said=lambda _: t("It is deleted."),
            key="output.remove", go=look.OUTPUTS, icon=":material/delete:")  # fmt: skip


def media(found: pl.DataFrame, new: Link | None, user: User) -> None:
    """The town's own media."""
    kinds = {code: t(word) for code, word in rules.OWN_KINDS.items()}
    show_list(
        "press.media",
        found.with_columns(pl.col("kind").replace_strict(kinds, return_dtype=pl.String)),
        [
            Column("name", t("Title")),
            Column("kind", t("Kind")),
            Column("account", t("Account")),
            Column("keeper", t("Kept by")),
            Column("deputy", t("Deputy"), on_phone=False),
            Column("yearly_cost", t("Cost a year"), "money", on_phone=False),
            Column("contract", t("Contract"), on_phone=False),
            Column("metric", t("What is measured"), shown=False),
            Column("since", t("Since"), "date", shown=False),
            Column("until", t("Until"), "date", shown=False),
            Column("exported_on", t("Last export"), "date", shown=False),
        ],
        search=("name", "account", "keeper"),
        filters=(Filter("kind", t("Kind")),),
        sort="name",
        row_page=look.MEDIA,
        empty=Empty(t("The register is empty. Add the town's web, networks, paper, television, boards."), new),
        by=user,
        count=lambda n: tn("{n} medium", "{n} media", n),
        title=t("Town's media"),
    )


def kind(code: str) -> str:
    """What a kind of the town's media is called."""
    return t(rules.OWN_KINDS[code])


def yearly(found: pl.DataFrame) -> str:
    """What they cost together, for the head of the page."""
    cost = int(found["yearly_cost"].sum())
    return t("{price} a year", price=numbers.money(cost)) if cost else t("What they cost a year is not written down.")


def known(medium: Medium) -> None:
    """A medium of the town for those who only read."""
    cost = medium.yearly_cost
    facts({
        t("Account"): medium.account, t("Kept by"): medium.keeper, t("Deputy"): medium.deputy,
        t("Cost a year"): numbers.money(cost) if cost is not None else None, t("Contract"): medium.contract,
        t("What is measured"): medium.metric,
    })  # fmt: skip


def edit_medium(number: int | None, now: Medium, user: User) -> None:
    """The form of a medium of the town, a new one without its number."""
    form = Form(f"press.medium.{number or 'new'}")
    with form.body():
        said = _ask_medium(form, now)
        if form.submit(t("Save the medium")):
            form.save(lambda db: actions.save_medium(db, said(), number, by=user), said=lambda _: t("Saved."),
                      go=look.MEDIA)  # fmt: skip


def _ask_medium(form: Form, now: Medium) -> Callable[[], Medium]:
    """The fields of a medium; gives what reads them."""
    kinds = list(rules.OWN_KINDS)
    name = form.ask("name", st.text_input, t("Title"), value=now.name)
    kind = form.ask("kind", st.selectbox, t("Kind"), options=kinds, index=kinds.index(now.kind),
                    format_func=lambda code: t(rules.OWN_KINDS[code]))  # fmt: skip
    labels = {"account": t("Address or account (never a password)"), "keeper": t("Kept by"), "deputy": t("Deputy"),
              "contract": t("Contract"), "metric": t("What is measured")}  # fmt: skip
    texts: dict[str, Any] = {
        field: form.ask(field, st.text_input, label, value=getattr(now, field)) for field, label in labels.items()
    }
    typed = numbers.money(now.yearly_cost) if now.yearly_cost is not None else ""
    cost = form.ask("yearly_cost", st.text_input, t("Cost a year"), value=typed)
    with st.container(horizontal=True):
        days: dict[str, Any] = {
            field: form.ask(field, st.date_input, label, value=getattr(now, field), format="DD.MM.YYYY")
            for field, label in (("since", t("Since")), ("until", t("Until")), ("exported_on", t("Last export")))
        }
    return lambda: Medium(
        name, str(kind), yearly_cost=numbers.parse_money(cost) if cost.strip() else None, **texts, **days
    )
