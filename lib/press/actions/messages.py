"""Messages to citizens: written, approved, sent by hand in MUNIPOLIS and confirmed, proved by the town's RSS."""

import datetime as dt
import json
from typing import Any

from lib import audit, clock, series
from lib.access import User, needs
from lib.errors import Refused
from lib.photos import queries as photos
from lib.press.actions import approving
from lib.press.actions.writing import insert, update
from lib.press.queries.approvals import stands
from lib.press.queries.messages import Feed, Kept, kept
from lib.press.rules import messages as rules
from lib.press.rules.approving import content_hash
from lib.press.rules.messages import Message, Sent
from lib.store import Database


@needs("press.edit")
def draft(db: Database, message: Message, *, by: User) -> int:
    """Begin a message and give its id."""
    said, now = rules.tidy(message), clock.stamp()
    if said.corrects_id is not None and kept(db, said.corrects_id).sent_at is None:
        raise Refused("It was not sent yet; correct it itself.")
    values = {**_columns(said), "created_by": by.login, "created_at": now, "updated_at": now}
    message_id = insert(db, "citizen_message", values)
    audit.record(db, by, "press.message", _subject(message_id), {"title": said.title})
    return message_id


@needs("press.edit")
def save(db: Database, message_id: int, message: Message, version: int, *, by: User) -> None:
    """Save a message; one that was approved has to be approved again."""
    _open(db, message_id)
    said = rules.tidy(message)
    values = {**_columns(said), "state": "draft", "approved_by": None, "approved_at": None, "updated_at": clock.stamp()}
    update(db, "citizen_message", message_id, values, version)
    audit.record(db, by, "press.message_saved", _subject(message_id), {"title": said.title})


@needs("publishing.approve")
def approve(db: Database, message_id: int, version: int, *, needed: int = 1, by: User) -> bool:
    """Approve a message as it is; whether it is approved now, or waits for another person. Refused while a text or a
    target is missing."""
    before = _open(db, message_id)
    rules.check(before.message)
    _check_photo(db, before.message)
    subject = _subject(message_id)
    if stands(db, subject, before.message, needed).enough:
        done = True  # A text that was changed and changed back has its approvals.
    else:
        done = approving.approve(db, subject, before.message, content_hash(before.message), needed, by)
    values = {"state": "approved", "approved_by": by.login, "approved_at": clock.stamp()} if done else {}
    update(db, "citizen_message", message_id, {**values, "updated_at": clock.stamp()}, version)
    if done:
        audit.record(db, by, "press.message_approved", subject, {"title": before.message.title})
    return done


@needs("press.edit")
def sent(
    db: Database, message_id: int, said: Sent, *, at: str | None = None, needed: int = 1, by: User
) -> str:  # fmt: skip
    """The operator has sent it in MUNIPOLIS: people by channel, the cost, UTC text of the moment; gives the number.
    Refused when fewer people than are `needed` have approved it, or its photograph might not be used any more."""
    before = _open(db, message_id)
    if before.state != "approved":
        raise Refused("Nobody has approved it yet.")
    rules.check_sent(said, before.message.channels)
    moment = at or clock.stamp()
    if moment > clock.stamp():
        raise Refused("This moment has not come yet.", field="at")
    if not stands(db, _subject(message_id), before.message, needed).enough:
        raise Refused("It needs one more approval now, because the election regime holds or the office asks for two."
                      " Let another person approve it.")  # fmt: skip
    _check_photo(db, before.message, clock.prague(moment).date())
    year = clock.prague(moment).year
    number = f"{rules.SERIES} {series.take(db, rules.SERIES, year)}/{year}"
    people = {channel: said.recipients[channel] for channel in before.message.channels}
    values = {
        "state": "sent",
        "number": number,
        "sent_at": moment,
        "cost": said.cost,
        "recipients": json.dumps(people),
        "updated_at": clock.stamp(),
    }
    update(db, "citizen_message", message_id, values)
    detail = {"number": number, "recipients": sum(people.values()), "cost": said.cost}
    audit.record(db, by, "press.message_sent", _subject(message_id), detail)
    return number


@needs("press.edit")
def correction_of(db: Database, message_id: int, *, by: User) -> int:
    """Begin a message that corrects this one; gives its id."""
    before = kept(db, message_id)
    return draft(db, Message(**{**vars(before.message), "corrects_id": message_id}), by=by)


@needs("press.edit")
def remove(db: Database, message_id: int, *, by: User) -> None:
    """Throw a message away that was not sent."""
    before = _open(db, message_id)
    db.conn.execute("delete from citizen_message where id = ?", (message_id,))
    audit.record(db, by, "press.message_removed", _subject(message_id), {"title": before.message.title})


@needs("press.edit")
def proved(db: Database, message_id: int, link: str, *, by: User) -> None:
    """The town's RSS shows the message at a link."""
    if kept(db, message_id).sent_at is None:
        raise Refused("Nobody has written down that it was sent.")
    update(db, "citizen_message", message_id, {"rss_link": link, "rss_at": clock.stamp()})
    audit.record(db, by, "press.message_proved", _subject(message_id), {"link": link})


def remember_feed(db: Database, feed: Feed) -> None:
    """What the town's RSS said, for the next question; the worker's note, no deed."""
    values: dict[str, Any] = vars(feed)
    names = ", ".join(values)
    marks = ", ".join("?" * len(values))
    db.conn.execute(f"insert or replace into citizen_feed ({names}) values ({marks})", tuple(values.values()))


def photo_withdrawn(db: Database, photo_id: int, by: User) -> None:
    """Messages with a photograph that was withdrawn have to be approved without it; for the flow that withdraws it."""
    sql = "select id from citizen_message where photo_id = ? and state = 'approved'"
    for (message_id,) in db.conn.execute(sql, (photo_id,)).fetchall():
        update(db, "citizen_message", message_id, {"state": "draft", "approved_by": None, "approved_at": None})
        audit.record(db, by, "press.message_dropped", _subject(message_id), {"photo": photo_id})


def _check_photo(db: Database, message: Message, day: dt.date | None = None) -> None:
    if message.photo_id is None:
        return
    photo = photos.existing(db, message.photo_id)
    if obstacle := photo.obstacle(promotion=False, day=day):
        raise Refused(obstacle, field="photo")
    if not photo.alt:
        raise Refused("Nobody has said what the photograph shows. Write it on its page first.", field="photo")


def _columns(message: Message) -> dict[str, Any]:
    return {**vars(message), "channels": json.dumps(message.channels)}


def _open(db: Database, message_id: int) -> Kept:
    found = kept(db, message_id)
    if found.sent_at:
        raise Refused("It was sent and stays as it is. Send a correction.")
    return found


def _subject(message_id: int) -> str:
    return f"citizen_message:{message_id}"
