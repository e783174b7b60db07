"""The record of changes for those who may read it: who did what on a day, and whether the chain is whole."""

import datetime as dt
import json

import polars as pl

from lib import audit, changes_detail, clock
from lib.access import SYSTEM, User, needs
from lib.audit import Verdict
from lib.i18n import N, t
from lib.store import Database, frame

SHOWN = 5000
"""The newest entries of a view; older ones are found by their day."""
SCHEMA = {
    "id": pl.Int64,
    "at": pl.String,
    "login": pl.String,
    "name": pl.String,
    "what": pl.String,
    "subject": pl.String,
    "detail": pl.String,
}
WHAT: dict[str, str] = {
    "ads.add_issue": N("planned an issue of the paper"),
    "ads.approve": N("approved an order by name"),
    "ads.asked_ahead": N("asked for an ad ahead"),
    "ads.edit_issue": N("changed an issue of the paper"),
    "ads.edit_order": N("changed an order of ads"),
    "ads.end_run": N("ended a run of ads early"),
    "ads.invoice_undone": N("took an ad off its invoice"),
    "ads.invoiced": N("invoiced an ad"),
    "ads.note": N("edited an ad"),
    "ads.order": N("took an order of ads"),
    "ads.page": N("put an ad on a page"),
    "ads.plan": N("wrote the plan of revenue"),
    "ads.step": N("moved an order of ads on"),
    "ads.paid": N("recorded a payment"),
    "ads.unpaid": N("took a payment back"),
    "bank.bring_back": N("put a payment back among those to be matched"),
    "bank.confirm": N("matched a payment with invoices"),
    "bank.set_aside": N("set a payment aside"),
    "bank.take_in": N("read a bank statement"),
    "bank.try_again": N("let a refused statement be read again"),
    "bank.undo": N("undid the match of a payment"),
    "caldav.decide": N("settled a difference with the shared calendar"),
    "contacts.add": N("added an organisation or a person"),
    "contacts.add_holder": N("added an office-holder"),
    "contacts.ares": N("kept an answer of ARES"),
    "contacts.change_holder": N("corrected an office-holder"),
    "contacts.close_feed": N("turned a calendar link off"),
    "contacts.correct": N("corrected an organisation or a person"),
    "contacts.end_term": N("ended a term of office"),
    "contacts.merge": N("merged two organisations or people"),
    "contacts.new_feed": N("made a calendar link"),
    "diary.answered": N("sent the answer to an invitation"),
    "diary.attend": N("put somebody of the leadership on an event"),
    "diary.brief": N("wrote a briefing for an office-holder"),
    "diary.add_block": N("entered something into the diary"),
    "diary.change_block": N("changed an entry of the diary"),
    "diary.correct_invitation": N("corrected an invitation"),
    "diary.decide": N("decided about an invitation"),
    "diary.invitation": N("wrote down an invitation"),
    "diary.link_invitation": N("linked an invitation to an event"),
    "diary.offer": N("offered an invitation"),
    "diary.read_attendees": N("took attendance of the leadership from the shared calendar"),
    "diary.remove_block": N("removed an entry of the diary"),
    "events.add": N("entered an event"),
    "events.add_special_day": N("entered special days"),
    "events.change_rule": N("changed how an event repeats"),
    "events.edit": N("edited an event"),
    "events.edit_series": N("edited a series of events"),
    "events.edit_venue": N("edited a venue"),
    "events.fill_series": N("entered further occurrences of series"),
    "events.merge_venues": N("merged two venues"),
    "events.move": N("moved an event"),
    "events.outlet": N("wrote down where an event went out"),
    "events.outlet_corrected": N("corrected an event where it had gone out"),
    "events.outlet_gone": N("took a place off where an event had gone out"),
    "events.remove_occurrence": N("removed one occurrence of a series"),
    "events.remove_special_day": N("removed special days"),
    "events.remove_template": N("removed a template of events"),
    "events.repeat": N("let an event repeat"),
    "events.save_template": N("saved a template of events"),
    "events.stop_series": N("ended a series of events"),
    "coverage.accept": N("accepted an assignment"),
    "coverage.assign": N("asked somebody to cover an event"),
    "coverage.be_away": N("recorded an absence"),
    "coverage.be_back": N("took an absence back"),
    "coverage.decline": N("declined an assignment"),
    "coverage.deliver": N("delivered from an event"),
    "coverage.drop": N("called a coverage off"),
    "coverage.drop_of": N("called the whole coverage of an event off"),
    "coverage.release": N("took somebody off an assignment"),
    "coverage.replan": N("moved the terms of coverage"),
    "coverage.take_back": N("took a delivery back"),
    "coverage.tv_broadcast": N("recorded a broadcast report"),
    "coverage.tv_cancelled": N("called a report off"),
    "coverage.tv_confirmed": N("recorded that television confirmed"),
    "coverage.tv_contract": N("kept a contract with television"),
    "coverage.tv_draft": N("wrote a request for a report"),
    "coverage.tv_edit": N("edited a request for a report"),
    "coverage.tv_refused": N("recorded that television refused"),
    "coverage.tv_send": N("sent a request for a report"),
    "coverage.tv_shot": N("recorded that a report was shot"),
    "coverage.want": N("decided about coverage"),
    "events.note": N("wrote a note to an event"),
    "events.step": N("changed the state of an event"),
    "events.take_back": N("took an entered event back"),
    "guests.add": N("put a guest on a list"),
    "guests.answer": N("recorded a guest's answer"),
    "guests.answer_back": N("took a guest's answer back"),
    "guests.attended": N("recorded which guests came"),
    "guests.change": N("corrected a guest's card"),
    "guests.details": N("changed what an invitation says"),
    "guests.forget": N("forgot who the guests were"),
    "guests.invite": N("invited guests"),
    "guests.invite_back": N("took an invitation back"),
    "guests.remove": N("took a guest off a list"),
    "guests.salutation": N("confirmed a salutation"),
    "guests.to_be_told": N("has guests to tell about a change"),
    "guests.told": N("told guests about a change"),
    "invoices.credit": N("issued a credit note"),
    "invoices.credited": N("an invoice was credited"),
    "invoices.finance_number": N("wrote down the finance department's number"),
    "invoices.hold": N("stopped reminders of an invoice"),
    "invoices.issue": N("issued an invoice"),
    "invoices.pay": N("recorded a payment"),
    "invoices.refund": N("recorded money given back"),
    "invoices.release": N("let an invoice be reminded again"),
    "invoices.remind": N("sent a reminder"),
    "invoices.take_back": N("took a payment back"),
    "invoices.withdraw": N("withdrew an invoice paper"),
    "jobs.analyses.run": N("ran an analysis"),
    "jobs.invoices.issue": N("asked for invoices of a whole issue"),
    "jobs.sheets.sync": N("asked for a synchronisation"),
    "memorial.save": N("prepared a memorial act"),
    "memorial.sign": N("signed a memorial act off"),
    "memorial.unlock": N("took the signature of a memorial act back"),
    "outbox.resolve": N("decided a message without an answer"),
    "publishing.cards": N("drew the pictures of a post anew"),
    "publishing.correct": N("published a correction of a post"),
    "publishing.duplicate": N("copied a post"),
    "publishing.publish": N("published a post"),
    "publishing.save": N("wrote a post"),
    "publishing.withdraw": N("withdrew a post"),
    "reach.correct": N("corrected a number of reach"),
    "reach.record": N("recorded a number of reach"),
    "reach.withdraw": N("withdrew a number of reach"),
    "session.end": N("signed out"),
    "session.start": N("signed in"),
    "settings.change": N("changed a setting"),
    "sheets.add": N("added a spreadsheet"),
    "sheets.change": N("changed how a spreadsheet is read"),
    "sheets.import": N("imported a spreadsheet"),
    "sheets.undo": N("took a whole import back"),
    "sign_in.last_attempt": N("failed to sign in too often"),
    "stock.add_item": N("added an item"),
    "stock.add_place": N("added a place"),
    "stock.cancel_handover": N("cancelled a handover protocol"),
    "stock.correct_item": N("edited an item"),
    "stock.hand_out": N("handed items out"),
    "stock.move": N("moved items to another place"),
    "stock.put_back": N("put an item back into use"),
    "stock.receive": N("received items"),
    "stock.change_reserved": N("changed a reservation"),
    "stock.replan_reserved": N("moved the day until which items are reserved"),
    "stock.reservation_expired": N("a reservation ran out"),
    "stock.reservation_fulfilled": N("handed out what was reserved"),
    "stock.reservation_released": N("released a reservation"),
    "stock.reserve": N("reserved items"),
    "stock.shrink_reserved": N("a reservation shrank"),
    "stock.retire_item": N("retired an item"),
    "stock.return": N("took items back"),
    "stock.reverse": N("took a movement back"),
    "stock.set_photo": N("changed a photo"),
    "stock.stocktake": N("counted items in stock"),
    "stock.write_off": N("wrote items off"),
    "tariffs.add": N("began a price list"),
    "tariffs.edit": N("changed a draft of a price list"),
    "tariffs.end": N("set the last day of a price list"),
    "tariffs.put_in_force": N("put a price list in force"),
    "tariffs.remove_draft": N("threw a draft of a price list away"),
    "tariffs.withdraw": N("withdrew a price list"),
    "tasks.add": N("set a task"),
    "tasks.drop": N("dropped a task"),
    "tasks.drop_of": N("dropped the tasks of a cancelled event"),
    "tasks.edit": N("changed a task"),
    "tasks.finish": N("finished a task"),
    "tasks.from_template": N("made tasks from a template"),
    "tasks.new_template": N("began a template of tasks"),
    "tasks.remove_template": N("removed a template of tasks"),
    "tasks.reopen": N("opened a task again"),
    "tasks.replan": N("moved tasks with their event"),
    "tasks.save_items": N("changed the items of a template of tasks"),
    "tasks.save_template": N("changed a template of tasks"),
    "users.change": N("changed an account"),
    "users.close": N("closed an account"),
    "users.link": N("made a link for a new password"),
    "users.open": N("opened an account"),
    "users.password": N("set a password"),
    "users.remove_code": N("turned somebody's one-time code off"),
    "users.reopen": N("reopened an account"),
    "users.sign_out": N("signed somebody out everywhere"),
    "users.turn_off_code": N("turned the one-time code off"),
    "users.turn_on_code": N("turned the one-time code on"),
    "views.remove": N("removed a saved view"),
    "views.save": N("saved a view of a list"),
}
"""Deeds as people call them; a deed that is not here is shown by its code."""

_ENTRIES = """
select a.id, a.at, a.who as login, coalesce(u.name, a.who) as name, a.what, a.subject, coalesce(d.detail, '') as detail
from audit a left join audit_detail d using (id) left join user u on u.login = a.who
where a.at >= ? and a.at < ? order by a.id desc limit ?
"""


@needs("audit.read")
def entries(db: Database, day: dt.date | None = None, *, by: User) -> pl.DataFrame:
    """The newest entries, or those of one day in Prague, newest first; `what` in the reader's words.

    `detail` is what `changes_detail.said` says, "" when it was erased; the worker's deeds have the name Kancelář.
    """
    since, until = _bounds(day)
    found = frame(db, _ENTRIES, SCHEMA, (since, until, SHOWN))
    words = {code: t(word) for code, word in WHAT.items()}
    told = found.select("what", "subject", "detail").iter_rows()
    details = [changes_detail.said(what, subject, json.loads(text)) if text else "" for what, subject, text in told]
    return found.with_columns(
        detail=pl.Series(details, dtype=pl.String),
        what=pl.col("what").replace(words),
        name=pl.col("name").replace(SYSTEM.login, SYSTEM.name),
    )


def _bounds(day: dt.date | None) -> tuple[str, str]:
    if day is None:
        return "", "9999"
    midnight = dt.datetime.combine(day, dt.time(), clock.PRAGUE)
    next_one = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), clock.PRAGUE)
    return clock.stamp(midnight), clock.stamp(next_one)


@needs("audit.read")
def verdict(db: Database, *, by: User) -> Verdict:
    """Whether the chain is whole, walked from its beginning."""
    return audit.verify(db)
