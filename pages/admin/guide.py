"""The user guide."""

from lib.i18n import t
from lib.ui import guide
from lib.ui.guard import guard
from lib.ui.head import head

user = guard("events.read")
head(t("Guide"), t("What is where and what happens when"))
guide.show()
