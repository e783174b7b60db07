"""The zip of a document: only the parts that are asked for are unpacked, and none beyond its limit."""

import io
import zipfile
import zlib

from lxml import etree

from lib.manuscripts.blocks import Fault

MOST_XML = 8 << 20
MOST_TAGS = 300_000
"""Of one unpacked part. Sixty pages of text have three million bytes and two hundred thousand tags; a zip of 40 kB can
hold two million empty ones, which would keep the whole office waiting for half a minute."""
MOST_PARTS = 5_000


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
            with self._zip.open(name) as part:
                data = part.read(MOST_XML + 1)
        except KeyError:
            return None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
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
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            raise Fault("unreadable") from None
        if root.getroottree().docinfo.doctype:
            raise Fault("unreadable")
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
