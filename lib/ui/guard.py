"""Who is looking, asked anew at every run: the first statement of every page is `user = guard("…")`."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lib import access, config, i18n, store
from lib.access import User
from lib.errors import NotAllowed, SignedOut


def cookie_token() -> str | None:
    """The session's token from the browser's cookie; tests put another function here."""
    return st.context.cookies.get(access.cookie_name(https=config.current().https))


def signed_in() -> User:
    """The person behind this run, or SignedOut. Keeps an active session alive."""
    token = cookie_token()
    if token is None:
        raise SignedOut("You have been signed out. Sign in again; what you typed stays on the screen.")
    session = access.token_hash(token)
    with store.read() as db:
        user = access.session_user(db, session)
        idle = access.seen_long_ago(db, session)
    if user is None:
        raise SignedOut("You have been signed out. Sign in again; what you typed stays on the screen.")
    if idle and not config.current().read_only:
        with store.write() as writable:
            access.touch_session(writable, session)
    return user


def guard(permission: str) -> User:
    """The person behind this run, if he may see the page; else NotAllowed or SignedOut, which the frame shows."""
    user = signed_in()
    if not user.may(permission):
        raise NotAllowed(
            "This page needs the permission “{permission}”. Ask the head of the office for access.",
            permission=i18n.t(access.PERMISSIONS[permission]),
        )
    return user


def reader_language() -> str:
    """The language in which this run speaks; Czech outside a run (sign-in pages, the worker's threads)."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return "cs"
    return str(st.session_state.get("language", "cs"))


def remember_language(user: User) -> None:
    """Speak the person's language from now on in this run."""
    st.session_state["language"] = user.language
    i18n.speak(user.language)
