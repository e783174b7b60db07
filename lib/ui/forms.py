"""The one way to ask and to save: a refusal stands beside its field, nothing typed is lost, success is said next.

    form = Form("stock.receive")
    with form.body():
        quantity = form.ask("quantity", st.text_input, t("Quantity"))
        if form.submit(t("Receive")):
            form.save(lambda db: actions.receive(db, …, by=user), said=lambda done: t("…"), go="pages/stock/items.py")

Outside forms: `act(…)` for a button that changes something, `said()` for the message of the previous run.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, TypeVar

import streamlit as st

from lib import store
from lib.errors import OfficeError, SignedOut
from lib.i18n import t
from lib.store import Database
from lib.ui.leave import leave
from lib.ui.plain import in_lines, plain

Result = TypeVar("Result")
Query = Mapping[str, str]


class Form:
    """A form whose fields keep what was typed: when refused, when the page is left and when the session ends.

    `live=True` reruns at every change (fields that depend on each other); otherwise it is sent as a whole.
    """

    def __init__(self, name: str, *, live: bool = False) -> None:
        self.name = name
        self.live = live
        self._slots: dict[str, Any] = {}
        self._generation = st.session_state.setdefault(f"{name}#", 0)

    def key(self, field: str) -> str:
        """The widget key of a field; a saved form starts with new keys, thus empty."""
        return f"{self.name}#{self._generation}.{field}"

    def body(self) -> AbstractContextManager[Any]:
        """The container of the fields."""
        if self.live:
            return st.container(key=f"form-{self.name.replace('.', '-')}", border=True)
        return st.form(f"{self.name}#{self._generation}", border=True, enter_to_submit=False)

    def ask(self, field: str, widget: Callable[..., Result], label: str, **options: Any) -> Result:
        """A field of the form: any Streamlit widget, with a place beneath it for a refusal."""
        value = widget(label, key=self.key(field), persist_state="session", **options)
        self._slots[field] = st.empty()
        return value

    def submit(self, label: str, *, icon: str | None = None, quiet: bool = False) -> bool:
        """The primary button; Ctrl+Enter presses it. A `quiet` one stands beside another form that is the first."""
        self._slots[""] = st.empty()
        if quiet:
            draw = st.button if self.live else st.form_submit_button
            return draw(label, icon=icon, key=self.key("submit"))
        if self.live:
            return st.button(label, type="primary", icon=icon, shortcut="Ctrl+Enter", key=self.key("submit"))
        return st.form_submit_button(label, type="primary", icon=icon, shortcut="Ctrl+Enter", key=self.key("submit"))

    def save(
        self,
        action: Callable[[Database], Result],
        *,
        said: Callable[[Result], str],
        go: str | None = None,
        query: Callable[[Result], Query] | None = None,
    ) -> None:
        """Run the action in one transaction. Refused: the sentence stands beside its field and all stays as typed.
        Done: the form is emptied and the person is told, on page `go` when given."""
        try:
            with store.write() as db:
                result = action(db)
        except OfficeError as error:
            self.refuse(error)
            return
        self.renew()
        _done(said(result), go, query(result) if query else None)

    def renew(self) -> None:
        """Begin anew: the fields show what they are given next, not what was typed into them."""
        self._generation += 1
        st.session_state[f"{self.name}#"] = self._generation

    def refuse(self, error: OfficeError) -> None:
        """Show a refusal beside its field, or above the button when it belongs to none."""
        slot = self._slots.get(error.field or "") or self._slots.get("") or st.empty()
        with slot.container():
            speak(error)

    def fill(self, field: str, value: Any) -> None:
        """Put a value into a field before it is drawn (a suggestion that was clicked)."""
        st.session_state[self.key(field)] = value


def act(
    label: str,
    action: Callable[[Database], Result],
    *,
    said: Callable[[Result], str],
    key: str,
    go: str | None = None,
    query: Callable[[Result], Query] | None = None,
    **button: Any,
) -> None:
    """A button that changes something at once and says what it did."""
    if not st.button(label, key=key, **button):
        return
    try:
        with store.write() as db:
            result = action(db)
    except OfficeError as error:
        speak(error)
        return
    _done(said(result), go, query(result) if query else None)


def confirm(
    label: str,
    question: str,
    consequence: str,
    action: Callable[[Database], Result],
    *,
    said: Callable[[Result], str],
    key: str,
    go: str | None = None,
    query: Callable[[Result], Query] | None = None,
    **button: Any,
) -> None:
    """A button whose step cannot be taken back: asks first and says what will follow."""

    @st.dialog(plain(question))
    def ask() -> None:
        st.write(plain(consequence))
        act(label, action, said=said, key=f"{key}.yes", go=go, query=query, type="primary", shortcut="Ctrl+Enter")

    if st.button(label, key=key, **button):
        ask()


def tell(message: str) -> None:
    """Say something on the next run (a message before a rerun would never be seen)."""
    st.session_state["said"] = message


def said() -> None:
    """Show what the previous run did; the frame calls it above every page."""
    message = st.session_state.pop("said", None)
    if message:
        st.success(plain(message), icon=":material/check_circle:")


def speak(error: OfficeError) -> None:
    """Show an error as a sentence, with the way out.

    The way to signing in is a plain link: nobody who is signed out is given the script that draws buttons.
    """
    way = f" [{t('Sign in')}](/prihlaseni)" if isinstance(error, SignedOut) else ""
    st.error(in_lines(str(error)) + way, icon=":material/error:")


def go_to(page: str, **query: str) -> None:
    """Leave for another page."""
    leave(page, query)


def _done(message: str, go: str | None, query: Query | None) -> None:
    tell(message)
    if go is None:
        st.rerun()
    leave(go, query)
