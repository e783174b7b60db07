"""The squares of payment codes, ten times faster than a general encoder: 500 invoices are issued at once.

QR codes of ISO/IEC 18004 with error level M and mask 2, for texts in the alphanumeric mode up to version 10; segno
makes everything else. It also draws, once for each version, the patterns that all codes of the version share; here only
the words of the text are computed (8.4), their Reed–Solomon correction (8.5), and put on their places (8.7).
"""

from dataclasses import dataclass
from functools import cache

import segno

Matrix = tuple[bytearray, ...]
_LETTERS = {letter: value for value, letter in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")}
# Correction words of a block, and the blocks by how many words of the text they hold (table 9, level M).
_BLOCKS: dict[int, tuple[int, tuple[int, ...]]] = {
    1: (10, (16,)),
    2: (16, (28,)),
    3: (26, (44,)),
    4: (18, (32,) * 2),
    5: (24, (43,) * 2),
    6: (16, (27,) * 4),
    7: (18, (31,) * 4),
    8: (22, (38, 38, 39, 39)),
    9: (22, (36, 36, 36, 37, 37)),
    10: (26, (43, 43, 43, 43, 44)),
}
_ALIGNMENT = {2: 18, 3: 22, 4: 26, 5: 30, 6: 34, 7: 22, 8: 24, 9: 26, 10: 28}
"""The first centre of an alignment pattern after 6 (annex E); the others follow at the same distance less 6."""


def matrix(text: str) -> Matrix:
    """Rows of squares, 1 is dark, without the white margin."""
    version = _version(len(text)) if set(text) <= _LETTERS.keys() else 0
    if not version:
        return segno.make(text, error="m", boost_error=False, mask=2, micro=False).matrix
    frame = _frame(version)
    squares = bytearray(frame.squares)
    for place, dark in zip(frame.order, _bits(_codewords(text, version), frame), strict=True):
        squares[place] = dark
    return tuple(squares[start : start + frame.size] for start in range(0, len(squares), frame.size))


@dataclass(frozen=True)
class _Frame:
    """What all codes of a version share: their size, the patterns, the places of the bits and the mask of each."""

    size: int
    squares: bytes
    order: tuple[int, ...]
    mask: int


def _version(length: int) -> int:
    """The smallest version that holds a text of this length, 0 when none of ours does."""
    for version, (_, blocks) in _BLOCKS.items():
        if _size_of_text(length, version) <= 8 * sum(blocks):
            return version
    return 0


def _size_of_text(length: int, version: int) -> int:
    """Bits: the mode, the count, eleven for each two characters."""
    return 4 + (9 if version < 10 else 11) + 11 * (length // 2) + 6 * (length % 2)


def _codewords(text: str, version: int) -> bytes:
    """The words of the text and of the correction, interleaved by blocks."""
    correction, blocks = _BLOCKS[version]
    words, parts, at = _words(text, version, sum(blocks)), [], 0
    for size in blocks:
        parts.append(words[at : at + size])
        at += size
    fixes = [_correction(part, correction) for part in parts]
    mixed = [part[at] for at in range(max(blocks)) for part in parts if at < len(part)]
    return bytes(mixed + [fix[at] for at in range(correction) for fix in fixes])


def _words(text: str, version: int, room: int) -> bytes:
    values = [_LETTERS[letter] for letter in text]
    bits = ["0010", format(len(text), "09b" if version < 10 else "011b")]
    bits += [format(45 * values[at] + values[at + 1], "011b") for at in range(0, len(values) - 1, 2)]
    if len(values) % 2:
        bits.append(format(values[-1], "06b"))
    written = "".join(bits)
    written += "0" * min(4, 8 * room - len(written))
    written += "0" * (-len(written) % 8)
    words = int(written, 2).to_bytes(len(written) // 8)
    return words + (b"\xec\x11" * room)[: room - len(words)]


def _correction(words: bytes, count: int) -> bytes:
    """The remainder after dividing by the generator polynomial, a word at a time."""
    table, top, kept = _multiples(count), 8 * (count - 1), (1 << 8 * (count - 1)) - 1
    rest = 0
    for word in words:
        rest = ((rest & kept) << 8) ^ table[(rest >> top) ^ word]
    return rest.to_bytes(count)


@cache
def _multiples(count: int) -> tuple[int, ...]:
    """The generator polynomial of `count` correction words times each word, without its first term."""
    generator = [1]
    root = 1
    for _ in range(count):
        shifted, scaled = [*generator, 0], [0, *(_times(root, term) for term in generator)]
        generator = [one ^ other for one, other in zip(shifted, scaled, strict=True)]
        root = _times(root, 2)
    return tuple(int.from_bytes(bytes(_times(word, term) for term in generator[1:])) for word in range(256))


def _times(one: int, other: int) -> int:
    """Product in the field of 256 elements of QR codes (polynomial 0x11D)."""
    product = 0
    while other:
        product ^= one if other & 1 else 0
        one = (one << 1) ^ (0x11D if one & 0x80 else 0)
        other >>= 1
    return product


def _bits(words: bytes, frame: _Frame) -> bytes:
    """The bits in their order with the mask, one a byte."""
    count = len(frame.order)
    value = (int.from_bytes(words) << (count - 8 * len(words))) ^ frame.mask
    return format(value, f"0{count}b").encode().translate(_DIGITS)


_DIGITS = bytes.maketrans(b"01", b"\x00\x01")


@cache
def _frame(version: int) -> _Frame:
    size = 17 + 4 * version
    drawn = segno.make("0", version=version, mode="alphanumeric", error="m", boost_error=False, mask=2).matrix
    order = _order(size, _reserved(version, size))
    mask = int("".join("1" if place % size % 3 == 0 else "0" for place in order), 2)
    return _Frame(size, b"".join(map(bytes, drawn)), order, mask)


def _order(size: int, reserved: set[tuple[int, int]]) -> tuple[int, ...]:
    """Places of the bits: up and down in columns of two from the right, past the timing pattern."""
    places = []
    rights = [right if right > 6 else right - 1 for right in range(size - 1, 0, -2)]
    for turn, right in enumerate(rights):
        rows = range(size) if turn % 2 else range(size - 1, -1, -1)
        places += [
            row * size + column for row in rows for column in (right, right - 1) if (row, column) not in reserved
        ]
    return tuple(places)


def _reserved(version: int, size: int) -> set[tuple[int, int]]:
    """Squares of finders, formats, timing, alignment and version, where no bits stand."""
    found = {(row, column) for row in range(9) for column in range(9)}
    found |= {(row, column) for row in range(9) for column in range(size - 8, size)}
    found |= {(row, column) for row in range(size - 8, size) for column in range(9)}
    found |= {(6, at) for at in range(size)} | {(at, 6) for at in range(size)}
    if version > 1:
        centres = [6, *range(_ALIGNMENT[version], size - 6, max(1, _ALIGNMENT[version] - 6))]
        corners = {(6, 6), (6, size - 7), (size - 7, 6)}
        for row, column in {(row, column) for row in centres for column in centres} - corners:
            found |= {(row + down, column + right) for down in range(-2, 3) for right in range(-2, 3)}
    if version > 6:
        found |= {(row, column) for row in range(6) for column in range(size - 11, size - 8)}
        found |= {(row, column) for row in range(size - 11, size - 8) for column in range(6)}
    return found
