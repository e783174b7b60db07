"""A press release by e-mail to people of the media: queued for the channel of mail, each letter with its PDF, and who
accepted it is written down as having it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from lib import audit, clock, outbox, store
from lib.access import SYSTEM, User, needs
from lib.connectors import mail
from lib.connectors.mail import Letter, Mail
from lib.errors import BadInput, Refused
from lib.flows import press_approval
from lib.i18n import N
from lib.outbox import Message, Parcel, Sent, WrongContent
from lib.press.actions import releases as actions
from lib.press.queries import contacts, releases
from lib.store import Database

LETTERS = {
    "contact_id": pl.Int64,
    "medium": pl.String,
    "name": pl.String,
    "address": pl.String,
    "state": pl.String,
    "answer": pl.String,
}
_LETTERS = """
select c.id as contact_id, c.medium, c.name, asked.value as address,
    case when p.state is not null then p.state when m.state = 'sending' then 'queued'
        when m.stopped then 'failed' else m.state end as state,
    coalesce(p.answer, m.error, '') as answer
from outbox m, json_each(m.payload, '$.extra.contacts') asked join media_contact c on c.id = cast(asked.key as integer)
left join outbox_part p on p.key = m.key and p.part = asked.value
where m.key glob ? and m.state <> 'cancelled' order by m.id, c.medium collate czech, c.id
"""
_HAVE_IT = """
insert into press_release_sent (release_id, contact_id, way, at, by_login)
select json_extract(m.payload, '$.extra.release'), cast(asked.key as integer), 'mail', p.at, m.created_by
from outbox m, json_each(m.payload, '$.extra.contacts') asked join outbox_part p on p.key = m.key
    and p.part = asked.value
where m.key = ? and p.state = 'accepted' on conflict do nothing
"""


class PressMail(Mail):
    """The channel of mail that also keeps who got a press release."""

    def prepare(self, message: Message) -> tuple[Letter, ...]:
        if release_id := message.parcel.extra.get("release"):
            with store.read() as db:
                if releases.kept(db, int(release_id)).state != "issued":
                    raise WrongContent(N("It was taken back."))
        return super().prepare(message)

    def submit(self, message: Message, prepared: tuple[Letter, ...]) -> Sent:
        try:
            return super().submit(message, prepared)
        finally:
            if message.parcel.extra.get("release"):
                with store.write() as db:
                    keep(db, message.key, SYSTEM)


@needs("press.read")
def channel(db: Database, *, by: User) -> str:
    """The code of the channel of mail that is switched on, "" when there is none."""
    found = store.scalar(db, "select code from channel where kind = ? and switched_on order by code", (mail.KIND.code,))
    return str(found or "")


@needs("press.read")
def letters(db: Database, release_id: int, *, by: User) -> pl.DataFrame:
    """Letters with a release: columns of `LETTERS`; `state` is the letter's, or its message's before it leaves."""
    return store.frame(db, _LETTERS, LETTERS, (f"press-release/{release_id}/*",))


@needs("press.edit")
def send(db: Database, release_id: int, contact_ids: Sequence[int], *, by: User) -> int:
    """Send a released release to contacts with the worker's next turn; gives to how many.

    Refused when it is not released, no channel of mail is on, or it is on its way to somebody of them; BadInput names
    who has no address that can be written to.
    """
    kept = releases.release(db, release_id, by=by)
    if kept.state != "issued" or not kept.file:
        raise Refused("Only a release that was released and not taken back is sent.")
    if not press_approval.of_release(db, release_id, by=by).enough:
        raise Refused("The election regime has begun since and the release names somebody. Let another person approve"
                      " it too.")  # fmt: skip
    code = channel(db, by=by)
    if not code:
        raise Refused("No channel of e-mail is set up and switched on.")
    to = _addresses(db, contact_ids)
    _refuse_on_the_way(letters(db, release_id, by=by), to)
    name = f"{(kept.number or '').replace('/', '-').replace(' ', '-')}.pdf"
    parcel = Parcel(
        f"{kept.number}: {kept.release.title}",
        actions.mail_text(db, release_id, by=by),
        recipients=tuple(dict.fromkeys(to.values())),
        extra={"release": release_id, "contacts": to, mail.ATTACHED: [{"file": kept.file, "name": name}]},
    )
    number = store.scalar(db, "select count(*) from outbox where key glob ?", (f"press-release/{release_id}/*",)) + 1
    outbox.put(db, code, f"press-release/{release_id}/{number}", parcel, clock.now(), by=by)
    audit.record(db, by, "press.mail", f"press_release:{release_id}", {"number": kept.number, "count": len(to)})
    return len(to)


def _addresses(db: Database, contact_ids: Sequence[int]) -> dict[str, str]:
    """Number of a contact (as text, for JSON) → the address."""
    if not contact_ids:
        raise BadInput("Choose who gets it.", field="contacts")
    cards = {one: contacts.kept(db, one).card for one in contact_ids}
    wrong = [card.name or card.medium for card in cards.values() if not mail.is_address(card.email)]
    if wrong:
        raise BadInput("Without an e-mail address: {names}. Leave them out, or fill it in.", field="contacts",
                       names=", ".join(wrong))  # fmt: skip
    return {str(one): card.email for one, card in cards.items()}


def _refuse_on_the_way(sent: pl.DataFrame, to: Mapping[str, str]) -> None:
    there = sent.filter(
        ~pl.col("state").is_in(["refused", "failed", "missed"]) & pl.col("contact_id").is_in([int(one) for one in to])
    )
    if not there.is_empty():
        names = ", ".join(row["name"] or row["medium"] for row in there.iter_rows(named=True))
        raise Refused("The e-mail is already on its way to {names}, or they have it.", names=names)


def keep(db: Database, key: str, by: User) -> None:
    """Who accepted a letter with a release has it, since then; a letter of another kind says nothing. For the worker,
    and for a person who has found out what became of a letter."""
    new = db.conn.execute(_HAVE_IT, (key,)).rowcount
    if new > 0:
        release_id = int(store.scalar(db, "select payload ->> '$.extra.release' from outbox where key = ?", (key,)))
        detail = {"number": releases.kept(db, release_id).number, "way": "mail", "count": new}
        audit.record(db, by, "press.hand_over", f"press_release:{release_id}", detail)


def _make(options: Mapping[str, Any], secrets: Mapping[str, str]) -> Mail:
    return mail.made(options, secrets, PressMail)


KIND = replace(mail.KIND, make=_make)
