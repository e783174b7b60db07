"""Fields, values and steps of events in the reader's words: what the ledger, a conflict and a button say."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from lib.czech import dates, numbers
from lib.errors import BadInput
from lib.events import rules
from lib.events.series import Rule
from lib.i18n import N, t, tn

LONGEST = 80
"""Characters of a long text that are shown; the ledger keeps it whole."""
FIELDS = {
    "title": N("Title"),
    "kind": N("Kind"),
    "calendar": N("Calendar"),
    "state": N("State"),
    "starts_on": N("First day"),
    "ends_on": N("Last day"),
    "starts_at": N("Start"),
    "ends_at": N("End"),
    "all_day": N("Whole day"),
    "venue": N("Venue"),
    "organiser": N("Organiser"),
    "organiser_ico": N("Organiser's IČO"),
    "co_organisers": N("Organised with"),
    "summary": N("Summary"),
    "description": N("Description"),
    "audience": N("For whom"),
    "for_children": N("Suitable for children"),
    "admission": N("Admission"),
    "contact": N("Contact"),
    "attendees": N("Leadership attending"),
    "attended_by": N("Attended by"),
    "patronage": N("Patronage"),
    "web": N("Web page"),
    "publish_to": N("Publish to"),
    "paper_issue": N("Issue of the newspaper"),
    "public": N("In the public calendar"),
    "picture": N("Picture"),
    "picture_alt": N("Description of the picture"),
    "picture_credit": N("Author of the picture"),
    "responsible": N("Responsible"),
    "deputy": N("Deputy"),
    "note": N("Note"),
    "rule": N("Repetition"),
}
STEPS = {
    "proposed": N("Back to a proposal"),
    "confirmed": N("Confirm"),
    "postponed": N("Postpone without a date"),
    "cancelled": N("Call off"),
    "held": N("Was held"),
    "documented": N("Is documented"),
    "closed": N("Close"),
}


def state(code: str) -> str:
    """A state in one word."""
    return t(rules.STATES[code][0])


def changes(changed: Mapping[str, Any]) -> str:
    """`Místo konání: náměstí → Lipový park; Začátek: 9:00 → 10:00` of field → [before, after]."""
    return "; ".join(
        f"{t(FIELDS[name]) if name in FIELDS else name}: {value(name, before)} → {value(name, after)}"
        for name, (before, after) in changed.items()
    )


def value(name: str, stored: Any) -> str:
    """A value of the ledger as people read it; what is empty is a dash."""
    if stored in (None, "", []):
        return "—"
    if name in ("starts_on", "ends_on"):
        return dates.date(dt.date.fromisoformat(stored))
    if name in ("starts_at", "ends_at"):
        return dates.time(stored)
    if isinstance(stored, bool):
        return t("yes") if stored else t("no")
    if name == "attendees":
        return ", ".join(_attendee(one) for one in stored)
    words: Mapping[str, str] = {
        "kind": rules.KINDS, "calendar": rules.CALENDARS, "publish_to": rules.PUBLISH_TO,
        "state": {code: word for code, (word, _) in rules.STATES.items()},
    }.get(name, {})  # fmt: skip
    if isinstance(stored, list):
        return ", ".join(t(words[one]) if one in words else str(one) for one in stored)
    said = t(words[stored]) if stored in words else str(stored)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]} …"


def admission(typed: str) -> str:
    """Admission for the public: a bare amount (`390`, `70,-`) as money, anything else as it was typed."""
    try:
        return numbers.money(numbers.parse_money(typed))
    except BadInput:
        return typed


def repetition(rule: Rule) -> str:
    """`každý týden: úterý a čtvrtek, do 30. 6. 2027`."""
    every = {
        "DAILY": lambda n: tn("every day", "every {n} days", n),
        "WEEKLY": lambda n: tn("every week", "every {n} weeks", n),
        "MONTHLY": lambda n: tn("every month", "every {n} months", n),
        "YEARLY": lambda n: tn("every year", "every {n} years", n),
    }[rule.freq](rule.interval)
    when = [*(_which(*day) for day in rule.days), *(_month_day(day) for day in rule.month_days)]
    months = [dates.month_name(month) for month in rule.months]
    return f"{every}{': ' if when else ''}{', '.join([*when, *months])}, {_end(rule)}"


def _which(which: int, day: int) -> str:
    name = dates.weekday(dt.date(2024, 1, 1 + day))
    if which == 0:
        return name
    return t("the last {weekday}", weekday=name) if which == -1 else t("{n}. {weekday}", n=which, weekday=name)


def _month_day(day: int) -> str:
    return t("the last day") if day == -1 else t("day {n}.", n=day)


def _end(rule: Rule) -> str:
    if rule.until:
        return t("until {day}", day=dates.date(rule.until))
    return tn("{n} time", "{n} times", rule.count) if rule.count else t("without end")


def _attendee(one: Mapping[str, Any]) -> str:
    answer = t(rules.ANSWERS[one["answer"]])
    return f"{one['name']} ({answer}, {t('speaks')})" if one["speaks"] else f"{one['name']} ({answer})"
