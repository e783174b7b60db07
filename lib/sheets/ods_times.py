"""Cells of time in OpenDocument, which the parser of workbooks gives as empty, in a form that it reads."""

import io
import re
import zipfile

TIME_CELL = b'office:value-type="time"'
TAG = re.compile(rb"<table:table-cell [^>]*" + TIME_CELL + rb"[^>]*>")
VALUE = re.compile(rb'office:time-value="([^"]*)"')
CLOCK = re.compile(rb"PT0*([0-9]+)H([0-9]{2})M([0-9]{2})(?:[.,][0-9]+)?S")


def readable(data: bytes) -> bytes:
    """The workbook with times as moments of Excel's day zero (1899-12-30), as xlsx has them.

    What is no time of a day (`PT49H`, a duration) becomes the text that its cell shows.
    """
    archive = zipfile.ZipFile(io.BytesIO(data))
    content = archive.read("content.xml")
    if TIME_CELL not in content:
        return data
    rewritten = io.BytesIO()
    with zipfile.ZipFile(rewritten, "w") as copy:
        for entry in archive.infolist():
            same = entry.filename != "content.xml"
            copy.writestr(entry.filename, archive.read(entry) if same else TAG.sub(_as_moment, content))
    return rewritten.getvalue()


def _as_moment(tag: re.Match[bytes]) -> bytes:
    value = VALUE.search(tag[0])
    found = CLOCK.fullmatch(value[1]) if value else None
    if found is None or int(found[1]) > 23:
        return VALUE.sub(b"", tag[0]).replace(TIME_CELL, b'office:value-type="string"')
    moment = b'office:date-value="1899-12-30T%02d:%s:%s"' % (int(found[1]), found[2], found[3])
    return VALUE.sub(moment, tag[0]).replace(TIME_CELL, b'office:value-type="date"')
