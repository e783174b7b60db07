"""The fields of an event's form: what is needed now, and the rest under “Other details”."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lib import clock
from lib.czech import dates
from lib.errors import BadInput
from lib.events import rules
from lib.events.entry import LONGEST_SUMMARY
from lib.i18n import t
from lib.ui import events as look
from lib.ui.event_entry import Organiser, Values, read_date
from lib.ui.forms import Form

PICTURES = ["jpg", "jpeg", "png", "webp"]


@dataclass(frozen=True)
class Choices:
    """What can be chosen: names of venues, organisers by their labels, office-holders by id, colleagues by login."""

    venues: Sequence[str]
    organisers: Mapping[str, Organiser]
    holders: Mapping[int, str]
    staff: Mapping[str, str]


def draw(form: Form, first: Values, choices: Choices, *, opened: bool) -> Values:
    """The fields with what they show at first; gives what is typed in them now.

    A choice with `index=None` can be emptied again; what it shows at first was put into it by `event_form.begin`.
    """
    typed = _needed(form, first, choices)
    with st.expander(t("Other details"), icon=":material/tune:", expanded=opened):
        typed |= _when_and_who(form, first, choices, new_organiser=typed["organiser"] not in choices.organisers)
        typed |= _for_people(form, first)
        typed |= _where_it_goes(form, first)
        typed |= _picture(form, first)
        typed |= _inside(form, first, choices, typed["attendees"])
    return first | typed


def _needed(form: Form, first: Values, choices: Choices) -> Values:
    title = form.ask("title", st.text_input, t("Title"), value=first["title"])
    left, right = st.columns(2)
    with left:
        date = form.ask("date", st.text_input, t("Date"), value=first["date"], placeholder=t("12. 12. 2026"))
        _weekday(date)
    with right:
        hint = t("17:00, 9:00–15:00 or celý den")
        time = form.ask("time", st.text_input, t("Time"), value=first["time"], placeholder=hint)
    left, right = st.columns(2)
    with left:
        venue = _one_of(form, "venue", t("Venue"), choices.venues, first["venue"], t("Choose, or write a new venue"))
    with right:
        kind = form.ask("kind", st.selectbox, t("Kind"), options=list(rules.KINDS), format_func=look.kind_word,
                        index=list(rules.KINDS).index(first["kind"]))  # fmt: skip
    left, right = st.columns(2)
    with left:
        organisers = list(choices.organisers)
        hint = t("Choose, or write a new name")
        organiser = _one_of(form, "organiser", t("Organiser"), organisers, first["organiser"], hint)
    with right:
        attendees = _people(form, "attendees", t("Leadership attending"), choices.holders, first["attendees"])
    return {"title": title, "date": date, "time": time, "venue": venue, "kind": kind, "organiser": organiser,
            "attendees": attendees}  # fmt: skip


def _weekday(typed: str) -> None:
    """The day in words, so that a slip in a number is seen at once; not when it was typed with its weekday."""
    try:
        day = read_date(typed, clock.today()) if typed.strip() else None
    except BadInput:
        return
    if day and dates.weekday(day)[:2] not in typed[:2].lower():
        st.caption(dates.long_date(day))


def _when_and_who(form: Form, first: Values, choices: Choices, *, new_organiser: bool) -> Values:
    left, right = st.columns(2)
    with left:
        ends_on = form.ask("ends_on", st.text_input, t("Last day"), value=first["ends_on"],
                           placeholder=t("only when it lasts several days"))  # fmt: skip
    with right:
        calendar = form.ask("calendar", st.selectbox, t("Calendar"), options=list(rules.CALENDARS), index=None,
                            format_func=look.calendar_word, placeholder=t("by the kind of the event"))  # fmt: skip
    left, right = st.columns(2)
    with left:
        together = form.ask("co_organisers", st.text_input, t("Organised with"), value=first["co_organisers"])
    ico = first["organiser_ico"]
    if new_organiser:
        with right:
            ico = form.ask("organiser_ico", st.text_input, t("Organiser's IČO"), value=ico)
    return {"ends_on": ends_on, "calendar": calendar, "co_organisers": together, "organiser_ico": ico}


def _for_people(form: Form, first: Values) -> Values:
    typed: Values = {}
    summary = form.ask("summary", st.text_area, t("Summary"), value=first["summary"], height=72,
                       help=t("At most {n} characters.", n=LONGEST_SUMMARY))  # fmt: skip
    length = len(summary.strip())
    st.caption(t("{length} of {most} characters", length=length, most=LONGEST_SUMMARY))
    typed["summary"] = summary
    typed["description"] = form.ask("description", st.text_area, t("Description"), value=first["description"],
                                    height=140)  # fmt: skip
    pairs = (
        ("audience", t("For whom")),
        ("admission", t("Admission")),
        ("contact", t("Contact")),
        ("web", t("Web page")),
    )
    typed |= _texts_in_twos(form, first, pairs)
    typed["for_children"] = _yes_no(form, "for_children", t("Suitable for children"), first["for_children"])
    return typed


def _where_it_goes(form: Form, first: Values) -> Values:
    channels = list(rules.PUBLISH_TO)
    publish_to = form.ask("publish_to", st.pills, t("Publish to"), options=channels, selection_mode="multi",
                          default=[one for one in first["publish_to"] if one in channels],
                          format_func=lambda code: t(rules.PUBLISH_TO[code]))  # fmt: skip
    typed: Values = {"publish_to": list(publish_to)}
    typed |= _texts_in_twos(form, first, (("paper_issue", t("Issue of the newspaper")), ("patronage", t("Patronage"))))
    typed["public"] = _yes_no(form, "public", t("In the public calendar"), first["public"])
    return typed


def _picture(form: Form, first: Values) -> Values:
    """A new picture is taken at saving; the one that is there stays until then."""
    st.file_uploader(t("Picture"), key=form.key("upload"), type=PICTURES)
    pairs = (("picture_alt", t("Description of the picture")), ("picture_credit", t("Author of the picture")))
    return _texts_in_twos(form, first, pairs)


def _inside(form: Form, first: Values, choices: Choices, attendees: Sequence[int]) -> Values:
    staff, typed = choices.staff, dict[str, Any]()
    left, right = st.columns(2)
    for column, field, label in ((left, "responsible", t("Responsible")), (right, "deputy", t("Deputy"))):
        with column:
            typed[field] = form.ask(field, st.selectbox, label, options=list(staff), format_func=staff.__getitem__,
                                    index=None, placeholder=t("Choose a colleague"))  # fmt: skip
    if attendees:
        typed["speakers"] = _people(form, "speakers", t("Who will speak"), choices.holders, first["speakers"])
    typed["note"] = form.ask("note", st.text_area, t("Note"), value=first["note"], height=96)
    return typed


def _texts_in_twos(form: Form, first: Values, pairs: Sequence[tuple[str, str]]) -> Values:
    columns = st.columns(2)
    typed: Values = {}
    for place, (field, label) in enumerate(pairs):
        with columns[place % 2]:
            typed[field] = form.ask(field, st.text_input, label, value=first[field])
    return typed


def _one_of(form: Form, field: str, label: str, known: Sequence[str], first: str | None, hint: str) -> str | None:
    """One of the known names, or a new one that is written."""
    options = list(known) if not first or first in known else [first, *known]
    chosen: str | None = form.ask(field, st.selectbox, label, options=options, index=None,
                                  accept_new_options=True, placeholder=hint)  # fmt: skip
    return chosen


def _people(form: Form, field: str, label: str, names: Mapping[int, str], first: Sequence[int]) -> list[int]:
    chosen: list[int] = form.ask(field, st.multiselect, label, options=list(names), format_func=names.__getitem__,
                                 default=[one for one in first if one in names], select_all=False,
                                 placeholder=t("Nobody yet"))  # fmt: skip
    return chosen


def _yes_no(form: Form, field: str, label: str, first: bool | None) -> bool | None:
    chosen: bool | None = form.ask(field, st.segmented_control, label, options=[True, False], default=first,
                                   format_func=lambda yes: t("yes") if yes else t("no"))  # fmt: skip
    return chosen
