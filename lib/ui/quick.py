"""Quick entry on the screen: what a typed line was understood as, what can be corrected, what was just saved."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates
from lib.errors import BadInput
from lib.events import queries, quick, rules
from lib.events.entry import Attendee, Entry
from lib.events.quick import Question, Understood, Vocabulary
from lib.flows import enter_event, quick_entry
from lib.i18n import t
from lib.ui import badges, cached, event_clashes
from lib.ui import events as look
from lib.ui.facts import facts
from lib.ui.forms import Form, act
from lib.ui.head import Link
from lib.ui.plain import plain

PAGE = "pages/events/quick.py"
EXAMPLES = (
    "so 12. 12. 17:00 rozsvícení stromu, náměstí, starostka",
    "zítra 9–11 schůzka s hasiči, zasedačka",
    "1.–3. 5. Dny města, Lipový park, vstup volný",
    "24. 12. celý den otevřený betlém, kostel",
)
"""Czech in every language: it is how a line is typed."""


@dataclass(frozen=True)
class Draft:
    """What stands on the screen: the event to be saved, or why there is none."""

    entry: Entry | None = None
    refusal: BadInput | None = None


def draw(form: Form, user: User) -> Draft:
    """The one field, read at every pause of typing, and beneath it what it says."""
    names = cached.read(quick_entry.vocabulary, by=user)
    hint = t("Commas divide the parts: title, venue, who attends; anything else becomes a note.")
    line = form.ask("line", st.text_input, t("What, when, where, who"), live="0.3s", placeholder=EXAMPLES[0], help=hint)
    try:
        understood = quick.read(line or "", names, clock.today())
    except BadInput as error:
        if line:
            st.caption(plain(str(error)))
        else:
            _examples()
        return Draft(refusal=error)
    return _understood(form, understood, names, user)


def save(form: Form, draft: Draft, user: User) -> None:
    """Keep the event, or say what is missing; the line stays as it was typed."""
    entry = draft.entry
    if draft.refusal or entry is None:
        form.refuse(draft.refusal or BadInput("Write the line first.", field="line"))
        return
    form.save(
        lambda db: enter_event.enter(db, entry, by=user),
        said=lambda _: t("{title} is saved.", title=entry.title),
        go=PAGE,
        query=lambda event_id: {"zapsano": str(event_id)},
    )


def saved(user: User) -> None:
    """The event that was saved last: where it leads, and the way back."""
    number = st.query_params.get("zapsano", "")
    if not number.isdecimal():
        return
    event = cached.read(queries.event, int(number), by=user)
    with st.container(border=True, key="quick-saved"):
        badges.show(look.states()[event.state], badges.state(look.kind_word(event.kind), "planned"))
        st.text(f"{event.title}, {_when(event.day, event.last_day, event.starts_at, event.ends_at, event.all_day)}")
        with st.container(horizontal=True):
            Link(t("Open the event"), "pages/events/event.py", ":material/event:", {"id": number}).draw(key="quick")
            Link(t("Enter another"), PAGE, ":material/add:").draw(key="quick")
            act(
                t("Take it back"), lambda db: quick_entry.take_back(db, event.id, by=user), key="quick.back",
                said=lambda title: t("{title} was taken back.", title=title), go=PAGE, icon=":material/undo:",
            )  # fmt: skip


def _examples() -> None:
    st.caption(t("For example:"))
    st.text("\n".join(EXAMPLES))


def _understood(form: Form, understood: Understood, names: Vocabulary, user: User) -> Draft:
    """The event, how it came from the words, its questions, clashes and corrections."""
    result = st.container()
    answers = {one.words: _answer(form, one) for one in understood.questions}
    entry = understood.settled({words: chosen for words, chosen in answers.items() if chosen is not None})
    alarms = st.container()
    with st.expander(t("Correct"), icon=":material/edit:"):
        entry = _corrected(form, entry, names)
    with result:
        _told(understood, entry, names)
    with alarms:
        event_clashes.panel(entry, None, user)
    unanswered = [one for one in understood.questions if one.must and answers[one.words] is None]
    if unanswered:
        words = unanswered[0].words
        return Draft(entry, BadInput("“{words}” may mean several things. Choose one of them.", words=words))
    return Draft(entry)


def _told(understood: Understood, entry: Entry, names: Vocabulary) -> None:
    people = {one.id: f"{one.name}, {one.office}" for one in names.leadership}
    staff = {one.login: one.name for one in names.staff}
    facts(
        {
            t("Title"): entry.title,
            t("When"): _when(entry.starts_on, entry.last_day, entry.starts_at, entry.ends_at, entry.all_day),
            t("Venue"): entry.venue,
            t("Attends"): "; ".join(people[one.holder_id] for one in entry.attendees),
            t("Kind"): look.kind_word(entry.kind),
            t("Responsible"): staff.get(entry.responsible or ""),
            t("Deputy"): staff.get(entry.deputy or ""),
            t("Admission"): entry.admission,
            t("Note"): entry.note,
        }
    )
    read = " · ".join(f"„{one.words}“ {t(quick.WHAT[one.what])}" for one in understood.reads)
    st.caption(plain(t("Read as: {read}", read=read)))
    for notice in quick.notices(understood, clock.today()):
        st.caption(plain(notice))


def _answer(form: Form, question: Question) -> Any:
    """The choice among what the words may mean; nothing until somebody chooses, unless it only suggests."""
    labels = dict(question.options)
    default = None if question.must else question.words
    asked = t("What is “{words}”?", words=question.words)
    return form.ask(f"question.{question.words}", st.pills, plain(asked), options=list(labels),
                    format_func=labels.__getitem__, default=default)  # fmt: skip


def _corrected(form: Form, entry: Entry, names: Vocabulary) -> Entry:
    """Fields that show what was understood; what is changed in them holds until the line says something else."""
    title = form.ask(f"title.{entry.title}", st.text_input, t("Title"), value=entry.title)
    venues = [*([entry.venue] if entry.venue and entry.venue not in names.venues else []), *names.venues]
    venue = form.ask(
        f"venue.{entry.venue}", st.selectbox, t("Venue"), options=venues, index=_place(venues, entry.venue),
        accept_new_options=True, placeholder=t("Choose, or write a new venue"),
    )  # fmt: skip
    people = {one.id: f"{one.name}, {one.office}" for one in names.on(entry.starts_on)}
    asked = [one.holder_id for one in entry.attendees]
    chosen = form.ask(
        f"attendees.{asked}", st.multiselect, t("Leadership attending"), options=list(people), default=asked,
        format_func=people.__getitem__, placeholder=t("Nobody yet"), select_all=False,
    )  # fmt: skip
    kinds, staff = list(rules.KINDS), {one.login: one.name for one in names.staff}
    kind = form.ask(f"kind.{entry.kind}", st.selectbox, t("Kind"), options=kinds, index=kinds.index(entry.kind),
                    format_func=look.kind_word, required=True)  # fmt: skip
    responsible = form.ask(
        f"responsible.{entry.responsible}", st.selectbox, t("Responsible"), options=list(staff),
        index=_place(list(staff), entry.responsible), format_func=staff.__getitem__,
        placeholder=t("Choose a colleague"),
    )  # fmt: skip
    note = form.ask(f"note.{entry.note}", st.text_input, t("Note"), value=entry.note)
    attendees = tuple(Attendee(holder_id) for holder_id in chosen)
    return replace(entry, title=title or entry.title, venue=venue or "", attendees=attendees, kind=kind or entry.kind,
                   responsible=responsible, note=note)  # fmt: skip


def _place(options: Sequence[Any], value: Any) -> int | None:
    return options.index(value) if value in options else None


def _when(first: dt.date, last: dt.date, starts_at: str | None, ends_at: str | None, all_day: bool) -> str:
    """`so 12. 12. 2026, 17:00`, with hours also when it lasts several days or past midnight."""
    if all_day:
        return t("{days}, all day", days=dates.short_date(first) if first == last else dates.span(first, last))
    if last == first or not starts_at:
        return rules.when(first, last, starts_at, ends_at)
    overnight = ends_at and ends_at <= starts_at and last - first == dt.timedelta(days=1)
    days = dates.short_date(first) if overnight else dates.span(first, last)
    return f"{days}, {dates.span(starts_at, ends_at)}"
