"""The form of a message to citizens: its texts with the price of the SMS, saving one that others may write too."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import streamlit as st

from lib.access import User
from lib.czech import numbers, sms
from lib.i18n import t, tn
from lib.photos import queries as photos
from lib.press.actions import messages as actions
from lib.press.queries import messages
from lib.press.queries.messages import Kept
from lib.press.rules import messages as rules
from lib.press.rules.messages import Message
from lib.store import Database
from lib.ui import cached, meanwhile
from lib.ui.forms import Form
from lib.ui.plain import plain


def correct(kept: Kept, groups: Sequence[str], streets: Sequence[str], halere: int, user: User) -> None:
    """Write a message; what somebody else has changed meanwhile stays, the same field is asked about."""
    form = Form(f"press.message.{kept.id}", live=True)
    begun = meanwhile.began(form, _fields(kept.message, streets))
    with form.body():
        said = ask_message(form, _message(begun), groups, streets, halere, user)
        if form.submit(t("Save")):
            form.save(lambda db: _save(db, kept.id, form, said, streets, user),
                      said=lambda _: t("Saved. It has to be approved again."))  # fmt: skip


def _save(db: Database, message_id: int, form: Form, said: Message, streets: Sequence[str], user: User) -> None:
    found = messages.message(db, message_id, by=user)
    now = _fields(found.message, streets)
    message = _message(now | meanwhile.chosen(form, now, _fields(said, streets)))
    actions.save(db, message_id, message, found.version, by=user)


def _fields(message: Message, streets: Sequence[str]) -> dict[str, Any]:
    """What the fields of the form hold: lists where one chooses, the streets only when the office has `streets`."""
    chosen = {"channels": list(message.channels), "groups": message.groups.splitlines()}
    return vars(message) | chosen | ({"streets": message.streets.splitlines()} if streets else {})


def _message(fields: Mapping[str, Any]) -> Message:
    """The message that such fields say."""
    lines = {name: "\n".join(value) for name in ("groups", "streets") if not isinstance(value := fields[name], str)}
    return Message(**{**fields, **lines, "channels": tuple(fields["channels"])})


def ask_message(
    form: Form, now: Message, groups: Sequence[str], streets: Sequence[str], halere: int, user: User
) -> Message:
    """The fields; the price of the SMS and the advice change with each of them."""
    category, title, channels = _heading(form, now)
    texts = {"email": now.text_email, "app": now.text_app}
    text_sms, plain_sms, expected = now.text_sms, now.plain_sms, now.expected
    if "sms" in channels:
        text_sms = form.ask("text_sms", st.text_area, t("Text of the SMS"), value=now.text_sms, height=90)
        plain_sms = form.ask("plain_sms", st.checkbox, t("Send it without diacritics"), value=now.plain_sms)
        expected = form.ask("expected", st.number_input, t("Recipients"), min_value=0, value=now.expected, step=100)
        price(text_sms, int(expected), halere)
    labels = {"email": t("Text of the e-mail"), "app": t("Text in the application")}
    texts |= {
        channel: form.ask(f"text_{channel}", st.text_area, label, value=texts[channel], height=160)
        for channel, label in labels.items()
        if channel in channels
    }
    target = _target(form, now, groups, streets)
    with st.expander(t("More details")):
        link = form.ask("link", st.text_input, t("Link"), value=now.link)
        source = form.ask("source", st.text_input, t("Who asked for it"), value=now.source,
                          placeholder=t("water works, power company, a department"))  # fmt: skip
        photo = _photo(form, now, user)
    written = Message(
        category, title, text_sms, texts["email"], texts["app"], channels, *target, link, source, bool(plain_sms),
        int(expected), now.corrects_id, photo,
    )  # fmt: skip
    for sentence in rules.advice(written):
        st.info(plain(sentence), icon=":material/tips_and_updates:")
    return written


def _photo(form: Form, now: Message, user: User) -> int | None:
    """The photograph that goes along, the newest ones first."""
    found = cached.read(photos.photos, by=user)
    usable = found.filter((pl.col("standing") == "ready") | (pl.col("id") == (now.photo_id or 0)))
    names = {row["id"]: row["alt"] or row["original_name"] for row in usable.iter_rows(named=True)}
    return form.ask("photo_id", st.selectbox, t("Photograph"), options=list(names), format_func=names.__getitem__,
                    index=list(names).index(now.photo_id) if now.photo_id in names else None,
                    placeholder=t("Without a picture"))  # fmt: skip


def _heading(form: Form, now: Message) -> tuple[str, str, tuple[str, ...]]:
    categories = list(rules.CATEGORIES)
    category = str(form.ask("category", st.selectbox, t("Category"), options=categories,
                            index=categories.index(now.category),
                            format_func=lambda code: t(rules.CATEGORIES[code][0])))  # fmt: skip
    title = form.ask("title", st.text_input, t("Title"), value=now.title)
    usual = now.channels or rules.CATEGORIES[category][1]
    chosen = form.ask("channels", st.segmented_control, t("Channels"), options=list(rules.CHANNELS),
                      selection_mode="multi", default=list(usual),
                      format_func=lambda code: t(rules.CHANNELS[code]))  # fmt: skip
    return category, title, tuple(chosen)


def _target(form: Form, now: Message, groups: Sequence[str], streets: Sequence[str]) -> tuple[bool, str, str]:
    whole = form.ask("whole_town", st.toggle, t("The whole town"), value=now.whole_town)
    where = now.streets
    if not whole and streets:
        where = _listed(form, "streets", t("Streets"), now.streets, streets)
    elif not whole:
        where = form.ask("streets", st.text_area, t("Streets"), value=now.streets, height=90,
                         placeholder=t("one street a line"))  # fmt: skip
    return bool(whole), where, _listed(form, "groups", t("Groups"), now.groups, groups)


def _listed(form: Form, field: str, label: str, now: str, known: Sequence[str]) -> str:
    """Lines chosen of what the office knows; a line that it knows no more stays until it is taken away."""
    lines = now.splitlines()
    return "\n".join(
        form.ask(field, st.multiselect, label, options=list(dict.fromkeys([*known, *lines])), default=lines)
    )


def price(text: str, recipients: int, halere: int) -> None:
    """Parts and price of an SMS, with diacritics and without."""
    found, measured = rules.price(text, recipients, halere), sms.measure(text)
    parts = [
        t("With diacritics: {parts}, {price}", parts=in_parts(found.parts), price=numbers.money(found.cost)),
        t("Without: {parts}, {price}", parts=in_parts(found.plain_parts), price=numbers.money(found.plain_cost)),
        tn("{n} character", "{n} characters", measured.characters),
    ]
    st.caption(" · ".join(parts))


def in_parts(n: int) -> str:
    """`2 části`"""
    return tn("{n} part", "{n} parts", n)
