"""What is done for posts without anybody: those planned for the feeds come out, what came out too late is
withdrawn, events know where posts are out."""

import traceback

from lib import clock, store
from lib.access import SYSTEM
from lib.flows import publishing_events, publishing_mending
from lib.publishing import actions

_DUE = f"""
select exists (select 1 from feed_plan where publish_at <= ? and trouble = '')
    or exists (select 1 from post join outbox on outbox.id = message_id where told = 0 and outbox.state = 'published')
    or exists ({publishing_mending.LATE})
"""


def run() -> int:
    """Do what is due now; gives how many posts came out in the feeds. A fault keeps no other duty waiting."""
    try:
        with store.read() as db:
            if not store.scalar(db, _DUE, (clock.stamp(),)):
                return 0
        with store.write() as db:
            publishing_events.tell_outlets(db, by=SYSTEM)
            publishing_mending.withdraw_late(db, by=SYSTEM)
            return actions.come_out(db, by=SYSTEM)
    except Exception:
        traceback.print_exc()
        return 0
