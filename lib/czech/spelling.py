"""Spelling by Hunspell of the system (Debian: hunspell, hunspell-cs) in a child process, and by the office's own words.

Words once asked stay remembered in this process, so a text that is being written costs only its new words. Whatever
is wrong with Hunspell, a text is then not checked and nothing waits longer than `SECONDS`.
"""

import re
import subprocess
import threading
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass

SECONDS = 2.0
"""How long a page waits for the dictionary."""
PROGRAM, DICTIONARY = "hunspell", "cs_CZ"
MOST_SUGGESTED = 12
"""Wrong words of one text that get suggestions: Hunspell thinks about each up to a fifth of a second."""
_REMEMBERED = 50_000
_SKIPPED = re.compile(
    r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]+@\S+|[#@]\w+|</?[a-zA-Z][^<>]*>|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:cz|eu|com"
    r"|org|net|example)\b\S*|\{[^{}\n]*\}"
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
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
    until = time.monotonic() + seconds
    own = _stems(known)
    words = [(start, word) for start, word in _words(text) if not _is_known(word, own)]
    wrong = _MEMORY.wrong({word for _, word in words}, until)
    if wrong is None:
        return None
    advice = _MEMORY.advice([word for _, word in words if word in wrong], until)
    return tuple(
        Misspelt(start, start + len(word), word, advice.get(word, ())) for start, word in words if word in wrong
    )


def _words(text: str) -> Iterator[tuple[int, str]]:
    plain = _SKIPPED.sub(lambda found: " " * len(found[0]), text).replace("\u00ad", " ")
    for found in _WORD.finditer(plain):
        before, after = plain[found.start() - 1 : found.start()], plain[found.end() : found.end() + 1]
        attached = before.isdigit() or before == "_" or after == "_" or after.isdigit()
        if len(found[0]) > 1 and not found[0].isupper() and not attached:
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
        """Suggestions for the first few wrong words, as far as the time goes."""
        for word in [word for word in dict.fromkeys(words) if word not in self._advice][:MOST_SUGGESTED]:
            said = _hunspell(["-a"], [f"^{word}"], until)
            if said is None:
                break
            self._advice[word] = _suggested(said)
        return {word: self._advice[word] for word in words if word in self._advice}


def _suggested(said: str) -> tuple[str, ...]:
    found = re.search(r"^& \S+ \d+ \d+: (.+)$", said, re.M)
    return tuple(found[1].split(", ")[:5]) if found else ()


def _hunspell(mode: list[str], lines: list[str], until: float) -> str | None:
    """The answer of one run. Only letters go in, so no line can be a command of Hunspell's pipe."""
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
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


_MEMORY = _Memory()
