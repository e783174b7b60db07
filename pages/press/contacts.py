"""Media contacts: who they are, new ones, a list pasted from a spreadsheet."""

from lib.i18n import t, tn
from lib.press.queries import contacts
from lib.ui import cached
from lib.ui import press as look
from lib.ui import press_contacts as parts
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("press.read")
found = cached.read(contacts.contacts, by=user)
media = found["medium"].n_unique()
head(
    t("Media contacts"),
    tn("{n} medium can be written to", "{n} media can be written to", media),
    others=(Link(t("Press releases"), look.RELEASES, ":material/newsmode:"),),
)
if user.may("press.edit"):
    parts.add(user)
parts.show(found, user)
