"""Calendars (.ics, RFC 5545) as tables of text: one row an occurrence, so that a calendar is imported like a sheet."""
