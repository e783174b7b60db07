"""What the office keeps of a post on WordPress after each of its answers. The fake is asked, never a real site."""

import dataclasses

import httpx
import pytest

from lib.connectors import channel_http
from lib.connectors.wordpress import KIND, remote_slug
from lib.errors import BadInput
from lib.outbox.records import Channel, Disconnected, NoAnswer, Reauth, Transient, WrongContent
from tests.connectors.messages import message, parcel, picture
from tests.fakes.channel_server import Reply, running
from tests.fakes.wordpress import PASSWORD, USER, WordPressFake


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, tmp_path):
    monkeypatch.setenv("KANCELAR_DATA", str(tmp_path))
    monkeypatch.setattr(channel_http, "TIMEOUT", httpx.Timeout(2))
    with running(WordPressFake()) as fake:
        yield fake


def _channel(site: WordPressFake, **more: str) -> Channel:
    assert KIND.make is not None
    return KIND.make({"url": site.url + "/", "user": USER, **more}, {"password": PASSWORD})


def _published(site: WordPressFake, content=None, **more: str):
    channel, one = _channel(site, **more), message(content)
    return channel, one, channel.submit(one, channel.prepare(one))


def test_a_post_with_pictures_goes_out_and_is_confirmed(site: WordPressFake) -> None:
    pictures = (picture(credit="Jan Světlý"), picture("Průvod u radnice", (0, 90, 160), credit="Eva & Jan"))
    channel, one, sent = _published(site, parcel(pictures=pictures), categories="kultura & sport; 209")
    post = site.out()[0]
    assert post["title"] == "Lampionový průvod"
    assert post["content"].startswith("<p>V pátek v 17:00 vyjde od radnice průvod.<br>Vezměte si lampion.</p>\n<p>Těš")
    assert '<img src="http' in post["content"]
    assert 'alt="Průvod u radnice"><figcaption>Eva &amp; Jan</figcaption></figure>' in post["content"]
    media = site.media[post["featured_media"]]
    assert (media["alt_text"], media["caption"]["raw"]) == ("Děti s lampiony", "Jan Světlý")
    assert post["categories"] == [7, 209]
    assert (sent.remote_id, sent.url, sent.status) == (str(post["id"]), f"{site.url}/{remote_slug(one)}/", 201)
    assert channel.confirm(one, sent).url == sent.url
    assert PASSWORD not in str(sent)


def test_what_looks_like_html_in_plain_words_is_text(site: WordPressFake) -> None:
    _published(site, parcel(title="1 < 2 [gallery]", perex="<b>a</b>", text="<script>", link=""))
    post = site.out()[0]
    assert [post["title"], post["excerpt"], post["content"]] == [
        "1 &lt; 2 &#91;gallery&#93;", "&lt;b&gt;a&lt;/b&gt;", "<p>&lt;script&gt;</p>",
    ]  # fmt: skip


def test_a_repeat_doubles_no_picture_and_mends_its_alt_text(site: WordPressFake) -> None:
    channel = _channel(site)
    for alt in ("Děti", "Děti s lampiony", "Děti s lampiony"):
        channel.prepare(message(parcel(pictures=(picture(alt),))))
    assert len(site.asked("/media/", "POST")) == 2
    assert [one["alt_text"] for one in site.media.values()] == ["Děti s lampiony"]


@pytest.mark.parametrize("trouble", ["reset_after", "half", "garbled", "page"])
def test_a_post_whose_answer_was_lost_is_found_by_its_name(site: WordPressFake, trouble: str) -> None:
    site.fail(trouble, on="POST /wp-json/wp/v2/posts")
    channel, one = _channel(site), message()
    with pytest.raises(NoAnswer):
        channel.submit(one, channel.prepare(one))
    found = channel.find(one)
    assert found is not None
    assert found.remote_id == str(site.out()[0]["id"])


def test_one_that_never_arrived_is_not_found(site: WordPressFake) -> None:
    site.fail("503", on="POST")
    channel, one = _channel(site), message()
    with pytest.raises(NoAnswer):
        channel.submit(one, channel.prepare(one))
    assert channel.find(one) is None


def test_last_year_s_post_of_the_same_name_is_another_one(site: WordPressFake) -> None:
    channel, one, _ = _published(site)
    again = dataclasses.replace(one, key="post:1:2")
    assert channel.find(again) is None
    assert remote_slug(again) != remote_slug(one)
    assert remote_slug(message(parcel(slug=""))).startswith("k-")


def test_a_correction_changes_the_same_post_and_can_be_repeated(site: WordPressFake) -> None:
    channel, _, sent = _published(site)
    fix = message(parcel(title="Průvod bude v 18:00"), operation="correct", remote_id=sent.remote_id, key="c")
    assert channel.find(fix) is None
    for _ in range(2):
        assert channel.submit(fix, channel.prepare(fix)).url == sent.url
    assert [(one["title"], one["slug"]) for one in site.out()] == [("Průvod bude v 18:00", remote_slug(message()))]
    assert channel.find(fix) is not None


def test_a_withdrawal_puts_it_into_the_bin_and_can_be_repeated(site: WordPressFake) -> None:
    channel, _, sent = _published(site)
    gone = message(operation="withdraw", remote_id=sent.remote_id, key="w")
    assert channel.find(gone) is None
    for _ in range(2):
        assert channel.submit(gone, channel.prepare(gone)).remote_id == sent.remote_id
        assert channel.find(gone) is not None
    assert site.out() == []
    assert channel.confirm(gone, sent) == sent
    site.posts.clear()
    assert channel.submit(gone, None).remote_id == sent.remote_id
    assert channel.find(gone) is not None


def test_what_somebody_deleted_there_cannot_be_corrected(site: WordPressFake) -> None:
    channel, _, sent = _published(site)
    fix = message(operation="correct", remote_id=sent.remote_id)
    site.posts[int(sent.remote_id)]["status"] = "trash"
    with pytest.raises(WrongContent, match="bin"):
        channel.submit(fix, channel.prepare(fix))
    site.posts.clear()
    with pytest.raises(WrongContent, match="deleted"):
        channel.submit(fix, channel.prepare(fix))
    with pytest.raises(WrongContent, match="number"):
        channel.submit(message(operation="correct"), channel.prepare(fix))


def test_what_is_there_but_not_public_is_said(site: WordPressFake) -> None:
    channel, one, sent = _published(site)
    site.posts[int(sent.remote_id)]["status"] = "pending"
    with pytest.raises(NoAnswer, match="not public"):
        channel.confirm(one, sent)
    assert channel.find(one) is not None, "sending it again would make a second one"


def _error(status: int, code: str, **data: object) -> Reply:
    return Reply({"code": code, "message": "Words.", "data": {"status": status, **data}}, status)


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (_error(400, "rest_invalid_param", params={"categories": "0 is no category"}), WrongContent),
        (_error(400, "empty_content"), WrongContent),
        (_error(401, "rest_cannot_create"), Reauth),
        (_error(403, "rest_cannot_publish"), Reauth),
        (_error(500, "db_insert_error"), Transient),
        (_error(404, "rest_no_route"), Disconnected),
        (_error(500, "internal_server_error"), NoAnswer),
        (Reply({"ok": True}), NoAnswer),
        (Reply([], 201), NoAnswer),
    ],
)
def test_errors_are_told_apart_by_code(site: WordPressFake, monkeypatch, reply: Reply, kind: type[Exception]) -> None:
    channel, one = _channel(site), message()
    prepared = channel.prepare(one)
    monkeypatch.setattr(site, "answer", lambda call: reply)
    with pytest.raises(kind):
        channel.submit(one, prepared)


def test_a_forbidden_file_is_wrong_content_though_it_comes_as_500(site: WordPressFake, monkeypatch) -> None:
    one = message(parcel(pictures=(picture(),)))
    monkeypatch.setattr("tests.fakes.wordpress.PICTURES", set())
    with pytest.raises(WrongContent) as refused:
        _channel(site).prepare(one)
    assert refused.value.status == 500


def test_a_missing_picture_and_an_unknown_category_stop_before_anything_is_sent(site: WordPressFake) -> None:
    lost = dataclasses.replace(picture(), file="0" * 64 + ".jpg")
    with pytest.raises(WrongContent):
        _channel(site).prepare(message(parcel(pictures=(lost,))))
    for unknown in ("Sport", "3"):
        with pytest.raises(WrongContent, match="category"):
            _channel(site, categories=unknown).prepare(message())
    assert site.out() == []


def test_the_check_says_who_we_are_or_what_is_missing(site: WordPressFake) -> None:
    assert _channel(site).check().account == "Redakce"
    site.rights["publish_posts"] = False
    with pytest.raises(Disconnected, match="may not publish"):
        _channel(site).check()
    site.password = "jiné"
    with pytest.raises(Reauth):
        _channel(site).check()
    site.fail("redirect")
    with pytest.raises(Disconnected, match="another address"):
        _channel(site).check()
    with pytest.raises(Disconnected):
        _channel(site, url=site.url + "/blog").check()
    site.answer = lambda call: Reply(["something else"])
    with pytest.raises(Disconnected):
        _channel(site).check()


@pytest.mark.parametrize(
    ("options", "password", "field"),
    [
        ({"url": "brazdov", "user": "a"}, "x", "url"),
        ({"url": "https://a.example", "user": " "}, "x", "user"),
        ({"url": "https://a.example", "user": "a:b"}, "x", "user"),
        ({"url": "https://a.example", "user": "a"}, " ", "password"),
    ],
)
def test_settings_that_cannot_work(options: dict[str, str], password: str, field: str) -> None:
    assert KIND.make is not None
    with pytest.raises(BadInput) as refused:
        KIND.make(options, {"password": password})
    assert refused.value.field == field
