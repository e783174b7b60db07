"""A memorial act on the screen: how it stands, what it says, signing off, papers, versions."""

import polars as pl
import streamlit as st

from lib.access import User
from lib.czech import dates
from lib.errors import OfficeError
from lib.events import Event
from lib.flows import memorial_papers
from lib.i18n import N, t, tn
from lib.memorial import actions, queries, rules
from lib.memorial.queries import A_FEW, Kept
from lib.memorial.rules import Gap, Wreath
from lib.ui import badges, cached, forms
from lib.ui.badges import State, Tone
from lib.ui.facts import facts
from lib.ui.forms import Form, act
from lib.ui.head import Link
from lib.ui.plain import plain

STANDING: dict[str, tuple[str, Tone]] = {
    "new": (N("not begun"), "planned"),
    "past": (N("not kept here"), "planned"),
    "prepared": (N("being prepared"), "due"),
    "signed": (N("signed off"), "done"),
    "changed": (N("changed after signing off"), "late"),
}


def standings() -> dict[str, State]:
    """How an act stands → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in STANDING.items()}


def standing(kept: Kept, changed: list[str]) -> State:
    """How the act of one event stands; one that nobody has begun is new, whenever it is."""
    if not kept.version:
        return standings()["new"]
    if kept.lock is None:
        return standings()["prepared"]
    return standings()["changed" if changed else "signed"]


def overview(event: Event, kept: Kept, user: User) -> None:
    """How the act stands, what is missing, what changed after signing, and the signature."""
    changed = cached.read(queries.changed_since_lock, event.id, by=user)
    badges.show(standing(kept, changed))
    if kept.lock:
        st.caption(plain(f"{kept.lock.by_name}, {dates.moment(kept.lock.at)}"))
    if changed:
        st.subheader(t("Changed after signing off"), anchor=False)
        st.text("\n".join(changed))
    lacking = cached.read(queries.missing, event.id, by=user)
    if kept.version:
        _missing(event, lacking, rules.doubts(kept.act), user)
    if user.may("memorial.sign"):
        _sign(event, kept, changed, user, ready=not lacking)
    facts(_facts(event, kept))


def _facts(event: Event, kept: Kept) -> dict[str, str | None]:
    day, now = kept.act.occurred_on, kept.act
    years = t("{n}. anniversary", n=rules.anniversary(day, event.day)) if day else None
    return {
        t("What is remembered"): now.occasion,
        t("The day that is remembered"): dates.date(day) if day else None,
        t("Anniversary"): years,
        t("Rain variant"): now.rain,
        t("Critical points"): now.critical,
        **{t(label): getattr(now, name) for name, label in rules.ARRANGEMENTS.items()},
    }


def _missing(event: Event, lacking: list[Gap], doubts: list[str], user: User) -> None:
    """What stops the signature, part by part, with the way to where it is mended."""
    if lacking:
        st.subheader(t("Before signing off"), anchor=False)
    for part in dict.fromkeys(gap.part for gap in lacking):
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            sentences = [gap.sentence for gap in lacking if gap.part == part]
            st.text("\n".join(sentences[:A_FEW]) + _further(len(sentences) - A_FEW), width="stretch")
            _way(event, part, user).draw("secondary", f"gap.{part}")
    for one in doubts:
        st.warning(plain(one), icon=":material/help:")


def _further(left: int) -> str:
    return "\n" + tn("and {n} more", "and {n} more", left) if left > 0 else ""


def _way(event: Event, part: str, user: User) -> Link:
    label = {"": t("Event"), "texts": t("Details"), "script": t("Script"), "ribbons": t("Ribbons")}[part]
    if not part:
        return Link(label, "pages/events/event.py", query={"id": str(event.id)})
    code = {"texts": "udaje", "script": "scenar", "ribbons": "stuhy"}[part]
    return Link(label, "pages/memorial/act.py", query={"id": str(event.id), "cast": code})


def _sign(event: Event, kept: Kept, changed: list[str], user: User, *, ready: bool) -> None:
    if not ready and kept.version:
        st.caption(t("The act can be signed off when nothing of this is missing."))
    if ready and (kept.lock is None or changed):
        act(
            t("Lock and sign off") if kept.lock is None else t("Sign off again"),
            lambda db: actions.sign(db, event.id, by=user),
            said=lambda _: t("The act is signed off. Whatever changes from now on will be shown."),
            key="memorial.sign",
            type="primary",
            icon=":material/lock:",
        )
    if kept.lock:
        with st.expander(t("Take the signature back"), icon=":material/lock_open:"):
            form = Form(f"memorial.unlock.{event.id}")
            with form.body():
                reason = form.ask("reason", st.text_input, t("Reason"))
                if form.submit(t("Take the signature back")):
                    form.save(
                        lambda db: actions.unlock(db, event.id, reason, by=user),
                        said=lambda _: t("The act is not signed off any more."),
                    )


def ribbons(event: Event, kept: Kept, user: User) -> None:
    """The ribbons to be compared with their order letter by letter, in large type."""
    if not kept.act.wreaths:
        st.caption(t("There is no wreath yet. Write wreaths and the texts of their ribbons in the part Wreaths."))
        return
    st.caption(t("Compare every letter with the order of the ribbon, also names, hooks and dates."))
    for place, one in enumerate(kept.act.wreaths):
        with st.container(border=True):
            st.subheader(plain(one.ribbon or t("no text yet")), anchor=False)
            st.caption(plain(f"{place + 1}. {one.institution}"))
            if one.checked_by:
                badges.show(badges.state(t("checked by {name}", name=one.checked_by), "done"))
            if one.ribbon and user.may("memorial.edit"):
                _check(event, place, one, user)


def _check(event: Event, place: int, one: Wreath, user: User) -> None:
    if one.checked_by:
        act(
            t("Take the check back"),
            lambda db: actions.uncheck_ribbon(db, event.id, place, by=user),
            said=lambda _: t("The ribbon has to be checked again: {institution}.", institution=one.institution),
            key=f"ribbon.back.{place}",
            type="tertiary",
        )
        return
    act(
        t("I have checked the ribbon"),
        lambda db: actions.check_ribbon(db, event.id, place, by=user),
        said=lambda _: t("The ribbon is checked: {institution}.", institution=one.institution),
        key=f"ribbon.{place}",
        icon=":material/spellcheck:",
    )


def papers(event: Event, user: User) -> None:
    """The script and the contact sheet."""
    kinds = memorial_papers.KINDS
    kind = st.segmented_control(
        t("Paper"), list(kinds), default="script", required=True, format_func=lambda code: t(kinds[code]), key="paper"
    )
    try:
        pdf = cached.read(memorial_papers.paper, event.id, kind, by=user)
    except OfficeError as error:
        forms.speak(error)
        return
    name = f"{memorial_papers.FILES[kind]}-{event.starts_on}.pdf"
    st.download_button(t("Download and print"), pdf, name, mime="application/pdf", type="primary",
                       icon=":material/print:", on_click="ignore")  # fmt: skip
    st.pdf(pdf, height=560, key="paper-memorial", alt=t(kinds[kind]))


def versions(event: Event, user: User) -> None:
    """Who saved the act when, why and what changed."""
    found = cached.read(queries.versions, event.id, by=user)
    if not found:
        st.caption(t("Nobody has saved anything yet."))
    for row in found:
        version = t("version {version}, {at}", version=row["version"], at=dates.moment(row["at"]))
        st.caption(plain(" · ".join(filter(None, (version, row["who"], row["reason"])))))
        st.text(row["said"])


def begin(event: Event, user: User) -> None:
    """The first step: the usual script, or last year's act."""
    earlier = cached.read(queries.acts, by=user).filter(pl.col("version").is_not_null() & (pl.col("id") != event.id))
    with st.container(horizontal=True, gap="small"):
        act(
            t("Begin with the usual script"),
            lambda db: actions.begin_script(db, event.id, by=user),
            said=lambda _: t("The script has its usual lines. Write who is responsible for each."),
            key="memorial.begin",
            type="primary",
        )
    if earlier.is_empty():
        return
    names = {row["id"]: f"{row['title']} ({row['starts_on']:%Y})" for row in earlier.iter_rows(named=True)}
    chosen = st.selectbox(t("Or take over an earlier act"), list(names), format_func=names.__getitem__)
    act(
        t("Take over"),
        lambda db: actions.copy(db, chosen, event.id, by=user),
        said=lambda _: t("Taken over. Ribbons have to be checked again."),
        key="memorial.copy",
    )
