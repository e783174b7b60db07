"""What was changed on an event: by whom, when and why, with the old days beside the new."""

import polars as pl
import streamlit as st

from lib.access import User
from lib.czech import dates
from lib.events import Event, queries
from lib.i18n import N, t
from lib.ui import cached
from lib.ui.plain import plain

WHAT = {
    "added": N("entered"),
    "edited": N("edited"),
    "moved": N("moved"),
    "step": N("step"),
    "series": N("series"),
}


def moved_from(ledger: pl.DataFrame, event: Event) -> str:
    """`původně so 28. 11. 2026` with every earlier day, the last one first; nothing of an event that did not move."""
    days = [day for day in ledger["moved_from"].drop_nulls().unique(maintain_order=True) if day != event.day]
    if not days:
        return ""
    return t("originally {days}", days=", ".join(dates.short_date(day) for day in days))


def draw(ledger: pl.DataFrame) -> None:
    """The ledger, newest first."""
    if ledger.is_empty():
        return
    with st.expander(t("History"), icon=":material/history:"):
        for row in ledger.iter_rows(named=True):
            st.caption(plain(f"{dates.moment(row['at'])} · {row['name']} · {t(WHAT[row['what']])}"))
            st.text("\n".join(filter(None, (row["said"], row["reason"] and t("Why: {reason}", reason=row["reason"])))))


def of(event: Event, user: User) -> pl.DataFrame:
    """The ledger of an event."""
    return cached.read(queries.changes, event.id, by=user)
