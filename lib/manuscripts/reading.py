"""Reads an article that somebody sends: title, text, author; a bad file costs a sentence and nothing else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lib.errors import BadInput
from lib.i18n import N
from lib.manuscripts import opendocument, plain, word
from lib.manuscripts.archive import Archive
from lib.manuscripts.blocks import DASH, Block, Fault, Found

MOST_BYTES = 40 << 20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SENTENCES = {
    "empty": N("{name} is empty (0 bytes). Save the document and try again."),
    "blank": N("{name} has no text. A scan or pictures alone cannot be read; ask the author for the text."),
    "truncated": N("{name} is damaged: it ends too early. Copy it or download it again."),
    "password": N("{name} is protected by a password. Save the document without one."),
    "old": N("{name} is an old document of Word (.doc). Open it and save it as .docx."),
    "type": N("{name} is not an article. Documents .docx and .odt and plain texts .txt can be read."),
    "large": N("{name} is too large when unpacked. Copy its text into a new document and upload that."),
    "unreadable": N("{name} cannot be read. Open it, save it again as .docx and try once more."),
}
NEAR = 3
"""Among how many paragraphs from either end a heading is the title and a line names the author."""
_DEGREE = r"(?:(?:Mgr|MgA|Ing|Bc|PhDr|JUDr|MUDr|RNDr|PaedDr|doc|prof|arch)\.\s*)*"
_BYLINE = re.compile(
    r"^(?i:autor(?:ka)?|text|napsala?)(?i:\s*(?:a|\+|,)\s*foto)?\s*:\s*"
    rf"({_DEGREE}[^\W\d_a-záčďéěíňóřšťúůýž][\w'’-]+(?:\s+[^\W\d_a-záčďéěíňóřšťúůýž][\w'’-]+){{1,3}})"
    r"(?:,\s*(?:Ph\.?\s?D\.|DiS\.|MBA|CSc\.))*\.?$"
)


@dataclass(frozen=True)
class Manuscript:
    """An article. `text` has paragraphs between empty lines, items of lists begin with `– `. `author` is "" unless a
    line says nothing else than who wrote it; `pictures` and `footnotes` count what was left behind."""

    title: str
    text: str
    author: str = ""
    pictures: int = 0
    footnotes: int = 0


def read_manuscript(data: bytes, name: str) -> Manuscript:
    """The article of a file .docx, .docm, .odt or .txt; what it is, its first bytes say and not its name.

    Tracked insertions are taken, tracked deletions, comments, hidden text and codes of fields are not; nothing of a
    macro is run or kept. The title is what the author styled so, else a heading at the beginning, else the first line:
    what the properties of the file call it nobody sees, and mostly it belongs to the document before.
    BadInput, in one sentence, for what is no article, is damaged or protected, has no text or unpacks into too much.
    """
    most = MOST_BYTES if data.startswith((b"PK", OLE)) else plain.MOST_BYTES
    if len(data) > most:
        raise BadInput(
            "{name} has {size} MB; at most {limit} MB can be read.", name=name, size=-(-len(data) >> 20),
            limit=most >> 20, field="file",
        )  # fmt: skip
    try:
        found = _found(data)
    except Fault as fault:
        raise BadInput(SENTENCES[str(fault)], name=name, field="file") from None
    return _article(found)


def _found(data: bytes) -> Found:
    if not data.strip():
        raise Fault("empty")
    if data.startswith(OLE):
        raise Fault(_of_ole(data))
    if data.startswith(b"PK"):
        archive = Archive(data)
        office = b"opendocument.text" in (archive.part("mimetype") or b"")
        found = opendocument.read(archive) if office else word.read(archive)
    else:
        found = plain.read(data)
    if not found.blocks:
        raise Fault("blank")
    return found


def _of_ole(data: bytes) -> str:
    """Word hides an encrypted document in the container of its old ones; Excel and e-mails use it too."""
    for name, fault in (("EncryptedPackage", "password"), ("WordDocument", "old")):
        if name.encode("utf-16-le") in data:
            return fault
    return "type"


def _article(found: Found) -> Manuscript:
    place = _title(found.blocks)
    head = found.blocks[place]
    first, _, more = head.text.partition("\n")
    if head.kind in ("title", "heading"):
        first, more = " ".join(head.text.split()), ""
    rest = [*found.blocks[:place], *([Block(more)] if more else []), *found.blocks[place + 1 :]]
    return Manuscript(first, _joined(rest), _author(rest), found.pictures, found.footnotes)


def _title(blocks: Sequence[Block]) -> int:
    """Where the title stands. A heading further down heads a part of the article, not the whole."""
    for kind, among in (("title", blocks), ("heading", blocks[:NEAR])):
        for place, block in enumerate(among):
            if block.kind == kind:
                return place
    return 0


def _author(blocks: Sequence[Block]) -> str:
    """Who wrote it, when lines at the beginning or at the end agree on one name."""
    near = [*blocks[:NEAR], *blocks[-NEAR:]]
    names = {" ".join(found[1].split()) for block in near if (found := _BYLINE.match(block.text))}
    return names.pop() if len(names) == 1 else ""


def _joined(blocks: Sequence[Block]) -> str:
    """Paragraphs between empty lines; items of one list and rows of one table close below each other."""
    said, before = "", ""
    for block in blocks:
        close = block.kind == before and block.kind in ("item", "row")
        said += ("" if not said else "\n" if close else "\n\n") + (DASH if block.kind == "item" else "") + block.text
        before = block.kind
    return said
