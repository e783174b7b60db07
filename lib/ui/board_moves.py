"""What a move on the board does: at once where nothing is asked, else by a question over the board."""

import datetime as dt
from collections.abc import Callable

import streamlit as st

from lib import store
from lib.access import User
from lib.czech import dates
from lib.errors import OfficeError
from lib.flows import publishing_approval
from lib.i18n import t
from lib.publishing import actions, queries
from lib.store import Database
from lib.ui import cached, story_approval
from lib.ui.board import STORY, Moved
from lib.ui.board_cards import COLUMNS, TRAY
from lib.ui.forms import Form
from lib.ui.leave import leave
from lib.ui.plain import plain

SAID = "board.said"


def said() -> str:
    """What the last move did, once."""
    return str(st.session_state.pop(SAID, ""))


def do(moved: Moved, user: User) -> None:
    """Do what was asked for, or ask what is needed first."""
    story = cached.fresh(queries.story, moved.id, by=user)
    here = story.stage
    if moved.beside is not None:
        _arrange(moved, story.title, cached.fresh(queries.story, moved.beside, by=user).title, user)
    elif moved.to == TRAY or "-" in moved.to:
        day = None if moved.to == TRAY else dt.date.fromisoformat(moved.to)
        _plan(moved.id, story.title, day, user)
    elif moved.to == "planned":
        _ask_day(moved.id, story.title, story.plan_on, user)
    elif moved.to == "writing" and here in ("review", "approved"):
        _ask_reason(moved.id, story.title, user)
    elif moved.to == "approved":
        story_approval.ask(story, user)
    elif moved.to == "queued":
        leave(STORY, {"id": str(moved.id), "cast": "odeslani"})
    elif moved.to == "idea":
        _at_once(lambda db: actions.plan(db, moved.id, None, by=user), _in(story.title, "idea"))
    elif moved.to == "review":
        _at_once(lambda db: publishing_approval.to_review(db, moved.id, by=user), _in(story.title, "review"))
    else:
        leave("pages/publishing/new.py", {"id": str(moved.id)})


def _plan(story_id: int, title: str, day: dt.date | None, user: User) -> None:
    said = t("{title}: planned for {day}.", title=title, day=dates.short_date(day)) if day else ""
    _at_once(lambda db: actions.plan(db, story_id, day, by=user), said or t("{title}: without a day.", title=title))


def _arrange(moved: Moved, title: str, other: str, user: User) -> None:
    beside = moved.beside or 0
    said = t("{title}: after {other}.", title=title, other=other) if moved.after else ""
    _at_once(
        lambda db: actions.arrange(db, moved.id, beside, after=moved.after, by=user),
        said or t("{title}: before {other}.", title=title, other=other),
    )


def _in(title: str, stage: str) -> str:
    return t("{title} is in the column {column}.", title=title, column=t(COLUMNS[stage]))


def _at_once(action: Callable[[Database], object], done: str) -> None:
    """Do it and draw the board anew; a refusal is said in the same place."""
    try:
        with store.write() as db:
            action(db)
        st.session_state[SAID] = done
    except OfficeError as error:
        st.session_state[SAID] = str(error)
    st.rerun()


def _ask_day(story_id: int, title: str, planned: str | None, user: User) -> None:
    @st.dialog(t("For which day?"), icon=":material/calendar_today:", on_dismiss="rerun")
    def question() -> None:
        st.write(plain(title))
        form = Form(f"board.day.{story_id}")
        with form.body():
            day = form.ask("day", st.date_input, t("Day"), value=dt.date.fromisoformat(planned) if planned else "today",
                           format="DD.MM.YYYY")  # fmt: skip
            if form.submit(t("Plan the post")):
                form.save(
                    lambda db: actions.plan(db, story_id, day, by=user),
                    said=lambda _: t("{title}: planned for {day}.", title=title, day=dates.short_date(day)),
                )

    question()


def _ask_reason(story_id: int, title: str, user: User) -> None:
    @st.dialog(t("Return the post to its author?"), icon=":material/undo:", on_dismiss="rerun")
    def question() -> None:
        st.write(plain(title))
        story_approval.give_back(story_id, user)

    question()
