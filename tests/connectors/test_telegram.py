"""What the office keeps of a post in a Telegram channel after each of its answers. Only the fake is asked."""

import datetime as dt

import httpx
import pytest

from lib import clock
from lib.connectors import channel_http
from lib.connectors.telegram import KIND
from lib.errors import BadInput
from lib.outbox.records import Channel, Disconnected, NoAnswer, RateLimited, Reauth, Trouble, WrongContent
from tests.connectors.messages import LINK, message, parcel, picture
from tests.fakes.channel_server import Reply, running
from tests.fakes.telegram import CHAT, TOKEN, TelegramFake


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path):
    monkeypatch.setenv("KANCELAR_DATA", str(tmp_path))
    monkeypatch.setattr(channel_http, "TIMEOUT", httpx.Timeout(2))
    with running(TelegramFake()) as fake:
        yield fake


def _channel(server: TelegramFake, chat: str = "@brazdov", token: str = TOKEN) -> Channel:
    assert KIND.make is not None
    return KIND.make({"url": server.url, "chat": chat}, {"token": token})


def _published(server: TelegramFake, **more):
    channel, one = _channel(server), message(parcel(**more))
    sent = channel.submit(one, channel.prepare(one))
    return channel, one, channel.confirm(one, sent)


def test_a_text_goes_as_it_is_written(server: TelegramFake) -> None:
    _, _, sent = _published(server, text="*Průvod* <b>v pátek</b>")
    assert [one["text"] for one in server.posts.values()] == [f"*Průvod* <b>v pátek</b>\n\n{LINK}"]
    assert (sent.remote_id, sent.url) == (f"{CHAT}/51/text", "https://t.me/brazdov/51")
    assert "parse_mode" not in server.calls[-1].json
    assert TOKEN not in str(sent)


def test_a_private_channel_has_addresses_for_its_members(server: TelegramFake) -> None:
    server.public = False
    assert _published(server)[2].url == "https://t.me/c/1234567890/51"


def test_one_picture_has_a_caption_and_several_are_an_album(server: TelegramFake) -> None:
    _, _, one = _published(server, pictures=(picture(),))
    _, _, album = _published(server, pictures=(picture(), picture(colour=(1, 1, 1))))
    assert [one.remote_id, album.remote_id] == [f"{CHAT}/51/caption", f"{CHAT}/52,53/caption"]
    assert [post["caption"][:8] for post in server.posts.values()] == ["V pátek ", "V pátek ", ""]
    assert all(post["photo"][0]["file_size"] > 100 for post in server.posts.values())


@pytest.mark.parametrize("pictures", [0, 1, 2])
def test_a_correction_and_a_withdrawal_can_be_repeated(server: TelegramFake, pictures: int) -> None:
    channel, _, sent = _published(server, pictures=tuple(picture(colour=(n, 0, 0)) for n in range(pictures)))
    fix = message(
        parcel(text="Průvod bude v 18:00."), operation="correct", remote_id=sent.remote_id, remote_url=sent.url
    )
    for _ in range(2):
        assert channel.submit(fix, channel.prepare(fix)).url == sent.url
    assert server.posts[51]["caption" if pictures else "text"].startswith("Průvod bude v 18:00.")
    gone = message(operation="withdraw", remote_id=sent.remote_id)
    for _ in range(2):
        assert channel.submit(gone, channel.prepare(gone)).remote_id == sent.remote_id
    assert server.posts == {}
    with pytest.raises(WrongContent):
        channel.submit(fix, channel.prepare(fix))


@pytest.mark.parametrize("remote_id", [None, "", "51", "x/51/text", "-1/51,/text"])
def test_without_its_number_nothing_can_be_changed(server: TelegramFake, remote_id: str | None) -> None:
    with pytest.raises(WrongContent, match="number"):
        _channel(server).submit(message(operation="withdraw", remote_id=remote_id), None)


def test_after_a_lost_answer_only_a_person_knows(server: TelegramFake) -> None:
    server.fail("reset_after")
    channel, one = _channel(server), message()
    with pytest.raises(NoAnswer):
        channel.submit(one, channel.prepare(one))
    with pytest.raises(NoAnswer, match="Look at the channel"):
        channel.find(one)
    assert (channel.way, len(server.posts)) == ("manual", 1)


def test_what_does_not_fit_is_said_before_it_is_sent(server: TelegramFake) -> None:
    channel = _channel(server)
    assert channel.prepare(message(parcel(text="ž" * 4096, link=""))).text == "ž" * 4096
    for content in (
        parcel(text="👍" * 2049, link=""),
        parcel(text="ž" * 1025, link="", pictures=(picture(),)),
        parcel(pictures=(picture(),) * 11),
    ):
        with pytest.raises(WrongContent):
            channel.prepare(message(content))
    captioned = message(parcel(text="ž" * 1025, link=""), operation="correct", remote_id=f"{CHAT}/51/caption")
    with pytest.raises(WrongContent):
        channel.prepare(captioned)


def _error(code: int, description: str, **parameters: int) -> Reply:
    more = {"parameters": parameters} if parameters else {}
    return Reply({"ok": False, "error_code": code, "description": description, **more}, code)


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (_error(401, "Unauthorized"), Reauth),
        (_error(404, "Not Found"), Reauth),
        (_error(403, "Forbidden: bot was kicked from the channel chat"), Disconnected),
        (_error(400, "Bad Request: chat not found"), Disconnected),
        (_error(400, "Bad Request: need administrator rights in the channel chat"), Disconnected),
        (_error(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-100), Disconnected),
        (_error(400, "Bad Request: message text is empty"), WrongContent),
        (_error(502, "Bad Gateway"), NoAnswer),
        (Reply({"ok": True, "result": True}), NoAnswer),
        (Reply({"ok": True, "result": []}), NoAnswer),
        (Reply([]), NoAnswer),
        (Reply(b"<html>", 200), NoAnswer),
    ],
)
def test_answers_to_a_post(server: TelegramFake, monkeypatch, reply: Reply, kind: type[Trouble]) -> None:
    channel, one = _channel(server), message()
    monkeypatch.setattr(server, "answer", lambda call: reply)
    with pytest.raises(kind):
        channel.submit(one, channel.prepare(one))


def test_the_token_is_in_no_record(server: TelegramFake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "answer", lambda call: _error(400, f"Bad Request: {call.path}"))
    with pytest.raises(WrongContent) as refused:
        _channel(server).submit(message(), _channel(server).prepare(message()))
    assert "/bot•••/sendMessage" in refused.value.values["reason"]
    assert TOKEN not in f"{refused.value.body} {refused.value.values}"


def test_a_limit_says_until_when(server: TelegramFake) -> None:
    server.fail("429")
    with pytest.raises(RateLimited) as limited:
        _published(server)
    assert limited.value.until == clock.now() + dt.timedelta(seconds=35)
    assert server.posts == {}


def test_the_check_names_the_bot_and_its_channel(server: TelegramFake) -> None:
    assert _channel(server).check().account == "Město Brázdov (@brazdov_bot)"
    server.member = {"status": "administrator", "can_post_messages": False}
    with pytest.raises(Disconnected, match="may not write"):
        _channel(server).check()
    with pytest.raises(Disconnected):
        _channel(server, "@jinde").check()
    with pytest.raises(Reauth):
        _channel(server, token="1:AAAAAAAAAAAAA").check()
    server.answer = lambda call: Reply([{"name": "something else"}])
    with pytest.raises(Disconnected, match="as Telegram does"):
        _channel(server).check()


@pytest.mark.parametrize(
    ("chat", "token", "field"), [("brazdov", TOKEN, "chat"), ("@brazdov", "123", "token"), ("@a/../b", TOKEN, "chat")]
)
def test_settings_that_cannot_work(chat: str, token: str, field: str) -> None:
    assert KIND.make is not None
    with pytest.raises(BadInput) as refused:
        KIND.make({"chat": chat}, {"token": token})
    assert refused.value.field == field
