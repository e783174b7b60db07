"""Kancelář: the tool of a town's communications office."""

__version__ = "0.1.0"
