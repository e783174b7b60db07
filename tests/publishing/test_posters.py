"""Posters: every title fits, every text can be read on its ground, the code leads where it should, words are texts."""

import datetime as dt
import io
import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as some
from PIL import Image
from pypdf import PdfReader

from lib.paper import A4
from lib.paper.coloured import A3, Code, Fill, Photo, Sheet, Words, pdf, png
from lib.publishing.documents import Poster, poster_of, poster_sheet, twin
from lib.publishing.documents.colours import INK, PAPER, contrast, palette
from lib.publishing.documents.lettering import BOLD, REGULAR, typeface
from lib.publishing.documents.posters import FORMATS, WIDE
from tests.laws import examples
from tests.pictures.pictures import encoded
from tests.publishing.sample import like

LONG = "Slavnostní rozsvícení vánočního stromu a vystoupení dětských souborů ze všech brázdovských škol " * 2
ADDRESS = "https://kancelar.brazdov.example/akce-verejne/12"
USUAL = palette("#0B5C6B")
TITLES = ("Trh", LONG, "Nejneobhospodařovávatelnějšího " * 3, "T" * 400, "🎄", "")


def poster(title: str = "Farmářský trh", *, photo: bool = False, **changes: object) -> Poster:
    event = like(**{"summary": "Zelenina, sýry a med.", **changes}, admission="50", organiser="Dům kultury Brázdov")
    said = replace(poster_of(event, "akce města", "Město Brázdov", "www.brazdov.example", ADDRESS), title=title)
    white = encoded(Image.new("RGB", (900, 600), "white"))
    return replace(said, photo=white, credit="Foto: Jana Tichá") if photo else said


def words(sheet: Sheet) -> list[Words]:
    return [shape for shape in sheet.shapes if isinstance(shape, Words)]


@pytest.mark.parametrize("form", ["a4", "1080x1350", "1080x1920"])
@pytest.mark.parametrize("title", TITLES)
def test_every_text_stays_on_the_sheet_and_over_no_other(form: str, title: str) -> None:
    long = {"venue": "Dům kultury Brázdov, velký sál " * 5, "summary": LONG} if title == LONG else {}
    for photo in (False, True):
        sheet = poster_sheet(poster(title, photo=photo, **long), form, USUAL)
        boxes = [_box(one) for one in words(sheet)]
        panel = next(one.y for one in sheet.shapes if isinstance(one, Fill) and one.colour == PAPER)
        assert not [one for one in words(sheet) if one.y < panel < _box(one)[3]]
        for left, top, right, bottom in boxes:
            assert left >= 0 and right <= WIDE, (left, right)  # noqa: PT018
            assert top >= FORMATS[form].above
            assert bottom <= sheet.high - FORMATS[form].below
        assert not [pair for pair in itertools.combinations(boxes, 2) if _meet(*pair)]


def _box(one: Words) -> tuple[float, float, float, float]:
    font = typeface(BOLD if one.bold else REGULAR, one.size)
    return one.x, one.y - one.size * 0.75, one.x + font.getlength(one.text), one.y + one.size * 0.2


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("colour", ["#0B5C6B", "#FFD400", "#C8102E", "#00A651", "#FFFFFF", "#000000", "modrá"])
@pytest.mark.parametrize("photo", [False, True])
def test_every_text_can_be_read_on_what_is_under_it(colour: str, photo: bool) -> None:
    """Measured in the picture: all that lies under a text, photographs and circles too, has 4.5 : 1 to it."""
    sheet = poster_sheet(poster(photo=photo), "1080x1350", palette(colour))
    bare = replace(sheet, shapes=tuple(shape for shape in sheet.shapes if not isinstance(shape, Words)))
    ground = Image.open(io.BytesIO(png(bare))).convert("RGB")
    for one in words(sheet):
        under = ground.crop(tuple(round(edge) for edge in _box(one))).getcolors(1 << 20)
        assert under
        for _, (red, green, blue) in under:
            assert contrast(one.colour, f"#{red:02X}{green:02X}{blue:02X}") >= 4.5, one


@hypothesis(max_examples=examples(40))
@given(some.integers(0, 0xFFFFFF))
def test_any_colour_of_a_town_gives_a_palette_that_can_be_read(colour: int) -> None:
    found = palette(f"#{colour:06X}")
    grounds = (found.ground, found.deep, found.bright)
    assert all(contrast(PAPER, ground) >= 4.5 for ground in grounds)
    assert contrast(found.mark, found.ground) >= 4.5
    assert contrast(found.ground, PAPER) >= 4.5


def test_contrast_is_the_one_of_the_norm() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast(INK, PAPER) > 12


def test_a_poster_says_what_the_event_says() -> None:
    said = twin(poster())
    assert said.splitlines() == [
        "akce města", "Farmářský trh", "Zelenina, sýry a\u00a0med.", "sobota 28.\u00a0listopadu 2026", "9:00–15:00",
        "náměstí Svobody", "Vstupné: 50\u00a0Kč", "Pořádá Dům kultury Brázdov", "Město Brázdov", ADDRESS,
    ]  # fmt: skip
    several = poster(starts_on="2026-05-01", ends_on="2026-05-03")
    assert (several.day, several.time) == ("1.–3.\u00a05. 2026", "")


def test_the_title_is_large_and_is_not_torn() -> None:
    found = words(poster_sheet(poster("Slavnostní rozsvícení vánočního stromu"), "a4", USUAL))
    title = [one.text for one in found if one.bold and one.size > 80]
    assert " ".join(title) == "Slavnostní rozsvícení vánočního stromu"
    photo = words(poster_sheet(poster(photo=True), "1080x1920", USUAL))
    assert max(one.size for one in photo) >= 84


def test_the_code_is_there_only_with_an_address() -> None:
    assert any(isinstance(shape, Code) for shape in poster_sheet(poster(), "a4", USUAL).shapes)
    without = poster_sheet(replace(poster(), address=""), "a4", USUAL)
    assert not any(isinstance(shape, Code) for shape in without.shapes)


@pytest.mark.parametrize("form", ["a4", "1080x1350", "1080x1920"])
def test_a_picture_has_its_size_and_the_same_bytes(form: str) -> None:
    first = png(poster_sheet(poster(photo=True), form, USUAL))
    assert png(poster_sheet(poster(photo=True), form, USUAL)) == first
    assert Image.open(io.BytesIO(first)).size == (WIDE, FORMATS[form].high)


@pytest.mark.parametrize(("paper", "points"), [(A4, (595, 842)), (A3, (842, 1191))])
def test_a_paper_has_its_size_its_texts_and_the_same_bytes(paper: object, points: tuple[int, int]) -> None:
    sheet = poster_sheet(poster(photo=True), "a4", USUAL)
    first = pdf(sheet, paper, author="Město Brázdov", day=dt.date(2026, 11, 23))  # type: ignore[arg-type]
    assert pdf(sheet, paper, author="Město Brázdov", day=dt.date(2026, 11, 23)) == first  # type: ignore[arg-type]
    read = PdfReader(io.BytesIO(first))
    box = read.pages[0].mediabox
    assert (round(box.width), round(box.height)) == points
    assert len(read.pages) == 1
    text = read.pages[0].extract_text()
    assert "Farmářský trh" in text
    assert "Foto: Jana Tichá" in text
    assert read.metadata is not None
    assert read.metadata.title == "Farmářský trh"


def test_a_photo_covers_its_place_from_its_middle() -> None:
    half = Image.new("RGB", (300, 100), "red")
    half.paste("blue", (100, 0, 200, 100))
    sheet = Sheet(50, 50, (Photo(0, 0, 50, 50, encoded(half, "PNG"), ""),), "")
    assert Image.open(io.BytesIO(png(sheet))).convert("RGB").getpixel((25, 25)) == (0, 0, 255)
    assert Image.open(io.BytesIO(png(sheet))).convert("RGB").getpixel((2, 25))[2] > 200  # type: ignore[index]
