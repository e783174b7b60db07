"""A process that sends what is due to the unreliable channel until it is killed, and the channel's three connectors."""

import datetime as dt
import json
import multiprocessing
import os
import time
from collections.abc import Mapping
from multiprocessing.process import BaseProcess
from typing import Any

import httpx

from lib import clock, outbox, store
from lib.flows import deliver
from lib.i18n import t
from lib.outbox import (
    Health,
    Kind,
    Limits,
    Message,
    NoAnswer,
    Outcome,
    Pace,
    RateLimited,
    Sent,
    Transient,
)
from lib.outbox.records import Way
from tests.fakes import unreliable

_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload(["tests.faults.publishing_worker"])
PACE = Pace(lease=2, answer=1, pause=1, first_wait=1, longest_wait=4, tries=20)
"""Short, and in the same order as the office's: a late channel takes a post in before “not there” is believed."""
ROOMS: dict[str, tuple[str, Way]] = {
    "idempotent": ("keys", "idempotent"),
    "findable": ("search", "findable"),
    "manual": ("none", "manual"),
    "naive": ("none", "manual"),
}


class Connector:
    """The unreliable channel as one of the three classes."""

    def __init__(self, room: str, way: Way, url: str) -> None:
        self.way, self._address = way, f"{url}/{room}/posts"
        self._client = httpx.Client(trust_env=False, timeout=unreliable.TIMEOUT, verify=False)

    def prepare(self, message: Message) -> dict[str, str]:
        return {"mark": message.key, "text": message.parcel.text}

    def submit(self, message: Message, prepared: dict[str, str]) -> Sent:
        try:
            answer = self._client.post(self._address, json=prepared, headers={"Idempotency-Key": message.key})
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise Transient(repr(error)) from error
        except httpx.TransportError as error:
            raise NoAnswer(repr(error)) from error
        self._refused(answer)
        try:
            return Sent(str(answer.json()["id"]), status=answer.status_code)
        except ValueError as error:
            raise NoAnswer("rubbish", status=answer.status_code) from error

    def find(self, message: Message) -> Sent | None:
        try:
            answer = self._client.get(self._address, params={"mark": message.key})
            self._refused(answer)
            found = answer.json()
        except (httpx.TransportError, json.JSONDecodeError) as error:
            raise Transient(repr(error)) from error
        return Sent(str(found[0]), status=answer.status_code) if found else None

    def _refused(self, answer: httpx.Response) -> None:
        if answer.status_code == 429:
            pause = dt.timedelta(seconds=int(answer.headers["Retry-After"]))
            raise RateLimited("later", clock.now() + pause, status=429)
        if answer.status_code == 503:
            raise Transient("later", status=503)

    def confirm(self, message: Message, sent: Sent) -> Sent:
        return sent

    def check(self) -> Health:
        return Health("trial")

    def close(self) -> None:
        self._client.close()


def _kind(code: str, room: str, way: Way) -> Kind:
    def make(options: Mapping[str, Any], secrets: Mapping[str, str]) -> Connector:
        return Connector(room, way, unreliable_url())

    return Kind(code, code, "web", (), Limits(None), make)


KINDS = {code: _kind(code, room, way) for code, (room, way) in ROOMS.items()}


t("Save")  # the Czech is read once, before workers are forked: they live for less than reading takes


def unreliable_url() -> str:
    return os.environ["KANCELAR_TRIAL_URL"]


def start(*, naive: bool = False) -> BaseProcess:
    """A worker for the office of this process; it sends until it is killed, or the trial itself is."""
    environment = {name: os.environ[name] for name in ("KANCELAR_DATA", "KANCELAR_TRIAL_URL")}
    process = _server.Process(target=_naive if naive else _work, args=(environment,), daemon=True)
    process.start()
    return process


def _work(environment: dict[str, str]) -> None:
    os.environ.update(environment)
    trial = os.getppid()
    while os.getppid() == trial:
        if not deliver.turn(pace=PACE, kinds=KINDS):
            time.sleep(0.02)


def _naive(environment: dict[str, str]) -> None:
    """What everybody writes first: whatever goes wrong is simply tried again."""
    os.environ.update(environment)
    desk, trial = deliver.Desk(KINDS), os.getppid()
    while os.getppid() == trial:
        with store.write() as db:
            outbox.expire(db)
            db.conn.execute("update outbox set state = 'queued', left_at = null where state = 'unknown'")
            message = outbox.claim(db, PACE)
        if message is None:
            time.sleep(0.02)
            continue
        channel, _ = desk.channel(message.channel)
        try:
            outcome = Outcome("published", sent=channel.submit(message, channel.prepare(message)))
        except (NoAnswer, Transient, RateLimited) as trouble:
            outcome = Outcome("queued", next_try_at=clock.now(), trouble=trouble)
        with store.write() as db:
            outbox.settle(db, message, outcome)
