"""Press releases and invitations: written, numbered and frozen when they are released, handed over, taken back."""

import datetime as dt
from collections.abc import Sequence

from lib import audit, clock, files, sender, series, settings
from lib.access import User, needs
from lib.czech import dates
from lib.errors import BadInput, Refused
from lib.events import outlets
from lib.i18n import speaking, t
from lib.press import documents
from lib.press.actions import approving
from lib.press.actions.writing import insert, reason, update
from lib.press.documents import Issued
from lib.press.queries import contacts
from lib.press.queries.releases import Kept, kept
from lib.press.rules import releases as rules
from lib.press.rules.releases import Release
from lib.store import Database


@needs("press.edit")
def draft(db: Database, release: Release, *, by: User) -> int:
    """Begin a release and give its id; it gets its number when it is released."""
    said, now = rules.tidy(release), clock.stamp()
    if said.corrects_id is not None and kept(db, said.corrects_id).state == "draft":
        raise Refused("It was not released yet; correct it itself.")
    stamps = {"created_by": by.login, "created_at": now, "updated_by": by.login, "updated_at": now}
    release_id = insert(db, "press_release", {**vars(said), **stamps})
    audit.record(db, by, "press.draft", _subject(release_id), {"kind": said.kind, "title": said.title})
    return release_id


@needs("press.edit")
def save(db: Database, release_id: int, release: Release, version: int, *, by: User) -> None:
    """Save what is being written. What was released is frozen: a correction is a new release."""
    before, said = kept(db, release_id), rules.tidy(release)
    if before.state != "draft":
        raise Refused("It was released and stays as it is. Write a correction.")
    update(
        db, "press_release", release_id, {**vars(said), "updated_by": by.login, "updated_at": clock.stamp()}, version
    )
    audit.record(db, by, "press.save", _subject(release_id), {"title": said.title})


@needs("publishing.approve")
def approve(db: Database, release_id: int, read: str, *, needed: int = 1, by: User) -> bool:
    """Approve a release as it was read (its `content_hash`); whether it is approved now, or waits for another person.

    Refused while something that must be there is missing, and after it was taken back."""
    before = kept(db, release_id)
    if before.state == "withdrawn":
        raise Refused("It was taken back.")
    rules.check(before.release)
    return approving.approve(db, _subject(release_id), before.release, read, needed, by)


@needs("press.edit")
def issue(db: Database, release_id: int, version: int, *, needed: int = 1, by: User) -> str:
    """Number a release, freeze its paper and give the number. Refused while something that must be there is missing or
    too few people have approved it as it is (one of them: who releases it, if he may and one is enough)."""
    before = kept(db, release_id)
    if before.state != "draft":
        raise Refused("It was released already.")
    rules.check(before.release)
    approving.approved(db, _subject(release_id), before.release, needed, by)
    today = clock.today()
    code = rules.SERIES[before.release.kind]
    number = f"{code} {series.take(db, code, today.year)}/{today.year}"
    file = files.keep(documents.press_release(before.release, _issued(db, before, number, today)), "pdf")
    values = {"state": "issued", "number": number, "file": file, "issued_at": clock.stamp(), "issued_by": by.login}
    update(db, "press_release", release_id, values, version)
    if before.release.event_id:
        label = f"{t(rules.KINDS[before.release.kind]).capitalize()} {number}"
        outlets.tell(db, before.release.event_id, f"release:{release_id}", label, by)
    audit.record(db, by, "press.issue", _subject(release_id), {"number": number, "title": before.release.title})
    return number


@needs("press.edit")
def withdraw(db: Database, release_id: int, because: str, *, by: User) -> None:
    """Take a release back, with the reason; whoever got it has to be told, the list of them stays."""
    before, why = kept(db, release_id), reason(because)
    if before.state != "issued":
        raise Refused("Only what was released can be taken back.")
    update(db, "press_release", release_id, {"state": "withdrawn", "withdrawn_reason": why})
    if before.release.event_id:
        outlets.forget(db, before.release.event_id, f"release:{release_id}", by)
    audit.record(db, by, "press.withdraw", _subject(release_id), {"number": before.number, "reason": why})


@needs("press.edit")
def remove(db: Database, release_id: int, *, by: User) -> None:
    """Throw a draft away."""
    before = kept(db, release_id)
    if before.state != "draft":
        raise Refused("It was released and stays as it is. Write a correction.")
    db.conn.execute("delete from press_release where id = ?", (release_id,))
    audit.record(db, by, "press.remove_draft", _subject(release_id), {"title": before.release.title})


@needs("press.edit")
def correction_of(db: Database, release_id: int, *, by: User) -> int:
    """Begin a new release that corrects this one, with the same text to start from; gives its id."""
    before = kept(db, release_id)
    if before.state == "draft":
        raise Refused("It was not released yet; correct it itself.")
    return draft(db, Release(**{**vars(before.release), "corrects_id": release_id}), by=by)


@needs("press.edit")
def hand_over(db: Database, release_id: int, contact_ids: Sequence[int], way: str, *, by: User) -> int:
    """Write down who got a release and by which way; gives how many are new.

    Refused before the release has a number and after it was taken back.
    """
    before = kept(db, release_id)
    if before.state != "issued":
        if before.state == "withdrawn":
            raise Refused("It was taken back.")
        raise Refused("It has no number yet. Release it first.")
    if way not in rules.WAYS:
        raise BadInput("Say how it was handed over.", field="way")
    if not contact_ids:
        raise BadInput("Choose who got it.", field="contacts")
    known = [contacts.kept(db, one) for one in contact_ids]
    sql = "insert into press_release_sent (release_id, contact_id, way, at, by_login) values (?, ?, ?, ?, ?)"
    new = 0
    for one in known:
        done = db.conn.execute(
            f"{sql} on conflict do nothing", (release_id, one.id, way, clock.stamp(), by.login)
        ).rowcount
        new += max(done, 0)
    detail = {"number": before.number, "way": way, "count": new}
    audit.record(db, by, "press.hand_over", _subject(release_id), detail)
    return new


@needs("press.read")
def paper(db: Database, release_id: int, *, by: User) -> bytes:
    """The PDF: the frozen one, or what a draft would look like today."""
    found = kept(db, release_id)
    if found.file:
        return files.read(found.file)
    return documents.press_release(found.release, _issued(db, found, "", clock.today()))


@needs("press.read")
def mail_text(db: Database, release_id: int, *, by: User) -> str:
    """The release as the text of a mail, Czech whoever reads."""
    found = kept(db, release_id)
    day = clock.prague(found.issued_at).date() if found.issued_at else clock.today()
    issued = _issued(db, found, found.number or "", day)
    with speaking("cs"):
        return rules.plain_text(
            found.release, issued.number, day, issued.boilerplate, embargo=issued.embargo, correction=issued.correction
        )


def _issued(db: Database, found: Kept, number: str, day: dt.date) -> Issued:
    about = str(settings.value(db, "press.boilerplate", day)).removeprefix("-")
    correction = embargo = ""
    with speaking("cs"):
        if found.corrects:
            correction = t("Correction of {number}; please use this version.", number=found.corrects)
        if found.release.embargo_until:
            until = clock.prague(found.release.embargo_until)
            embargo = t("EMBARGO until {moment}", moment=f"{dates.long_date(until.date())}, {dates.time(until)}")
    return Issued(number, day, sender.letterhead(db, day), about, embargo, correction)


def _subject(release_id: int) -> str:
    return f"press_release:{release_id}"
