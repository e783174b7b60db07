"""Hostile and broken spreadsheets, each made in a moment: `BOMBS["one cell at XFD1048576"]()` gives the bytes.

Every one must end in a clear sentence or in plain rows, never in a dead server. Formats: ECMA-376 (xlsx),
MS-CFB and MS-OFFCRYPTO (an encrypted workbook), MS-XLS (BIFF8).
"""

import io
import random
import struct
import zipfile
from collections.abc import Callable, Iterator

import xlsxwriter

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
NOBODY = 0xFFFFFFFF
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
MEGABYTE = b"A" * 1_000_000


def workbook(rows: list[list[str | int]]) -> bytes:
    """An honest xlsx with one sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("List1")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def _honest() -> bytes:
    return workbook([["Předmět", "Kusů"], ["Hrnek", 12], ["Pero", 250]])


def _rebuilt(part: str, old: bytes, *new: bytes) -> bytes:
    """The honest workbook with `old` in one part replaced; `new` is written piece by piece, so it may be huge."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_honest())) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name != part:
                target.writestr(name, content)
                continue
            before, found, after = content.partition(old)
            if not found:
                raise AssertionError(f"{part} no longer contains {old!r}")
            with target.open(name, "w", force_zip64=True) as stream:
                for piece in (before, *new, after):
                    stream.write(piece)
    return out.getvalue()


def truncated() -> bytes:
    """The first two thirds of a workbook: the directory at the end of the zip is gone."""
    whole = _honest()
    return whole[: len(whole) * 2 // 3]


def far_corner() -> bytes:
    """One cell in the last column of the last row: a careless reader reserves 17 billion cells."""
    return _one_cell("XFD1048576")


def far_row() -> bytes:
    """One cell in the last row, as a stray Ctrl+End and a space leave it."""
    return _one_cell("A1048576")


def _one_cell(place: str) -> bytes:
    cell = f'<row r="1048576"><c r="{place}"><v>1</v></c></row></sheetData>'
    return _rebuilt(SHEET, b"</sheetData>", cell.encode())


def shared_strings() -> bytes:
    """400 MB of shared strings in a file below 2 MB."""
    return _rebuilt(STRINGS, b"</sst>", b"<si><t>", *([MEGABYTE] * 400), b"</t></si></sst>")


def many_shared_strings() -> bytes:
    """Two million short strings: the count, not the length, is what eats the memory."""
    return _rebuilt(STRINGS, b"</sst>", *([b"<si><t>x</t></si>" * 10_000] * 200), b"</sst>")


def laughs() -> bytes:
    """Entities that multiply tenfold nine times (a billion laughs)."""
    levels = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    return _with_doctype(b'<!ENTITY l0 "ha">' + levels, b"&l9;")


def foreign_file() -> bytes:
    """An entity that asks the reader for a file of the server (XXE)."""
    return _with_doctype(b'<!ENTITY f SYSTEM "file:///etc/passwd">', b"&f;")


def foreign_address() -> bytes:
    """An entity that asks the reader to call an address; the port is closed."""
    return _with_doctype(b'<!ENTITY f SYSTEM "http://127.0.0.1:9/">', b"&f;")


def _with_doctype(declared: bytes, used: bytes) -> bytes:
    once = _rebuilt(STRINGS, b"<sst", b"<!DOCTYPE sst [" + declared + b"]><sst")
    with zipfile.ZipFile(io.BytesIO(once)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts[STRINGS] = parts[STRINGS].replace("Předmět".encode(), used)
    return _zipped(parts)


def no_cells() -> bytes:
    """A workbook as Excel makes it by File, New."""
    return workbook([])


def no_workbook() -> bytes:
    """A zip that is no spreadsheet; a docx renamed to xlsx looks the same."""
    return _zipped({"readme.txt": "Sem nic nepište.".encode()})


def no_sheet() -> bytes:
    """A workbook whose sheet is listed but missing."""
    with zipfile.ZipFile(io.BytesIO(_honest())) as source:
        return _zipped({name: source.read(name) for name in source.namelist() if name != SHEET})


def broken_sheet() -> bytes:
    """A sheet whose XML ends in the middle of a tag, in a zip that is in order."""
    with zipfile.ZipFile(io.BytesIO(_honest())) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    return _zipped({**parts, SHEET: parts[SHEET].partition(b"</row>")[0] + b"<c r="})


def flipped_bits() -> bytes:
    """A workbook damaged on a bad disk: the zip's checksums no longer agree."""
    whole = bytearray(_honest())
    middle = whole.index(SHEET.encode()) + len(SHEET) + 40
    whole[middle : middle + 16] = bytes(255 - byte for byte in whole[middle : middle + 16])
    return bytes(whole)


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def lock_file() -> bytes:
    """What `~$sklad.xlsx` holds while somebody has the workbook open: the name, twice, in 165 bytes."""
    name = "Věra Malá"
    owner = bytes([len(name)]) + name.encode("cp1250").ljust(54)
    wide = (name.ljust(54)).encode("utf-16-le")
    return (owner + struct.pack("<H", len(name)) + wide).ljust(165, b"\0")


def pdf() -> bytes:
    """A paper that somebody renamed to .xlsx."""
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def png() -> bytes:
    """A screenshot of a table instead of the table."""
    return bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
        "0000000d49444154789c6360000002000100ffff03000006000557bfabd40000000049454e44ae426082"
    )


def web_page() -> bytes:
    """A table saved by a web application under the name .xls."""
    return "<html><body><table><tr><td>Předmět</td></tr></table></body></html>".encode()


def old_excel() -> bytes:
    """An .xls of Excel 97: a compound file whose stream `Workbook` begins with a BIFF8 header."""
    begin = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x0005, 0x0DBB, 0x07CC, 0x00C1, 0x0306)
    return compound({"Workbook": (begin + struct.pack("<HH", 0x000A, 0)).ljust(4096, b"\0")})


def encrypted() -> bytes:
    """A workbook saved with a password by today's Excel: agile encryption, the content is noise."""
    info = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption">'
        '<keyData saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" '
        'cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="AAAAAAAAAAAAAAAAAAAAAA=="/></encryption>'
    )
    header = struct.pack("<HHI", 4, 4, 0x40) + info.encode()
    package = struct.pack("<Q", 6000) + random.Random(1).randbytes(6016)
    # Streams below 4 096 bytes would live in the mini stream; blanks after the XML keep this file simple.
    return compound({"EncryptionInfo": header.ljust(4096), "EncryptedPackage": package})


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (MS-CFB, version 3) with these streams in its root; each at least 4 096 bytes long."""
    names = sorted(streams, key=lambda name: (len(name), name.upper()))  # the order of MS-CFB 2.6.4
    padded = [streams[name].ljust(-(-len(streams[name]) // SECTOR) * SECTOR, b"\0") for name in names]
    first, starts = 2, []
    table = [FAT, END]  # sector 0 is the allocation table, sector 1 the directory
    for content in padded:
        starts.append(first)
        count = len(content) // SECTOR
        table += [*range(first + 1, first + count), END]
        first += count
    entries = b"".join(_directory(names, starts, [len(streams[name]) for name in names])).ljust(SECTOR, b"\0")
    allocation = struct.pack(f"<{len(table)}I", *table).ljust(SECTOR, b"\xff")
    if len(allocation) > SECTOR or len(entries) > SECTOR:
        raise ValueError("Too much for one allocation table and one directory sector.")
    return _compound_header() + allocation + entries + b"".join(padded)


def _compound_header() -> bytes:
    start = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    rest = struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0, 0)
    return start + rest + struct.pack("<I", FREE) * 108


def _directory(names: list[str], starts: list[int], sizes: list[int]) -> Iterator[bytes]:
    """Root, then the streams as a chain of right siblings."""
    yield _entry("Root Entry", 5, child=1, start=END, size=0)
    for index, (name, start, size) in enumerate(zip(names, starts, sizes, strict=True), start=1):
        yield _entry(name, 2, right=index + 1 if index < len(names) else NOBODY, start=start, size=size)
    for _ in range(3 - len(names)):
        yield bytes(64 + 4) + struct.pack("<III", NOBODY, NOBODY, NOBODY) + bytes(48)


def _entry(name: str, kind: int, *, right: int = NOBODY, child: int = NOBODY, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    return head + struct.pack("<III", NOBODY, right, child) + bytes(36) + struct.pack("<IQ", start, size)


def csv_with_nul() -> bytes:
    """A csv with NUL bytes, as an interrupted copy leaves it."""
    return "Předmět;Kusů\r\nHrnek;12\r\n".encode() + bytes(64) + b"Pero;2\0 50\r\n"


def csv_utf16() -> bytes:
    """A csv as Meta exports it: UTF-16 with a mark, the separator named on the first line."""
    return "sep=,\r\nDatum,Dosah\r\n2026-11-01,1250\r\n".encode("utf-16")


def csv_open_quote() -> bytes:
    """A quote that nobody closed: all that follows is one cell."""
    return b'Predmet;Kusu\r\n"Hrnek;12\r\n' + b"Pero;250\r\n" * 5000


BOMBS: dict[str, Callable[[], bytes]] = {
    "truncated xlsx": truncated,
    "encrypted xlsx": encrypted,
    "pdf named xlsx": pdf,
    "png named xlsx": png,
    "web page named xls": web_page,
    "old xls": old_excel,
    "lock file": lock_file,
    "one cell at XFD1048576": far_corner,
    "one cell at A1048576": far_row,
    "400 MB of shared strings": shared_strings,
    "two million shared strings": many_shared_strings,
    "billion laughs": laughs,
    "entity with a file": foreign_file,
    "entity with an address": foreign_address,
    "empty file": bytes,
    "sheet with no cells": no_cells,
    "zip with no workbook": no_workbook,
    "workbook with no sheet": no_sheet,
    "broken sheet": broken_sheet,
    "flipped bits": flipped_bits,
    "csv with NUL bytes": csv_with_nul,
    "utf-16 csv": csv_utf16,
    "csv with an open quote": csv_open_quote,
}
