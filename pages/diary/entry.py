"""An entry of the diary: a new one, or one that is changed (`?id=12`)."""

import streamlit as st

from lib.diary import actions
from lib.i18n import t
from lib.ui import diary, diary_briefing
from lib.ui import diary_entry as ask
from lib.ui.forms import Form, confirm
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("diary.edit")
block_id = chosen_id()
block = ask.block(block_id, user) if block_id else None
offices = diary.names(user) if block else diary.in_office(user)

back = Link(t("Leadership's diary"), "pages/diary/diary.py", query={"den": block.starts_on} if block else {})
head((block.title or t("Diary entry")) if block else t("Enter into the diary"), others=(back,))
if not offices:
    diary.nobody_yet(user)
if block and block.private and not user.may("diary.private"):
    ask.show(block, offices)
    st.stop()
first = ask.begun(block, offices)
form = Form(f"diary.entry.{block_id or ask.origin()}", live=True)
with form.body():
    typed = ask.fields(form, first, {first.holder_id: offices[first.holder_id]} if block else offices)
    ask.warn(typed, block_id, user)
    if form.submit(t("Save into the diary"), icon=":material/save:"):
        form.save(
            lambda db: (
                actions.change_block(db, block_id, ask.entry(typed), by=user)
                if block_id
                else actions.add_block(db, ask.entry(typed), by=user)
            ),
            said=lambda _: t("The diary is saved."),
            go="pages/diary/diary.py",
            query=lambda _: {"den": ask.entry(typed).starts_on.isoformat(), "osoba": offices[int(typed["holder_id"])]},
        )
if block and not block.private:
    with st.expander(t("Briefing"), icon=":material/edit_note:"):
        diary_briefing.draw(block.holder_id, user, block_id=block.id)
if block_id:
    confirm(
        t("Remove from the diary"),
        t("Remove this entry?"),
        t("It also leaves the calendar in the phone. It cannot be taken back."),
        lambda db: actions.remove_block(db, block_id, by=user),
        said=lambda _: t("The entry is removed."),
        key="remove",
        go="pages/diary/diary.py",
        icon=":material/delete:",
    )
