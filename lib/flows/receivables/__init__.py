"""What advertisers owe: how long it waits, and when the money is likely to come."""

from lib.flows.receivables.aging import BUCKETS, Aging, aging, owed
from lib.flows.receivables.cash import Delay, Expected, expected

__all__ = ["BUCKETS", "Aging", "Delay", "Expected", "aging", "expected", "owed"]
