"""Deciding what is wanted from an event, and what follows when the event moves or is called off."""

import datetime as dt

from lib import audit, clock, settings, store
from lib.access import User, needs
from lib.coverage.queries.people import event_row
from lib.coverage.queries.plan import one
from lib.coverage.rules import plan as rules
from lib.errors import BadInput, Refused
from lib.store import Database

CLOSED_TELEVISION = ("shot", "broadcast", "refused", "cancelled")
_WANT = """
insert into coverage (event_id, kind, intent, due_at, due_given, planned_for, note, created_at)
values (:event, :kind, :intent, :due, :given, :last, coalesce(:note, ''), :now)
on conflict (event_id, kind) do update set intent = excluded.intent, cancelled_at = null, cancelled_because = '',
    note = coalesce(:note, note),
    due_at = case when :said or not due_given then excluded.due_at else due_at end,
    planned_for = case when :said or not due_given then excluded.planned_for else planned_for end,
    due_given = case when :said then excluded.due_given else due_given end
returning id"""


@needs("coverage.edit")
def want(
    db: Database,
    event_id: int,
    kind: str,
    intent: str = "intended",
    *,
    due_at: dt.datetime | None = None,
    note: str | None = None,
    by: User,
) -> int:
    """Decide about one kind of coverage of an event and give the coverage's id; decided again, it changes.

    `intent` is a key of `rules.plan.INTENTS`. Without a term (`due_at`, naive wall clock) the usual one of the kind
    holds, and a term that somebody set stays. What was called off is wanted again.
    """
    rules.check_kind(kind, intent)
    event = event_row(db, event_id)
    if intent == "intended" and event["state"] == "cancelled":
        raise Refused("{event} is called off. Nothing can be wanted from it.", event=event["title"])
    last = dt.date.fromisoformat(event["ends_on"])
    usual = usual_due(db, kind, last)
    term = f"{due_at:%Y-%m-%d %H:%M}" if due_at else usual
    values = {
        "event": event_id, "kind": kind, "intent": intent, "due": term, "given": int(term != usual),
        "last": event["ends_on"], "said": due_at is not None, "note": note and note.strip(), "now": clock.stamp(),
    }  # fmt: skip
    coverage_id = int(db.conn.execute(_WANT, values).fetchone()[0])
    if intent == "no":
        release_all(db, coverage_id)
    audit.record(db, by, "coverage.want", f"event:{event_id}", {"kind": kind, "intent": intent, "due_at": term})
    return coverage_id


@needs("coverage.edit")
def drop(db: Database, coverage_id: int, reason: str, *, by: User) -> None:
    """Call one coverage off, with the reason; those who were asked are released by it."""
    coverage = one(db, coverage_id)
    if coverage.cancelled_because:
        raise Refused("This coverage is called off already.")
    _cancel(db, [coverage_id], _said(reason))
    detail = {"kind": coverage.kind, "reason": reason.strip()}
    audit.record(db, by, "coverage.drop", f"event:{coverage.event_id}", detail)


@needs("coverage.edit")
def drop_of(db: Database, event_id: int, reason: str, *, by: User) -> int:
    """Call off whatever is still awaited from an event, requests to television too; gives how many things it was.

    What was delivered stays.
    """
    found = store.rows(
        db,
        """select id from coverage c where event_id = ? and cancelled_at is null and intent <> 'no' and not exists
        (select 1 from delivery d where d.coverage_id = c.id and d.withdrawn_at is null)""",
        (event_id,),
    )
    because = _said(reason)
    _cancel(db, [row["id"] for row in found], because)
    marks = ", ".join("?" * len(CLOSED_TELEVISION))
    requests = db.conn.execute(
        f"update tv_request set state = 'cancelled', reason = ? where event_id = ? and state not in ({marks})",
        (because, event_id, *CLOSED_TELEVISION),
    ).rowcount
    if found or requests:
        detail = {"coverage": len(found), "television": requests, "reason": because}
        audit.record(db, by, "coverage.drop_of", f"event:{event_id}", detail)
    return len(found) + int(requests)


@needs("coverage.edit")
def replan(db: Database, event_id: int, *, by: User) -> list[tuple[int, str, str]]:
    """Let the terms of coverage follow a moved event: (coverage id, old term, new term) of those that changed.

    A term that somebody set keeps its distance from the event. Whoever accepted for another time is asked again.
    """
    event = event_row(db, event_id)
    last = dt.date.fromisoformat(event["ends_on"])
    changed = [moved for row in _awaited(db, event_id) if (moved := _moved(db, row, last))]
    db.conn.executemany(
        "update coverage set due_at = ?, planned_for = ? where id = ?",
        [(new, event["ends_on"], coverage_id) for coverage_id, _, new in changed],
    )
    asked = db.conn.execute(
        """update assignment set state = 'offered', answered_at = null where state = 'accepted' and agreed_for <> ?
        and coverage_id in (select id from coverage where event_id = ? and cancelled_at is null)""",
        (start(event), event_id),
    ).rowcount
    if changed or asked:
        detail = {"terms": [[old, new] for _, old, new in changed], "asked_again": asked}
        audit.record(db, by, "coverage.replan", f"event:{event_id}", detail)
    return changed


def start(event: dict[str, object]) -> str:
    """When an event starts, for which people agree to come: `2026-11-28 17:00`, or the day alone."""
    return f"{event['starts_on']} {event['starts_at'] or ''}".strip()


def usual_due(db: Database, kind: str, last_day: dt.date) -> str:
    """The term of a kind as the office set it: photographs the next working day at noon, an article in two."""
    days = settings.value(db, f"coverage.{kind}_days")
    return rules.due(last_day, int(days), settings.value(db, "coverage.due_time"))


def _awaited(db: Database, event_id: int) -> list[dict[str, object]]:
    return store.rows(
        db,
        "select id, kind, due_at, due_given, planned_for from coverage where event_id = ? and cancelled_at is null",
        (event_id,),
    )


def _moved(db: Database, row: dict[str, object], last: dt.date) -> tuple[int, str, str] | None:
    old = str(row["due_at"])
    before = dt.date.fromisoformat(str(row["planned_for"]))
    if before == last:
        return None
    new = rules.moved_due(old, before, last) if row["due_given"] else usual_due(db, str(row["kind"]), last)
    return int(str(row["id"])), old, new


def _cancel(db: Database, coverage_ids: list[int], because: str) -> None:
    db.conn.executemany(
        "update coverage set cancelled_at = ?, cancelled_because = ? where id = ?",
        [(clock.stamp(), because, coverage_id) for coverage_id in coverage_ids],
    )


def release_all(db: Database, coverage_id: int) -> None:
    """Nobody is asked for it any more."""
    db.conn.execute(
        "update assignment set state = 'released' where coverage_id = ? and state in ('offered', 'accepted')",
        (coverage_id,),
    )


def _said(reason: str) -> str:
    because = " ".join(reason.split())
    if not because:
        raise BadInput("Say why it is called off.", field="reason")
    return because
