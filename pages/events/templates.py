"""Templates of events: use one, rename it, remove it; a new one is kept from the page of an event."""

from lib.events import queries
from lib.i18n import t, tn
from lib.ui import cached, event_templates
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("events.edit")
templates = cached.read(queries.templates, by=user)

head(
    t("Templates of events"),
    tn("{n} template", "{n} templates", templates.height),
    others=(Link(t("Events"), "pages/events/events.py"),),
)
event_templates.show(templates, user)
