"""The newsletter as a channel: letters of the room, sent by the connector of mail, refusals written back to readers.

Who gets a letter is asked when it is sent, not when it is approved: who left in between gets nothing. The outbox's
message carries no addresses and no tokens; both are read from the room here.
"""

from collections.abc import Mapping
from typing import Any

from lib import config, newsletter, settings, store
from lib.access import SYSTEM
from lib.connectors import mail
from lib.connectors.mail import Letter, Mail
from lib.i18n import N, speaking, t
from lib.newsletter import queries
from lib.newsletter.documents import Content, Town, confirmation, letter
from lib.outbox.records import Disconnected, Health, Kind, Limits, Message, Parcel, Sent, Way, WrongContent
from lib.store import Database

CONFIRM, LEAVE = "/newsletter/potvrdit/", "/newsletter/odhlasit/"


class Newsletter:
    """Readers of the newsletter; a parcel with recipients is a trial that goes to them only."""

    way: Way = "idempotent"

    def __init__(self, post: Mail) -> None:
        self._mail = post

    def prepare(self, message: Message) -> tuple[Letter, ...]:
        """The letters as they go, each with the reader's own link to leave."""
        if message.operation != "publish":
            raise WrongContent(N("A letter that was sent cannot be changed. Send another one."))
        with store.read() as db:
            letters = _letters(db, message.parcel)
        if not letters:
            raise WrongContent(N("The newsletter has no readers yet."))
        return letters

    def submit(self, message: Message, prepared: tuple[Letter, ...]) -> Sent:
        try:
            return self._mail.submit(message, prepared)
        finally:
            with store.write() as db:
                newsletter.take_refusals(db, message.key, by=SYSTEM)

    def find(self, message: Message) -> Sent | None:
        return self._mail.find(message)

    def confirm(self, message: Message, sent: Sent) -> Sent:
        return sent

    def check(self) -> Health:
        public("")
        return self._mail.check()


def public(path: str) -> str:
    """An address of ours that readers can open from their letters."""
    base = config.current().public_url
    if not base:
        raise Disconnected(N("Letters need our public address. Whoever looks after Kancelář sets KANCELAR_URL."))
    return base.rstrip("/") + path


def _letters(db: Database, parcel: Parcel) -> tuple[Letter, ...]:
    town = Town(*(str(settings.value(db, f"town.{name}")) for name in ("office", "address", "web")))
    if parcel.extra.get("confirms"):
        return _to_confirm(db, int(parcel.extra["confirms"]), town)
    content = content_of(parcel)
    if parcel.recipients:
        text, page = letter(content, town)
        return tuple(Letter(to, to, parcel.title, text, page) for to in parcel.recipients)
    return tuple(_to_reader(reader, content, town) for reader in queries.to_whom(db, by=SYSTEM))


def _to_reader(reader: queries.Reader, content: Content, town: Town) -> Letter:
    leave = public(LEAVE + reader.token)
    text, page = letter(content, town, leave)
    return Letter(f"reader:{reader.id}", reader.email, content.title, text, page, leave)


def _to_confirm(db: Database, reader_id: int, town: Town) -> tuple[Letter, ...]:
    """The request to confirm; nothing is asked any more of who confirmed it or was erased."""
    reader = queries.by_id(db, reader_id)
    if reader is None or reader.confirm_token is None or reader.state == "confirmed":
        raise WrongContent(N("Nobody waits for this letter any more."))
    subject, text, page = confirmation(public(CONFIRM + reader.confirm_token), town)
    return (Letter(f"reader:{reader.id}", reader.email, subject, text, page),)


@speaking("cs")
def content_of(parcel: Parcel) -> Content:
    """What the letter says; only pictures that lie on the web are shown in it."""
    pictures = tuple((picture.url, picture.alt) for picture in parcel.pictures if picture.url.startswith("https://"))
    button = (t("Read more"), parcel.link) if parcel.link else None
    return Content(parcel.title, parcel.text, parcel.perex, pictures, button)


def _make(options: Mapping[str, Any], secrets: Mapping[str, str]) -> Newsletter:
    return Newsletter(mail.made(options, secrets))


KIND = Kind(
    "newsletter",
    N("Newsletter"),
    "newsletter",
    mail.FIELDS,
    Limits(None, can_correct=False, can_withdraw=False),
    _make,
    picture_needs_public_address=True,
)
