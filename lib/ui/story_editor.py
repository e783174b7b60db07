"""The screen on which a post is written: title, lead, a common text, a wording for each channel beside its likeness."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from lib.czech import typography
from lib.flows.wordings import Wording
from lib.i18n import t
from lib.publishing import Content, Story
from lib.publishing.checks import BODY, Check
from lib.publishing.drafts import Town
from lib.publishing.parcels import LONG
from lib.ui import badges, story_findings, story_look
from lib.ui import posts as look
from lib.ui.badges import State
from lib.ui.copy import copy_box
from lib.ui.diff import show_changes
from lib.ui.forms import Form
from lib.ui.plain import plain
from lib.ui.story_look import Shown


@dataclass(frozen=True)
class Start:
    """What the person began with: the version of the post (None for a new one) and its content then. After two people
    were put together the fields begin with what came of it, which nobody has saved yet (`merged`)."""

    version: int | None
    content: Content
    merged: Content | None = None

    @property
    def shown(self) -> Content:
        """What the fields begin with."""
        return self.merged or self.content


@dataclass(frozen=True)
class Seen:
    """What every likeness shows: the pictures, the town, the price of a part of an SMS and how many people get it."""

    pictures: Shown
    town: Town
    prices: tuple[int, int]


def begin(story: Story | None, event_id: int | None, draft: Content) -> tuple[Form, Start]:
    """The form of a post and what its writing began with; both stay the same until the post is saved."""
    form = Form(f"post.{story.id}" if story else f"post.new.{event_id or 0}", live=True)
    fresh = Start(story.version, story.content) if story else Start(None, draft)
    start: Start = st.session_state.setdefault(form.key("start"), fresh)
    return form, start


def filled(form: Form, field: str, stored: str) -> str:
    """The default of a field: what mending has just put into it must not meet one, Streamlit logs that as a fault."""
    return "" if form.key(field) in st.session_state else stored


def common(form: Form, start: Start) -> Content:
    """Title, lead and the common text; everything else as it was at the beginning."""
    now = start.shown
    title = form.ask("title", st.text_input, t("Title"), value=filled(form, "title", now.title))
    perex = form.ask("perex", st.text_input, t("Lead"), value=filled(form, "perex", now.perex),
                     placeholder=t("May stay empty"))  # fmt: skip
    body = form.ask(
        "body",
        st.text_area,
        t("Common text"),
        value=filled(form, "body", now.body),
        height=160,
        help=t("The web, the newsletter and the media take it where they have no wording of their own."),
    )
    # The link has its field further down; what is typed there is counted with the texts already here.
    link = st.session_state.get(form.key("link"), now.link) or ""
    return replace(now, title=title, perex=perex, body=body or "", link=link)


def variants(form: Form, start: Start, content: Content, wordings: Sequence[Wording],
             found: Mapping[str, Sequence[Check]], seen: Seen) -> Content:  # fmt: skip
    """A tab per channel: its text, what is wrong with it and how it would be mended, and beside it how it will look."""
    texts = dict(content.texts)
    with st.container():  # always there: tabs that move are drawn anew and forget which one is open
        if content.body.strip():
            _findings(form, "body", content.body, found.get(BODY, ()))
        if names := _faulty(content, wordings, found):
            st.markdown(f"{badges.inline(State(t('to mend first'), 'late'))} {plain(', '.join(names))}")
    for wording, tab in zip(wordings, st.tabs([one.name for one in wordings]), strict=True):
        with tab:
            write, see = st.columns([1, 1], gap="large")
            with write:
                texts[wording.code] = _text(form, start, wording)
                _under(form, replace(content, texts=texts), wording, found.get(wording.code, ()))
            with see:
                story_look.as_seen(form, wording.code, wording.counted, replace(content, texts=texts), seen.pictures,
                                   seen.town, seen.prices)  # fmt: skip
    return replace(content, texts=texts)


def _faulty(content: Content, wordings: Sequence[Wording], found: Mapping[str, Sequence[Check]]) -> list[str]:
    """The channels whose text has a fault, said above the tabs: a tab whose label changed would close."""
    if not _begun(content):
        return []
    return [one.name for one in wordings if any(check.blocking for check in found.get(one.code, ()))]


def _begun(content: Content) -> bool:
    """Nothing is said of an empty post."""
    return bool(content.title.strip() or content.body.strip() or any(content.texts.values()))


def typed(form: Form, start: Start, wordings: Sequence[Wording], content: Content) -> Content:
    """The content with the wordings as they are in their fields, before the fields are drawn."""
    now = {one.code: st.session_state.get(form.key(f"text.{one.code}")) for one in wordings}
    before = {one.code: start.shown.texts.get(one.code, "") for one in wordings}
    texts = {code: before[code] if text is None else str(text) for code, text in now.items()}
    return replace(content, texts={**start.shown.texts, **texts})


def _text(form: Form, start: Start, wording: Wording) -> str:
    field = f"text.{wording.code}"
    before = start.shown.texts.get(wording.code, "")
    height = 130 if wording.code == "sms" or (wording.code in LONG and not before) else 300
    text: str = form.ask(
        field,
        st.text_area,
        t("Text for {channel}", channel=wording.name),
        value=filled(form, field, before),
        height=height,
        placeholder=t("Empty: the common text is used.")
        if wording.code in LONG
        else t("Empty: the post does not go there."),
        help=t("Checked when you leave the field."),
    )
    return text or ""


def _under(form: Form, content: Content, wording: Wording, found: Sequence[Check]) -> None:
    text = content.texts[wording.code]
    if not text.strip() and content.body.strip():
        st.button(t("Take the common text and change it"), icon=":material/content_paste:",
                  key=form.key(f"take.{wording.code}"), on_click=form.fill,
                  args=(f"text.{wording.code}", content.body))  # fmt: skip
    if _begun(content):
        _findings(form, f"text.{wording.code}", text, found)
    if ready := look.to_copy(content, wording.code):
        with st.expander(t("Ready to copy"), icon=":material/content_copy:"):
            copy_box(wording.name, ready, key=form.key(f"copy.{wording.code}"))


def _findings(form: Form, field: str, text: str, found: Sequence[Check]) -> None:
    """What is wrong with the text of a field, right under it, each fault with its mend."""
    story_findings.show(found)
    for check in found:
        if check.mended is not None:
            _offer(form, field, text, check)


def _offer(form: Form, field: str, text: str, check: Check) -> None:
    """The difference that mending would make, and the button that makes it."""
    mended = check.mended or ""
    show_changes(typography.changes(text, mended), key=form.key(f"diff.{field}.{check.code}"))
    label = t("Mend the typography") if check.code == "typography" else t("Without diacritics")
    st.button(
        label if check.code in ("typography", "dear") else t("Mend the text"),
        icon=":material/spellcheck:",
        key=form.key(f"mend.{field}.{check.code}"),
        on_click=form.fill,
        args=(field, mended),
    )
