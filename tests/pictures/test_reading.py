"""Pictures that people bring: what is read and how it comes out, and every kind that is refused, in a sentence."""

import io
import subprocess

import pytest
from PIL import Image, ImageCms

from lib import guarded
from lib.errors import BadInput
from lib.pictures import child, reading
from lib.pictures.reading import read_picture
from tests.pictures.pictures import bomb, encoded, scene, telling

pytestmark = pytest.mark.slow


def opened(jpeg: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(jpeg))
    image.load()
    return image


def test_a_phone_photo_comes_out_upright_small_and_silent() -> None:
    """Orientation is applied, the long side is 2 560 px, and neither place, time, phone nor comment is in the bytes."""
    data = encoded(scene(4000, 3000), exif=telling(6), comment=b"tajne", dpi=(300, 300), xmp=b"<x>place</x>")
    assert b"Telefon" in data
    assert b"GPS" not in read_picture(data, "a.jpg").jpeg
    found = read_picture(data, "IMG_1.jpg")
    image = opened(found.jpeg)
    assert image.size == (found.width, found.height) == (1920, 2560)
    assert dict(image.getexif()) == {}
    assert not {"exif", "comment", "xmp", "icc_profile", "dpi"} & set(image.info)
    assert not any(word in found.jpeg for word in (b"Exif", b"tajne", b"Telefon", b"http://ns.adobe.com"))
    assert found.taken_at == "2026-11-20 17:05:00"
    assert found.notes == ()


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "HEIF"])
def test_other_kinds_are_read_whatever_their_name_says(kind: str) -> None:
    if kind == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    found = read_picture(encoded(scene(), kind, exif=telling()), "photo.jpg")
    assert opened(found.jpeg).format == "JPEG"
    assert (found.width, found.height) == (640, 480)
    assert found.taken_at == "2026-11-20 17:05:00"
    assert b"Exif" not in found.jpeg


def test_print_colours_and_profiles_become_srgb() -> None:
    red = Image.new("CMYK", (64, 64), (0, 255, 255, 0))
    found = read_picture(encoded(red), "tisk.jpg")
    assert found.notes == ("cmyk",)
    assert opened(found.jpeg).mode == "RGB"
    pixel = opened(found.jpeg).getpixel((9, 9))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200
    assert pixel[1] < 60
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert read_picture(encoded(scene(), icc_profile=wide), "profil.jpg").width == 640


def test_a_clear_ground_becomes_white_and_sixteen_bits_stay_visible() -> None:
    clear = Image.new("RGBA", (32, 32), (0, 0, 0, 0))
    assert opened(read_picture(encoded(clear, "PNG"), "znak.png").jpeg).getpixel((5, 5)) == (255, 255, 255)
    deep = Image.new("I;16", (32, 32), 0x8000)
    grey = opened(read_picture(encoded(deep, "PNG"), "sken.png").jpeg).getpixel((5, 5))
    assert isinstance(grey, tuple)
    assert 120 < grey[0] < 136


def test_of_a_moving_picture_the_first_one_is_kept_and_said() -> None:
    first, second = Image.new("RGB", (64, 64), "red"), Image.new("RGB", (64, 64), "blue")
    found = read_picture(encoded(first, "WEBP", save_all=True, append_images=[second]), "pohyb.webp")
    pixel = opened(found.jpeg).getpixel((9, 9))
    assert found.notes == ("animated",)
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200


def test_likeness_survives_a_smaller_copy_and_tells_two_pictures_apart() -> None:
    whole, small = scene(1200, 900), scene(1200, 900).resize((600, 450))
    same = int(child.likeness(whole), 16) ^ int(child.likeness(small), 16)
    other = int(child.likeness(whole), 16) ^ int(child.likeness(scene(1200, 900, seed=5)), 16)
    assert same.bit_count() <= 2 < 10 < other.bit_count()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "prázdný"),
        (b"Tohle neni obrazek", "není obrázek"),
        (b"%PDF-1.7 nic", "není obrázek"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "není obrázek"),
        (b"GIF89a" + b"\0" * 40, "není obrázek"),
        (encoded(scene())[:9000], "končí příliš brzy"),
        (encoded(scene(), "PNG")[:600], "končí příliš brzy"),
        (b"\xff\xd8\xff\xe0", "končí příliš brzy"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "končí příliš brzy"),
        (bomb(), "200\u00a0megapixelů"),
        (bomb(2_000_000, 2_000_000), "4000000\u00a0megapixelů"),
    ],
    ids=["empty", "text", "pdf", "svg", "gif", "cut-jpeg", "cut-png", "cut-head", "cut-heic", "bomb", "huge-bomb"],
)
def test_a_bad_file_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_picture(data, "IMG_2.jpg")
    assert "IMG_2.jpg" in str(refused.value)
    assert says in str(refused.value)


def test_a_bomb_is_refused_by_its_header(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it is decoded."""
    monkeypatch.setattr(Image.Image, "load", lambda *_: pytest.fail("decoded"))
    with pytest.raises(child.Fault, match="pixels"):
        child.read(bomb())


def test_a_file_too_big_and_a_decoder_that_dies_cost_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    with pytest.raises(BadInput, match="nejvýše"):
        read_picture(encoded(scene()), "velka.jpg")
    monkeypatch.setattr(reading, "MOST_BYTES", 1 << 30)
    for code in (-9, -11, 1):
        monkeypatch.setattr(
            guarded.subprocess, "run", lambda *_, c=code, **__: subprocess.CompletedProcess([], c, b"", b"")
        )
        with pytest.raises(BadInput, match=r"velka\.jpg"):
            read_picture(b"x", "velka.jpg")
