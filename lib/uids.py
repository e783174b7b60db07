"""The names by which calendars know an event for ever (UID, RFC 5545, 3.8.4.7): the same nowhere else in the world.

A UID is stored with its event, so a town that gets another web address renames nothing. Events of the first versions
end with `kancelar`.
"""

import re
from urllib.parse import urlsplit

from lib import settings
from lib.store import Database

FIRST = "kancelar"
_NAME = re.compile(r"(?:akce|serie)-[0-9]+@(\S+)")


def home(db: Database) -> str:
    """What new UIDs end with: the town's web without www (`brazdov.example`)."""
    host = urlsplit(str(settings.value(db, "town.web"))).hostname or FIRST
    return host.removeprefix("www.")


def is_ours(db: Database, uid: str) -> bool:
    """Whether an event or a series got this UID from this office."""
    found = _NAME.fullmatch(uid)
    return found is not None and found[1] in (FIRST, home(db))
