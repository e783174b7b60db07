"""Messages to citizens through MUNIPOLIS: prepared here, sent there by hand, proved by the town's RSS."""

from lib import settings
from lib.i18n import t, tn
from lib.press.queries import messages
from lib.ui import cached
from lib.ui import press as look
from lib.ui import press_messages as parts
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.heartbeat import alarm

user = guard("press.read")
found = cached.read(messages.messages, by=user)
waiting = found.filter(state="approved").height
new = Link(t("New message"), look.MESSAGE, ":material/add:") if user.may("press.edit") else None
head(
    t("Messages to citizens"),
    tn("{n} waits to be sent by hand", "{n} wait to be sent by hand", waiting),
    primary=new,
)
alarm()
url = str(cached.fresh(settings.value, "munipolis.rss"))
parts.proof(cached.fresh(messages.feed, url, by=user), url, len(cached.read(messages.unproved, by=user)))
parts.show(found, new, user)
