"""Tasks and their templates."""

from lib.store import Migrations

migrations = Migrations("tasks")
