"""The website first: a channel that fetches pictures from the web takes them from the office's website.

Only where Kancelář has no public address of its own. The post for the website brings the pictures in the shape for that
channel; the post for the channel waits until the website has them.
"""

import json
from dataclasses import dataclass

from lib import clock, config, outbox
from lib.czech import dates
from lib.errors import Refused
from lib.flows import channel_kinds
from lib.flows.publishing_targets import Target
from lib.i18n import t
from lib.outbox import Kind, Parcel
from lib.outbox.records import HOSTED
from lib.publishing.moments import Moment
from lib.store import Database

_NEWEST = """
select message_id, outbox.state, channel.name from post join outbox on outbox.id = message_id
join channel on channel.code = post.channel
where story_id = ? and post.operation <> 'withdraw' and outbox.state <> 'cancelled'
    and channel.kind in (select value from json_each(?)) order by post.id desc limit 1
"""
_FOLLOW = """
update outbox set after_id = :web where after_id is not null and state in ('queued', 'missed', 'failed')
    and id in (select message_id from post where story_id = :story)
    and not exists (select 1 from outbox as before where before.id = outbox.after_id and before.state = 'published')
"""


@dataclass(frozen=True)
class Web:
    """The last post for the website: its message, how it stands, the channel's name, when it goes and the files of the
    pictures that it brings for others."""

    message_id: int
    state: str
    name: str
    publish_at: str
    files: frozenset[str]


def needed(kind: Kind) -> bool:
    """Whether a channel gets its pictures from the website."""
    return kind.takes_hosted_pictures and not config.current().public_url


def newest(db: Database, story_id: int) -> Web | None:
    """The last post for the website that was not taken back."""
    kinds = [kind.code for kind in channel_kinds.KINDS.values() if kind.hosts_pictures]
    row = db.conn.execute(_NEWEST, (story_id, json.dumps(kinds))).fetchone()
    if row is None:
        return None
    message = outbox.get(db, row[0])
    files = frozenset(one["file"] for one in message.parcel.extra.get(HOSTED, ()))
    return Web(message.id, row[1], row[2], message.publish_at, files)


def lacking(db: Database, story_id: int, parcel: Parcel | None = None, moment: Moment | None = None) -> str:
    """Why the website will not have the pictures (at the moment), in words; "" when it will."""
    web = newest(db, story_id)
    if web is None:
        return t("This channel takes pictures from the web. Plan the post for the website (WordPress) first, or have "
                 "the public address of Kancelář set.")  # fmt: skip
    if web.state in ("failed", "missed"):
        return t("This channel takes pictures from the web, and the post did not get to {website}. Send it there "
                 "first.", website=web.name)  # fmt: skip
    if parcel and not {picture.file for picture in parcel.pictures} <= web.files:
        return t("{website} does not get the pictures in the shape for this channel, because the post was planned "
                 "there before. Plan it there anew, or post here by hand.", website=web.name)  # fmt: skip
    if moment and web.state != "published" and clock.stamp(moment.at) < web.publish_at:
        return t(
            "This channel takes pictures from the web, and the post goes to {website} only on {when}. Choose a "
            "later time.",
            website=web.name,
            when=dates.moment(web.publish_at),
        )
    return ""


def waits_for(db: Database, story_id: int, to: Target, parcel: Parcel, moment: Moment) -> int | None:
    """The message for the website before which the channel's does not leave, None when it needs none; Refused when the
    website will not have the pictures."""
    if not needed(to.kind):
        return None
    if wrong := lacking(db, story_id, parcel, moment):
        raise Refused("{channel}: {problem}", channel=to.name, problem=wrong)
    web = newest(db, story_id)
    return web.message_id if web else None


def follow(db: Database, story_id: int) -> None:
    """What waits for a post on the website that did not get there waits for the new one."""
    if web := newest(db, story_id):
        db.conn.execute(_FOLLOW, {"web": web.message_id, "story": story_id})
