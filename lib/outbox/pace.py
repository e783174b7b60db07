"""How patient the outbox is: leases, pauses, numbers of tries."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Pace:
    """All in seconds. A sender has `lease` to finish, a channel at most `answer` to answer one call."""

    lease: int = 120
    answer: int = 60
    pause: int = 30
    """Between two answers that a message is not there."""
    first_wait: int = 30
    longest_wait: int = 900
    tries: int = 8
    """So many failures in a row, each surely without publishing, are enough."""

    @property
    def believed_after(self) -> dt.timedelta:
        """How long after a message left “not there” means nothing: its sender may still hold it, or the channel be slow
        to take it in."""
        return dt.timedelta(seconds=self.lease + self.answer)

    def wait(self, failures: int) -> dt.timedelta:
        """The pause after so many failures: twice as long each time."""
        return dt.timedelta(seconds=min(self.first_wait * 2 ** max(failures - 1, 0), self.longest_wait))


PACE = Pace()
