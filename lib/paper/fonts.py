"""The one type family of the papers, prepared once for the whole life of the program.

Preparing a font (reading, cutting, packing) is what makes PDFs slow: some 90 ms, against 1 ms for the page itself.
So it is done once, by fpdf2, for every character the files in `data/fonts` have; every paper then carries the same
ready-made bytes. They never change afterwards, therefore any number of threads may share them.
"""

from dataclasses import dataclass
from functools import cache
from threading import Lock

from fpdf import FPDF
from fpdf.fonts import TTFFont
from fpdf.output import OutputProducer
from fpdf.syntax import PDFObject

from lib import config

FAMILY = "paper"
FILES = {"": "NotoSans-Regular.ttf", "B": "NotoSans-Bold.ttf"}
_one_at_a_time = Lock()


class ReadyObject(PDFObject):
    """A PDF object written in advance. Its number is the same in every paper, so the bytes can be shared."""

    def __init__(self, number: int, written: str) -> None:
        super().__init__()
        self.id = number
        self._written = written.encode("latin-1")

    def serialize(self, obj_dict: object = None, _security_handler: object = None) -> bytes:  # type: ignore[override]
        return self._written


@dataclass(frozen=True)
class Face:
    """One cut of the family: its resource name in the PDF, and what each character is there."""

    name: str
    widths: dict[str, int]
    """Advance width of each character in thousandths of the type size."""
    codes: dict[str, str]
    """Each character as it stands inside a PDF string."""


@dataclass(frozen=True)
class Fonts:
    """Both faces and the PDF objects that carry them; `references` maps a face's number to its main object."""

    regular: Face
    bold: Face
    objects: tuple[ReadyObject, ...]
    references: dict[int, ReadyObject]


def fonts() -> Fonts:
    """The prepared fonts. The first call takes about a fifth of a second, the others nothing."""
    with _one_at_a_time:
        return _prepared()


def prepare() -> Fonts:
    """The fonts prepared anew; `fonts()` is what everybody wants."""
    book = FPDF()
    for style, file in FILES.items():
        book.add_font(FAMILY, style, config.ROOT / "data" / "fonts" / file)
    cuts = [font for font in book.fonts.values() if isinstance(font, TTFFont)]
    regular, bold = (_face(font) for font in cuts)
    producer = OutputProducer(book)
    carried = producer._add_fonts({}, {}, {})
    written = [item for item in producer.pdf_objs if isinstance(item, PDFObject)]
    objects = tuple(ReadyObject(item.id, item.serialize()) for item in written)
    references = {number: objects[item.id - 1] for number, item in carried.items()}
    return Fonts(regular, bold, objects, references)


_prepared = cache(prepare)


def _face(font: TTFFont) -> Face:
    characters = {chr(code): font.subset.pick(code) for code in sorted(font.cmap)}
    return Face(
        name=f"F{font.i}",
        widths={character: int(font.cw[ord(character)]) for character in characters},
        codes={character: _pdf_string(number) for character, number in characters.items() if number is not None},
    )


def _pdf_string(number: int) -> str:
    """The two bytes of a glyph number, escaped as inside `( )` (ISO 32000-1, 7.3.4.2)."""
    raw = bytes((number >> 8, number & 0xFF)).decode("latin-1")
    return raw.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").replace("\r", "\\r")
