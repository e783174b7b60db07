"""The page of one photograph: what is said of it, where it was used, what resembles it, its withdrawal."""

from collections.abc import Sequence
from functools import partial

import polars as pl
import streamlit as st

from lib import files
from lib.access import User
from lib.czech.slug import slug
from lib.errors import OfficeError
from lib.flows import photo_uses
from lib.i18n import t, tn
from lib.photos import Photo, actions, rules, sizes
from lib.ui import badges, photos_ask
from lib.ui import photos as look
from lib.ui.badges import State
from lib.ui.forms import Form, act, confirm
from lib.ui.head import Link
from lib.ui.plain import plain

PAGES = {"story": "pages/publishing/post.py", "event": "pages/events/event.py", "message": "pages/press/message.py"}

ICONS = {"story": ":material/article:", "event": ":material/event:", "message": ":material/sms:"}


def picture(photo: Photo) -> None:
    """The photograph large, with its author and the buttons that download it."""
    look.thumbnail(photo.file, photo.alt or photo.original_name, sizes.WEB)
    if photo.credit:
        st.caption(plain(photo.credit_line))
    if photo.withdrawn_at:
        return
    name = slug(photo.alt or photo.original_name) or "foto"
    with st.container(horizontal=True, gap="small"):
        for label, width in ((t("Download for the web"), sizes.WEB), (t("Download in full size"), sizes.FULL)):
            st.download_button(
                label, partial(_content, photo, width), f"{name}-{photo.id}.jpg", "image/jpeg",
                icon=":material/download:", key=f"photo.download.{width}", on_click="ignore",
            )  # fmt: skip


def _content(photo: Photo, width: int) -> bytes:
    return sizes.sized(photo, width) if width < sizes.FULL else files.read(photo.file)


def state(photo: Photo, standing: str) -> None:
    """What it may be used for and what it lacks."""
    badges.show(look.licences()[photo.licence], look.standings()[standing])
    if photo.withdrawn_at:
        st.text(t("Withdrawn: {reason}", reason=photo.withdrawn_reason))


def edit(photo: Photo, user: User) -> None:
    """What people say of it, to be corrected."""
    form = Form(f"photo.{photo.id}")
    with form.body():
        facts = photos_ask.facts_of(user, form, photo.facts, with_alt=True)
        if len(photo.alt) > rules.USUAL_ALT:
            st.caption(t("The description has {n} characters; shorter ones are read out better.", n=len(photo.alt)))
        if form.submit(t("Save")):
            changes = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
            form.save(lambda db: actions.edit(db, [photo.id], changes, by=user), said=lambda _: t("It is saved."))


def used(found: pl.DataFrame) -> None:
    """Where it stands or stood."""
    st.subheader(t("Where it was used"), anchor=False)
    if found.is_empty():
        st.caption(t("Nowhere yet."))
    for row in found.iter_rows(named=True):
        word, tone = photo_uses.STATES[row["state"]]
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(badges.inline(State(t(word), tone)))  # type: ignore[arg-type]
            Link(row["title"], PAGES[row["kind"]], ICONS[row["kind"]], {"id": str(row["id"])}).draw(
                "tertiary", key=f"use.{row['kind']}.{row['id']}"
            )
        if row["channels"]:
            st.caption(plain(row["channels"]))


def alike(photos: Sequence[Photo], photo: Photo) -> None:
    """Those that look nearly the same, beside each other."""
    if not photos:
        return
    st.subheader(t("Looks nearly the same"), anchor=False)
    look.beside(map(vars, (photo, *photos)), "alike", here=photo.id)


def withdraw(photo: Photo, places: pl.DataFrame, user: User) -> None:
    """Withdrawing says first what will follow; a mistaken one is taken back."""
    if photo.withdrawn_at:
        act(
            t("Bring the photograph back"), lambda db: actions.bring_back(db, photo.id, by=user),
            said=lambda _: t("The photograph may be used again."), key="photo.back", icon=":material/undo:",
        )  # fmt: skip
        return
    out = places.filter(pl.col("state").is_in(["out", "waits"])).height
    form = Form(f"photo.withdraw.{photo.id}")
    with st.expander(t("Withdraw the photograph"), icon=":material/block:"), form.body():
        follows = tn("{n} task to take it down will be set.", "{n} tasks to take it down will be set.", out)
        st.caption(follows if out else t("It is out nowhere; it only must not be used any more."))
        reason = form.ask("reason", st.text_input, t("Why is the photograph withdrawn"))
        if form.submit(t("Withdraw this photograph"), quiet=True):
            form.save(lambda db: photo_uses.withdraw(db, photo.id, reason or "", by=user), said=_withdrawn)


def remove(photo: Photo, why_kept: OfficeError | None, user: User) -> None:
    """A wrong file is deleted for good; what was published says that it can only be withdrawn."""
    if why_kept:
        st.caption(plain(str(why_kept)))
        return
    form = Form(f"photo.remove.{photo.id}", live=True)
    with st.expander(t("Delete the photograph"), icon=":material/delete:"), form.body():
        reason = form.ask("reason", st.text_input, t("Why is the photograph deleted"))
        confirm(
            t("Delete it for good"),
            t("Delete the photograph {name}?", name=photo.original_name),
            t("It was never published. Its file and all its sizes are deleted, also from the copies; nothing brings "
              "them back."),
            lambda db: photo_uses.remove(db, photo.id, reason or "", by=user),
            said=lambda _: t("The photograph is deleted."), key="photo.remove", go=look.PAGE,
            icon=":material/delete_forever:",
        )  # fmt: skip


def _withdrawn(tasks: Sequence[int]) -> str:
    said = t("The photograph is withdrawn.")
    return " ".join([said, tn("{n} task is set.", "{n} tasks are set.", len(tasks))] if tasks else [said])


def standing_of(found: pl.DataFrame, photo: Photo) -> str:
    """The key of `STANDINGS` of one photograph."""
    return str(found.filter(pl.col("id") == photo.id)["standing"].item())
