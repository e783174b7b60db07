"""Questions about the leadership's diary. Permission: diary.read; the words of private entries diary.private."""

from lib.diary.queries.attended import Briefing, attendances, attended, briefing, briefings, free, wanted_gifts
from lib.diary.queries.blocks import Block, block, block_in_full, blocks, blocks_in_full, own_blocks
from lib.diary.queries.invitations import Invitation, invitation, invitations, waiting

__all__ = [
    "Block",
    "Briefing",
    "Invitation",
    "attendances",
    "attended",
    "block",
    "block_in_full",
    "blocks",
    "blocks_in_full",
    "briefing",
    "briefings",
    "free",
    "invitation",
    "invitations",
    "own_blocks",
    "waiting",
    "wanted_gifts",
]
