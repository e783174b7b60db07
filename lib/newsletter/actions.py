"""Joining, confirming, leaving: by the public pages (guarded by a token or by nothing) and by the office.

A request to confirm is put into the outbox with the deed: the public page never waits for a mail server, the letter is
neither lost nor sent twice, and the answer takes as long for a known address as for an unknown one.
"""

import datetime as dt
import hashlib
import secrets

from lib import audit, clock, outbox
from lib.access import SYSTEM, User, needs
from lib.errors import BadInput, NotFound, Refused, Unavailable
from lib.i18n import N, speaking, t
from lib.newsletter import queries, rules
from lib.newsletter.queries import Reader
from lib.outbox import Parcel
from lib.store import Database, scalar

_GONE = N("This link is not valid any more. Write to us and we will help.")


def ask(db: Database, email: str, network_address: str) -> None:
    """Somebody typed an address on the public page. Says the same whether we know it or not; Unavailable when too many
    ask or nothing can be sent, BadInput for what is no address."""
    typed = rules.address(email)
    channel = queries.channel(db)
    if channel is None:
        raise Unavailable("The newsletter cannot be ordered now. Try it later.")
    _not_too_often(db, network_address)
    known = queries.by_email(db, typed)
    if known is None:
        _add(db, typed, "asked", "web")
        known = queries.by_email(db, typed)
    elif known.state == "confirmed" or not _may_be_asked(known):
        return
    if known is not None:
        _request(db, channel, known)


def _not_too_often(db: Database, network_address: str) -> None:
    hour_ago = clock.stamp(clock.now() - dt.timedelta(hours=1))
    db.conn.execute("delete from newsletter_request where at < ?", (hour_ago,))
    who = hashlib.sha256(network_address.encode()).hexdigest()[:16]
    mine = scalar(db, "select count(*) from newsletter_request where who = ?", (who,))
    everybody = scalar(db, "select count(*) from newsletter_request")
    if mine >= rules.REQUESTS_AN_HOUR or everybody >= rules.ALL_REQUESTS_AN_HOUR:
        raise Unavailable("Too many requests came at once. Try it in an hour.")
    db.conn.execute("insert into newsletter_request (at, who) values (?, ?)", (clock.stamp(), who))


def _may_be_asked(known: Reader) -> bool:
    fresh = clock.now() - clock.parse(known.asked_at) < rules.ASK_AGAIN_AFTER
    return not fresh and known.asked_times < rules.ASKED_TIMES


def _add(db: Database, email: str, state: str, source: str, basis: str = "") -> None:
    now = clock.stamp()
    db.conn.execute(
        "insert into reader (email, state, token, source, basis, asked_at, asked_times, confirmed_at)"
        " values (?, ?, ?, ?, ?, ?, 0, ?)",
        (email, state, secrets.token_urlsafe(18), source, basis, now, now if state == "confirmed" else None),
    )


def _request(db: Database, channel: str, known: Reader) -> None:
    """Queue the letter with the link that confirms; who left or was refused is asked like a new one."""
    db.conn.execute(
        "update reader set confirm_token = ?, asked_at = ?, asked_times = asked_times + 1,"
        " state = iif(state = 'refused', 'asked', state) where id = ?",
        (secrets.token_urlsafe(18), clock.stamp(), known.id),
    )
    key = f"newsletter-confirm-{known.id}-{clock.stamp()}"
    with speaking("cs"):
        parcel = Parcel(t("Please confirm that you want our newsletter"), "", extra={"confirms": known.id})
    within = int(rules.CONFIRM_WITHIN.total_seconds() // 60)
    outbox.put(db, channel, key, parcel, clock.now(), grace_minutes=within, by=SYSTEM)
    audit.record(db, SYSTEM, "newsletter.ask", f"reader:{known.id}")


def confirm(db: Database, token: str) -> None:
    """The reader pressed the button behind the link in his letter; NotFound when it is too old or replaced."""
    reader = queries.by_confirm_token(db, token)
    if reader is None or clock.now() - clock.parse(reader.asked_at) > rules.CONFIRM_WITHIN:
        raise NotFound(_GONE)
    if reader.state != "confirmed":
        db.conn.execute(
            "update reader set state = 'confirmed', confirmed_at = ?, left_at = null, left_by = '', refused_text = '',"
            " asked_times = 0 where id = ?",
            (clock.stamp(), reader.id),
        )
        audit.record(db, SYSTEM, "newsletter.confirm", f"reader:{reader.id}")


def leave(db: Database, token: str) -> None:
    """The reader leaves by the link in a letter; leaving twice is leaving. NotFound for a link that never was."""
    reader = queries.by_token(db, token)
    if reader is None:
        raise NotFound(_GONE)
    if reader.state != "left":
        _leave(db, reader.id, "reader")
        audit.record(db, SYSTEM, "newsletter.leave", f"reader:{reader.id}")


def _leave(db: Database, reader_id: int, who: str) -> None:
    db.conn.execute(
        "update reader set state = 'left', left_at = ?, left_by = ?, confirm_token = null where id = ?",
        (clock.stamp(), who, reader_id),
    )


@needs("newsletter.edit")
def take_out(db: Database, reader_id: int, *, by: User) -> None:
    """The reader asked the office to end it."""
    reader = _existing(db, reader_id)
    if reader.state == "left":
        raise Refused("{email} has already left.", email=reader.email)
    _leave(db, reader_id, by.login)
    audit.record(db, by, "newsletter.take_out", f"reader:{reader_id}")


@needs("newsletter.edit")
def erase(db: Database, reader_id: int, *, by: User) -> None:
    """Forget the address altogether (a person's right to erasure); the counts of letters stay."""
    _existing(db, reader_id)
    db.conn.execute("delete from reader where id = ?", (reader_id,))
    audit.record(db, by, "newsletter.erase", f"reader:{reader_id}")


def _existing(db: Database, reader_id: int) -> Reader:
    reader = queries.by_id(db, reader_id)
    if reader is None:
        raise NotFound("This reader is not in the list any more.")
    return reader


@needs("newsletter.edit")
def bring_in(db: Database, text: str, basis: str, *, by: User) -> tuple[int, int]:
    """Add readers pasted by the office, who vouches for their consent by `basis`. Gives how many were added, and how
    many were left out because they are known; nobody who left or was refused comes back this way."""
    found, bad = rules.addresses(text)
    if bad:
        raise BadInput("This is not an e-mail address: {address}. Mend or delete it.", field="text", address=bad[0])
    if not found:
        raise BadInput("Paste e-mail addresses, one below another.", field="text")
    if len(basis.strip()) < 10:
        raise BadInput("Write where their consent comes from, for example “sign-up sheet of 12. 11. 2026”.",
                       field="basis")  # fmt: skip
    new = [email for email in found if queries.by_email(db, email) is None]
    for email in new:
        _add(db, email, "confirmed", "office", basis.strip()[:300])
    audit.record(db, by, "newsletter.bring_in", "newsletter", {"count": len(new), "basis": basis.strip()[:300]})
    return len(new), len(found) - len(new)


@needs("newsletter.edit")
def take_refusals(db: Database, key: str, *, by: User) -> int:
    """Readers whose mailbox refused a letter for good get no more; gives how many."""
    refused = db.conn.execute(
        "select cast(substr(part, 8) as integer), answer from outbox_part where key = ? and state = 'refused'"
        " and part glob 'reader:[0-9]*'",
        (key,),
    ).fetchall()
    gone = [(answer, reader) for reader, answer in refused if rules.is_mailbox_gone(answer)]
    cursor = db.conn.executemany(
        "update reader set state = 'refused', refused_text = ? where id = ? and state in ('asked', 'confirmed')", gone
    )
    changed = int(cursor.rowcount) if gone else 0
    if changed > 0:
        audit.record(db, by, "newsletter.refused", "newsletter", {"count": changed})
    return max(changed, 0)


@needs("newsletter.edit")
def forget_unconfirmed(db: Database, *, by: User) -> int:
    """Addresses that nobody confirmed in time are forgotten: there is no consent to keep them."""
    before = clock.stamp(clock.now() - rules.CONFIRM_WITHIN)
    cursor = db.conn.execute("delete from reader where state = 'asked' and asked_at < ?", (before,))
    if cursor.rowcount:
        audit.record(db, by, "newsletter.forget", "newsletter", {"count": cursor.rowcount})
    return int(cursor.rowcount)
