"""The office's sentences about posts: their names, what can be withdrawn. Limits and checks live beside."""

from lib.errors import Refused
from lib.publishing.checks import Check as Check
from lib.publishing.checks import checks as checks
from lib.publishing.checks import common_checks as common_checks
from lib.publishing.checks import content_checks as content_checks
from lib.publishing.checks.whole import is_public as is_public
from lib.publishing.limits import CHANNELS as CHANNELS
from lib.publishing.limits import FORMATS as FORMATS
from lib.publishing.limits import LIMITS as LIMITS
from lib.publishing.limits import Limit as Limit
from lib.publishing.limits import hashtags as hashtags
from lib.publishing.limits import length as length
from lib.publishing.limits import sent as sent


def check_withdrawal(state: str, reason: str) -> str:
    """The reason without spaces around; Refused when nothing is out or nobody says why."""
    if state != "published":
        raise Refused("Only a published post can be withdrawn.")
    if not reason.strip():
        raise Refused("Write why the post is withdrawn; the record of changes keeps it.", field="reason")
    return reason.strip()


def guid(host: str, year: int, story_id: int) -> str:
    """The name of a post that never changes (RFC 4151): `tag:www.brazdov.example,2026:prispevek-12`."""
    return f"tag:{host},{year}:prispevek-{story_id}"
