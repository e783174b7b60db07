"""The schema of the format, read once, and the question whether a document follows it."""

from functools import cache
from threading import Lock

from lxml import etree

from lib import config
from lib.errors import BadInput

FILE = config.ROOT / "data" / "schemas" / "isdoc" / "isdoc-invoice-6.0.2.xsd"
_one_at_a_time = Lock()


def check(written: bytes) -> None:
    """Hold an ISDOC against the schema; BadInput says what is wrong with which element.

    The rules that the schema cannot say (Schematron) are held in tests: they need XSLT 2, which lxml does not know.
    """
    tree = etree.fromstring(written)
    with _one_at_a_time:
        schema = _schema()
        if schema.validate(tree):
            return
        reason = str(schema.error_log.last_error.message)
    raise BadInput("The ISDOC of this document does not follow the format: {reason}", reason=reason)


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(FILE))
