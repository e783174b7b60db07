"""Which kinds of channels there are: those with a connector and those that a person serves by hand."""

from types import ModuleType

from lib import outbox, store
from lib.access import User, require
from lib.connectors import (
    bluesky,
    channel_http,
    facebook,
    instagram,
    mail_server,
    mastodon,
    sms_gateway,
    telegram,
    wordpress,
)
from lib.errors import Refused, Unavailable
from lib.flows import newsletter_send, press_mail
from lib.i18n import N
from lib.outbox import Channel, Health, Kind, Limits, Trouble, WrongContent
from lib.store import Database

CONNECTORS: tuple[ModuleType, ...] = (
    wordpress, facebook, instagram, newsletter_send, sms_gateway, press_mail, mastodon, bluesky, telegram,
)  # fmt: skip

BY_HAND = (
    Kind("munipolis", N("MUNIPOLIS"), "sms", (), Limits(None, can_correct=True, can_withdraw=False), None),
    Kind("radio", N("Radio"), "radio", (), Limits(None, can_withdraw=False), None),
    Kind("tv", N("Television"), "tv", (), Limits(None, can_withdraw=False), None),
    Kind("press", N("Press release"), "press", (), Limits(None), None),
)
"""No interface to write to exists: the message waits as `handover`, a person sends it and confirms it."""

KINDS: dict[str, Kind] = {kind.code: kind for kind in (*(module.KIND for module in CONNECTORS), *BY_HAND)}


_OF_A_TEST = {
    channel_http.UNREACHABLE: N("{host} cannot be reached. Check the address and the network, then test it again."),
    channel_http.SILENT: N("{host} did not answer in time. Check the address, or test it again later."),
    channel_http.LIMITED: N("{host} takes no more for now. Test it again later."),
    mail_server.AWAY: N("The mail server {host} cannot be reached. Check the address, the port and the encryption, then"
                        " test it again."),
}  # fmt: skip
"""What a trouble is called where nothing was to be sent; others are said alike."""


def connected(db: Database, code: str, kinds: dict[str, Kind] | None = None) -> Channel:
    """The channel, ready to be asked; NotFound, Refused, BadInput or `Trouble` when it is not set up rightly."""
    found = outbox.set_up(db, code)
    kind = (KINDS if kinds is None else kinds).get(found.kind)
    if kind is None or kind.make is None:
        raise Refused("The channel {name} is served by hand.", name=found.name)
    return kind.make(found.options, outbox.secrets_of(code))


def check(code: str, *, by: User, kinds: dict[str, Kind] | None = None) -> Health:
    """Test a channel's settings now and keep what was found; Unavailable says what is wrong.

    Opens its own units of work: the channel is asked outside any transaction.
    """
    with store.read() as db:
        require(db, by, "channels.edit")
    try:
        found: Health | Trouble = _asked(code, kinds)
    except Trouble as trouble:
        found = _of_a_test(trouble)
    with store.write() as db:
        outbox.checked(db, code, found, by=by)
    if isinstance(found, Trouble):
        raise Unavailable(found.sentence, **found.values)
    return found


def _of_a_test(trouble: Trouble) -> Trouble:
    """A trouble in the words of a test: nothing was refused, nothing is tried again."""
    if isinstance(trouble, WrongContent):
        trouble.sentence = N("The channel refuses the test (code {code}). Check the address and the account.")
        trouble.values = {"code": trouble.status or "–"}
    trouble.sentence = _OF_A_TEST.get(trouble.sentence, trouble.sentence)
    return trouble


def _asked(code: str, kinds: dict[str, Kind] | None) -> Health:
    with store.read() as db:
        channel = connected(db, code, kinds)
    try:
        return channel.check()
    finally:
        close(channel)


def close(channel: Channel) -> None:
    """Let go of a channel's connections, where it holds some."""
    if hasattr(channel, "close"):
        channel.close()
