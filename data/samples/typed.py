"""How people type into cells: the same value in the many shapes it has in a shared spreadsheet."""

import datetime as dt
from random import Random

from data.samples.days import WEEKDAYS, czech
from data.samples.people import Organisation

Cell = str | int | float | dt.date | dt.time | None
NBSP = "\u00a0"


def date_cell(rng: Random, day: dt.date) -> Cell:
    """A real date in half of the cells, else `1. 5. 2026`, `1.5.2026`, `01.05.2026` or `pá 1. 5. 2026`."""
    shape = rng.random()
    if shape < 0.5:
        return day
    if shape < 0.75:
        return czech(day)
    if shape < 0.87:
        return f"{day.day}.{day.month}.{day.year}"
    if shape < 0.93:
        return f"{day:%d.%m.%Y}"
    return f"{WEEKDAYS[day.weekday()]} {czech(day)}"


def wrong_weekday(day: dt.date) -> str:
    """A date with the weekday of its neighbour."""
    return f"{WEEKDAYS[(day.weekday() + 1) % 7]} {czech(day)}"


def time_cell(rng: Random, start: dt.time | None, end: dt.time | None) -> Cell:
    """`9.00–15.00`, `9:00 - 15:00`, `17 hod.`, `17.00`, a real time; without a start `dle dohody` or nothing."""
    if start is None:
        return rng.choice(("dle dohody", "dle dohody", "celý den", "bude upřesněno", None))
    if end is not None:
        shapes = ("{a}.{b}–{c}.{d}", "{a}.{b}–{c}.{d}", "{a}:{b}–{c}:{d}", "{a}.{b} - {c}.{d} hod.")
        return rng.choice(shapes).format(a=start.hour, b=f"{start.minute:02}", c=end.hour, d=f"{end.minute:02}")
    if start.minute == 0 and rng.random() < 0.4:
        return rng.choice((f"{start.hour} hod.", f"{start.hour} h"))
    text = f"{start.hour}.{start.minute:02}"
    return rng.choice((text, f"{text} hod.", f"{start.hour}:{start.minute:02}", f"od {text}", start))


def crowns(halere: int, spaced: str = NBSP) -> str:
    """`1 815,50` from 181550, thousands apart."""
    whole, rest = divmod(halere, 100)
    return f"{whole:,}".replace(",", spaced) + f",{rest:02}"


def money_cell(rng: Random, halere: int) -> Cell:
    """A number in most cells, else `1 815,- Kč`, `1 815,50 Kč` or `1 815,50`."""
    shape = rng.random()
    if shape < 0.6:
        return halere / 100 if halere % 100 else halere // 100
    space = rng.choice((" ", NBSP))
    text = crowns(halere, space)
    if shape < 0.8 and halere % 100 == 0:
        return text.removesuffix(",00") + ",- Kč"
    return text + (" Kč" if shape < 0.95 else "")


def ico_cell(rng: Random, ico: str) -> Cell:
    """Text, or a number that lost its leading zeros, or digits in groups."""
    shape = rng.random()
    if shape < 0.5:
        return ico
    if shape < 0.9:
        return int(ico)
    return f"{ico[:3]} {ico[3:6]} {ico[6:]}" if ico[0] != "0" else ico.lstrip("0")


def name_cell(rng: Random, body: Organisation) -> str:
    """The name, sometimes with a slip of the hand: `Zš Školní `, `SDH  Brázdov`."""
    shape = rng.random()
    if shape < 0.82:
        return body.name
    if shape < 0.9:
        return body.name + " "
    if body.name.startswith("ZŠ"):
        return body.name.replace("ZŠ", "Zš") + " "
    return rng.choice((body.name.replace(" ", "  ", 1), body.name.upper(), body.name + " "))


def text_cell(rng: Random, text: str) -> str:
    """A word with somebody's habits: `Městská`, `městská `, `MĚSTSKÁ`."""
    shape = rng.random()
    if shape < 0.8:
        return text
    return rng.choice((text + " ", text.capitalize(), text.upper()))
