"""A post begun with an article that its author sent as a file."""

from lib import audit
from lib.access import User, needs
from lib.czech import numbers
from lib.errors import BadInput
from lib.manuscripts import Manuscript
from lib.publishing.actions.writing import save
from lib.publishing.records import Content
from lib.publishing.rules import FEEDS, LONGEST_TITLE
from lib.store import Database

LONGEST = FEEDS.characters or 0
LONGEST_FILE_NAME = 200


@needs("publishing.write")
def from_article(db: Database, article: Manuscript, file_name: str, *, event_id: int | None = None, by: User) -> int:
    """Begin a post with an article, about an event or about none; gives its id. Of the file its name is kept.

    A title that is too long is a sentence: it stays in the text, and its beginning is the title. BadInput for an
    article longer than any post.
    """
    title, text = _headed(article)
    if len(text) > LONGEST:
        raise BadInput(
            "{name} has {n} characters, a post takes at most {most}. Shorten it, or make two posts of it.",
            name=file_name, n=numbers.number(len(text)), most=numbers.number(LONGEST), field="file",
        )  # fmt: skip
    story_id = save(db, None, Content(title, body=text, author=article.author), event_id=event_id, by=by)
    name = " ".join(file_name.split())[:LONGEST_FILE_NAME]
    db.conn.execute("update story set origin = 'article' where id = ?", (story_id,))
    db.conn.execute(
        "insert into story_article values (?, ?, ?, ?)", (story_id, name, article.pictures, article.footnotes)
    )
    audit.record(db, by, "publishing.from_article", f"story:{story_id}", {"file": name, "title": title})
    return story_id


def _headed(article: Manuscript) -> tuple[str, str]:
    if len(article.title) <= LONGEST_TITLE:
        return article.title, article.text
    cut = article.title[: LONGEST_TITLE - 1]
    whole = "\n\n".join(filter(None, (article.title, article.text)))
    return f"{(cut.rpartition(' ')[0] or cut).rstrip(' ,;:–-')}…", whole
