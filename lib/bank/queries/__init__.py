"""Questions about statements and payments. Permissions: bank.read, bank.match for what is to be matched."""

from lib.bank.queries.lines import Line, existing, history, line, lines, paid, payments_of, returns
from lib.bank.queries.matching import suggestions, unmatched
from lib.bank.queries.statements import Read, Refusal, known_files, read_already, refused, statement, statements

__all__ = [
    "Line",
    "Read",
    "Refusal",
    "existing",
    "history",
    "known_files",
    "line",
    "lines",
    "paid",
    "payments_of",
    "read_already",
    "refused",
    "returns",
    "statement",
    "statements",
    "suggestions",
    "unmatched",
]
