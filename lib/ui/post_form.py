"""The screen on which a post is written: its event, its texts with live counts, its cards, who else has saved it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl
import streamlit as st

from lib import clock
from lib.czech import typography
from lib.events import Event
from lib.events import rules as event_rules
from lib.i18n import t
from lib.publishing import Content, Story, rules
from lib.publishing.rules import Check
from lib.ui import cached
from lib.ui import posts as look
from lib.ui.copy import copy_box
from lib.ui.diff import show_changes
from lib.ui.forms import Form

EVENT = "akce"
LAST_DAYS = 60
"""How old an event may be to be offered; a link from its own page offers any."""


@dataclass(frozen=True)
class Start:
    """What the person began with: the version of the post (None for a new one) and its content then."""

    version: int | None
    content: Content


def choose_event(events: pl.DataFrame) -> int | None:
    """The event that a new post is about; it stands in the address (`?akce=12`), so another page can choose it."""
    asked = st.query_params.get(EVENT, "")
    chosen = int(asked) if asked.isdecimal() and len(asked) < 18 else None
    names = cached.made("posts.events", lambda: _offered(events, chosen), chosen)
    options = list(names)
    found: int | None = st.selectbox(
        t("Event"),
        options,
        format_func=names.__getitem__,
        index=options.index(chosen) if chosen in names else None,
        placeholder=t("Without an event; search by title, date or place"),
        key=f"posts.event.{asked}",
        on_change=_put_event_into_address,
        args=(asked,),
    )
    return found


def _put_event_into_address(asked: str) -> None:
    chosen = st.session_state[f"posts.event.{asked}"]
    if chosen is None:
        st.query_params.pop(EVENT, None)
    else:
        st.query_params[EVENT] = str(chosen)


def _offered(events: pl.DataFrame, chosen: int | None) -> dict[int, str]:
    """Events ahead, then those of the last weeks backwards, and the chosen one however old."""
    age = (pl.lit(clock.today()) - pl.col("ends_on")).dt.total_days()
    ahead, past = events.filter(age <= 0), events.filter((age > 0) & (age <= LAST_DAYS))
    named = [ahead, past.reverse(), events.filter(pl.col("id").is_in([chosen or 0]))]
    return {row["id"]: _name(row) for frame in named for row in frame.iter_rows(named=True)}


def _name(row: Mapping[str, object]) -> str:
    when = event_rules.when(row["starts_on"], row["ends_on"], row["starts_at"], row["ends_at"])  # type: ignore[arg-type]
    return " · ".join(str(part) for part in (when, row["title"], row["venue"]) if part)


def begin(story: Story | None, event_id: int | None, draft: Content) -> tuple[Form, Start]:
    """The form of a post and what its writing began with; both stay the same until the post is saved."""
    form = Form(f"post.{story.id}" if story else f"post.new.{event_id or 0}", live=True)
    fresh = Start(story.version, story.content) if story else Start(None, draft)
    start: Start = st.session_state.setdefault(form.key("start"), fresh)
    return form, start


def texts(form: Form, start: Start, event: Event | None, venues: tuple[str, ...], prices: tuple[int, int]) -> Content:
    """Title, lead and a tab per channel: the text, how long it is, what is wrong with it, how it would be mended."""
    title = form.ask("title", st.text_input, t("Title"), value=start.content.title)
    perex = form.ask("perex", st.text_input, t("Lead"), value=start.content.perex, placeholder=t("May stay empty"))
    content = Content(title, perex)
    for (channel, name), tab in zip(rules.CHANNELS.items(), st.tabs(list(rules.CHANNELS.values())), strict=True):
        with tab:
            # What mending has just put into the field must not meet a default: Streamlit logs that as a fault.
            filled = form.key(f"text.{channel}") in st.session_state
            value = "" if filled else start.content.texts.get(channel, "")
            height = 120 if channel == "sms" else 240
            text = form.ask(f"text.{channel}", st.text_area, t("Text for {channel}", channel=name), value=value,
                            height=height, help=t("Counted and checked when you leave the field."))  # fmt: skip
            content = replace(content, texts={**content.texts, channel: text})
            _under(form, content, channel, rules.checks(text, channel, event, venues), prices)
    return content


def _under(form: Form, content: Content, channel: str, checks: list[Check], prices: tuple[int, int]) -> None:
    text, (price, recipients) = content.texts[channel], prices
    if channel == "sms":
        recipients = st.number_input(t("Recipients"), min_value=1, value=recipients, step=1, key=form.key("recipients"))
    st.caption(look.measure(text, channel, price, recipients))
    look.findings(checks)
    for check in checks:
        if check.mended is not None:
            _offer(form, channel, text, check)
    if ready := look.to_copy(content, channel):
        with st.expander(t("Ready to copy"), icon=":material/content_copy:"):
            copy_box(rules.CHANNELS[channel], ready, key=form.key(f"copy.{channel}"))


def _offer(form: Form, channel: str, text: str, check: Check) -> None:
    """The difference that mending would make, and the button that makes it."""
    mended = check.mended or ""
    show_changes(typography.changes(text, mended), key=form.key(f"diff.{channel}.{check.code}"))
    label = t("Mend the typography") if check.code == "typography" else t("Without diacritics")
    st.button(
        label,
        icon=":material/spellcheck:",
        key=form.key(f"mend.{channel}.{check.code}"),
        on_click=form.fill,
        args=(f"text.{channel}", mended),
    )


def cards(form: Form, start: Start, drawn: Mapping[str, bytes], title: str) -> dict[str, str]:
    """The cards as they will be, each with its alt text and a download; gives the alt texts of the wanted ones."""
    wanted = st.toggle(t("Picture cards"), value=bool(start.content.alts), key=form.key("cards"))
    if not wanted:
        return {}
    alts = {}
    for form_name, png in drawn.items():
        alt = start.content.alts.get(form_name, "")
        slot = st.container()
        label = t("Alt text of the picture {format}", format=form_name.replace("x", " × "))
        alts[form_name] = form.ask(f"alt.{form_name}", st.text_input, label, value=alt,
                                   help=t("What is written on the picture, for those who do not see it."))  # fmt: skip
        with slot:
            look.draw_card(form_name, png, alts[form_name], title)
    return alts


def with_alts(content: Content, alts: Mapping[str, str]) -> Content:
    """The content with the alt texts of its cards."""
    return replace(content, alts=alts)


def common_checks(content: Content, event: Event | None) -> list[Check]:
    """What is wrong with the title, the alt texts or the event itself; nothing is said of an empty new post."""
    return rules.common_checks(content, event) if content.title.strip() else []


def buttons(form: Form, publish: str | None, save: str) -> str | None:
    """The label that was pressed. Ctrl+Enter only saves: pressed in a text by habit, it must not publish."""
    with st.container(horizontal=True):
        if publish and st.button(publish, type="primary", icon=":material/send:", key=form.key("publish")):
            return publish
        if st.button(save, icon=":material/save:", key=form.key("save"), shortcut="Ctrl+Enter"):
            return save
    return None


def someone_else(form: Form, start: Start, story: Story | None, mine: Content) -> None:
    """When the post was saved by somebody since the writing began: what differs, and whose text shall stay."""
    if story is None or story.version == start.version:
        return
    st.warning(
        t("{who} saved this post {at}. Whose text shall stay?", who=story.updated_by, at=look.moment(story.updated_at)),
        icon=":material/group:",
    )
    for channel, name in rules.CHANNELS.items():
        theirs = story.texts.get(channel, "")
        if theirs != rules.sent(mine.texts[channel]):
            st.caption(t("{channel}: from your text to theirs", channel=name))
            show_changes(typography.changes(mine.texts[channel], theirs), key=form.key(f"theirs.{channel}"))
    with st.container(horizontal=True):
        st.button(t("Take theirs"), key=form.key("theirs"), on_click=_start_anew, args=(form,))
        st.button(t("Keep mine"), key=form.key("mine"), on_click=_keep_mine, args=(form, start, story.version))


def _start_anew(form: Form) -> None:
    st.session_state[f"{form.name}#"] += 1


def _keep_mine(form: Form, start: Start, version: int) -> None:
    st.session_state[form.key("start")] = replace(start, version=version)
