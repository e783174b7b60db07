"""Writing posts: nothing that was typed is lost, two people at once keep the words of both."""

import re
from dataclasses import replace

from lib import audit
from lib.access import User, needs
from lib.czech import typography
from lib.errors import BadInput, Conflict
from lib.events import Event
from lib.publishing import drafts, merging, rules, stages
from lib.publishing.actions import keeping
from lib.publishing.parcels import cleaned
from lib.publishing.queries import event_of, story, town, version
from lib.publishing.records import Content, Story
from lib.store import Database


@needs("publishing.write")
def draft(db: Database, event: Event | None, *, by: User) -> Content:
    """The first draft of a post's content: from an event, or empty. The web's wording becomes the common text, so that
    whoever changes that changes the web, the newsletter and the media too. Nothing is stored."""
    if event is None:
        return Content("")
    texts = drafts.variants_from(event, town(db))
    cards = dict.fromkeys(rules.FORMATS, drafts.alt_from(event))
    return Content(drafts.title_from(event), "", {**texts, "web": ""}, cards, body=texts["web"])


@needs("publishing.write")
def cards(db: Database, title: str, event: Event | None, *, by: User) -> dict[str, bytes]:
    """Format → PNG of every picture card of a post. Nothing is stored."""
    return keeping.pictures(db, title, event)


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

    `started_from` is the version that the person began to edit. When somebody has saved the post since, the words of
    both are put together; Conflict with `mine`, `theirs` and `fields` when both changed the same words.
    A change ends the post's approval. What is out stays as it was published until `correct`.
    """
    texts = {name: cleaned(text) for name, text in content.texts.items()}
    content = replace(content, title=cleaned(content.title), texts=texts)
    _check(content)
    if story_id is None:
        story_id = keeping.insert(db, content, event_id, "writing", by)
    else:
        before = story(db, story_id, by=by)
        stages.refuse_withdrawn(before)
        content = _with_theirs(db, before, content, started_from)
        keeping.overwrite(db, before, content, by)
    audit.record(db, by, "publishing.save", f"story:{story_id}", {"title": content.title, "texts": content.texts})
    return story_id


def mended(content: Content) -> Content:
    """The content in Czech typography; SMS stays as it is."""
    texts = {name: text if name == "sms" else typography.mend(text) for name, text in content.texts.items()}
    title, perex, body = (typography.mend(text) for text in (content.title, content.perex, content.body))
    return replace(content, title=title, perex=perex, body=body, texts=texts)


@needs("publishing.write")
def make_cards(db: Database, story_id: int, *, by: User) -> int:
    """Draw the picture cards anew from the event as it is now (its day or place has changed); gives how many."""
    now = story(db, story_id, by=by)
    stages.refuse_withdrawn(now)
    event = event_of(db, now.event_id, by=by)
    alt = drafts.alt_from(event) if event else now.title
    content = replace(now.content, alts={form: now.content.alts.get(form) or alt for form in rules.FORMATS})
    keeping.draw(db, story_id, content, now.event_id, by)
    keeping.after_change(db, now, by)
    audit.record(db, by, "publishing.cards", f"story:{story_id}")
    return len(content.alts)


@needs("publishing.write")
def duplicate(db: Database, story_id: int, *, by: User) -> int:
    """A new draft with the same texts and pictures; gives its id."""
    original = story(db, story_id, by=by)
    copy = save(db, None, replace(original.content, embargo_until=None), event_id=original.event_id, by=by)
    db.conn.execute("update story set origin = 'story', origin_id = ? where id = ?", (story_id, copy))
    audit.record(db, by, "publishing.duplicate", f"story:{copy}", {"original": story_id})
    return copy


def _check(content: Content) -> None:
    if not content.title.strip():
        raise BadInput("The post has no title. Write it.", field="title")
    unknown = {name for name in content.texts if not re.fullmatch("[a-z][a-z0-9_]*", name)}
    unknown |= {form for form in content.alts if form not in rules.FORMATS}
    if unknown:
        raise KeyError(*unknown)
    if content.section not in stages.SECTIONS:
        raise KeyError(content.section)


def _with_theirs(db: Database, before: Story, content: Content, started_from: int | None) -> Content:
    """The content with what was saved since the person began."""
    if started_from is None or started_from == before.version:
        return content
    base = version(db, before.id, started_from) or before.content
    mine = replace(content, texts={**base.texts, **content.texts})
    merged, disputed = merging.merge(base, mine, before.content)
    if disputed:
        raise Conflict(
            "{who} has saved this post meanwhile. Your text is still here; compare it with theirs and save again.",
            who=before.updated_name,
            fields=disputed,
            mine=mine,
            theirs=before.content,
        )
    return merged
