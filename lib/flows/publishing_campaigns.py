"""Where the steps of a campaign may go: the town's feeds, photographs, channels set up, those served by hand."""

from dataclasses import dataclass

from lib.access import User, needs
from lib.flows import publishing_targets
from lib.flows.channel_kinds import BY_HAND, KINDS
from lib.i18n import t
from lib.publishing.moments import FEED, FEED_NAME, PHOTOS
from lib.store import Database


@dataclass(frozen=True)
class Place:
    """A kind of channel or one channel: what it is called, and whether a step goes there now."""

    name: str
    works: bool


@needs("publishing.read")
def places(db: Database, *, by: User) -> dict[str, Place]:
    """Code of a step → its place. Of a kind with more channels each can be chosen alone; the kind means all of them."""
    targets = publishing_targets.targets(db)
    works = {one.kind.code for one in targets if one.switched_on}
    kinds = {kind.code: kind for kind in (*(one.kind for one in targets), *BY_HAND)}
    found = {FEED: Place(t(FEED_NAME), True)}
    found |= {code: Place(t(kind.title), code in works) for code, kind in kinds.items()}
    several = [one for one in targets if sum(other.kind.code == one.kind.code for other in targets) > 1]
    found |= {one.code: Place(one.name, one.switched_on) for one in several if one.code not in found}
    return found | {PHOTOS: Place(t("Photographs from the event"), True)}


def name_of(code: str, known: dict[str, Place]) -> str:
    """What a step's place is called; a kind that nobody has set up by its title, what nobody knows by its code."""
    if code in known:
        return known[code].name
    return t(KINDS[code].title) if code in KINDS else code
