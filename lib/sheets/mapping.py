"""Which column is which field: by the words people use in headers, whatever the accents, case and typing errors."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lib.czech.sorting import fold
from lib.errors import BadInput
from lib.i18n import t
from lib.sheets.kind import Field, SheetKind

CLOSE = 0.84
NEAR = 0.5

Mapping_ = dict[str, str | None]
"""Field → heading; None: a person said that the sheet does not have it."""


@dataclass(frozen=True)
class Matched:
    """Fields found in one sheet: `columns` field → heading, `renamed` field → (old heading, new heading)."""

    columns: dict[str, str]
    renamed: dict[str, tuple[str, str]] = field(default_factory=dict)


def plain(text: str) -> str:
    """A heading for comparing: folded, without punctuation, units in brackets and stars."""
    return " ".join(re.sub(r"\([^)]*\)|[^\w]+|_", " ", fold(text)).split()) or fold(text)


def words(one: Field) -> set[str]:
    """Everything a field may be called."""
    return {plain(word) for word in (one.name, one.label, t(one.label), *one.synonyms)}


def suggest(headings: Sequence[str], kind: SheetKind) -> dict[str, str]:
    """Field → heading for every field that has a likely column.

    Exact words come first (`time_from` and `time_to` may share one column), then headings that nearly match and
    that no other field has taken.
    """
    found: dict[str, str] = {}
    for one in kind.fields:
        exact = [heading for heading in headings if plain(heading) in words(one)]
        if free := [heading for heading in exact if heading not in found.values()] or exact:
            found[one.name] = free[0]
    for one in kind.fields:
        left = [heading for heading in headings if heading not in found.values()]
        if one.name not in found and (near := nearest(words(one), left, CLOSE)):
            found[one.name] = near
    return found


def nearest(wanted: Iterable[str], headings: Sequence[str], cutoff: float = NEAR) -> str | None:
    """The heading most alike to one of the wanted words, None when none is at least `cutoff` alike (0–1)."""
    by_plain = {plain(heading): heading for heading in reversed(headings)}
    scored = [
        (max(difflib.SequenceMatcher(None, word, name).ratio(), _contained(word, name)), name)
        for word in wanted
        for name in by_plain
    ]
    best = max(scored, default=(0.0, ""))
    return by_plain[best[1]] if best[0] >= cutoff else None


def _contained(word: str, name: str) -> float:
    """“Datum konání akce” is near to “datum konání”, “cena” is not near to “cenaře”."""
    shorter, longer = sorted((word.split(), name.split()), key=len)
    return 0.86 if len(" ".join(shorter)) > 4 and longer[: len(shorter)] == shorter else 0.0


def match(headings: Sequence[str], kind: SheetKind, remembered: Mapping[str, str | None], sheet: str) -> Matched:
    """The columns of one sheet by the remembered mapping; a renamed column is found and told, a new one suggested.

    BadInput names a required column that is missing and the heading nearest to it.
    """
    by_plain = {plain(heading): heading for heading in reversed(headings)}
    columns = {
        name: by_plain[plain(heading)] for name, heading in remembered.items() if heading and plain(heading) in by_plain
    }
    left = [heading for heading in headings if heading not in columns.values()]
    guess, renamed = suggest(left, kind), {}
    for one in kind.fields:
        if one.name in columns or (one.name in remembered and remembered[one.name] is None):
            continue
        before = remembered.get(one.name)
        now = guess.get(one.name) or (nearest([plain(before)], left, CLOSE) if before else None)
        if now:
            columns[one.name] = now
            if before:
                renamed[one.name] = (before, now)
    _require(columns, headings, kind, remembered, sheet)
    return Matched(columns, renamed)


def _require(
    columns: Mapping[str, str],
    headings: Sequence[str],
    kind: SheetKind,
    remembered: Mapping[str, str | None],
    sheet: str,
) -> None:
    for one in kind.fields:
        if not one.required or one.name in columns:
            continue
        wanted = remembered.get(one.name) or t(one.label)
        near = nearest(words(one) | {plain(wanted)}, [h for h in headings if h not in columns.values()])
        if near is None:
            raise BadInput(
                "The column “{column}” is missing in the sheet “{sheet}”. Map it.", column=wanted, sheet=sheet
            )
        raise BadInput(
            "The column “{column}” is missing in the sheet “{sheet}”. The nearest is “{near}”. Map it.",
            column=wanted,
            sheet=sheet,
            near=near,
        )
