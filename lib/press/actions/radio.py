"""Material for the radio: begun, filled from events, handed over as a frozen paper, broadcast."""

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from lib import audit, clock, files, sender, settings, store
from lib.access import User, needs
from lib.czech import spoken, words
from lib.errors import NotFound, Refused
from lib.events import outlets, queries
from lib.events import rules as events
from lib.i18n import speaking, t
from lib.press import documents
from lib.press.actions.writing import insert, update
from lib.press.documents import Reading
from lib.press.queries.radio import Kept, kept
from lib.press.rules import radio as rules
from lib.press.rules.questions import address
from lib.press.rules.radio import Brief, Item
from lib.store import Database


@needs("press.edit")
def begin(db: Database, brief: Brief, *, with_events: bool = True, by: User) -> int:
    """Begin material of a period and give its id; with the public events of the period when wanted."""
    said = rules.tidy_brief(brief)
    values = {**_columns(said), "by_login": by.login, "at": clock.stamp()}
    brief_id = insert(db, "radio_brief", values)
    audit.record(db, by, "press.radio_begin", _subject(brief_id), _days(said))
    if with_events:
        found = _events(db, said, by)
        if found.height:
            take_events(db, brief_id, found["id"].to_list(), by=by)
    return brief_id


@needs("press.edit")
def save(db: Database, brief_id: int, brief: Brief, version: int, *, by: User) -> None:
    """Change the period, the due day or the guest."""
    _open(db, brief_id)
    said = rules.tidy_brief(brief)
    update(db, "radio_brief", brief_id, _columns(said), version)
    audit.record(db, by, "press.radio_save", _subject(brief_id), _days(said))


@needs("press.read")
def offered(db: Database, brief_id: int, *, by: User) -> pl.DataFrame:
    """Public events of the period that are not among the items: columns of `lib.events.queries.events`."""
    found = kept(db, brief_id)
    taken = [item.event_id for _, item in found.items if item.event_id]
    return _events(db, found.brief, by).filter(~pl.col("id").is_in(taken))


@needs("press.edit")
def take_events(db: Database, brief_id: int, event_ids: Sequence[int], *, by: User) -> int:
    """Make an item of each event, its day and hours in words; gives how many."""
    _open(db, brief_id)
    for event_id in event_ids:
        _add(db, brief_id, from_event(queries.event(db, event_id, by=by)))
    audit.record(db, by, "press.radio_events", _subject(brief_id), {"count": len(event_ids)})
    return len(event_ids)


@needs("press.edit")
def take_posts(db: Database, brief_id: int, items: Sequence[Item], *, by: User) -> int:
    """Take items that were made of posts; gives how many. An event that is there already says the words of its post,
    which somebody has approved, instead of being read twice."""
    found = _open(db, brief_id)
    events_only = [(item.event_id, item_id) for item_id, item in found.items if item.event_id and not item.story_id]
    of_event: dict[int | None, int] = dict(events_only)
    for item in map(rules.tidy_item, items):
        there = of_event.pop(item.event_id, None)
        if there is None:
            _add(db, brief_id, item)
        else:
            db.conn.execute(
                "update radio_item set headline = ?, text = ?, story_id = ? where id = ?",
                (item.headline, item.text, item.story_id, there),
            )
    audit.record(db, by, "press.radio_posts", _subject(brief_id), {"count": len(items)})
    return len(items)


@needs("press.edit")
def add_item(db: Database, brief_id: int, item: Item, *, by: User) -> int:
    """One more item at the end; gives its id."""
    _open(db, brief_id)
    item_id = _add(db, brief_id, rules.tidy_item(item))
    audit.record(db, by, "press.radio_item", _subject(brief_id), {"title": item.headline})
    return item_id


@needs("press.edit")
def save_item(db: Database, item_id: int, item: Item, *, by: User) -> None:
    """Change what an item says."""
    brief_id = _brief_of(db, item_id)
    said = vars(rules.tidy_item(item))
    columns = ", ".join(f"{name} = ?" for name in said)
    db.conn.execute(f"update radio_item set {columns} where id = ?", (*said.values(), item_id))
    audit.record(db, by, "press.radio_item", _subject(brief_id), {"title": item.headline})


@needs("press.edit")
def remove_item(db: Database, item_id: int, *, by: User) -> None:
    """Leave an item out."""
    brief_id = _brief_of(db, item_id)
    headline = store.scalar(db, "select headline from radio_item where id = ?", (item_id,))
    db.conn.execute("delete from radio_item where id = ?", (item_id,))
    audit.record(db, by, "press.radio_item_out", _subject(brief_id), {"title": headline})


@needs("press.edit")
def in_words(db: Database, brief_id: int, *, by: User) -> int:
    """Put numbers, dates and abbreviations of all items into words; gives how many items have changed."""
    changed = 0
    for item_id, item in _open(db, brief_id).items:
        said: dict[str, Any] = {name: spoken.spoken(getattr(item, name)) for name in ("headline", "text", "happens")}
        if said != {name: getattr(item, name) for name in said}:
            save_item(db, item_id, dataclasses.replace(item, **said), by=by)
            changed += 1
    return changed


@needs("press.edit")
def hand_over(db: Database, brief_id: int, *, by: User) -> None:
    """The radio has it: the paper is frozen, and the events remember that they were told there."""
    found = _open(db, brief_id)
    rules.check_hand_over(item for _, item in found.items)
    name = files.keep(_paper(db, found, clock.today()), "pdf")
    update(db, "radio_brief", brief_id, {"state": "handed", "handed_at": clock.stamp(), "file": name})
    with speaking("cs"):
        label = t("Material for the radio")
    for event_id in {item.event_id for _, item in found.items if item.event_id}:
        outlets.tell(db, event_id, f"radio:{brief_id}", label, by)
    audit.record(db, by, "press.radio_handed", _subject(brief_id), {"items": len(found.items)})


@needs("press.edit")
def broadcast(db: Database, brief_id: int, recording: str = "", *, by: User) -> None:
    """It was on the air; a link to the recording may come later, by saying it again."""
    found = kept(db, brief_id)
    if found.state == "draft":
        raise Refused("The radio does not have it yet. Write down first that it was handed over.")
    link = address(recording.strip(), "recording")
    values = {"state": "broadcast", "broadcast_at": found.broadcast_at or clock.stamp(), "recording": link}
    update(db, "radio_brief", brief_id, values)
    audit.record(db, by, "press.radio_broadcast", _subject(brief_id), {"link": link})


@needs("press.read")
def paper(db: Database, brief_id: int, *, by: User) -> bytes:
    """The PDF: the frozen one, or what it would look like today."""
    found = kept(db, brief_id)
    return files.read(found.file) if found.file else _paper(db, found, clock.today())


def from_event(event: queries.Event) -> Item:
    """An item of an event: two sentences about it, its day, hours and place in words."""
    about = re.split(r"(?<=[.!?])\s+", (event.summary or event.description).strip())
    when = words.on_day(event.day)
    if event.last_day > event.day:
        when = f"od {words.day(event.day)} do {words.day(event.last_day)}"
    elif event.starts_at and event.ends_at and event.ends_at > event.starts_at:
        when = f"{when} {words.from_to(event.starts_at, event.ends_at)}"
    elif event.starts_at:
        when = f"{when} {words.at_time(event.starts_at)}"
    happens = ", ".join(filter(None, (when[0].upper() + when[1:], event.venue)))
    text = spoken.spoken(" ".join(about[:2]))
    return Item(spoken.spoken(event.title), text, spoken.spoken(happens), event.contact, event_id=event.id)


def readings(found: Kept, rate: float, names: Mapping[str, str]) -> list[Reading]:
    """The items as they are printed, the most important first."""
    items = sorted((item for _, item in found.items), key=lambda item: item.priority)
    return [
        Reading(
            spoken.spoken(item.headline),
            spoken.spoken(" ".join(filter(None, (item.text, item.happens and f"{item.happens.rstrip('.')}.")))),
            rules.said_how(item, names),
            item.contact,
            item.priority,
            rules.seconds([item], rate),
        )
        for item in items
    ]


def _paper(db: Database, found: Kept, day: dt.date) -> bytes:
    rate = float(settings.value(db, "press.radio_words_per_second")) or 2.3
    names = rules.pronunciations(str(settings.value(db, "press.pronunciations")))
    return documents.radio_material(found.brief, readings(found, rate, names), sender.letterhead(db, day), day)


def _events(db: Database, brief: Brief, by: User) -> pl.DataFrame:
    found = queries.between(db, brief.first, brief.last, by=by)
    return found.filter(pl.col("public") & ~pl.col("state").is_in([*events.NOT_HELD, "proposed"]))


def _add(db: Database, brief_id: int, item: Item) -> int:
    place = store.scalar(db, "select coalesce(max(place), 0) + 1 from radio_item where brief_id = ?", (brief_id,))
    return insert(db, "radio_item", {**vars(item), "brief_id": brief_id, "place": place})


def _open(db: Database, brief_id: int) -> Kept:
    found = kept(db, brief_id)
    if found.state != "draft":
        raise Refused("It was handed over and stays as it is. Prepare another one.")
    return found


def _brief_of(db: Database, item_id: int) -> int:
    brief_id = store.scalar(db, "select brief_id from radio_item where id = ?", (item_id,))
    if brief_id is None:
        raise NotFound("This item is not there any more.")
    _open(db, int(brief_id))
    return int(brief_id)


def _columns(brief: Brief) -> dict[str, Any]:
    return {"starts_on": brief.first, "ends_on": brief.last, "due_on": brief.due, "guest": brief.guest,
            "guest_phone": brief.guest_phone}  # fmt: skip


def _days(brief: Brief) -> dict[str, str]:
    return {"first_on": brief.first.isoformat(), "last_on": brief.last.isoformat()}


def _subject(brief_id: int) -> str:
    return f"radio_brief:{brief_id}"
