"""The text of a press release or an invitation on the screen: its fields, saving a draft that others may write too."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from lib.access import User
from lib.i18n import t
from lib.press.actions import releases as actions
from lib.press.queries import releases
from lib.press.queries.releases import Kept
from lib.press.rules.releases import LENGTH, Release
from lib.store import Database
from lib.ui import meanwhile
from lib.ui import press as look
from lib.ui.forms import Form
from lib.ui.script import component

_length = component("kancelar_length", "length.js")


def correct(kept: Kept, user: User) -> None:
    """Write a draft; what somebody else has changed meanwhile stays, the same field is asked about."""
    form = Form(f"press.release.{kept.id}", live=True)
    fields = vars(kept.release)
    begun = meanwhile.began(form, fields | look.day_and_time("embargo", kept.release.embargo_until))
    with form.body():
        write = ask_release(form, Release(**{name: begun[name] for name in fields}))
        if form.submit(t("Save"), icon=":material/save:"):
            form.save(lambda db: _save(db, kept.id, form, write(), user), said=lambda _: t("Saved."))


def _save(db: Database, release_id: int, form: Form, said: Release, user: User) -> None:
    now = releases.release(db, release_id, by=user)
    release = replace(now.release, **meanwhile.chosen(form, vars(now.release), vars(said)))
    actions.save(db, release_id, release, now.version, by=user)


def ask_release(form: Form, now: Release) -> Callable[[], Release]:
    """The fields, those of the text counted together while one is writing; gives what reads them."""
    invitation = now.kind == "invitation"
    values: dict[str, str] = {}

    def ask(field: str, label: str, lines: int = 0, help: str = "") -> None:
        widget, options = (st.text_area, {"height": lines}) if lines else (st.text_input, {})
        values[field] = form.ask(field, widget, label, value=getattr(now, field), placeholder=help, **options) or ""

    with st.container(key="press-text"):
        ask("title", t("Headline"), help=t("at most 90 characters"))
        ask("perex", t("Why come") if invitation else t("Lead paragraph"), 100, t("who, what, when, where and why"))
        ask("body", t("Programme") if invitation else t("Text"), 160 if invitation else 320,
            "" if invitation else t("three to five paragraphs, a quotation „…,“ said who"))  # fmt: skip
        if not invitation:
            _count(form)
    if invitation:
        ask("happens", t("When"))
        ask("venue", t("Where"))
        ask("reply", t("How to answer"), help=t("until when, whom to call"))
    else:
        ask("place", t("Place of the dateline"))
    ask("contact", t("Contact for the media"), 68)
    with st.expander(t("More details")):
        ask("facts", t("Facts"), 100)
        if not invitation:
            ask("photo_credit", t("Author of the photograph"))
        embargo = look.ask_moment(form, "embargo", t("Embargo until"), now.embargo_until)
    return lambda: Release(**{**vars(now), **values, "embargo_until": look.moment(embargo, "embargo", "00:00")})


def _count(form: Form) -> None:
    least, most = (f"{bound:,}".replace(",", "\u00a0") for bound in LENGTH)
    words = {
        "count": t("Characters: {count}."), "right": t("The length is right."),
        "short": t("Newsrooms want {least} to {most}.", least=least, most=most),
        "long": t("Newsrooms want at most {most}.", most=most),
    }  # fmt: skip
    _length(
        key=form.key("length"), data={"around": "press-text", "least": LENGTH[0], "most": LENGTH[1], "words": words}
    )
