"""The monthly report on the screen: what it says in short, the paper to read and to download."""

import datetime as dt

import streamlit as st

from lib.access import User
from lib.errors import OfficeError
from lib.flows import media_report
from lib.i18n import t, tn
from lib.ui import cached
from lib.ui import reach as look
from lib.ui.forms import speak
from lib.ui.plain import plain


def summary(month: dt.date, user: User) -> str:
    """How much the report holds, and what is still missing in it."""
    found = cached.read(media_report.gather, month, by=user)
    if not found.channels:
        return t("No numbers of this month are recorded yet. Record reach or import exports of the channels first.")
    lacking = len([row for one in found.channels for row in one.numbers if row["value"] is None])
    channels = tn("{n} channel", "{n} channels", len(found.channels))
    said = tn("{n} number is missing", "{n} numbers are missing", lacking) if lacking else t("no number is missing")
    return f"{channels}, {said}."


def draw(month: dt.date, user: User) -> None:
    """The paper with its button; a sentence when it cannot be made."""
    try:
        pdf = cached.read(media_report.paper, month, by=user)
    except OfficeError as error:
        speak(error)
        return
    name = t("Monthly report on the media: {month}", month=look.month_word(month))
    st.download_button(t("Download the report"), pdf, f"zprava-o-mediich-{month:%Y-%m}.pdf", mime="application/pdf",
                       type="primary", icon=":material/download:", on_click="ignore")  # fmt: skip
    st.pdf(pdf, height=720, key="paper", alt=plain(name))
