"""A real SMTP server (aiosmtpd) on loopback that refuses some recipients, as mailboxes do.

    with smtp_server() as post:
        post.refuse["neexistuje@…"] = "550 5.1.1 User unknown"

Addresses that start with `neexistuje` are unknown and `plno` have no room until `post.room` is true. `letters` holds
what was taken: the recipients of the envelope and the parsed letter.
"""

import asyncio
import datetime as dt
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "kancelar", "tajné heslo"


@dataclass
class Post:
    """The running server. `data` replaces the answer to the letter itself; "hang up" takes it and closes the line."""

    port: int = 0
    room: bool = False
    refuse: dict[str, str] = field(default_factory=dict)
    data: str = "250 2.0.0 queued"
    letters: list[tuple[list[str], EmailMessage]] = field(default_factory=list)

    def to(self) -> list[str]:
        """Who got a letter, in order."""
        return [address for envelope, _ in self.letters for address in envelope]

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        if address.startswith("neexistuje"):
            return "550 5.1.1 User unknown"
        if address.startswith("plno") and not self.room:
            return "452 4.2.2 Mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.data == "hang up" or self.data.startswith("250"):
            parsed = message_from_bytes(envelope.original_content, EmailMessage, policy=default)
            self.letters.append((list(envelope.rcpt_tos), parsed))
        if self.data == "hang up":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return self.data


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of `localhost` for a day and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    signed = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - dt.timedelta(hours=1)).not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    cert, secret = folder / "cert.pem", folder / "key.pem"
    cert.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return cert, secret


def _signs_in(server: SMTP, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
    right = isinstance(given, LoginPassword) and (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


@contextmanager
def smtp_server(keys: tuple[Path, Path] | None = None) -> Iterator[Post]:
    """The server on a free port; with keys it offers STARTTLS and wants a name and a password."""
    post = Post()
    more: dict[str, Any] = {}
    if keys:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*map(str, keys))
        more = {"tls_context": context, "require_starttls": True, "auth_required": True, "authenticator": _signs_in}
    with socket.create_server(("127.0.0.1", 0)) as free:
        post.port = free.getsockname()[1]
    controller = Controller(post, hostname="127.0.0.1", port=post.port, **more)
    controller.start()
    try:
        yield post
    finally:
        controller.stop()
