"""Addresses of pages made of Czech titles."""

import re

from lib.czech.sorting import fold


def slug(text: str, longest: int = 60) -> str:
    """`Den města – 800 let!` → `den-mesta-800-let`: a–z, 0–9 and hyphens, cut between words at `longest` characters.

    Empty when the text has no such letter or digit.
    """
    words = re.sub("[^a-z0-9]+", "-", fold(text)).strip("-")
    if len(words) <= longest:
        return words
    head, _, _ = words[: longest + 1].rpartition("-")
    return head or words[:longest]
