"""What goes through the outbox, what a channel says back, and what can go wrong with it."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Protocol

Operation = Literal["publish", "correct", "withdraw"]
State = Literal["queued", "sending", "published", "failed", "unknown", "missed", "handover", "cancelled"]
Way = Literal["idempotent", "findable", "manual"]
"""After an unknown outcome: sending again is harmless, the channel can be asked, or only a person knows."""

HOSTED = "hosted"
"""In `Parcel.extra`: pictures (fields of `Picture`) that a website keeps for channels that fetch them there."""


@dataclass(frozen=True)
class Picture:
    """A picture of a message: its name in the store of files, its alt text, its public address or "", its author.

    `made_of` is the file that it was drawn anew from in the shape of a channel, "" when it is that file itself.
    """

    file: str
    alt: str
    url: str = ""
    credit: str = ""
    made_of: str = ""


@dataclass(frozen=True)
class Parcel:
    """Everything that a channel needs to send, frozen at the approval.

    `text` is the channel's own wording; `link` is the page to which it leads, and carries `mark`, by which the message
    is found again in a channel without keys. `slug` names it in an address. `recipients` are addresses or numbers.
    """

    title: str
    text: str
    perex: str = ""
    html: str = ""
    link: str = ""
    mark: str = ""
    slug: str = ""
    language: str = "cs"
    pictures: tuple[Picture, ...] = ()
    recipients: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Parcel":
        fields = json.loads(text)
        pictures = tuple(Picture(**one) for one in fields.pop("pictures", ()))
        return cls(**fields | {"pictures": pictures, "recipients": tuple(fields.get("recipients", ()))})


@dataclass(frozen=True)
class Message:
    """One thing to be sent through one channel; `key` is unique for ever and goes along where the channel allows.

    `tries` counts how often a sender took it, `failures` how often it came back unsent. `left_at` (`first_left_at`) say
    when it last (first) left, as long as it may be out without our knowing; `absent_at` is when the channel first
    surely did not have it. `after_id` is the message that has to be out first: its website has the pictures.
    """

    id: int
    channel: str
    operation: Operation
    key: str
    payload: str
    state: State
    publish_at: str
    grace_minutes: int
    tries: int
    failures: int
    left_at: str | None
    first_left_at: str | None
    absent_at: str | None
    remote_id: str | None
    remote_url: str | None
    trouble: str | None
    error: str | None
    created_at: str
    after_id: int | None = None

    @property
    def parcel(self) -> Parcel:
        return Parcel.from_json(self.payload)


@dataclass(frozen=True)
class Sent:
    """What the channel keeps of a message: its id there, its address, the raw answer for the record of attempts."""

    remote_id: str
    url: str = ""
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""


@dataclass(frozen=True)
class Health:
    """What a test of a channel's settings found: who we are there, and when the token ends, where it says so."""

    account: str
    token_expires_on: dt.date | None = None


class Trouble(Exception):
    """What went wrong, in words for a person; `raw` is what the channel answered, without tokens."""

    kind = "transient"

    def __init__(
        self, sentence: str, *, status: int | None = None, headers: Mapping[str, str] | None = None, body: str = "",
        **values: Any,
    ) -> None:  # fmt: skip
        super().__init__(sentence)
        self.sentence, self.values = sentence, values
        self.status, self.headers, self.body = status, dict(headers or {}), body[:4096]


class Reauth(Trouble):
    """The channel does not accept our token or password; nothing was published."""

    kind = "reauth"


class WrongContent(Trouble):
    """The channel refuses this content for good; nothing was published."""

    kind = "content"


class RateLimited(Trouble):
    """Too much at once; nothing was published. `until` says when to go on."""

    kind = "rate_limited"

    def __init__(self, sentence: str, until: dt.datetime, **rest: Any) -> None:
        super().__init__(sentence, **rest)
        self.until = until


class Transient(Trouble):
    """Nothing was published, surely (refused before the body left, or the channel proved it); try again later."""

    kind = "transient"


class NoAnswer(Trouble):
    """The body left and no usable answer came: it may be out."""

    kind = "unknown"


class Disconnected(Trouble):
    """The account or page is gone, or belongs to somebody else; a person has to connect it again."""

    kind = "disconnected"


class Channel(Protocol):
    """One foreign channel, set up. Every method raises `Trouble` and nothing else for what the channel does.

    `prepare` validates, resizes, uploads pictures; it may be repeated. `submit` is the one irreversible call (publish,
    correct or withdraw by `message.operation`; the latter two know `message.remote_id` and must be harmless when they
    are repeated: gone is withdrawn). `find` asks the channel after an unknown outcome whether the message is out; None
    only when the channel surely answered that it is not. `confirm` only reads. An idempotent channel that forgets keys
    has `key_seconds: int`, after which it is asked by `find`; one that holds connections has `close()`.
    """

    way: Way

    def prepare(self, message: Message) -> Any: ...

    def submit(self, message: Message, prepared: Any) -> Sent: ...

    def find(self, message: Message) -> Sent | None: ...

    def confirm(self, message: Message, sent: Sent) -> Sent: ...

    def check(self) -> Health: ...


@dataclass(frozen=True)
class Asked:
    """One field of a channel's settings: its name in `options` (or in the secrets), label, kind, default; nobody is
    asked to complete an optional secret. One that `leads` says to which site or account posts go: what is out is mended
    only there, and a new token of the same one changes nothing."""

    name: str
    label: str
    kind: Literal["text", "url", "secret", "number", "choice", "flag"] = "text"
    default: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    optional: bool = False
    leads: bool = False


@dataclass(frozen=True)
class Limits:
    """How much there may be; counted on what is sent. None means any number. `unit` says what is counted."""

    characters: int | None
    unit: Literal["characters", "graphemes", "sms parts"] = "characters"
    hashtags: int | None = None
    pictures: int | None = None
    picture_bytes: int | None = None
    needs_picture: bool = False
    can_correct: bool = True
    can_withdraw: bool = True


class Makes(Protocol):
    """Sets a channel up from its settings and secrets; `Trouble` or `BadInput` when they are not right."""

    def __call__(self, options: Mapping[str, Any], secrets: Mapping[str, str]) -> Channel: ...


@dataclass(frozen=True)
class Kind:
    """One kind of channel: a connector's module has it as `KIND`. `wording` names the variant of a story it sends.

    `limits` are what the channel itself refuses; what the office has set for itself is not known here.
    `make` is None for channels that a person serves by hand (MUNIPOLIS, radio): their messages wait as `handover`.
    One that `takes_hosted_pictures` may fetch them from a website that `hosts_pictures`, where the post goes first.
    One without `takes_posts` sends other things of the office (releases to people of the media).
    `tells` is a sentence on what the office learns from it of a post's reach.
    """

    code: str
    title: str
    wording: str
    fields: tuple[Asked, ...]
    limits: Limits
    make: Makes | None
    picture_needs_public_address: bool = False
    takes_hosted_pictures: bool = False
    hosts_pictures: bool = False
    takes_posts: bool = True
    tells: str = ""
