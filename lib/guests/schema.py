"""Lists of guests of events and their answers."""

from lib.store import Migrations

migrations = Migrations("guests")
