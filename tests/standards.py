"""Published schemas that lie beside the project, not in it; where they are missing, what needs them is skipped."""

from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from lib.config import ROOT

FOLDER = ROOT.parent / "shared" / "standards"


def folder(name: str) -> Path:
    """The schemas of a publisher; skips the test when they are not there."""
    place = FOLDER / name
    if not place.is_dir():
        pytest.skip(f"the schemas of {name} are not beside the project")
    return place


@cache
def isdoc_schema() -> etree.XMLSchema:
    """The schema of ISDOC 6.0.2."""
    return etree.XMLSchema(etree.parse(folder("isdoc") / "isdoc-invoice-6.0.2.xsd"))


def faults(written: bytes) -> str:
    """What an ISDOC has against its schema, empty when nothing."""
    schema = isdoc_schema()
    return "" if schema.validate(etree.fromstring(written)) else str(schema.error_log.last_error.message)
