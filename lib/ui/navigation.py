"""The app's pages as Streamlit's menu wants them, built once for each language and set of rights.

Sixty pages look for sixty files, at every click of everybody; a run only takes copies, since Streamlit marks in a page
that it was run.
"""

import copy
from functools import cache

import streamlit as st

from lib import i18n
from lib.access import User
from lib.i18n import t
from lib.ui import menu


def draw(user: User) -> st.Page:
    """Draw the menu and give the page that was asked for.

    All pages exist for everybody, so that a link to a page one may not see leads to a sentence, not to a dialog.
    """
    visible = frozenset(page.path for page in menu.PAGES if page.group is not None and user.may(page.permission))
    pages = {group: list(map(copy.copy, built)) for group, built in _built(i18n.language(), visible).items()}
    return st.navigation(pages, position="sidebar", expanded=True)


@cache
def _built(language: str, visible: frozenset[str]) -> dict[str, list[st.Page]]:
    """Group → pages; titles are in the language of the run, so it is a part of what is remembered."""
    groups: dict[str, list[st.Page]] = {t(group): [] for group in menu.GROUPS}
    for page in menu.PAGES:
        entry = st.Page(
            menu.file(page.path),
            title=t(page.title),
            icon=page.icon,
            url_path=page.address or None,
            default=page.path == menu.TODAY,
            visibility="visible" if page.path in visible else "hidden",
        )
        groups[t(page.group or menu.GROUPS[0])].append(entry)
    return {group: pages for group, pages in groups.items() if pages}
