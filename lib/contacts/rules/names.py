"""When two names mean the same organisation or person."""

import re
from difflib import SequenceMatcher

from lib.czech.sorting import fold

KINDS = ("organisation", "person", "own")
ALIKE = 0.86
"""From how much of shared letters two names are shown to a person as possibly one."""
_LEGAL_FORM = re.compile(r"[\s,]+(s\.?\s?r\.?\s?o\.?|a\.?\s?s\.?|z\.?\s?s\.?|o\.?\s?p\.?\s?s\.?|p\.?\s?o\.?)$")
_WORD = re.compile(r"\w+")


def likeness(name: str) -> str:
    """What two spellings of one name share: no case, no diacritics, no legal form, single spaces.

    `ZŠ Školní ` and `Zš  školní` are alike, so are `Pekařství Klas, s.r.o.` and `Pekařství Klas s. r. o.`.
    """
    return _LEGAL_FORM.sub("", fold(name)).strip(" ,.")


def alike(one: str, other: str) -> bool:
    """Whether two likenesses may mean one firm: the same words in any order, all words of one in the other (two at
    least), or nearly the same letters. Only a person can decide."""
    here, there = set(_WORD.findall(one)), set(_WORD.findall(other))
    if not here or not there:
        return False
    if here == there or (min(len(here), len(there)) > 1 and (here <= there or there <= here)):
        return True
    match = SequenceMatcher(None, " ".join(sorted(here)), " ".join(sorted(there)), autojunk=False)
    return match.real_quick_ratio() >= ALIKE and match.quick_ratio() >= ALIKE and match.ratio() >= ALIKE
