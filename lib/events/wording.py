"""Fields, values and steps of events in the reader's words: what the ledger, a conflict and a button say."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from lib.czech import dates
from lib.events import rules
from lib.i18n import N, t

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


def _attendee(one: Mapping[str, Any]) -> str:
    answer = t(rules.ANSWERS[one["answer"]])
    return f"{one['name']} ({answer}, {t('speaks')})" if one["speaks"] else f"{one['name']} ({answer})"
