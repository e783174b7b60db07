"""Press releases and invitations for journalists."""

from lib.i18n import t, tn
from lib.press.queries import releases
from lib.ui import cached
from lib.ui import press as look
from lib.ui import press_releases as parts
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("press.read")
found = cached.read(releases.releases, by=user)
drafts = found.filter(state="draft").height
new = Link(t("New press release"), look.RELEASE, ":material/add:") if user.may("press.edit") else None
invitation = Link(t("Invite journalists"), look.RELEASE, ":material/mail:", {"druh": "invitation"})
head(
    t("Press releases"),
    tn("{n} is being written", "{n} are being written", drafts) if drafts else t("None is being written."),
    primary=new,
    others=(*((invitation,) if new else ()), Link(t("Media contacts"), look.CONTACTS, ":material/contacts:")),
)
parts.show(found, new, user)
