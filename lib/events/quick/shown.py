"""What the words of a line became, in words, and what a person should notice before saving."""

import datetime as dt
from collections.abc import Iterator

from lib.czech import dates
from lib.events.quick.understood import Understood
from lib.i18n import N, t

WHAT = {
    "date": N("date"),
    "time": N("time"),
    "all_day": N("all day"),
    "title": N("title"),
    "venue": N("venue"),
    "new_venue": N("new venue"),
    "person": N("attends"),
    "responsible": N("responsible"),
    "deputy": N("deputy"),
    "admission": N("admission"),
    "question": N("to be chosen"),
    "note": N("note"),
}
"""What a reading became → its word."""
FAR = dt.timedelta(days=300)


def notices(understood: Understood, today: dt.date) -> Iterator[str]:
    """Sentences about what is unusual: a day that has passed or is far, no time, a venue that nobody knows yet."""
    entry = understood.entry
    if entry.last_day < today:
        yield t("{day} has passed.", day=dates.short_date(entry.starts_on))
    elif entry.starts_on - today > FAR:
        yield t("{day} is the next such day. For another year write it too.", day=dates.short_date(entry.starts_on))
    if entry.starts_at is None and not entry.all_day and entry.last_day == entry.starts_on:
        yield t("The time is missing. Write it like 17:00, or “celý den”.")
    if understood.new_venue and not any(one.field == "venue" for one in understood.questions):
        yield t("{venue} is a new venue; it will be added.", venue=entry.venue)
