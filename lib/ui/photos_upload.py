"""Taking photographs in, many at once: each file is read by itself and each gets its own answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from lib import store
from lib.access import User
from lib.errors import BadInput, OfficeError
from lib.i18n import t, tn
from lib.photos import Facts, actions, rules
from lib.pictures import reading
from lib.pictures.reading import read_picture
from lib.ui import badges, photos_ask
from lib.ui import photos as look
from lib.ui.forms import Form
from lib.ui.head import Link
from lib.ui.plain import plain

KINDS = ["jpg", "jpeg", "png", "webp", "heic", "heif"]
ANSWERS = "photos.answers"


@dataclass(frozen=True)
class Answer:
    """What became of one file; `photo_id` is the new photograph or the one that it repeats."""

    name: str
    state: str
    sentence: str = ""
    photo_id: int | None = None
    alike: tuple[int, ...] = ()


def take_in(user: User, event_id: int | None) -> None:
    """The form of the upload; it leads back to the photographs."""
    form = Form("photos.upload")
    with form.body():
        files = st.file_uploader(
            t("Photographs from the camera or the phone"), type=KINDS, key=form.key("files"),
            accept_multiple_files=True, max_upload_size=reading.MOST_BYTES >> 20,
            help=t("The place where they were taken and the data of the phone are not kept."),
        )  # fmt: skip
        facts = photos_ask.facts_of(user, form, Facts(event_id=event_id), with_alt=False)
        wanted = form.ask("deliver", st.checkbox, t("Record them as delivered coverage of the event"), value=True)
        if form.submit(t("Save the photographs"), icon=":material/save:"):
            _take_all(form, files or [], facts, bool(wanted), event_id, user)


def _take_all(form: Form, files: Sequence[Any], facts: Facts, deliver: bool, event_id: int | None, user: User) -> None:
    """Each file in a transaction of its own: what was taken in stays, whatever the next file is."""
    try:
        if not files:
            raise BadInput("No file was chosen.")
        tidy = rules.tidy(facts)
    except OfficeError as error:
        form.refuse(error)
        return
    bar, answers = st.progress(0.0), []
    for number, file in enumerate(files, start=1):
        bar.progress(number / len(files), t("{n} of {all}: {name}", n=number, all=len(files), name=plain(file.name)))
        answers.append(_take(file, tidy, user))
    st.session_state[ANSWERS] = answers
    new = [one.photo_id for one in answers if one.state == "new" and one.photo_id]
    form.save(
        lambda db: actions.deliver(db, new, by=user) if deliver and new else 0,
        said=lambda delivered: _said(answers, delivered),
        go=look.PAGE,
        query=lambda _: look.of_event(event_id),
    )


def _take(file: Any, facts: Facts, user: User) -> Answer:
    try:
        picture = read_picture(file.getvalue(), file.name)
        with store.write() as db:
            added = actions.add(db, picture, file.name, facts, by=user)
    except OfficeError as error:
        return Answer(file.name, "refused", str(error))
    notes = " ".join(t(reading.NOTES[note]) for note in picture.notes)
    return Answer(file.name, "new" if added.new else "known", notes, added.id, added.alike)


def _said(answers: Sequence[Answer], delivered: int) -> str:
    """`Nahráno 30 fotografií, 1 už tu byla, 1 se nepřečetla.`"""
    counted = {state: sum(one.state == state for one in answers) for state in ("new", "known", "refused")}
    parts = [
        tn("{n} photograph was taken in.", "{n} photographs were taken in.", counted["new"]),
        tn("{n} was here already.", "{n} were here already.", counted["known"]) if counted["known"] else "",
        tn("{n} was not taken.", "{n} were not taken.", counted["refused"]) if counted["refused"] else "",
        tn("{n} is recorded as delivered.", "{n} are recorded as delivered.", delivered) if delivered else "",
    ]
    return " ".join(filter(None, parts))


def answers(found: pl.DataFrame) -> None:
    """What became of the files that need a look: refused ones, known ones, and those that resemble another."""
    told: list[Answer] = st.session_state.get(ANSWERS, [])
    worth = [one for one in told if one.state != "new" or one.alike or one.sentence]
    if not worth:
        return
    with st.container(border=True, key="photos-answers"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(t("Worth a look from the last upload"), anchor=False)
            st.button(t("Seen"), key="photos.answers.seen", type="tertiary", on_click=_forget)
        for place, one in enumerate(worth):
            _answer(place, one, found)


def _forget() -> None:
    st.session_state.pop(ANSWERS, None)


def _answer(place: int, one: Answer, found: pl.DataFrame) -> None:
    word, tone = {
        "new": (t("taken in"), "done"), "known": (t("was here already"), "info"), "refused": (t("not taken"), "late"),
    }[one.state]  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(badges.inline(badges.state(word, tone)))  # type: ignore[arg-type]
        st.text(one.sentence or one.name)
        if one.photo_id:
            Link(t("Open"), look.ONE, query={"id": str(one.photo_id)}).draw("tertiary", key=f"answer.{place}")
    if one.alike and one.photo_id:
        st.caption(t("Looks nearly the same as another one. Keep both, or withdraw one of them."))
        these = found.filter(pl.col("id").is_in([one.photo_id, *one.alike]))
        look.beside(these.iter_rows(named=True), f"alike.{place}")
