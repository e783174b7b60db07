"""Numbers, days and times in words, as a radio presenter reads them aloud.

`dvanáctého prosince`, `v sedmnáct hodin`, `od devíti do patnácti hodin`, `sto dvacet korun`. Forms: Internetová
jazyková příručka (ÚJČ AV ČR), skloňování číslovek. Hours and minutes take the inverted form (`dvaadvacet hodin`),
because it is the same in every gender.
"""

import datetime as dt
from typing import Literal

from lib.czech.dates import of_month

Gender = Literal["m", "f", "n"]
# fmt: off
_ONES = ("nula", "jeden", "dva", "tři", "čtyři", "pět", "šest", "sedm", "osm", "devět", "deset", "jedenáct", "dvanáct",
         "třináct", "čtrnáct", "patnáct", "šestnáct", "sedmnáct", "osmnáct", "devatenáct")
_TENS = ("", "", "dvacet", "třicet", "čtyřicet", "padesát", "šedesát", "sedmdesát", "osmdesát", "devadesát")
_OF_ONES = ("nuly", "jednoho", "dvou", "tří", "čtyř", "pěti", "šesti", "sedmi", "osmi", "devíti", "deseti", "jedenácti",
            "dvanácti", "třinácti", "čtrnácti", "patnácti", "šestnácti", "sedmnácti", "osmnácti", "devatenácti")
_ORDINALS = ("nultý", "první", "druhý", "třetí", "čtvrtý", "pátý", "šestý", "sedmý", "osmý", "devátý", "desátý",
             "jedenáctý", "dvanáctý", "třináctý", "čtrnáctý", "patnáctý", "šestnáctý", "sedmnáctý", "osmnáctý",
             "devatenáctý")
_ORDINAL_TENS = ("", "", "dvacátý", "třicátý", "čtyřicátý", "padesátý", "šedesátý", "sedmdesátý", "osmdesátý",
                 "devadesátý")
_ON_DAYS = ("v pondělí", "v úterý", "ve středu", "ve čtvrtek", "v pátek", "v sobotu", "v neděli")
# fmt: on
_HUNDREDS = {1: "sto", 2: "dvě stě", 3: "tři sta", 4: "čtyři sta"}
_INVERTED = {1: "jedna", 2: "dvaa", 3: "třia", 4: "čtyřia"}
_ENDINGS = {("m", 1): "ý", ("f", 1): "á", ("n", 1): "é", ("m", 2): "ého", ("n", 2): "ého", ("f", 2): "é"}
LARGEST = 999_999_999


def number(n: int, gender: Gender = "m") -> str:
    """A whole number up to 999 999 999: `dvacet jedna`, `dvě stě padesát`; `gender` is of what is counted."""
    if n > 999_999:
        return _joined(_of_many(n // 1_000_000, "milion", "miliony", "milionů", "m"), n % 1_000_000, gender)
    if n > 999:
        return _joined(_of_many(n // 1000, "tisíc", "tisíce", "tisíc", "m"), n % 1000, gender)
    if n > 99:
        return _joined(_HUNDREDS.get(n // 100) or f"{_ONES[n // 100]} set", n % 100, gender)
    if n >= 20:
        tens = _TENS[n // 10]
        return f"{tens} {'jedna' if n % 10 == 1 else _one(n % 10, gender)}" if n % 10 else tens
    return _one(n, gender)


def _one(n: int, gender: Gender) -> str:
    special = {(1, "f"): "jedna", (1, "n"): "jedno", (2, "f"): "dvě", (2, "n"): "dvě"}
    return special.get((n, gender), _ONES[n])


def _joined(start: str, rest: int, gender: Gender) -> str:
    return f"{start} {number(rest, gender)}" if rest else start


def _of_many(n: int, one: str, few: str, many: str, gender: Gender) -> str:
    return one if n == 1 else f"{number(n, gender)} {few if n in (2, 3, 4) else many}"


def of_number(n: int, gender: Gender = "m") -> str:
    """The genitive of a number up to 99 (`do patnácti`, `od devíti`); a larger one is said in its base form."""
    if n > 99:
        return number(n, gender)
    if n == 1 and gender == "f":
        return "jedné"
    if n < 20:
        return _OF_ONES[n]
    tens = f"{_TENS[n // 10]}i"
    return f"{tens} {_OF_ONES[n % 10] if n % 10 > 1 else 'jedné'}" if n % 10 else tens


def ordinal(n: int, gender: Gender = "m", case: Literal[1, 2] = 1) -> str:
    """An ordinal up to 99 in the nominative or the genitive: `dvanáctého`, `dvacátá první`; a larger one is counted."""
    if n > 99:
        return number(n, gender)
    if n < 20:
        return _bent(_ORDINALS[n], gender, case)
    tens = _bent(_ORDINAL_TENS[n // 10], gender, case)
    return f"{tens} {_bent(_ORDINALS[n % 10], gender, case)}" if n % 10 else tens


def _bent(word: str, gender: Gender, case: Literal[1, 2]) -> str:
    if word.endswith("í"):
        return word + "ho" if case == 2 and gender != "f" else word
    return word[:-1] + _ENDINGS[gender, case]


def day(d: dt.date) -> str:
    """`dvanáctého prosince`: the date without the year and the weekday."""
    return f"{ordinal(d.day, 'm', 2)} {of_month(d.month)}"


def on_day(d: dt.date) -> str:
    """`v sobotu dvanáctého prosince`."""
    return f"{_ON_DAYS[d.weekday()]} {day(d)}"


def at_time(hhmm: str) -> str:
    """`v sedmnáct hodin`, `ve tři hodiny`, `v jednu hodinu`, `v osm hodin třicet minut` from `HH:MM`."""
    hours, minutes = map(int, hhmm.split(":"))
    said = "jednu" if hours == 1 else _counted(hours)
    return f"{_in(said)} {said} {_hours(hours, 'hodinu')}{_minutes(minutes)}"


def from_to(start: str, end: str) -> str:
    """`od devíti do patnácti hodin`, `od devíti hodin třiceti minut do patnácti hodin`."""
    (hours, minutes), (last, rest) = (map(int, one.split(":")) for one in (start, end))
    begins = f"od {_of_counted(hours)}" + (f" hodin{_of_minutes(minutes)}" if minutes else "")
    return f"{begins} do {_of_counted(last)} {'hodiny' if last == 1 else 'hodin'}{_of_minutes(rest)}"


def time(hhmm: str) -> str:
    """`sedmnáct hodin třicet minut` without a preposition."""
    hours, minutes = map(int, hhmm.split(":"))
    return f"{_counted(hours)} {_hours(hours, 'hodina')}{_minutes(minutes)}"


def money(koruny: int) -> str:
    """`sto dvacet korun`, `jedna koruna`, `dvě koruny`."""
    return counted(koruny, "koruna", "koruny", "korun", "f")


def counted(n: int, one: str, few: str, many: str, gender: Gender = "m") -> str:
    """A number with its noun in the right form."""
    some = n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14)
    return f"{number(n, gender)} {one if n == 1 else few if some else many}"


def _counted(n: int) -> str:
    """Hours and minutes: `jedna`, `dvě`, `dvaadvacet`, `čtyřicet pět`."""
    if n > 20 and n % 10 in _INVERTED:
        return f"{_INVERTED[n % 10]}{_TENS[n // 10]}"
    return number(n, "f")


def _of_counted(n: int) -> str:
    return f"{_counted(n)}i" if n > 20 and n % 10 in _INVERTED else of_number(n, "f")


def _hours(n: int, one: str) -> str:
    return one if n == 1 else "hodiny" if n in (2, 3, 4) else "hodin"


def _minutes(n: int) -> str:
    if not n:
        return ""
    return f" {_counted(n)} {'minuta' if n == 1 else 'minuty' if n in (2, 3, 4) else 'minut'}"


def _of_minutes(n: int) -> str:
    return f" {_of_counted(n)} {'minuty' if n == 1 else 'minut'}" if n else ""


def _in(said: str) -> str:
    """`v`, or `ve` where `v` cannot be said before the word."""
    return "ve" if said.startswith(("dv", "tř", "čt")) else "v"
