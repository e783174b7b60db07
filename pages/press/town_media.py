"""The register of the town's own media (`?id=` opens one); passwords are never kept."""

import streamlit as st

from lib.i18n import t, tn
from lib.press.actions import questions as actions
from lib.press.queries import questions
from lib.press.rules.questions import Medium
from lib.ui import cached
from lib.ui import press as look
from lib.ui import press_outputs as parts
from lib.ui.forms import Form
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("press.read")
number = chosen_id()
found = cached.read(questions.media, by=user)
everything = (Link(t("Town's media"), look.MEDIA, ":material/hub:"),) if number else ()
medium = cached.read(questions.medium, number, by=user) if number else Medium("", "web")
head(medium.name or t("Town's media"), tn("{n} medium of the town", "{n} media of the town", found.height),
     others=everything)  # fmt: skip
if user.may("press.edit"):
    form = Form(f"press.medium.{number or 'new'}")
    with st.expander(
        t("Edit") if number else t("Add a medium"), icon=":material/edit:" if number else ":material/add:",
        expanded=bool(number),
    ), form.body():  # fmt: skip
        said = parts.ask_medium(form, medium)
        if form.submit(t("Save the medium"), quiet=not number):
            form.save(
                lambda db: actions.save_medium(db, said(), number, by=user),
                said=lambda _: t("Saved."),
                go=look.MEDIA,
            )
if not number:
    parts.media(found, user)
