"""Everything that is checked in a post with an article of 6 000 characters, against the 30 ms that nobody notices.

    python -m tests.bench.checks

The article stands on the web, a shorter text on Facebook and an SMS beside it, as a post of the office has them. The
spelling is a matter of another process and another row: the first reading of a text against its two seconds, and the
second one, which remembers the words.
"""

import datetime as dt
import statistics
import time
from collections.abc import Callable

from lib.czech import spelling
from lib.publishing import checks
from lib.publishing.checks import Consent, Context, Own, PhotoUse
from lib.publishing.records import Content
from tests.bench.timing import Row
from tests.publishing.checks.sentences import CLEAN

LENGTH = 6_000
LIMIT_MS = 30.0
SPELLING_MS = 1_000 * spelling.SECONDS
RUNS = 15
FIRST = ("Jana", "Karel", "Věra", "Miloš", "Zdeňka", "Otakar")
LAST = ("Horáková", "Bílý", "Šťastná", "Kučera", "Vlčková")


def article() -> str:
    """6 000 characters as a town writes them: golden sentences, each paragraph another."""
    text = "\n\n".join(CLEAN)
    return checks.mended((text + "\n\n" + text)[:LENGTH], "web")


def context() -> Context:
    """What a town of this size knows: sixty venues, thirty people in office, some consents and photographs."""
    return Context(
        venues=tuple(f"Sál {number} v ulici Polní" for number in range(60)),
        officials=tuple(f"{first} {last}" for first in FIRST for last in LAST),
        own=Own(addresses=frozenset(f"Polní {number}" for number in range(400))),
        consents=tuple(Consent(f"Marie Malá {number}", "name_only") for number in range(10)),
        photos=tuple(PhotoUse(number, "Stánky na náměstí", "Jana Tichá") for number in range(5)),
        day=dt.date(2026, 11, 23),
    )


def measure() -> list[Row]:
    """Three rows: the checks of a whole post, and the spelling for the first and for the second time."""
    text, known = article(), context()
    assert len(text) > LENGTH - 100
    # Another letter each time: what was read a moment ago is remembered, and a person has just changed it.
    posts = [Content("Zprávy", "Co je nového", _texts(text, number)) for number in range(RUNS + 1)]
    every = [_cpu(lambda post=post: checks.found(post, known)) for post in posts][1:]  # type: ignore[misc]
    first = _wall(lambda: spelling.check(text))
    again = _wall(lambda: spelling.check(text))
    return [
        Row("all checks of a post with an article of 6 000 characters", statistics.median(every), LIMIT_MS, 1.0, "ms"),
        Row("spelling of the article, first reading", first, SPELLING_MS, 1.0, "ms"),
        Row("spelling of the article, its words remembered", again, LIMIT_MS, 1.0, "ms"),
    ]


def _texts(text: str, number: int) -> dict[str, str]:
    return {"web": f"{text} {number}", "facebook": f"{text[:900]} {number}", "sms": f"Trh dnes {number}"}


def _cpu(job: Callable[[], object]) -> float:
    """Milliseconds of this process."""
    start = time.process_time()
    job()
    return 1_000 * (time.process_time() - start)


def _wall(job: Callable[[], object]) -> float:
    """Milliseconds of one run by the clock on the wall: a person waits, whoever works."""
    start = time.perf_counter()
    job()
    return 1_000 * (time.perf_counter() - start)


if __name__ == "__main__":
    for line in measure():
        print(f"{line.job}: {line.ours:.1f} {line.unit}, limit {line.peer * line.limit:.0f}")
