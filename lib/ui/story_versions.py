"""Versions of a post: who changed which words and when, and the way back; two people who changed the same words."""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl
import streamlit as st

from lib.access import User
from lib.czech import dates
from lib.i18n import N, t, tn
from lib.photos import queries as register
from lib.publishing import Content, Story, actions, queries
from lib.publishing.merging import merge, word_diff
from lib.publishing.records import Version
from lib.publishing.stages import SECTIONS
from lib.ui import cached
from lib.ui.diff import show_words
from lib.ui.forms import Form, act
from lib.ui.plain import plain
from lib.ui.story_editor import Start

FIELDS = {
    "title": N("Title"),
    "perex": N("Lead"),
    "body": N("Common text"),
    "section": N("Section"),
    "price": N("Price"),
    "link": N("Link"),
    "author": N("Author"),
    "embargo_until": N("Not before"),
    "relevant_until": N("Holds until"),
    "check_on": N("Look at it again on"),
    "photos": N("Photographs"),
}
SHOWN = 20
Shows = Mapping[int, str]
"""Number of a photograph → what it shows."""


def label(field: str, names: Mapping[str, str]) -> str:
    """What a field is called: `texts.facebook` is Facebook."""
    kind, _, code = field.partition(".")
    if kind == "texts":
        return names.get(code, code)
    if kind == "alts":
        return t("Alt text of the picture {format}", format=code.replace("x", " × "))
    return t(FIELDS[kind])


def differences(before: Content, after: Content, shows: Shows) -> Iterator[tuple[str, str, str]]:
    """Field, text before and after, of everything that differs."""
    old, new = _flat(before, shows), _flat(after, shows)
    for field in dict.fromkeys([*old, *new]):
        if old.get(field, "") != new.get(field, ""):
            yield field, old.get(field, ""), new.get(field, "")


def _shows(contents: Iterable[Content], user: User) -> Shows:
    """What the photographs of some contents show; two that say the same are told apart by their files."""
    used = {number for content in contents for number in content.photos}
    if not used or not user.may("photos.read"):
        return {}
    found = cached.read(register.photos, by=user).filter(pl.col("id").is_in(list(used)))
    said = found.with_columns(pl.when(pl.col("alt") == "").then("original_name").otherwise("alt").alias("said"))
    alone = pl.col("said").is_unique()
    named = pl.when(alone).then("said").otherwise(pl.format("{} ({})", "said", "original_name"))
    return dict(said.select("id", named).iter_rows())


def _flat(content: Content, shows: Shows) -> dict[str, str]:
    plain_fields = {name: _in_words(name, str(getattr(content, name) or "")) for name in FIELDS if name != "photos"}
    texts = {f"texts.{code}": text for code, text in content.texts.items()}
    alts = {f"alts.{name}": alt for name, alt in content.alts.items()}
    photos = [_photo(number, alt, shows) for number, alt in content.photos.items()]
    return {**plain_fields, **texts, **alts, "photos": "\n".join(photos)}


def _photo(number: int, alt: str, shows: Shows) -> str:
    """What it shows, and what this post says of it otherwise than the register."""
    there = shows.get(number) or t("a photograph that was removed")
    return f"{there}: {alt}" if alt and alt != there else there


def _in_words(name: str, value: str) -> str:
    """A section and a day as people read them."""
    if name == "section":
        return t(SECTIONS[value])
    if value and name == "embargo_until":
        return dates.moment(value)
    return dates.date(dt.date.fromisoformat(value)) if value and name in ("relevant_until", "check_on") else value


def panel(story: Story, names: Mapping[str, str], user: User) -> None:
    """The versions of a post, the newest first; each against the one before it, and a way back to it."""
    found = cached.fresh(queries.versions, story.id, by=user)
    shows = _shows((one.content for one in found), user)
    may = user.may("publishing.write") and story.state != "withdrawn"
    for now, before in itertools.islice(itertools.zip_longest(found, found[1:]), SHOWN):
        changed = list(differences(before.content, now.content, shows)) if before else []
        with st.expander(plain(_title(now, before, changed, names)), expanded=now is found[0] and len(found) > 1):
            _show(changed, names, f"version.{now.version}")
            if now.version != story.version and may:
                _way_back(story, now, user)


def _way_back(story: Story, to: Version, user: User) -> None:
    act(
        t("Return to this version"),
        lambda db: actions.save(db, story.id, to.content, started_from=story.version, by=user),
        key=f"version.back.{to.version}",
        icon=":material/history:",
        said=lambda _: t("The post is again as in version {n}.", n=to.version),
    )


def _title(now: Version, before: Version | None, changed: list[tuple[str, str, str]], names: Mapping[str, str]) -> str:
    what = ", ".join(label(field, names) for field, _, _ in changed[:3])
    rest = tn("{n} more", "{n} more", len(changed) - 3) if len(changed) > 3 else ""
    told = " + ".join(filter(None, (what, rest))) if before else t("first version")
    return " · ".join(filter(None, (t("Version {n}", n=now.version), dates.moment(now.at), now.name, told)))


def someone_else(
    form: Form, start: Start, story: Story | None, mine: Content, names: Mapping[str, str], user: User
) -> None:
    """When the post was saved by somebody since the writing began: what they changed, and where both changed the same.

    Words in different places are put together when the post is saved; for the others a person chooses here.
    """
    if story is None or story.version == start.version:
        return
    merged, disputed = merge(start.content, mine, story.content)
    shows = _shows((start.content, mine, story.content), user)
    who = {"who": story.updated_name, "at": dates.moment(story.updated_at)}
    if not disputed:
        st.info(t("{who} saved this post {at}, in other places than you. Your saving puts both together.", **who),
                icon=":material/group:")  # fmt: skip
        with st.expander(t("What they changed")):
            _show(differences(start.content, story.content, shows), names, form.key("theirs"))
        return
    st.warning(t("{who} saved this post {at} and changed the same words as you. Choose what shall stay.", **who),
               icon=":material/group:")  # fmt: skip
    three = [_flat(one, shows) for one in (start.content, mine, story.content)]
    taken = [field for field in disputed if _choose(form, field, names, *(one.get(field, "") for one in three))]
    whole = _with(merged, story.content, taken)
    st.button(t("Go on with these texts"), type="primary", key=form.key("merge"), on_click=_go_on,
              args=(form, Start(story.version, story.content, whole)))  # fmt: skip


def _choose(form: Form, field: str, names: Mapping[str, str], was: str, ours: str, others: str) -> bool:
    """Both texts beside each other, as differences from what both began with; whether theirs was chosen."""
    st.markdown(f"**{plain(label(field, names))}**")
    with st.grid(columns=2, min_column_width=260, gap="medium"):
        for name, text, title in (("mine", ours, t("Your text")), ("theirs", others, t("Their text"))):
            with st.container():
                show_words(word_diff(was, text), key=form.key(f"dispute.{name}.{field}"), title=title)
    words = {"mine": t("Keep mine"), "theirs": t("Take theirs")}
    chosen = st.radio(plain(label(field, names)), list(words), format_func=words.__getitem__, horizontal=True,
                      key=form.key(f"choice.{field}"), label_visibility="collapsed")  # fmt: skip
    return chosen == "theirs"


def _show(changed: Iterable[tuple[str, str, str]], names: Mapping[str, str], key: str) -> None:
    for field, old, new in changed:
        show_words(word_diff(old, new), key=f"{key}.{field}", title=label(field, names))


def _go_on(form: Form, start: Start) -> None:
    """From now on the person writes on the other's version, in fields that begin with what came of both."""
    form.renew()
    st.session_state[form.key("start")] = start


def _with(content: Content, theirs: Content, taken: Sequence[str]) -> Content:
    """The content with some fields as the other person has them."""
    for name, _, key in (field.partition(".") for field in taken):
        given = getattr(theirs, name)
        if key:
            given = {**getattr(content, name), key: given[key]}
        content = replace(content, **{name: given})
    return content
