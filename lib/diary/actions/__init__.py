"""Everything that changes the leadership's diary."""

from lib.diary.actions.blocks import add_block, change_block, remove_block

__all__ = ["add_block", "change_block", "remove_block"]
