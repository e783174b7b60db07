"""A picture as a channel takes it."""

import io

import pytest
from PIL import Image

from lib import files
from lib.connectors import channel_pictures
from lib.connectors.channel_pictures import Ready, ready
from lib.outbox.records import Picture, WrongContent


@pytest.fixture(autouse=True)
def _data(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setenv("KANCELAR_DATA", str(tmp_path))


def _kept(image: Image.Image, kind: str, suffix: str, **more) -> Picture:
    written = io.BytesIO()
    image.save(written, kind, **more)
    return Picture(files.keep(written.getvalue(), suffix), "alt")


def _opened(one: Ready) -> Image.Image:
    image = Image.open(io.BytesIO(one.content))
    assert (image.format, image.size) == ("JPEG", (one.width, one.height))
    return image


def test_a_picture_that_fits_goes_as_it_is() -> None:
    kept = _kept(Image.new("RGB", (60, 40)), "PNG", "png")
    one = ready(kept, 10_000)
    assert (one.content, one.mime, one.suffix, one.width, one.height) == (
        files.read(kept.file),
        "image/png",
        "png",
        60,
        40,
    )
    assert one.name == f"{kept.file[:16]}.png"


def test_a_large_one_is_made_smaller_the_same_way_each_time() -> None:
    noise = Image.effect_noise((1400, 1000), 90).convert("RGB")
    kept = _kept(noise, "JPEG", "jpg", quality=95)
    one = ready(kept, 200_000)
    assert len(one.content) <= 200_000
    assert max(_opened(one).size) < 1400
    assert ready(kept, 200_000) == one
    assert max(_opened(ready(kept, 5_000_000, 500)).size) == 500
    with pytest.raises(WrongContent, match="small enough"):
        ready(kept, 500)


@pytest.mark.parametrize("mode", ["CMYK", "RGBA", "LA", "I;16"])
def test_odd_colours_become_those_of_screens(mode: str) -> None:
    kind, suffix = ("TIFF", "tif") if mode in ("CMYK", "I;16") else ("WEBP", "webp")
    image = Image.new(mode, (30, 20)) if kind == "TIFF" else Image.new("RGBA", (30, 20), (0, 0, 0, 0))
    shown = _opened(ready(_kept(image, kind, suffix), 10_000))
    assert shown.mode == "RGB"
    if kind == "WEBP":
        assert shown.getpixel((5, 5)) == (255, 255, 255)


def test_of_a_moving_one_the_first_picture_goes() -> None:
    frames = [Image.new("RGB", (30, 20), colour) for colour in ((255, 0, 0), (0, 255, 0))]
    shown = _opened(ready(_kept(frames[0], "GIF", "gif", save_all=True, append_images=frames[1:]), 10_000))
    red, green, _ = shown.getpixel((5, 5))
    assert red > 200 > green


def test_the_camera_s_notes_stay_at_home() -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (49.0, 50.0, 0.0)}
    one = ready(_kept(Image.new("RGB", (30, 20)), "JPEG", "jpg", exif=exif), 10_000)
    assert not _opened(one).getexif()


@pytest.mark.parametrize("content", [b"<?php", b"", b"\xff\xd8\xff\xe0broken"])
def test_what_is_no_picture(content: bytes) -> None:
    with pytest.raises(WrongContent):
        ready(Picture(files.keep(content, "jpg"), ""), 10_000)


def test_a_picture_of_too_many_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    with pytest.raises(WrongContent):
        ready(_kept(Image.new("RGB", (60, 40)), "PNG", "png"), 10_000)
    assert channel_pictures.SIDES[0] == 2560
