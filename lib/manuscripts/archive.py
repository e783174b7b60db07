"""The zip of a document: only the parts that are asked for are unpacked, and none beyond its limit."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from lib.manuscripts.blocks import Fault

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
MOST_XML = 8 << 20
MOST_TAGS = 300_000
"""Of one unpacked part. Sixty pages of text have three million bytes and two hundred thousand tags; a zip of 40 kB can
hold two million empty ones, which would keep the whole office waiting for half a minute."""
MOST_TEXT = 2_000_000
"""Characters: seven hundred pages."""
MOST_PARTS = 5_000
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Both formats know no other (OPC § 7.3.6, ODF 1.3 part 2 § 2.2)."""


class Archive:
    """The parts of a document by name. Fault: `truncated`, `password`, `large`, `unreadable`."""

    def __init__(self, data: bytes) -> None:
        if data.count(b"PK\1\2") > MOST_PARTS:
            raise Fault("large")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError):
            raise Fault("truncated") from None
        if any(entry.flag_bits & 1 for entry in self._zip.infolist()):
            raise Fault("password")

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, None when there is none. What it claims to be long is not believed."""
        try:
            entry = self._zip.getinfo(name)
            if entry.compress_type not in METHODS:
                raise Fault("unreadable")
            with self._zip.open(entry) as part:
                data = part.read(MOST_XML + 1)
        except KeyError:
            return None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
            raise Fault("truncated") from None
        except (NotImplementedError, RuntimeError):
            raise Fault("unreadable") from None
        if len(data) > MOST_XML:
            raise Fault("large")
        return data

    def tree(self, name: str) -> etree._Element | None:
        """A part as XML. Neither format may name entities or other files (OPC § 8, ODF 1.3 part 2 § 2), so one that
        does is refused whole."""
        data = self.part(name)
        if data is None:
            return None
        if data.count(b"<") > MOST_TAGS:
            raise Fault("large")
        # No other encoding may be used (OPC § 8.1.4); in one where `<` is another byte the count would say nothing.
        parser = etree.XMLParser(
            encoding="utf-16" if data.startswith(UTF_16) else "utf-8", resolve_entities=False, no_network=True,
            load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            raise Fault("unreadable") from None
        if root.getroottree().docinfo.doctype:
            raise Fault("unreadable")
        if sum(map(len, root.itertext())) > MOST_TEXT:
            raise Fault("large")
        return root


def local(element: etree._Element) -> str:
    """The name without its namespace: strict and transitional Word differ in nothing else that is read here."""
    return etree.QName(element).localname


def value(element: etree._Element | None, name: str) -> str:
    """An attribute by its name without a namespace, "" when there is none."""
    if element is None:
        return ""
    return next((text for key, text in element.attrib.items() if etree.QName(key).localname == name), "")


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element down a path of names, None when there is none."""
    for name in path:
        element = next((one for one in element if local(one) == name), None) if element is not None else None
    return element


def own(parent: etree._Element, name: str, among: str) -> Iterator[etree._Element]:
    """Rows or cells of this table (`among`), in controls of a form too. Tables inside it are not gone through: each
    would be once for every table around it."""
    for one in parent:
        kind = local(one)
        if kind == name:
            yield one
        elif kind != among:
            yield from own(one, name, among)
