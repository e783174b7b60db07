"""The town's own outputs among the channels: the address to be copied, entries, the last change."""

from collections.abc import Sequence
from urllib.parse import urlsplit

import streamlit as st

from lib import config
from lib.czech import dates
from lib.flows.own_outputs import Output
from lib.i18n import t, tn
from lib.ui.copy import copy_box


def show(outputs: Sequence[Output]) -> None:
    """A box with an address for each; they go out by themselves and have no settings."""
    here = urlsplit(st.context.url or "")
    root = (config.current().public_url or f"{here.scheme}://{here.netloc}").rstrip("/")
    with st.expander(t("The town's own outputs"), icon=":material/rss_feed:"):
        st.caption(t("The town's web and anybody's reader take them from here; nothing has to be set up."))
        for one in outputs:
            copy_box(t(one.name), f"{root}{one.path}", key=f"channels.own.{one.path}", note=_note(one))


def _note(one: Output) -> str:
    said = tn("{n} entry", "{n} entries", one.entries)
    if one.changed_at is None:
        return f"{said} · {t('nothing has changed yet')}"
    return f"{said} · {t('changed {when}', when=dates.short_moment(one.changed_at))}"
