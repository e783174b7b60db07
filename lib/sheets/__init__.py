"""Shared spreadsheets: cells, headers, sources and differences; what columns mean, a room's `sheet.py` says."""
