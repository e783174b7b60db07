"""What the checks know besides the text: the event, the consents, the photographs, the town, the election, the day."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lib.czech.spelling import Misspelt
from lib.events import Event
from lib.outbox.records import Limits
from lib.publishing.rules import FEEDS

Basis = Literal["name_only", "consent", "news_licence", "official"]


@dataclass(frozen=True)
class Consent:
    """On what basis a person's data are published: whose, for which channels (codes, or `*` for all), until when.

    `name_only` is a column of bare names, `news_licence` a report of a public event (Civil Code, § 89), `official` a
    person in an office. Only `consent` opens ages, addresses, contacts, newborns and children.
    """

    subject: str
    basis: Basis
    scope: frozenset[str] = frozenset()
    valid_until: dt.date | None = None
    revoked: bool = False


@dataclass(frozen=True)
class PhotoUse:
    """A photograph in a post. `scope` are the channels that its consent names, `*` for all, empty where nobody wrote
    it; `people` says that faces can be recognised."""

    id: int
    alt: str
    credit: str
    licence: Literal["news", "consent", "no_promotion"] = "news"
    licence_until: dt.date | None = None
    scope: frozenset[str] = frozenset()
    withdrawn: bool = False


@dataclass(frozen=True)
class Own:
    """What is the town's own or known to belong to an organisation: hosts, phone numbers (nine digits), e-mails,
    addresses (`Masarykova 12`)."""

    hosts: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Regime:
    """The election regime: its days, the days of voting, and the names of parties and candidates to watch for."""

    first: dt.date | None = None
    last: dt.date | None = None
    voting: tuple[dt.date, dt.date] | None = None
    words: tuple[str, ...] = ()

    def holds(self, day: dt.date) -> bool:
        """Whether it holds on the day; one whose end nobody has entered holds on."""
        return bool(self.first and self.first <= day and (self.last is None or day <= self.last))


@dataclass(frozen=True)
class Context:
    """Everything at once; what is left out is not checked.

    `day` is when the texts will be read. `goes_at` is when they go out (UTC text), None while nobody has said.
    `officials` are names of people in office. `spelling` is what the dictionary said by wording, None for not checked.
    `limits` (what the channels refuse), `own_limits` (what the office has set for itself) and `names` are by wording;
    of channels that are not in `limits` nobody knows what they refuse. `links` is what was found when the links were
    tried (`links_at`, UTC text): address → what is wrong with it, in words.
    """

    event: Event | None = None
    venues: tuple[str, ...] = ()
    consents: tuple[Consent, ...] = ()
    photos: tuple[PhotoUse, ...] = ()
    own: Own = Own()
    officials: tuple[str, ...] = ()
    regime: Regime = Regime()
    day: dt.date | None = None
    goes_at: str | None = None
    promotional: bool = False
    limits: Mapping[str, Limits] = field(default_factory=lambda: {"web": FEEDS})
    own_limits: Mapping[str, Limits] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    spelling: Mapping[str, tuple[Misspelt, ...] | None] | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    links_at: str | None = None

    @property
    def near(self) -> dt.date | None:
        """The day to which a day without a year is the nearest."""
        return self.event.day if self.event else self.day
