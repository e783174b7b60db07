"""Material for the radio: what the radio waits for, every period."""

from lib.i18n import t, tn
from lib.press.queries import radio
from lib.ui import cached
from lib.ui import press as look
from lib.ui import press_radio as parts
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("press.read")
found = cached.read(radio.briefs, by=user)
waiting = found.filter(state="draft").height
new = Link(t("New material"), look.BRIEF, ":material/add:") if user.may("press.edit") else None
head(
    t("Materials for the radio"),
    tn("{n} material is being prepared", "{n} materials are being prepared", waiting),
    primary=new,
    others=(Link(t("Programme for television"), look.TELEVISION, ":material/videocam:"),),
)
parts.due(cached.read(radio.missing, by=user))
parts.show(found, new, user)
