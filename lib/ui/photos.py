"""How photographs look: words and tones of what they may be used for, thumbnails, the register as a grid."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from lib import files
from lib.czech import dates, numbers
from lib.czech.slug import slug
from lib.errors import OfficeError
from lib.i18n import N, t, tn
from lib.photos import Photo, rules, sizes
from lib.ui import asked, badges, shaping
from lib.ui.asked import Asking
from lib.ui.badges import State, Tone
from lib.ui.columns import Column, Filter
from lib.ui.copy import copy_box
from lib.ui.head import Link
from lib.ui.plain import plain
from lib.ui.shaping import Part

PAGE, ONE = "pages/photos/photos.py", "pages/photos/photo.py"
NAME = "photos"
AT_ONCE = 24
STANDINGS: dict[str, tuple[str, Tone]] = {
    "withdrawn": (N("withdrawn photograph"), "late"),
    "expired": (N("permission ran out"), "late"),
    "no_credit": (N("author is missing"), "due"),
    "no_alt": (N("description is missing"), "due"),
    "ready": (N("ready photograph"), "done"),
}


def count(n: int) -> str:
    """`12 fotografií`."""
    return tn("{n} photograph", "{n} photographs", n)


def licences() -> dict[str, State]:
    """Licence class → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in rules.LICENCES.items()}  # type: ignore[arg-type]


def standings() -> dict[str, State]:
    """What a photograph needs → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in STANDINGS.items()}


def figures(found: pl.DataFrame) -> str:
    """`U 4 chybí popis nebo autor`, for the head of the page; how many there are stands above the register."""
    missing = found.filter(pl.col("standing").is_in(["no_alt", "no_credit"])).height
    said = tn("{n} of them lacks its description or author", "{n} of them lack their description or author", missing)
    return said if missing else t("All have their description and author.") if found.height else ""


def of_event(event_id: int | None) -> dict[str, str]:
    """What the address of the register says of one event."""
    return {"akce": str(event_id)} if event_id else {}


def columns() -> list[Column]:
    """What is searched and filtered; the register is drawn as a grid, not as a table."""
    return [
        Column("original_name", t("Name of the file")),
        Column("alt", t("What it shows")),
        Column("credit", t("Author of the photograph")),
        Column("event", t("Event")),
        Column("licence", t("What it may be used for"), "state", licences()),
        Column("standing", t("State"), "state", standings()),
    ]


def bar(found: pl.DataFrame) -> tuple[Asking, Part]:
    """The search and the filters over the register, which live in the address; the part of it to be shown."""
    filters = (
        Filter("event", t("Event")),
        Filter("licence", t("Use of the photograph")),
        Filter("standing", t("State")),
    )
    asking = Asking(NAME, tuple(columns()), filters, "", t("Photographs"))
    asked.draw_bar(asking, found, searchable=True)
    search = ("original_name", "alt", "credit", "event", "licence_note")
    part = shaping.shape(found, columns(), asked.now(asking), search=search, filters=filters, page_size=AT_ONCE)
    return asking, part


def grid(part: Part, *, picking: bool) -> None:
    """Thumbnails with what they need; with `picking` each has a box to be chosen."""
    with st.grid(columns=6, min_column_width=150, gap="small", key="photos-grid"):
        for row in part.rows.iter_rows(named=True):
            with st.container(gap="xsmall", border=True):
                _card(row, picking)


def _card(row: Mapping[str, Any], picking: bool) -> None:
    thumbnail(row["file"], row["alt"] or row["original_name"])
    badges.show(licences()[row["licence"]] if row["standing"] == "ready" else standings()[row["standing"]])
    name = row["alt"] or row["original_name"]
    st.caption(plain(name if len(name) <= 60 else f"{name[:59]}…"))
    if picking:
        st.checkbox(t("Choose {name}", name=row["original_name"]), key=f"photos.pick.{row['id']}",
                    persist_state="session")  # fmt: skip
    else:
        Link(t("Open"), ONE, query={"id": str(row["id"])}).draw("tertiary", key=f"photos.{row['id']}")


def picked(found: pl.DataFrame) -> list[int]:
    """The photographs whose boxes are ticked, in the order of the frame."""
    return [photo_id for photo_id in found["id"] if st.session_state.get(f"photos.pick.{photo_id}")]


def pager(asking: Asking, part: Part) -> None:
    """The pages of the register, kept in the address."""
    if part.pages == 1:
        return
    key = asking.key("pager")
    st.session_state[key] = part.page

    def turn() -> None:
        st.query_params[asking.key("page")] = str(st.session_state[key])

    st.pagination(part.pages, key=key, on_change=turn)


def thumbnail(file: str, alt: str, width: int = sizes.THUMBNAIL) -> None:
    """The photograph drawn small, or a sentence when its file is lost."""
    try:
        st.image(sizes.sized_file(file, width), alt=alt, width="stretch", output_format="JPEG")
    except OfficeError as error:
        st.caption(plain(str(error)))


def beside(photos: Iterable[Mapping[str, Any]], key: str, *, here: int | None = None) -> None:
    """Photographs beside each other, to be compared, with ways to all but that of this page."""
    with st.grid(columns=4, min_column_width=150, gap="small"):
        for row in photos:
            with st.container(gap="xsmall"):
                thumbnail(row["file"], row["alt"] or row["original_name"])
                st.caption(plain(f"{row['original_name']}, {row['width']} × {row['height']}"))
                if row["id"] != here:
                    Link(t("Open"), ONE, query={"id": str(row["id"])}).draw("tertiary", key=f"{key}.{row['id']}")


def to_hand_over(file: str, alt: str, credit: str, key: str) -> None:
    """A picture that a person carries somewhere by hand: small, what it shows ready to be copied, its file."""
    with st.grid(columns=2, min_column_width=200, gap="small"):
        with st.container():
            thumbnail(file, alt)
            if credit:
                st.caption(plain(rules.credit_line(credit)))
        with st.container():
            copy_box(t("Alt text"), alt, key=f"{key}.alt")
            ending = file.rpartition(".")[2]
            st.download_button(
                t("Download the picture"), partial(files.read, file), f"{slug(alt)[:60] or 'obrazek'}.{ending}",
                "image/png" if ending == "png" else "image/jpeg", icon=":material/download:", key=f"{key}.file",
                on_click="ignore",
            )  # fmt: skip


def about(photo: Photo) -> dict[str, str | None]:
    """What is known of a photograph, label → text."""
    size = f"{numbers.number(photo.width)} × {numbers.number(photo.height)}"
    weight = numbers.number(max(1, photo.bytes // 1024))
    return {
        t("Author of the photograph"): photo.credit or None,
        t("Event"): photo.event,
        t("Note to the use"): photo.licence_note or None,
        t("May be used until"): dates.date(photo.until) if photo.until else None,
        t("Photographed"): dates.moment(photo.taken_at) if photo.taken_at else None,
        t("Dimensions"): t("{size} pixels, {weight} kB", size=size, weight=weight),
        t("Taken in by"): photo.by_name,
        t("Name of the file"): photo.original_name,
    }
