"""The connector against a real WordPress: what is out, once, and what WordPress makes of bad content."""

import dataclasses
from typing import Any

import httpx
import pytest

from lib.connectors import channel_pictures
from lib.connectors.wordpress import KIND, WordPress, remote_slug
from lib.outbox.records import Channel, Disconnected, Message, NoAnswer, Reauth, WrongContent
from tests.connectors.messages import message, parcel, picture
from tests.real.wordpress import Site

pytestmark = pytest.mark.slow
NASTY = "<script>alert('k')</script> & „Průvod“ <img src=x onerror=alert(1)> [gallery]"


@pytest.fixture(autouse=True)
def _data(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setenv("KANCELAR_DATA", str(tmp_path))


def _channel(site: Site, user: str = "redakce", password: str | None = None, **more: str) -> Channel:
    assert KIND.make is not None
    return KIND.make({"url": site.url, "user": user, **more}, {"password": password or site.passwords[user]})


def _posts(site: Site, one: Message) -> list[dict[str, Any]]:
    """Posts whose name begins as this message's: a double would be called `-2`."""
    asked = {"search": one.parcel.title, "status": "any", "context": "edit", "per_page": "100"}
    answer = httpx.get(f"{site.url}/wp-json/wp/v2/posts", params=asked, auth=("redakce", site.passwords["redakce"]))
    return [post for post in answer.json() if post["slug"].startswith(remote_slug(one))]


def _out(channel: Channel, one: Message):
    return channel.confirm(one, channel.submit(one, channel.prepare(one)))


def test_a_post_with_pictures_is_out_corrected_and_withdrawn(site: Site) -> None:
    pictures = (picture(credit="Jan & Eva"), picture("Průvod u radnice", (0, 90, 160), credit="Jan & Eva"))
    channel = _channel(site, categories="Kultura & sport")
    one = message(parcel(pictures=pictures), key="real:1")
    assert channel.find(one) is None
    sent = _out(channel, one)
    assert sent.url == f"{site.url}/{remote_slug(one)}/"
    found = channel.find(one)
    assert found is not None
    assert found.remote_id == sent.remote_id
    (post,) = _posts(site, one)
    assert 'alt="Průvod u radnice"' in post["content"]["rendered"]
    media = httpx.get(f"{site.url}/wp-json/wp/v2/media/{post['featured_media']}").json()
    assert media["alt_text"] == "Děti s lampiony"
    assert media["caption"]["rendered"] == "<p>Jan &amp; Eva</p>\n"
    assert "<figcaption>Jan &amp; Eva</figcaption>" in post["content"]["rendered"]
    assert httpx.get(media["source_url"]).headers["content-type"] == "image/jpeg"

    fix = message(parcel(title="Průvod bude v 18:00", pictures=pictures), operation="correct", key="real:1c",
                  remote_id=sent.remote_id)  # fmt: skip
    assert channel.find(fix) is None
    for _ in range(2):
        assert _out(channel, fix).url == sent.url
    assert channel.find(fix) is not None

    gone = message(operation="withdraw", key="real:1w", remote_id=sent.remote_id)
    for _ in range(2):
        assert _out(channel, gone).remote_id == sent.remote_id
    assert channel.find(gone) is not None
    with pytest.raises(WrongContent, match="bin"):
        channel.submit(fix, channel.prepare(fix))


def test_a_repeat_doubles_no_picture(site: Site) -> None:
    one = message(parcel(pictures=(picture(colour=(1, 2, 3)),)))
    channel = _channel(site)
    assert channel.prepare(one) == channel.prepare(one)
    media = httpx.get(f"{site.url}/wp-json/wp/v2/media", params={"search": one.parcel.pictures[0].file[:20]}).json()
    assert len(media) == 1


def test_an_answer_that_was_lost_is_found_and_a_blind_repeat_would_double(site: Site) -> None:
    channel, one = _channel(site), message(key="real:lost")
    fields = channel.prepare(one).fields
    post = {"json": dict(fields), "auth": ("redakce", site.passwords["redakce"])}
    assert httpx.post(f"{site.url}/wp-json/wp/v2/posts", **post).status_code == 201
    found = channel.find(one)
    assert found is not None
    assert found.url == f"{site.url}/{remote_slug(one)}/"
    assert httpx.post(f"{site.url}/wp-json/wp/v2/posts", **post).json()["slug"] == f"{remote_slug(one)}-2"


@pytest.mark.parametrize("user", ["redakce", "spravce"])
def test_script_in_a_title_is_only_read(site: Site, user: str) -> None:
    content = parcel(
        title=NASTY, text=NASTY, perex=NASTY, slug="skript", pictures=(picture(NASTY), picture(NASTY, side=9))
    )
    one = message(content, key=f"real:script:{user}")
    sent = _out(_channel(site, user), one)
    post = httpx.get(f"{site.url}/wp-json/wp/v2/posts/{sent.remote_id}").json()
    shown = " ".join(post[name]["rendered"] for name in ("title", "excerpt", "content"))
    assert "&lt;script&gt;" in shown
    assert "[gallery]" in shown.replace("&#91;", "[").replace("&#93;", "]")
    for page in (shown, httpx.get(f"{site.url}/feed/").text, httpx.get(f"{site.url}/?p={sent.remote_id}").text):
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_html_of_ours_survives_and_foreign_html_does_not(site: Site) -> None:
    markup = (
        '<h2>Kdy</h2><ul><li>pátek</li></ul><p><a href="https://a.example/?a=1&amp;b=2">více</a></p><script>x</script>'
    )
    sent = _out(_channel(site), message(parcel(html=markup), key="real:html"))
    shown = httpx.get(f"{site.url}/wp-json/wp/v2/posts/{sent.remote_id}").json()["content"]["rendered"]
    assert "<li>pátek</li>" in shown
    assert 'href="https://a.example/?a=1&#038;b=2"' in shown or "a=1&amp;b=2" in shown
    assert "script" not in shown


def test_who_may_not_publish_is_told(site: Site) -> None:
    assert _channel(site).check().account == "Redakce"
    with pytest.raises(Reauth):
        _channel(site, password="wrong").check()
    with pytest.raises(Reauth):
        wrong = _channel(site, password="wrong")
        wrong.submit(message(), _channel(site).prepare(message()))
    with pytest.raises(Disconnected, match="may not publish"):
        _channel(site, "dopisovatel").check()
    with pytest.raises(Reauth):
        _out(_channel(site, "dopisovatel"), message(key="real:contributor"))


def test_errors_are_classed_by_code(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    channel = _channel(site)
    with pytest.raises(WrongContent, match="deleted"):
        channel.submit(message(operation="correct", remote_id="99999"), channel.prepare(message()))
    with pytest.raises(WrongContent, match="category"):
        _channel(site, categories="99999").check()
    monkeypatch.setitem(channel_pictures.TYPES, "JPEG", ("text/x-php", "php"))
    with pytest.raises(WrongContent) as refused:
        channel.prepare(message(parcel(pictures=(picture(colour=(9, 9, 9)),))))
    assert refused.value.status == 500
    assert "rest_upload_sideload_error" in refused.value.body


def test_a_page_that_is_no_rest_is_never_a_success(site: Site) -> None:
    broken = WordPress(f"{site.url}/feed", "redakce", site.passwords["redakce"])
    with pytest.raises((Disconnected, NoAnswer)):
        broken.submit(message(), _channel(site).prepare(message()))


def test_a_long_name_and_control_characters(site: Site) -> None:
    long = message(parcel(title="Ž" * 10_000, text="a\x00b\x0bc 🎃", slug="z" * 400), key="real:long")
    sent = _out(_channel(site), long)
    post = httpx.get(f"{site.url}/wp-json/wp/v2/posts/{sent.remote_id}").json()
    assert post["content"]["rendered"] == "<p>abc 🎃</p>\n"
    found = _channel(site).find(long)
    assert found is not None
    assert dataclasses.replace(sent, status=None).url == found.url
