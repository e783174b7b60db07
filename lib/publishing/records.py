"""What the room of posts hands around: the content that is edited, the post as it is stored, what is out."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Content:
    """What a person edits on one screen: the title, the lead, a text per channel, an alt text per picture card."""

    title: str
    perex: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    alts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Card:
    """A picture card: its format (`1080x1080`), its file in the store of files, what it says in words."""

    format: str
    file: str
    alt: str


@dataclass(frozen=True)
class Story:
    """One post with its texts and cards. Moments are UTC text; `version` grows with every save."""

    id: int
    event_id: int | None
    title: str
    perex: str
    state: str
    version: int
    created_by: str
    created_at: str
    updated_by: str
    updated_at: str
    published_at: str | None
    withdrawn_at: str | None
    withdrawn_reason: str | None
    texts: Mapping[str, str]
    cards: tuple[Card, ...]

    @property
    def content(self) -> Content:
        """What is edited, as it is stored."""
        return Content(self.title, self.perex, self.texts, {card.format: card.alt for card in self.cards})

    @property
    def picture(self) -> Card | None:
        """The card that goes out with the feeds: the wide one, which readers show beside the title."""
        return max(self.cards, key=lambda card: card.format == "1200x630", default=None)

    @property
    def content_hash(self) -> str:
        """SHA-256 of all that the feeds would say, so that one sees whether a correction waits."""
        card = self.picture
        said = [self.title, self.perex, self.texts.get("web", ""), card.file if card else "", card.alt if card else ""]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Out:
    """A post as the feeds show it: frozen when it was published or corrected for the last time."""

    story_id: int
    guid: str
    title: str
    perex: str
    text: str
    picture: str | None
    alt: str
    published_at: str
    updated_at: str
