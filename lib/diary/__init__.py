"""Room of the leadership's diary: where the office-holders are, and the invitations that came to them.

Others use `blocks` (for clashes and free time) and `Entry` with `actions.add_block`.
"""

from lib.diary.queries import blocks
from lib.diary.rules import Entry

__all__ = ["Entry", "blocks"]
