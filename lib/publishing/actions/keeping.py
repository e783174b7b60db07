"""How a post is put into the store: its row, texts, pictures and versions, and what a change of them ends."""

from lib import audit, clock, files, settings, store
from lib.access import User
from lib.events import Event
from lib.publishing import documents, rules, stages
from lib.publishing.actions import posts
from lib.publishing.parcels import cleaned
from lib.publishing.queries import event_of, story, town
from lib.publishing.records import Content, Story
from lib.store import Database

_FIELDS = (
    "title",
    "perex",
    "body",
    "section",
    "price",
    "link",
    "author",
    "embargo_until",
    "relevant_until",
    "check_on",
)


def insert(db: Database, content: Content, event_id: int | None, stage: str, by: User) -> int:
    """A new post without texts and pictures; gives its id."""
    now, marks = clock.stamp(), ", ".join("?" * (len(_FIELDS) + 8))
    row = db.conn.execute(
        f"insert into story ({', '.join(_FIELDS)}, event_id, stage, owner, origin, created_by, created_at, updated_by,"
        f" updated_at) values ({marks}) returning id",
        (*_values(content), event_id, stage, by.login, "event" if event_id else "none", by.login, now, by.login, now),
    ).fetchone()
    keep_contents(db, int(row[0]), content, event_id, by)
    return int(row[0])


def overwrite(db: Database, before: Story, content: Content, by: User) -> None:
    """A new version of a post."""
    written = bool(content.body.strip() or any(text.strip() for text in content.texts.values()))
    stage = "writing" if written and before.stage in ("idea", "planned") else before.stage
    db.conn.execute(
        f"update story set {', '.join(f'{name} = ?' for name in _FIELDS)}, stage = ?, version = version + 1,"
        " updated_by = ?, updated_at = ? where id = ?",
        (*_values(content), stage, by.login, clock.stamp(), before.id),
    )
    keep_contents(db, before.id, content, before.event_id, by)
    after_change(db, before, by)


def _values(content: Content) -> list[object]:
    values = {name: getattr(content, name) for name in _FIELDS}
    values["title"] = " ".join(content.title.split())
    return [cleaned(value) if isinstance(value, str) else value for value in values.values()]


def keep_contents(db: Database, story_id: int, content: Content, event_id: int | None, by: User) -> None:
    """Texts, cards, photographs, and the version that they make."""
    db.conn.executemany(
        "insert into variant values (?, ?, ?) on conflict (story_id, channel) do update set text = excluded.text",
        [(story_id, channel, cleaned(text)) for channel, text in content.texts.items()],
    )
    draw(db, story_id, content, event_id, by)
    db.conn.execute("delete from story_photo where story_id = ?", (story_id,))
    # An older version may name a photograph that was deleted since.
    db.conn.executemany(
        "insert into story_photo (story_id, photo_id, place, alt) select ?, id, ?, ? from photo where id = ?",
        [(story_id, place, cleaned(alt), number) for place, (number, alt) in enumerate(content.photos.items())],
    )
    now = story(db, story_id, by=by)
    db.conn.execute(
        "insert into story_version values (?, ?, ?, ?, ?)",
        (story_id, now.version, now.content.to_json(), now.updated_at, now.updated_by),
    )


def after_change(db: Database, before: Story, by: User) -> None:
    """An approval never outlives a change of what was approved, nor do the posts that wait with the old text."""
    now = story(db, before.id, by=by)
    if now.approval_hash == before.approval_hash:
        return
    posts.hold_back(db, now.id, stages.CHANGED, by)
    if before.stage == "approved":
        db.conn.execute("update story set stage = 'review' where id = ?", (now.id,))
        audit.record(db, by, "publishing.dropped", f"story:{now.id}")


def draw(db: Database, story_id: int, content: Content, event_id: int | None, by: User) -> None:
    """The picture cards of the formats in `content.alts`, instead of those before."""
    event = event_of(db, event_id, by=by)
    drawn = pictures(db, content.title.strip(), event) if content.alts else {}
    db.conn.execute("delete from card where story_id = ?", (story_id,))
    store.insert_many(
        db,
        "card",
        ("story_id", "format", "file", "alt"),
        [(story_id, form, files.keep(drawn[form], "png"), cleaned(alt)) for form, alt in content.alts.items()],
    )


def pictures(db: Database, title: str, event: Event | None) -> dict[str, bytes]:
    """Format → PNG of every picture card."""
    known = town(db)
    label = documents.KIND_LABELS.get(event.kind, "") if event else ""
    picture = documents.picture_of(title, event, label, f"Město {known.name}", known.host)
    colour = str(settings.value(db, "town.colour"))
    return {form: documents.picture_card(picture, form, colour) for form in rules.FORMATS}
