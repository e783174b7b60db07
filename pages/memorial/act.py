"""Memorial act."""

from lib.i18n import t
from lib.ui.guard import guard
from lib.ui.head import head

user = guard("memorial.read")
head(t("Memorial act"))
