"""One press release or invitation: written (`?akce=`, `?prispevek=` fill it in), released, handed over, corrected."""

import streamlit as st

from lib.flows import press_mail, press_posts, press_sources
from lib.i18n import t
from lib.press.actions import releases as actions
from lib.press.queries import releases
from lib.press.rules import releases as rules
from lib.ui import cached, in_address
from lib.ui import press as look
from lib.ui import press_releases as parts
from lib.ui import press_writing as writing
from lib.ui.copy import copy_box
from lib.ui.forms import Form
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.heartbeat import alarm

user = guard("press.read")
everything = (Link(t("Press releases"), look.RELEASES, ":material/newsmode:"),)
number, event_id, post_id = (in_address.number(name) for name in ("id", "akce", "prispevek"))
if number is None:
    kind = "invitation" if st.query_params.get("druh") == "invitation" else "release"
    if post_id is not None:
        kind, begun = "release", cached.read(press_posts.release, post_id, by=user)
    else:
        begun = cached.read(press_sources.release, event_id, kind, by=user)
    head(t(rules.KINDS[kind]).capitalize(), t("It gets its number when it is released."), others=everything)
    form = Form(f"press.release.{kind}.{event_id or ''}.{post_id or ''}")
    with form.body():
        write = writing.ask_release(form, begun)
        if form.submit(t("Save"), icon=":material/save:"):
            form.save(
                lambda db: actions.draft(db, write(), by=user),
                said=lambda _: t("Saved. Look at the paper and release it."),
                go=look.RELEASE,
                query=lambda new: {"id": str(new)},
            )
    st.stop()

kept = cached.read(releases.release, number, by=user)
paper = cached.read(actions.paper, number, by=user)
at_event = Link(t("Event"), "pages/events/event.py", ":material/event:", {"id": str(kept.release.event_id)})
title = f"{kept.number}: {kept.release.title}" if kept.number else kept.release.title
head(
    title,
    t(rules.KINDS[kept.release.kind]).capitalize(),
    others=(*everything, *((at_event,) if kept.release.event_id else ())),
)
if kept.state == "issued" and cached.read(press_mail.channel, by=user):
    alarm()
what, steps = st.columns([3, 2], gap="large")
if kept.state == "draft" and user.may("press.edit"):
    with what:
        writing.correct(kept, user)
    with steps:
        parts.before_issue(kept, user)
        st.pdf(paper, height=560, key="paper", alt=title)
    st.stop()
with what:
    st.pdf(paper, height=760, key="paper", alt=title)
with steps:
    parts.side(kept, user)
    st.download_button(t("Download"), paper, f"{kept.number or t('draft')}.pdf".replace("/", "-"), "application/pdf",
                       icon=":material/download:", on_click="ignore")  # fmt: skip
    if user.may("press.edit") and kept.state == "issued":
        parts.hand_over(kept, cached.read(releases.not_sent, number, by=user), user)
    parts.tell_citizens(kept, user)
    parts.on_the_way(cached.read(press_mail.letters, number, by=user))
    parts.got_it(cached.read(releases.sent, number, by=user))
    copy_box(t("Text for a mail"), cached.read(actions.mail_text, number, by=user), key="mail")
    if user.may("press.edit") and kept.state != "draft":
        parts.mistakes(kept, user)
