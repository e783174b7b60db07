"""What came out about the town in the media (`?akce=` begins one about an event)."""

from lib import clock
from lib.i18n import t, tn
from lib.press.queries import questions, releases
from lib.ui import cached, in_address
from lib.ui import press as look
from lib.ui import press_outputs as parts
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("press.read")
found = cached.read(questions.outputs, by=user)
month = found.filter(found["on_day"] >= clock.today().replace(day=1)).height
head(
    t("Media outputs"),
    tn("{n} this month", "{n} this month", month),
    others=(Link(t("Questions of the media"), look.QUESTIONS, ":material/contact_support:"),),
)
if user.may("press.edit"):
    parts.add(cached.read(releases.releases, by=user), user, event_id=in_address.number("akce"))
parts.show(found, user)
if user.may("press.edit"):
    parts.remove(found, user)
