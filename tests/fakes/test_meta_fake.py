"""The stand-in for Meta, held to the shapes and codes that the reference documents."""

import httpx
import pytest

from tests.fakes.meta import ACCOUNT, OLD_TOKEN, PAGE, PAGE_TOKEN, PERSON_TOKEN, meta_fake


@pytest.fixture
def meta():
    with meta_fake() as server:
        yield server


def call(meta, method, path, token=PAGE_TOKEN, **request):
    with httpx.Client(trust_env=False, timeout=5) as client:
        headers = {"authorization": f"Bearer {token}"}
        return client.request(method, f"{meta.url}/v25.0/{path}", headers=headers, **request)


def error(response):
    said = response.json()["error"]
    assert set(said) >= {"message", "type", "code", "fbtrace_id"}
    return said["code"], said.get("error_subcode")


def test_a_post_of_a_page(meta):
    said = call(
        meta, "POST", f"{PAGE}/feed", params={"fields": "id,permalink_url"},
        json={"message": "Zítra zavřeno.", "link": "https://www.brazdov.example/1", "published": True},
    ).json()  # fmt: skip
    assert said["id"].startswith(f"{PAGE}_")
    assert said["permalink_url"].startswith("https://www.facebook.com/")
    listed = call(meta, "GET", f"{PAGE}/feed", params={"fields": "id,message", "since": "0"}).json()
    assert [row["message"] for row in listed["data"]] == ["Zítra zavřeno."]
    assert call(meta, "POST", said["id"], json={"message": "Zítra otevřeno."}).json() == {"success": True}
    assert call(meta, "DELETE", said["id"]).json() == {"success": True}
    assert error(call(meta, "GET", said["id"])) == (100, 33)


def test_photos_go_up_unseen_and_are_used_once(meta):
    body = {"url": "https://www.brazdov.example/a.jpg", "published": False}
    photo = call(meta, "POST", f"{PAGE}/photos", json=body).json()["id"]
    assert not meta.posts
    post = {"message": "Fotky", "attached_media": [{"media_fbid": photo}], "published": True}
    assert call(meta, "POST", f"{PAGE}/feed", json=post).is_success
    assert error(call(meta, "POST", f"{PAGE}/feed", json=post)) == (1366051, None)


def test_the_feed_comes_in_pages(meta):
    for number in range(3):
        call(meta, "POST", f"{PAGE}/feed", json={"message": str(number)})
    first = call(meta, "GET", f"{PAGE}/feed", params={"limit": "2"}).json()
    assert first["paging"]["next"]
    assert [row["message"] for row in first["data"]] == ["2", "1"]
    rest = call(meta, "GET", f"{PAGE}/feed", params={"limit": "2", "after": first["paging"]["cursors"]["after"]}).json()
    assert "next" not in rest["paging"]
    assert [row["message"] for row in rest["data"]] == ["0"]


@pytest.mark.parametrize(
    ("token", "path", "body", "found"),
    [
        (OLD_TOKEN, "feed", {"message": "x"}, (190, 463)),
        (PERSON_TOKEN, "feed", {"message": "x"}, (200, None)),
        (PAGE_TOKEN, "feed", {"message": "x", "link": "https://facebook.com/x"}, (1609008, None)),
        (PAGE_TOKEN, "photos", {"published": False}, (100, None)),
    ],
)
def test_what_facebook_refuses(meta, token, path, body, found):
    assert error(call(meta, "POST", f"{PAGE}/{path}", token, json=body)) == found
    assert not meta.posts


def test_a_photo_over_four_megabytes(meta):
    large = {"source": ("a.jpg", b"x" * 4_000_001, "image/jpeg")}
    assert error(call(meta, "POST", f"{PAGE}/photos", data={"published": "false"}, files=large)) == (1366046, None)


def test_the_token_of_a_page_comes_from_the_person(meta):
    found = call(meta, "GET", "me/accounts", PERSON_TOKEN).json()["data"]
    assert [(row["id"], row["access_token"]) for row in found] == [(PAGE, PAGE_TOKEN)]


def test_one_retired_metric_fails_the_whole_request(meta):
    mixed = {"metric": "page_media_view,page_impressions", "period": "day"}
    assert error(call(meta, "GET", f"{PAGE}/insights", params=mixed)) == (100, None)
    said = call(meta, "GET", f"{PAGE}/insights", params={"metric": "page_media_view", "period": "day"}).json()
    assert said["data"][0]["values"][0]["value"] == 9001


def test_a_container_is_made_looked_at_and_published(meta):
    meta.pictures["https://www.brazdov.example/a.jpg"] = ("JPEG", 1000, 1000)
    meta.looks_until_finished = 1
    made = {"image_url": "https://www.brazdov.example/a.jpg", "caption": "Ahoj"}
    container = call(meta, "POST", f"{ACCOUNT}/media", data=made).json()["id"]
    publish = {"creation_id": container}
    assert error(call(meta, "POST", f"{ACCOUNT}/media_publish", data=publish))[1] == 2207027
    states = [call(meta, "GET", container).json()["status_code"] for _ in range(2)]
    media = call(meta, "POST", f"{ACCOUNT}/media_publish", data=publish).json()["id"]
    assert states == ["IN_PROGRESS", "FINISHED"]
    assert call(meta, "GET", container).json()["status_code"] == "PUBLISHED"
    assert media in call(meta, "GET", media, params={"fields": "permalink"}).json()["permalink"]


@pytest.mark.parametrize(
    ("picture", "subcode"), [(None, 2207052), (("PNG", 1000, 1000), 2207009), (("JPEG", 1000, 2000), 2207009)]
)
def test_pictures_that_instagram_does_not_take(meta, picture, subcode):
    url = "https://www.brazdov.example/a.jpg"
    meta.pictures |= {url: picture} if picture else {}
    assert error(call(meta, "POST", f"{ACCOUNT}/media", data={"image_url": url}))[1] == subcode


def test_the_daily_share_of_instagram(meta):
    meta.quota = (50, 50)
    row = call(meta, "GET", f"{ACCOUNT}/content_publishing_limit").json()["data"][0]
    assert (row["quota_usage"], row["config"]["quota_total"]) == (50, 50)


def test_troubles_come_once_and_where_they_were_ordered(meta):
    meta.trouble("feed", "503")
    meta.trouble("feed", "reset")
    assert call(meta, "GET", "me").is_success
    assert call(meta, "POST", f"{PAGE}/feed", json={"message": "a"}).status_code == 503
    assert not meta.posts
    with pytest.raises(httpx.RemoteProtocolError):
        call(meta, "POST", f"{PAGE}/feed", json={"message": "b"})
    assert [post["message"] for post in meta.posts.values()] == ["b"]
