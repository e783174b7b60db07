"""Issues of the paper: added, changed, a whole year filled by the settings."""

from typing import Any

from lib import audit, store
from lib.access import User, needs
from lib.ads.queries.papers import Issue, existing_issue, plan
from lib.ads.rules import papers as rules
from lib.ads.rules.papers import IssueEntry
from lib.errors import Refused
from lib.store import Database


@needs("ads.edit")
def add_issue(db: Database, entry: IssueEntry, *, by: User) -> int:
    """Plan an issue and give its id. Refused when the year has one of that month."""
    values = _columns(entry)
    _refuse_other(db, values)
    store.insert_many(db, "paper_issue", tuple(values), [tuple(values.values())])
    issue_id = int(store.scalar(db, "select last_insert_rowid()"))
    audit.record(db, by, "ads.add_issue", f"paper_issue:{issue_id}", {"issue": f"{values['number']}/{entry.year}"})
    return issue_id


@needs("ads.edit")
def edit_issue(db: Database, issue_id: int, entry: IssueEntry, *, by: User) -> dict[str, list[Any]]:
    """Change an issue and give what changed, field → [before, after]. Its year and month stay: orders point there."""
    before, values = existing_issue(db, issue_id), _columns(entry)
    if (values["year"], values["first"]) != (before.year, before.first):
        raise Refused("The month of issue {issue} does not change: orders point to it. Add another issue.",
                      issue=before.name, field="number")  # fmt: skip
    changed = {name: [_plain(before, name), new] for name, new in values.items() if _plain(before, name) != new}
    if changed:
        columns = ", ".join(f"{name} = ?" for name in changed)
        db.conn.execute(
            f"update paper_issue set {columns} where id = ?", (*(new for _, new in changed.values()), issue_id)
        )
        audit.record(db, by, "ads.edit_issue", f"paper_issue:{issue_id}", changed)
    return changed


@needs("ads.edit")
def fill_year(db: Database, year: int, *, by: User) -> int:
    """Plan the issues of a year that are not there yet, by the settings; gives how many."""
    there = {row["first"] for row in store.rows(db, "select first from paper_issue where year = ?", (year,))}
    missing = [one for one in rules.of_year(year, plan(db)) if rules.number(one.number)[0] not in there]
    for entry in missing:
        add_issue(db, entry, by=by)
    return len(missing)


def _columns(entry: IssueEntry) -> dict[str, Any]:
    entry = rules.checked(entry)
    first, name = rules.number(entry.number)
    kept = {one: getattr(entry, one) for one in ("ad_area", "copies", "print_cost", "distribution_cost")}
    return {
        "year": entry.year, "first": first, "number": name, "closes_at": entry.closes_at,
        "out_on": entry.out_on.isoformat(), **kept, "note": entry.note.strip(),
    }  # fmt: skip


def _plain(issue: Issue, name: str) -> Any:
    return issue.out_on.isoformat() if name == "out_on" else getattr(issue, name)


def _refuse_other(db: Database, values: dict[str, Any]) -> None:
    key = (values["year"], values["first"])
    other = store.scalar(db, "select number from paper_issue where year = ? and first = ?", key)
    if other:
        raise Refused("Issue {issue} is planned already.", issue=f"{other}/{values['year']}", field="number")
