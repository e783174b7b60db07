"""Entries of the office-holders' diary and invitations that came in."""

from lib.store import Migrations

migrations = Migrations("diary")
