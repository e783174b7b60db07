"""Many photographs at once: the same author, event or use said of all that were chosen; all of them as a ZIP."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from lib import clock, store
from lib.access import User
from lib.i18n import t, tn
from lib.photos import Facts, actions, sizes, zip_of
from lib.ui import photos as look
from lib.ui import photos_ask
from lib.ui.forms import Form

WHAT = ("author", "event", "licence")


def panel(photo_ids: Sequence[int], user: User) -> None:
    """What can be done with the chosen ones."""
    if not photo_ids:
        st.caption(t("Tick the photographs that you mean."))
        return
    with st.container(border=True, key="photos-many"):
        st.subheader(look.count(len(photo_ids)), anchor=False)
        st.download_button(
            t("Download as ZIP for the web"), lambda: _packed(photo_ids, user), f"fotografie-{clock.today()}.zip",
            "application/zip", icon=":material/folder_zip:", key="photos.zip", on_click="ignore",
        )  # fmt: skip
        if user.may("photos.edit"):
            _edit(photo_ids, user)


def _packed(photo_ids: Sequence[int], user: User) -> bytes:
    with store.read() as db:
        return zip_of(db, photo_ids, sizes.WEB, by=user)


def _edit(photo_ids: Sequence[int], user: User) -> None:
    words = {"author": t("Author of the photograph"), "event": t("Event"), "licence": t("What it may be used for")}
    what = st.segmented_control(t("Say of all of them"), WHAT, format_func=words.__getitem__, key="photos.many.what")
    if not what:
        return
    form = Form(f"photos.many.{what}")
    with form.body():
        said: dict[str, Any]
        if what == "author":
            said = {"credit": photos_ask.author(form, "", user)}
        elif what == "event":
            said = {"event_id": photos_ask.event(form, None, user)}
        else:
            said = photos_ask.licence(form, Facts())
        if form.submit(t("Say it of all")):
            form.save(
                lambda db: actions.edit(db, photo_ids, said, by=user),
                said=lambda n: tn("{n} photograph was changed.", "{n} photographs were changed.", n),
            )
