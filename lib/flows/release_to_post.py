"""A press release told to citizens too: a draft of a post with its words, its event and its embargo."""

from lib import audit
from lib.access import User, needs, require
from lib.errors import Refused
from lib.press.queries import releases
from lib.publishing import Content, actions
from lib.store import Database


@needs("publishing.write")
def post_from(db: Database, release_id: int, *, by: User) -> int:
    """Begin a post with what a press release says; gives its id. Refused for one that was taken back."""
    require(db, by, "press.read")
    kept = releases.release(db, release_id, by=by)
    if kept.state == "withdrawn":
        raise Refused("It was taken back.")
    said = kept.release
    content = Content(said.title, said.perex, body=said.body, embargo_until=said.embargo_until)
    story_id = actions.save(db, None, content, event_id=said.event_id, by=by)
    db.conn.execute("update story set origin = 'press_release', origin_id = ? where id = ?", (release_id, story_id))
    audit.record(db, by, "publishing.from_release", f"story:{story_id}", {"number": kept.number, "title": said.title})
    return story_id
