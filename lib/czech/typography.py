"""Czech typography: a fixer of texts, a visible difference, and warnings about what only a person can decide.

Rules: Internetová jazyková příručka (ÚJČ AV ČR) and ČSN 01 6910. For e-mails, posts and papers; never for SMS,
where such characters more than halve the length of a message (see `sms`).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, Literal

from lib.czech.reading import WEEKDAYS, parse_date, weekday_contradiction
from lib.czech.sorting import fold
from lib.errors import BadInput
from lib.i18n import N, t

NBSP = "\u00a0"
NBSP_SHOWN = "␣"
_HELD = "\ue000"  # stands for a protected place while the rules run
_UP, _LOW = "A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ", "a-záčďéěíňóřšťúůýž"
_IN_URL = '[^\\s<>"„“”‚‘]'
_AMOUNT = r"[ \u00a0]?(?:Kč|CZK|korun|EUR|€|%|lid|obyvatel|let\b|\d)"
# An address may begin only where a word does: trying each of its letters would take minutes on a hostile text.
_PROTECTED = re.compile(
    "|".join(
        (
            rf"[{_HELD}]",
            r"</?[a-zA-Z][^<>]*>",
            r"\{[^{}\n]*\}",  # fields of a wording
            rf"\b(?:https?://|www\.){_IN_URL}*[^\s<>\"„“”‚‘.,;:!?)…]",
            r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
            rf"(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:cz|eu|com|org|net|example)\b(?:/{_IN_URL}*)?",
            r"(?:\+|\b00)\d{1,3}(?:[ \u00a0]?\d{3}){3}(?!\d)",
            rf"(?<![\d,.])(?<!\d[ \u00a0])[2-9]\d\d(?:[ \u00a0]\d{{3}}){{2}}(?!{_AMOUNT})",
        )
    )
)
_ENDINGS_LET = "ý|á|é|ého|ému|ém|ým|ou|ých|ými"
_ORDINAL_ENDINGS = "tý|tá|té|tého|tému|tém|tým|tých|tými|tou"
_SIDE = r"(?:\d{1,2}[.:]\d\d|0|[1-9]\d{0,3})"
_CHARACTERS = (
    (r"(?<!\.)\.{3}(?!\.)", "…"),
    (rf"\b(\d+)-?ti[ \u00a0]?(let(?:{_ENDINGS_LET})|člen\w+|denní\w*|hodinov\w+|procentní\w*)\b", r"\1\2"),
    (rf"\b(\d+)-(?:{_ORDINAL_ENDINGS})\b", r"\1."),
    (r"\b(\d+)-(?:ti|mi)\b", r"\1"),
    (r"(?<=[^\s-])([ \u00a0])-{1,3}(?=[ \u00a0][^\s-])", r"\1–"),
    (rf"(?<![\w.,:/–-])({_SIDE})-({_SIDE})(?![\w/–-]|[.,:]\d)", r"\1–\2"),
    (r"(?<![\w.,:/–-])(\d{1,2}\.)-(?=\d{1,2}\.)", r"\1–"),
    (r"(?<=[^\s\d.–-][ \u00a0])-(?=\d)|(?<=\()-(?=\d)", "−"),
    (r"(?<![\w.])(?!0x)(\d+(?:,\d+)?)([ \u00a0]?)x([ \u00a0]?)(?=\d)", r"\1\2×\3"),
    (r"(?<![\w.])(\d+)x(?![\w-])", r"\1×"),
    (r"(?<=[^\W\d_])'(?=[^\W\d_])", "’"),
    (r"§(?=\d)", "§ "),
)
_LONE_LETTER = re.compile(r"(?<![^\s(„])([AIKOSUVZaikosuvz]) (?=\S)")
_BEFORE_QUOTE = r"\s(\[{–—/"
_QUOTES = (
    (r"(?<![\w,]),,(?=\w)", "„"),
    (r"„([^\"„“”\n]*[^\s\"„“”])[\"”](?!\w)", r"„\1“"),
    (
        rf"(?:(?<![^{_BEFORE_QUOTE}{_HELD}])\"|(?<![^{_BEFORE_QUOTE}])[“”])(?=\S)"
        rf"([^\"„“”\n]*[^\"„“”{_BEFORE_QUOTE}])[\"“”](?!\w)",
        r"„\1“",
    ),
)
_UNITS = r"[%‰°€$]|(?:Kčs?|CZK|EUR|USD|k?Wh?|MW|[kMG]?Hz|[kMGT]B|km|[cm]?m|k?g|l|ha|h|hod|min|t|ks|let|lidí|osob)\b"
_SMALL_WORDS = (
    r"(?:a|i|o|u|v|k|s|z|ve|ke|se|ze|na|do|od|po|pro|při|za|nebo|či|až|je|jsou|byl\w?|bude|by|že|si|to|už|ale)\b"
)
_TITLES = "Ing|Mgr|MgA|Bc|BcA|(?:MU|MV|JU|Ph|RN|Th|Paed|Pharm)Dr|ThLic|Dr|[Pp]rof|[Dd]oc|sv|gen|p?plk|mjr|kpt"
_KEPT_TOGETHER = (
    r"(\b[kKsSvVzZoOuUaAiI]) (?=\S)",
    rf"(\d) (?={_UNITS})",
    rf"((?<![\d.,])\d{{1,3}}|,\d+) (?!{_SMALL_WORDS})(?=[{_LOW}])",
    rf"((?<!\d)\d{{1,3}}\.) (?=[{_LOW}])",
    r"((?<![\d.])\d{1,2}\.) (?=\d{1,2}\.(?!\d))",
    r"(\d) (?=:[ \u00a0]\d)",
    r"(\d[ \u00a0]:) (?=\d)",
    r"(§|\b(?:č|čp|č\.[ \u00a0]?p|str|odst|písm|čl|vyhl)\.) (?=\w)",
    r"(§) (?=\d)",
    r"(\bs\.) (?=\d)",
    r"(\b[^\W\d_]\.) (?=[^\W\d_]\.)",
    r"(\bpř\.) (?=n\.)",
    rf"(\b[{_UP}]\.) (?=[{_UP}])",
    rf"(\b(?:{_TITLES})\.) (?=[{_UP}]|arch\.)",
    rf"(\b[{_UP}][{_LOW}]+) (?=[IVX]{{1,5}}\.(?!\w))",
)
_THOUSANDS = r"(?<![\d,.])\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)"
_MENDED = [(re.compile(pattern), new) for pattern, new in _CHARACTERS + _QUOTES]
_BOUND = [re.compile(pattern) for pattern in _KEPT_TOGETHER]

_DAY = r"po|út|st|čt|pá|so|ne|pondělí\w*|úter\w+|střed\w+|čtvrt\w+|pát\w+|sobot\w+|neděl\w+"
_MONTH = "led|únor|břez|dub|květ|červ|srp|září|říj|listopad|prosin"
_DATED = re.compile(rf"(?<![\d.])\d{{1,2}}\.\s?(?:\d{{1,2}}\.\s?|(?:{_MONTH})\w*\s)\d{{4}}\b", re.IGNORECASE)
_DAY_BEFORE = re.compile(rf"\b({_DAY})[.,]?\s(?:dne\s)?$", re.IGNORECASE)
_LONGEST_DAY = 20


@dataclass(frozen=True)
class Change:
    """One stretch of a difference; `shown` makes no-break spaces visible (`␣`)."""

    kind: Literal["equal", "removed", "added"]
    text: str

    @property
    def shown(self) -> str:
        return self.text.replace(NBSP, NBSP_SHOWN)


@dataclass(frozen=True)
class Finding:
    """A place (`text[start:end]`) where a person should look; `str()` is the sentence in the reader's language."""

    start: int
    end: int
    text: str
    sentence: str
    values: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return t(self.sentence, **self.values)


def mend(text: str) -> str:
    """The text with Czech quotation marks, dashes, signs and no-break spaces; a second run changes nothing.

    Addresses, e-mails, phone numbers, HTML tags and `{fields}` stay as they are.
    """
    places = _protected(text)
    mended = _masked(text, places, lambda _: _HELD)
    for pattern, new in _MENDED:
        mended = pattern.sub(new, mended)
    mended = re.sub("„[^„“]*“", _inner_quotes, mended)
    mended = re.sub(_THOUSANDS, lambda found: found[0].replace(" ", NBSP), mended)
    for pattern in _BOUND:
        mended = pattern.sub(rf"\1{NBSP}", mended)
    back = (text[start:end] for start, end in places)
    return re.sub(_HELD, lambda _: next(back), mended)


def bound(text: str) -> str:
    """The text in which a letter that stands alone stays on the line of the next word: `s podnikateli`."""
    return _LONE_LETTER.sub(rf"\1{NBSP}", text)


@lru_cache(maxsize=8)
def _protected(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text stays as it is; asked for the same text by its mending and by its warnings."""
    return tuple(found.span() for found in _PROTECTED.finditer(text))


def _masked(text: str, places: tuple[tuple[int, int], ...], sign: Callable[[int], str]) -> str:
    """The text with a sign (given the length) in place of what stays."""
    pieces: list[str] = []
    end = 0
    for start, stop in places:
        pieces += text[end:start], sign(stop - start)
        end = stop
    return "".join(pieces) + text[end:]


def changes(before: str, after: str) -> list[Change]:
    """What was removed and added, word by word, in the order of the text."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pairs = zip(old, new, strict=True) if len(old) == len(new) else [(before, after)]
    joined: list[Change] = []
    for one in (change for pair in pairs for change in _line_changes(*pair)):
        if joined and joined[-1].kind == one.kind:
            joined[-1] = Change(one.kind, joined[-1].text + one.text)
        else:
            joined.append(one)
    return joined


def warnings(text: str) -> list[Finding]:
    """What `mend` cannot decide: dates that do not exist, weekdays of other dates, quotation marks without a pair."""
    found = [*_wrong_dates(text), *_lonely_quotes(text), *_old_amounts(text)]
    return sorted(found, key=lambda finding: finding.start)


def _inner_quotes(found: re.Match[str]) -> str:
    return re.sub(r"(?<![^\s(„])'(?=\S)([^'‚‘\n]*[^\s'‚‘])'(?!\w)", r"‚\1‘", found[0])


def _line_changes(before: str, after: str) -> Iterator[Change]:
    if before == after:
        yield Change("equal", before)
        return
    old, new = re.findall(r"\w+|\W", before), re.findall(r"\w+|\W", after)
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Change("equal", "".join(old[a:b]))
            continue
        if a < b:
            yield Change("removed", "".join(old[a:b]))
        if c < d:
            yield Change("added", "".join(new[c:d]))


def _wrong_dates(text: str) -> Iterator[Finding]:
    for found in _DATED.finditer(text):
        said = _DAY_BEFORE.search(text, max(0, found.start() - _LONGEST_DAY), found.start())
        start = said.start() if said else found.start()
        try:
            date = parse_date(found[0])
            if said and WEEKDAYS[fold(said[1])[:2]] != date.isoweekday():
                raise weekday_contradiction(date, said[1])
        except BadInput as wrong:
            yield Finding(start, found.end(), text[start : found.end()], wrong.sentence, wrong.values)


def _lonely_quotes(text: str) -> Iterator[Finding]:
    """Quotation marks that stay without a pair after mending, at their places in the text as it is."""
    masked = _masked(text, _protected(text), lambda length: _HELD * length)
    places = [found.span() for found in re.finditer('["„“”]|(?<![\\w,]),,(?=\\w)', masked)]
    opened: list[int] = []
    lonely: list[int] = []
    # Quotation marks pair within a line, so lines without any need no mending here.
    quoted = "\n".join(line for line in masked.split("\n") if re.search('["„“”]|,,', line))
    for place, mark in enumerate(re.findall('["„“”]', mend(quoted))):
        if mark == "„":
            opened.append(place)
        elif mark == "“" and opened:
            opened.pop()
        else:
            lonely.append(place)
    # Mending may make a quotation mark of commas after a sign ("3x,,x"); it has no place in the text as it is.
    for start, end in (places[place] for place in opened + lonely if place < len(places)):
        yield Finding(start, end, text[start:end], N("This quotation mark has no pair."))


def _old_amounts(text: str) -> Iterator[Finding]:
    for found in re.finditer(r"\d[\d .\u00a0]{0,15},[-–]+(?!\d)", text):
        yield Finding(found.start(), found.end(), found[0], N("Write the amount as 1 815 Kč, without the dash."))
