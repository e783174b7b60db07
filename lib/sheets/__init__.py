"""Shared spreadsheets: knows cells, headers, sources and differences; which columns mean what, a room's `sheet.py` says."""
