"""A number of reach as the API of a channel gives it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lib.i18n import N

SEEN = N("Once a day it is asked how many people saw the posts of the last 30 days.")
DONE = N(
    "Once a day it is asked for reactions, shares and comments of the last 30 days; nobody counts how many saw a post."
)
"""What the page of a channel says of it: whether it counts who saw a post, or only what people did."""
MOST = 10**12


@dataclass(frozen=True)
class Metric:
    """A number of reach with the name under which the API gave it and the API's version: only alike may be compared."""

    name: str
    value: int
    api_version: str
    api: str = "Graph API"


def is_count(said: Any) -> bool:
    """Whether what a server says is a number of people or of deeds; no more of them than could ever be."""
    return type(said) is int and 0 <= said <= MOST


def counted(fields: Mapping[str, Any], names: Sequence[str], api: str, version: str) -> list[Metric]:
    """The numbers of these names in an answer; what a server does not say, or says otherwise, is left out."""
    return [Metric(name, fields[name], version, api=api) for name in names if is_count(fields.get(name))]
