"""The register of the town's own media (`?id=` opens one, `?cast=novy` adds one); passwords are never kept."""

import streamlit as st

from lib.i18n import t
from lib.press.queries import questions
from lib.press.rules.questions import Medium
from lib.ui import cached
from lib.ui import press as look
from lib.ui import press_outputs as parts
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("press.read")
edits, number = user.may("press.edit"), chosen_id()
if number or (edits and st.query_params.get("cast") == "novy"):
    medium = cached.read(questions.medium, number, by=user) if number else Medium("", "web")
    everything = (Link(t("Town's media"), look.MEDIA, ":material/hub:"),)
    head(medium.name or t("New medium"), parts.kind(medium.kind) if number else "", others=everything)
    if edits:
        parts.edit_medium(number, medium, user)
    else:
        parts.known(medium)
    st.stop()

found = cached.read(questions.media, by=user)
new = Link(t("Add a medium"), look.MEDIA, ":material/add:", {"cast": "novy"}) if edits else None
head(t("Town's media"), parts.yearly(found), primary=new)
parts.media(found, new, user)
