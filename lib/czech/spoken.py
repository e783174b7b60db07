"""A text as it is read aloud: dates, times, amounts and numbers in words, no brackets, abbreviations spelled out.

A guess of a machine: gender and case of a number follow what stands beside it in the commonest sentences, so a person
reads the result once aloud. Addresses of pages and mails stay as they are.
"""

import math
import re
from collections.abc import Callable, Mapping

from lib.czech import words
from lib.czech.dates import of_month
from lib.czech.words import Gender

ABBREVIATIONS = {
    "č. p.": "číslo popisné", "č.p.": "číslo popisné", "č.": "číslo", "ul.": "ulice", "nám.": "náměstí",
    "tř.": "třída", "tel.": "telefon", "např.": "například", "mj.": "mimo jiné", "tzv.": "takzvaný", "tj.": "to jest",
    "tzn.": "to znamená", "atd.": "a tak dále", "apod.": "a podobně", "popř.": "popřípadě", "resp.": "respektive",
    "cca": "přibližně", "hod.": "hodin", "min.": "minut", "vč.": "včetně", "vs.": "versus", "sv.": "svatý",
    "Ing.": "inženýr", "Mgr.": "magistr", "Bc.": "bakalář", "MUDr.": "doktor", "JUDr.": "doktor", "PhDr.": "doktor",
    "RNDr.": "doktor", "PaedDr.": "doktor", "MVDr.": "doktor", "Ph.D.": "", "CSc.": "", "s. r. o.": "", "s.r.o.": "",
    "a. s.": "", "a.s.": "", "z. s.": "", "z.s.": "", "p. o.": "", "ZŠ": "základní škola", "MŠ": "mateřská škola",
    "ZUŠ": "základní umělecká škola", "SŠ": "střední škola", "DDM": "dům dětí a mládeže", "DK": "dům kultury",
    "SDH": "sbor dobrovolných hasičů", "TJ": "tělovýchovná jednota", "MěÚ": "městský úřad", "ČR": "Česká republika",
    "MHD": "městská hromadná doprava", "m²": "metrů čtverečních", "km": "kilometrů", "Kč": "korun", "%": "procent",
    "&": "a", "§": "paragraf", "v DK": "v domě kultury", "v ZŠ": "v základní škole", "v MŠ": "v mateřské škole",
    "v ZUŠ": "v základní umělecké škole", "v DDM": "v domě dětí a mládeže", "v ul.": "v ulici", "na MěÚ":
    "na městském úřadě", "na nám.": "na náměstí", "na ZŠ": "na základní škole", "na tř.": "na třídě",
}  # fmt: skip
"""Abbreviation → how it is read; what is not said at all is empty."""
_MONTH = "|".join(map(of_month, range(1, 13)))
_KEPT = r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_S = r"[ \u00a0]"
_FIRST_KEPT, _LAST_KEPT = 0xE100, 0xF000
"""Private letters that stand for addresses while the rules run."""
_START = re.compile(r"(^|[.!?]\s+)([a-záčďéěíňóřšťúůýž])", re.MULTILINE)
_STEPS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (rf"(?:\+420{_S}?)?(\d{{3}}){_S}(\d{{3}}){_S}(\d{{3}})(?!{_S}?\d|{_S}?Kč|{_S}?korun)", lambda m: _phone(m)),
    (rf"\b(\d{{1,2}})\.{_S}?(\d{{1,2}})\.(?:{_S}?((?:19|20)\d\d))?", lambda m: _date(m)),
    (rf"\b(\d{{1,2}})\.{_S}?({_MONTH})\b", lambda m: f"{words.ordinal(int(m[1]), 'm', 2)} {m[2]}"),
    (
        r"\b(?i:(?P<od>od)) (\d{1,2}[:.]\d\d|\d{1,2}) do (\d{1,2}[:.]\d\d|\d{1,2})(?: hodin| hod\.)?(?=[\s,.;]|$)",
        lambda m: _span(m),
    ),
    (r"\b(\d{1,2}[:.]\d\d)[–-](\d{1,2}[:.]\d\d)(?: hodin| hod\.)?", lambda m: _span(m)),
    (r"\b(?i:(ve?)) (\d{1,2})[:.](\d\d)(?: hodin| hod\.)?", lambda m: _at(m, m[2], m[3])),
    (rf"\b(?i:(ve?)) (\d{{1,2}}){_S}(?:hodiny|hodinu|hodin|hod\.|h\b)", lambda m: _at(m, m[2], "00")),
    (r"\b([01]?\d|2[0-4]):([0-5]\d)(?: hodin| hod\.)?", lambda m: words.time(f"{m[1]}:{m[2]}")),
    (rf"\b(\d{{1,3}}(?:{_S}\d{{3}})*|\d+){_S}?(?:Kč|,-)", lambda m: words.money(_whole(m[1]))),
    (rf"\b(\d{{1,3}}){_S}?%", lambda m: words.counted(int(m[1]), "procento", "procenta", "procent", "n")),
    (rf"\b(\d{{1,3}})\.(?={_S}+(\w))", lambda m: _ordinal(m)),
    (r"\b(\d{1,3}),(\d{1,2})\b", lambda m: _decimal(m)),
    (rf"\b\d{{1,3}}(?:{_S}\d{{3}})+\b|\d{{1,9}}", lambda m: words.number(_whole(m[0]))),
)


def spoken(text: str) -> str:
    """The text for reading aloud."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        if len(kept) > _LAST_KEPT - _FIRST_KEPT:
            return found[0]
        kept.append(found[0])
        return chr(_FIRST_KEPT + len(kept) - 1)

    said = re.sub(_KEPT, keep, text)
    said = re.sub(r"\s*\(([^()]*)\)", r", \1,", said)
    said = re.sub(r"[\[\]{}()]", "", said)
    for pattern, say in _STEPS:
        said = re.sub(pattern, say, said)
    said = _ABBREVIATION.sub(_spelled, said)
    said = _tidy(said)
    return re.sub(f"[{chr(_FIRST_KEPT)}-{chr(_LAST_KEPT)}]", lambda found: kept[ord(found[0]) - _FIRST_KEPT], said)


def pronounced(text: str, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Which of the words with a special pronunciation the text holds, in the order of the list."""
    return [(word, sound) for word, sound in names.items() if re.search(rf"\b{re.escape(word)}", text)]


def seconds(text: str, words_per_second: float) -> int:
    """How long the text takes to read, rounded up."""
    count = len(re.findall(r"[^\W_]+(?:[’'.@-][^\W_]+)*", text))
    return math.ceil(round(count / words_per_second, 6))


def _phone(found: re.Match[str]) -> str:
    return ", ".join(words.number(int(part)) if not part.startswith("0") else " ".join(
        words.number(int(digit)) for digit in part) for part in found.groups())  # fmt: skip


def _date(found: re.Match[str]) -> str:
    month, year = int(found[2]), found[3]
    if not (1 <= month <= 12 and 1 <= int(found[1]) <= 31):
        return found[0]
    end = f" {words.number(int(year))}" if year else ""
    return f"{words.ordinal(int(found[1]), 'm', 2)} {of_month(month)}{end}"


def _span(found: re.Match[str]) -> str:
    typed = found.groups()
    start, end = _clock(typed[-2]), _clock(typed[-1])
    if not (start and end):
        return found[0]
    said = words.from_to(start, end)
    return said.capitalize() if found[0].startswith("O") else said


def _at(found: re.Match[str], hours: str, minutes: str) -> str:
    at = _clock(f"{hours}:{minutes}")
    said = words.at_time(at) if at else found[0]
    return said.capitalize() if found[0].startswith("V") else said


def _decimal(found: re.Match[str]) -> str:
    whole = int(found[1])
    part = "celá" if whole == 1 else "celé" if whole in (2, 3, 4) else "celých"
    return f"{words.number(whole, 'f')} {part} {words.number(int(found[2]), 'f')}"


def _clock(typed: str) -> str:
    hours, _, minutes = typed.replace(".", ":").partition(":")
    return f"{hours}:{minutes or '00'}" if int(hours) <= 24 and int(minutes or 0) < 60 else ""


def _ordinal(found: re.Match[str]) -> str:
    """Before a small letter it is an ordinal; its gender is guessed by the end of the next word."""
    rest = found.string[found.end() :].lstrip()
    noun = re.match(r"[^\W\d_]+", rest)
    if not noun or not noun[0][0].islower():
        return f"{words.number(int(found[1]))}."
    gender: Gender = "f" if noun[0].endswith("a") else "n" if noun[0].endswith(("o", "í", "é")) else "m"
    return words.ordinal(int(found[1]), gender)


def _whole(typed: str) -> int:
    return min(int(re.sub(r"\D", "", typed)), words.LARGEST)


def _spelled(found: re.Match[str]) -> str:
    said = ABBREVIATIONS[found[0]]
    at_end = found[0].endswith(".") and re.match(r"\s*($|\n|[A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ])", found.string[found.end() :])
    titles = said.startswith(("inžen", "magist", "bakal", "doktor", "číslo", "ulice", "nám", "svat"))
    return f"{said}." if at_end and not titles else said


def _tidy(text: str) -> str:
    text = re.sub(r",\s*([,.;:!?])", r"\1", text)
    text = re.sub(r"[ \u00a0]+", " ", text)
    text = _START.sub(lambda found: found[1] + found[2].upper(), text)
    return "\n".join(re.sub(r" +([,.;:!?])", r"\1", line).strip(" ,") for line in text.split("\n")).strip()


_ABBREVIATION = re.compile(
    r"(?<!\w)(?:" + "|".join(re.escape(one) for one in sorted(ABBREVIATIONS, key=len, reverse=True)) + r")(?!\w)"
)
