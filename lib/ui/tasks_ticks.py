"""Tasks as rows that are ticked off where they stand; the last tick can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lib import store
from lib.access import User
from lib.errors import OfficeError
from lib.i18n import t
from lib.tasks import actions, queries
from lib.ui import menu
from lib.ui.badges import State
from lib.ui.plain import plain
from lib.ui.script import component, unheard

_draw = component("kancelar_tasks", "tasks.js", ("tasks.css",))
PAGE = "pages/tasks/task.py"


@dataclass(frozen=True)
class Row:
    """One task: what, beneath it the day and the person, a word when it is urgent or closed."""

    id: int
    what: str
    detail: str
    state: State | None = None
    closed: bool = False


@dataclass(frozen=True)
class Group:
    """Tasks under a heading (none when empty), which leads to the event when there is one."""

    title: str
    rows: Sequence[Row]
    event_id: int | None = None


def show(key: str, groups: Sequence[Group], *, by: User) -> None:
    """Draw the groups. Whoever may edit tasks ticks them off, and back on."""
    _say(key, by)
    done = _draw(
        key=f"ticks.{key}",
        data={
            "groups": [_plain(group) for group in groups],
            "ticks": by.may("tasks.edit"),
            "words": {"finish": t("Finish the task"), "reopen": t("Open the task again")},
        },
        on_tick_change=lambda: _tick(key, by),
        on_open_change=unheard,
    )
    if done.open:
        st.switch_page(menu.file(PAGE), query_params={"id": str(done.open)})


def _plain(group: Group) -> dict[str, Any]:
    link = f"/{menu.of('pages/events/event.py').address}?id={group.event_id}" if group.event_id else None
    return {"title": group.title, "href": link, "rows": [_row(row) for row in group.rows]}


def _row(row: Row) -> dict[str, Any]:
    state = [row.state.word, row.state.tone, row.state.sign] if row.state else None
    href = f"/{menu.of(PAGE).address}?id={row.id}"
    about = {"id": row.id, "what": row.what, "detail": row.detail, "closed": row.closed}
    return {**about, "ticks": True, "href": href, "state": state}


def _tick(key: str, by: User) -> None:
    """A row was ticked (a callback): finish what is open, open what is closed."""
    task_id = st.session_state[f"ticks.{key}"].get("tick")
    if task_id:
        _turn(key, int(task_id), by)


def _turn(key: str, task_id: int, by: User) -> None:
    try:
        with store.write() as db:
            task = queries.task(db, task_id, by=by)
            finishing = task.state == "open"
            (actions.finish if finishing else actions.reopen)(db, task_id, by=by)
    except OfficeError as error:
        st.session_state[f"ticks.{key}.said"] = ("refused", str(error), 0)
        return
    sentence = t("{title} Finished.", title=task.title) if finishing else t("{title} Open again.", title=task.title)
    st.session_state[f"ticks.{key}.said"] = ("done" if finishing else "again", sentence, task_id)


def _say(key: str, by: User) -> None:
    """What the last tick did, once, with the way back."""
    kind, sentence, task_id = st.session_state.pop(f"ticks.{key}.said", ("", "", 0))
    if kind == "refused":
        st.error(plain(sentence), icon=":material/error:")
    elif kind:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.success(plain(sentence), icon=":material/check_circle:", width="stretch")
            if kind == "done":
                st.button(t("Take it back"), key=f"ticks.{key}.undo", icon=":material/undo:", on_click=_turn,
                          args=(key, task_id, by))  # fmt: skip
