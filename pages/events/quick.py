"""Quick entry: one line becomes an event; what was understood is seen at once and can be corrected."""

from lib.i18n import t
from lib.ui import quick
from lib.ui.forms import Form
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("events.edit")
head(
    t("Quick entry"),
    t("One line becomes an event."),
    others=(
        Link(t("Whole form"), "pages/events/edit.py", ":material/edit_calendar:"),
        Link(t("Calendar"), "pages/events/calendar.py", ":material/calendar_month:"),
    ),
)
quick.saved(user)
form = Form("events.quick", live=True)
with form.body():
    draft = quick.draw(form, user)
    if form.submit(t("Save the event")):
        quick.save(form, draft, user)
