"""Whether the store could be opened at the start; if not, every page says why."""

from lib.errors import OfficeError

_problem: OfficeError | None = None


def say(problem: OfficeError | None) -> None:
    """Remember what stops the app from working, or that nothing does."""
    global _problem
    _problem = problem


def problem() -> OfficeError | None:
    """What stops the app from working, None when it works."""
    return _problem
