"""The poster of an event on the screen: its format, its photograph, what to download, what it says in words."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from lib.access import User
from lib.czech import dates
from lib.czech.slug import slug
from lib.events import Event
from lib.flows import posters
from lib.flows.posters import Drawn
from lib.i18n import N, t
from lib.publishing.documents import twin
from lib.ui import cached, in_address
from lib.ui.copy import copy_box
from lib.ui.head import Link
from lib.ui.plain import plain

FORMATS = {
    "a4": N("Poster for print"),
    "1080x1350": N("Instagram 4 : 5"),
    "1080x1920": N("Story"),
    "1080x1080": N("Square card"),
    "1200x630": N("Wide card"),
}
"""Form → what it is called; what the address names."""
OFFERED = 60


def form() -> str:
    """The format that is looked at."""
    return in_address.one_of("format", t("Format"), {code: t(word) for code, word in FORMATS.items()}, "a4")


def background(event: Event, chosen: str, user: User) -> int | None:
    """The photograph behind a poster, None for the town's colour; cards have none."""
    if chosen in posters.CARDS or not user.may("photos.read"):
        return None
    found = cached.read(posters.backgrounds, event.id, by=user).head(OFFERED)
    if found.is_empty():
        st.caption(t("A photograph can stand here when it has its author and a consent of the people in it."))
        Link(t("Photographs"), "pages/photos/photos.py", ":material/photo_library:").draw("tertiary")
        return None
    names = {row["id"]: _name(row["alt"] or row["original_name"], row["event"]) for row in found.iter_rows(named=True)}
    return st.selectbox(
        t("Photograph"), list(names), index=None, format_func=names.__getitem__, key="poster.photo",
        placeholder=t("Without a photograph"),
    )  # fmt: skip


def _name(text: str, event: str | None) -> str:
    return f"{text} ({event})" if event else text


def preview(one: Drawn, chosen: str) -> None:
    """The picture as it will be."""
    png = _kept(one, chosen)
    st.image(png, alt=twin(one.poster), width=640 if chosen == "1200x630" else 420, output_format="PNG")


def _kept(one: Drawn, chosen: str) -> bytes:
    return cached.made("poster", partial(posters.as_png, one, chosen), one, chosen)


def downloads(one: Drawn, event: Event, chosen: str) -> None:
    """The files of the format: papers as PDF, the rest as PNG."""
    name = f"{slug(event.title) or 'akce'}-{event.starts_on}"
    if chosen == "a4":
        for paper in posters.PAPERS:
            label = t("Download {format}", format=f"{paper.upper()} (PDF)")
            main = paper == chosen
            _button(label, partial(posters.as_pdf, one, paper), f"{name}-{paper}.pdf", "application/pdf", main=main)
    label = t("Download {format}", format="PNG")
    _button(label, partial(_kept, one, chosen), f"{name}-{chosen}.png", "image/png", main=chosen != "a4")


def _button(label: str, make: Callable[[], bytes], name: str, kind: str, *, main: bool) -> None:
    st.download_button(
        label, make, name, kind, icon=":material/download:", key=f"poster.{name}", on_click="ignore",
        type="primary" if main else "secondary",
    )  # fmt: skip


def words(one: Drawn) -> None:
    """What stands on it, for the description of the picture and for the text beside it."""
    note = t("Put it beside the picture: nobody who does not see it may miss the invitation.")
    copy_box(t("What is written on it"), twin(one.poster), key="poster.twin", note=note)
    if not one.poster.address:
        st.caption(t("There is no code on it: the event has no public page yet."))


def when(event: Event) -> str:
    """`28. 11. 2026 · náměstí`."""
    return plain(" · ".join(filter(None, (dates.date(event.day), event.venue))))
