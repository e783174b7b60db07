"""Public price lists of other towns as templates for one's own: data that lie with the program, in data/price_lists."""

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from lib import config
from lib.errors import NotFound
from lib.tariffs.records import Content, PriceList
from lib.tariffs.rules import read

FOLDER = "data/price_lists"


@dataclass(frozen=True)
class Template:
    """A town's public list. `source` is where it was published; day and resolution where they are known."""

    code: str
    name: str
    town: str
    source: str
    valid_from: dt.date | None
    resolution: str
    content: Content


@cache
def templates() -> tuple[Template, ...]:
    """All lists, by the name of the town."""
    files = (config.ROOT / FOLDER).glob("*.json")
    return tuple(sorted((_read(file.stem, file.read_text(encoding="utf-8")) for file in files), key=lambda x: x.town))


def template(code: str) -> Template:
    """One list by the name of its file; NotFound."""
    for one in templates():
        if one.code == code:
            return one
    raise NotFound("There is no template of a price list called {code}.", code=code)


def as_price_list(one: Template) -> PriceList:
    """A template as a list that can be counted with, without being kept: its id is 0."""
    return PriceList(0, one.name, one.valid_from or dt.date(2000, 1, 1), None, one.resolution, "draft", one.content)


def _read(code: str, text: str) -> Template:
    said = json.loads(text, parse_float=Decimal)
    since = said["valid_from"] and dt.date.fromisoformat(said["valid_from"])
    content = read(said["content"])
    return Template(code, said["name"], said["town"], said["source"], since, said["resolution"], content)
