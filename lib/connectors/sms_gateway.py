"""SMS through a gateway that speaks as Kannel does: one HTTP call for each number, 202 when it is taken.

`GET /cgi-bin/sendsms?username&password&from&to&text&coding&charset` (Kannel user guide, Using the HTTP interface). A
text that fits GSM 03.38 goes as coding 0, any other as UCS-2 (coding 2), so that parts cost what `czech.sms` says.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, quote_plus

from lib.connectors import channel_http
from lib.connectors.channel_http import Answer, Wire
from lib.connectors.one_by_one import PutOff, send_each
from lib.czech import sms
from lib.errors import BadInput
from lib.i18n import N
from lib.outbox.records import (
    Asked,
    Disconnected,
    Health,
    Kind,
    Limits,
    Message,
    NoAnswer,
    Sent,
    Trouble,
    Way,
    WrongContent,
)

PARTS = 10
ACCEPTED = ("0:", "3:")
"""Taken by the operator, taken by the gateway until the operator is there again."""
_NO_GATEWAY = N("This address does not answer as an SMS gateway does.")
_BETWEEN = re.compile(r"[,;\n]+")
_ODD = re.compile(r"[\s()./\-\u00a0]")
_NUMBER = re.compile(r"\+[1-9]\d{7,14}")


class SmsGateway:
    """One gateway and the numbers that the office writes to."""

    way: Way = "idempotent"

    def __init__(self, wire: Wire, login: Mapping[str, str], sender: str, numbers: tuple[str, ...]) -> None:
        self._wire, self._login, self._sender, self._numbers = wire, login, sender, numbers

    def prepare(self, message: Message) -> tuple[str, ...]:
        """To whom it goes."""
        if message.operation != "publish":
            raise WrongContent(N("An SMS that was sent cannot be changed. Send another one."))
        parts = sms.measure(message.parcel.text).parts
        if not 1 <= parts <= PARTS:
            raise WrongContent(N("The text takes {n} parts of SMS, at most {most} go at once."), n=parts, most=PARTS)
        given = message.parcel.recipients
        numbers = tuple(map(number, given)) if given else self._numbers
        if not numbers:
            raise WrongContent(N("Nobody is in the list of phone numbers of this channel."))
        return numbers

    def submit(self, message: Message, prepared: tuple[str, ...]) -> Sent:
        return send_each(message.key, prepared, lambda to: self._send(to, message.parcel.text))

    def _send(self, to: str, text: str) -> str:
        coding = "0" if sms.measure(text).encoding == "GSM-7" else "2"
        query = {**self._login, "to": to, "text": text, "coding": coding, "charset": "utf-8"}
        sender = {"from": self._sender} if self._sender else {}
        answer = self._wire.send("GET", "", params=query | sender)
        if not answer.body.startswith(ACCEPTED):
            raise answer.trouble(NoAnswer, N("The gateway did not say whether it took the SMS."))
        return answer.body.strip()

    def find(self, message: Message) -> Sent | None:
        """The gateway keeps no list of what it sent; our own record of numbers stands for it."""
        return None

    def confirm(self, message: Message, sent: Sent) -> Sent:
        return sent

    def check(self) -> Health:
        """Ask without a number: a gateway that knows us says what is missing, and sends nothing."""
        try:
            answer = self._wire.ask("GET", "", params={**self._login, "text": "x"})
        except WrongContent:
            return Health(self._login["username"])
        raise answer.trouble(Disconnected, _NO_GATEWAY)


def number(text: str) -> str:
    """`777 123 456` → `+420777123456`; BadInput for what is no phone number."""
    digits = _ODD.sub("", text.strip())
    digits = f"+{digits[2:]}" if digits.startswith("00") else digits
    digits = f"+420{digits}" if re.fullmatch(r"[2-9]\d{8}", digits) else digits
    if not _NUMBER.fullmatch(digits):
        raise BadInput("“{number}” is not a phone number.", field="numbers", number=text.strip()[:40])
    return digits


def numbers(text: str) -> tuple[str, ...]:
    """Numbers written one below another, or with commas between; each once."""
    return tuple(dict.fromkeys(number(one) for one in _BETWEEN.split(text) if one.strip()))


def _judged(answer: Answer) -> Trouble | None:
    """What the gateway refuses for now and for good; 403 and the rest are the general rules."""
    said = answer.body.strip()[:200]
    if answer.status == 503 and said.startswith("Temporal failure"):
        return answer.trouble(PutOff, N("The gateway says: {text}"), text=said)
    if answer.status == 400 or (answer.status == 404 and said.startswith("Not routable")):
        return answer.trouble(WrongContent, N("The gateway says: {text}"), text=said)
    # A wrong address must not look like numbers that were refused: those would never be tried again.
    return answer.trouble(Disconnected, _NO_GATEWAY) if answer.status in (404, 405) else None


def _make(options: Mapping[str, Any], secrets: Mapping[str, str]) -> SmsGateway:
    password = secrets.get("password", "")
    blotted = tuple({password, quote(password), quote_plus(password)}) if password else ()
    wire = Wire(channel_http.address(str(options.get("url", ""))), secrets=blotted, judge=_judged, speaks="text")
    login = {"username": str(options.get("username", "")), "password": password}
    return SmsGateway(wire, login, str(options.get("sender") or ""), numbers(secrets.get("numbers", "")))


KIND = Kind(
    "sms",
    N("SMS gateway"),
    "sms",
    (
        Asked("url", N("Address of the gateway"), "url", help=N("For example https://sms.example.com/cgi-bin/sendsms")),
        Asked("username", N("User name")),
        Asked("password", N("Password"), "secret"),
        Asked("sender", N("Sender shown in the phone")),
        Asked("numbers", N("Phone numbers, with commas between"), "secret"),
    ),
    Limits(PARTS, "sms parts", can_correct=False, can_withdraw=False),
    _make,
)
