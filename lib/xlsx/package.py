"""The parts of an .xlsx around its sheets: names, links, styles (ISO/IEC 29500, OPC)."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from lib.xlsx.cells import FIRST_STYLE, FORMATS, MAIN, XML, Sheet, letters

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPREAD = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def titles(wanted: Sequence[str]) -> list[str]:
    """Names that Excel takes: 31 characters without `[]:*?/\\`, each another."""
    taken: list[str] = []
    for title in wanted:
        plain = "".join(letter for letter in title if letter not in "[]:*?/\\" and letter.isprintable())
        name = plain.strip("' ")[:31].rstrip("' ") or "List"
        while name.casefold() in map(str.casefold, taken):
            name = f"{name[:27]} ({len(taken) + 1})"
        taken.append(name)
    return taken


def parts(titles: Sequence[str], sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    """The parts of the package around its sheets."""
    places = range(1, len(sheets) + 1)
    parts = [("workbook", "sheet.main"), ("styles", "styles"), ("sharedStrings", "sharedStrings")]
    parts += [(f"worksheets/sheet{place}", "worksheet") for place in places]
    kinds = "".join(f'<Override PartName="/xl/{part}.xml" ContentType="{SPREAD}.{kind}+xml"/>' for part, kind in parts)
    yield (
        "[Content_Types].xml",
        (
            f'{XML}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>'
        ),
    )
    yield "_rels/.rels", _links([("rId1", "officeDocument", "xl/workbook.xml")])
    linked = [(f"rId{place}", "worksheet", f"worksheets/sheet{place}.xml") for place in places]
    linked += [("rIdS", "styles", "styles.xml"), ("rIdT", "sharedStrings", "sharedStrings.xml")]
    yield "xl/_rels/workbook.xml.rels", _links(linked)
    yield "xl/workbook.xml", _workbook(titles, sheets)
    yield "xl/styles.xml", _styles()


def _links(found: Sequence[tuple[str, str, str]]) -> str:
    each = "".join(f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{to}"/>' for id, kind, to in found)
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


def _workbook(titles: Sequence[str], sheets: Sequence[Sheet]) -> str:
    named, filtered = "", ""
    for place, (title, sheet) in enumerate(zip(titles, sheets, strict=True)):
        named += f'<sheet name={quoteattr(title)} sheetId="{place + 1}" r:id="rId{place + 1}"/>'
        last, quoted = letters(max(0, len(sheet.columns) - 1)), escape(title.replace("'", "''"))
        filtered += (
            f'<definedName name="_xlnm._FilterDatabase" localSheetId="{place}" hidden="1">'
            f"'{quoted}'!$A$1:${last}${sheet.frame.height + 1}</definedName>"
        )
    return (
        f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{named}</sheets>'
        f"<definedNames>{filtered}</definedNames></workbook>"
    )


def _styles() -> str:
    formats = "".join(f'<numFmt numFmtId="{164 + n}" formatCode={quoteattr(FORMATS[kind])}/>' for n, kind in
                      enumerate(FORMATS))  # fmt: skip
    numbers = "".join(f'<xf numFmtId="{164 + n}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
                      for n in range(len(FORMATS)))  # fmt: skip
    font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
    return (
        f'{XML}<styleSheet xmlns="{MAIN}"><numFmts count="{len(FORMATS)}">{formats}</numFmts>'
        f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
        '<border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{FIRST_STYLE + len(FORMATS)}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1" applyAlignment="1">'
        '<alignment wrapText="1"/></xf>'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>'
        f'{numbers}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )
