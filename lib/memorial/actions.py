"""Preparing a memorial act, checking its ribbons, signing it off and what changes after that."""

import dataclasses

from lib import audit, clock
from lib.access import User, needs
from lib.errors import BadInput, Conflict, Refused
from lib.events import event, outlets
from lib.i18n import t
from lib.memorial import rules
from lib.memorial.queries import OUTLET, Kept, current, differences
from lib.memorial.rules import Act
from lib.store import Database


@needs("memorial.edit")
def save(db: Database, event_id: int, act: Act, *, started_from: int, reason: str = "", by: User) -> int:
    """Keep the act as a new version and give its number; an act as it was gives the old one.

    `started_from` is the version that the person saw: Conflict when somebody saved another since. After signing off
    BadInput without a reason: what is changed then, all must hear of.
    """
    _refuse_other_kind(db, event_id, by)
    now = current(db, event_id)
    _refuse_overwriting(db, now, event_id, started_from)
    new = rules.tidy(act, now.act)
    if new == now.act and now.version:
        return now.version
    if now.lock and not reason.strip():
        raise BadInput(
            "The act is signed off. Say why it changes; everybody on the script will see it.", field="reason"
        )
    return _keep(db, event_id, new, now, reason, by)


@needs("memorial.edit")
def check_ribbon(db: Database, event_id: int, place: int, *, by: User) -> None:
    """Say that the ribbon of the wreath at a place (from 0) was compared letter by letter."""
    _set_check(db, event_id, place, by.name, t("the ribbon is checked"), by)


@needs("memorial.edit")
def uncheck_ribbon(db: Database, event_id: int, place: int, *, by: User) -> None:
    """Take the check of a ribbon back."""
    _set_check(db, event_id, place, "", t("the check of the ribbon is taken back"), by)


def _set_check(db: Database, event_id: int, place: int, checked_by: str, reason: str, by: User) -> None:
    now = current(db, event_id)
    if not 0 <= place < len(now.act.wreaths):
        raise BadInput("This wreath is not on the list any more.")
    wreaths = list(now.act.wreaths)
    if not wreaths[place].ribbon:
        raise Refused("The ribbon of {institution} has no text yet.", institution=wreaths[place].institution)
    wreaths[place] = dataclasses.replace(wreaths[place], checked_by=checked_by)
    _keep(db, event_id, dataclasses.replace(now.act, wreaths=tuple(wreaths)), now, reason, by)


@needs("memorial.edit")
def begin_script(db: Database, event_id: int, *, by: User) -> None:
    """Begin the script in the usual order; Refused when there is one."""
    now = current(db, event_id)
    if now.act.script:
        raise Refused("The script has its lines already.")
    _refuse_other_kind(db, event_id, by)
    _keep(db, event_id, dataclasses.replace(now.act, script=rules.usual_script()), now, "", by)


@needs("memorial.edit")
def copy(db: Database, from_event: int, to_event: int, *, by: User) -> None:
    """Take over another act (last year's): everything but the checks of ribbons. Refused when there is something."""
    _refuse_other_kind(db, to_event, by)
    now, source = current(db, to_event), current(db, from_event)
    if now.version:
        raise Refused("This act is begun already. Nothing was taken over.")
    if not source.version:
        raise Refused("There is nothing to take over.")
    wreaths = tuple(dataclasses.replace(one, checked_by="") for one in source.act.wreaths)
    _keep(db, to_event, dataclasses.replace(source.act, wreaths=wreaths), now, "", by)


@needs("memorial.sign")
def sign(db: Database, event_id: int, *, by: User) -> None:
    """Lock the act and sign it off as it is now; Refused with everything that is missing. Signing again after a
    change locks the new version."""
    one, now = event(db, event_id, by=by), current(db, event_id)
    lacking = rules.missing(now.act, one.title, one.day, confirmed=one.state == "confirmed")
    if lacking:
        raise Refused("The act cannot be signed off yet. {reasons}", reasons=" ".join(gap.sentence for gap in lacking))
    if now.lock and not now.changed_since_lock and not _event_changed(db, event_id, by):
        raise Refused("The act is signed off already as it is.")
    _open(db, event_id, t("signed again"))
    db.conn.execute(
        "insert into memorial_lock (event_id, version, at, by_login, by_name) values (?, ?, ?, ?, ?)",
        (event_id, now.version, clock.stamp(), by.login, by.name),
    )
    outlets.tell(db, event_id, OUTLET, t("Signed script of the act"), by)
    audit.record(db, by, "memorial.sign", f"event:{event_id}", {"version": now.version})


@needs("memorial.sign")
def unlock(db: Database, event_id: int, reason: str, *, by: User) -> None:
    """Take the signature back, with the reason."""
    if not reason.strip():
        raise BadInput("Say why the signature is taken back.", field="reason")
    if current(db, event_id).lock is None:
        raise Refused("The act is not signed off.")
    _open(db, event_id, reason.strip())
    outlets.forget(db, event_id, OUTLET, by)
    audit.record(db, by, "memorial.unlock", f"event:{event_id}", {"reason": reason.strip()})


def _keep(db: Database, event_id: int, new: Act, now: Kept, reason: str, by: User) -> int:
    version = now.version + 1
    db.conn.execute(
        "insert into memorial_version values (?, ?, ?, ?, ?, ?)",
        (event_id, version, clock.stamp(), by.login, reason.strip(), rules.to_json(new)),
    )
    audit.record(db, by, "memorial.save", f"event:{event_id}", {"version": version, "reason": reason.strip()})
    return version


def _open(db: Database, event_id: int, reason: str) -> None:
    db.conn.execute(
        "update memorial_lock set unlocked_at = ?, unlocked_because = ? where event_id = ? and unlocked_at is null",
        (clock.stamp(), reason, event_id),
    )


def _event_changed(db: Database, event_id: int, by: User) -> bool:
    out = outlets.of(db, event_id, by=by).filter(outlet=OUTLET)
    return bool(out["stale"].any())


def _refuse_other_kind(db: Database, event_id: int, by: User) -> None:
    if event(db, event_id, by=by).kind != "memorial":
        raise Refused("This event is not a memorial act. Change its kind first.")


def _refuse_overwriting(db: Database, now: Kept, event_id: int, started_from: int) -> None:
    if started_from == now.version:
        return
    row = db.conn.execute(
        "select coalesce(user.name, by_login), content from memorial_version left join user on login = by_login"
        " where event_id = ? and version = ?",
        (event_id, now.version),
    ).fetchone()
    before = db.conn.execute(
        "select content from memorial_version where event_id = ? and version = ?", (event_id, started_from)
    ).fetchone()
    said = differences(rules.from_json(before[0]) if before else Act(), now.act)
    raise Conflict(
        "{who} has changed the act meanwhile: {changes}. What you typed stays here; compare it and save again.",
        who=row[0],
        changes="; ".join(said),
    )
