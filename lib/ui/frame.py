"""The frame around every page: who is signed in, the menu, the last message. `app.py` runs it at every click."""

import logging
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

from lib import clock, i18n  # noqa: E402
from lib.access import User  # noqa: E402
from lib.czech import dates  # noqa: E402
from lib.errors import OfficeError, SignedOut  # noqa: E402
from lib.i18n import t  # noqa: E402
from lib.ui import first_run, forms, guard, menu, navigation, style  # noqa: E402
from lib.ui.head import APP  # noqa: E402


def main() -> None:
    """Draw one run of the app."""
    i18n.follow(guard.reader_language)
    st.set_page_config(page_icon=str(style.FAVICON), layout="wide", initial_sidebar_state=248)
    style.apply()
    try:
        user = guard.signed_in()
        guard.remember_language(user)
        page = navigation.draw(user)
        _foot(user)
        forms.said()
        page.run()
        first_run.settle(page.url_path)
    except OfficeError as error:
        st.set_page_config(page_title=APP)
        forms.speak(error)
        if not isinstance(error, SignedOut):
            st.page_link(menu.file(menu.TODAY), label=t("Back to Today"), icon=":material/today:")
    except Exception:  # a fault of the program: Streamlit would say it in English and leave no way out
        _broken()


def _broken() -> None:
    """What a person reads when the program fails, with the hour under which the record of it is found. The way out is a
    plain link: the fault may have come before the pages were known."""
    logging.getLogger("kancelar").exception("A page failed.")
    said = t("Something broke here at {time}. What was saved is kept. Open the page again; if it happens once more,"
             " tell the administrator that time.", time=dates.time(clock.prague(clock.stamp())))  # fmt: skip
    st.error(f"{said} [{t('Back to Today')}](/)", icon=":material/error:")


def _foot(user: User) -> None:
    with st.sidebar.container(key="menu-foot"):
        st.page_link(menu.file("pages/admin/guide.py"), label=t("Guide"), icon=":material/menu_book:")
        st.page_link(menu.file("pages/admin/me.py"), label=user.name, icon=":material/person:")


main()
