"""E-mail by SMTP: one letter for each recipient, never a list in BCC; who has it is skipped when it is sent again.

RFC 5321 (SMTP), RFC 2369 and RFC 8058 (List-Unsubscribe, with one click). The Message-ID is made of the message's key
and the recipient, so that the same letter is the same even where a mailbox gets it twice. A refusal of one recipient
(5xx) is for good, 4xx is tried later; a line that broke after the letter left is for a person.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from lib import clock, files
from lib.connectors.mail_server import Server, Smtp
from lib.connectors.one_by_one import send_each
from lib.errors import BadInput
from lib.i18n import N
from lib.outbox.letters import with_link
from lib.outbox.records import Asked, Health, Kind, Limits, Message, Sent, Way, WrongContent

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")

ATTACHED = "attached"
"""In `Parcel.extra`: PDFs that go along, each `file` in the store of files and `name` for the reader."""


@dataclass(frozen=True)
class Letter:
    """One letter: `recipient` names who gets it in our record, `address` is where it goes; `unsubscribe` is the address
    that ends it with one POST, "" for letters that nobody subscribed to; `attached` are PDFs: name, content."""

    recipient: str
    address: str
    subject: str
    text: str
    html: str = ""
    unsubscribe: str = ""
    attached: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True)
class Sender:
    """Whom letters come from."""

    address: str
    name: str = ""
    reply_to: str = ""


class Mail:
    """Letters of the office through one server. Recipients of a message are those of its parcel."""

    way: Way = "idempotent"

    def __init__(self, server: Server, sender: Sender) -> None:
        self._server, self._sender = server, sender

    def prepare(self, message: Message) -> tuple[Letter, ...]:
        """The letters as they go."""
        parcel = message.parcel
        if message.operation != "publish":
            raise WrongContent(N("A letter that was sent cannot be changed. Send another one."))
        if not parcel.recipients:
            raise WrongContent(N("The letter has no recipients."))
        if wrong := [to for to in parcel.recipients if not is_address(to)]:
            raise WrongContent(N("“{address}” is not an e-mail address."), address=wrong[0][:100])
        attached = tuple((one["name"], files.read(one["file"])) for one in parcel.extra.get(ATTACHED, ()))
        text = with_link(parcel.text, parcel.link)
        return tuple(Letter(to, to, parcel.title, text, parcel.html, "", attached) for to in parcel.recipients)

    def submit(self, message: Message, prepared: tuple[Letter, ...]) -> Sent:
        letters = {letter.recipient: letter for letter in prepared}
        with Smtp(self._server) as line:
            return send_each(
                message.key,
                letters,
                lambda name: line.send(
                    self._sender.address, letters[name].address, written(message.key, letters[name], self._sender)
                ),
            )

    def find(self, message: Message) -> Sent | None:
        """A mailbox cannot be asked; our own record of recipients stands for it."""
        return None

    def confirm(self, message: Message, sent: Sent) -> Sent:
        return sent

    def check(self) -> Health:
        """Sign in and send nothing."""
        with Smtp(self._server) as line:
            line.open()
        return Health(self._sender.address)


def written(key: str, letter: Letter, sender: Sender) -> bytes:
    """The letter as it goes over the line: text and, where there is one, its HTML twin."""
    made = EmailMessage(policy=SMTP)
    made["From"] = Address(sender.name, addr_spec=sender.address)
    made["To"] = Address(addr_spec=letter.address)
    made["Subject"] = " ".join(letter.subject.split())
    made["Date"] = format_datetime(clock.now())
    made["Message-ID"] = message_id(key, letter.recipient, sender.address)
    if sender.reply_to:
        made["Reply-To"] = Address(addr_spec=sender.reply_to)
    if letter.unsubscribe:
        made["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(letter.text, cte="quoted-printable")
    if letter.html:
        made.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    for name, content in letter.attached:
        made.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return made.as_bytes()


def is_address(text: str) -> bool:
    """Whether the text can stand in an envelope as it is (the plain part of RFC 5321)."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def message_id(key: str, recipient: str, sender: str) -> str:
    """The same for the same letter and recipient, for ever; tells nobody either of them."""
    digest = hashlib.sha256(f"{key}\x1f{recipient}".encode()).hexdigest()[:32]
    return f"<{digest}@{sender.rpartition('@')[2]}>"


def made(options: Mapping[str, Any], secrets: Mapping[str, str], channel: type[Mail] = Mail) -> Mail:
    """Mail by the settings of a channel; BadInput for settings that cannot be."""
    sender = Sender(*(str(options.get(name) or "").strip() for name in ("address", "name", "reply_to")))
    if not is_address(sender.address) or (sender.reply_to and not is_address(sender.reply_to)):
        raise BadInput("The sender needs an e-mail address.", field="address")
    server = Server(
        str(options.get("host") or "").strip(),
        int(options.get("port") or 587),
        str(options.get("security") or "starttls"),
        str(options.get("username") or ""),
        secrets.get("password", ""),
    )
    return channel(server, sender)


FIELDS = (
    Asked("host", N("Server for outgoing mail"), help=N("For example smtp.example.com")),
    Asked("port", N("Port"), "number", "587"),
    Asked(
        "security", N("Encryption"), "choice", "starttls",
        (("starttls", N("STARTTLS (port 587)")), ("ssl", N("TLS (port 465)")), ("none", N("none (inside only)"))),
    ),
    Asked("username", N("User name")),
    Asked("password", N("Password"), "secret", optional=True),
    Asked("address", N("E-mail address of the sender")),
    Asked("name", N("Name of the sender")),
    Asked("reply_to", N("Answers go to"), help=N("Empty means the address of the sender.")),
)  # fmt: skip
KIND = Kind(
    "mail", N("E-mail"), "press", FIELDS, Limits(None, can_correct=False, can_withdraw=False), made, takes_posts=False
)
