"""A line to an SMTP server on which each step is told apart: what certainly was not sent, and what may have been."""

import base64
import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from types import TracebackType
from typing import Self

from lib.connectors.one_by_one import PutOff
from lib.errors import BadInput
from lib.i18n import N
from lib.outbox.records import Disconnected, NoAnswer, Reauth, Transient, WrongContent

TIMEOUT = 60
AT_LINE_START = re.compile(rb"^\.", re.MULTILINE)
DATA_REFUSED = "DATA "
"""How an answer begins that refused the letter, not the recipient."""
_SIGN_IN_FIRST = {530, 534, 535, 538}
AWAY = N("The mail server {host} cannot be reached. It will be tried again.")


@dataclass(frozen=True)
class Server:
    """How to get to the server. A password never goes over a line that is not encrypted, except on this machine."""

    host: str
    port: int
    security: str
    username: str = ""
    password: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if not self.host:
            raise BadInput("Write the address of the mail server.", field="host")
        if self.security not in ("starttls", "ssl", "none"):
            raise BadInput("Choose how the line is encrypted.", field="security")
        if self.security == "none" and self.password and not _here(self.host):
            raise BadInput("A password must not go over a line without encryption.", field="security")


class Smtp:
    """A line that opens itself when it is needed and again when it broke; `with` closes it."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._line: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._line is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._line.quit()
        self._hang_up()

    def send(self, sender: str, recipient: str, letter: bytes) -> str:
        """Send one letter and give the server's answer. WrongContent and PutOff are about this recipient."""
        line = self._line or self.open()
        try:
            self._expect(line.docmd(f"MAIL FROM:<{sender}>"), Disconnected)
            self._expect(line.docmd(f"RCPT TO:<{recipient}>"), WrongContent)
            self._expect(line.docmd("DATA"), WrongContent, DATA_REFUSED)
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self._hang_up()
            raise PutOff(AWAY, host=self._server.host, body=str(error)) from error
        try:
            line.send(AT_LINE_START.sub(b"..", letter.rstrip(b"\r\n")) + b"\r\n.\r\n")
            answer = line.getreply()
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self._hang_up()
            raise NoAnswer(N("The mail server took the letter and did not answer."), body=str(error)) from error
        return self._expect(answer, WrongContent, DATA_REFUSED)

    def _expect(self, answer: tuple[int, bytes], refused: type[Disconnected | WrongContent], before: str = "") -> str:
        code, said = answer[0], f"{before}{answer[0]} {answer[1].decode('utf-8', 'replace')}"
        if code < 400 and code != -1:
            return said
        if code == 421 or code == -1:
            self._hang_up()
            raise Transient(N("The mail server closed the line: {text}"), text=said, status=code, body=said)
        self._begin_anew()
        if code in _SIGN_IN_FIRST:
            raise Reauth(N("The mail server does not accept the name and password."), status=code, body=said)
        kind = PutOff if code < 500 else refused
        raise kind(N("The mail server says: {text}"), text=said, status=code, body=said)

    def _begin_anew(self) -> None:
        """Forget a letter that was begun; the next one would be refused otherwise."""
        with suppress(smtplib.SMTPException, OSError):
            if self._line is not None and self._line.rset()[0] == 250:
                return
        self._hang_up()

    def open(self) -> smtplib.SMTP:
        """The line, signed in; whatever goes wrong here, nothing was sent."""
        server = self._server
        try:
            self._line = _connected(server)
            if server.username:
                _sign_in(self._line, server)
        except smtplib.SMTPAuthenticationError as error:
            self._hang_up()
            kind = Reauth if error.smtp_code >= 500 else Transient
            raise kind(N("The mail server does not accept the name and password."), status=error.smtp_code) from error
        except (ssl.SSLError, smtplib.SMTPNotSupportedError) as error:
            self._hang_up()
            sentence = N("The line to {host} cannot be encrypted as it is set: {reason}")
            raise Disconnected(sentence, host=server.host, reason=str(error)[:200]) from error
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise Transient(AWAY, host=server.host, body=str(error)) from error
        return self._line

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None


def trusted() -> ssl.SSLContext:
    """Certificates that the system trusts."""
    return ssl.create_default_context()


def _connected(server: Server) -> smtplib.SMTP:
    if server.security == "ssl":
        line: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=trusted())
    else:
        line = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    try:
        line.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            line.starttls(context=trusted())
            line.ehlo()
    except BaseException:
        line.close()
        raise
    return line


def _sign_in(line: smtplib.SMTP, server: Server) -> None:
    """AUTH PLAIN in UTF-8 (RFC 4616), because smtplib signs in with ASCII only and passwords have diacritics."""
    if "PLAIN" not in line.esmtp_features.get("auth", "").upper().split():
        if not f"{server.username}{server.password}".isascii():
            raise smtplib.SMTPNotSupportedError("AUTH PLAIN")
        line.login(server.username, server.password)
        return
    given = base64.b64encode(f"\0{server.username}\0{server.password}".encode()).decode()
    code, said = line.docmd("AUTH", f"PLAIN {given}")
    if code not in (235, 503):
        raise smtplib.SMTPAuthenticationError(code, said)


def _here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
