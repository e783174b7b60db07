"""Questions about the leadership's diary. Permission: diary.read; the words of private entries diary.private."""

from lib.diary.queries.blocks import Block, block, block_in_full, blocks, blocks_in_full, own_blocks

__all__ = ["Block", "block", "block_in_full", "blocks", "blocks_in_full", "own_blocks"]
