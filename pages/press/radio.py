"""Material for the radio: what the radio waits for, every period, a new one with its events."""

import streamlit as st

from lib.flows import press_posts
from lib.i18n import t, tn
from lib.press.queries import radio
from lib.ui import cached
from lib.ui import press as look
from lib.ui import press_radio as parts
from lib.ui.forms import Form
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("press.read")
found = cached.read(radio.briefs, by=user)
waiting = found.filter(state="draft").height
head(
    t("Materials for the radio"),
    tn("{n} material is being prepared", "{n} materials are being prepared", waiting),
    others=(Link(t("Programme for television"), look.TELEVISION, ":material/videocam:"),),
)
missing = cached.read(radio.missing, by=user)
parts.due(missing)
if user.may("press.edit"):
    with st.expander(t("New material"), icon=":material/add:", expanded=missing is not None):
        form = Form("press.brief.new")
        with form.body():
            brief = parts.ask_brief(form, cached.read(radio.suggested, by=user))
            events = form.ask("events", st.checkbox, t("Take the public events of the period at once"), value=True)
            if form.submit(t("Begin the material"), icon=":material/radio:"):
                form.save(
                    lambda db: press_posts.begin(db, brief(), with_events=bool(events), by=user),
                    said=lambda _: t("The material is begun. Read it aloud and hand it over."),
                    go=look.BRIEF,
                    query=lambda new: {"id": str(new)},
                )
parts.show(found, user)
