"""Who we are at a Bluesky server: signed in with an application password, renewed when the token runs out.

Signing in is limited to 300 times a day, so a session lives as long as the worker.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from lib.connectors.channel_http import Answer, Wire
from lib.i18n import N
from lib.outbox.records import Disconnected, RateLimited, Reauth, Transient, Trouble, WrongContent

ENDED = frozenset({"ExpiredToken", "InvalidToken"})
STRANGER = frozenset({"AuthenticationRequired", "AuthFactorTokenRequired", "AuthMissing", "InvalidCredentials"})
LOST_ACCOUNT = frozenset({"AccountTakedown", "AccountDeactivated", "AccountSuspended", "AccountNotFound",
                          "RepoTakendown", "RepoDeactivated", "RepoSuspended", "RepoNotFound"})  # fmt: skip
CONTENT = frozenset({"InvalidRequest", "InvalidRecord", "BlobTooLarge", "PayloadTooLarge", "InvalidMimeType",
                     "BlobNotFound", "InvalidSwap"})  # fmt: skip
NOT_THERE = "RecordNotFound"


class Stale(Reauth):
    """The token ran out; nothing was done. It is renewed and the call repeated."""


@dataclass(frozen=True)
class Session:
    """Whose session it is, and its tokens."""

    did: str
    handle: str
    access: str = field(repr=False)
    refresh: str = field(repr=False)


_SESSIONS: dict[str, Session] = {}


def judged(answer: Answer) -> Trouble | None:
    """What the server means by its word of error; a token that ran out is a 400, not a 401."""
    said = answer.text("error")
    if answer.fine or not said:
        return None
    reason = {"reason": answer.text("message")[:500] or said}
    if said in ENDED:
        return answer.trouble(Stale, N("{host} does not accept our token or password. Connect the channel again."))
    if said in STRANGER:
        return answer.trouble(Reauth, N("{host} does not accept the name and application password: {reason}"), **reason)
    if said in LOST_ACCOUNT:
        return answer.trouble(Disconnected, N("The account at {host} is blocked: {reason}"), **reason)
    if said == NOT_THERE:
        return answer.trouble(WrongContent, N("The post is no longer at {host}. Somebody deleted it there."))
    if said in CONTENT:
        return answer.trouble(WrongContent, N("{host} refused the post: {reason}"), **reason)
    return None


class Account:
    """An account at a server; `as_us` calls it as that account."""

    def __init__(self, server: str, name: str, password: str) -> None:
        self._wire = Wire(f"{server}/xrpc", secrets=(password,), judge=judged)
        self._name, self._password = name, password
        self._key = hashlib.sha256("\0".join((server, name, password)).encode()).hexdigest()

    def session(self) -> Session:
        """The session that there is, or a new one."""
        known = _SESSIONS.get(self._key)
        return known or self._signed_in()

    def forget(self) -> None:
        _SESSIONS.pop(self._key, None)

    def as_us(self, call: Callable[[Wire, Session], Answer]) -> Answer:
        """The answer to a call; repeated once with a renewed token, because the server did nothing with a stale one."""
        session = self.session()
        try:
            return call(self._signed(session.access), session)
        except Stale:
            fresh = self._renewed(session)
        return call(self._signed(fresh.access), fresh)

    def _signed(self, token: str) -> Wire:
        return self._wire.with_headers({"authorization": f"Bearer {token}"}, token)

    def _renewed(self, session: Session) -> Session:
        self.forget()
        try:
            answer = self._signed(session.refresh).ask("POST", "/com.atproto.server.refreshSession")
        except (RateLimited, Transient, Disconnected):
            raise
        except Trouble:
            return self._signed_in()
        return self._kept(answer)

    def _signed_in(self) -> Session:
        asked = {"identifier": self._name, "password": self._password}
        try:
            return self._kept(self._wire.ask("POST", "/com.atproto.server.createSession", json=asked))
        except WrongContent as error:
            raise Reauth(error.sentence, status=error.status, headers=error.headers, body=error.body, **error.values
                         ) from error  # fmt: skip

    def _kept(self, answer: Answer) -> Session:
        words = [answer.text(name) for name in ("did", "handle", "accessJwt", "refreshJwt")]
        if not all(words):
            # Without the raw answer: half of it may be a token.
            raise Disconnected(N("{host} is no Bluesky server. Check the address."), host=self._wire.host)
        _SESSIONS[self._key] = Session(*words)
        return _SESSIONS[self._key]
