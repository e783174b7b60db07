"""One visual language of states: a colour never stands alone, it comes with a word and a sign.

Tones: `late` (after the term, refused), `due` (needs a person), `done` (in order), `planned` (draft), `info`.
"""

from dataclasses import dataclass
from typing import Literal

import streamlit as st

Tone = Literal["late", "due", "done", "planned", "info"]
SIGNS: dict[Tone, str] = {
    "late": "error",
    "due": "schedule",
    "done": "check_circle",
    "planned": "radio_button_unchecked",
    "info": "info",
}
_COLOURS: dict[Tone, Literal["red", "orange", "green", "gray", "blue"]] = {
    "late": "red",
    "due": "orange",
    "done": "green",
    "planned": "gray",
    "info": "blue",
}


@dataclass(frozen=True)
class State:
    """A state as people see it: its word in the reader's language and its tone."""

    word: str
    tone: Tone = "planned"

    @property
    def sign(self) -> str:
        """The name of its Material symbol."""
        return SIGNS[self.tone]


def state(word: str, tone: Tone) -> State:
    """A state for a list's column or for `show`: `state(t("overdue"), "late")`."""
    return State(word, tone)


def show(*states: State) -> None:
    """Draw states beside each other."""
    with st.container(horizontal=True, gap="small", width="content"):
        for one in states:
            st.badge(one.word, icon=f":material/{one.sign}:", color=_COLOURS[one.tone])


def inline(one: State) -> str:
    """A state inside Markdown, for a caption or a row of text; its word must be ours, never typed by people."""
    return f":{_COLOURS[one.tone]}-badge[:material/{one.sign}: {one.word}]"
