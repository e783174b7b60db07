"""Writing posts and putting them out: what was typed is never lost, what is out is frozen, every step is recorded."""

from typing import Any

from lib import audit, clock, files, store
from lib.access import User, needs
from lib.czech import typography
from lib.errors import BadInput, Conflict, Refused
from lib.events import Event, outlets
from lib.publishing import documents, drafts, rules
from lib.publishing.queries import event_of, story, town, venues
from lib.publishing.records import Content, Story
from lib.store import Database

KIND_LABELS = {
    "town": "akce města",
    "culture_house": "dům kultury",
    "club": "akce spolku",
    "school": "akce školy",
    "memorial": "pietní akt",
    "ceremony": "obřad",
    "council": "jednání města",
}
"""What a picture card says over the title; Czech, the card is the town's."""


@needs("publishing.write")
def draft(db: Database, event: Event | None, *, by: User) -> Content:
    """The first draft of a post's content: from an event, or empty. Nothing is stored."""
    if event is None:
        return Content("", alts=dict.fromkeys(rules.FORMATS, ""))
    alt = drafts.alt_from(event)
    return Content(
        drafts.title_from(event), "", drafts.variants_from(event, town(db)), dict.fromkeys(rules.FORMATS, alt)
    )


@needs("publishing.write")
def cards(db: Database, title: str, event: Event | None, *, by: User) -> dict[str, bytes]:
    """Format → PNG of every picture card of a post. Nothing is stored."""
    known = town(db)
    label = KIND_LABELS.get(event.kind, "") if event else ""
    picture = documents.picture_of(title, event, label, f"Město {known.name}", known.host)
    return {form: documents.picture_card(picture, form) for form in rules.FORMATS}


@needs("publishing.write")
def draft_from_event(db: Database, event_id: int, *, by: User) -> int:
    """Write the first draft of every channel and draw the cards; gives the post's id."""
    event = event_of(db, event_id, by=by)
    return save(db, None, draft(db, event, by=by), event_id=event_id, by=by)


@needs("publishing.write")
def save(
    db: Database,
    story_id: int | None,
    content: Content,
    *,
    event_id: int | None = None,
    started_from: int | None = None,
    by: User,
) -> int:
    """Store a new post (no id) or a change of one; gives its id. Cards of the formats in `content.alts` are drawn anew.

    `started_from` is the version that the person began to edit: Conflict when somebody has saved the post since.
    What is out stays as it was published until `correct`.
    """
    _check(content)
    if story_id is None:
        story_id = _insert(db, content, event_id, by)
    else:
        before = story(db, story_id, by=by)
        _refuse_withdrawn(before)
        _refuse_overwriting(before, started_from)
        event_id = before.event_id
        db.conn.execute(
            "update story set title = ?, perex = ?, version = version + 1, updated_by = ?, updated_at = ? where id = ?",
            (content.title.strip(), content.perex.strip(), by.login, clock.stamp(), story_id),
        )
    _keep_texts(db, story_id, content)
    _draw(db, story_id, content, event_id, by)
    audit.record(db, by, "publishing.save", f"story:{story_id}", {"title": content.title, "texts": content.texts})
    return story_id


@needs("publishing.write")
def mend_typography(db: Database, story_id: int, *, started_from: int | None = None, by: User) -> int:
    """Mend the title, the lead and the texts of a stored post, all but SMS; gives how many of them changed."""
    now = story(db, story_id, by=by)
    after = mended(now.content)
    changed = [*(now.texts[name] != text for name, text in after.texts.items()), after.title != now.title]
    if any(changed) or after.perex != now.perex:
        save(db, story_id, after, started_from=started_from, by=by)
    return sum(changed) + (after.perex != now.perex)


def mended(content: Content) -> Content:
    """The content in Czech typography; SMS stays as it is."""
    texts = {name: text if name == "sms" else typography.mend(text) for name, text in content.texts.items()}
    return Content(typography.mend(content.title), typography.mend(content.perex), texts, content.alts)


@needs("publishing.write")
def make_cards(db: Database, story_id: int, *, by: User) -> int:
    """Draw the picture cards anew from the event as it is now (its day or place has changed); gives how many."""
    now = story(db, story_id, by=by)
    _refuse_withdrawn(now)
    event = event_of(db, now.event_id, by=by)
    alt = drafts.alt_from(event) if event else now.title
    content = Content(now.title, alts={form: now.content.alts.get(form) or alt for form in rules.FORMATS})
    _draw(db, story_id, content, now.event_id, by)
    audit.record(db, by, "publishing.cards", f"story:{story_id}")
    return len(content.alts)


@needs("publishing.publish")
def publish(db: Database, story_id: int, *, by: User) -> Story:
    """Put a post out to the feeds at once; Refused with the reasons when a blocking check fails."""
    now = story(db, story_id, by=by)
    if now.state != "draft":
        raise Refused("This post has already been published. Publish a correction, or make a copy.")
    _refuse_faulty(db, now, by)
    at = clock.stamp()
    guid = rules.guid(town(db).host, clock.today().year, story_id)
    _put_out(db, now, guid, "published", at, "", by)
    db.conn.execute("update story set state = 'published', published_at = ? where id = ?", (at, story_id))
    audit.record(db, by, "publishing.publish", f"story:{story_id}", {"guid": guid, "content": now.content_hash})
    return story(db, story_id, by=by)


@needs("publishing.publish")
def correct(db: Database, story_id: int, *, by: User) -> Story:
    """Put the changes made since out as a correction, under the same guid."""
    now = story(db, story_id, by=by)
    last = _last(db, story_id)
    if now.state != "published" or last is None:
        raise Refused("Only a published post can be corrected.")
    if last["content_hash"] == now.content_hash:
        raise Refused("Nothing has changed since the post was published. Save the correction first.")
    _refuse_faulty(db, now, by)
    _put_out(db, now, last["guid"], "corrected", clock.stamp(), "", by)
    detail = {"before": last["content_hash"], "after": now.content_hash}
    audit.record(db, by, "publishing.correct", f"story:{story_id}", detail)
    return now


@needs("publishing.publish")
def withdraw(db: Database, story_id: int, reason: str, *, by: User) -> None:
    """Take a post out of the feeds for good; the reason stays in its history."""
    now, last = story(db, story_id, by=by), _last(db, story_id)
    said, at = rules.check_withdrawal(now.state, reason), clock.stamp()
    assert last is not None
    _put_out(db, now, last["guid"], "withdrawn", at, said, by)
    db.conn.execute(
        "update story set state = 'withdrawn', withdrawn_at = ?, withdrawn_reason = ? where id = ?",
        (at, said, story_id),
    )
    audit.record(db, by, "publishing.withdraw", f"story:{story_id}", {"reason": said})


@needs("publishing.write")
def duplicate(db: Database, story_id: int, *, by: User) -> int:
    """A new draft with the same texts and cards; gives its id."""
    original = story(db, story_id, by=by)
    copy = save(db, None, original.content, event_id=original.event_id, by=by)
    audit.record(db, by, "publishing.duplicate", f"story:{copy}", {"original": story_id})
    return copy


def _check(content: Content) -> None:
    if not content.title.strip():
        raise BadInput("The post has no title. Write it.", field="title")
    unknown = (set(content.texts) - set(rules.CHANNELS)) | (set(content.alts) - set(rules.FORMATS))
    if unknown:
        raise KeyError(*unknown)


def _refuse_withdrawn(before: Story) -> None:
    if before.state == "withdrawn":
        raise Refused("The post was withdrawn and stays as it was. Make a copy and change that.")


def _refuse_overwriting(before: Story, started_from: int | None) -> None:
    if started_from is not None and started_from != before.version:
        raise Conflict(
            "{who} has saved this post meanwhile. Your text is still here; compare it with theirs and save again.",
            who=before.updated_by,
        )


def _refuse_faulty(db: Database, now: Story, by: User) -> None:
    event = event_of(db, now.event_id, by=by)
    found = rules.content_checks(now.content, event, venues(db, by=by))
    blocking = [str(check) for checks in found.values() for check in checks if check.blocking]
    if blocking:
        raise Refused("The post cannot go out yet. {reasons}", reasons=" ".join(blocking))


def _insert(db: Database, content: Content, event_id: int | None, by: User) -> int:
    now = clock.stamp()
    row = db.conn.execute(
        "insert into story (event_id, title, perex, created_by, created_at, updated_by, updated_at)"
        " values (?, ?, ?, ?, ?, ?, ?) returning id",
        (event_id, content.title.strip(), content.perex.strip(), by.login, now, by.login, now),
    ).fetchone()
    return int(row[0])


def _keep_texts(db: Database, story_id: int, content: Content) -> None:
    db.conn.executemany(
        "insert into variant values (?, ?, ?) on conflict (story_id, channel) do update set text = excluded.text",
        [(story_id, channel, rules.sent(text)) for channel, text in content.texts.items()],
    )


def _draw(db: Database, story_id: int, content: Content, event_id: int | None, by: User) -> None:
    event = event_of(db, event_id, by=by)
    drawn = cards(db, content.title.strip(), event, by=by) if content.alts else {}
    db.conn.execute("delete from card where story_id = ?", (story_id,))
    store.insert_many(
        db,
        "card",
        ("story_id", "format", "file", "alt"),
        [(story_id, form, files.keep(drawn[form], "png"), alt.strip()) for form, alt in content.alts.items()],
    )


def _last(db: Database, story_id: int) -> dict[str, Any] | None:
    found = store.rows(
        db, "select guid, content_hash from publication where story_id = ? order by id desc limit 1", (story_id,)
    )
    return found[0] if found else None


def _put_out(db: Database, now: Story, guid: str, step: str, at: str, reason: str, by: User) -> None:
    """One row of the ledger: the content as it is out from this moment."""
    card, text = now.picture, now.texts.get("web", "")
    picture, alt = (card.file, card.alt) if card else (None, "")
    content = (now.title, now.perex, text, picture, alt, now.content_hash)
    db.conn.execute(
        "insert into publication (story_id, guid, channel, step, at, by_login, title, perex, text, picture, alt,"
        " content_hash, reason) values (?, ?, 'feed', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (now.id, guid, step, at, by.login, *content, reason),
    )
    if now.event_id is not None and step == "withdrawn":
        outlets.forget(db, now.event_id, f"story:{now.id}", by)
    elif now.event_id is not None:
        outlets.tell(db, now.event_id, f"story:{now.id}", now.title, by)
