"""Memorial acts: speakers, wreaths, script, signing off."""

from lib.store import Migrations

migrations = Migrations("memorial")
