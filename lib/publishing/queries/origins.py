"""What a post was begun with: the article of an author. Its event and press release stand in the post itself."""

from dataclasses import dataclass

from lib.access import User, needs
from lib.store import Database


@dataclass(frozen=True)
class Article:
    """The file of an article, and how many of its pictures and notes under the line were not taken."""

    file_name: str
    pictures: int
    footnotes: int


@needs("publishing.read")
def article_of(db: Database, story_id: int, *, by: User) -> Article | None:
    """The article that a post was begun with, None for another post."""
    sql = "select file_name, pictures, footnotes from story_article where story_id = ?"
    found = db.conn.execute(sql, (story_id,)).fetchone()
    return Article(*found) if found else None
