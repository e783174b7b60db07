"""How somebody takes the calendar into a phone or Outlook: the addresses of its public feeds, ready to be copied."""

from urllib.parse import urlsplit

import streamlit as st

from lib import config
from lib.i18n import t
from lib.ui import events as look
from lib.web.event_feeds import CALENDARS


class Subscribe:
    """The button of a page's head that shows the addresses."""

    def draw(self) -> None:
        """Draw the button; it opens over the page, nothing is left behind."""
        with st.popover(t("Subscribe"), icon=":material/rss_feed:"):
            st.caption(t("Copy an address and add it to your calendar as a subscription; changes come by themselves."))
            root = _root()
            for label, path in _feeds():
                st.text(label)
                st.code(root + path, language=None, wrap_lines=True)


def _feeds() -> list[tuple[str, str]]:
    """Everything public, and each calendar by itself."""
    calendars = [(look.calendar_word(code), f"/feeds/akce-{name}.ics") for name, code in CALENDARS.items()]
    return [(t("All public events"), "/feeds/akce.ics"), *calendars]


def _root() -> str:
    here = urlsplit(st.context.url or "")
    return (config.current().public_url or f"{here.scheme}://{here.netloc}").rstrip("/")
