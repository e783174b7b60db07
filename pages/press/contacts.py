"""Media contacts: who they are, what they write about, who can be written to."""

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
new = Link(t("Add a contact"), look.CONTACT, ":material/person_add:") if user.may("press.edit") else None
paste = Link(t("Paste from a spreadsheet"), look.CONTACT, ":material/content_paste:", {"cast": "tabulka"})
head(
    t("Media contacts"),
    tn("{n} medium can be written to", "{n} media can be written to", media),
    primary=new,
    others=(*((paste,) if new else ()), Link(t("Press releases"), look.RELEASES, ":material/newsmode:")),
)
parts.show(found, new, user)
