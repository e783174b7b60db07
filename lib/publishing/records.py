"""What the room of posts hands around: the content that is edited, the post as it is stored, what is out."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Content:
    """What a person edits on one screen: the title, the lead, the neutral text, a text per channel, pictures.

    `texts` are by wording (`web`, `facebook`, …), `alts` are alt texts by format of a picture card, `photos` are alt
    texts by number of a photograph in their order ("" means the photograph's own). `embargo_until` is a UTC moment,
    `relevant_until` and `check_on` are ISO days.
    """

    title: str
    perex: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    alts: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    section: str = "news"
    price: str = ""
    link: str = ""
    author: str = ""
    embargo_until: str | None = None
    relevant_until: str | None = None
    check_on: str | None = None
    photos: Mapping[int, str] = field(default_factory=dict)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @property
    def for_web(self) -> str:
        """The text for the web: its own, or the neutral one."""
        own = self.texts.get("web", "")
        return own if own.strip() else self.body

    @classmethod
    def from_json(cls, text: str) -> "Content":
        fields = json.loads(text)
        photos = {int(number): alt for number, alt in fields.pop("photos", {}).items()}
        return cls(**fields, photos=photos)


@dataclass(frozen=True)
class Card:
    """A picture card: its format (`1080x1080`), its file in the store of files, what it says in words."""

    format: str
    file: str
    alt: str


@dataclass(frozen=True)
class StoryPhoto:
    """A photograph of a post: `own_alt` was written for this post, `alt` is what goes out."""

    id: int
    file: str
    own_alt: str
    alt: str
    credit: str


@dataclass(frozen=True)
class Story:
    """One post with its texts and pictures. Moments are UTC text; `version` grows with every save.

    `state` says what the town's own feeds know (draft, published, withdrawn), `stage` how far the writing is.
    """

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
    body: str = ""
    section: str = "news"
    stage: str = "writing"
    plan_on: str | None = None
    place: int = 0
    relevant_until: str | None = None
    check_on: str | None = None
    embargo_until: str | None = None
    price: str = ""
    link: str = ""
    author: str = ""
    owner: str | None = None
    origin: str = "none"
    origin_id: int | None = None
    updated_name: str = ""
    photos: tuple[StoryPhoto, ...] = ()

    @property
    def content(self) -> Content:
        """What is edited, as it is stored."""
        return Content(
            self.title, self.perex, self.texts, {card.format: card.alt for card in self.cards}, self.body, self.section,
            self.price, self.link, self.author, self.embargo_until, self.relevant_until, self.check_on,
            {photo.id: photo.own_alt for photo in self.photos},
        )  # fmt: skip

    @property
    def picture(self) -> Card | None:
        """The card that goes out with the feeds: the wide one, which readers show beside the title."""
        return max(self.cards, key=lambda card: card.format == "1200x630", default=None)

    @property
    def content_hash(self) -> str:
        """SHA-256 of all that the feeds would say, so that one sees whether a correction waits."""
        card = self.picture
        return _hash(
            [self.title, self.perex, self.content.for_web, card.file if card else "", card.alt if card else ""]
        )

    @property
    def approval_hash(self) -> str:
        """SHA-256 of everything that any channel would say or show: an approval holds for this and nothing else."""
        texts = sorted((name, text) for name, text in self.texts.items() if text)
        said = [self.title, self.perex, self.body, self.price, self.link, self.author, self.embargo_until or "", texts]
        shown = [[card.format, card.file, card.alt] for card in sorted(self.cards, key=lambda card: card.format)]
        return _hash([*said, shown, [[photo.file, photo.alt, photo.credit] for photo in self.photos]])


def _hash(said: list[object]) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Version:
    """A post as somebody saved it."""

    version: int
    at: str
    by_login: str
    name: str
    content: Content


@dataclass(frozen=True)
class ReviewLink:
    """What a one-time link shows to somebody without an account."""

    id: int
    story: Story
    reviewer: str
    expires_at: str


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
