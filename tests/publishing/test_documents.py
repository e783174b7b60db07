"""Picture cards: sizes, the same bytes, nothing over the edge, only characters that the font has."""

import io
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image

from lib.publishing.documents import Picture, lettering, picture_card, picture_of
from lib.publishing.rules import FORMATS
from tests.laws import examples
from tests.publishing.sample import MARKET, like

LONG = "Slavnostní rozsvícení vánočního stromu a vystoupení dětských souborů ze všech brázdovských škol a školek " * 2


def _card(title: str = "Farmářský trh", **changes: object) -> Picture:
    return picture_of(title, like(**changes), "akce města", "Město Brázdov", "www.brazdov.example")


@pytest.mark.parametrize("form", FORMATS)
def test_a_card_has_its_size_and_the_same_bytes(form: str) -> None:
    first = picture_card(_card(), form)
    picture_card.cache_clear()
    assert picture_card(_card(), form) == first
    assert Image.open(io.BytesIO(first)).size == FORMATS[form]
    assert len(first) < 300_000


def test_a_card_has_the_colour_of_the_town() -> None:
    def ground(colour: str) -> object:
        return Image.open(io.BytesIO(picture_card(_card(), "1080x1080", colour))).convert("RGB").getpixel((2, 2))

    assert ground("#7A1F2B") == (122, 31, 43)
    assert sum(ground("#FFE680")) < sum((255, 230, 128)), "white letters cannot be read on a light ground"  # type: ignore[arg-type]


def test_a_card_says_what_the_event_says() -> None:
    card = _card()
    assert (card.weekday, card.time) == ("sobota", "9:00–15:00")
    assert card.day == "28.\u00a0listopadu 2026"
    several = _card(starts_on="2026-05-01", ends_on="2026-05-03")
    assert (several.weekday, several.day, several.time) == ("pátek – neděle", "1.–3.\u00a05. 2026", "")
    assert _card(starts_at=None, ends_at=None).time == ""
    assert picture_of("Zpráva", None, "", "Město", "web").day == ""


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("title", ["Trh", LONG, "Nejneobhospodařovávatelnějšího" * 4, "🎄", "T" * 1000])
def test_nothing_runs_over_the_edge(form: str, title: str) -> None:
    pixels = Image.open(io.BytesIO(picture_card(_card(title, venue="Dům kultury " * 12), form))).convert("RGB")
    width, height = pixels.size
    left = {pixels.getpixel((x, y)) for x in range(20) for y in range(0, height, 3)}
    assert (250, 250, 247) in left or form == "1200x630"
    assert not any(_is_letter(pixels, x, y) for x in range(width - 8, width) for y in range(height // 3))


def _is_letter(pixels: Image.Image, x: int, y: int) -> bool:
    """Whether a pixel of the petrol ground is nearly white, thus part of a letter of the title."""
    ground = pixels.getpixel((pixels.width - 1, 0))
    colour = pixels.getpixel((x, y))
    return ground[0] < 100 and min(colour) > 200


@settings(max_examples=examples(60), deadline=None)
@given(some.text("abcčdeěžřů ŽŘ–„“.", min_size=1, max_size=120), some.integers(60, 900), some.integers(28, 120))
def test_no_line_is_wider_than_its_box(text: str, width: int, size: int) -> None:
    font = lettering.typeface(lettering.BOLD, size)
    lines = lettering.wrapped(text, font, width, tear=True)
    assert lines is not None
    assert all(font.getlength(line) <= width or len(line) == 1 for line in lines)
    kept = lettering.fitting(lines, font, width, 3)
    assert len(kept) <= 3


def test_a_title_keeps_its_words_in_order() -> None:
    font = lettering.typeface(lettering.BOLD, 60)
    lines = lettering.wrapped(LONG.strip(), font, 800, tear=False)
    assert lines is not None
    assert " ".join(lines) == LONG.strip()
    assert all(font.getlength(f"{one} {two.split()[0]}") > 800 for one, two in pairwise(lines))


def test_characters_without_a_glyph_are_left_out() -> None:
    assert lettering.printable("🎄 Trh 🎅", lettering.BOLD) == "Trh"
    assert lettering.printable(MARKET.title, lettering.BOLD) == MARKET.title
