"""Small calm drawings of things in the gift cupboard, 480 × 480 PNG, in place of photographs."""

from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

SIZE, SCALE = 480, 2
PAPER, PETROL, PALE, INK, GOLD, RED, GREEN = "#F3F1EA", "#0B5C6B", "#9CC3CA", "#1B2430", "#D9A441", "#B4483C", "#5E8C61"


class Pencil:
    """Draws in a 480-point square on a twice larger picture, so that edges are smooth once it shrinks."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (SIZE * SCALE, SIZE * SCALE), PAPER)
        self.draw = ImageDraw.Draw(self.image)

    def box(self, x: int, y: int, right: int, bottom: int, fill: str, radius: int = 0) -> None:
        """A rectangle, rounded if asked."""
        self.draw.rounded_rectangle(self._by((x, y, right, bottom)), radius * SCALE, fill)

    def oval(
        self, x: int, y: int, right: int, bottom: int, fill: str | None, line: str | None = None, width: int = 0
    ) -> None:
        """An ellipse, filled or a ring."""
        self.draw.ellipse(self._by((x, y, right, bottom)), fill, line, width * SCALE)

    def shape(self, *points: int, fill: str) -> None:
        """A polygon."""
        self.draw.polygon(self._by(points), fill)

    def line(self, *points: int, fill: str, width: int) -> None:
        """A bent line."""
        self.draw.line(self._by(points), fill, width * SCALE, joint="curve")

    def save(self, path: Path) -> None:
        """As a PNG of few colours."""
        small = self.image.resize((SIZE, SIZE), Image.Resampling.BOX)
        small.quantize(16, dither=Image.Dither.NONE).save(path, optimize=True)

    @staticmethod
    def _by(points: tuple[int, ...]) -> list[int]:
        return [value * SCALE for value in points]


def _sign(p: Pencil, x: int, y: int, r: int, ground: str = PALE) -> None:
    """The sign of Brázdov: a furrow under the sun."""
    p.oval(x - r, y - r, x + r, y + r, ground)
    p.oval(x - r // 3, y - r // 2, x + r // 3, y + r // 6, GOLD)
    p.box(x - r * 2 // 3, y + r // 4, x + r * 2 // 3, y + r // 2, GREEN, r // 10)


def _mug(p: Pencil) -> None:
    p.oval(290, 170, 400, 320, None, PETROL, 26)
    p.box(110, 130, 330, 370, PETROL, 26)
    _sign(p, 220, 250, 60)


def _pen(p: Pencil) -> None:
    p.line(130, 350, 340, 140, fill=PETROL, width=44)
    p.shape(92, 388, 114, 334, 146, 366, fill=INK)
    p.line(300, 150, 240, 210, fill=GOLD, width=10)
    p.line(330, 150, 360, 120, fill=INK, width=26)


def _bag(p: Pencil) -> None:
    p.oval(170, 70, 310, 270, None, GOLD, 16)
    p.shape(110, 170, 370, 170, 350, 410, 130, 410, fill=PALE)
    _sign(p, 240, 295, 70, PAPER)


def _shirt(p: Pencil) -> None:
    p.shape(
        170, 110, 310, 110, 420, 180, 375, 250, 330, 220, 330, 400, 150, 400, 150, 220, 105, 250, 60, 180, fill=PETROL
    )
    p.oval(195, 80, 285, 145, PAPER)
    _sign(p, 240, 255, 55)


def _magnet(p: Pencil) -> None:
    p.box(110, 150, 370, 330, GOLD, 18)
    p.box(125, 165, 355, 315, PALE, 8)
    p.box(200, 210, 280, 315, RED)
    p.shape(190, 212, 240, 172, 290, 212, fill=INK)
    p.box(228, 265, 252, 315, PAPER)


def _book(p: Pencil) -> None:
    p.box(130, 90, 360, 390, PETROL, 10)
    p.box(130, 370, 360, 390, PAPER)
    p.box(130, 90, 158, 390, INK)
    p.box(190, 140, 330, 156, GOLD)
    p.box(190, 172, 290, 184, PALE)
    _sign(p, 260, 280, 50)


def _umbrella(p: Pencil) -> None:
    p.line(240, 120, 240, 380, 250, 396, 275, 396, 285, 380, fill=INK, width=12)
    p.draw.pieslice([160, 180, 800, 820], 180, 360, PETROL)
    for x in (80, 160, 240, 320):
        p.oval(x, 228, x + 80, 272, PAPER)
    p.line(240, 80, 240, 96, fill=INK, width=10)


def _candle(p: Pencil) -> None:
    p.oval(120, 350, 360, 410, GOLD)
    p.box(180, 170, 300, 380, PALE, 12)
    p.line(240, 170, 240, 140, fill=INK, width=6)
    p.oval(218, 72, 262, 150, GOLD)
    p.oval(230, 104, 250, 146, RED)
    _sign(p, 240, 280, 42, PAPER)


def _glass(p: Pencil) -> None:
    p.shape(140, 100, 340, 100, 315, 400, 165, 400, fill=PALE)
    p.shape(148, 180, 332, 180, 313, 388, 167, 388, fill=GOLD)
    p.box(142, 150, 338, 190, "#FFFFFF", 18)
    _sign(p, 240, 290, 48, PAPER)


def _honey(p: Pencil) -> None:
    p.box(140, 140, 340, 400, GOLD, 40)
    p.box(150, 90, 330, 150, RED, 14)
    p.box(140, 220, 340, 330, PAPER)
    _sign(p, 240, 275, 44)


def _postcard(p: Pencil) -> None:
    p.box(70, 130, 410, 350, "#FFFFFF", 8)
    p.box(84, 144, 250, 336, PALE)
    p.shape(84, 336, 84, 280, 160, 220, 250, 300, 250, 336, fill=GREEN)
    p.oval(190, 165, 225, 200, GOLD)
    p.box(345, 150, 390, 205, RED)
    for y in (240, 268, 296):
        p.box(275, y, 390, y + 6, INK)


def _flag(p: Pencil) -> None:
    p.box(110, 70, 124, 420, INK, 7)
    p.box(124, 90, 390, 180, PETROL)
    p.box(124, 180, 390, 270, GOLD)
    _sign(p, 240, 180, 54, PAPER)


def _badge(p: Pencil) -> None:
    p.shape(170, 300, 130, 420, 190, 390, 230, 330, fill=RED)
    p.shape(310, 300, 350, 420, 290, 390, 250, 330, fill=RED)
    p.oval(120, 80, 360, 320, GOLD)
    _sign(p, 240, 200, 96)


def _notebook(p: Pencil) -> None:
    p.box(120, 90, 370, 400, "#FFFFFF", 10)
    p.box(120, 90, 370, 170, PETROL, 10)
    for x in range(145, 360, 30):
        p.box(x, 72, x + 8, 112, INK, 4)
    for y in range(210, 380, 34):
        p.box(150, y, 340, y + 5, PALE)


DRAWINGS: dict[str, Callable[[Pencil], None]] = {
    "hrnek": _mug,
    "propiska": _pen,
    "taska": _bag,
    "tricko": _shirt,
    "magnetka": _magnet,
    "kniha": _book,
    "destnik": _umbrella,
    "svicka": _candle,
    "sklenice": _glass,
    "med": _honey,
    "pohlednice": _postcard,
    "vlajka": _flag,
    "odznak": _badge,
    "blok": _notebook,
}


def draw_all(folder: Path) -> None:
    """Draw every picture into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, drawing in DRAWINGS.items():
        pencil = Pencil()
        drawing(pencil)
        pencil.save(folder / f"{name}.png")
