"""Add a shared spreadsheet: where it lies, which column is what, a dry run, the first import."""

from lib.i18n import t
from lib.ui import sheets
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.sheet_wizard import Wizard

user = guard("sheets.manage")
wizard = Wizard(user)
head(t("Add a spreadsheet"), wizard.sentence(), others=(Link(t("Shared spreadsheets"), sheets.SOURCES),))
wizard.draw()
