"""Papers of an order read back: the confirmation on one page with its grid, the preview in real size, the letters."""

import dataclasses
import io
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from pypdf import PdfReader

from lib import clock, files, sender, store
from lib.access import SYSTEM
from lib.ads import actions, documents, pictures, queries
from lib.ads.documents import Printed
from lib.ads.queries.orders import Order
from lib.ads.rules import OrderEntry
from lib.errors import BadInput
from tests.ads.orders import plan_paper


def _png(wide: int, high: int, kind: str = "PNG") -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (wide, high), "white").save(data, kind)
    return data.getvalue()


@pytest.fixture
def order(office: Path) -> Order:
    """A quarter of a page in three issues by Suchdol's list."""
    plan_paper()
    with store.write() as db:
        entry = OrderEntry(("2026-12", "2027-01", "2027-02"), "1/4", advertiser="Truhlářství Javorek", ico="99000016",
                           text="Kuchyně na míru", contact="paní Javorková")  # fmt: skip
        order_id = actions.add_order(db, entry, by=SYSTEM)
        actions.step(db, order_id, "material", by=SYSTEM)
        actions.step(db, order_id, "preview", by=SYSTEM)
        return queries.order(db, order_id, by=SYSTEM)


def _given(order: Order, **changes: object) -> Printed:
    with store.read() as db:
        size, by_characters, closes_at = queries.size(db, order, by=SYSTEM)
        given = Printed(sender.letterhead(db), "Brázdovské noviny", size, by_characters, closes_at, clock.today())
    return dataclasses.replace(given, **changes)  # type: ignore[arg-type]


def _read(pdf: bytes) -> tuple[int, str]:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return len(pages), " ".join(page.extract_text() for page in pages).replace("\u00a0", " ").replace("\n", " ")


def test_a_confirmation_says_everything_on_one_page(order: Order) -> None:
    pages, text = _read(documents.confirmation(order, _given(order)))
    assert pages == 1
    for words in (
        "OI-2026-0001", "Truhlářství Javorek", "IČO 99000016", "12/2026, 1/2027, 2/2027", "86 × 125 mm",
        "3 600 Kč bez DPH", "4 356 Kč", "út 24. 11. 2026 12:00", "převodem", "potřebná práva", "paní Javorková",
    ):  # fmt: skip
        assert words in text, words


def test_a_line_ad_stands_in_a_grid_of_thirty(order: Order) -> None:
    line = dataclasses.replace(order, text="Prodám kolo, levně. " * 6, item="radek")
    pages, text = _read(documents.confirmation(line, _given(line, size=None, by_characters=True)))
    assert pages == 1
    assert "119 znaků" in text
    assert text.count(" 30 ") + text.count("60") >= 2


def test_a_preview_is_as_big_as_the_ad(order: Order) -> None:
    pages, text = _read(documents.preview(order, _given(order), None))
    assert pages == 1
    assert "ve skutečné velikosti" in text
    assert "st 25. 11. 2026" in text
    assert "Kuchyně na míru" in text
    marked = dataclasses.replace(order, political=True)
    pdf = documents.preview(marked, _given(order, size=(190, 270)), _png(100, 150))
    pages, text = _read(pdf)
    assert pages == 1
    assert "zmenšeno na" in text
    assert "Placená inzerce" in text
    assert len(PdfReader(io.BytesIO(pdf)).pages[0].images) == 1


def test_letters_name_what_is_to_be_done(order: Order) -> None:
    with store.read() as db:
        letter = queries.letter(db, by=SYSTEM)
    for name, words in (("confirmation", "4 356 Kč"), ("preview", "25. 11. 2026")):
        said = parse_qs(urlsplit(documents.order_letter(name, order, letter, "2026-11-24T12:00")).query)
        assert "OI-2026-0001" in said["subject"][0]
        assert words in said["body"][0].replace("\u00a0", " ")
        assert "{" not in said["body"][0]


def test_a_picture_is_measured_at_its_printed_size(office: Path) -> None:
    name = pictures.keep(_png(1016, 1476, "JPEG"))
    assert files.read(name)[:2] == b"\xff\xd8"
    one = pictures.kept(name)
    assert (one.dpi(86, 125), one.dpi(172, 250)) == (299, 149)
    assert one.fits(86, 125)
    assert not one.fits(125, 86)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", _png(10, 10)[:40], _png(4, 4, "GIF")])
def test_what_is_no_picture_is_refused(office: Path, content: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        pictures.keep(content)
    assert caught.value.field == "picture"
