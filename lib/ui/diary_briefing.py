"""The form of what an office-holder must know at an event or a meeting; it fills the day sheet."""

from typing import Any

import streamlit as st

from lib.access import User
from lib.diary import actions, queries
from lib.diary.queries import Briefing
from lib.i18n import t
from lib.ui import cached
from lib.ui.forms import Form


def draw(holder_id: int, user: User, *, event_id: int | None = None, block_id: int | None = None) -> None:
    """The form with what is known now."""
    now = cached.read(queries.briefing, holder_id, event_id=event_id, block_id=block_id, by=user)
    form = Form(f"diary.brief.{event_id}.{block_id}.{holder_id}")
    with form.body():
        typed: dict[str, Any] = {}
        labels = {"meets": t("Who meets her"), "meets_phone": t("Phone of who meets her"), "leaves_at": t("Leaves at"),
                  "driver": t("Driver"), "parking": t("Parking"), "dress": t("Dress"),
                  "gift": t("Gift beside the reserved ones")}  # fmt: skip
        columns = st.columns(2)
        for place, (field, label) in enumerate(labels.items()):
            with columns[place % 2]:
                typed[field] = form.ask(field, st.text_input, label, value=getattr(now, field) or "")
        typed["says"] = form.ask("says", st.text_area, t("What to say"), value=now.says, height=120)
        if form.submit(t("Save the briefing")):
            form.save(
                lambda db: actions.brief(db, Briefing(None, holder_id, event_id, block_id, **typed), by=user),
                said=lambda _: t("The briefing is saved; it is on the day sheet."),
            )
