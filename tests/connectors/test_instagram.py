import dataclasses
import io

import pytest
from PIL import Image

from lib import files, store
from lib.connectors import instagram_pictures
from lib.connectors.instagram import KIND
from lib.outbox import parts
from lib.outbox.records import Disconnected, NoAnswer, Parcel, Picture, RateLimited, Transient, WrongContent
from tests.connectors.sending import message
from tests.fakes.meta import ACCOUNT, PAGE_TOKEN, meta_fake

WEB = "https://www.brazdov.example/a.jpg"
POST = Parcel("Trhy", "Zítra trhy. #brazdov", pictures=(Picture("a.jpg", "Stánky na náměstí", WEB),))
TWO = dataclasses.replace(POST, pictures=POST.pictures * 2)


@pytest.fixture
def meta():
    with meta_fake() as server:
        server.pictures[WEB] = ("JPEG", 1080, 1080)
        yield server


@pytest.fixture
def account(meta, office):
    made = KIND.make({"account": ACCOUNT, "base": meta.url}, {"token": PAGE_TOKEN})
    made._pause = lambda seconds: None
    return made


def publish(account, parcel=POST, **changed):
    sent = message(parcel, **changed)
    return account.confirm(sent, account.submit(sent, account.prepare(sent)))


def picture(width, height, kind="JPEG"):
    out = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(out, kind)
    return out.getvalue()


def test_a_picture_goes_out_when_meta_has_read_it(meta, account):
    meta.looks_until_finished = 3
    sent = publish(account)
    media = meta.media[sent.remote_id]
    assert media["caption"] == POST.text
    assert media["alt_text"] == "Stánky na náměstí"
    assert sent.url == f"https://www.instagram.com/p/{sent.remote_id}/"


def test_several_pictures_make_a_carousel(meta, account):
    media = meta.media[publish(account, TWO).remote_id]
    assert media["media_type"] == "CAROUSEL"
    assert len(media["children"].split(",")) == 2
    assert sum(one.get("is_carousel_item") == "true" for one in meta.containers.values()) == 2


@pytest.mark.parametrize("trouble", ["reset", "garble"])
def test_a_published_container_is_never_published_again(meta, account, trouble):
    unsure = message(POST)
    assert account.find(unsure) is None
    meta.trouble("media_publish", trouble)
    with pytest.raises(NoAnswer):
        account.submit(unsure, account.prepare(unsure))
    assert list(meta.media) == [account.find(unsure).remote_id]
    again = account.submit(unsure, account.prepare(unsure))
    assert list(meta.media) == [again.remote_id]
    assert len(meta.containers) == 1


def test_a_published_container_whose_post_is_not_seen_is_still_done(meta, account):
    unsure = message(POST)
    publish(account)
    meta.media.clear()
    found = account.find(unsure)
    assert found.remote_id.startswith("container:")
    assert account.confirm(unsure, found) is found


def test_a_container_left_from_before_is_used_and_an_expired_one_is_not(meta, account):
    first = account.prepare(message(POST))
    assert account.prepare(message(POST)) == first
    meta.containers[first]["status_code"] = "EXPIRED"
    second = account.prepare(message(POST))
    assert second != first
    del meta.containers[second]
    assert account.prepare(message(POST)) not in (first, second)


def test_a_container_that_meta_reads_for_long_is_looked_at_later(meta, account):
    meta.looks_until_finished = 25
    with pytest.raises(Transient, match="still reading"):
        account.prepare(message(POST))
    assert publish(account).remote_id in meta.media
    assert len(meta.containers) == 1


def test_a_container_that_failed(meta, account):
    meta.looks_until_finished = 10**6
    account._pause = lambda seconds: next(iter(meta.containers.values())).update(status_code="ERROR")
    with pytest.raises(WrongContent, match="could not read"):
        account.prepare(message(POST))


def test_containers_wait_for_no_person(people, account):
    account.prepare(message(POST))
    with store.read() as db:
        assert parts.unsure(db, by=people["head"]).is_empty()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"text": "a" * 2201}, "characters"),
        ({"text": " ".join(f"#a{n}" for n in range(31))}, "hashtags"),
        ({"pictures": ()}, "1 to"),
        ({"pictures": POST.pictures * 11}, "1 to"),
        ({"pictures": (Picture("a.jpg", "", "http://10.0.0.5/a.jpg"),)}, "from the web"),
    ],
)
def test_what_instagram_would_not_take_never_leaves(meta, account, changed, sentence):
    with pytest.raises(WrongContent, match=sentence):
        account.prepare(message(dataclasses.replace(POST, **changed)))
    assert not meta.calls


@pytest.mark.parametrize(
    ("content", "suffix", "sentence"), [(picture(500, 500, "PNG"), "png", "JPEG"), (picture(500, 900), "jpg", "shape")]
)
def test_a_picture_of_a_wrong_kind_or_shape(account, content, suffix, sentence):
    wrong = dataclasses.replace(POST, pictures=(Picture(files.keep(content, suffix), "", WEB),))
    with pytest.raises(WrongContent, match=sentence):
        account.prepare(message(wrong))


@pytest.mark.parametrize("size", [(500, 900), (2000, 500), (800, 800), (3000, 4000)])
def test_a_version_that_fits_is_made(size):
    with Image.open(io.BytesIO(instagram_pictures.fitted(picture(*size, "PNG")))) as made:
        assert made.format == "JPEG"
        assert instagram_pictures.fits(*made.size)
        assert max(made.size) <= 1440
    with pytest.raises(WrongContent):
        instagram_pictures.fitted(b"text")


def test_a_post_cannot_be_changed(meta, account):
    for operation in ("correct", "withdraw"):
        with pytest.raises(WrongContent, match="in the application"):
            account.prepare(message(POST, operation=operation))
    assert not KIND.limits.can_correct
    assert not KIND.limits.can_withdraw
    assert KIND.picture_needs_public_address


def test_the_daily_share_is_asked_before_the_post(meta, account):
    meta.quota = (50, 50)
    with pytest.raises(RateLimited) as raised:
        account.prepare(message(POST))
    assert raised.value.until.isoformat() == "2026-11-24T07:00:00+00:00"
    assert not meta.containers


@pytest.mark.parametrize(
    ("subcode", "kind"),
    [
        (2207001, WrongContent), (2207009, WrongContent), (2207042, RateLimited), (2207050, Disconnected),
        (2207051, Disconnected), (2207003, Transient), (2207052, Transient), (2207020, Transient),
        (2207008, Transient),
    ],
)  # fmt: skip
def test_codes_as_the_table_has_them(meta, account, subcode, kind):
    ready = account.prepare(message(POST))
    meta.fail("media_publish", 9, "Something", subcode=subcode)
    with pytest.raises(kind):
        account.submit(message(POST), ready)


def test_a_fault_of_meta_while_reading_is_no_refusal(meta, account):
    container = account.prepare(message(POST))
    meta.trouble(container, "503")
    with pytest.raises(Transient):
        account.find(message(POST))


def test_settings_and_reach(meta, account):
    assert account.check().account == "mesto.brazdov"
    found = {metric.name: metric.value for metric in account.insights(publish(account).remote_id)}
    assert found["reach"] == 640
