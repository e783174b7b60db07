"""A message for many recipients, one call for each: whoever has it is skipped when the message is sent again.

What became of each recipient is kept by `lib.outbox.parts`. A recipient who said neither yes nor no waits for a person
and is never sent the message again by itself; the others go on.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable

from lib import store
from lib.i18n import N
from lib.outbox import parts
from lib.outbox import recipients as people
from lib.outbox.records import NoAnswer, Sent, Transient, Trouble, WrongContent

IN_A_ROW = 3
"""After so many recipients in a row whom the server puts off, it is left alone for a while."""


class PutOff(Transient):
    """This recipient later; the others may be tried now."""


def send_each(key: str, recipients: Iterable[str], send: Callable[[str], str]) -> Sent:
    """Send to everybody who has not got it yet. `send(recipient)` gives the server's answer or raises `Trouble`;
    WrongContent and PutOff are about this recipient, NoAnswer means that he may have it, all others stop the round, and
    so does a person who stops the message.

    The outcome's body says how many accepted, were refused, or wait for a person. Transient when somebody was put off,
    WrongContent when nobody at all accepted.
    """
    put_off, everybody = 0, tuple(dict.fromkeys(recipients))
    with store.write() as db:
        parts.expire(db, key)
        people.addressed(db, key, len(everybody))
    for recipient in everybody:
        with store.write() as db:
            stopped = parts.stopped(db, key)
            taken = not stopped and parts.begin(db, key, recipient)
        if taken:
            put_off = put_off + 1 if _one(key, recipient, send) == "postponed" else 0
        if stopped or put_off >= IN_A_ROW:
            break
    return _summed(key, everybody)


def _one(key: str, recipient: str, send: Callable[[str], str]) -> parts.State:
    state: parts.State
    stops: Trouble | None = None
    try:
        state, answer = "accepted", send(recipient)
    except NoAnswer as trouble:
        state, answer = "unknown", _said(trouble)
    except WrongContent as trouble:
        state, answer = "refused", _said(trouble)
    except Trouble as trouble:
        state, answer = "postponed", _said(trouble)
        stops = None if isinstance(trouble, PutOff) else trouble
    with store.write() as db:
        parts.settle(db, key, recipient, state, answer)
    if stops is not None:
        raise stops
    return state


def _said(trouble: Trouble) -> str:
    return trouble.body or trouble.sentence


def _summed(key: str, recipients: tuple[str, ...]) -> Sent:
    with store.read() as db:
        known, stopped = parts.known(db, key), parts.stopped(db, key)
    counts = Counter(known.get(recipient, ("postponed", ""))[0] for recipient in recipients)
    there, left = counts["accepted"], counts["postponed"] + counts["sending"]
    if stopped and not there and not counts["unknown"]:
        raise Transient(N("It was stopped before anybody got it."), body=json.dumps(counts))
    if left and not stopped:
        raise Transient(
            N("{there} of {all} recipients have it; {left} will be tried again."),
            there=there, all=len(recipients), left=left, body=json.dumps(counts),
        )  # fmt: skip
    if not there and not counts["unknown"]:
        answers = {known[recipient][1] for recipient in recipients}
        raise WrongContent(N("Nobody accepted it: {answers}"), answers="; ".join(sorted(answers))[:300])
    return Sent(key, body=json.dumps(counts))
