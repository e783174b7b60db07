import dataclasses
import io
import json

import pytest
from PIL import Image

from lib import files
from lib.connectors import facebook, meta_codes
from lib.connectors.facebook import KIND, Facebook
from lib.connectors.meta_http import Graph, is_public
from lib.connectors.metric import Metric
from lib.outbox.records import (
    Disconnected,
    NoAnswer,
    Parcel,
    Picture,
    RateLimited,
    Reauth,
    Transient,
    WrongContent,
)
from tests.connectors.sending import message
from tests.fakes.meta import OLD_TOKEN, PAGE, PAGE_TOKEN, PERSON_TOKEN, meta_fake

POST = Parcel("Odstávka", "Zítra nepoteče voda.", link="https://www.brazdov.example/1?k=s1", mark="k=s1")


@pytest.fixture
def meta():
    with meta_fake() as server:
        yield server


@pytest.fixture
def page(meta):
    return KIND.make({"page": PAGE, "base": meta.url}, {"token": PAGE_TOKEN})


def publish(page, parcel=POST, **changed):
    sent = message(parcel, **changed)
    return page.confirm(sent, page.submit(sent, page.prepare(sent)))


def jpeg(width=800, height=600):
    out = io.BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(out, "JPEG", quality=95)
    return out.getvalue()


def test_a_post_with_a_link(meta, page):
    sent = publish(page)
    assert meta.posts[sent.remote_id]["link"] == POST.link
    assert meta.posts[sent.remote_id]["message"] == POST.text
    assert sent.url.startswith("https://www.facebook.com/")
    assert sent.status == 200


def test_photos_go_first_and_unseen_and_the_link_stands_in_the_text(meta, page, office):
    inside = Picture(files.keep(jpeg(), "jpg"), "Kašna na náměstí")
    outside = Picture("x.jpg", "Radnice", "https://www.brazdov.example/r.jpg")
    sent = publish(page, dataclasses.replace(POST, pictures=(inside, outside)))
    post, photos = meta.posts[sent.remote_id], list(meta.photos.values())
    assert post["message"] == f"{POST.text}\n\n{POST.link}"
    assert "link" not in post
    assert len(post["attached_media"]) == 2
    assert photos[0]["source"][:2] == b"\xff\xd8"
    assert [photo["alt_text_custom"] for photo in photos] == ["Kašna na náměstí", "Radnice"]


def test_what_is_no_picture_never_leaves(office, meta, page):
    broken = Picture(files.keep(b"GIF89a and then nothing", "gif"), "")
    with pytest.raises(WrongContent, match="cannot be read"):
        page.prepare(message(dataclasses.replace(POST, pictures=(broken,))))
    assert not meta.photos


@pytest.mark.parametrize(
    "parcel", [Parcel("x", "a" * 63_207), Parcel("x", "a", pictures=tuple(Picture(str(n), "") for n in range(11)))]
)
def test_what_facebook_would_not_take_never_leaves(meta, page, parcel):
    with pytest.raises(WrongContent):
        page.prepare(message(parcel))
    assert not meta.calls


@pytest.mark.parametrize("mark", ["k=s1", ""])
@pytest.mark.parametrize("trouble", ["reset", "garble", "html"])
def test_what_may_be_out_is_found_again_by_the_mark_or_by_the_words(meta, page, trouble, mark):
    unsure = message(dataclasses.replace(POST, mark=mark))
    assert page.find(unsure) is None
    meta.trouble("feed", trouble)
    with pytest.raises(NoAnswer):
        page.submit(unsure, page.prepare(unsure))
    found = page.find(unsure)
    assert found is not None
    assert list(meta.posts) == [found.remote_id]


def test_another_post_is_not_taken_for_ours(meta, page):
    publish(page, Parcel("x", "Zítra nepoteče voda v Lhotce."))
    assert page.find(message(POST)) is None


def test_ours_is_found_on_the_second_page_and_older_posts_are_not_looked_at(meta, page):
    publish(page)
    for number in range(120):
        meta.answer("POST", f"/v25.0/{PAGE}/feed", {"message": str(number)}, PAGE_TOKEN)
    assert page.find(message(POST)) is not None
    for post in meta.posts.values():
        post["created"] = 0
    assert page.find(message(POST)) is None


def test_too_many_posts_to_look_through_is_not_a_no(meta, page, monkeypatch):
    monkeypatch.setattr(facebook, "LISTS", 1)
    for number in range(101):
        meta.answer("POST", f"/v25.0/{PAGE}/feed", {"message": str(number)}, PAGE_TOKEN)
    with pytest.raises(NoAnswer):
        page.find(message(POST))


def test_a_post_is_corrected_and_withdrawn(meta, page):
    name = publish(page).remote_id
    better = dataclasses.replace(POST, text="Voda poteče.")
    correction = message(better, operation="correct", remote_id=name)
    assert page.find(correction) is None
    page.submit(correction, page.prepare(correction))
    assert meta.posts[name]["message"] == "Voda poteče."
    assert page.find(correction).remote_id == name
    withdrawal = message(better, operation="withdraw", remote_id=name)
    assert page.find(withdrawal) is None
    for _ in range(2):
        assert page.confirm(withdrawal, page.submit(withdrawal, page.prepare(withdrawal))).remote_id == name
    assert not meta.posts
    assert page.find(withdrawal).remote_id == name
    assert page.find(correction) is None


def test_without_the_id_nothing_is_withdrawn(meta, page):
    with pytest.raises(WrongContent, match="not known which"):
        page.submit(message(POST, operation="withdraw"), page.prepare(message(POST, operation="withdraw")))


TABLE = [
    (190, "", Reauth), (463, "", Reauth), (490, "", Reauth), (1404078, "", Reauth),
    (0, "Error validating access token", Reauth), (0, "REVOKED_ACCESS_TOKEN", Reauth),
    (1390008, "", RateLimited), (4, "", RateLimited), (17, "", RateLimited), (32, "", RateLimited),
    (613, "", RateLimited), (1363047, "", Transient), (1609010, "", Transient), (1366046, "", WrongContent),
    (1366051, "", WrongContent), (1346003, "", WrongContent), (1404102, "", WrongContent),
    (1609008, "", WrongContent), (2061006, "", WrongContent), (100, "(#100) Name parameter too long", WrongContent),
    (4854002, "", Disconnected), (200, "(#200) Requires pages_manage_posts", Disconnected), (1, "", NoAnswer),
    (200, "(#200) Unpublished posts must be posted to a page as the page itself", Disconnected),
    (100, "(#100) The value must be a valid insights metric", meta_codes.RetiredMetric),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "kind"), TABLE)
def test_codes_as_the_table_has_them(meta, page, code, text, kind):
    ready = page.prepare(message(POST))
    meta.fail("feed", code, text)
    with pytest.raises(kind) as raised:
        page.submit(message(POST), ready)
    assert type(raised.value) is kind
    assert not meta.posts
    assert raised.value.status == 400
    assert json.loads(raised.value.body)["error"]["code"] == code


@pytest.mark.parametrize("header", ["x-app-usage", "x-business-use-case-usage"])
def test_a_share_that_is_nearly_used_up_stops_us_before_the_post(meta, page, header):
    rows = {"call_count": 97, "total_time": 3, "total_cputime": 2, "estimated_time_to_regain_access": 25}
    meta.headers[header] = json.dumps(rows if header == "x-app-usage" else {PAGE: [rows | {"type": "pages"}]})
    with pytest.raises(RateLimited) as raised:
        page.prepare(message(POST))
    assert raised.value.until.isoformat() == "2026-11-23T07:25:00+00:00"
    assert header in raised.value.headers


def test_nothing_is_lost_before_it_leaves(meta, page):
    meta.trouble(PAGE, "503")
    with pytest.raises(Transient):
        page.prepare(message(POST))
    away = Facebook(Graph(PAGE_TOKEN, base="http://127.0.0.1:9"), PAGE)
    with pytest.raises(Transient):
        away.submit(message(POST), facebook.Prepared("x", ()))


def test_the_settings_are_tried(meta, page):
    assert page.check().account == "Brázdov"
    with pytest.raises(Disconnected, match="token belongs"):
        KIND.make({"page": PAGE, "base": meta.url}, {"token": PERSON_TOKEN}).check()
    with pytest.raises(Reauth) as raised:
        KIND.make({"page": PAGE, "base": meta.url}, {"token": OLD_TOKEN}).check()
    assert OLD_TOKEN not in raised.value.body


def test_reach_survives_a_metric_that_meta_retired(meta, page, monkeypatch):
    name = publish(page).remote_id
    monkeypatch.setattr(facebook, "POST_METRICS", ("post_impressions", *facebook.POST_METRICS))
    assert page.insights(name) == [
        Metric("post_total_media_view_unique", 812, "v25.0"),
        Metric("post_media_view", 1040, "v25.0"),
    ]


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("https://www.brazdov.example/a.jpg", True), ("http://www.brazdov.example/a.jpg", False), ("", False),
        ("https://intranet/a.jpg", False), ("https://10.0.0.5/a.jpg", False), ("https://[::1]/a.jpg", False),
        ("https://web.local/a.jpg", False), ("https://a:b@www.brazdov.example/a.jpg", False), ("https://[x", False),
    ],
)  # fmt: skip
def test_addresses_from_which_meta_can_download(url, public):
    assert is_public(url) is public
