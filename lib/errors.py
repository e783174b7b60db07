"""What can go wrong, as sentences for people.

OfficeError
├── BadInput       what was typed cannot be used; `field` names the field beside which the sentence belongs
├── Refused        a rule of the office forbids the step
├── NotAllowed     the person may not do or see this
├── SignedOut      the session ended while the person was working
├── NotFound       the record does not exist (any more)
├── Conflict       somebody else changed the record in the meantime
└── Unavailable    the store, a file or a foreign service cannot be reached now

An error holds an English sentence with named fields; it is translated when it is shown, so that it can be
raised anywhere (a worker, a notebook) and read in the reader's language.
"""

from typing import Any

from lib.i18n import t


class OfficeError(Exception):
    """A problem that a person can understand and mend. `str(error)` is the sentence in the reader's language."""

    def __init__(self, sentence: str, *, field: str | None = None, **values: Any) -> None:
        super().__init__(sentence, values)
        self.sentence = sentence
        self.values = values
        self.field = field

    def __str__(self) -> str:
        return t(self.sentence, **self.values)


class BadInput(OfficeError):
    """What was typed or uploaded cannot be used as it is."""


class Refused(OfficeError):
    """A rule of the office forbids the step."""


class NotAllowed(OfficeError):
    """The person may not do or see this."""


class SignedOut(NotAllowed):
    """The session was revoked or has run out."""


class NotFound(OfficeError):
    """The record does not exist."""


class Conflict(OfficeError):
    """Somebody else changed the record in the meantime."""


class Unavailable(OfficeError):
    """The store, a file or a foreign service cannot be reached now."""
