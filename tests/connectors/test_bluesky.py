"""What the office keeps of a post on Bluesky after each of its answers. The fake is asked, never a real server."""

import dataclasses
import datetime as dt

import httpx
import pytest

from lib import clock
from lib.connectors import channel_http
from lib.connectors.bluesky import KIND, Bluesky, session
from lib.connectors.bluesky.record import ROOM, facets, key, tid
from lib.errors import BadInput
from lib.outbox.records import Channel, Disconnected, NoAnswer, RateLimited, Reauth, Transient, WrongContent
from tests.connectors.messages import LINK, message, parcel, picture
from tests.fakes.bluesky import COUNTS, DID, HANDLE, PASSWORD, BlueskyFake
from tests.fakes.channel_server import Reply, running


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path):
    monkeypatch.setenv("KANCELAR_DATA", str(tmp_path))
    monkeypatch.setattr(channel_http, "TIMEOUT", httpx.Timeout(2))
    monkeypatch.setattr(session, "_SESSIONS", {})
    with running(BlueskyFake()) as fake:
        yield fake


def _channel(server: BlueskyFake, password: str = PASSWORD) -> Channel:
    assert KIND.make is not None
    return KIND.make({"url": server.url, "user": f"@{HANDLE}"}, {"password": password})


def _published(server: BlueskyFake, **more):
    channel, one = _channel(server), message(parcel(**more))
    return channel, one, channel.submit(one, channel.prepare(one))


def test_the_key_of_a_record_is_a_tid() -> None:
    moment = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
    assert tid(int(moment.timestamp()) * 1_000_000, 7) == "3n2xnxk5c222b"
    assert tid(0, 0) == "2" * 13
    one = message()
    assert key(one) == key(dataclasses.replace(one, tries=5, publish_at="2026-11-24T08:00:00Z"))
    assert len({key(dataclasses.replace(one, key=str(number))) for number in range(500)}) == 500


def test_links_and_hashtags_are_marked_in_bytes() -> None:
    text = "Žďár #průvod viz https://a.example/ž?a=1#b. (https://b.example) #1 a#ne"
    raw = text.encode()
    found = [(raw[one["index"]["byteStart"] : one["index"]["byteEnd"]].decode(),
              one["features"][0].get("uri") or one["features"][0].get("tag")) for one in facets(text)]  # fmt: skip
    assert found == [
        ("#průvod", "průvod"),
        ("https://a.example/ž?a=1#b", "https://a.example/ž?a=1#b"),
        ("https://b.example", "https://b.example"),
    ]


def test_a_post_with_pictures_goes_out_and_is_confirmed(server: BlueskyFake) -> None:
    channel, one, sent = _published(server, pictures=(picture(side=80),))
    record = server.records[key(one)]
    assert record["text"].endswith("Těšíme se.\n\nbrazdov.example/pruvod?k=m7f3")
    place, shown = record["facets"][0]["index"], record["text"].encode()
    assert shown[place["byteStart"] : place["byteEnd"]] == b"brazdov.example/pruvod?k=m7f3"
    assert record["facets"][0]["features"][0]["uri"] == LINK
    image = record["embed"]["images"][0]
    assert (image["alt"], image["aspectRatio"]) == ("Děti s lampiony", {"width": 80, "height": 80})
    assert sent.remote_id == f"at://{DID}/app.bsky.feed.post/{key(one)}"
    assert channel.confirm(one, sent).url == sent.url == f"https://bsky.app/profile/{DID}/post/{key(one)}"


def test_without_pictures_the_page_hangs_below(server: BlueskyFake) -> None:
    _, one, _ = _published(server)
    assert server.records[key(one)]["embed"]["external"]["uri"] == LINK
    assert LINK not in server.records[key(one)]["text"]
    _, other, _ = _published(server, link="")
    assert "embed" not in server.records[key(other)]


@pytest.mark.parametrize("trouble", ["reset_after", "garbled", "half", "503"])
def test_putting_it_again_after_a_lost_answer_changes_nothing(server: BlueskyFake, trouble: str) -> None:
    channel, one = _channel(server), message()
    server.fail(trouble, on="putRecord")
    with pytest.raises(NoAnswer):
        channel.submit(one, channel.prepare(one))
    assert (channel.find(one) is None) == (trouble == "503")
    first = channel.submit(one, channel.prepare(one))
    assert channel.submit(one, channel.prepare(one)).remote_id == first.remote_id
    assert (channel.way, list(server.records)) == ("idempotent", [key(one)])


def test_a_token_that_ran_out_is_renewed(server: BlueskyFake) -> None:
    channel, one, _ = _published(server)
    server.end_sessions()
    assert channel.submit(one, channel.prepare(one)).status == 200
    server.end_sessions(refresh=True)
    assert channel.submit(one, channel.prepare(one)).status == 200
    assert len(server.asked("createSession")) == 2
    _published(server)
    assert len(server.asked("createSession")) == 2, "a session is shared by all messages of a worker"


def test_a_password_that_was_taken_back_in_the_middle(server: BlueskyFake) -> None:
    channel, one, _ = _published(server)
    server.end_sessions(refresh=True)
    server.password = "jiné"
    with pytest.raises(Reauth):
        channel.submit(one, channel.prepare(one))
    server.end_sessions()
    session._SESSIONS.clear()
    server.password = PASSWORD
    channel = _channel(server)
    prepared = channel.prepare(one)
    channel.submit(one, prepared)
    server.end_sessions()
    server.fail("429", on="refreshSession")
    with pytest.raises(RateLimited):
        channel.submit(one, prepared)


def test_a_withdrawal_can_be_repeated_and_a_correction_is_refused(server: BlueskyFake) -> None:
    channel, _, sent = _published(server)
    gone = message(operation="withdraw", remote_id=sent.remote_id, key="w")
    assert channel.find(gone) is None
    for _ in range(2):
        assert channel.submit(gone, channel.prepare(gone)).remote_id == sent.remote_id
    assert server.records == {}
    found = channel.find(gone)
    assert found is not None
    assert channel.confirm(gone, found) is found
    with pytest.raises(WrongContent, match="cannot be changed"):
        channel.prepare(message(operation="correct", remote_id=sent.remote_id))
    with pytest.raises(WrongContent, match="number"):
        channel.submit(message(operation="withdraw", remote_id="3n2x"), None)


def test_what_the_network_tells_of_a_post_is_kept_by_its_own_names(server: BlueskyFake) -> None:
    channel, _, sent = _published(server)
    assert isinstance(channel, Bluesky)
    told = channel.insights(sent.remote_id)
    assert {one.name: one.value for one in told} == COUNTS
    assert {(one.api, one.api_version) for one in told} == {("AT Protocol", "app.bsky.feed.getPosts")}
    server.end_sessions()
    server.counts = {"likeCount": 41}
    assert [(one.name, one.value) for one in channel.insights(sent.remote_id)] == [("likeCount", 41)]


def test_a_post_without_numbers(server: BlueskyFake) -> None:
    channel, _, sent = _published(server)
    assert isinstance(channel, Bluesky)
    server.fail("429", on="getPosts")
    with pytest.raises(RateLimited):
        channel.insights(sent.remote_id)
    server.records.clear()
    assert channel.insights(sent.remote_id) == [], "it was deleted there"
    server.app_view = False
    assert channel.insights(sent.remote_id) == [], "a server outside the network counts nothing"


def test_what_is_not_there_after_all_is_said(server: BlueskyFake) -> None:
    channel, one, sent = _published(server)
    server.records.clear()
    with pytest.raises(NoAnswer, match="although"):
        channel.confirm(one, sent)


def test_what_does_not_fit_is_said_before_anything_is_uploaded(server: BlueskyFake) -> None:
    channel = _channel(server)
    assert channel.prepare(message(parcel(text="👨‍👩‍👧‍👦" * 100, link=""))).record["text"]
    fits = parcel(text="ž" * ROOM, link="https://" + "a" * 90, pictures=(picture(),))
    assert channel.prepare(message(fits)).record["text"].endswith("aaa…")
    for content in (
        parcel(text="ž" * 301, link="", pictures=(picture("a", (7, 7, 7)),)),
        parcel(text="👨‍👩‍👧‍👦" * 130, link=""),
        parcel(pictures=(picture(),) * 5),
    ):
        with pytest.raises(WrongContent):
            channel.prepare(message(content))
    assert len(server.blobs) == 1


def _error(status: int, error: str) -> Reply:
    return Reply({"error": error, "message": "Words"}, status)


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (_error(400, "InvalidRequest"), WrongContent),
        (_error(401, "AuthMissing"), Reauth),
        (_error(401, "AccountTakedown"), Disconnected),
        (_error(403, "AccountNotFound"), Disconnected),
        (_error(400, "RepoDeactivated"), Disconnected),
        (_error(500, "InternalServerError"), NoAnswer),
        (_error(502, "UpstreamFailure"), NoAnswer),
        (Reply({"uri": "at://did/app.bsky.feed.post/other"}), NoAnswer),
        (Reply([]), NoAnswer),
    ],
)
def test_answers_to_a_post(server: BlueskyFake, monkeypatch, reply: Reply, kind: type[Exception]) -> None:
    channel, one = _channel(server), message()
    channel.check()
    monkeypatch.setattr(server, "answer", lambda call: reply)
    with pytest.raises(kind):
        channel.submit(one, channel.prepare(one))


def test_a_limit_says_until_when(server: BlueskyFake) -> None:
    server.fail("429", on="putRecord")
    with pytest.raises(RateLimited) as limited:
        _published(server)
    assert clock.stamp(limited.value.until) == "2026-11-23T07:10:00Z"


def test_the_check_signs_in_anew(server: BlueskyFake, monkeypatch: pytest.MonkeyPatch) -> None:
    channel = _channel(server)
    assert [channel.check().account, channel.check().account] == [f"@{HANDLE}"] * 2
    assert len(server.asked("createSession")) == 2
    with pytest.raises(Reauth):
        _channel(server, "wrong").check()
    server.fail("503")
    with pytest.raises(Transient):
        channel.check()
    monkeypatch.setattr(server, "answer", lambda call: Reply({"did": "x", "accessJwt": "tajné"}))
    with pytest.raises(Disconnected, match="no Bluesky") as refused:
        channel.check()
    assert "tajné" not in refused.value.body
    monkeypatch.setattr(server, "answer", lambda call: _error(400, "InvalidRequest"))
    with pytest.raises(Reauth):
        channel.check()


@pytest.mark.parametrize(("user", "password", "field"), [(" @", "a", "user"), ("a.example", " ", "password")])
def test_settings_that_cannot_work(user: str, password: str, field: str) -> None:
    assert KIND.make is not None
    with pytest.raises(BadInput) as refused:
        KIND.make({"user": user}, {"password": password})
    assert refused.value.field == field
