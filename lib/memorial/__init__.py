"""Room of memorial acts (pietní akty): speakers, wreaths, the script by the minute, locked the day before."""

from lib.memorial.queries import Kept, kept, unsigned
from lib.memorial.rules import Act

__all__ = ["Act", "Kept", "kept", "unsigned"]
