"""Room of coverage: who brings text, photographs, video, radio and television from an event, and what was delivered."""

from lib.coverage.actions.people import assign
from lib.coverage.actions.plan import drop_of, replan, want
from lib.coverage.queries.plan import assigned_between, of, undelivered

__all__ = ["assign", "assigned_between", "drop_of", "of", "replan", "undelivered", "want"]
