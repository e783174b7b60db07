"""Issued documents: what is owed and what is late, search, filters, files to download."""

from lib.i18n import t
from lib.invoices import queries
from lib.ui import cached
from lib.ui import invoices as look
from lib.ui.guard import guard
from lib.ui.head import head

user = guard("invoices.read")
found = cached.read(queries.invoices, by=user)

head(t("Invoices"), look.sentence(found), primary=look.issue_link(user))
look.to_be_taxed(cached.read(queries.to_tax, by=user), by=user)
look.listing(found, by=user)
