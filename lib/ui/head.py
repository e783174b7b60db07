"""The head of a page: title, one sentence of state in figures, one primary action, the rest in a row beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

import streamlit as st

from lib.czech.typography import bound
from lib.ui import in_address
from lib.ui.leave import leave
from lib.ui.plain import plain

APP = "Kancelář"


@dataclass(frozen=True)
class Link:
    """A way to another page: what the button says, the page's file, what goes into its address."""

    label: str
    page: str
    icon: str | None = None
    query: Mapping[str, str | list[str]] = field(default_factory=dict)

    def draw(self, kind: Literal["primary", "secondary", "tertiary"] = "secondary", key: str = "go") -> None:
        """The link as a button."""
        if st.button(plain(self.label), icon=self.icon, type=kind, key=f"{key}.{self.page}.{self.label}"):
            leave(self.page, self.query)


class Drawn(Protocol):
    """Whatever may stand beside the title: a `Link`, or a button that opens something over the page."""

    def draw(self) -> None:
        """Draw it."""


def head(title: str, state: str = "", *, primary: Link | None = None, others: tuple[Drawn, ...] = ()) -> None:
    """Draw the head. Long tails of links belong into `others`, one action is `primary`. The browser's tab, which is one
    of twenty, begins with the title too."""
    st.set_page_config(page_title=f"{' '.join(title.split())} – {APP}")
    with st.container(horizontal=True, vertical_alignment="center", key="page-head", gap="medium"):
        with st.container(gap=None):
            st.title(plain(bound(title)), anchor=False)
            if state:
                st.caption(plain(state))
        with st.container(horizontal=True, horizontal_alignment="right", width="content", key="page-actions"):
            for link in others:
                link.draw()
            if primary:
                primary.draw("primary")


def chosen_id() -> int | None:
    """The record that the address names (`?id=12`), or None."""
    return in_address.number("id")
