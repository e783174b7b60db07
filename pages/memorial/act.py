"""One memorial act: how it stands, its texts, speakers, wreaths, script, contacts, papers and versions."""

import streamlit as st

from lib.events import queries as events
from lib.i18n import t
from lib.memorial import queries
from lib.ui import cached, in_address, memorial_form
from lib.ui import events as look_of_events
from lib.ui import memorial as look
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("memorial.read")
event = cached.read(events.event, chosen_id() or 0, by=user)
kept = cached.read(queries.kept, event.id, by=user)
head(
    event.title,
    " · ".join(filter(None, (look_of_events.when(event), event.venue))),
    others=(Link(t("Event"), "pages/events/event.py", ":material/event:", {"id": str(event.id)}),),
)
if event.kind != "memorial" and not kept.version:
    st.info(
        t("This event is not a memorial act, so it has no script. Whoever plans it may change its kind."),
        icon=":material/local_florist:",
    )
    st.stop()
parts = {
    "prehled": (t("Overview"), "memorial.read", lambda: look.overview(event, kept, user)),
    "udaje": (t("Details"), "memorial.edit", lambda: memorial_form.texts(event, kept, user)),
    "scenar": (t("Script"), "memorial.read", lambda: memorial_form.rows(event, kept, "script", user)),
    "recnici": (t("Speakers"), "memorial.read", lambda: memorial_form.rows(event, kept, "speakers", user)),
    "vence": (t("Wreaths"), "memorial.read", lambda: memorial_form.rows(event, kept, "wreaths", user)),
    "stuhy": (t("Ribbons"), "memorial.read", lambda: look.ribbons(event, kept, user)),
    "kontakty": (t("Contacts"), "memorial.read", lambda: memorial_form.rows(event, kept, "contacts", user)),
    "tisk": (t("Print"), "memorial.read", lambda: look.papers(event, user)),
    "verze": (t("Versions"), "memorial.read", lambda: look.versions(event, user)),
}
words = {code: word for code, (word, permission, _) in parts.items() if user.may(permission)}
if not kept.act.script and user.may("memorial.edit"):
    look.begin(event, user)
parts[in_address.one_of("cast", t("Part of the page"), words, "prehled")][2]()
