"""Diary entry."""

from lib.i18n import t
from lib.ui.guard import guard
from lib.ui.head import head

user = guard("diary.edit")
head(t("Diary entry"))
