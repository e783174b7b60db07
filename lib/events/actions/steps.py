"""Steps of an event from a proposal to its closing, each with who and why; a wrong one can be taken back."""

from lib import audit, clock
from lib.access import User, needs
from lib.czech import dates
from lib.errors import BadInput, Refused
from lib.events import rules, wording
from lib.events.actions import ledger
from lib.events.queries.one import Event, event, state_before
from lib.store import Database


@needs("events.edit")
def step(db: Database, event_id: int, to: str, reason: str = "", *, by: User) -> None:
    """Take an event to another state. Postponing, calling off and taking a step back need a reason (BadInput).

    Calling off here changes the event alone; `lib.flows.cancel_event` also releases what hangs on it. Refused for a
    state that cannot follow, and for an event that is said to have been held before its day.
    """
    now = event(db, event_id, by=by)
    _refuse_step(now, to, state_before(db, now))
    back = to not in rules.STEPS[now.state]
    if (back or to in rules.WHY) and not reason.strip():
        raise BadInput("Say why. Colleagues will read it with the event.", field="reason")
    db.conn.execute("update event set state = ? where id = ?", (to, event_id))
    changed = {"state": [now.state, to]}
    ledger.write(db, event_id, "step", changed, reason=reason, by=by)
    audit.record(db, by, "events.step", f"event:{event_id}", {"reason": reason.strip(), "changes": changed})


def _refuse_step(now: Event, to: str, before: str | None) -> None:
    if to == now.state:
        raise Refused("“{title}” is already {state}.", title=now.title, state=wording.state(to))
    if to not in rules.STEPS[now.state] and to != before:
        raise Refused(
            "“{title}” is {state}; the step to {wanted} does not follow from that.",
            title=now.title,
            state=wording.state(now.state),
            wanted=wording.state(to) if to in rules.STATES else to,
        )
    if to == "held" and before != to and now.day > clock.today():
        raise Refused("“{title}” is only on {day}; it cannot have been held yet.", title=now.title,
                      day=dates.date(now.day))  # fmt: skip
