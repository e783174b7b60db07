"""Pictures of a post while it is being written: the cards drawn from the event, and photographs of the register."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl
import streamlit as st

from lib.czech.sorting import fold
from lib.i18n import t, tn
from lib.publishing import Content
from lib.publishing.rules import FORMATS
from lib.ui import posts as look
from lib.ui.forms import Form
from lib.ui.photos import thumbnail
from lib.ui.plain import plain
from lib.ui.story_editor import Start
from lib.ui.story_look import Shown, inline

OFFERED = 12
WIDE, SQUARE = "1200x630", "1080x1080"


def cards(form: Form, start: Start, drawn: Mapping[str, bytes], content: Content) -> Content:
    """The cards as they will be, each with its alt text and a download; the content with those that are wanted."""
    wanted = form.ask("cards", st.toggle, t("Picture cards"), value=bool(start.shown.alts))
    alts = {}
    for name, slot in zip(drawn, st.columns(len(drawn)) if wanted else [], strict=False):
        with slot:
            place = st.container()
            label = t("Alt text of the picture {format}", format=name.replace("x", " × "))
            alts[name] = form.ask(f"alt.{name}", st.text_input, label, value=start.shown.alts.get(name, ""),
                                  help=t("What is written on the picture, for those who do not see it."))  # fmt: skip
            with place:
                look.draw_card(name, drawn[name], alts[name], content.title)
    return replace(content, alts=alts)


def photos(form: Form, start: Start, offered: pl.DataFrame, content: Content) -> Content:
    """Photographs to be chosen from: those of the event or the newest ones; each chosen one with its alt text. What is
    ticked stays when newer ones come; what the post has keeps its order."""
    ticked: dict[int, str] = {}
    before = start.shown.photos
    used, new = (pl.col("id").is_in(list(some)) for some in (before, _ticked(form, before)))
    others = offered.filter(~used)
    label = tn("{n} photograph", "{n} photographs", len(before)) if before else t("Photographs")
    with st.expander(label, icon=":material/photo_library:", expanded=bool(before)):
        asked = ""
        if others.height > OFFERED:
            asked = st.text_input(t("Search in {n} photographs", n=others.height), key=form.key("photo.search"))
        wanted = pl.Series(matching(others, asked), dtype=pl.Boolean)
        near = others.filter(wanted).head(OFFERED)["id"].to_list()
        grid = pl.concat([offered.filter(used), others.filter(pl.col("id").is_in(near) | new)])
        if asked and not near:
            st.caption(t("No photograph has these words. Its alt text, author and the name of its file are searched."))
        elif grid.is_empty():
            st.caption(t("There is no photograph to choose from. Add some under Photographs."))
        with st.grid(columns=4, min_column_width=150, gap="small"):
            for row in grid.iter_rows(named=True):
                with st.container(gap="xsmall"):
                    _photo(form, row, before, ticked)
    return replace(content, photos={**{one: ticked[one] for one in before if one in ticked}, **ticked})


def matching(photos: pl.DataFrame, asked: str) -> list[bool]:
    """Which photographs have all the words, whatever their diacritics."""
    words = fold(asked).split()
    texts = photos.select(pl.concat_str("alt", "credit", "original_name", separator=" ", ignore_nulls=True)).to_series()
    return [all(word in fold(text) for word in words) for text in texts]


def _photo(form: Form, row: Mapping[str, Any], before: Mapping[int, str], ticked: dict[int, str]) -> None:
    thumbnail(row["file"], row["alt"])
    name = row["alt"] or row["original_name"]
    key = f"photo.{row['id']}"
    if form.ask(key, st.checkbox, plain(name), value=row["id"] in before):
        ticked[row["id"]] = form.ask(f"photo.alt.{row['id']}", st.text_input, t("Alt text"),
                                     value=before.get(row["id"], ""), placeholder=row["alt"])  # fmt: skip


def chosen(form: Form, start: Start, content: Content) -> Content:
    """The content with the pictures as they are ticked in the fields, before the fields are drawn."""
    ticked = st.session_state.get(form.key("cards"), bool(start.shown.alts))
    alts = {name: st.session_state.get(form.key(f"alt.{name}"), start.shown.alts.get(name, "")) for name in FORMATS}
    known = {number: st.session_state.get(form.key(f"photo.alt.{number}"), alt)
             for number, alt in start.shown.photos.items()
             if st.session_state.get(form.key(f"photo.{number}"), True)}  # fmt: skip
    return replace(content, alts=alts if ticked else {}, photos={**known, **_ticked(form, known)})


def _ticked(form: Form, known: Mapping[int, str]) -> dict[int, str]:
    """Photographs ticked on this screen."""
    begins = form.key("photo.")
    numbers = [str(key).removeprefix(begins) for key, value in st.session_state.items()
               if str(key).startswith(begins) and value is True]  # fmt: skip
    new = [int(number) for number in numbers if number.isdecimal() and int(number) not in known]
    return {number: st.session_state.get(form.key(f"photo.alt.{number}"), "") for number in new}


def first(offered: pl.DataFrame, event_id: int | None, start: Start) -> pl.DataFrame:
    """Photographs that may be used (and those that the post has), those of the event first, the newest first."""
    used = pl.col("id").is_in(list(start.shown.photos))
    usable = offered.filter(used | ~pl.col("standing").is_in(["withdrawn", "expired"]))
    ours = usable.filter(pl.col("event_id") == event_id) if event_id else usable.clear()
    return pl.concat([ours, usable.filter(~pl.col("id").is_in(ours["id"].to_list()))])


def shown(content: Content, drawn: Mapping[str, bytes], offered: pl.DataFrame) -> Shown:
    """What likenesses show: the first photograph, else the cards."""
    wanted = bool(content.alts)
    wide = inline(drawn[WIDE]) if wanted and WIDE in drawn else ""
    square = inline(drawn[SQUARE]) if wanted and SQUARE in drawn else ""
    first = next(iter(content.photos), None)
    found = offered.filter(pl.col("id") == first) if first is not None else offered.clear()
    if not found.is_empty():
        row = found.row(0, named=True)
        address = f"/files/{row['file']}"
        alt = content.photos[row["id"]] or row["alt"]
        return Shown(address, alt, address, alt)
    return Shown(wide, content.alts.get(WIDE, ""), square, content.alts.get(SQUARE, ""))
