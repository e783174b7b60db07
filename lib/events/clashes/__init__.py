"""What collides in a span of days: venues, people, audiences; and what day it is (duties §2.5).

Venue taken twice = error. One person (of the leadership or of the office) in two places, the way counted = error.
The same people invited elsewhere that evening = warning. A public or school holiday, an election day = information.

How it is decided:
- An event without an end lasts two hours (with several days: until the end of the last one); one without a start and
  without “all day” takes neither venue nor people, as nobody knows when it is. An end that is not after the start
  belongs to the next day, so does 24:00.
- An event of the whole day usually has others in its programme: against an event with hours it is a warning, in
  another place; two of them in one venue are an error. What the diary has for whole days (leave) is an error.
- The way counts between two places that are both written; where nobody wrote the place, only an overlap is a clash.
- An event for nobody in particular is for everybody, so it meets every audience; events that are not public meet none.

Times are compared by the wall clock, which is right within one town on every day of the year.
"""

from lib.events.clashes.saying import LEVELS, RULES, named, other, say
from lib.events.clashes.sweep import FOUND, SPECIAL, found, taken_twice
from lib.events.clashes.things import Thing, of_blocks, of_events

__all__ = [
    "FOUND",
    "LEVELS",
    "RULES",
    "SPECIAL",
    "Thing",
    "found",
    "named",
    "of_blocks",
    "of_events",
    "other",
    "say",
    "taken_twice",
]
