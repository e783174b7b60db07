"""Questions of journalists, what came out, the town's own media."""

import datetime as dt
from dataclasses import replace
from typing import Any

from lib import audit, clock, store
from lib.access import User, needs
from lib.czech import dates
from lib.errors import BadInput, NotFound, Refused
from lib.press.actions.writing import insert, reason, update
from lib.press.queries.questions import Kept, kept, kept_output
from lib.press.rules import questions as rules
from lib.press.rules.questions import Medium, Output, Question
from lib.store import Database


@needs("press.edit")
def ask(db: Database, question: Question, *, by: User) -> int:
    """Write a question down and give its id; a request under 106/1999 gets its fifteen days."""
    said = _with_term(rules.tidy(question))
    query_id = insert(db, "media_query", {**_columns(said), "by_login": by.login})
    audit.record(db, by, "press.question", _subject(query_id), {"medium": said.medium, "text": said.question[:80]})
    return query_id


@needs("press.edit")
def save(db: Database, query_id: int, question: Question, version: int, *, by: User) -> None:
    """Correct what is known of a question that was not answered yet."""
    before = _open(db, query_id)
    said = rules.tidy(replace(question, came_at=question.came_at or before.question.came_at))
    update(db, "media_query", query_id, _columns(_with_term(said, bool(before.extended_because))), version)
    audit.record(db, by, "press.question_saved", _subject(query_id), {"medium": said.medium})


@needs("press.edit")
def extend(db: Database, query_id: int, because: str, *, by: User) -> None:
    """Prolong a request under 106/1999 by ten days, with the reason that the applicant is told (§ 14 (7))."""
    before, why = _open(db, query_id), reason(because)
    if not before.question.information_request:
        raise Refused("Only a request under the Act on information can be prolonged. Agree with the journalist.")
    if before.extended_because:
        raise Refused("It was prolonged already; it can be done once.")
    last = _end_of(rules.request_due(clock.prague(before.question.came_at).date(), extended=True))
    update(db, "media_query", query_id, {"extended_because": why, "answer_by": last})
    audit.record(db, by, "press.question_extended", _subject(query_id), {"reason": why})


@needs("press.edit")
def material_came(db: Database, query_id: int, *, by: User) -> None:
    """Whoever solves it has sent what the answer is made of."""
    _open(db, query_id)
    update(db, "media_query", query_id, {"material_at": clock.stamp()})
    audit.record(db, by, "press.question_material", _subject(query_id))


@needs("press.edit")
def write_answer(db: Database, query_id: int, answer: str, version: int, *, by: User) -> None:
    """Keep the answer as it is written; a changed text has to be approved again."""
    before = _open(db, query_id)
    values: dict[str, Any] = {"answer": answer.strip()}
    if answer.strip() != before.answer:
        values["approved_by"] = None
    update(db, "media_query", query_id, values, version)
    audit.record(db, by, "press.answer", _subject(query_id))


@needs("press.edit")
def approve(db: Database, query_id: int, who: str, *, by: User) -> None:
    """Write down who approved the answer: a colleague, or somebody of the leadership by name."""
    if not _open(db, query_id).answer:
        raise Refused("There is no answer to approve yet.")
    if not who.strip():
        raise BadInput("Write who approved it.", field="who")
    update(db, "media_query", query_id, {"approved_by": " ".join(who.split())})
    audit.record(db, by, "press.answer_approved", _subject(query_id), {"who": who.strip()})


@needs("press.edit")
def sent(db: Database, query_id: int, *, by: User) -> None:
    """The answer went out. Refused without an answer, or before somebody approved it."""
    before = _open(db, query_id)
    if not before.answer:
        raise Refused("Write the answer first.")
    if not before.approved_by:
        raise Refused("Write who approved the answer first.")
    update(db, "media_query", query_id, {"sent_at": clock.stamp()})
    audit.record(db, by, "press.answer_sent", _subject(query_id))


@needs("press.edit")
def published(db: Database, query_id: int, on: dt.date, *, by: User) -> None:
    """An answer to a request under 106/1999 was put on the web."""
    before = kept(db, query_id)
    if not (before.question.information_request and before.sent_at):
        raise Refused("Only an answer to a request under the Act on information is published, after it was sent.")
    update(db, "media_query", query_id, {"published_on": on})
    audit.record(db, by, "press.answer_published", _subject(query_id), {"day": str(on)})


@needs("press.edit")
def came_out(db: Database, output: Output, *, by: User) -> int:
    """Write down what came out about the town; gives its id. Refused for the same address again."""
    said = _checked(db, output)
    output_id = insert(db, "media_output", {**_row(said), "by_login": by.login, "at": clock.stamp()})
    audit.record(db, by, "press.came_out", f"media_output:{output_id}", {"medium": said.medium, "title": said.title})
    return output_id


@needs("press.edit")
def correct_output(db: Database, output_id: int, output: Output, *, by: User) -> None:
    """Correct what was written down of it. Refused for an address that another one has."""
    kept_output(db, output_id)
    said = _checked(db, output, output_id)
    values = _row(said)
    columns = ", ".join(f"{name} = :{name}" for name in values)
    db.conn.execute(f"update media_output set {columns} where id = :id", {**values, "id": output_id})
    detail = {"medium": said.medium, "title": said.title}
    audit.record(db, by, "press.output_saved", f"media_output:{output_id}", detail)


@needs("press.edit")
def remove_output(db: Database, output_id: int, *, by: User) -> None:
    """Take back what was written down by mistake."""
    found = kept_output(db, output_id)
    db.conn.execute("delete from media_output where id = ?", (output_id,))
    audit.record(db, by, "press.output_removed", f"media_output:{output_id}", {"title": found.title})


@needs("press.edit")
def save_medium(db: Database, medium: Medium, medium_id: int | None = None, *, by: User) -> int:
    """Keep a medium of the town; gives its id."""
    said = rules.tidy_medium(medium)
    if medium_id is None:
        medium_id = insert(db, "town_medium", vars(said))
    elif store.scalar(db, "select 1 from town_medium where id = ?", (medium_id,)):
        update(db, "town_medium", medium_id, vars(said))
    else:
        raise NotFound("This medium is not in the register.")
    audit.record(db, by, "press.medium", f"town_medium:{medium_id}", {"medium": said.name})
    return medium_id


def _checked(db: Database, output: Output, output_id: int | None = None) -> Output:
    said = rules.tidy_output(output)
    if said.on > clock.today():
        raise BadInput("The day {day} has not come yet.", day=dates.date(said.on), field="on")
    same = "select 1 from media_output where url = ? and id is not ?"
    if said.url and store.scalar(db, same, (said.url, output_id)):
        raise Refused("This page is written down already.", field="url")
    return said


def _row(output: Output) -> dict[str, Any]:
    values = dict(vars(output))
    return {"on_day": values.pop("on").isoformat(), **values}


def _with_term(question: Question, extended: bool = False) -> Question:
    came = question.came_at or clock.stamp()
    if not question.information_request:
        return replace(question, came_at=came)
    last = rules.request_due(clock.prague(came).date(), extended)
    return replace(question, came_at=came, answer_by=_end_of(last))


def _end_of(day: dt.date) -> str:
    return clock.stamp(dates.wall(day, "23:59"))


def _columns(question: Question) -> dict[str, Any]:
    values = dict(vars(question))
    values["is_information_request"] = values.pop("information_request")
    return values


def _open(db: Database, query_id: int) -> Kept:
    found = kept(db, query_id)
    if found.sent_at:
        raise Refused("The answer was sent; it stays as it is.")
    return found


def _subject(query_id: int) -> str:
    return f"media_query:{query_id}"
