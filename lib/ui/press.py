"""What the pages of the press room share: states and their words, a moment that was typed, links to mail."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates
from lib.errors import BadInput
from lib.i18n import t, tn
from lib.press.queries import contacts
from lib.press.rules.approving import Standing
from lib.ui import cached
from lib.ui.badges import State
from lib.ui.forms import Form
from lib.ui.plain import plain

RELEASES, RELEASE = "pages/press/releases.py", "pages/press/release.py"
CONTACTS, CONTACT = "pages/press/contacts.py", "pages/press/contact.py"
BRIEFS, BRIEF = "pages/press/radio.py", "pages/press/radio_brief.py"
QUESTIONS, QUESTION = "pages/press/questions.py", "pages/press/question.py"
OUTPUTS, MEDIA = "pages/press/outputs.py", "pages/press/town_media.py"
MESSAGES, MESSAGE = "pages/press/messages.py", "pages/press/message.py"
TELEVISION = "pages/press/television.py"
LONGEST_ADDRESS = 1900
"""Characters of a mailto link that mail programs take."""


def states(known: Mapping[str, tuple[str, str]]) -> dict[str, State]:
    """State → its word and tone, of a room's `STATES`."""
    return {code: State(t(word), tone) for code, (word, tone) in known.items()}  # type: ignore[arg-type]


def ask_medium(form: Form, now: str, user: User) -> str:
    """Which medium: one that has a contact, or a new one."""
    known = cached.read(contacts.contacts, by=user)["medium"].to_list()
    options = list(dict.fromkeys([*([now] if now else []), *known]))
    chosen = form.ask("medium", st.selectbox, t("Medium"), options=options, index=0 if now else None,
                      accept_new_options=True, placeholder=t("Choose, or write a new one"))  # fmt: skip
    return str(chosen or "")


def ask_moment(form: Form, field: str, label: str, now: str | None = None) -> tuple[dt.date | None, dt.time | None]:
    """A day and an hour beside each other, both may stay empty."""
    known = day_and_time(field, now)
    with st.container(horizontal=True):
        day = form.ask(field, st.date_input, label, value=known[field], format="DD.MM.YYYY")
        at = form.ask(f"{field}_at", st.time_input, t("Time"), value=known[f"{field}_at"], step=300)
    return day, at


def day_and_time(field: str, now: str | None) -> dict[str, Any]:
    """What the two fields of `ask_moment` hold."""
    known = clock.prague(now) if now else None
    return {field: known.date() if known else None,
            f"{field}_at": known.time().replace(second=0, microsecond=0) if known else None}  # fmt: skip


def moment(typed: tuple[dt.date | None, dt.time | None], field: str, otherwise: str = "12:00") -> str | None:
    """The moment as UTC text, None of nothing; an empty hour is `otherwise`. BadInput for an hour without a day."""
    day, at = typed
    if day is None:
        if at is not None:
            raise BadInput("Say on which day.", field=field)
        return None
    return clock.stamp(dates.wall(day, at.strftime("%H:%M") if at else otherwise))


def written(stamp: str | None) -> str:
    """`23. 11. 2026 8:00` of UTC text."""
    return dates.moment(stamp) if stamp else ""


def one_is_missing(now: Standing) -> bool:
    """Whether fewer people have approved what is approved already than are needed today; then it is said."""
    if not now.enough:
        st.warning(t("It needs one more approval now, because the election regime holds or the office asks for two."
                     " Let another person approve it."), icon=":material/how_to_vote:")  # fmt: skip
    return not now.enough


def approved_by(now: Standing) -> None:
    """Who has approved a text where two have to."""
    if now.needed < 2 and not now.names:
        return
    asked = tn("{n} person has to approve it.", "{n} people have to approve it.", now.needed)
    so_far = t("So far: {who}.", who=", ".join(now.names)) if now.names else ""
    st.caption(plain(t("Approved as it is now: {who}.", who=", ".join(now.names)) if now.enough
                     else " ".join(filter(None, (asked, so_far)))))  # fmt: skip


def yes(done: bool) -> str:
    """What is said after an approval."""
    return t("The text is approved.") if done else t("You have approved it. It waits for another person.")


def mail(subject: str, addresses: Sequence[str]) -> None:
    """A letter to all, each hidden from the others; the addresses to be copied where a link would be too long."""
    if not addresses:
        return
    link = f"mailto:?bcc={quote(','.join(addresses), safe='@,')}&subject={quote(subject, safe='')}"
    label = tn("Mail {n} contact (hidden copies)", "Mail {n} contacts (hidden copies)", len(addresses))
    if len(link) <= LONGEST_ADDRESS:
        st.link_button(label, link, icon=":material/mail:")
        return
    st.caption(t("There are too many for a link. Copy the addresses into the hidden copy (Bcc)."))
    st.code("; ".join(addresses), language=None, wrap_lines=True)


def needed(day: dt.date | None, field: str) -> dt.date:
    """A day that must be there."""
    if day is None:
        raise BadInput("Say on which day.", field=field)
    return day
