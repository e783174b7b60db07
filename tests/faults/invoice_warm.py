"""Fonts are read once, before writers are forked: eighty of them would read for a minute."""

import uuid

from lib.invoices import isdoc, paper
from tests.faults import invoice_writer
from tests.invoices import papers

SAMPLE = papers.document()
paper.pdf(SAMPLE, isdoc.xml(SAMPLE, uuid.UUID(int=0)))
WRITER = invoice_writer.__name__
