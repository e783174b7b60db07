"""Reads cells of the sample town the way a careful clerk would, on its own, so that the app is not its own judge."""

import datetime as dt
import re
from typing import Any

Rows = list[list[Any]]


def typed_day(cell: Any) -> dt.date | None:
    """The date in a cell; none when it does not exist, holds two dates or contradicts its weekday."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    found = re.fullmatch(r"(?:(po|út|st|čt|pá|so|ne) )?(\d+)\. ?(\d+)\. ?(\d{4})", str(cell))
    if not found:
        return None
    weekday, day, month, year = found.groups()
    try:
        date = dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
    names = ["po", "út", "st", "čt", "pá", "so", "ne"]
    return None if weekday and names[date.weekday()] != weekday else date
