"""What the dictionary says, as checks: a wrong word with its suggestions, or that the spelling was not checked."""

from collections.abc import Iterator, Sequence

from lib.czech.spelling import Misspelt
from lib.i18n import N
from lib.publishing.checks.check import Check

MOST_SHOWN = 30


def words(text: str, found: Sequence[Misspelt] | None) -> Iterator[Check]:
    """`found` is None where the dictionary did not answer. The text mended by the first suggestion is offered only when
    it is surely a slip: a word of small letters with one or two suggestions."""
    if found is None:
        yield Check("spelling_unknown", False, N("The spelling was not checked."),
                    advice=N("Read the text once more, or check it later."))  # fmt: skip
        return
    for one in found[:MOST_SHOWN]:
        if not one.suggestions:
            yield Check("spelling", False, N("The dictionary does not know “{word}”."), {"word": one.word},
                        advice=N("If it is right, add it to the office's words."))  # fmt: skip
            continue
        sure = one.word.islower() and len(one.suggestions) <= 2 and text[one.start : one.end] == one.word
        mended = text[: one.start] + one.suggestions[0] + text[one.end :] if sure else None
        yield Check("spelling", False, N("The dictionary does not know “{word}”; perhaps {suggested}."),
                    {"word": one.word, "suggested": ", ".join(one.suggestions[:3])}, mended)  # fmt: skip
