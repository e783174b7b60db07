"""Everything that changes photographs: taking them in, saying what they are, withdrawing them, delivering them."""

import dataclasses
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import PurePath
from typing import Any

from lib import audit, clock, files, store
from lib.access import User, needs
from lib.coverage.actions import delivery
from lib.coverage.rules.plan import Delivered
from lib.errors import BadInput, Refused
from lib.photos import rules, sizes
from lib.photos.queries import by_ids, existing, near
from lib.photos.records import Added
from lib.photos.rules import Facts
from lib.pictures.reading import Picture
from lib.store import Database

LONGEST_NAME = 200
IN_REGISTER = "/fotografie?akce="
"""Where the photographs of an event are, without its number."""
_COLUMNS = ("credit", "licence", "licence_note", "licence_until", "alt", "event_id")


@needs("photos.edit")
def add(db: Database, picture: Picture, name: str, facts: Facts, *, by: User) -> Added:
    """Keep a picture that `read_picture` gave and say what it is; a file that is known already stays as it was.

    `Added.alike` are photographs that look nearly the same: a person decides whether both are wanted.
    """
    tidy = rules.tidy(facts)
    known = store.scalar(db, "select id from photo where original_hash = ?", (picture.original_hash,))
    file = files.keep(picture.jpeg, "jpg")
    known = known or store.scalar(db, "select id from photo where file = ?", (file,))
    if known:
        return Added(int(known), new=False)
    alike = near(db, picture.likeness)
    values = {
        "file": file, "original_name": _name(name), "original_hash": picture.original_hash, "width": picture.width,
        "height": picture.height, "bytes": len(picture.jpeg), "taken_at": picture.taken_at,
        "likeness": picture.likeness, "by_login": by.login, "at": clock.stamp(), **_stored(tidy),
    }  # fmt: skip
    store.insert_many(db, "photo", tuple(values), [tuple(values.values())])
    photo_id = int(store.scalar(db, "select last_insert_rowid()"))
    audit.record(db, by, "photos.add", f"photo:{photo_id}", {"original_name": values["original_name"], **_stored(tidy)})
    return Added(photo_id, new=True, alike=alike)


def _name(name: str) -> str:
    """The file's own name, without folders and signs that no screen shows."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(letter for letter in last if letter.isprintable())[-LONGEST_NAME:] or "?"


def _stored(facts: Facts) -> dict[str, Any]:
    until = facts.licence_until and facts.licence_until.isoformat()
    return {**{name: getattr(facts, name) for name in _COLUMNS}, "licence_until": until}


@needs("photos.edit")
def edit(db: Database, photo_ids: Iterable[int], changes: Mapping[str, Any], *, by: User) -> int:
    """Say something of one or many photographs: fields of `Facts`, the others stay. Gives how many changed.

    All or none: one that cannot be so refuses the whole step.
    """
    if unknown := set(changes) - set(_COLUMNS):
        raise KeyError(unknown)
    return sum(_edit(db, photo_id, changes, by) for photo_id in dict.fromkeys(photo_ids))


def _edit(db: Database, photo_id: int, changes: Mapping[str, Any], by: User) -> bool:
    before = existing(db, photo_id)
    if before.withdrawn_at:
        raise Refused("The photograph {name} was withdrawn; nothing about it is changed.", name=before.original_name)
    was = _stored(before.facts)
    wanted = _stored(rules.tidy(dataclasses.replace(before.facts, **changes)))
    changed = {name: [was[name], value] for name, value in wanted.items() if was[name] != value}
    if changed:
        marks = ", ".join(f"{name} = ?" for name in changed)
        db.conn.execute(f"update photo set {marks} where id = ?", (*(wanted[name] for name in changed), photo_id))
        audit.record(db, by, "photos.edit", f"photo:{photo_id}", changed)
    return bool(changed)


@needs("photos.edit")
def withdraw(db: Database, photo_id: int, reason: str, *, by: User) -> None:
    """The photograph may not be used any more, and why. Where it is out has to be asked first (`photo_uses`)."""
    because = " ".join(reason.split())
    if not because:
        raise BadInput("Say why the photograph is withdrawn.", field="reason")
    before = existing(db, photo_id)
    if before.withdrawn_at:
        raise Refused("The photograph was withdrawn already: {reason}", reason=before.withdrawn_reason)
    db.conn.execute(
        "update photo set withdrawn_at = ?, withdrawn_reason = ? where id = ?", (clock.stamp(), because, photo_id)
    )
    audit.record(db, by, "photos.withdraw", f"photo:{photo_id}", {"reason": because})


@needs("photos.edit")
def bring_back(db: Database, photo_id: int, *, by: User) -> None:
    """Take a withdrawal back that was a mistake; why it was withdrawn stays in the record of changes."""
    before = existing(db, photo_id)
    if not before.withdrawn_at:
        raise Refused("The photograph is not withdrawn.")
    db.conn.execute("update photo set withdrawn_at = null, withdrawn_reason = null where id = ?", (photo_id,))
    audit.record(db, by, "photos.bring_back", f"photo:{photo_id}", {"reason": before.withdrawn_reason})


@needs("photos.edit")
def remove(db: Database, photo_id: int, reason: str, made: Iterable[str] = (), *, by: User) -> None:
    """Delete a photograph for good, with its file, sizes and what else was `made` of it: the wrong file was uploaded.
    Whether it was published has to be asked first (`photo_uses.remove`)."""
    because = " ".join(reason.split())
    if not because:
        raise BadInput("Say why the photograph is deleted.", field="reason")
    before = existing(db, photo_id)
    db.conn.execute("delete from photo where id = ?", (photo_id,))
    for file in (before.file, *made):
        store.afterwards(db, partial(_forget, file))
    detail = {"reason": because, "original_name": before.original_name, "credit": before.credit}
    audit.record(db, by, "photos.remove", f"photo:{photo_id}", detail)


def _forget(file: str) -> None:
    """Delete a file that is no photograph any more; under the lock, so that nobody takes the same picture in meanwhile
    and relies on it."""
    with store.write() as db:
        if store.scalar(db, "select 1 from photo where file = ?", (file,)) is None:
            sizes.forget(file)


@needs("photos.edit")
def deliver(db: Database, photo_ids: Iterable[int], *, by: User) -> int:
    """Record new photographs as delivered coverage of their event, where photographs were wanted; gives how many.

    Their author is the author of the delivery when they have one and the same.
    """
    wanted = "select id from coverage where event_id = ? and kind = 'photo' and cancelled_at is null"
    delivered = 0
    chosen = by_ids(db, photo_ids)
    for event_id in dict.fromkeys(one.event_id for one in chosen if one.event_id):
        coverage_id = store.scalar(db, wanted, (event_id,))
        brought = [one for one in chosen if one.event_id == event_id]
        if coverage_id:
            credits = {one.credit for one in brought}
            author = credits.pop() if len(credits) == 1 else ""
            link = f"{IN_REGISTER}{event_id}"
            delivery.deliver(db, coverage_id, Delivered("", link, len(brought), author), by=by)
            delivered += len(brought)
    return delivered
