"""Tasks that wait on Today: overdue or due by Sunday, each with what it is for."""

from collections.abc import Mapping
from typing import Any

from lib import clock
from lib.access import User, needs
from lib.czech import dates
from lib.flows import task_list
from lib.flows.today import Matter, Tone
from lib.i18n import t, tn
from lib.store import Database
from lib.tasks import queries, rules

SHOWN = 6


@needs("tasks.read")
def matters(db: Database, login: str | None = None, *, by: User) -> list[Matter]:
    """Tasks that are overdue or due by Sunday, of one person or (None) of everybody; of many only the first ones."""
    found = queries.due(db, rules.sunday(clock.today()), login, by=by)
    shown = found.head(SHOWN)
    called = task_list.about(db, shown["subject"].to_list(), by=by)
    waiting = [_task(row, called, whose=login is None) for row in shown.iter_rows(named=True)]
    rest = found.slice(SHOWN)
    if not rest.is_empty():
        late = int((rest["standing"] == "late").sum())
        words: tuple[Tone, str] = ("late", t("overdue task")) if late else ("due", t("by Sunday"))
        more = tn("{n} more task", "{n} more tasks", rest.height)
        view = {} if login else {"pohled": "vsechny"}
        waiting.append(Matter(*words, more, t("The list of tasks has them all."), "pages/tasks/tasks.py", view))
    return waiting


def _task(row: dict[str, Any], called: Mapping[str, str], *, whose: bool) -> Matter:
    words: dict[str, tuple[Tone, str]] = {
        "late": ("late", t("overdue task")),
        "today": ("due", t("due today")),
        "week": ("due", t("by Sunday")),
    }
    who = row["assignee_name"] or t("not given to anybody")
    said = (dates.short_date(row["due_on"]), who if whose else "", called.get(row["subject"], ""))
    detail = " · ".join(filter(None, said))
    return Matter(*words[row["standing"]], row["title"], detail, "pages/tasks/task.py", {"id": str(row["id"])})
