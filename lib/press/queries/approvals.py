"""Who has approved what goes to the media and to citizens. Permission: press.read."""

from typing import Any

from lib import settings, store
from lib.access import User, needs
from lib.press.rules.approving import Standing, content_hash
from lib.store import Database

_STANDING = """
select by_login, coalesce(user.name, by_login) as name from press_approval left join user on user.login = by_login
where subject = ? and content_hash = ? order by press_approval.id
"""


@needs("press.read")
def standing(db: Database, subject: str, said: Any, needed: int = 1, *, by: User) -> Standing:
    """`stands` for who may see it."""
    return stands(db, subject, said, needed)


def stands(db: Database, subject: str, said: Any, needed: int = 1) -> Standing:
    """How the approval of `press_release:3` (`citizen_message:3`) stands for what it says now. As many people as the
    setting `publishing.approvals` asks, or `needed` when that is more."""
    found = store.rows(db, _STANDING, (subject, content_hash(said)))
    usual = 2 if int(settings.value(db, "publishing.approvals")) > 1 else 1
    logins, names = (tuple(row[column] for row in found) for column in ("by_login", "name"))
    return Standing(max(usual, needed), logins, names)
