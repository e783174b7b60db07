"""The town's colours from the one that the office chose, such that every text on them can be read (WCAG 2.1, 1.4.3)."""

import re
from dataclasses import dataclass

PAPER, INK, WARM = "#FAFAF7", "#1B2430", "#F0B45B"
USUAL = "#0B5C6B"
LEAST = 4.5
"""The least contrast of a text and its ground."""
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True)
class Palette:
    """`ground` with its darker and lighter neighbours, on which `PAPER` can be read; `mark` is read on `ground`."""

    ground: str
    deep: str
    bright: str
    mark: str


def palette(chosen: str) -> Palette:
    """The palette of a colour `#0B5C6B`; one that is too light is darkened, what is no colour is the usual one."""
    ground = chosen if _HEX.fullmatch(chosen) else USUAL
    while contrast(ground, PAPER) < LEAST + 1.5:
        ground = mixed(ground, "#000000", 0.06)
    bright = mixed(ground, "#FFFFFF", 0.08)
    deep = mixed(ground, "#000000", 0.12)
    mark = WARM if contrast(WARM, bright) >= LEAST else PAPER
    return Palette(ground, deep, bright if contrast(bright, PAPER) >= LEAST else ground, mark)


def contrast(one: str, other: str) -> float:
    """The ratio of luminances from 1 to 21 (WCAG 2.1, contrast ratio)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(one: str, other: str, share: float) -> str:
    """One colour with a share of the other."""
    parts = [(int(one[place : place + 2], 16), int(other[place : place + 2], 16)) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in parts)
