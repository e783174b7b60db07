"""What the town's accounting takes over: documents of a month by rates, rows of the control statement, files."""

from lib.flows.accounting.files import bundle, csv, xlsx
from lib.flows.accounting.month import Month, month, months
from lib.flows.accounting.statement import Statement, statement

__all__ = ["Month", "Statement", "bundle", "csv", "month", "months", "statement", "xlsx"]
