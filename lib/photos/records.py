"""One photograph as the register knows it."""

import datetime as dt
from dataclasses import dataclass

from lib import clock
from lib.photos import rules


@dataclass(frozen=True)
class Photo:
    """One photograph. `file` is its name in the store of files; days and moments are ISO text."""

    id: int
    file: str
    original_name: str
    width: int
    height: int
    bytes: int
    taken_at: str | None
    likeness: str
    credit: str
    licence: str
    licence_note: str
    licence_until: str | None
    alt: str
    event_id: int | None
    event: str | None
    by_login: str
    by_name: str
    at: str
    withdrawn_at: str | None
    withdrawn_reason: str | None

    @property
    def until(self) -> dt.date | None:
        return dt.date.fromisoformat(self.licence_until) if self.licence_until else None

    @property
    def credit_line(self) -> str:
        """`Foto: Jana Tichá`, or nothing when the author is not known."""
        return rules.credit_line(self.credit)

    def obstacle(self, *, promotion: bool, day: dt.date | None = None) -> str | None:
        """Why it must not be used (an English sentence to be translated), None when it may."""
        asked = day or clock.today()
        return rules.obstacle(self.licence, self.until, bool(self.withdrawn_at), promotion=promotion, day=asked)

    @property
    def facts(self) -> rules.Facts:
        return rules.Facts(self.credit, self.licence, self.licence_note, self.until, self.alt, self.event_id)


@dataclass(frozen=True)
class Added:
    """What became of a file: a new photograph, or the one that it repeats to the byte; `alike` look nearly the same."""

    id: int
    new: bool
    alike: tuple[int, ...] = ()
