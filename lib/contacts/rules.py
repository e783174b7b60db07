"""When two names mean the same organisation or person."""

import re

from lib.czech.sorting import fold

KINDS = ("organisation", "person", "own")
_LEGAL_FORM = re.compile(r"[\s,]+(s\.?\s?r\.?\s?o\.?|a\.?\s?s\.?|z\.?\s?s\.?|o\.?\s?p\.?\s?s\.?|p\.?\s?o\.?)$")


def likeness(name: str) -> str:
    """What two spellings of one name share: no case, no diacritics, no legal form, single spaces.

    `ZŠ Školní ` and `Zš  školní` are alike, so are `Pekařství Klas, s.r.o.` and `Pekařství Klas s. r. o.`.
    """
    return _LEGAL_FORM.sub("", fold(name)).strip(" ,.")
