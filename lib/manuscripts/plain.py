"""Reads plain texts (.txt) as Windows, Linux and telephones write them."""

import re

from lib.manuscripts.blocks import Block, Fault, Found, tidy

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
NOT_TEXT = frozenset(map(chr, range(32))) - set("\t\n\r\f\v\x1a")
OTHER_KINDS = ("<?xml", "<!doctype", "<html", "%pdf", "{\\rtf")
MOST_BYTES = 2 << 20
"""Six hundred pages."""
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ITEM = re.compile(r"^[ \t]*[-*•–·][ \t]+(?=\S)")


def read(data: bytes) -> Found:
    """The paragraphs of a text: between empty lines, or each line where there is none. Fault `type` for no text."""
    lines = [tidy(line) for line in _LINE_ENDS.sub("\n", _decoded(data)).split("\n")]
    parts: list[list[str]] = [[]]
    spaced = "" in "\n".join(lines).strip().split("\n")
    for line in lines:
        if line and spaced and not _ITEM.match(line):
            parts[-1].append(line)
        else:
            parts += [[line], []]
    return Found(tuple(_block("\n".join(part)) for part in parts if any(part)))


def _block(text: str) -> Block:
    item = _ITEM.sub("", text)
    return Block(text) if item == text else Block(item, "item")


def _decoded(data: bytes) -> str:
    for encoding in [name for bom, name in BOMS if data.startswith(bom)] or ["utf-8", "cp1250"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if NOT_TEXT.isdisjoint(text) and not text.lstrip().lower().startswith(OTHER_KINDS):
            return text
    raise Fault("type")
