"""Venue."""

from lib.i18n import t
from lib.ui.guard import guard
from lib.ui.head import head

user = guard("events.read")
head(t("Venue"))
