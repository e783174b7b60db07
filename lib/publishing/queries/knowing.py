"""What the office knows when a post is checked: venues, people in office, its own contacts, the election, consents."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from lib import audit, clock, settings, store
from lib.access import User, needs
from lib.czech import spelling
from lib.czech.reading import parse_date
from lib.czech.sorting import fold
from lib.errors import BadInput
from lib.events import Event
from lib.outbox.records import Limits
from lib.publishing.checks import BODY, Context, Own, PhotoUse, Regime
from lib.publishing.queries import consents
from lib.publishing.records import Content
from lib.publishing.rules import CHANNELS, own_limits
from lib.store import Database

LINKS_TRIED = "publishing.links_tried"
NOTHING = "-"
"""How a setting of text is left empty."""
_ADDRESSES = """
select address from party where kind <> 'person' and address <> '' union select address from venue where address <> ''
"""
_CONTACTS = """
select phone, email from party where kind <> 'person' and phone || email <> ''
union select phone, email from office_holder where phone || email <> ''
union select phone, email from media_contact where phone || email <> ''
"""
_PHOTOS = """
select photo.id, iif(story_photo.alt <> '', story_photo.alt, photo.alt) as alt, credit, licence, licence_note,
    licence_until, withdrawn_at
from story_photo join photo on photo.id = photo_id where story_id = ? order by place
"""


@needs("publishing.read")
def context_of(
    db: Database,
    story_id: int | None,
    event: Event | None,
    *,
    day: dt.date | None = None,
    goes_at: str | None = None,
    by: User,
) -> Context:
    """The context of a post (no id: of one that is not stored yet), without spelling and tried links.

    `day` is when it will be read, today when nobody has said; `goes_at` the UTC moment when it goes out.
    A post that invites to an event ahead promotes it: a photograph taken as news does not serve that (R-FOTO).
    """
    read_on = day or clock.today()
    tried = links_tried(db, story_id) if story_id else None
    return Context(
        event=event,
        venues=tuple(name for (name,) in db.conn.execute("select name from venue order by name")),
        consents=consents.known(db, story_id) if story_id else (),
        photos=photos(db, story_id) if story_id else (),
        own=own(db),
        officials=_officials(db, read_on),
        regime=regime(db, read_on),
        day=read_on,
        goes_at=goes_at,
        own_limits=limits_set(db),
        promotional=event is not None and event.day > read_on,
        links=tried.wrong if tried else {},
        links_at=tried.at if tried else None,
    )


@dataclass(frozen=True)
class LinksTried:
    """When the links of a post were tried for the last time (UTC text), which ones, and what is wrong with some."""

    at: str
    tried: tuple[str, ...]
    wrong: Mapping[str, str]


def links_tried(db: Database, story_id: int) -> LinksTried | None:
    """What was found when somebody tried the links of a post for the last time, None when nobody has."""
    for entry in audit.history(db, f"story:{story_id}"):
        if entry["what"] == LINKS_TRIED and entry["detail"]:
            return LinksTried(entry["at"], tuple(entry["detail"]["tried"]), entry["detail"]["wrong"])
    return None


@needs("publishing.read")
def own_words(db: Database, *, by: User) -> frozenset[str]:
    """The office's dictionary: its own words, the town, venues, people in office, streets and organisations."""
    names = {str(settings.value(db, code)) for code in ("town.name", "town.address", "town.paper", "town.legal_name")}
    for sql in ("select name from venue", "select name from office_holder", _ADDRESSES,
                "select name from party where kind <> 'person'"):  # fmt: skip
        names |= {text for (text,) in db.conn.execute(sql)}
    return frozenset(names) | frozenset(listed(db, "publishing.words"))


def spelled(content: Content, words: frozenset[str]) -> dict[str, tuple[spelling.Misspelt, ...] | None]:
    """The wrong words of each text of a post, None for a text that was not checked; two seconds at most for all.

    SMS is written without diacritics and is left out."""
    texts = {"": f"{content.title}\n{content.perex}".strip(), BODY: content.body, **content.texts}
    checked = {name: text for name, text in texts.items() if text.strip() and name != "sms"}
    return spelling.check_all(checked, words)


def limits_set(db: Database) -> dict[str, Limits]:
    """What the office has set for itself, by wording (`rules.own_limits`)."""
    characters, parts = (int(settings.value(db, f"publishing.{name}")) for name in ("facebook_characters", "sms_parts"))
    return own_limits(characters, parts)


def own(db: Database) -> Own:
    """Contacts that are not private: the town's, of organisations, of people in office, of media."""
    web, mail = str(settings.value(db, "town.web")), str(settings.value(db, "town.email"))
    rows = [*db.conn.execute(_CONTACTS), (settings.value(db, "town.phone"), mail), (_press(db), _press(db))]
    return Own(
        hosts=frozenset({urlsplit(web if "//" in web else f"//{web}").hostname or "", mail.rpartition("@")[2]} - {""}),
        phones=frozenset(number for phone, _ in rows for number in _numbers(phone)),
        emails=frozenset(one.lower() for _, email in rows for one in re.findall(r"[\w.+-]+@[\w.-]+\w", email)),
        addresses=frozenset(filter(None, (_street(text) for (text,) in db.conn.execute(_ADDRESSES))))
        | {_street(str(settings.value(db, "town.address")))},
    )


def regime(db: Database, day: dt.date) -> Regime:
    """The election regime, and the next voting (the office enters elections among its special days)."""
    row = db.conn.execute(
        "select first_on, last_on from special_day where kind = 'election' and last_on >= ? order by first_on limit 1",
        (day.isoformat(),),
    ).fetchone()
    voting = (dt.date.fromisoformat(row[0]), dt.date.fromisoformat(row[1])) if row else None
    first, last = (_day(db, f"publishing.election_{end}") for end in ("from", "to"))
    return Regime(first, last, voting, tuple(listed(db, "publishing.election_words")))


def photos(db: Database, story_id: int) -> tuple[PhotoUse, ...]:
    """The photographs of a post; the channels of a consent are read from the note to its licence."""
    return tuple(
        PhotoUse(
            row["id"], row["alt"], row["credit"], row["licence"],
            dt.date.fromisoformat(row["licence_until"]) if row["licence_until"] else None,
            scope_of(row["licence_note"]), row["withdrawn_at"] is not None,
        )
        for row in store.rows(db, _PHOTOS, (story_id,))
    )  # fmt: skip


def scope_of(note: str) -> frozenset[str]:
    """The channels that a note names: `web, Facebook`; `vše` and `všechny kanály` are all of them."""
    words = set(re.findall(r"\w+", fold(note)))
    if words & {"vse", "vsechny", "vsude", "vsech"}:
        return frozenset({"*"})
    other = {"noviny": "paper", "newsletter": "newsletter", "fb": "facebook", "ig": "instagram", "mastodon": "mastodon"}
    named = {code for code, title in CHANNELS.items() if fold(title) in words or code in words}
    return frozenset(named | {code for word, code in other.items() if word in words})


def listed(db: Database, code: str) -> list[str]:
    """The parts of a setting that is a list parted by semicolons."""
    text = str(settings.value(db, code))
    return [part.strip() for part in text.split(";") if part.strip() not in ("", NOTHING)]


def _day(db: Database, code: str) -> dt.date | None:
    text = str(settings.value(db, code)).strip()
    try:
        return None if text == NOTHING else parse_date(text)
    except BadInput:
        return None


def _officials(db: Database, day: dt.date) -> tuple[str, ...]:
    rows = db.conn.execute(
        "select name from office_holder where valid_from <= :day and (valid_to is null or valid_to >= :day)"
        " order by rank, name",
        {"day": day.isoformat()},
    )
    return tuple(name for (name,) in rows)


def _press(db: Database) -> str:
    return str(settings.value(db, "press.contact"))


def _numbers(phone: str) -> list[str]:
    digits = re.findall(r"(?:\+420|00420)?[ \u00a0]?(\d{3})[ \u00a0]?(\d{3})[ \u00a0]?(\d{3})(?!\d)", phone)
    return ["".join(parts) for parts in digits]


def _street(address: str) -> str:
    """`Masarykova 12` of `Masarykova 12, 739 99 Brázdov`."""
    return address.partition(",")[0].strip()
