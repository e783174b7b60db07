"""The fake Telegram answers as the Bot API is documented."""

import json

import httpx
import pytest

from tests.fakes.channel_server import running
from tests.fakes.telegram import TOKEN, TelegramFake


@pytest.fixture
def server():
    with running(TelegramFake()) as fake:
        yield fake


def _ask(server: TelegramFake, method: str, token: str = TOKEN, **more) -> httpx.Response:
    return httpx.post(f"{server.url}/bot{token}/{method}", trust_env=False, **more)


def _text(server: TelegramFake, method: str, **fields) -> httpx.Response:
    return _ask(server, method, json={"chat_id": "@brazdov"} | fields)


def test_messages_are_kept_changed_and_taken_away(server: TelegramFake) -> None:
    number = _text(server, "sendMessage", text="a").json()["result"]["message_id"]
    assert _text(server, "editMessageText", message_id=number, text="b").json()["result"]["text"] == "b"
    same = _text(server, "editMessageText", message_id=number, text="b").json()
    assert "not modified" in same["description"]
    assert _text(server, "editMessageCaption", message_id=number, caption="b").status_code == 400
    assert _text(server, "deleteMessage", message_id=number).json() == {"ok": True, "result": True}
    assert "not found" in _text(server, "deleteMessage", message_id=number).json()["description"]
    assert "not found" in _text(server, "editMessageText", message_id=number, text="c").json()["description"]


def test_an_album_has_two_to_ten(server: TelegramFake) -> None:
    def album(count: int) -> httpx.Response:
        media = [{"type": "photo", "media": f"attach://p{n}"} for n in range(count)]
        files = {f"p{n}": ("a.jpg", b"x") for n in range(count)}
        return _ask(server, "sendMediaGroup", data={"chat_id": "@brazdov", "media": json.dumps(media)}, files=files)

    assert len(album(2).json()["result"]) == 2
    assert album(1).status_code == 400


@pytest.mark.parametrize(
    ("method", "fields", "code"),
    [
        ("sendMessage", {"text": "x" * 4097}, 400),
        ("sendMessage", {"text": " "}, 400),
        ("sendPhoto", {"caption": "x" * 1025}, 400),
        ("sendMessage", {"text": "a", "chat_id": "@elsewhere"}, 400),
        ("sendNothing", {}, 404),
    ],
)
def test_it_refuses_as_documented(server: TelegramFake, method: str, fields: dict[str, str], code: int) -> None:
    answer = _text(server, method, **fields)
    assert (answer.status_code, answer.json()["error_code"], answer.json()["ok"]) == (code, code, False)


def test_a_stranger_and_a_bot_without_rights(server: TelegramFake) -> None:
    assert _ask(server, "getMe", "1:wrong").status_code == 401
    server.member = {"status": "left"}
    assert _text(server, "sendMessage", text="a").json()["error_code"] == 403
    server.fail("429", "503")
    limited = _text(server, "sendMessage", text="a").json()
    assert (limited["error_code"], limited["parameters"]) == (429, {"retry_after": 35})
    assert _text(server, "sendMessage", text="a").status_code == 503
