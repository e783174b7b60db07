"""What must not go out yet or now: embargo, parties and candidates before an election, results of polls.

Source: Act 491/2001 Coll., § 30 (no results of polls from the third day before the voting until its end; the town's
media are neutral and open to all on equal terms).
"""

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping

from lib import clock
from lib.czech import dates
from lib.czech.sorting import fold
from lib.i18n import N
from lib.publishing.checks.check import Check
from lib.publishing.checks.context import Context
from lib.publishing.checks.names import same
from lib.publishing.records import Content

_POLL = re.compile(
    r"\b(?:volebni\w* (?:pruzkum|model|preferenc|odhad)|pruzkum\w* (?:volebn|preferenc|verejn)|preferenc\w* stran"
    r"|exit ?poll)\w*"
)
POLLS_DAYS = 3


def regime(text: str, context: Context) -> Iterator[Check]:
    """The election regime of the day when the text will be read."""
    if context.day is None:
        return
    yield from _polls(text, context.day, context)
    if not context.regime.holds(context.day):
        return
    watched = _first_watched(text, context.regime.words)
    if watched:
        yield Check("election", False, N("The election regime holds and the text names “{said}”."), {"said": watched},
                    advice=N("All must have equal terms; the post needs two approvals."))  # fmt: skip
    leader = next((one for one in context.officials if _names_person(text, one)), None)
    if leader and not watched:
        yield Check("election", False,
                    N("The election regime holds and the text names {said}, who may be a candidate."), {"said": leader},
                    advice=N("Keep to facts; the post needs two approvals."))  # fmt: skip


def embargo(content: Content, context: Context) -> Iterator[Check]:
    """Going out before the embargo ends blocks; an embargo that only lies ahead is said."""
    if not content.embargo_until:
        return
    ends = clock.prague(content.embargo_until)
    values = {"date": dates.date(ends.date()), "time": dates.time(ends)}
    if context.goes_at and context.goes_at < content.embargo_until:
        yield Check("embargo", True, N("The embargo holds until {date} {time}."), values,
                    advice=N("Choose a later time."))  # fmt: skip
    elif context.goes_at is None and context.day and context.day <= ends.date():
        yield Check("embargo", False, N("The embargo holds until {date} {time}."), values,
                    advice=N("It can be approved now and goes out after that."))  # fmt: skip


def approvals(found: Mapping[str, Iterable[Check]], usual: int) -> int:
    """How many people approve: two when an election is near and somebody is named, otherwise as the office has set."""
    near = any(check.code == "election" for checks in found.values() for check in checks)
    return max(2, usual) if near else usual


def _polls(text: str, day: dt.date, context: Context) -> Iterator[Check]:
    voting = context.regime.voting
    if voting and voting[0] - dt.timedelta(days=POLLS_DAYS) <= day <= voting[1] and _POLL.search(fold(text)):
        yield Check("polls", True, N("Results of polls must not be published until the voting ends on {date}."),
                    {"date": dates.date(voting[1])}, advice=N("Leave them out, or wait."))  # fmt: skip


def _first_watched(text: str, words: Iterable[str]) -> str | None:
    """The first watched word in the text: abbreviations in capitals letter by letter, names in any case."""
    plain = fold(text)
    for word in words:
        if word.isupper() and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text):
            return word
        if not word.isupper() and (re.search(rf"\b{re.escape(fold(word))}", plain) or _names_person(text, word)):
            return word
    return None


def _names_person(text: str, name: str) -> bool:
    parts = [part for part in name.split() if not part.endswith(".")]
    if len(parts) < 2:
        return False
    stem = fold(parts[-1])[: max(3, len(parts[-1]) - 2)]
    plain = fold(text)
    return stem in plain and any(same(" ".join(parts[-2:]), pair) for pair in _pairs(text, stem))


def _pairs(text: str, stem: str) -> Iterator[str]:
    words = re.findall(r"[^\W\d_]+", text)
    yield from (f"{one} {two}" for one, two in itertools.pairwise(words) if fold(two).startswith(stem))
