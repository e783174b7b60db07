"""A QR code in a frame with its caption, as banks want it on invoices (QR Platba, standard 1.2 of the ČBA)."""

from lib.paper.document import Document
from lib.paper.qr_matrix import matrix as squares
from lib.paper.text import FINE, HAIR, wrap

_QUIET_ZONE = 4  # squares of white around the code, ISO/IEC 18004


def draw_qr(document: Document, payload: str, caption: str, size: float = 30.0) -> None:
    """The code, `size` mm wide without its white margin, at the left edge; the caption stands under it.

    The mask is fixed (ISO/IEC 18004 leaves the choice to the printer): trying all eight costs more than the page.
    """
    matrix = squares(payload)
    unit = size / len(matrix)
    margin = _QUIET_ZONE * unit
    frame = size + 2 * margin
    captions = wrap(caption, FINE, frame)
    document.need(frame + len(captions) * FINE.height)
    page, x, y = document.page, document.left, document.y
    with document.tagged("Figure", caption):
        page.squares(x + margin, y + margin, unit, runs(matrix))
    for edge in (y, y + frame):
        page.rule(x, edge, frame, 0.2, HAIR)
    for edge in (x, x + frame):
        page.fill(edge - 0.1, y, 0.2, frame, HAIR)
    document.y = page.lines(x, y + frame + 0.5, frame, captions, FINE, "center")


def runs(matrix: tuple[bytearray, ...]) -> list[tuple[int, int, int]]:
    """The dark squares of each row, joined to runs: (column, row, length)."""
    found = []
    for number, row in enumerate(matrix):
        dark = bytes(row)
        start = dark.find(1)
        while start >= 0:
            end = dark.find(0, start)
            end = len(dark) if end < 0 else end
            found.append((start, number, end - start))
            start = dark.find(1, end)
    return found
