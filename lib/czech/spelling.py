"""Spelling by Hunspell of the system (Debian: hunspell, hunspell-cs) in a child process, and by the office's own words.

Words once asked stay remembered in this process, so a text that is being written costs only its new words. Whatever
is wrong with Hunspell, a text is then not checked and nothing waits longer than `SECONDS`.
"""

import re
import subprocess
import threading
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from lib.czech.sorting import fold

SECONDS = 2.0
"""How long a page waits for the dictionary."""
PROGRAM, DICTIONARY = "hunspell", "cs_CZ"
MOST_SUGGESTED = 12
"""Wrong words of one text that get suggestions: Hunspell thinks about each up to a fifth of a second."""
_MOST_OFFERED = 5
_REMEMBERED = 50_000
_SKIPPED = re.compile(
    r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]+@\S+|[#@]\w+|</?[a-zA-Z][^<>]*>|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:cz|eu|com"
    r"|org|net|example)\b\S*|\{[^{}\n]*\}"
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_SHORTENED = frozenset(
    ["ing", "mgr", "bc", "mudr", "judr", "phdr", "rndr", "mvdr", "thdr", "csc", "prof", "doc", "sv", "ul", "nám", "tř",
     "tel", "čp", "např", "apod", "atd", "tzv", "tzn", "tj", "mj", "resp", "cca", "hod", "min", "max", "str", "popř",
     "příp", "kpt", "plk", "pplk", "gen", "mjr", "por", "npor", "čl", "odst", "písm", "sb", "st", "ml", "roč", "kč"]
)  # fmt: skip
"""Shortened words before a full stop, which the dictionary does not have."""
_ENDINGS = 5
"""Letters of an ending: `Brázdov` knows `Brázdovem` and `brázdovských`."""
_SHORTEST_STEM = 3


@dataclass(frozen=True)
class Misspelt:
    """A word (`text[start:end]`) that neither the dictionary nor the office knows, and what was perhaps meant."""

    start: int
    end: int
    word: str
    suggestions: tuple[str, ...] = ()


def check(text: str, known: Collection[str] = (), *, seconds: float = SECONDS) -> tuple[Misspelt, ...] | None:
    """The wrong words of a text in their order; None when it could not be checked (no Hunspell, or it took too long).

    `known` are the office's own words and names; they are known in all their cases. Links, e-mails, hashtags, numbers,
    capitals and single letters are left alone.
    """
    return check_all({"": text}, known, seconds=seconds)[""]


def check_all(
    texts: Mapping[str, str], known: Collection[str] = (), *, seconds: float = SECONDS
) -> dict[str, tuple[Misspelt, ...] | None]:
    """`check` of several texts in one run of the dictionary."""
    until = time.monotonic() + seconds
    own = _stems(known)
    words = {
        name: [(start, word) for start, word in _words(text) if not _is_known(word, own)]
        for name, text in texts.items()
    }
    wrong = _MEMORY.wrong({word for found in words.values() for _, word in found}, until)
    if wrong is None:
        return dict.fromkeys(texts)
    advice = _MEMORY.advice([word for found in words.values() for _, word in found if word in wrong], until)
    return {
        name: tuple(Misspelt(at, at + len(word), word, advice.get(word, ())) for at, word in found if word in wrong)
        for name, found in words.items()
    }


def _words(text: str) -> Iterator[tuple[int, str]]:
    plain = _SKIPPED.sub(lambda found: " " * len(found[0]), text).replace("\u00ad", " ")
    for found in _WORD.finditer(plain):
        before, after = plain[found.start() - 1 : found.start()], plain[found.end() : found.end() + 1]
        attached = before.isdigit() or before == "_" or after == "_" or after.isdigit()
        shortened = after == "." and found[0].casefold() in _SHORTENED
        if len(found[0]) > 1 and not found[0].isupper() and not attached and not shortened:
            yield found.start(), found[0]


def _stems(known: Collection[str]) -> frozenset[str]:
    parts = {part.casefold() for word in known for part in _WORD.findall(word) if len(part) > 1}
    stems = {part.rstrip("aeiouyáéěíóúůý") for part in parts}
    return frozenset(parts | {stem for stem in stems if len(stem) >= _SHORTEST_STEM})


def _is_known(word: str, own: frozenset[str]) -> bool:
    """Whether the word is an own one with some ending; an ending of a short stem must not be long."""
    low = word.casefold()
    return (
        any(low[:end] in own for end in range(len(low), max(len(low) - _ENDINGS, _SHORTEST_STEM) - 1, -1)) or low in own
    )


class _Memory:
    """What Hunspell has said in this process: which words are right, and what it suggests for the wrong ones."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._right: dict[str, bool] = {}
        self._advice: dict[str, tuple[str, ...]] = {}

    def wrong(self, words: set[str], until: float) -> set[str] | None:
        """Those of the words that the dictionary does not know; None when it does not answer in time."""
        asked = sorted(word for word in words if word not in self._right)
        if asked:
            said = _hunspell(["-l"], asked, until)
            if said is None:
                return None
            bad = set(said.split("\n"))
            with self._lock:
                if len(self._right) > _REMEMBERED:
                    self._right.clear()
                    self._advice.clear()
                self._right.update((word, word not in bad) for word in asked)
        return {word for word in words if not self._right.get(word, True)}

    def advice(self, words: list[str], until: float) -> dict[str, tuple[str, ...]]:
        """Suggestions for the first few wrong words of small letters, as far as the time goes; what begins with a
        capital is mostly somebody's name, and no dictionary suggests that."""
        first = [word for word in dict.fromkeys(words) if word.islower()][:MOST_SUGGESTED]
        asked = [word for word in first if word not in self._advice]
        if asked:
            said = _hunspell(["-a"], [f"^{word}" for word in asked], until, partly=True) or ""
            self._advice.update(dict.fromkeys(asked, ()))  # a word that takes too long is not asked at each click
            for word, offered in re.findall(r"^& (\S+) \d+ \d+: (.+)$", said, re.M):
                self._advice[word] = _best(word, offered.split(", "))
        return {word: self._advice[word] for word in words if word in self._advice}


def _best(word: str, offered: list[str]) -> tuple[str, ...]:
    """Words that differ in diacritics only come first: a forgotten hook is the commonest slip."""
    return tuple(sorted(offered, key=lambda one: fold(one) != fold(word))[:_MOST_OFFERED])


def _hunspell(mode: list[str], lines: list[str], until: float, *, partly: bool = False) -> str | None:
    """The answer of one run, with `partly` what was said until the time ran out. Only letters go in, so no line can be
    a command of Hunspell's pipe."""
    left = until - time.monotonic()
    if left <= 0:
        return None
    try:
        done = subprocess.run(
            [PROGRAM, "-d", DICTIONARY, "-i", "utf-8", *mode],
            input="\n".join(lines) + "\n",
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=left,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        said = late.stdout or b""
        # The end may be half a line: only whole ones count.
        whole = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        return whole.rpartition("\n")[0] if partly else None
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


_MEMORY = _Memory()
