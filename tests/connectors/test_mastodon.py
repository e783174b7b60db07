"""What the office keeps of a post on Mastodon after each of its answers. The fake is asked, never a real server."""

import dataclasses
import datetime as dt

import httpx
import pytest

from lib import clock
from lib.connectors import channel_http, mastodon
from lib.connectors.mastodon import KIND, Mastodon
from lib.errors import BadInput
from lib.outbox.records import Disconnected, NoAnswer, RateLimited, Reauth, Transient, WrongContent
from tests.connectors.messages import LINK, message, parcel, picture
from tests.fakes.channel_server import Reply, running
from tests.fakes.mastodon import TOKEN, MastodonFake


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path):
    monkeypatch.setenv("KANCELAR_DATA", str(tmp_path))
    monkeypatch.setattr(channel_http, "TIMEOUT", httpx.Timeout(2))
    monkeypatch.setattr(mastodon, "PAUSES", (0.0, 0.0, 0.0))
    with running(MastodonFake()) as fake:
        yield fake


def _channel(server: MastodonFake, token: str = TOKEN, **more: str) -> Mastodon:
    assert KIND.make is not None
    made = KIND.make({"url": server.url, **more}, {"token": token})
    assert isinstance(made, Mastodon)
    return made


def _published(server: MastodonFake, **more):
    channel, one = _channel(server), message(parcel(**more))
    return channel, one, channel.submit(one, channel.prepare(one))


def test_a_post_with_pictures_goes_out_and_is_confirmed(server: MastodonFake) -> None:
    server.working = 2
    channel, one, sent = _published(server, pictures=(picture(), picture("Radnice", (0, 9, 9))))
    (status,) = server.statuses.values()
    assert LINK in status["content"]
    assert (status["visibility"], status["language"]) == ("public", "cs")
    assert [server.media[number]["description"] for number in status["media_attachments"]] == [
        "Děti s lampiony",
        "Radnice",
    ]
    assert channel.confirm(one, sent).url == sent.url == f"{server.url}/@brazdov/{sent.remote_id}"
    assert len(server.asked("/api/v1/statuses", "POST")[0].headers["idempotency-key"]) == 36


@pytest.mark.parametrize("keys", [True, False])
@pytest.mark.parametrize("mark", ["m7f3", ""])
def test_a_post_whose_answer_was_lost_is_found(server: MastodonFake, keys: bool, mark: str) -> None:
    server.keys = keys
    server.fail("reset_after", on="POST /api/v1/statuses")
    channel, one = _channel(server), message(parcel(mark=mark, text="Průvod & <lampiony>\n\nv pátek"))
    with pytest.raises(NoAnswer):
        channel.submit(one, channel.prepare(one))
    found = channel.find(one)
    assert found is not None
    assert found.remote_id in server.statuses


def test_a_server_with_keys_gives_the_same_post_again(server: MastodonFake) -> None:
    channel, one, sent = _published(server)
    assert channel.submit(one, channel.prepare(one)).remote_id == sent.remote_id
    again = dataclasses.replace(one, key="post:1:2")
    assert channel.submit(again, channel.prepare(again)).remote_id != sent.remote_id


def test_only_posts_since_the_message_are_looked_through(server: MastodonFake, monkeypatch: pytest.MonkeyPatch) -> None:
    channel, one, sent = _published(server)
    later = clock.now() + dt.timedelta(days=365)
    with clock.fixed(later):
        assert channel.find(message()) is None
    monkeypatch.setattr(mastodon, "A_PAGE", 2)
    other = dataclasses.replace(one.parcel, mark="zzz", link="")
    for number in range(3):
        channel.submit(message(other, key=f"x{number}"), mastodon.Prepared(f"jiný {number}"))
    found = channel.find(one)
    assert found is not None
    assert found.remote_id == sent.remote_id
    assert channel.find(message(dataclasses.replace(other, mark="nothing"))) is None
    monkeypatch.setattr(mastodon, "PAGES", 1)
    with pytest.raises(Transient, match="too many"):
        channel.find(one)


def test_a_correction_and_a_withdrawal_can_be_repeated(server: MastodonFake) -> None:
    channel, _, sent = _published(server, pictures=(picture(),))
    fix = message(parcel(text="Průvod bude v 18:00."), operation="correct", remote_id=sent.remote_id)
    for _ in range(2):
        assert channel.confirm(fix, channel.submit(fix, channel.prepare(fix))).remote_id == sent.remote_id
    assert "18:00" in server.statuses[sent.remote_id]["content"]
    assert server.statuses[sent.remote_id]["media_attachments"] == []
    gone = message(operation="withdraw", remote_id=sent.remote_id)
    for _ in range(2):
        assert channel.confirm(gone, channel.submit(gone, channel.prepare(gone))).remote_id == sent.remote_id
    assert server.statuses == {}
    assert channel.find(gone) is None
    with pytest.raises(WrongContent, match="deleted"):
        channel.submit(fix, channel.prepare(fix))
    with pytest.raises(WrongContent, match="number"):
        channel.submit(message(operation="withdraw"), None)


def test_the_server_s_own_limits_count_what_is_sent(server: MastodonFake) -> None:
    channel, long = _channel(server), "ž" * 475
    assert channel.prepare(message(parcel(text=long, link="https://a.example/" + "x" * 300))).text.startswith(long)
    with pytest.raises(WrongContent):
        channel.prepare(message(parcel(text=long + "žž", link="https://a.example/x")))
    with pytest.raises(WrongContent, match="pictures"):
        channel.prepare(message(parcel(pictures=(picture(),) * 5)))
    server.configuration = None
    with pytest.raises(WrongContent):
        channel.prepare(message(parcel(text=long, link="https://a.example/" + "x" * 300)))


def test_a_picture_that_is_never_ready_is_tried_later(server: MastodonFake) -> None:
    server.working = 9
    with pytest.raises(Transient, match="still working"):
        _channel(server).prepare(message(parcel(pictures=(picture(),))))
    server.media["1"] = {"id": "1", "left": 5}
    with pytest.raises(Transient, match="still working"):
        _channel(server).submit(message(), mastodon.Prepared("a", ("1",)))


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply({"error": "Validation failed: Text can't be blank"}, 422), WrongContent),
        (Reply({"error": "The access token is invalid"}, 401), Reauth),
        (Reply({"error": "This action is outside the authorized scopes"}, 403), Reauth),
        (Reply({"error": "Your login is currently disabled"}, 403), Disconnected),
        (Reply({"error": "Internal Server Error"}, 500), NoAnswer),
        (Reply({"id": "5", "scheduled_at": "2026-11-24T08:00:00Z", "params": {}}), NoAnswer),
        (Reply({}, 200), NoAnswer),
    ],
)
def test_answers_to_a_post(server: MastodonFake, monkeypatch, reply: Reply, kind: type[Exception]) -> None:
    channel, one = _channel(server), message()
    prepared = channel.prepare(one)
    monkeypatch.setattr(server, "answer", lambda call: reply)
    with pytest.raises(kind):
        channel.submit(one, prepared)


def test_a_limit_says_until_when(server: MastodonFake) -> None:
    channel, one = _channel(server), message()
    prepared = channel.prepare(one)
    server.fail("429")
    with pytest.raises(RateLimited) as limited:
        channel.submit(one, prepared)
    assert limited.value.until == clock.now() + dt.timedelta(minutes=4)
    assert server.statuses == {}


def test_the_check_names_the_account(server: MastodonFake, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _channel(server).check().account == f"@brazdov@{server.url.removeprefix('http://')}"
    with pytest.raises(Reauth):
        _channel(server, "wrong").check()
    monkeypatch.setattr(server, "answer", lambda call: Reply({"name": "something else"}))
    with pytest.raises(Disconnected, match="no Mastodon"):
        _channel(server).check()


def test_settings(server: MastodonFake) -> None:
    assert KIND.make is not None
    with pytest.raises(BadInput) as refused:
        KIND.make({"url": server.url}, {"token": " "})
    assert refused.value.field == "token"
    channel = _channel(server, visibility="unlisted")
    channel.submit(message(), mastodon.Prepared("a"))
    _channel(server, visibility="nonsense").submit(message(key="2"), mastodon.Prepared("b"))
    assert [one["visibility"] for one in server.statuses.values()] == ["unlisted", "public"]


def test_what_a_server_tells_of_a_post_is_kept_by_its_own_names(server: MastodonFake) -> None:
    channel, _, sent = _published(server)
    told = channel.insights(sent.remote_id)
    assert {(one.name, one.value) for one in told} == {
        ("favourites_count", 12), ("reblogs_count", 4), ("replies_count", 2), ("quotes_count", 1),
    }  # fmt: skip
    assert {(one.api, one.api_version) for one in told} == {("Mastodon API", "v1")}
    server.counts = {"favourites_count": 12, "reblogs_count": None, "replies_count": "2"}
    assert [one.name for one in channel.insights(sent.remote_id)] == ["favourites_count"], "older servers say less"


def test_a_post_that_is_gone_has_no_numbers(server: MastodonFake) -> None:
    channel, _, sent = _published(server)
    server.statuses.clear()
    assert channel.insights(sent.remote_id) == []
    server.fail("429", on="/api/v1/statuses")
    with pytest.raises(RateLimited):
        channel.insights(sent.remote_id)
    with pytest.raises(Reauth):
        _channel(server, "wrong").insights(sent.remote_id)
