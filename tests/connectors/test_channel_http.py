"""What is known of a message after each way in which a call to a channel can end."""

import datetime as dt
import logging
import socket

import httpx
import pytest

from lib import clock
from lib.connectors import channel_http
from lib.connectors.channel_http import Answer, Wire, address
from lib.connectors.channel_limits import until
from lib.errors import BadInput
from lib.outbox.records import Disconnected, NoAnswer, RateLimited, Reauth, Transient, Trouble, WrongContent
from tests.fakes.channel_server import Call, FakeChannel, Reply, running


class Echo(FakeChannel):
    """Answers what it is told to."""

    reply = Reply({"id": 7})

    def answer(self, call: Call) -> Reply:
        return self.reply


@pytest.fixture
def echo(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(channel_http, "TIMEOUT", httpx.Timeout(0.3))
    with running(Echo()) as fake:
        yield fake


@pytest.mark.parametrize("trouble", ["reset_before", "reset_after", "half", "hang_before", "hang_after", "503",
                                     "garbled", "page"])  # fmt: skip
def test_once_the_body_left_only_asking_is_surely_harmless(echo: Echo, trouble: str) -> None:
    wire = Wire(echo.url)
    echo.fail(trouble, trouble)
    with pytest.raises(NoAnswer):
        wire.send("POST", "/posts", json={"a": 1})
    with pytest.raises(Transient):
        wire.ask("GET", "/posts")


def test_what_never_left_is_tried_again() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        wire = Wire(f"http://127.0.0.1:{free.getsockname()[1]}")
        with pytest.raises(Transient) as refused:
            wire.send("POST", "/posts", json={})
    assert "ConnectError" in refused.value.body


def test_a_slow_answer_is_an_answer(echo: Echo) -> None:
    echo.fail("slow")
    assert Wire(echo.url).send("POST", "/posts", json={}).data == {"id": 7}


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (429, {}, RateLimited),
        (401, {}, Reauth),
        (403, {}, Reauth),
        (403, b"<html>blocked</html>", Disconnected),
        (404, b"<html>nothing here</html>", Disconnected),
        (302, {}, Disconnected),
        (422, {}, WrongContent),
        (408, {}, NoAnswer),
        (500, b"<html>critical error</html>", NoAnswer),
    ],
)
def test_a_status_means(echo: Echo, status: int, body: object, kind: type[Trouble]) -> None:
    echo.reply = Reply(body, status, {"Location": "http://127.0.0.1:1/x"})
    with pytest.raises(kind) as refused:
        Wire(echo.url).send("POST", "/posts", json={})
    assert refused.value.status == status
    assert len(echo.calls) == 1


def test_the_channel_s_own_code_comes_first(echo: Echo) -> None:
    echo.reply = Reply({"code": "too_big"}, 500)

    def judge(answer: Answer) -> Trouble | None:
        return answer.trouble(WrongContent, "too big") if answer.data["code"] == "too_big" else None

    with pytest.raises(WrongContent):
        Wire(echo.url, judge=judge).send("POST", "/posts", json={})


def test_a_gateway_may_speak_in_plain_text(echo: Echo) -> None:
    echo.reply = Reply(b"0: Accepted for delivery", 202)
    assert Wire(echo.url, speaks="text").send("GET", "/send").body == "0: Accepted for delivery"


def test_an_endless_answer_is_none(echo: Echo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel_http, "LARGEST", 10)
    echo.reply = Reply({"long": "x" * 100})
    with pytest.raises(NoAnswer):
        Wire(echo.url).send("POST", "/posts", json={})


def test_no_token_is_kept_or_logged(echo: Echo, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    echo.reply = Reply({"you sent": "tajne-123", "id": 1}, 400, {"X-Request-Id": "for tajne-123", "Set-Cookie": "a=b"})
    wire = Wire(echo.url, secrets=("tajne-123", "")).with_headers({"authorization": "Bearer další"}, "další")
    with pytest.raises(WrongContent) as refused:
        wire.send("POST", "/bot-tajne-123/send", json={})
    kept = f"{refused.value.body} {refused.value.headers} {refused.value} {wire!r} {caplog.text}"
    assert "tajne-123" not in kept
    assert "další" not in kept
    assert "set-cookie" not in kept
    assert echo.calls[0].headers["authorization"].encode("latin-1").decode() == "Bearer další"


def test_only_4_kb_are_kept(echo: Echo) -> None:
    echo.reply = Reply({"long": "ě" * 9000})
    assert len(Wire(echo.url).send("POST", "/posts", json={}).sent("7").body) == 4096


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "120"}, 120),
        ({"retry-after": "Mon, 23 Nov 2026 07:10:00 GMT"}, 600),
        ({"x-ratelimit-reset": "2026-11-23T07:05:00.000000Z"}, 300),
        ({"ratelimit-reset": str(int(dt.datetime(2026, 11, 23, 7, 1, tzinfo=dt.UTC).timestamp()))}, 60),
        ({"x-ratelimit-reset": "30"}, 30),
        ({"retry-after": "soon"}, 300),
        ({}, 300),
        ({"retry-after": "0"}, 1),
        ({"retry-after": "99999999"}, 86400),
        ({"retry-after": "9" * 400}, 300),
    ],
)
def test_how_long_a_limit_lasts(headers: dict[str, str], seconds: int) -> None:
    assert until(headers) == clock.now() + dt.timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "typed", ["", "www.brazdov.example", "ftp://brazdov.example", "file:///etc/passwd", "https://", "https://a/?x=1",
              "https://jana:heslo@brazdov.example"],
)  # fmt: skip
def test_an_address_that_cannot_be_one(typed: str) -> None:
    with pytest.raises(BadInput):
        address(typed)


def test_an_address_loses_its_last_slash() -> None:
    assert address(" http://192.168.1.7/blog/ ") == "http://192.168.1.7/blog"
