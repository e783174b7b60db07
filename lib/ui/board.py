"""The board of posts: lanes with cards that are dragged, or moved by keys and by a menu; the server says where to."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import streamlit as st

from lib.i18n import t
from lib.ui import menu
from lib.ui.leave import leave
from lib.ui.script import component, unheard

STORY = "pages/publishing/post.py"
_draw = component("kancelar_board", "board.js", ("board.css",))


@dataclass(frozen=True)
class Card:
    """One post: `plan` is the soft day in words, `publish` the hard hour, `to` the lanes where it may go, `fixed` why
    it may not go anywhere, `state` its word, tone and sign where the lane does not say it. Cards of a lane that say
    the same in `among` stand in an order that people give them."""

    id: int
    title: str
    plan: str = ""
    publish: str = ""
    late: bool = False
    event: str = ""
    owner: str = ""
    channels: tuple[str, ...] = ()
    state: tuple[str, str, str] | None = None
    to: tuple[str, ...] = ()
    fixed: str = ""
    among: str = ""


@dataclass(frozen=True)
class Note:
    """What a day has beside posts: a holiday, an event, a closing of the paper; with a way there."""

    kind: Literal["holiday", "special", "event", "deadline"]
    symbol: str
    text: str
    href: str = ""


@dataclass(frozen=True)
class Lane:
    """A column: `count` counts all its posts, `cards` are those that are drawn, `more` says how many are not."""

    id: str
    title: str
    cards: Sequence[Card] = ()
    count: int = 0
    notes: Sequence[Note] = ()
    empty: str = ""
    more: str = ""
    today: bool = False
    off: bool = False


@dataclass(frozen=True)
class Moved:
    """A card that somebody wants in another lane; or right before (`after`: behind) the card `beside`."""

    id: int
    to: str = ""
    beside: int | None = None
    after: bool = False


def written(lanes: Sequence[Lane]) -> str:
    """The lanes as the browser gets them; one text, so that it sees by one comparison whether anything changed."""
    address = f"/{menu.of(STORY).address}?id="
    rows = [{**asdict(lane), "moreHref": f"/{menu.of('pages/publishing/posts.py').address}"} for lane in lanes]
    for lane in rows:
        lane["cards"] = [{**card, "id": str(card["id"]), "href": f"{address}{card['id']}"} for card in lane["cards"]]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def board(key: str, lanes: str, kind: Literal["stages", "week"], *, moves: bool, said: str = "") -> Moved | None:
    """Draw the lanes (as `written`) and give the move that was asked for in this run. A click on a card opens it.

    `said` is what the last move did; it stands above the lanes and is read aloud.
    """
    turn = st.session_state.setdefault(f"{key}.turn", 0)
    done = _draw(
        key=f"{key}.board",
        data={"lanes": lanes, "kind": kind, "moves": moves, "turn": turn, "said": said, "words": _words()},
        on_moved_change=lambda: _turned(key),
        on_open_change=unheard,
    )
    if done.open:
        leave(STORY, {"id": str(done.open)})
    return _moved(done.moved) if done.moved else None


def _moved(asked: Mapping[str, Any]) -> Moved:
    if "beside" in asked:
        return Moved(int(asked["id"]), beside=int(asked["beside"]), after=bool(asked["after"]))
    return Moved(int(asked["id"]), str(asked["to"]))


def _turned(key: str) -> None:
    """Every move is drawn anew from the store, also one that was refused."""
    st.session_state[f"{key}.turn"] += 1


def _words() -> dict[str, Any]:
    return {
        "move": t("Move the post"),
        "moveTo": t("Move to"),
        "moving": t("{title}: moving to {lane}…", title="{title}", lane="{lane}"),
        "up": t("Move up"),
        "down": t("Move down"),
        "shifting": t("{title}: being moved…", title="{title}"),
        "nowhere": t("{title} cannot go further this way.", title="{title}"),
        "help": t(
            "Enter opens the list of places, the left and right arrows move the post to the next one, up and down among"
            " the posts of its day."
        ),
        "publish": t("To be published"),
        "plan": t("Planned for"),
        "event": t("Event"),
    }
