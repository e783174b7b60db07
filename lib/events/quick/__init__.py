"""One line such as `so 12. 12. 17:00 rozsvícení stromu, náměstí, starostka` read as an event.

The date and the time may stand anywhere; commas part the rest. The first part is the title; the others are people
(by office or surname → they attend; a colleague by name → is responsible), the venue (known ones by any beginning of
their words, an unknown one is taken as typed), admission; whatever is left goes into the note. Every word of the line
is in one of the readings that explain it, and nothing is refused without a sentence that says what to mend.
"""

from lib.events.quick.known import Colleague, InOffice, Vocabulary
from lib.events.quick.reading import LONGEST, read
from lib.events.quick.shown import WHAT, notices
from lib.events.quick.understood import Question, Read, Understood

__all__ = [
    "LONGEST",
    "WHAT",
    "Colleague",
    "InOffice",
    "Question",
    "Read",
    "Understood",
    "Vocabulary",
    "notices",
    "read",
]
