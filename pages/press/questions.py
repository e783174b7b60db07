"""Questions of journalists: which wait, which are late."""

from lib.i18n import t, tn
from lib.press.queries import questions
from lib.ui import cached
from lib.ui import press as look
from lib.ui import press_questions as parts
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("press.read")
found = cached.fresh(questions.questions, by=user)
late = found.filter(state="late")
new = Link(t("New question"), look.QUESTION, ":material/add:") if user.may("press.edit") else None
head(
    t("Questions of the media"),
    ", ".join((tn("{n} waits for an answer", "{n} wait for an answer", found["sent_at"].null_count()),
               *((tn("{n} is late", "{n} are late", late.height),) if late.height else ()))),
    primary=new,
    others=(Link(t("Media outputs"), look.OUTPUTS, ":material/breaking_news:"),),
)  # fmt: skip
parts.show(found, new, user)
