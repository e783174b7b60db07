"""Problems of an import as a frame: where, what the cell says, what to do, whether the row is left out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from lib.i18n import t

SCHEMA = {
    "sheet": pl.String,
    "row": pl.Int64,
    "column_letter": pl.String,
    "heading": pl.String,
    "field": pl.String,
    "value": pl.String,
    "sentence": pl.String,
    "params": pl.String,
    "blocks": pl.Boolean,
}
"""`sentence` is an English msgid, `params` its fields as JSON; `text()` makes them a sentence for the reader."""


@dataclass(frozen=True)
class Note:
    """Something to know that is no problem: ignored rows, a renamed column, who has the file open."""

    sentence: str
    params: Mapping[str, Any]

    def __str__(self) -> str:
        return sentence(self.sentence, self.params)


def none() -> pl.DataFrame:
    """No problems."""
    return pl.DataFrame(schema=SCHEMA)


def of(found: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Problems from dictionaries; `params` may be a mapping, what is not said is null."""
    packed = [{**one, "params": pack(one.get("params", {}))} for one in found]
    return pl.DataFrame(packed, schema=SCHEMA) if packed else none()


def pack(params: Mapping[str, Any]) -> str:
    """A sentence's fields as they are stored."""
    return json.dumps(dict(params), ensure_ascii=False, default=str)


def sentence(msgid: str, params: Mapping[str, Any]) -> str:
    """The sentence in the reader's language. A field that is itself marked for translation (`~`) is translated too."""
    shown = {
        name: t(value[1:]) if isinstance(value, str) and value[:1] == "~" else value for name, value in params.items()
    }
    return t(msgid, **shown)


def shown(found: pl.DataFrame) -> pl.DataFrame:
    """The problems with `text`, the sentence in the reader's language."""
    texts = [sentence(msgid, json.loads(params)) for msgid, params in found.select("sentence", "params").iter_rows()]
    return found.with_columns(text=pl.Series(texts, dtype=pl.String))
