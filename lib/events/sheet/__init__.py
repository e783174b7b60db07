"""Calendars from outside: the workbook of the office, the programme of the house of culture as a table or as ICS."""

from lib.events.sheet.fields import FIELDS
from lib.events.sheet.house import CULTURE_HOUSE
from lib.events.sheet.house_ics import CULTURE_HOUSE_ICS
from lib.events.sheet.office import OFFICE

__all__ = ["CULTURE_HOUSE", "CULTURE_HOUSE_ICS", "FIELDS", "OFFICE"]
