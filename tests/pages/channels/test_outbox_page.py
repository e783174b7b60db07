"""Sending across channels: what waits, why, and what a person decides about it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib import outbox, store
from lib.access import SYSTEM
from lib.flows.channel_kinds import KINDS
from lib.outbox import parts
from tests.pages.channels.test_channels_pages import queue
from tests.pages.publishing.test_publishing_pages import labels, press, words

Open = Callable[..., AppTest]


@pytest.fixture
def message(office: Path) -> int:
    """A message that waits in a channel."""
    with store.write() as db:
        outbox.save_channel(db, "fb", KINDS["facebook"], "Facebook města", {}, {}, by=SYSTEM)
    return queue("fb")


def put(state: str) -> None:
    with store.write() as db:
        db.conn.execute("update outbox set state = ?, error = 'Server neodpověděl.'", (state,))


def state(message: int) -> str:
    with store.read() as db:
        return outbox.get(db, message).state


def test_nothing_that_waits_is_said(open_page: Open) -> None:
    app = open_page("outbox")
    assert not app.exception
    assert "Nic nečeká" in words(app)


def test_what_waits_stands_in_a_list(message: int, open_page: Open) -> None:
    put("unknown")
    app = open_page("outbox")
    assert not app.exception
    assert "1 zpráva čeká na rozhodnutí · 0 čeká na odeslání" in words(app)
    assert "Vyřídit první" in labels(app)
    assert "Vyřídit první" not in labels(open_page("outbox", "reader"))


@pytest.mark.parametrize(
    ("before", "label", "after"),
    [
        ("unknown", "Ano, je venku", "published"), ("unknown", "Ne, poslat znovu", "queued"),
        ("missed", "Poslat teď", "queued"), ("failed", "Poslat znovu", "queued"),
        ("handover", "Zrušit odeslání", "cancelled"),
    ],
)  # fmt: skip
def test_a_person_decides(message: int, open_page: Open, before: str, label: str, after: str) -> None:
    put(before)
    app = press(open_page("outbox", id=message), label)
    assert not app.exception
    assert state(message) == after


def test_every_try_is_told_with_what_the_channel_answered(message: int, open_page: Open) -> None:
    put("failed")
    with store.write() as db:
        db.conn.execute(
            "insert into outbox_attempt (message_id, at, phase, outcome, status, body, milliseconds)"
            " values (?, '2026-11-23T07:00:00Z', 'submit', 'content', 400, '{\"error\": 100}', 12)",
            (message,),
        )
    app = open_page("outbox", id=message)
    assert "Server neodpověděl." in words(app)
    assert "předání kanálu · obsah odmítnut · kód 400 · 12 ms" in words(app)
    assert app.code[0].value == '{"error": 100}'


def test_who_may_not_publish_only_looks(message: int, open_page: Open) -> None:
    put("unknown")
    app = open_page("outbox", "reader", id=message)
    assert not app.exception
    assert not {"Ano, je venku", "Ne, poslat znovu", "Zrušit odeslání"} & set(labels(app))
    assert "Rozhodne o ní" in words(app)


def test_recipients_without_an_answer_are_asked_about(message: int, open_page: Open) -> None:
    with store.write() as db:
        parts.begin(db, "post-1", "+420777000111")
        parts.settle(db, "post-1", "+420777000111", "unknown")
    app = open_page("outbox", "reader")
    assert "1 příjemce bez odpovědi" in words(app)
    assert "777000111" not in words(app)
    press(open_page("outbox"), "Došlo")
    with store.read() as db:
        assert parts.known(db, "post-1")["+420777000111"][0] == "accepted"
