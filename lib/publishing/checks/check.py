"""One thing that a person should look at before a text goes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lib.i18n import t


@dataclass(frozen=True)
class Check:
    """What a person should look at. `blocking` stands in the way of publishing, the rest is a warning.

    `sentence` is the reason. The mend is either `mended`, the text as it would be mended by itself, or `advice`, what
    a person can do; short sentences that say both have neither.
    """

    code: str
    blocking: bool
    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict)
    mended: str | None = None
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.reason} {self.mend}".strip()

    @property
    def reason(self) -> str:
        """Why, in the reader's language."""
        return t(self.sentence, **self.values)

    @property
    def mend(self) -> str:
        """What to do, in the reader's language; empty when the reason says it or `mended` is the answer."""
        return t(self.advice, **self.values) if self.advice else ""
