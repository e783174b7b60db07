"""The memorial act of an event, as a part of its page: how it stands and the way to it."""

import streamlit as st

from lib.access import User
from lib.events import Event
from lib.i18n import t
from lib.memorial import queries
from lib.ui import badges, cached
from lib.ui import memorial as look
from lib.ui.head import Link


def panel(event: Event, user: User) -> None:
    """Draw the part."""
    kept = cached.read(queries.kept, event.id, by=user)
    badges.show(look.standing(kept, cached.read(queries.changed_since_lock, event.id, by=user)))
    lacking = cached.read(queries.missing, event.id, by=user)
    if kept.version and lacking:
        st.text("\n".join(f"• {gap.sentence}" for gap in lacking))
    Link(t("Open the act"), "pages/memorial/act.py", ":material/local_florist:", {"id": str(event.id)}).draw("primary")
