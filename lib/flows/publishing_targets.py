"""Where a post may go: the channels that are set up, each with what its kind takes."""

from dataclasses import dataclass

from lib import outbox, store
from lib.access import User, needs
from lib.errors import Refused
from lib.flows import channel_kinds
from lib.outbox import Kind
from lib.store import Database


@dataclass(frozen=True)
class Target:
    """One channel that is set up: its code, its name, its kind, whether a person serves it."""

    code: str
    name: str
    kind: Kind
    by_hand: bool
    switched_on: bool


def targets(db: Database) -> list[Target]:
    """The channels that are set up, known and take posts, by name; for the office's own flows."""
    found = store.rows(
        db, "select code, kind, name, by_hand, switched_on from channel order by name collate CZECH, code"
    )
    return [
        Target(row["code"], row["name"], kind, kind.make is None, bool(row["switched_on"]))
        for row in found
        if (kind := channel_kinds.KINDS.get(row["kind"])) and kind.takes_posts
    ]


@needs("publishing.read")
def switched_off(db: Database, *, by: User) -> dict[str, str]:
    """Code → name of the channels that take posts and are switched off: nothing can be queued into them."""
    return {one.code: one.name for one in targets(db) if not one.switched_on}


def target(db: Database, code: str) -> Target:
    """One of them; Refused when it is not there."""
    found = next((one for one in targets(db) if one.code == code), None)
    if found is None:
        if outbox.set_up(db, code).kind in channel_kinds.KINDS:
            raise Refused("The channel {code} takes no posts.", code=code)
        raise Refused("The channel {name} is of a kind that this version does not know.", name=code)
    return found
