"""What waits of posts: channels to be connected again, messages in trouble, approvals, posts that hold no more, public
events of the weekend without any post."""

from typing import Any

from lib import clock, outbox, store
from lib.access import User, needs
from lib.czech import dates
from lib.flows import publishing_held
from lib.flows.today import Matter
from lib.i18n import N, t, tn
from lib.publishing import queries
from lib.store import Database

PAGE, BOARD, CHANNEL = "pages/publishing/post.py", "pages/publishing/board.py", "pages/channels/channel.py"
SHOWN = 6
FROM_WEEKDAY = 3
"""The weekend is looked at from Wednesday on: what is missing can still be written."""
TROUBLES = {
    "unknown": ("late", N("may be out"), N("Look into the channel and say whether it is there.")),
    "failed": ("late", N("was not sent"), N("See why, mend it and send it again, or put it aside.")),
    "missed": ("late", N("its time has passed"), N("Send it now, or cancel it.")),
    "handover": ("due", N("to be handed over"), N("Send it by hand and confirm it.")),
}
"""State of the outbox → tone, word, what to do."""
_TROUBLED = f"""
select story_id, title, outbox.state, coalesce(channel.name, post.channel) as channel
from post join outbox on outbox.id = message_id join story on story.id = story_id
left join channel on channel.code = post.channel
where outbox.state in ('unknown', 'failed', 'missed', 'handover') order by outbox.state = 'handover', publish_at
limit {SHOWN}
"""


@needs("publishing.read")
def matters(db: Database, *, by: User) -> list[Matter]:
    """What this person can do something about, the worst first."""
    found: list[Matter] = []
    if by.may("publishing.publish"):
        found += _channels(db, by)
        found += [_trouble(row) for row in store.rows(db, _TROUBLED)]
    held = publishing_held.held_ahead(db, by=by) if by.may("publishing.write") else []
    found += [_held_back(row) for row in held[:SHOWN]]
    if by.may("publishing.approve"):
        waits = queries.waits_for_approval(db, by=by).head(SHOWN)
        found += [_approval(row) for row in waits.iter_rows(named=True)]
    if by.may("publishing.write"):
        found += [_held(row) for row in queries.to_check(db, by=by).head(SHOWN).iter_rows(named=True)]
        found += _weekend(db, by)
    return found


def _channels(db: Database, by: User) -> list[Matter]:
    """Channels through which nothing goes until somebody mends them, and tokens that end soon."""
    found: list[Matter] = []
    for one in outbox.channels(db, by=by):
        if not one.switched_on or one.by_hand:
            continue
        address = {"kod": one.code}
        if one.trouble:
            said = t("Nothing goes out there until then; what waits is kept.")
            found.append(Matter("late", t("to be connected again"), one.name, said, CHANNEL, address))
        elif one.ends_soon and one.token_expires_on:
            day = t("Token until {day}.", day=dates.date(one.token_expires_on))
            found.append(Matter("due", t("the token ends soon"), one.name, day, CHANNEL, address))
    return found


def _trouble(row: dict[str, Any]) -> Matter:
    tone, word, advice = TROUBLES[row["state"]]
    detail = f"{row['channel']}. {t(advice)}"
    query = {"id": str(row["story_id"]), "cast": "odeslani"}
    return Matter(tone, t(word), row["title"], detail, PAGE, query)  # type: ignore[arg-type]


def _held_back(row: dict[str, Any]) -> Matter:
    detail = t("{name} {when}. See why, mend it and queue it again.", name=row["name"],
               when=dates.short_moment(row["wall_time"]))  # fmt: skip
    return Matter("late", t("held back"), row["title"], detail, PAGE, {"id": str(row["story_id"]), "cast": "odeslani"})


def _approval(row: dict[str, Any]) -> Matter:
    day = t("planned for {day}", day=dates.short_date(row["plan_on"])) if row["plan_on"] else ""
    return Matter("due", t("to be approved"), row["title"], day, PAGE, {"id": str(row["id"])})


def _held(row: dict[str, Any]) -> Matter:
    until, query = row["relevant_until"], {"id": str(row["id"]), "cast": "dalsi"}
    if until and until < clock.today():
        detail = t("held until {day}. Withdraw it, or say that it holds longer.", day=dates.short_date(until))
        return Matter("late", t("holds no more"), row["title"], detail, PAGE, query)
    detail = t("to be looked at again on {day}", day=dates.short_date(row["check_on"]))
    return Matter("due", t("check it again"), row["title"], detail, PAGE, query)


def _weekend(db: Database, by: User) -> list[Matter]:
    today = clock.today()
    if today.isoweekday() < FROM_WEEKDAY:
        return []
    missing = queries.missing_for_weekend(db, today, by=by).events
    if missing.is_empty():
        return []
    what = tn("{n} event of the weekend has no post", "{n} events of the weekend have no post", missing.height)
    return [Matter("due", t("weekend"), what, ", ".join(missing["title"].head(3)), BOARD)]
