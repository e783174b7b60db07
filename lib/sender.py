"""Who sends the office's papers: the letterhead as the settings have it."""

import datetime as dt

from lib import settings
from lib.paper import Letterhead
from lib.store import Database

_FIELDS = ("legal_name", "office", "address", "ico", "phone", "email", "web")


def letterhead(db: Database, on: dt.date | None = None) -> Letterhead:
    """The sender as he was on a day (today when not said): an old paper printed again keeps its head."""
    said = (str(settings.value(db, f"town.{name}", on)) for name in _FIELDS)
    return Letterhead(*(value.removeprefix("https://") for value in said))
