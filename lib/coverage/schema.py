"""What is wanted from an event, who brings it, what was delivered; who is away; contracts with television."""

from lib.store import Migrations

migrations = Migrations("coverage")
